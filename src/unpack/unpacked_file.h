// UnpackedFile: one file's bytes, out of whatever it is packed in: gzip, zstd, ZIP, one in another, by content.
//
// A ZIP stands for the one file in it; for archives of many there is the room `input`. Used by one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"
#include "unpack/budget.h"
#include "unpack/file_source.h"
#include "unpack/source.h"
#include "unpack/zip_members.h"

namespace entente {

class UnpackedFile {
 public:
  // `path` "-": standard input. Errors: io.not_found, io.unreadable, archive.too_deep, archive.encrypted,
  // archive.no_file, archive.many_files, archive.corrupt.
  static Result<std::unique_ptr<UnpackedFile>> Open(const std::string& path);
  UnpackedFile(const UnpackedFile&) = delete;
  UnpackedFile& operator=(const UnpackedFile&) = delete;

  // The innermost bytes.
  std::streambuf& bytes() { return *layers_.back(); }
  // Once they have ended: not ok where that was no end. io.unreadable, gzip.*, zstd.*, archive.corrupt, archive.bomb,
  // archive.many_files (of an archive that came through a pipe).
  Status status();

 private:
  explicit UnpackedFile(std::unique_ptr<FileSource> file);
  Status Unwrap();
  // The one file of an archive.
  Status OpenZip();
  std::streambuf& top() { return *layers_.back(); }

  FileSource* file_;
  ExpansionBudget budget_;
  std::vector<std::unique_ptr<Source>> layers_;  // each takes its bytes from the one before
  std::vector<std::unique_ptr<ZipMembers>> archives_;
};

// All of it, up to `most` bytes; what is behind them is left. Errors: as above.
Result<std::string> ReadUnpacked(const std::string& path, size_t most);

}  // namespace entente
