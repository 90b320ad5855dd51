// FileSource: a file, a pipe or standard input as a Source. Jumps where the file can.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "entente/status.h"
#include "unpack/source.h"

namespace entente {

class FileSource : public Source {
 public:
  // Opens `path`; "-" is standard input. Errors: io.not_found, io.unreadable.
  static Result<std::unique_ptr<FileSource>> Open(const std::string& path);
  ~FileSource() override;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  // How far into the file reading has come, at most.
  uint64_t reached() const { return reached_; }
  // Called after each block with the bytes now reached.
  void OnBlock(std::function<void(uint64_t)> call) { on_block_ = std::move(call); }

 protected:
  std::string_view NextBlock() override;
  pos_type seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode mode) override;
  pos_type seekpos(pos_type position, std::ios_base::openmode mode) override {
    return seekoff(off_type(position), std::ios_base::beg, mode);
  }

 private:
  FileSource(std::string name, int descriptor, bool owned) : name_(std::move(name)), fd_(descriptor), owned_(owned) {}
  std::string name_;
  int fd_;
  bool owned_;
  uint64_t at_ = 0;
  uint64_t reached_ = 0;
  std::string block_;
  std::function<void(uint64_t)> on_block_;
};

}  // namespace entente
