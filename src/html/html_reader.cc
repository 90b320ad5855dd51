// One HTML page, one document.
#include <array>
#include <istream>
#include <memory>
#include <utility>

#include "html/article.h"

namespace entente {
namespace {

class HtmlReader : public Reader {
 public:
  HtmlReader(InputHints hints, std::shared_ptr<const ArticleExtractor> extractor)
      : hints_(std::move(hints)), extractor_(std::move(extractor)) {
    if (extractor_ != nullptr) return;
    Result<ArticleExtractor> loaded = ArticleExtractor::Load(DataFiles::Embedded());
    status_ = loaded.status();
    if (loaded.ok()) extractor_ = std::make_shared<const ArticleExtractor>(std::move(*loaded));
  }

  Status Read(std::istream& in, const std::string& name, const DocumentSink& sink) const override {
    if (!status_.ok()) return status_;
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
    Result<Document> document = extractor_->Extract(bytes, {hints_.url, hints_.content_type});
    if (!document.ok()) {
      sink.problem({name, 0, 0, document.status()});
      return Status::Ok();
    }
    document->id = name;
    sink.document(std::move(*document));
    return Status::Ok();
  }

 private:
  InputHints hints_;
  std::shared_ptr<const ArticleExtractor> extractor_;
  Status status_;  // of loading it
};

}  // namespace

std::unique_ptr<Reader> MakeHtmlReader(InputHints hints, std::shared_ptr<const ArticleExtractor> extractor) {
  return std::make_unique<HtmlReader>(std::move(hints), std::move(extractor));
}

}  // namespace entente
