/**
 * The rules: numbers are printed by format.ts alone, colours come from tokens.css alone, no HTML
 * from strings, nothing fetched, lines and files of a readable size.
 */

interface Rule {
  pattern: RegExp;
  allowed: RegExp;
  text: string;
}

const RULES: Rule[] = [
  {
    pattern: /\.(toFixed|toLocaleString|toLocaleDateString|toLocaleTimeString)\(|\bIntl\./,
    allowed: /^src\/model\/format\.ts$|^lint\//,
    text: "print numbers by src/model/format.ts",
  },
  {
    pattern: /#[0-9a-f]{3,8}\b(?![^"]*\bhref)|\b(rgba?|hsla?|oklch)\(/i,
    allowed: /^src\/tokens\.css$|^lint\/|_test\.tsx?$|^e2e\//,
    text: "colours are tokens of src/tokens.css",
  },
  {
    pattern: /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write/,
    allowed: /^lint\//,
    text: "no HTML from strings",
  },
  {
    pattern: /\bfetch\(|XMLHttpRequest|WebSocket\(|\beval\(|new Function/,
    allowed: /^lint\//,
    text: "the report asks nobody and evaluates nothing",
  },
  {
    pattern: /\bfont-size:\s*\d*\.?\d+px/,
    allowed: /^src\/tokens\.css$|^lint\//,
    text: "type sizes are tokens",
  },
  { pattern: /\bany\b(?=[;,)\]>=\s|])(?<=[:<]\s*any)/, allowed: /^lint\//, text: "no any" },
];

const LONGEST_LINE = 100;
/** A line that the formatter cannot break, for the text in it. */
const LONGEST_TEXT = 150;
const LONGEST_FILE = 400;
/** The contract is one page on purpose. */
const LONG_FILES = ["src/features/report/data.ts"];

export function breaches_of(file: string, text: string): string[] {
  const lines = text.split("\n");
  const found = lines.flatMap((line, i) => [
    ...RULES.filter((rule) => !rule.allowed.test(file) && rule.pattern.test(line)).map(
      (rule) => `${file}:${i + 1}: ${rule.text}`,
    ),
    ...(line.length > (/["`]|<th/.test(line) ? LONGEST_TEXT : LONGEST_LINE) &&
    !file.endsWith("tokens.css")
      ? [`${file}:${i + 1}: over ${LONGEST_LINE} columns`]
      : []),
  ]);
  return lines.length > LONGEST_FILE && !LONG_FILES.includes(file)
    ? [...found, `${file}: over ${LONGEST_FILE} lines`]
    : found;
}
