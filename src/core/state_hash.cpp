#include "core/state_hash.hpp"

namespace muhurat {
inline namespace core {

StateHash::Text::Text(std::string_view text) : size_{sizeof(std::uint64_t) + text.size()} {
  if (size_ > short_bytes) {
    long_ = text;
    return;
  }
  const std::uint64_t size = text.size();
  std::memcpy(bytes_.data(), &size, sizeof size);
  text.copy(reinterpret_cast<char*>(bytes_.data()) + sizeof size, text.size());
}

void StateHash::append(std::string_view text) {
  append(std::uint64_t{text.size()});
  const auto bytes = std::as_bytes(std::span{text});
  if (size_ + bytes.size() > buffer_.size()) flush();
  if (bytes.size() > buffer_.size()) {
    hashed_.append(bytes);
    return;
  }
  if (!bytes.empty()) std::memcpy(buffer_.data() + size_, bytes.data(), bytes.size());
  size_ += bytes.size();
}

void StateHash::flush() {
  hashed_.append(buffered());
  size_ = 0;
}

}  // namespace core
}  // namespace muhurat
