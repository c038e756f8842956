# Sourced by the scripts of tools/: steps that are named, timed and kept in a log.
#
#   step NAME COMMAND ARGUMENT...   runs the command; prints NAME and its seconds. What it prints goes to
#                                   $steps_log/NAME.log and is shown (the end of it) only when it fails.
#   steps_total                     prints the time since this file was read
steps_log=${steps_log:-build/logs}
steps_began=$EPOCHREALTIME
mkdir -p "$steps_log"

seconds_since() { # start in seconds
  awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN {printf "%.1f", to - from}'
}

step() {
  local name=$1 began=$EPOCHREALTIME status=0 log
  shift
  log=$steps_log/${name//[^A-Za-z0-9]/-}.log
  [ -t 1 ] && printf '  %-44s' "$name"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  [ -t 1 ] || printf '  %-44s' "$name"
  if [ "$status" = 0 ]; then
    printf '%8s s\n' "$(seconds_since "$began")"
  else
    printf '%8s s  failed\n' "$(seconds_since "$began")"
    tail -n 60 "$log"
    printf 'whole log: %s\n' "$log"
  fi
  return "$status"
}

steps_total() {
  printf '  %-44s%8s s\n' "in all" "$(seconds_since "$steps_began")"
}
