#include "cli/stack_trace.hpp"

#include <dlfcn.h>
#include <execinfo.h>
#include <link.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/subprocess.hpp"

namespace muhurat::cli {
namespace {

struct LibraryQuery {
  std::string name;
  StackTrace* trace;
};

int find_library(dl_phdr_info* loaded, std::size_t, void* data) {
  auto& query = *static_cast<LibraryQuery*>(data);
  if (loaded->dlpi_name == nullptr || query.name != loaded->dlpi_name) return 0;
  query.trace->library_begin = loaded->dlpi_addr;
  std::uintptr_t end = loaded->dlpi_addr;
  for (int i = 0; i < loaded->dlpi_phnum; ++i) {
    const auto& header = loaded->dlpi_phdr[i];
    if (header.p_type == PT_LOAD) {
      end = std::max(end, loaded->dlpi_addr + header.p_vaddr + header.p_memsz);
    }
  }
  query.trace->library_end = end;
  return 1;
}

// "path:line" or "path:line (discriminator 2)" as addr2line prints it.
std::optional<SourcePlace> parse_place(std::string_view text) {
  const std::size_t colon =
      text.rfind(':', text.find(" (") == text.npos ? text.npos : text.find(" ("));
  if (colon == text.npos) return std::nullopt;
  int line = 0;
  for (std::size_t i = colon + 1; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
    line = line * 10 + (text[i] - '0');
  }
  if (line == 0) return std::nullopt;
  return SourcePlace{std::string{text.substr(0, colon)}, line};
}

}  // namespace

void prepare_stack_trace() {
  void* frames[4];
  (void)backtrace(frames, 4);
}

void record_stack(StackTrace& trace, std::uintptr_t program_counter) {
  void* frames[StackTrace::frames_max];
  int count = 0;
  if (program_counter != 0) trace.frames[count++] = program_counter + 1;
  const int found = backtrace(frames, StackTrace::frames_max - 1);
  for (int i = 0; i < found; ++i)
    trace.frames[count++] = reinterpret_cast<std::uintptr_t>(frames[i]);
  trace.frame_count = count;
}

void locate_library(StackTrace& trace, const std::filesystem::path& library) {
  LibraryQuery query{library.string(), &trace};
  dl_iterate_phdr(find_library, &query);
}

std::optional<SourcePlace> place_in_source(const StackTrace& trace,
                                           const std::filesystem::path& library,
                                           const std::filesystem::path& source) {
  std::vector<std::string> command = {"addr2line", "-i", "-e", library.string()};
  for (int i = 0; i < std::min(trace.frame_count, StackTrace::frames_max); ++i) {
    const std::uintptr_t frame = trace.frames[i];
    if (frame < trace.library_begin || frame >= trace.library_end) continue;
    // A return address names the instruction after the call; one less lies inside it.
    char text[32];
    std::snprintf(text, sizeof text, "0x%zx", frame - trace.library_begin - 1);
    command.emplace_back(text);
  }
  if (command.size() == 4) return std::nullopt;
  const SubprocessResult result = run_subprocess(command);
  if (result.exit_code != 0) return std::nullopt;
  const std::string name = source.filename().string();
  std::string_view rest = result.output;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    auto place = parse_place(rest.substr(0, end));
    if (place && std::filesystem::path{place->file}.filename() == name) return place;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

}  // namespace muhurat::cli
