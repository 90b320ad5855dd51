#include "text/reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace entente {
namespace {

constexpr size_t kSniffBytes = 4096;

// A JSON object on the first line that is not blank.
bool LooksLikeNdjson(std::string_view head) {
  const size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && head[first] == '{';
}

// Serves the sniffed bytes again before the rest of the stream.
class ReplayBuffer : public std::streambuf {
 public:
  ReplayBuffer(std::string head, std::istream& rest) : head_(std::move(head)), rest_(rest) {
    setg(head_.data(), head_.data(), head_.data() + head_.size());
  }

 protected:
  int_type underflow() override {
    if (gptr() < egptr()) return traits_type::to_int_type(*gptr());
    buffer_.resize(size_t{1} << 16);
    rest_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    const std::streamsize got = rest_.gcount();
    if (got <= 0) return traits_type::eof();
    setg(buffer_.data(), buffer_.data(), buffer_.data() + got);
    return traits_type::to_int_type(*gptr());
  }

 private:
  std::string head_;
  std::string buffer_;
  std::istream& rest_;
};

Status ReadStream(std::istream& in, const std::string& name, InputKind kind, const DocumentSink& sink) {
  std::string head(kSniffBytes, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  if (in.bad()) return {StatusCode::kIo, "io.unreadable", name + ": cannot be read"};
  if (kind == InputKind::kAuto) kind = LooksLikeNdjson(head) ? InputKind::kNdjson : InputKind::kText;
  in.clear(in.rdstate() & ~std::ios::failbit);
  ReplayBuffer buffer(std::move(head), in);
  std::istream replayed(&buffer);
  const std::unique_ptr<Reader> reader = kind == InputKind::kNdjson ? MakeNdjsonReader() : MakeTextReader();
  return reader->Read(replayed, name, sink);
}

}  // namespace

std::optional<InputKind> InputKindOf(std::string_view word) {
  if (word == "auto") return InputKind::kAuto;
  if (word == "text") return InputKind::kText;
  if (word == "ndjson") return InputKind::kNdjson;
  return std::nullopt;
}

Status ReadInput(const std::string& path, InputKind kind, const DocumentSink& sink) {
  if (path == "-") return ReadStream(std::cin, "-", kind, sink);
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return {StatusCode::kNotFound, "io.not_found", path + ": no such file"};
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) return {StatusCode::kIo, "io.unreadable", path + ": " + std::strerror(errno)};
  return ReadStream(in, path, kind, sink);
}

Result<std::vector<std::string>> ExpandPaths(const std::vector<std::string>& paths) {
  namespace fs = std::filesystem;
  std::vector<std::string> out;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-" || !fs::is_directory(path, error)) {
      out.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (fs::recursive_directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
      const std::string extension = at->path().extension().string();
      const bool wanted = extension == ".txt" || extension == ".ndjson";
      if (wanted && at->is_regular_file(error)) inside.push_back(at->path().string());
    }
    if (error) return Status(StatusCode::kIo, "io.unreadable", path + ": " + error.message());
    if (inside.empty()) {
      return Status(StatusCode::kNotFound, "io.nothing_to_read", path + ": holds no .txt or .ndjson file");
    }
    std::sort(inside.begin(), inside.end());
    out.insert(out.end(), inside.begin(), inside.end());
  }
  return out;
}

}  // namespace entente
