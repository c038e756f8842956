#include "core/rows.hpp"

#include <mutex>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace muhurat {
inline namespace core {
namespace {

std::byte* allocate() {
  auto* const block = static_cast<std::byte*>(
      ::operator new[](large_block_bytes, std::align_val_t{large_block_bytes}));
#ifdef __linux__
  madvise(block, large_block_bytes, MADV_HUGEPAGE);  // a wish: without it pages are just smaller
#endif
  return block;
}

void release(std::byte* block) {
  ::operator delete[](block, std::align_val_t{large_block_bytes});
}

// Freed blocks of this process, to be used again.
class Kept {
 public:
  ~Kept() {
    for (std::byte* block : blocks_) release(block);
  }
  std::byte* take() {
    const std::scoped_lock lock{mutex_};
    if (blocks_.empty()) return nullptr;
    std::byte* const block = blocks_.back();
    blocks_.pop_back();
    return block;
  }
  bool keep(std::byte* block) {
    const std::scoped_lock lock{mutex_};
    if (blocks_.size() == large_blocks_kept_max) return false;
    blocks_.push_back(block);
    return true;
  }

 private:
  std::mutex mutex_;
  std::vector<std::byte*> blocks_;
};

Kept& kept() {
  static Kept blocks;
  return blocks;
}

}  // namespace

void FreeLargeBlock::operator()(std::byte* block) const {
  if (!kept().keep(block)) release(block);
}

LargeBlock make_large_block() {
  std::byte* const block = kept().take();
  return LargeBlock{block != nullptr ? block : allocate()};
}

}  // namespace core
}  // namespace muhurat
