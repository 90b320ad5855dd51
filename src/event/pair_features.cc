// AddPairFeatures: see act_features.h.
#include <algorithm>
#include <array>
#include <string>

#include "base/word_set.h"
#include "event/act_features.h"

namespace entente {
namespace {

// How much a kind of feature weighs before the whole is scaled to length 1: single words and long n-grams are many and
// say little each.
constexpr float kWordWeight = 0.5F;
constexpr float kOuterWeight = 0.7F;
constexpr float kTrigramWeight = 0.5F;
constexpr float kInsideWeight = 0.5F;
constexpr size_t kChain = 5;
constexpr size_t kAnchors = 4;

constexpr std::array<std::string_view, 23> kFrameDeps = {
    "dobj",    "attr",  "acomp",     "prt",  "neg",  "xcomp",    "ccomp", "oprd",   "aux",  "advmod", "prep", "pcomp",
    "auxpass", "nsubj", "nsubjpass", "pobj", "amod", "compound", "agent", "dative", "mark", "acl",    "relcl"};
constexpr std::array<std::string_view, 8> kFrameHosts = {"dobj", "xcomp", "ccomp", "prep",
                                                         "pobj", "attr",  "acl",   "agent"};
constexpr std::array<std::string_view, 11> kFrameInner = {"amod", "compound", "pobj", "prep", "dobj", "neg",
                                                          "aux",  "xcomp",    "acl",  "nmod", "pcomp"};
constexpr std::array<std::string_view, 5> kObjects = {"dobj", "attr", "acomp", "prt", "prep"};
constexpr std::array<std::string_view, 5> kClauses = {"xcomp", "pcomp", "ccomp", "conj", "acl"};

class PairDescriber {
 public:
  PairDescriber(const ActView& view, const std::optional<ActPhrase>& source, const std::optional<ActPhrase>& target,
                Features& out)
      : view_(view), tree_(view.tree()), source_(source), target_(target), out_(out) {}

  void Describe() {
    Words();
    Inside("s", source_);
    Inside("t", target_);
    Chain("S", source_);
    Chain("T", target_);
    Anchors();
    const uint32_t root = view_.Root();
    out_.Add({"root", view_.word(root)});
    AddClasses({"rootx"}, root);
    Predicates();
    out_.Finish();
  }

 private:
  static bool Holds(const std::optional<ActPhrase>& phrase, uint32_t t) {
    return phrase && phrase->tokens.begin <= t && t < phrase->tokens.end;
  }
  // The word, or the mark of the phrase that holds it.
  std::string_view Name(uint32_t t) const {
    return Holds(source_, t) ? "<S>" : Holds(target_, t) ? "<T>" : view_.word(t);
  }
  bool Marked(uint32_t t) const { return Holds(source_, t) || Holds(target_, t); }
  void AddClasses(std::initializer_list<std::string_view> prefix, uint32_t t, float value = 1);

  void Words();
  void Inside(std::string_view side, const std::optional<ActPhrase>& phrase);
  void Chain(std::string_view side, const std::optional<ActPhrase>& phrase);
  void Anchors();
  Tokens PathAnchors();
  void Frame(uint32_t anchor);
  void FrameChild(uint32_t anchor, uint32_t child);
  void Predicates();
  void Predicate(std::string_view side, uint32_t verb);
  void TargetRole(uint32_t verb);
  std::vector<std::string> ModalityOf(uint32_t verb) const;

