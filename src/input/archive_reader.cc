#include "input/archive_reader.h"

#include <archive.h>
#include <archive_entry.h>

#include <istream>

namespace entente {
namespace {

struct ArchiveCloser {
  void operator()(archive* a) const { archive_read_free(a); }
};
using ArchivePointer = std::unique_ptr<archive, ArchiveCloser>;

// What libarchive calls for bytes.
struct Bytes {
  std::streambuf& from;
  std::string block;
};

la_ssize_t ReadBlock(archive* /*a*/, void* data, const void** out) {
  auto& bytes = *static_cast<Bytes*>(data);
  const std::streamsize got = bytes.from.sgetn(bytes.block.data(), static_cast<std::streamsize>(bytes.block.size()));
  *out = bytes.block.data();
  return got > 0 ? got : 0;
}

la_int64_t Seek(archive* /*a*/, void* data, la_int64_t offset, int whence) {
  auto& bytes = *static_cast<Bytes*>(data);
  const auto from = whence == SEEK_SET   ? std::ios_base::beg
                    : whence == SEEK_CUR ? std::ios_base::cur
                                         : std::ios_base::end;
  const std::streamoff at = bytes.from.pubseekoff(offset, from, std::ios_base::in);
  return at < 0 ? ARCHIVE_FATAL : at;
}

std::string ErrorOf(archive* a) {
  const char* text = archive_error_string(a);
  return text != nullptr ? text : "damaged";
}

// The bytes of the member under way.
class MemberSource : public Source {
 public:
  MemberSource(archive* a, ExpansionBudget& budget) : archive_(a), budget_(budget) {}
  bool delimits() const override { return true; }

 protected:
  std::string_view NextBlock() override {
    const void* block = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    while (size == 0 && status().ok()) {
      const int result = archive_read_data_block(archive_, &block, &size, &offset);
      if (result == ARCHIVE_EOF) return {};
      if (result < ARCHIVE_WARN) {
        Fail(Status(StatusCode::kInvalidInput, "archive.corrupt", ErrorOf(archive_)));
      } else if (!budget_.Spend(size)) {
        Fail(Status(StatusCode::kInvalidInput, "archive.bomb", ExpansionBudget::Message()));
      }
    }
    return status().ok() ? std::string_view(static_cast<const char*>(block), size) : std::string_view();
  }

 private:
  archive* archive_;
  ExpansionBudget& budget_;
};

// A file, or a folder above it, whose name begins with a dot; and what macOS puts beside each file.
bool IsHidden(std::string_view path) {
  for (size_t at = 0; at < path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (part == "__MACOSX" || (part.starts_with('.') && part != "." && part != "..")) return true;
    at = end + 1;
  }
  return false;
}

class ArchiveReader : public Reader {
 public:
  explicit ArchiveReader(MemberReader& members) : members_(members) {}

  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    auto refuse = [&](const std::string& where, uint64_t record, Status status) {
      sink.problem({where, record, 0, std::move(status)});
    };
    Bytes bytes{*in.rdbuf(), std::string(kSourceBlockBytes, '\0')};
    const ArchivePointer a(archive_read_new());
    if (a == nullptr || !Open(a.get(), bytes)) {
      const std::string what = a == nullptr ? "no memory" : ErrorOf(a.get());
      refuse(name, 0, Status(StatusCode::kInvalidInput, "archive.corrupt", what));
      return Status::Ok();
    }
    for (uint64_t record = 1; !members_.stopped(); ++record) {
      archive_entry* entry = nullptr;
      const int result = archive_read_next_header(a.get(), &entry);
      if (result == ARCHIVE_EOF) break;
      if (result == ARCHIVE_RETRY || result == ARCHIVE_FAILED) {
        refuse(name, record, Status(StatusCode::kInvalidInput, "archive.corrupt", ErrorOf(a.get())));
        continue;
      }
      if (result < ARCHIVE_WARN) {
        refuse(name, record, Status(StatusCode::kInvalidInput, "archive.corrupt", ErrorOf(a.get())));
        break;
      }
      Result<bool> go_on = ReadMember(a.get(), entry, name, record, sink);
      if (!go_on.ok()) return go_on.status();
      if (!*go_on) break;
    }
    return Status::Ok();
  }

 private:
  static bool Open(archive* a, Bytes& bytes) {
    const bool jumps = bytes.from.pubseekoff(0, std::ios_base::cur, std::ios_base::in) >= std::streampos(0);
    archive_read_support_format_zip_streamable(a);
    if (jumps) {
      archive_read_support_format_zip_seekable(a);
      archive_read_set_seek_callback(a, Seek);
    }
    archive_read_set_read_callback(a, ReadBlock);
    archive_read_set_callback_data(a, &bytes);
    return archive_read_open1(a) == ARCHIVE_OK;
  }

  // False where the archive is not to be read on.
  Result<bool> ReadMember(archive* a, archive_entry* entry, const std::string& name, uint64_t record,
                          const DocumentSink& sink) const {
    const char* raw = archive_entry_pathname(entry);
    const std::string path = raw != nullptr ? raw : "#" + std::to_string(record);
    const std::string member = name + "!" + PrintableName(path);
    if (archive_entry_filetype(entry) == AE_IFDIR) return true;
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
      sink.skipped("io.no_file");
      return true;
    }
    if (IsHidden(path)) {
      sink.skipped("io.hidden");
      return true;
    }
    if (archive_entry_is_encrypted(entry) != 0) {
      sink.problem({member, 0, 0, Status(StatusCode::kUnsupported, "archive.encrypted", "locked by a password")});
      return true;
    }
    MemberSource source(a, members_.budget());
    Source* const chain[] = {&source};
    if (Status status = members_.ReadMember(chain, member, {}, sink, {}); !status.ok()) return status;
    return source.status().id() != "archive.bomb";
  }

  MemberReader& members_;
};

}  // namespace

std::unique_ptr<Reader> MakeArchiveReader(MemberReader& members) { return std::make_unique<ArchiveReader>(members); }

}  // namespace entente
