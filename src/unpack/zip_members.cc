#include "unpack/zip_members.h"

#include <archive.h>
#include <archive_entry.h>

namespace entente {
namespace {

std::string ErrorOf(archive* a) {
  const char* text = a != nullptr ? archive_error_string(a) : "no memory";
  return text != nullptr ? text : "damaged";
}

Status Corrupt(archive* a) { return {StatusCode::kInvalidInput, "archive.corrupt", ErrorOf(a)}; }

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
        Fail(Corrupt(archive_));
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

bool IsHidden(std::string_view path) {
  for (size_t at = 0; at < path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (part == "__MACOSX" || (part.starts_with('.') && part != "." && part != "..")) return true;
    at = end + 1;
  }
  return false;
}

ZipMember::Kind KindOf(archive_entry* entry, std::string_view path) {
  if (archive_entry_filetype(entry) == AE_IFDIR) return ZipMember::Kind::kFolder;
  if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
    return ZipMember::Kind::kNoFile;
  }
  if (IsHidden(path)) return ZipMember::Kind::kHidden;
  return archive_entry_is_encrypted(entry) != 0 ? ZipMember::Kind::kLocked : ZipMember::Kind::kFile;
}

}  // namespace

// libarchive's reader, and what it calls for bytes.
struct ZipMembers::Archive {
  explicit Archive(std::streambuf& packed) : from(packed), block(kSourceBlockBytes, '\0'), reader(archive_read_new()) {}
  ~Archive() { archive_read_free(reader); }
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  static la_ssize_t ReadBlock(archive* /*a*/, void* self, const void** out) {
    auto& bytes = *static_cast<Archive*>(self);
    const auto want = static_cast<std::streamsize>(bytes.block.size());
    const std::streamsize got = bytes.from.sgetn(bytes.block.data(), want);
    *out = bytes.block.data();
    return got > 0 ? got : 0;
  }

  static la_int64_t Seek(archive* /*a*/, void* self, la_int64_t offset, int whence) {
    const auto from = whence == SEEK_SET   ? std::ios_base::beg
                      : whence == SEEK_CUR ? std::ios_base::cur
                                           : std::ios_base::end;
    const std::streamoff at = static_cast<Archive*>(self)->from.pubseekoff(offset, from, std::ios_base::in);
    return at < 0 ? ARCHIVE_FATAL : at;
  }

  bool Open() {
    if (reader == nullptr) return false;
    archive_read_support_format_zip_streamable(reader);
    if (from.pubseekoff(0, std::ios_base::cur, std::ios_base::in) >= std::streampos(0)) {
      archive_read_support_format_zip_seekable(reader);
      archive_read_set_seek_callback(reader, Seek);
    }
    archive_read_set_read_callback(reader, ReadBlock);
    archive_read_set_callback_data(reader, this);
    return archive_read_open1(reader) == ARCHIVE_OK;
  }

  std::streambuf& from;
  std::string block;
  archive* reader;
  bool opened = false;
};

ZipMembers::ZipMembers(std::streambuf& packed, ExpansionBudget& budget)
    : archive_(std::make_unique<Archive>(packed)), budget_(budget) {}

ZipMembers::~ZipMembers() = default;

std::optional<ZipMember> ZipMembers::Next() {
  if (ended_) return std::nullopt;
  if (!archive_->opened) {
    archive_->opened = true;
    ended_ = !archive_->Open();
    if (ended_) return ZipMember{ZipMember::Kind::kDamaged, 0, {}, Corrupt(archive_->reader)};
  }
  ZipMember member;
  member.number = ++number_;
  archive_entry* entry = nullptr;
  const int result = archive_read_next_header(archive_->reader, &entry);
  ended_ = result == ARCHIVE_EOF || result == ARCHIVE_FATAL;
  if (result == ARCHIVE_EOF) return std::nullopt;
  if (result < ARCHIVE_WARN) {
    member.kind = ZipMember::Kind::kDamaged;
    member.status = Corrupt(archive_->reader);
    return member;
  }
  const char* path = archive_entry_pathname(entry);
  member.path = path != nullptr ? path : "#" + std::to_string(number_);
  member.kind = KindOf(entry, member.path);
  return member;
}

std::unique_ptr<Source> ZipMembers::Open() { return std::make_unique<MemberSource>(archive_->reader, budget_); }

}  // namespace entente
