// A Document as one JSON object: docs/format/document.schema.json.
#include "base/date.h"
#include "base/json_text.h"
#include "entente/reading.h"

namespace entente {
namespace {

void AddText(std::string& out, std::string_view key, std::string_view value) {
  out += out.size() > 1 ? ",\"" : "\"";
  out += key;
  out += "\":";
  AppendJsonString(out, value);
}

}  // namespace

std::string ToJson(const Document& document) {
  std::string out = "{";
  out.reserve(document.text.size() + document.text.size() / 16 + 256);
  AddText(out, "id", document.id);
  AddText(out, "title", document.title);
  AddText(out, "text", document.text);
  out += ",\"date\":";
  // A month or a year alone is no day; the ledger keeps it.
  if (document.published_date && document.published_date->day > 0) {
    AppendJsonString(out, ToString(*document.published_date));
  } else {
    out += "null";
  }
  AddText(out, "outlet", document.outlet);
  out += ",\"authors\":[";
  for (size_t i = 0; i < document.authors.size(); ++i) {
    if (i > 0) out += ',';
    AppendJsonString(out, document.authors[i]);
  }
  out += ']';
  AddText(out, "language", document.language);
  AddText(out, "url", document.url);
  return out + "}";
}

}  // namespace entente
