// Hand-marked attributions of news articles, and how they sit on the tokens of a parse.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "entente/document.h"
#include "entente/status.h"
#include "syntax/tree.h"

namespace entente {

struct GoldAttribution {
  std::vector<Span> source, cue, content;  // bytes; source may be empty
};

struct GoldArticle {
  std::string id, text;
  std::vector<GoldAttribution> attributions;
};

// Lines of {"id","text","attributions":[{"source":[[begin,end]…],"cue":…,"content":…}…]}, begin and end in characters.
// Errors: io.unreadable; eval.bad_gold, naming file and line; the error of `article` ends the reading.
Status ForEachArticle(const std::string& path, const std::function<Status(const GoldArticle&)>& article);

// An attribution in tokens, ascending.
struct TokenAttribution {
  Tokens source, cue, content;
  // The words of the source that are governed from outside it: one where the parse sees one phrase.
  Tokens source_heads;
  int32_t cue_head = -1;     // the word of the cue nearest to the root
  int32_t source_head = -1;  // likewise; -1 where there is no source
};
std::vector<TokenAttribution> AlignedTo(const Tree& tree, const GoldArticle& article);

}  // namespace entente
