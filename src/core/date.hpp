// A calendar date of the proleptic Gregorian calendar, without zone or time of day.
#pragma once

#include <compare>
#include <cstdint>

namespace muhurat {
inline namespace core {

enum class Weekday { Monday = 1, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday };  // ISO

struct YearMonthDay {
  int year;
  int month;  // 1–12
  int day;    // 1–31
  friend constexpr bool operator==(const YearMonthDay&, const YearMonthDay&) = default;
};

// An ISO 8601 week: 2026-W12. The year is the one its Thursday lies in.
struct IsoWeek {
  int year;
  int week;  // 1–53
  friend constexpr auto operator<=>(const IsoWeek&, const IsoWeek&) = default;
};

class Date {
 public:
  constexpr Date() = default;
  static constexpr Date from_days(std::int32_t days_since_epoch) {
    Date date;
    date.days_ = days_since_epoch;
    return date;
  }
  // The civil calendar counted in 400-year eras from 1 March, so that leap days come last.
  static constexpr Date from_civil(int year, int month, int day) {
    const int y = month <= 2 ? year - 1 : year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int year_of_era = y - era * 400;
    const int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return from_days(era * 146'097 + day_of_era - 719'468);
  }
  static constexpr Date min() { return from_days(-2'000'000); }
  static constexpr Date max() { return from_days(2'000'000); }

  constexpr std::int32_t days() const { return days_; }
  constexpr YearMonthDay civil() const {
    const int z = days_ + 719'468;
    const int era = (z >= 0 ? z : z - 146'096) / 146'097;
    const int day_of_era = z - era * 146'097;
    const int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int shifted = (5 * day_of_year + 2) / 153;
    const int month = shifted < 10 ? shifted + 3 : shifted - 9;
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
            day_of_year - (153 * shifted + 2) / 5 + 1};
  }
  constexpr Weekday weekday() const {
    const int since_monday = ((days_ + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
    return static_cast<Weekday>(since_monday + 1);
  }
  constexpr bool is_weekend() const { return weekday() >= Weekday::Saturday; }
  constexpr IsoWeek iso_week() const {
    const Date thursday = *this + (4 - static_cast<int>(weekday()));
    const int year = thursday.civil().year;
    return {year, (thursday.days_ - from_civil(year, 1, 1).days_) / 7 + 1};
  }

  friend constexpr Date operator+(Date date, int days) { return from_days(date.days_ + days); }
  friend constexpr Date operator-(Date date, int days) { return from_days(date.days_ - days); }
  friend constexpr int operator-(Date a, Date b) { return a.days_ - b.days_; }
  friend constexpr auto operator<=>(Date, Date) = default;

 private:
  std::int32_t days_ = 0;
};

}  // namespace core
}  // namespace muhurat
