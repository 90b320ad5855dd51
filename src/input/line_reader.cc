#include "input/line_reader.h"

#include <cstring>

namespace entente {
namespace {

constexpr size_t kBlockBytes = 4 * kSourceBlockBytes;

}  // namespace

LineReader::LineReader(std::streambuf& from, size_t max_bytes) : from_(from), max_bytes_(max_bytes) {
  block_.resize(kBlockBytes + kPadding);
}

bool LineReader::Fill() {
  const std::streamsize got = from_.sgetn(block_.data(), static_cast<std::streamsize>(kBlockBytes));
  at_ = 0;
  size_ = static_cast<size_t>(got > 0 ? got : 0);
  return size_ > 0;
}

LineReader::Outcome LineReader::Next(std::string_view& line) {
  begin_ = next_;
  long_line_.clear();
  bool too_long = false;
  while (true) {
    if (at_ == size_ && !Fill()) {
      if (next_ == begin_) return Outcome::kEnd;
      break;
    }
    const char* from = block_.data() + at_;
    const void* end = std::memchr(from, '\n', size_ - at_);
    const size_t length = end != nullptr ? static_cast<size_t>(static_cast<const char*>(end) - from) : size_ - at_;
    at_ += length;
    next_ += length;
    if (end != nullptr) {
      ++at_;
      ++next_;
      if (long_line_.empty() && !too_long && length <= max_bytes_) {
        line = {from, length};
        return Outcome::kLine;
      }
    }
    too_long = too_long || long_line_.size() + length > max_bytes_;
    if (!too_long) long_line_.append(from, length);
    if (end != nullptr) break;
  }
  if (too_long) {
    long_line_ = {};  // what it held of a line that nobody gets
    return Outcome::kTooLong;
  }
  long_line_.reserve(long_line_.size() + kPadding);
  line = long_line_;
  return Outcome::kLine;
}

}  // namespace entente
