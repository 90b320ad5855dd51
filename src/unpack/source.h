// Source: bytes made block by block, for readers that take a std::istream.
//
// A source that cannot go on ends like one that is whole and keeps why in status(): whoever made it asks afterwards.
// Used by one thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <streambuf>
#include <string>
#include <string_view>
#include <utility>

#include "entente/status.h"

namespace entente {

inline constexpr size_t kSourceBlockBytes = size_t{1} << 16;

class Source : public std::streambuf {
 public:
  // Not ok: what came was cut short, and this says why and where.
  const Status& status() const { return status_; }
  // False where data is missing at its end.
  virtual bool whole() const { return status_.ok(); }
  // Its end is known by itself: whole() does not hang on the source it takes its bytes from, of which more may have
  // been read ahead.
  virtual bool delimits() const { return false; }
  // Where in the packed bytes the damage of status() is.
  virtual uint64_t damage_at() const { return 0; }
  // After an end that was damage: goes on behind it, where that can be found. What came before is told by then.
  virtual bool Resume() { return false; }
  void ClearStatus() { status_ = Status::Ok(); }
  // Bytes taken by the reader so far.
  uint64_t position() const { return before_ + static_cast<uint64_t>(gptr() - eback()); }

 protected:
  // The next bytes, which stay until the next call; empty: the end.
  virtual std::string_view NextBlock() = 0;

  void Fail(Status status) {
    if (status_.ok()) status_ = std::move(status);
  }
  // For sources that can jump.
  void Restart(uint64_t position) {
    before_ = position;
    setg(nullptr, nullptr, nullptr);
  }

  int_type underflow() override {
    if (gptr() < egptr()) return traits_type::to_int_type(*gptr());
    before_ += static_cast<uint64_t>(egptr() - eback());
    setg(nullptr, nullptr, nullptr);
    const std::string_view block = NextBlock();
    if (block.empty()) return traits_type::eof();
    char* begin = const_cast<char*>(block.data());  // a get area is never written to
    setg(begin, begin, begin + block.size());
    return traits_type::to_int_type(*gptr());
  }

 private:
  Status status_;
  uint64_t before_ = 0;
};

// The bytes already looked at, then the rest of the stream they came from.
class ReplaySource : public Source {
 public:
  ReplaySource(std::string head, std::streambuf& rest) : head_(std::move(head)), rest_(rest) {}

 protected:
  std::string_view NextBlock() override {
    if (!std::exchange(replayed_, true) && !head_.empty()) return head_;
    if (block_.empty()) block_.resize(kSourceBlockBytes);
    const std::streamsize got = rest_.sgetn(block_.data(), static_cast<std::streamsize>(block_.size()));
    return std::string_view(block_).substr(0, static_cast<size_t>(got > 0 ? got : 0));
  }

 private:
  std::string head_;
  std::string block_;
  std::streambuf& rest_;
  bool replayed_ = false;
};

// Bytes in memory, which must stay.
class MemorySource : public Source {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes), rest_(bytes) {}

 protected:
  std::string_view NextBlock() override { return std::exchange(rest_, {}); }
  pos_type seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode /*mode*/) override {
    if (from == std::ios_base::cur) offset += static_cast<off_type>(position());
    if (from == std::ios_base::end) offset += static_cast<off_type>(bytes_.size());
    if (offset < 0 || static_cast<uint64_t>(offset) > bytes_.size()) return pos_type(off_type(-1));
    rest_ = bytes_.substr(static_cast<size_t>(offset));
    Restart(static_cast<uint64_t>(offset));
    return pos_type(offset);
  }
  pos_type seekpos(pos_type position, std::ios_base::openmode mode) override {
    return seekoff(off_type(position), std::ios_base::beg, mode);
  }

 private:
  std::string_view bytes_;
  std::string_view rest_;
};

// The next `length` bytes of a stream, as of a record with its length in front.
class LimitSource : public Source {
 public:
  LimitSource(std::streambuf& from, uint64_t length) : from_(from), left_(length) {}
  uint64_t left() const { return left_; }
  bool whole() const override { return !cut_; }
  bool delimits() const override { return true; }
  // Passes over what was not read. False where the stream ended before.
  bool Finish() {
    while (!NextBlock().empty()) {
    }
    return left_ == 0;
  }

 protected:
  std::string_view NextBlock() override {
    if (left_ == 0) return {};
    if (block_.empty()) block_.resize(kSourceBlockBytes);
    const auto want = static_cast<std::streamsize>(std::min<uint64_t>(left_, block_.size()));
    const std::streamsize got = from_.sgetn(block_.data(), want);
    if (got <= 0) {
      cut_ = true;
      return {};
    }
    left_ -= static_cast<uint64_t>(got);
    return std::string_view(block_).substr(0, static_cast<size_t>(got));
  }

 private:
  std::streambuf& from_;
  uint64_t left_;
  bool cut_ = false;
  std::string block_;
};

}  // namespace entente
