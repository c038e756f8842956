#include "engine/session_closes.hpp"

#include <algorithm>
#include <unordered_map>

namespace muhurat::engine {

std::vector<SessionClose> session_closes_of(const market::RunTables& tables) {
  std::vector<SessionClose> closes;
  std::unordered_map<std::int32_t, Timestamp> last_of_date;
  for (const auto& sessions : tables.sessions) {
    for (const market::Session& session : sessions) {
      closes.push_back({session.open, session.close, session.date});
      Timestamp& last = last_of_date.try_emplace(session.date.days(), session.close).first->second;
      last = std::max(last, session.close);
    }
  }
  std::sort(closes.begin(), closes.end(), [](const SessionClose& a, const SessionClose& b) {
    if (a.time != b.time) return a.time < b.time;
    if (a.date != b.date) return a.date < b.date;
    return a.open < b.open;
  });
  const auto is_same = [](const SessionClose& a, const SessionClose& b) {
    return a.time == b.time && a.date == b.date;
  };
  closes.erase(std::unique(closes.begin(), closes.end(), is_same), closes.end());
  for (SessionClose& close : closes) {
    close.ends_date = last_of_date.at(close.date.days()) == close.time;
  }
  Timestamp later_opens = Timestamp::max();
  for (auto close = closes.rbegin(); close != closes.rend(); ++close) {
    close->is_sampled = close->ends_date || close->time <= later_opens;
    later_opens = std::min(later_opens, close->open);
  }
  return closes;
}

std::vector<Timestamp> times_of(const std::vector<SessionClose>& closes) {
  std::vector<Timestamp> times;
  times.reserve(closes.size());
  for (const SessionClose& close : closes) times.push_back(close.time);
  return times;
}

}  // namespace muhurat::engine
