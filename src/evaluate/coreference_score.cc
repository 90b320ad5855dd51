#include "evaluate/coreference_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "evaluate/found_counts.h"
#include "evaluate/gold_lines.h"
#include "evaluate/gum_gold.h"
#include "text/blocks.h"

namespace entente {
namespace {

constexpr uint32_t kShownBytes = 80;

struct Counts : FoundCounts {  // told: answered; gold: asked
  uint64_t known = 0;          // asked, and the engine has the name
};

bool CanAct(const GumMention& mention) {
  return mention.type == "person" || mention.type == "organization" || mention.type == "place";
}

// The actors of one document by the word that carries them, and who has a name in it.
class ActorsByWord {
 public:
  ActorsByWord(const GumDocument& document, const EvalTools& tools) {
    const ParsedDocument parsed = tools.model.ParseBlocks(document.text, BlocksOf(document.text));
    const ActorAnnotation actors = tools.actors.Find(Tree(parsed), std::nullopt);
    for (const Mention& mention : actors.mentions) {
      const Span word = parsed.tokens[mention.head].span;
      by_begin_[word.begin] = mention.actors;
      const bool name = mention.kind == MentionKind::kName || mention.kind == MentionKind::kAdjective;
      if (name) named_.insert(mention.actors.begin(), mention.actors.end());
    }
  }

  // Empty where the engine says nothing, or only "somebody without a name".
  std::vector<uint32_t> At(Span word) const {
    const auto found = by_begin_.lower_bound(word.begin);
    if (found == by_begin_.end() || found->first >= word.end) return {};
    std::vector<uint32_t> out;
    std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(out),
                 [&](uint32_t actor) { return named_.contains(actor); });
    return out;
  }

 private:
  std::map<uint32_t, std::vector<uint32_t>> by_begin_;
  std::set<uint32_t> named_;
};

struct Scores {
  Counts pronouns, definites;
  std::vector<std::string> errors;
};

class DocumentScore {
 public:
  DocumentScore(const GumDocument& document, const EvalTools& tools) : document_(document), actors_(document, tools) {
    for (const GumMention& mention : document.mentions) {
      if (mention.kind != GumMentionKind::kName || !CanAct(mention)) continue;
      const std::vector<uint32_t> who = actors_.At(mention.head);
      names_[mention.entity].insert(who.begin(), who.end());
      first_name_.try_emplace(mention.entity, mention.head.begin);
      first_name_[mention.entity] = std::min(first_name_[mention.entity], mention.head.begin);
    }
  }

  void Add(Scores& scores) const {
    std::set<uint32_t> seen;
    for (const GumMention& mention : document_.mentions) {
      if (mention.kind == GumMentionKind::kPronoun) seen.insert(mention.head.begin);
      if (mention.kind == GumMentionKind::kPronoun) Ask(mention, scores.pronouns, scores.errors);
      if (mention.kind == GumMentionKind::kDefinite) Ask(mention, scores.definites, scores.errors);
    }
    // Pronouns that stand for nothing ("it rains"): an answer is wrong.
    for (const Span& pronoun : document_.pronouns) {
      if (!seen.contains(pronoun.begin) && !actors_.At(pronoun).empty()) ++scores.pronouns.told;
    }
  }

 private:
  void Ask(const GumMention& mention, Counts& counts, std::vector<std::string>& errors) const {
    const auto first = first_name_.find(mention.entity);
    const bool asked = CanAct(mention) && first != first_name_.end() && first->second < mention.head.begin;
    const std::vector<uint32_t> said = actors_.At(mention.head);
    const auto named = names_.find(mention.entity);
    const bool right = asked && named != names_.end() &&
                       std::any_of(said.begin(), said.end(), [&](uint32_t a) { return named->second.contains(a); });
    const bool known = asked && named != names_.end() && !named->second.empty();
    counts.gold += asked;
    counts.known += known;
    counts.told += !said.empty();
    counts.right += right;
    if (right || (!asked && said.empty())) return;
    const std::string_view why = !asked  ? "has no name"
                                 : known ? "wrong or nothing"
                                         : "a name the engine does not know";
    const bool brief = mention.span.end - mention.span.begin <= kShownBytes;
    errors.push_back(fmt::format("{}: byte {}: \"{}\": {}, {}", document_.path, mention.head.begin,
                                 Slice(document_.text, brief ? mention.span : mention.head), why,
                                 said.empty() ? "not resolved" : "resolved"));
  }

  const GumDocument& document_;
  ActorsByWord actors_;
  std::map<std::string, std::set<uint32_t>> names_;
  std::map<std::string, uint32_t> first_name_;
};

Result<std::vector<std::string>> FilesOf(const std::string& path) {
  if (!std::filesystem::is_directory(path)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
    if (entry.path().extension() == ".conllu") files.push_back(entry.path().string());
  }
  if (files.empty()) return BadGold(path, 0, "no *.conllu in this folder");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<EvalReport> ScoreCoreference(const std::string& path, const EvalTools& tools) {
  const Result<std::vector<std::string>> files = FilesOf(path);
  if (!files.ok()) return files.status();
  Scores scores;
  for (const std::string& file : *files) {
    const Result<std::string> bytes = ReadGoldFile(file);
    if (!bytes.ok()) return bytes.status();
    const Result<GumDocument> document = ReadGum(*bytes, file);
    if (!document.ok()) return document.status();
    DocumentScore(*document, tools).Add(scores);
  }
  EvalReport report;
  for (const auto& [name, counts] : {std::pair<std::string, Counts&>{"pronoun", scores.pronouns},
                                     std::pair<std::string, Counts&>{"definite", scores.definites}}) {
    counts.AddFigures(name, report.figures);
    report.figures.push_back({name + "_recall_of_known", Proportion(counts.right, counts.known), counts.known});
  }
  report.errors = std::move(scores.errors);
  return report;
}

}  // namespace entente
