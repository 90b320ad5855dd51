// ArchiveReader: ZIP archives (by libarchive), each member read by its own content. Nothing is unpacked to disk.
#pragma once

#include <memory>

#include "input/dispatcher.h"

namespace entente {

// Members are named "archive.zip!folder/file". Hidden members and what is no file are skipped (io.hidden, io.no_file).
// Problems: archive.corrupt, archive.encrypted, archive.bomb, archive.too_deep. `members` must outlive the reader.
std::unique_ptr<Reader> MakeArchiveReader(MemberReader& members);

}  // namespace entente
