// Task "persons": the options of each pronoun in the texts of a GAP file; "label" marks the one that is asked about.
#include "train/persons.h"

#include <fmt/format.h>

#include <array>

#include "evaluate/gap_score.h"
#include "evaluate/gold_lines.h"
#include "learn/features.h"

namespace entente::train {
namespace {

bool Overlaps(const ParsedDocument& parsed, const PersonOption& option, Span name) {
  for (const TokenRange& range : option.names) {
    const Span words{parsed.tokens[range.begin].span.begin, parsed.tokens[range.end - 1].span.end};
    if (words.begin < name.end && name.begin < words.end) return true;
  }
  return false;
}

// 1: a name of the one meant, -1: of the other name, 0: neither.
int Reach(const ParsedDocument& parsed, const PersonOption& option, const GapName& name) {
  if (!Overlaps(parsed, option, name.span)) return 0;
  return name.same ? 1 : -1;
}

}  // namespace

Status DumpPersons(const std::string& path, const Rooms& rooms, const std::function<void(const std::string&)>& print) {
  const Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  const Result<std::vector<GapCase>> cases = ReadGap(*bytes, path);
  if (!cases.ok()) return cases.status();
  for (const GapCase& one : *cases) {
    const std::array<Span, 1> blocks = {Span{0, static_cast<uint32_t>(one.text.size())}};
    const ParsedDocument parsed = rooms.model->ParseBlocks(one.text, blocks);
    const int32_t asked = PronounAt(parsed, one.offset);
    for (const PersonChoice& choice : rooms.actors.PersonChoices(Tree(parsed))) {
      const bool label = asked == static_cast<int32_t>(choice.token);
      for (const PersonOption& option : choice.options) {
        print(fmt::format(
            R"({{"id":"{}","group":"{}:{}","label":{},"sentence":{},"role":"{}","female":{},"person":{},"reach":[{},{}],"features":{}}})",
            one.id, one.id, choice.token, label, parsed.tokens[choice.token].sentence, choice.role, choice.female,
            option.person, Reach(parsed, option, one.a), Reach(parsed, option, one.b), ToJson(option.features)));
      }
    }
  }
  return Status::Ok();
}

}  // namespace entente::train
