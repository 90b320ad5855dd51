// LineReader: lines of a stream without copying them, each of bounded length.
//
// Used by one thread. A line's view lasts until the next call.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "unpack/source.h"

namespace entente {

class LineReader {
 public:
  // Bytes behind each line that may be read, though they mean nothing: what simdjson wants.
  static constexpr size_t kPadding = 64;

  LineReader(std::streambuf& from, size_t max_bytes);

  enum class Outcome { kLine, kEnd, kTooLong };
  // The next line without its '\n'. kTooLong: it was passed over. kEnd: there is none.
  Outcome Next(std::string_view& line);
  // Where the line last given begins.
  uint64_t begin() const { return begin_; }

 private:
  bool Fill();

  std::streambuf& from_;
  size_t max_bytes_;
  std::string block_;
  size_t at_ = 0;
  size_t size_ = 0;
  std::string long_line_;  // one that spans blocks
  uint64_t begin_ = 0;
  uint64_t next_ = 0;
};

}  // namespace entente