  const ActView& view_;
  const Tree& tree_;
  const std::optional<ActPhrase>& source_;
  const std::optional<ActPhrase>& target_;
  Features& out_;
};

void PairDescriber::AddClasses(std::initializer_list<std::string_view> prefix, uint32_t t, float value) {
  std::string name;
  for (const std::string_view part : prefix) {
    if (!name.empty()) name += '=';
    name += part;
  }
  for (const WordClass& word_class : view_.classes(t)) out_.Add({name, word_class.kind, word_class.name}, value);
}

// The words around and between the two, singly and in runs of two and three.
void PairDescriber::Words() {
  std::vector<std::string_view> words;
  std::vector<bool> quiet;  // marks and punctuation start no feature
  long source_at = -1;
  long target_at = -1;
  for (uint32_t t = view_.range().begin; t < view_.range().end; ++t) {
    const bool in_source = Holds(source_, t);
    const bool in_target = !in_source && Holds(target_, t);
    if (in_source && t != source_->tokens.begin) continue;
    if (in_target && t != target_->tokens.begin) continue;
    if (in_source) source_at = static_cast<long>(words.size());
    if (in_target) target_at = static_cast<long>(words.size());
    words.push_back(Name(t));
    quiet.push_back(!in_source && !in_target && view_.pos(t) == "PUNCT" && tree_.text(t) != "\"");
  }
  const bool both = source_at >= 0 && target_at >= 0;
  const long low = both ? std::min(source_at, target_at) : std::max(source_at, target_at);
  const long high = std::max(source_at, target_at);
  for (size_t i = 0; i < words.size(); ++i) {
    if (quiet[i]) continue;
    const long at = static_cast<long>(i);
    const std::string_view zone = at < low ? "b" : both && at <= high ? "m" : "a";
    out_.Add({"w", words[i]}, kWordWeight);
    out_.Add({"z", zone, words[i]}, zone == "m" ? 1.0F : kOuterWeight);
    if (i + 1 < words.size()) out_.Add({"2", zone, words[i], words[i + 1]}, kOuterWeight);
    if (i + 2 < words.size()) out_.Add({"3", zone, words[i], words[i + 1], words[i + 2]}, kTrigramWeight);
  }
  out_.Add({"ord", source_at < 0 ? "-T" : target_at < 0 ? "S-" : source_at < target_at ? "ST" : "TS"});
}

void PairDescriber::Inside(std::string_view side, const std::optional<ActPhrase>& phrase) {
  if (!phrase) {
    out_.Add({side, "none"});
    return;
  }
  const Token& head = view_.token(phrase->head);
  out_.Add({side, "h", view_.word(phrase->head)});
  out_.Add({side, "e", head.entity_type.empty() ? head.pos : head.entity_type});
  for (uint32_t t = phrase->tokens.begin; t < phrase->tokens.end; ++t) {
    const std::string_view pos = view_.pos(t);
    if (pos == "NOUN" || pos == "PROPN" || pos == "ADJ" || pos == "VERB") {
      out_.Add({side, "in", view_.word(t)}, kInsideWeight);
    }
    AddClasses({side, "x"}, t, kInsideWeight);
  }
}

// What governs a side, step by step.
void PairDescriber::Chain(std::string_view side, const std::optional<ActPhrase>& phrase) {
  if (!phrase) return;
  constexpr std::array<std::string_view, kChain> kSteps = {"0", "1", "2", "3", "4"};
  std::string deps;
  uint32_t below = phrase->head;
  size_t step = 0;
  for (const uint32_t above : view_.Above(phrase->head, kChain)) {
    if (step == 0) out_.Add({side, "dep", view_.dep(below)});
    if (!deps.empty()) deps += '>';
    deps += view_.dep(below);
    out_.Add({side, "g", kSteps[step], view_.word(above)});
    out_.Add({side, "gd", deps, view_.word(above)});
    out_.Add({side, "ga", view_.word(above)});
    AddClasses({side, "gx", kSteps[step]}, above);
    AddClasses({side, "gx"}, above);
    below = above;
    ++step;
  }
}

// Tokens whose frames are told: those on the path, topmost first, then the first verb.
Tokens PairDescriber::PathAnchors() {
  Tokens anchors;
  if (!source_ || !target_) {
    const ActPhrase& only = source_ ? *source_ : *target_;
    for (const uint32_t above : view_.Above(only.head, view_.range().end)) {
      if (view_.pos(above) == "VERB") return {above};
    }
    return {};
  }
  const auto [up, down] = view_.Path(source_->head, target_->head);
  std::string deps;
  std::string words;
  for (size_t i = 0; i + 1 < up.size(); ++i) deps += (i > 0 ? "^" : "") + std::string(view_.dep(up[i]));
  deps += '|';
  for (size_t i = 1; i < up.size(); ++i) words += (i > 1 ? ">" : "") + std::string(view_.word(up[i]));
  for (size_t i = down.size(); i-- > 0;) {
    if (i > 0) words += "<" + std::string(view_.word(down[i]));
    deps += "v" + std::string(view_.dep(down[i]));
  }
  out_.Add({"path", deps});
  out_.Add({"pathl", words});
  const uint32_t top = up.back();
  out_.Add({"lca", view_.word(top)});
  out_.Add({"lcap", view_.pos(top)});
  anchors.push_back(top);
  Tokens nodes(up.begin() + 1, up.end());
  if (!down.empty()) nodes.insert(nodes.end(), down.begin() + 1, down.end());
  for (const uint32_t node : nodes) {
    out_.Add({"pn", view_.word(node)});
    AddClasses({"px"}, node);
    if (node != top && (view_.pos(node) == "VERB" || view_.pos(node) == "NOUN")) anchors.push_back(node);
  }
  uint32_t first_verb = 0;
  uint32_t last_verb = 0;
  bool verbs = false;
  for (size_t i = 1; i < up.size(); ++i) {
    if (!view_.IsVerb(up[i])) continue;
    if (!verbs) first_verb = up[i];
    last_verb = up[i];
    verbs = true;
  }
  if (verbs) {
    out_.Add({"v1", view_.word(first_verb)});
    out_.Add({"vL", view_.word(last_verb)});
    anchors.push_back(first_verb);
  }
  return anchors;
}

void PairDescriber::Anchors() {
  Tokens seen;
  for (const uint32_t anchor : PathAnchors()) {
    if (seen.size() == kAnchors) return;
    if (std::find(seen.begin(), seen.end(), anchor) != seen.end()) continue;
    seen.push_back(anchor);
    Frame(anchor);
  }
}

void PairDescriber::Frame(uint32_t anchor) {
  for (const uint32_t child : tree_.children(anchor)) {
    if (In(kFrameDeps, view_.dep(child))) FrameChild(anchor, child);
  }
  out_.Add({"an", view_.word(anchor)});
  out_.Add({"at", tree_.tag(anchor)});
  AddClasses({"anx"}, anchor);
}

void PairDescriber::FrameChild(uint32_t anchor, uint32_t child) {
  const std::string_view dep = view_.dep(child);
  const std::string_view name = Name(child);
  out_.Add({"fr", dep, name});
  out_.Add({"frv", view_.word(anchor), dep, name});
  if (!Marked(child)) AddClasses({"frx", dep}, child);
  if (!In(kFrameHosts, dep)) return;
  for (const uint32_t inner : tree_.children(child)) {
    if (!In(kFrameInner, view_.dep(inner))) continue;
    out_.Add({"fr2", dep, name, view_.dep(inner), Name(inner)});
    out_.Add({"fg", view_.dep(inner), Name(inner)});
    AddClasses({"fgx"}, inner);
  }
}

void PairDescriber::Predicates() {
  const auto verb_of = [&](const std::optional<ActPhrase>& phrase) -> int64_t {
    return phrase ? static_cast<int64_t>(view_.VerbAbove(phrase->head)) : -1;
  };
  const int64_t of_source = verb_of(source_);
  const int64_t of_target = verb_of(target_);
  if (of_target >= 0) Predicate("T", static_cast<uint32_t>(of_target));
  if (of_source >= 0 && of_source != of_target) Predicate("S", static_cast<uint32_t>(of_source));
}

// Tense, modals, negation, and the verbs above that open the clause: {"fut", "neg", "of=agree"}.
std::vector<std::string> PairDescriber::ModalityOf(uint32_t verb) const {
  constexpr std::array<std::string_view, 6> kFuture = {"will", "would", "shall", "wo", "'ll", "’ll"};
  constexpr std::array<std::string_view, 4> kMaybe = {"may", "might", "could", "can"};
  constexpr std::array<std::string_view, 4> kMust = {"should", "must", "ought", "need"};
  constexpr std::array<std::string_view, 3> kPerfect = {"has", "have", "had"};
  std::vector<std::string> out;
  uint32_t at = verb;
  for (int step = 0; step < 4; ++step) {
    for (const uint32_t child : tree_.children(at)) {
      const std::string_view word = tree_.text(child);
      if (view_.dep(child) == "neg") out.emplace_back("neg");
      if (view_.dep(child) == "mark" && (tree_.lemma(child) == "if" || tree_.lemma(child) == "unless")) {
        out.emplace_back("if");
      }
      if (view_.dep(child) != "aux") continue;
      if (In(kFuture, word)) out.emplace_back("fut");
      if (In(kMaybe, word)) out.emplace_back("may");
      if (In(kMust, word)) out.emplace_back("must");
      if (In(kPerfect, word)) out.emplace_back("perf");
      if (word == "to") out.emplace_back("to");
    }
    const uint32_t above = tree_.head(at);
    const std::string_view pos = view_.pos(above);
    if (above == at || !In(kClauses, view_.dep(at))) break;
    if (pos != "VERB" && pos != "AUX" && pos != "NOUN" && pos != "ADJ") break;
    at = above;
    if (view_.dep(at) != "conj") out.push_back("of=" + std::string(tree_.lemma(at)));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void PairDescriber::Predicate(std::string_view side, uint32_t verb) {
  const std::vector<std::string> modality = ModalityOf(verb);
  std::string whole;
  for (const std::string& one : modality) {
    out_.Add({"mo", one});
    if (one.starts_with("of=") || one == "perf" || one == "to") continue;
    whole += (whole.empty() ? "" : "+") + one;
  }
  if (whole.empty()) whole = "plain";
  out_.Add({"mod", side, whole});
  out_.Add({"modv", whole, view_.word(verb)});
  out_.Add({"p", side, view_.word(verb)});
  Tokens around = {verb};
  for (const uint32_t child : tree_.children(verb)) {
    if (!In(kObjects, view_.dep(child))) continue;
    around.push_back(child);
    out_.Add({"pf", side, view_.word(verb), view_.word(child)});
  }
  for (const uint32_t t : around) {
    AddClasses({"modx", whole}, t);
    for (const std::string& one : modality) {
      if (one.starts_with("of=")) AddClasses({"mox", one}, t);
    }
  }
  TargetRole(verb);
}

// How the target hangs from the verb: "help<dobj", "meet<prep_with<pobj".
void PairDescriber::TargetRole(uint32_t verb) {
  if (!target_) return;
  std::vector<std::string> steps;
  uint32_t at = target_->head;
  while (at != verb && !view_.IsRoot(at) && steps.size() < 6) {
    steps.push_back(view_.dep(at) == "prep" ? "prep_" + std::string(tree_.lemma(at)) : std::string(view_.dep(at)));
    at = tree_.head(at);
  }
  if (at != verb) return;
  std::string role;
  for (size_t i = steps.size(); i-- > 0;) role += (role.empty() ? "" : "<") + steps[i];
  out_.Add({"tr", view_.word(verb), role});
  out_.Add({"tr2", role});
}

}  // namespace

void AddPairFeatures(const ActView& view, const std::optional<ActPhrase>& source,
                     const std::optional<ActPhrase>& target, Features& out) {
  PairDescriber(view, source, target, out).Describe();
}

}  // namespace entente
