// ArticleExtractor: the bytes of a page become the article in it, as a Document.
//
// Its body by two sets of trained trees over block features (data/learned/article_blocks*.trees), its particulars by
// what the page says of itself (page_facts.h, data/html/facts.tsv), then by what is printed. Immutable after Load; any
// number of threads may use one.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/data_files.h"
#include "entente/document.h"
#include "entente/status.h"
#include "html/block_features.h"
#include "html/page_fields.h"
#include "html/page_words.h"
#include "learn/tree_model.h"
#include "text/reader.h"

namespace entente {

class ArticleExtractor {
 public:
  // Errors: data.missing, data.bad_table, data.bad_model.
  static Result<ArticleExtractor> Load(const DataFiles& files);

  // id is left empty. Errors: html.too_large, html.too_deep, html.no_tree (html_tree.h); html.no_article where no text
  // reads like one. Cost: about 2 ms for a news page of 200 kB.
  Result<Document> Extract(std::string_view html_bytes, const PageHints& hints) const;

 private:
  float Probability(std::span<const float> row) const;
  std::vector<bool> ChooseBlocks(const Page& page) const;

  PageWords words_;
  TreeModel boosted_, random_;
  size_t repeats_column_ = 0;
  FieldTables fields_;
};

// One page a stream. Problems go to the sink: text.empty, and the errors of Extract. `extractor`: shared by many
// readers; none: one with the tables in the binary is loaded.
std::unique_ptr<Reader> MakeHtmlReader(InputHints hints = {}, std::shared_ptr<const ArticleExtractor> extractor = {});

}  // namespace entente
