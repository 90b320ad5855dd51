// Task "factuality": each marked word of a UW factuality file, with the features of event/factuality.h.
#include <fmt/format.h>

#include <array>

#include "base/json_text.h"
#include "evaluate/factuality_gold.h"
#include "event/factuality.h"
#include "train/features.h"

namespace entente::train {

Status DumpFactuality(const std::string& path, const Rooms& rooms,
                      const std::function<void(const std::string&)>& print) {
  Result<Lexicon> lexicon = Lexicon::Load(DataFiles::Embedded());
  if (!lexicon.ok()) return lexicon.status();
  return ForEachFactualitySentence(path, [&](const FactualitySentence& sentence, size_t line) {
    const std::array<Span, 1> block = {Span{0, static_cast<uint32_t>(sentence.text.size())}};
    const ParsedDocument parsed = rooms.model->ParseBlocks(sentence.text, block);
    const Tree tree(parsed);
    const StatusReader status(tree, *lexicon);
    for (const FactualitySentence::Target& target : sentence.targets) {
      Features features(Features::Names::kKeep);
      AddFactualityFeatures(tree, status, TokenAt(parsed, target.byte), features);
      std::string text;
      AppendJsonString(text, sentence.text);
      print(fmt::format(R"({{"id":"{}","group":{},"label":{},"byte":{},"text":{},"features":{}}})", line, line,
                        target.figure, target.byte, text, ToJson(features)));
    }
    return Status::Ok();
  });
}

}  // namespace entente::train
