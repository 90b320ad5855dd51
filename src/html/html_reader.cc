// One HTML page, one document.
#include <array>
#include <istream>

#include "html/article.h"

namespace entente {
namespace {

class HtmlReader : public Reader {
 public:
  HtmlReader() : extractor_(ArticleExtractor::Load(DataFiles::Embedded())) {}

  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    if (!extractor_.ok()) return extractor_.status();
    std::string bytes;
    std::array<char, 65536> chunk{};
    // One byte above the limit is enough to be refused.
    while (bytes.size() <= HtmlTree::kMaxBytes &&
           (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0)) {
      bytes.append(chunk.data(), static_cast<size_t>(in.gcount()));
    }
    if (in.bad()) return {StatusCode::kIo, "io.unreadable", name + ": cannot be read"};
    if (bytes.find_first_not_of(" \t\r\n") == std::string::npos) {
      sink.problem({name, 0, 0, Status(StatusCode::kInvalidInput, "text.empty", "nothing in it to read")});
      return Status::Ok();
    }
    Result<Document> document = extractor_->Extract(bytes, {});
    if (!document.ok()) {
      sink.problem({name, 0, 0, document.status()});
      return Status::Ok();
    }
    document->id = name;
    sink.document(std::move(*document));
    return Status::Ok();
  }

 private:
  Result<ArticleExtractor> extractor_;
};

}  // namespace

std::unique_ptr<Reader> MakeHtmlReader() { return std::make_unique<HtmlReader>(); }

}  // namespace entente
