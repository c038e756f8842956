#include <span>

#include "core/check.hpp"
#include "core/embedded.hpp"
#include "research/report/report_html.hpp"
#include "research/report/sections.hpp"

namespace muhurat::embedded {
std::span<const core::EmbeddedFile> report_pages();
}

namespace muhurat::research {
namespace {

// Where the built page says that something of the run comes.
constexpr std::string_view title_place = "<!--muhurat:title-->";
constexpr std::string_view plain_place = "<!--muhurat:noscript-->";
constexpr std::string_view data_place = "<!--muhurat:data-->";

// No text inside a JSON document may end the script element or begin a comment in it.
std::string script_safe(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 64);
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

std::string title_of(const RunFacts& facts) {
  return facts.name + ", " + to_text(facts.from) + " to " + to_text(facts.to) + ", backtest " +
         facts.id;
}

// The part of the page before the next place, which is taken off.
std::string_view cut_at(std::string_view& rest, std::string_view place) {
  const std::size_t at = rest.find(place);
  CHECK(at != std::string_view::npos);  // the page compiled in is not ours
  const std::string_view before = rest.substr(0, at);
  rest.remove_prefix(at + place.size());
  return before;
}

}  // namespace

std::string report_html(const RunRecord& record, const Evaluation& evaluation) {
  std::string_view rest = embedded::report_pages().front().bytes;
  const std::string data = script_safe(report_json(record, evaluation));
  std::string out;
  out.reserve(rest.size() + data.size() + 65'536);
  out += cut_at(rest, title_place);
  out += "<title>" + html_text(title_of(record.facts)) + "</title>";
  out += cut_at(rest, plain_place);
  out += "<noscript>\n" + plain_html(Scope{record, evaluation}) + "</noscript>";
  out += cut_at(rest, data_place);
  out += "<script type=\"application/json\" id=\"report-data\">" + data + "</script>";
  out += rest;
  return out;
}

}  // namespace muhurat::research
