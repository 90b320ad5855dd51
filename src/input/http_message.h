// HTTP responses as crawls keep them: headers, and the body without its transfer and content encodings (RFC 9112).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "unpack/budget.h"
#include "unpack/source.h"

namespace entente {

// "Name: value" lines up to a blank one, as HTTP, WARC and mail have them. Names in lower case; folded lines joined.
class HeaderLines {
 public:
  // False where they have no end, or are larger than 256 KiB.
  bool Read(std::streambuf& from);
  // The first of this name (in lower case); empty where absent.
  std::string_view Find(std::string_view name) const;
  // Bytes taken.
  uint64_t bytes() const { return bytes_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
  uint64_t bytes_ = 0;
};

// One line without its end; false at the end of the stream. What is more than `max_bytes` is dropped. `bytes` grows by
// what was taken.
bool ReadLine(std::streambuf& from, size_t max_bytes, std::string& line, uint64_t& bytes);

// The data of chunks (RFC 9112, 7.1). Crawls also keep bodies already joined under a header that still says chunked:
// where no chunk size stands, the rest passes as it is.
class ChunkedSource : public Source {
 public:
  explicit ChunkedSource(std::streambuf& from) : from_(from) {}
  bool delimits() const override { return !plain_; }

 protected:
  std::string_view NextBlock() override;

 private:
  bool ReadSize();

  std::streambuf& from_;
  std::string block_;
  uint64_t left_ = 0;  // of the chunk under way
  bool plain_ = false;
  bool ended_ = false;
  bool begun_ = false;
};

struct HttpResponse {
  int status = 0;
  HeaderLines headers;
};

// Status line and headers. False where they are none.
bool ReadHttpHead(std::streambuf& from, HttpResponse& response);

// The sources that undo the encodings of a body, each taking from the one before it; the last is the body. Empty where
// there is nothing to undo. `unknown`: an encoding that nothing here undoes.
struct BodySources {
  std::vector<std::unique_ptr<Source>> sources;
  std::string unknown;
};
BodySources SourcesOf(const HttpResponse& response, std::streambuf& body, ExpansionBudget& budget);

}  // namespace entente
