#include "evaluate/factuality_gold.h"

#include <simdjson.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "evaluate/gold_lines.h"

namespace entente {
namespace {

std::string_view PlainWord(std::string_view word) {
  if (word == "``" || word == "''") return "\"";
  if (word == "-LRB-") return "(";
  return word == "-RRB-" ? ")" : word;
}

// Joins the words again; where each begins goes to `begins`.
std::string PlainText(std::string_view text, std::vector<uint32_t>& begins) {
  std::string out;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    if (!out.empty()) out += ' ';
    begins.push_back(static_cast<uint32_t>(out.size()));
    out += PlainWord(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// False where the record has another shape.
bool ReadSentence(const simdjson::dom::object& record, FactualitySentence& out) {
  std::string_view text;
  simdjson::dom::array targets;
  if (record["text"].get(text) || record["targets"].get(targets)) return false;
  std::vector<uint32_t> begins;
  out.text = PlainText(text, begins);
  for (const simdjson::dom::element target : targets) {
    simdjson::dom::array span;
    double figure = 0;
    uint64_t word = 0;
    if (target["span1"].get(span) || target["label"].get(figure)) return false;
    if (span.at(0).get(word) || word >= begins.size() || figure < -3 || figure > 3) return false;
    out.targets.push_back({begins[word], figure});
  }
  return true;
}

}  // namespace

Status ForEachFactualitySentence(const std::string& path,
                                 const std::function<Status(const FactualitySentence&, size_t)>& use) {
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  simdjson::dom::parser parser;
  return ForEachLine(*bytes, [&](std::string_view line, size_t number) {
    simdjson::dom::object record;
    FactualitySentence sentence;
    if (parser.parse(line.data(), line.size()).get(record) || !ReadSentence(record, sentence)) {
      return BadGold(path, number, R"(expected {"text","targets":[{"span1":[…],"label":-3…3}]})");
    }
    return use(sentence, number);
  });
}

uint32_t TokenAt(const ParsedDocument& parsed, uint32_t byte) {
  uint32_t at = 0;
  while (at + 1 < parsed.tokens.size() && parsed.tokens[at + 1].span.begin <= byte) ++at;
  return at;
}

}  // namespace entente
