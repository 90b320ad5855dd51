// Tasks act_pair, act_sentence, act_role: features of acts. Input lines, made by train/acts.py from the data sets:
//     LABEL tab TEXT tab ROLE:BEGIN:END ROLE:BEGIN:END …        (bytes of TEXT; roles S, T, R)
#include "train/acts.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/json_text.h"
#include "evaluate/gold_lines.h"
#include "event/act_features.h"
#include "event/act_model.h"
#include "event/role_finder.h"
#include "event/sentence_acts.h"

namespace entente::train {
namespace {

struct Marked {
  std::string role;
  Span span;
};

struct Example {
  std::string label;
  std::string text;
  std::vector<Marked> marks;
};

std::optional<Marked> MarkOf(std::string_view word) {
  const size_t first = word.find(':');
  const size_t second = word.find(':', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  Marked mark{std::string(word.substr(0, first)), {}};
  const auto read = [](std::string_view digits, uint32_t& out) {
    return std::from_chars(digits.data(), digits.data() + digits.size(), out).ec == std::errc();
  };
  if (!read(word.substr(first + 1, second - first - 1), mark.span.begin)) return std::nullopt;
  if (!read(word.substr(second + 1), mark.span.end)) return std::nullopt;
  return mark;
}

Status ForEachExample(const std::string& path, const std::function<void(const Example&, size_t)>& use) {
  Result<std::string> bytes = ReadGoldFile(path);
  if (!bytes.ok()) return bytes.status();
  return ForEachLine(*bytes, [&](std::string_view line, size_t number) {
    const std::vector<std::string_view> cells = SplitTabs(line);
    if (cells.size() != 3) return BadGold(path, number, "expected LABEL, TEXT and marks");
    Example example{std::string(cells[0]), std::string(cells[1]), {}};
    for (std::string_view rest = cells[2]; !rest.empty();) {
      const size_t end = std::min(rest.find(' '), rest.size());
      const std::optional<Marked> mark = MarkOf(rest.substr(0, end));
      if (!mark) return BadGold(path, number, "a mark is not ROLE:BEGIN:END");
      example.marks.push_back(*mark);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    use(example, number);
    return Status::Ok();
  });
}

std::optional<ActPhrase> PhraseOf(const ActView& view, const std::vector<Marked>& marks, std::string_view roles) {
  for (const Marked& mark : marks) {
    if (roles.find(mark.role) == std::string_view::npos) continue;
    return PhraseAt(view, mark.span);
  }
  return std::nullopt;
}

std::string Line(size_t id, std::string_view label, const Features& features) {
  return fmt::format(R"({{"id":{},"label":"{}","features":{}}})", id, label, ToJson(features));
}

}  // namespace

Status DumpPairs(const std::string& path, const Rooms& rooms, const Print& print) {
  return ForEachExample(path, [&](const Example& example, size_t number) {
    const ParsedDocument parsed = rooms.model->Parse(example.text);
    const Tree tree(parsed);
    const ActView view(tree, rooms.coder.lexicon(), {0, tree.size()});
    const std::optional<ActPhrase> source = PhraseOf(view, example.marks, "SR");
    const std::optional<ActPhrase> target = PhraseOf(view, example.marks, "T");
    Features features(Features::Names::kKeep);
    if (source || target) AddPairFeatures(view, source, target, features);
    print(Line(number, example.label, features));
  });
}

Status DumpSentences(const std::string& path, const Rooms& rooms, const Print& print) {
  return ForEachExample(path, [&](const Example& example, size_t number) {
    const ParsedDocument parsed = rooms.model->Parse(example.text);
    const Tree tree(parsed);
    const ActView view(tree, rooms.coder.lexicon(), {0, tree.size()});
    Features features(Features::Names::kKeep);
    AddPairFeatures(view, SubjectOf(view), std::nullopt, features);
    print(Line(number, example.label, features));
  });
}

Status DumpTold(const std::string& path, const Rooms& rooms, const Print& print) {
  return ForEachExample(path, [&](const Example& example, size_t number) {
    const ParsedDocument parsed = rooms.model->Parse(example.text);
    const Tree tree(parsed);
    const ActorAnnotation actors = rooms.actors.Find(tree, std::nullopt);
    const RoleFinder roles(tree, actors, rooms.coder.lexicon());
    for (const TokenRange& sentence : parsed.sentences) {
      const ActView view(tree, rooms.coder.lexicon(), sentence);
      const std::optional<ActPair> pair = rooms.coder.acts().MainPair(view, rooms.coder.acts().Shares(view));
      if (!pair) continue;
      Features features(Features::Names::kKeep);
      AddToldFeatures(view, pair->source, pair->target, SidesOf(roles, pair->source, pair->target), features);
      print(Line(number, example.label, features));
    }
  });
}

Status DumpRoles(const std::string& path, const Rooms& rooms, const Print& print) {
  return ForEachExample(path, [&](const Example& example, size_t number) {
    const ParsedDocument parsed = rooms.model->Parse(example.text);
    const Tree tree(parsed);
    const ActView view(tree, rooms.coder.lexicon(), {0, tree.size()});
    const Tokens candidates = RoleCandidates(view);
    std::string out = fmt::format(R"({{"id":{},"candidates":[)", number);
    for (size_t i = 0; i < candidates.size(); ++i) {
      Features role(Features::Names::kKeep);
      AddRoleFeatures(view, candidates, i, role);
      std::string_view label = "O";
      for (const Marked& mark : example.marks) {
        const std::optional<ActPhrase> phrase = PhraseAt(view, mark.span);
        if (phrase && phrase->head == candidates[i]) label = mark.role;
      }
      out += fmt::format(R"({}{{"label":"{}","features":{},"phrases":[)", i > 0 ? "," : "", label, ToJson(role));
      bool first = true;
      for (const TokenRange& tokens : PhraseCandidates(view, candidates[i])) {
        Features phrase(Features::Names::kKeep);
        AddPhraseFeatures(view, candidates[i], tokens, label == "O" ? "S" : label, phrase);
        out += fmt::format(R"({}{{"begin":{},"end":{},"features":{}}})", first ? "" : ",",
                           view.token(tokens.begin).span.begin, view.token(tokens.end - 1).span.end, ToJson(phrase));
        first = false;
      }
      out += "]}";
    }
    print(out + "]}");
  });
}

}  // namespace entente::train
