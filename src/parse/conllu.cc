#include "entente/language.h"

namespace entente {
namespace {

// Tabs and line breaks would end a CoNLL-U field; one that is empty or blank is written "_".
std::string Field(std::string_view value) {
  if (value.find_first_not_of(" \t\r\n") == value.npos) return "_";
  std::string out(value);
  for (char& c : out) {
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return out;
}

void AppendToken(const ParsedDocument& document, const TokenRange& sentence, uint32_t index, std::string* out) {
  const Token& token = document.tokens[index];
  uint32_t head = token.head == index ? 0 : token.head - sentence.begin + 1;
  std::string misc = token.space_after ? "" : "SpaceAfter=No";
  if (token.entity_iob != 'O') {
    misc += misc.empty() ? "" : "|";
    misc += "Entity=" + std::string(1, token.entity_iob) + "-" + std::string(token.entity_type);
  }
  *out += std::to_string(index - sentence.begin + 1) + "\t" + Field(document.TextOf(index)) + "\t" +
          Field(token.lemma) + "\t" + Field(token.pos) + "\t" + Field(token.tag) + "\t_\t" + std::to_string(head) +
          "\t" + Field(token.head == index ? "root" : token.dep) + "\t_\t" + Field(misc) + "\n";
}

}  // namespace

std::string ToConllu(const ParsedDocument& document) {
  std::string out;
  for (size_t s = 0; s < document.sentences.size(); ++s) {
    const TokenRange& sentence = document.sentences[s];
    if (sentence.empty()) continue;
    uint32_t begin = document.tokens[sentence.begin].span.begin;
    uint32_t end = document.tokens[sentence.end - 1].span.end;
    out += "# sent_id = " + std::to_string(s + 1) + "\n";
    out += "# text = " + Field(Slice(document.text, {begin, end})) + "\n";
    for (uint32_t i = sentence.begin; i < sentence.end; ++i) AppendToken(document, sentence, i, &out);
    out += "\n";
  }
  return out;
}

}  // namespace entente
