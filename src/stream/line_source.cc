#include "stream/line_source.h"

#include <xxhash.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "unpack/unpacked_file.h"

namespace entente {
namespace {

constexpr size_t kMaxLine = size_t{1} << 20;
constexpr size_t kBuffer = size_t{1} << 18;

}  // namespace

struct LineSource::Input {
  Input() : hash(XXH3_createState(), XXH3_freeState) { XXH3_128bits_reset(hash.get()); }
  std::string path;
  std::unique_ptr<UnpackedFile> file;
  std::string_view bytes;  // where there is no file
  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> hash;
};

LineSource::LineSource() = default;
LineSource::LineSource(LineSource&&) noexcept = default;
LineSource& LineSource::operator=(LineSource&&) noexcept = default;
LineSource::~LineSource() = default;

LineSource::LineSource(std::string_view bytes) : input_(std::make_unique<Input>()), buffer_(kBuffer) {
  input_->bytes = bytes;
}

Result<LineSource> LineSource::Open(const std::string& path) {
  std::error_code error;
  if (path != "-" && std::filesystem::is_directory(path, error)) {
    return Status(StatusCode::kIo, "io.unreadable", path + ": is a directory; name its files");
  }
  Result<std::unique_ptr<UnpackedFile>> file = UnpackedFile::Open(path);
  if (!file.ok()) return file.status();
  LineSource out;
  out.input_ = std::make_unique<Input>();
  out.input_->path = path;
  out.input_->file = std::move(*file);
  out.buffer_.resize(kBuffer);
  return out;
}

// Reads more behind what is left; false where nothing came.
bool LineSource::Fill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
  size_t got = 0;
  if (input_->file == nullptr) {
    got = std::min(buffer_.size() - end_, input_->bytes.size());
    if (got > 0) std::memcpy(buffer_.data() + end_, input_->bytes.data(), got);
    input_->bytes.remove_prefix(got);
  } else {
    const std::streamsize count =
        input_->file->bytes().sgetn(buffer_.data() + end_, static_cast<std::streamsize>(buffer_.size() - end_));
    got = count > 0 ? static_cast<size_t>(count) : 0;
    if (const Status status = got == 0 ? input_->file->status() : Status::Ok(); !status.ok()) {
      status_ = Status(status.code(), status.id(),
                       input_->path + ": line " + std::to_string(number_ + 1) + ": " + status.message());
    }
  }
  if (got == 0) at_end_ = true;
  XXH3_128bits_update(input_->hash.get(), buffer_.data() + end_, got);
  end_ += got;
  return got > 0;
}

std::string LineSource::Address() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(input_->hash.get());
  std::array<char, 33> out{};
  std::snprintf(out.data(), out.size(), "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return out.data();
}

bool LineSource::Next(std::string_view& line) {
  too_long_ = false;
  size_t searched = 0;
  while (true) {
    const char* from = buffer_.data() + begin_;
    const void* newline = std::memchr(from + searched, '\n', end_ - begin_ - searched);
    if (newline != nullptr) {
      line = {from, static_cast<size_t>(static_cast<const char*>(newline) - from)};
      begin_ += line.size() + 1;
      break;
    }
    searched = end_ - begin_;
    if (searched > kMaxLine) {  // forget it, but look for its end
      too_long_ = true;
      begin_ = end_;
      searched = 0;
    }
    if (Fill()) continue;
    if (!status_.ok() || (begin_ == end_ && !too_long_)) return false;
    line = {buffer_.data() + begin_, end_ - begin_};
    begin_ = end_;
    break;
  }
  ++number_;
  if (too_long_) line = {};
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  if (number_ == 1 && line.substr(0, 3) == "\xEF\xBB\xBF") line.remove_prefix(3);
  return true;
}

}  // namespace entente
