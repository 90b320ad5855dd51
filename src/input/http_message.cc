#include "input/http_message.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/ascii.h"
#include "input/fields.h"
#include "unpack/gzip_source.h"
#include "unpack/zstd_source.h"

namespace entente {
namespace {

constexpr size_t kMaxHeaderBytes = size_t{256} << 10;
constexpr size_t kMaxLineBytes = size_t{64} << 10;
constexpr size_t kMaxChunkLine = 256;

// The first bytes of a stream put back before it: only what unpacks is unpacked.
bool BeginsWith(std::string& head, std::streambuf& from, std::string_view magic) {
  while (head.size() < magic.size()) {
    const int c = from.sbumpc();
    if (c == EOF) break;
    head += static_cast<char>(c);
  }
  return head.starts_with(magic);
}

}  // namespace

bool ReadLine(std::streambuf& from, size_t max_bytes, std::string& line, uint64_t& bytes) {
  line.clear();
  if (from.sgetc() == EOF) return false;
  for (int c = from.sbumpc(); c != EOF; c = from.sbumpc()) {
    ++bytes;
    if (c == '\n') break;
    if (line.size() < max_bytes) line += static_cast<char>(c);
  }
  if (line.ends_with('\r')) line.pop_back();
  return true;
}

bool HeaderLines::Read(std::streambuf& from) {
  fields_.clear();
  bytes_ = 0;
  std::string line;
  while (ReadLine(from, kMaxLineBytes, line, bytes_)) {
    if (line.empty()) return true;
    if (bytes_ > kMaxHeaderBytes) return false;
    if ((line.front() == ' ' || line.front() == '\t') && !fields_.empty()) {
      fields_.back().second += " " + std::string(Trimmed(line));
      continue;
    }
    const size_t colon = line.find(':');
    if (colon == std::string::npos) continue;  // servers say all kinds of things
    fields_.emplace_back(LowerAscii(Trimmed(std::string_view(line).substr(0, colon))),
                         std::string(Trimmed(std::string_view(line).substr(colon + 1))));
  }
  return false;
}

std::string_view HeaderLines::Find(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (key == name) return value;
  }
  return {};
}

bool ReadHttpHead(std::streambuf& from, HttpResponse& response) {
  std::string line;
  uint64_t bytes = 0;
  if (!ReadLine(from, kMaxLineBytes, line, bytes) || !line.starts_with("HTTP/")) return false;
  const size_t space = std::min(line.find(' '), line.size());
  const std::string_view code = Trimmed(std::string_view(line).substr(space)).substr(0, 3);
  std::from_chars(code.data(), code.data() + code.size(), response.status);
  return response.headers.Read(from);
}

bool ChunkedSource::ReadSize() {
  uint64_t bytes = 0;
  std::string line;
  if (begun_) {
    // The line end behind the last chunk's data.
    if (from_.sgetc() == '\r') from_.sbumpc();
    if (from_.sgetc() == '\n') from_.sbumpc();
  }
  for (int c = from_.sgetc(); c != EOF && c != '\n' && line.size() < kMaxChunkLine; c = from_.sgetc()) {
    line += static_cast<char>(from_.sbumpc());
  }
  const size_t digits = std::min(line.find_first_not_of("0123456789abcdefABCDEF"), line.size());
  const std::string_view behind = Trimmed(std::string_view(line).substr(digits));
  const auto [end, error] = std::from_chars(line.data(), line.data() + digits, bytes, 16);
  if (digits == 0 || error != std::errc() || (!behind.empty() && behind.front() != ';') || from_.sgetc() != '\n') {
    plain_ = true;
    block_ = line;
    return false;
  }
  from_.sbumpc();
  begun_ = true;
  left_ = bytes;
  ended_ = bytes == 0;
  return true;
}

std::string_view ChunkedSource::NextBlock() {
  if (ended_) return {};
  if (left_ == 0 && !plain_) {
    if (!ReadSize() && !block_.empty()) return block_;
    if (ended_) return {};
  }
  block_.resize(kSourceBlockBytes);
  const uint64_t want = plain_ ? block_.size() : std::min<uint64_t>(left_, block_.size());
  const std::streamsize got = from_.sgetn(block_.data(), static_cast<std::streamsize>(want));
  if (got <= 0) {
    ended_ = true;
    if (!plain_) Fail(Status(StatusCode::kInvalidInput, "http.truncated", "the body ends within a chunk"));
    return {};
  }
  if (!plain_) left_ -= static_cast<uint64_t>(got);
  return std::string_view(block_).substr(0, static_cast<size_t>(got));
}

BodySources SourcesOf(const HttpResponse& response, std::streambuf& body, ExpansionBudget& budget) {
  BodySources out;
  std::streambuf* from = &body;
  auto add = [&](std::unique_ptr<Source> source) {
    from = source.get();
    out.sources.push_back(std::move(source));
  };
  if (LowerAscii(response.headers.Find("transfer-encoding")).find("chunked") != std::string::npos) {
    add(std::make_unique<ChunkedSource>(*from));
  }
  const std::string encoding = LowerAscii(response.headers.Find("content-encoding"));
  if (encoding.empty() || encoding == "identity") return out;
  std::string head;
  const bool gzip = BeginsWith(head, *from, "\x1f\x8b");
  const bool zstd = !gzip && BeginsWith(head, *from, "\x28\xb5\x2f\xfd");
  // A body that was unpacked by the crawler still has the header.
  const bool markup = head.starts_with('<');
  add(std::make_unique<ReplaySource>(std::move(head), *from));
  if (gzip) {
    add(std::make_unique<GzipSource>(*from, GzipSource::Wrapping::kGzip, budget));
  } else if (zstd) {
    add(std::make_unique<ZstdSource>(*from, budget));
  } else if (encoding == "deflate" && !markup) {
    add(std::make_unique<GzipSource>(*from, GzipSource::Wrapping::kDeflate, budget));
  } else if (encoding == "br" && !markup) {
    out.unknown = encoding;
  }
  return out;
}

}  // namespace entente
