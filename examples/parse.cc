// The language engine by itself: reads one text from standard input, prints one token a line.
//
//   parse MODEL < text      form, lemma, tag, label, form of the head, entity
#include <iostream>
#include <iterator>

#include "entente/language.h"

int main(int argc, char** argv) {
  const auto model = entente::LanguageModel::Load(argc > 1 ? argv[1] : "models/en_core_web_sm.entente");
  if (!model.ok()) return std::cerr << model.status().ToString() << "\n", 1;
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  const entente::ParsedDocument document = (*model)->Parse(text);
  for (const entente::Token& token : document.tokens) {
    std::cout << Slice(text, token.span) << "\t" << token.lemma << "\t" << token.tag << "\t" << token.dep << "\t"
              << document.TextOf(token.head) << "\t" << token.entity_iob << token.entity_type << "\n";
  }
}
