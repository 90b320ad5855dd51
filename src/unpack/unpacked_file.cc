#include "unpack/unpacked_file.h"

#include <algorithm>

#include "unpack/gzip_source.h"
#include "unpack/packing.h"
#include "unpack/zstd_source.h"

namespace entente {
namespace {

bool Jumps(std::streambuf& bytes) {
  return bytes.pubseekoff(0, std::ios_base::cur, std::ios_base::in) >= std::streampos(0);
}

Status ManyFiles() {
  return {StatusCode::kUnsupported, "archive.many_files", "an archive of several files: unpack it and name them"};
}

// Passes over what is no file.
std::optional<ZipMember> NextFile(ZipMembers& members) {
  std::optional<ZipMember> member = members.Next();
  while (member && (member->kind == ZipMember::Kind::kFolder || member->kind == ZipMember::Kind::kHidden ||
                    member->kind == ZipMember::Kind::kNoFile)) {
    member = members.Next();
  }
  return member;
}

}  // namespace

UnpackedFile::UnpackedFile(std::unique_ptr<FileSource> file)
    : file_(file.get()), budget_([this] { return file_->reached(); }) {
  layers_.push_back(std::move(file));
}

Result<std::unique_ptr<UnpackedFile>> UnpackedFile::Open(const std::string& path) {
  Result<std::unique_ptr<FileSource>> file = FileSource::Open(path);
  if (!file.ok()) return file.status();
  std::unique_ptr<UnpackedFile> out(new UnpackedFile(std::move(*file)));
  if (Status status = out->Unwrap(); !status.ok()) {
    return Status(status.code(), status.id(), path + ": " + status.message());
  }
  return out;
}

Status UnpackedFile::Unwrap() {
  for (int depth = 0;; ++depth) {
    std::string head(kPackingBytes, '\0');
    const std::streamsize got = top().sgetn(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<size_t>(std::max<std::streamsize>(got, 0)));
    const Packing packing = PackingOf(head);
    if (top().pubseekoff(0, std::ios_base::beg, std::ios_base::in) != std::streampos(0)) {
      layers_.push_back(std::make_unique<ReplaySource>(std::move(head), top()));
    }
    if (packing == Packing::kNone) return Status::Ok();
    if (depth == kMaxNesting) {
      return {StatusCode::kInvalidInput, "archive.too_deep",
              "more than " + std::to_string(kMaxNesting) + " archives in each other"};
    }
    if (packing == Packing::kGzip) {
      layers_.push_back(std::make_unique<GzipSource>(top(), GzipSource::Wrapping::kGzip, budget_));
    } else if (packing == Packing::kZstd) {
      layers_.push_back(std::make_unique<ZstdSource>(top(), budget_));
    } else if (Status status = OpenZip(); !status.ok()) {
      return status;
    }
  }
}

Status UnpackedFile::OpenZip() {
  std::streambuf& packed = top();
  if (Jumps(packed)) {  // how many there are can be known before
    ZipMembers all(packed, budget_);
    if (NextFile(all) && NextFile(all)) return ManyFiles();
    packed.pubseekoff(0, std::ios_base::beg, std::ios_base::in);
  }
  archives_.push_back(std::make_unique<ZipMembers>(packed, budget_));
  const std::optional<ZipMember> member = NextFile(*archives_.back());
  if (!member) return {StatusCode::kInvalidInput, "archive.no_file", "an archive without a file in it"};
  if (member->kind == ZipMember::Kind::kDamaged) return member->status;
  if (member->kind == ZipMember::Kind::kLocked) {
    return {StatusCode::kUnsupported, "archive.encrypted", "locked by a password"};
  }
  layers_.push_back(archives_.back()->Open());
  return Status::Ok();
}

Status UnpackedFile::status() {
  for (const auto& layer : layers_) {
    if (!layer->status().ok()) return layer->status();
  }
  for (const auto& archive : archives_) {
    if (NextFile(*archive)) return ManyFiles();
  }
  return Status::Ok();
}

Result<std::string> ReadUnpacked(const std::string& path, size_t most) {
  Result<std::unique_ptr<UnpackedFile>> file = UnpackedFile::Open(path);
  if (!file.ok()) return file.status();
  std::string out;
  std::string block(kSourceBlockBytes, '\0');
  while (out.size() < most) {
    const auto want = static_cast<std::streamsize>(std::min(block.size(), most - out.size()));
    const std::streamsize got = (*file)->bytes().sgetn(block.data(), want);
    if (got <= 0) break;
    out.append(block, 0, static_cast<size_t>(got));
  }
  const Status status = out.size() < most ? (*file)->status() : Status::Ok();
  if (!status.ok()) return Status(status.code(), status.id(), path + ": " + status.message());
  return out;
}

}  // namespace entente
