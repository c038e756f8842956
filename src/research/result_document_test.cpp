// docs/reference/result.schema.json and result.md are held to what is written: a result is checked
// against the schema by the part of JSON Schema that it uses, the columns against the headers of
// the files.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <regex>
#include <sstream>

#include "core/json_tree.hpp"
#include "research/report/sample_run_test.hpp"
#include "research/result_csv.hpp"
#include "research/result_json.hpp"

namespace muhurat::research {
namespace {

std::string read(const std::string& path) {
  std::ifstream file{path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool equal(const JsonTree& a, const JsonTree& b) {
  return a.value.index() == b.value.index() && a.text() == b.text();
}

// Checks a value against a schema; problems are listed with the place they are found at.
class Validator {
 public:
  explicit Validator(const JsonTree& schema) : root_{schema} {}

  std::vector<std::string> check(const JsonTree& value) {
    check(value, root_, "");
    return problems_;
  }

 private:
  void check(const JsonTree& value, const JsonTree& schema, const std::string& at) {
    for (const auto& [word, rule] : *schema.as<JsonObject>()) check(value, schema, word, rule, at);
  }

  void check(const JsonTree& value, const JsonTree& schema, const std::string& word,
             const JsonTree& rule, const std::string& at) {
    const double* number = value.as<double>();
    if (word == "$ref") {
      check(value, root_["$defs"][rule.text().substr(std::string{"#/$defs/"}.size())], at);
    } else if (word == "type") {
      expect(has_type(value, rule), at, "another type");
    } else if (word == "const") {
      expect(equal(value, rule), at, "not the constant");
    } else if (word == "enum") {
      bool found = false;
      for (const JsonTree& each : *rule.as<JsonArray>()) found = found || equal(value, each);
      expect(found, at, "not one of the enum: " + value.text());
    } else if (word == "pattern") {
      expect(std::regex_search(value.text(), std::regex{rule.text()}), at, "not " + rule.text());
    } else if (word == "minimum") {
      expect(number != nullptr && *number >= *rule.as<double>(), at, "below the minimum");
    } else if (word == "maximum") {
      expect(number != nullptr && *number <= *rule.as<double>(), at, "above the maximum");
    } else if (word == "minItems") {
      expect(static_cast<double>(value.as<JsonArray>()->size()) >= *rule.as<double>(), at,
             "too few");
    } else if (word == "items") {
      for (const JsonTree& each : *value.as<JsonArray>()) check(each, rule, at + "[]");
    } else if (word == "required") {
      for (const JsonTree& name : *rule.as<JsonArray>()) {
        expect(member(value, name.text()) != nullptr, at, "lacks " + name.text());
      }
    } else if (word == "properties" || word == "additionalProperties") {
      check_members(value, schema, word, rule, at);
    } else {
      const bool is_note =
          word == "$schema" || word == "title" || word == "description" || word == "$defs";
      expect(is_note, at, "a word of the schema that is not checked: " + word);
    }
  }

  void check_members(const JsonTree& value, const JsonTree& schema, const std::string& word,
                     const JsonTree& rule, const std::string& at) {
    for (const auto& [name, each] : *value.as<JsonObject>()) {
      const JsonTree* named = member(schema["properties"], name);
      if (word == "properties") {
        if (named != nullptr) check(each, *named, at + "." + name);
      } else if (named == nullptr) {
        if (rule.as<bool>() != nullptr) {
          expect(*rule.as<bool>(), at, "unknown member " + name);
        } else {
          check(each, rule, at + "." + name);
        }
      }
    }
  }

  static const JsonTree* member(const JsonTree& object, const std::string& name) {
    if (object.as<JsonObject>() == nullptr) return nullptr;
    for (const auto& [key, each] : *object.as<JsonObject>()) {
      if (key == name) return &each;
    }
    return nullptr;
  }

  static bool has_type(const JsonTree& value, const JsonTree& rule) {
    if (const auto* several = rule.as<JsonArray>()) {
      return std::any_of(several->begin(), several->end(),
                         [&](const JsonTree& each) { return has_type(value, each); });
    }
    const std::string type = rule.text();
    const double* number = value.as<double>();
    if (type == "object") return value.as<JsonObject>() != nullptr;
    if (type == "array") return value.as<JsonArray>() != nullptr;
    if (type == "string") return value.as<std::string>() != nullptr;
    if (type == "boolean") return value.as<bool>() != nullptr;
    if (type == "null") return value.as<std::nullptr_t>() != nullptr;
    if (type == "number") return number != nullptr;
    return type == "integer" && number != nullptr && std::floor(*number) == *number;
  }

  void expect(bool rule, const std::string& at, const std::string& otherwise) {
    if (!rule) problems_.push_back(at + ": " + otherwise);
  }

  const JsonTree& root_;
  std::vector<std::string> problems_;
};

JsonTree schema() {
  return parse_json(read("docs/reference/result.schema.json")).value();
}

// The names in the first column of the table under a heading, joined by commas.
std::string columns_under(const std::string& document, const std::string& heading) {
  std::istringstream lines{document.substr(document.find("\n## " + heading + "\n") + 1)};
  std::string line;
  std::string names;
  std::getline(lines, line);
  while (std::getline(lines, line) && !line.starts_with("## ")) {
    if (!line.starts_with("| `")) continue;
    names += (names.empty() ? "" : ",") + line.substr(3, line.find('`', 3) - 3);
  }
  return names;
}

std::string header_of(const std::string& csv) {
  return csv.substr(0, csv.find('\n'));
}

}  // namespace

TEST(ResultDocument, AResultIsAsItsSchemaSays) {
  const auto run = sample_run();
  const JsonTree result = parse_json(result_json(run->record, run->evaluation)).value();
  const JsonTree rules = schema();
  EXPECT_EQ(Validator{rules}.check(result), std::vector<std::string>{});
}

TEST(ResultDocument, TheSchemaRefusesWhatIsNoResult) {
  const JsonTree rules = schema();
  EXPECT_FALSE(Validator{rules}.check(parse_json("{}").value()).empty());
  const auto run = sample_run();
  std::string text = result_json(run->record, run->evaluation);
  const std::string hash = run->record.state_hash;
  text.replace(text.find(hash), hash.size(), "no hash");
  EXPECT_EQ(Validator{rules}.check(parse_json(text).value()),
            std::vector<std::string>{".state_hash: not ^[0-9a-f]{32}$"});
}

TEST(ResultDocument, EveryColumnOfEveryFileIsExplained) {
  const auto run = sample_run();
  const std::string document = read("docs/reference/result.md");
  const RunRecord& record = run->record;
  EXPECT_EQ(columns_under(document, "orders.csv"), header_of(orders_csv(record)));
  EXPECT_EQ(columns_under(document, "fills.csv"), header_of(fills_csv(record)));
  EXPECT_EQ(columns_under(document, "trades.csv"), header_of(trades_csv(record)));
  EXPECT_EQ(columns_under(document, "equity.csv"), header_of(equity_csv(record)));
  EXPECT_EQ(columns_under(document, "weeks.csv"), header_of(weeks_csv(run->evaluation)));
  EXPECT_EQ(columns_under(document, "explain.csv"), header_of(explain_csv(record)));
}

}  // namespace muhurat::research
