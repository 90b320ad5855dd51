// LineSource: the lines of a file, in constant memory; packed or plain is seen by content.
//
// Not thread-safe. Lines end at \n; a \r before it is dropped. A byte-order mark at the start is dropped.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"

namespace entente {

class LineSource {
 public:
  // `path` "-": standard input. Errors: io.not_found, io.unreadable, archive.* (UnpackedFile).
  static Result<LineSource> Open(const std::string& path);
  // Lines of bytes in memory, which must outlive it.
  explicit LineSource(std::string_view bytes);
  LineSource(LineSource&&) noexcept;
  LineSource& operator=(LineSource&&) noexcept;
  ~LineSource();

  // False at the end, or on an error (status()). The view is good until the next call. A line longer than 1 MiB comes
  // empty, with too_long() set.
  bool Next(std::string_view& line);
  bool too_long() const { return too_long_; }
  uint32_t line_number() const { return number_; }  // of the line given last, 1-based
  // 32 hexadecimal digits of XXH3-128 over all bytes read, uncompressed: the name of the content once Next gave false.
  std::string Address() const;
  // Errors: io.unreadable; gzip.*, zstd.*, archive.* where packed data is cut or damaged.
  const Status& status() const { return status_; }

 private:
  struct Input;
  LineSource();
  bool Fill();

  std::unique_ptr<Input> input_;
  std::vector<char> buffer_;
  size_t begin_ = 0, end_ = 0;
  bool at_end_ = false, too_long_ = false;
  uint32_t number_ = 0;
  Status status_;
};

}  // namespace entente
