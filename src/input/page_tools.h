// PageTools: what readers of pages share, loaded when the first page comes. Used by one thread.
#pragma once

#include <memory>

#include "html/article.h"

namespace entente {

class PageTools {
 public:
  // None where it cannot be loaded: the reader then says why.
  std::shared_ptr<const ArticleExtractor> Extractor() {
    if (extractor_ == nullptr) {
      Result<ArticleExtractor> loaded = ArticleExtractor::Load(DataFiles::Embedded());
      if (loaded.ok()) extractor_ = std::make_shared<const ArticleExtractor>(std::move(*loaded));
    }
    return extractor_;
  }

 private:
  std::shared_ptr<const ArticleExtractor> extractor_;
};

}  // namespace entente
