#include "core/state_hash.hpp"

namespace muhurat {
inline namespace core {

void StateHash::append(std::string_view text) {
  append_u64(text.size());
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
