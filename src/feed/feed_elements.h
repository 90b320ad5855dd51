// What the elements of the formats mean, as one table.
#pragma once

#include <cstdint>
#include <string_view>

namespace entente {

enum class ElementRole : uint8_t {
  kText,         // a text construct; `target` names it
  kContent,      // the body of an entry
  kDescription,  // of a feed its subtitle; of an entry its summary, or its body where it has a summary
  kPerson,       // `target`: "author", "contributor", "publisher"
  kDate,         // `target`: which
  kLink,
  kGuid,
  kId,
  kEnclosure,
  kSource,
  kLanguage,
};

struct ElementMeaning {
  std::string_view name;  // XmlElement::name
  ElementRole role;
  std::string_view target;
  std::string_view type = {};  // media type of a text that does not say
};

// Null for elements without a meaning inside a feed, an entry or a source.
const ElementMeaning* MeaningOf(std::string_view name);

// HTML, or not said: what a link without a type leads to.
bool IsHtmlType(std::string_view type);
bool IsXmlType(std::string_view type);

// Whether `value`, said to be plain, is HTML: it has an entity or a tag that HTML knows.
bool LooksLikeHtml(std::string_view value);

}  // namespace entente
