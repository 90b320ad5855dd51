// ZipMembers: the files of a ZIP archive, one after the other.
//
// Read by the directory at its end where the stream can jump, else as it comes. Used by one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "unpack/budget.h"
#include "unpack/source.h"

namespace entente {

struct ZipMember {
  enum class Kind {
    kFile,
    kFolder,
    kHidden,   // its name or a folder's above it begins with a dot, or is what macOS puts beside each file
    kNoFile,   // a link or a device
    kLocked,   // by a password
    kDamaged,  // `status` says how
  };
  Kind kind = Kind::kFile;
  uint64_t number = 0;  // 1-based
  std::string path;     // as the archive has it: anything
  Status status;        // archive.corrupt
};

class ZipMembers {
 public:
  // `packed` and `budget` must outlive it.
  ZipMembers(std::streambuf& packed, ExpansionBudget& budget);
  ~ZipMembers();
  ZipMembers(const ZipMembers&) = delete;
  ZipMembers& operator=(const ZipMembers&) = delete;

  // Nothing at the end, and behind damage that cannot be passed over.
  std::optional<ZipMember> Next();
  // The bytes of the member given last, until the next call; a member passed over is not unpacked. Its status:
  // archive.corrupt, archive.bomb.
  std::unique_ptr<Source> Open();

 private:
  struct Archive;
  std::unique_ptr<Archive> archive_;
  ExpansionBudget& budget_;
  uint64_t number_ = 0;
  bool ended_ = false;
};

}  // namespace entente
