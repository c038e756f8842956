// Takes dates, times of day and offsets off the front of a cell's text.
#pragma once

#include <optional>
#include <string_view>

#include "core/date.hpp"
#include "core/timestamp.hpp"
#include "store/import/csv_stamps.hpp"

namespace muhurat::store {

constexpr bool is_digit(char c) {
  return static_cast<unsigned char>(c - '0') < 10;
}

// Takes what it is asked for off the front of a text; once something is missing it stays failed.
class StampScanner {
 public:
  explicit StampScanner(std::string_view text) : text_{text} {}

  int digits(std::size_t width) {
    if (text_.size() < width) return fail();
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      if (!is_digit(text_[i])) return fail();
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(width);
    return value;
  }
  int one_or_two_digits() {
    const bool has_two = text_.size() >= 2 && is_digit(text_[1]);
    return digits(has_two ? 2 : 1);
  }
  char any_of(std::string_view wanted) {
    if (text_.empty() || wanted.find(text_.front()) == std::string_view::npos) {
      fail();
      return '\0';
    }
    const char found = text_.front();
    text_.remove_prefix(1);
    return found;
  }
  bool take(char wanted) {
    if (!text_.starts_with(wanted)) return false;
    text_.remove_prefix(1);
    return true;
  }
  std::string_view take_letters() {
    std::size_t size = 0;
    while (size < text_.size() && ((text_[size] | 0x20) >= 'a' && (text_[size] | 0x20) <= 'z')) {
      ++size;
    }
    const std::string_view letters = text_.substr(0, size);
    text_.remove_prefix(size);
    return letters;
  }
  bool is_at_end() const { return text_.empty(); }
  bool has_failed() const { return has_failed_; }
  bool is_done() const { return !has_failed_ && text_.empty(); }
  std::string_view rest() const { return text_; }
  int fail() {
    has_failed_ = true;
    return -1;
  }

 private:
  std::string_view text_;
  bool has_failed_ = false;
};

// Empty where the front is no date of the format, or no day of the calendar.
std::optional<Date> scan_date(StampScanner& scanner, const StampFormat& format);
// hh:mm[:ss[.fraction]]; 24:00 is the end of a day.
std::optional<Duration> scan_clock(StampScanner& scanner, bool& has_seconds);
// Of a time of 1:00 to 12:59: what follows it, " am" or "PM".
std::optional<Duration> scan_half_day(StampScanner& scanner, Duration clock);
// Z, +05:30 or +0530, in seconds; empty where there is none.
std::optional<int> scan_offset(StampScanner& scanner);

}  // namespace muhurat::store
