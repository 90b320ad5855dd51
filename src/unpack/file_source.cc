#include "unpack/file_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "entente/input.h"

namespace entente {

Result<std::unique_ptr<FileSource>> FileSource::Open(const std::string& path) {
  if (path == "-") return std::unique_ptr<FileSource>(new FileSource("-", STDIN_FILENO, false));
  const std::string name = PrintableName(path);
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    const bool absent = errno == ENOENT || errno == ENOTDIR;
    return Status(absent ? StatusCode::kNotFound : StatusCode::kIo, absent ? "io.not_found" : "io.unreadable",
                  name + ": " + (absent ? "no such file" : std::strerror(errno)));
  }
  std::unique_ptr<FileSource> source(new FileSource(name, descriptor, true));
  struct stat found = {};
  if (fstat(descriptor, &found) == 0 && S_ISBLK(found.st_mode)) {
    return Status(StatusCode::kIo, "io.unreadable", name + ": a block device, which is no document");
  }
  return source;
}

FileSource::~FileSource() {
  if (owned_) close(fd_);
}

std::string_view FileSource::NextBlock() {
  if (block_.empty()) block_.resize(4 * kSourceBlockBytes);
  ssize_t got = 0;
  do {
    got = read(fd_, block_.data(), block_.size());
  } while (got < 0 && errno == EINTR);
  if (got < 0) {
    Fail(Status(StatusCode::kIo, "io.unreadable", name_ + ": " + std::strerror(errno)));
    return {};
  }
  at_ += static_cast<uint64_t>(got);
  reached_ = std::max(reached_, at_);
  if (on_block_) on_block_(reached_);
  return std::string_view(block_).substr(0, static_cast<size_t>(got));
}

FileSource::pos_type FileSource::seekoff(off_type offset, std::ios_base::seekdir from,
                                         std::ios_base::openmode /*mode*/) {
  // Standard input may be a file too, but its beginning need not be ours.
  if (!owned_) return pos_type(off_type(-1));
  // What is buffered counts as not yet read.
  if (from == std::ios_base::cur) {
    offset += static_cast<off_type>(position());
    from = std::ios_base::beg;
  }
  const off_t now = lseek(fd_, offset, from == std::ios_base::end ? SEEK_END : SEEK_SET);
  if (now < 0) return pos_type(off_type(-1));
  at_ = static_cast<uint64_t>(now);
  Restart(at_);
  return pos_type(now);
}

}  // namespace entente
