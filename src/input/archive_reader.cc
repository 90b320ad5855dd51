#include "input/archive_reader.h"

#include <istream>

#include "input/walk.h"
#include "unpack/zip_members.h"

namespace entente {
namespace {

class ArchiveReader : public Reader {
 public:
  explicit ArchiveReader(MemberReader& members) : members_(members) {}

  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    ZipMembers archive(*in.rdbuf(), members_.budget());
    while (!members_.stopped()) {
      const std::optional<ZipMember> member = archive.Next();
      if (!member) break;
      Result<bool> go_on = ReadMember(archive, *member, name, sink);
      if (!go_on.ok()) return go_on.status();
      if (!*go_on) break;
    }
    return Status::Ok();
  }

 private:
  // False where the archive is not to be read on.
  Result<bool> ReadMember(ZipMembers& archive, const ZipMember& member, const std::string& name,
                          const DocumentSink& sink) const {
    const std::string path = name + "!" + PrintableName(member.path);
    switch (member.kind) {
      case ZipMember::Kind::kFolder:
        return true;
      case ZipMember::Kind::kNoFile:
        sink.skipped("io.no_file");
        return true;
      case ZipMember::Kind::kHidden:
        sink.skipped("io.hidden");
        return true;
      case ZipMember::Kind::kLocked:
        sink.problem({path, 0, 0, Status(StatusCode::kUnsupported, "archive.encrypted", "locked by a password")});
        return true;
      case ZipMember::Kind::kDamaged:
        sink.problem({name, member.number, 0, member.status});
        return true;
      case ZipMember::Kind::kFile:
        break;
    }
    if (IsAboutFolder(std::string_view(member.path).substr(member.path.rfind('/') + 1))) {
      sink.skipped("io.about_folder");
      return true;
    }
    const std::unique_ptr<Source> source = archive.Open();
    Source* const chain[] = {source.get()};
    if (Status status = members_.ReadMember(chain, path, {}, sink, {}); !status.ok()) return status;
    return source->status().id() != "archive.bomb";
  }

  MemberReader& members_;
};

}  // namespace

std::unique_ptr<Reader> MakeArchiveReader(MemberReader& members) { return std::make_unique<ArchiveReader>(members); }

}  // namespace entente
