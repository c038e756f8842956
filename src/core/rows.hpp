// A list that only grows, for the logs of a run: rows never move, and memory comes in blocks of
// 2 MB. Touching fresh memory costs more than the rows that are written into it, so blocks ask for
// huge pages and a freed one is kept for the next run of the process. The first block of a list is
// small: most lists are short.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace muhurat {
inline namespace core {

inline constexpr std::size_t large_block_bytes = std::size_t{2} << 20;
inline constexpr std::size_t large_blocks_kept_max = 160;  // of those freed, in a process

struct FreeLargeBlock {
  void operator()(std::byte* block) const;
};
using LargeBlock = std::unique_ptr<std::byte[], FreeLargeBlock>;
LargeBlock make_large_block();  // of large_block_bytes, aligned to as many

// Walks a list by index; what operator[] gives may be a value made for the asking.
template <class List>
class IndexIterator {
 public:
  using value_type = typename List::value_type;
  using difference_type = std::ptrdiff_t;
  using iterator_category = std::input_iterator_tag;
  using reference = decltype(std::declval<const List&>()[0]);
  using pointer = void;

  IndexIterator(const List& list, std::size_t index) : list_{&list}, index_{index} {}
  reference operator*() const { return (*list_)[index_]; }
  IndexIterator& operator++() {
    ++index_;
    return *this;
  }
  bool operator==(const IndexIterator& other) const { return index_ == other.index_; }

 private:
  const List* list_;
  std::size_t index_;
};

template <class T>
class Rows {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  using value_type = T;
  static constexpr std::size_t first_rows = 16'384 / sizeof(T) + 1;
  static constexpr std::size_t block_rows = large_block_bytes / sizeof(T);

  Rows() = default;
  Rows(Rows&& other) noexcept { *this = std::move(other); }
  Rows& operator=(Rows&& other) noexcept {
    first_ = std::move(other.first_);
    blocks_ = std::move(other.blocks_);
    next_ = std::exchange(other.next_, nullptr);
    end_ = std::exchange(other.end_, nullptr);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  // A row to be filled in: its bytes are anything.
  T& push() {
    if (next_ == end_) [[unlikely]]
      add_block();
    ++size_;
    return *next_++;
  }
  T& push_back(const T& row) { return push() = row; }
  T& operator[](std::size_t index) { return *at(index); }
  const T& operator[](std::size_t index) const { return *at(index); }
  T& back() { return next_[-1]; }
  IndexIterator<Rows> begin() const { return {*this, 0}; }
  IndexIterator<Rows> end() const { return {*this, size_}; }

 private:
  T* at(std::size_t index) const {
    if (index < first_rows) [[unlikely]]
      return first_.get() + index;
    index -= first_rows;
    return reinterpret_cast<T*>(blocks_[index / block_rows].get()) + index % block_rows;
  }
  void add_block() {
    if (first_ == nullptr) {
      first_ = std::make_unique_for_overwrite<T[]>(first_rows);
      next_ = first_.get();
      end_ = next_ + first_rows;
    } else {
      blocks_.push_back(make_large_block());
      next_ = reinterpret_cast<T*>(blocks_.back().get());
      end_ = next_ + block_rows;
    }
  }

  std::unique_ptr<T[]> first_;
  std::vector<LargeBlock> blocks_;
  T* next_ = nullptr;
  T* end_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace core
}  // namespace muhurat
