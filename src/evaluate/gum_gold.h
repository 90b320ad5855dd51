// Coreference of the GUM corpus (Zeldes 2017): CoNLL-U with entity spans in MISC (Entity=(7-person-…-coref … 7)).
//
// The text is made again from the words and their spaces, paragraphs with a blank line between them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/document.h"
#include "entente/status.h"

namespace entente {

enum class GumMentionKind {
  kName,      // its head is a proper noun
  kPronoun,   // a personal pronoun of the third person
  kDefinite,  // a common noun under "the", "this", "that", "these", "those" or a possessive
  kOther,
};

struct GumMention {
  std::string entity;  // the same for mentions of one entity of the document
  std::string type;    // "person", "organization", "place", "event", …
  Span span;           // of GumDocument::text
  Span head;           // its head word
  GumMentionKind kind = GumMentionKind::kOther;
};

struct GumDocument {
  std::string path;
  std::string text;
  std::vector<GumMention> mentions;  // in the order in which they end
  std::vector<Span> pronouns;        // every personal pronoun of the third person, in text order
};

// Errors: eval.bad_gold, naming file and line: not ten columns, an entity closed that is not open, a head out of range.
Result<GumDocument> ReadGum(std::string_view bytes, const std::string& path);

}  // namespace entente
