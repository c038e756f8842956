// Typed parameters with bounds and help. A part declares and reads each in one call, so that the
// program can list them, check what a user set, and refuse an unknown name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace muhurat::sdk {

using ParameterValue = std::variant<bool, std::int64_t, double, std::string>;

struct IntegerParameter {
  const char* name;
  std::int64_t standard;  // the value if the user sets none
  std::int64_t min;
  std::int64_t max;
  const char* help;  // one sentence, with the unit
};
struct NumberParameter {
  const char* name;
  double standard;
  double min;
  double max;
  const char* help;
};
struct SwitchParameter {
  const char* name;
  bool standard;
  const char* help;
};
struct ChoiceParameter {
  const char* name;
  const char* standard;
  std::vector<const char*> choices;
  const char* help;
};
using ParameterDeclaration =
    std::variant<IntegerParameter, NumberParameter, SwitchParameter, ChoiceParameter>;

const char* name_of(const ParameterDeclaration& declaration);
std::string expected_of(const ParameterDeclaration& declaration);  // "an integer, 2 to 500"
std::string text_of(const ParameterValue& value);                  // as a user would write it

struct ParameterSetting {
  std::string name;
  std::string text;   // as the user wrote it
  std::string where;  // "--set", "mean_reversion.toml:14"
};

// What a part is constructed with. Given settings that do not fit are collected as problems and the
// standard value is used; the program refuses to run a part with problems, or with settings nobody
// declared. Of two settings of one name the later holds.
class Parameters {
 public:
  struct Problem {
    std::string name;
    std::string expected;  // "an integer, 2 to 500"
    std::string found;
    std::string where;
  };

  Parameters() = default;
  explicit Parameters(std::vector<ParameterSetting> settings);

  std::int64_t integer(const IntegerParameter& declaration);
  double number(const NumberParameter& declaration);
  bool is_on(const SwitchParameter& declaration);
  std::string choice(const ChoiceParameter& declaration);
  // For rules between parameters: the value of a declared one does not fit.
  void refuse(std::string_view name, std::string expected);

  const std::vector<ParameterDeclaration>& declared() const { return declared_; }
  // The value of each declared parameter, in order of declaration.
  const std::vector<ParameterValue>& values() const { return values_; }
  const std::vector<Problem>& problems() const { return problems_; }
  // Settings that no declaration asked for.
  std::vector<ParameterSetting> unknown() const;

 private:
  template <class Value, class Declaration>
  Value take(const Declaration& declaration, Value standard);
  const ParameterSetting* find(std::string_view name) const;
  std::vector<ParameterSetting> settings_;
  std::vector<ParameterDeclaration> declared_;
  std::vector<ParameterValue> values_;
  std::vector<Problem> problems_;
};

}  // namespace muhurat::sdk
