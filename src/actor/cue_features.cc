// speech_cue: words around a token, its subject, what hangs from it, quotation marks.
#include <algorithm>
#include <array>
#include <string>

#include "actor/attribution_features.h"
#include "actor/feature_words.h"

namespace entente {
namespace {

constexpr std::array kWorded = {Dep::kPrep, Dep::kPrt,      Dep::kDobj,  Dep::kAttr,   Dep::kAcomp,
                                Dep::kAux,  Dep::kNeg,      Dep::kOprd,  Dep::kDet,    Dep::kPoss,
                                Dep::kAmod, Dep::kCompound, Dep::kAgent, Dep::kDative, Dep::kAdvmod};
constexpr std::array kWordedWithCue = {Dep::kPrep, Dep::kPrt,  Dep::kDobj, Dep::kAcomp,
                                       Dep::kAttr, Dep::kOprd, Dep::kPoss, Dep::kAgent};
constexpr std::array kClauses = {Dep::kCcomp, Dep::kXcomp, Dep::kAdvcl, Dep::kAcl, Dep::kRelcl};

template <size_t N>
bool In(const std::array<Dep, N>& set, Dep dep) {
  return std::find(set.begin(), set.end(), dep) != set.end();
}

struct Cue {
  const SpeechView& view;
  const Tree& tree;
  uint32_t token;
  std::string_view lemma, lead, tag;
  std::string_view quoted;
};

void AddWords(const Cue& cue, Features& out) {
  const auto& [view, tree, t, lemma, lead, tag, quoted] = cue;
  const std::string_view dep = tree.Label(t);
  const uint32_t head = tree.head(t);
  const TokenRange sentence = view.Sentence(t);
  out.Add({"t", tag});
  out.Add({"lt", lemma, tag});
  out.Add({"d", dep, lead});
  out.Add({"ld", lemma, dep});
  out.Add({"h", tree.lemma(head), dep});
  out.Add({"ht", tree.tag(head), dep, lead});
  if (head != t) out.Add({"lh", lemma, tree.lemma(head)});
  const std::string_view before = t > sentence.begin ? tree.lemma(t - 1) : "<s>";
  const std::string_view after = t + 1 < sentence.end ? tree.lemma(t + 1) : "</s>";
  out.Add({"p", before, lead});
  out.Add({"n", after, lead});
  out.Add({"lp", lemma, before});
  out.Add({"ln", lemma, after});
  if (t + 2 < sentence.end) out.Add({"n2", tree.lemma(t + 2), lead});
}

void AddSubject(const Cue& cue, Features& out) {
  const auto& [view, tree, t, lemma, lead, tag, quoted] = cue;
  const int32_t subject = view.SharedSubjectOf(t);
  const std::string_view own = Flag(view.SubjectOf(t) >= 0);
  out.Add({"s", view.KindOf(subject), own, lead});
  out.Add({"ls", lemma, view.KindOf(subject)});
  out.Add({"sl", subject < 0 ? "-" : tree.lemma(static_cast<uint32_t>(subject)), lead});
}

void AddMarks(const Cue& cue, Features& out) {
  const auto& [view, tree, t, lemma, lead, tag, quoted] = cue;
  const TokenRange sentence = view.Sentence(t);
  bool marks = false;
  for (uint32_t i = sentence.begin; i < sentence.end && !marks; ++i) marks = IsQuoteMark(tree.text(i));
  out.Add({"q", quoted, lead});
  out.Add({"lq", lemma, quoted});
  out.Add({"sq", Flag(marks), lead});
  out.Add({"lsq", lemma, Flag(marks), quoted});
}

void AddClause(const Cue& cue, uint32_t child, Features& out) {
  const auto& [view, tree, t, lemma, lead, tag, quoted] = cue;
  const int32_t mark = tree.ChildOf(child, Dep::kMark);
  const std::string_view word = mark < 0 ? "-" : tree.lemma(static_cast<uint32_t>(mark));
  const std::string_view dep = tree.Label(child);
  out.Add({"km", dep, word, lead});
  out.Add({"lkm", lemma, dep, word});
  out.Add({"kt", dep, tree.tag(child), lead});
  out.Add({"kl", dep, tree.lemma(child), lead});
}

void AddChild(const Cue& cue, uint32_t child, Features& out) {
  const auto& [view, tree, t, lemma, lead, tag, quoted] = cue;
  const Dep dep = tree.dep(child);
  const std::string_view label = tree.Label(child);
  const std::string_view side = Side(child, t);
  out.Add({"k", label, side, lead});
  out.Add({"lk", lemma, label, side});
  if (In(kClauses, dep)) AddClause(cue, child, out);
  if (In(kWorded, dep)) out.Add({"kl", label, tree.lemma(child), lead});
  if (In(kWordedWithCue, dep)) out.Add({"lkl", lemma, label, tree.lemma(child)});
  if (dep == Dep::kDobj || dep == Dep::kDative) {
    const std::string_view kind = view.KindOf(static_cast<int32_t>(child));
    out.Add({"kc", label, kind, lead});
    out.Add({"lkc", lemma, label, kind});
  }
  if (dep != Dep::kPrep) return;
  for (const uint32_t object : tree.children(child)) {
    if (tree.dep(object) != Dep::kPobj && tree.dep(object) != Dep::kPcomp) continue;
    out.Add({"pp", tree.lemma(child), tree.Label(object), tree.lemma(object), lead});
    out.Add({"ppc", tree.lemma(child), view.KindOf(static_cast<int32_t>(object)), lead});
  }
}

void AddChildren(const Cue& cue, Features& out) {
  const auto& [view, tree, t, lemma, lead, tag, quoted] = cue;
  std::vector<std::string_view> seen;
  for (const uint32_t child : tree.children(t)) {
    if (tree.dep(child) == Dep::kPunct) {
      out.Add({"kp", tree.text(child), Side(child, t), lead});
      continue;
    }
    const std::string_view label = tree.Label(child);
    if (std::find(seen.begin(), seen.end(), label) != seen.end()) continue;
    seen.push_back(label);
    AddChild(cue, child, out);
  }
  std::sort(seen.begin(), seen.end());
  std::string frame;
  bool bare = true;
  for (const std::string_view label : seen) {
    frame.append(label).append(",");
    bare &= label != "ccomp" && label != "xcomp" && label != "dobj" && label != "prep";
  }
  out.Add({"sig", lead, frame});
  if (!bare) return;
  out.Add({"bare", lead});
  out.Add({"lbare", lemma});
}

}  // namespace

bool MayBeCue(const SpeechView& view, uint32_t token) {
  const std::string_view tag = view.tree().tag(token);
  return tag.starts_with('V') || tag.starts_with('N') || tag == "IN" || tag == ":" || tag == "JJ" || tag == "RB" ||
         tag == "TO" || tag == "RP";
}

void AddCueWord(const SpeechView& view, uint32_t token, Features& out) {
  out.Add({"l", view.tree().lemma(token), view.Lead(token)});
}

void AddCueFeatures(const SpeechView& view, uint32_t token, Features& out) {
  const Tree& tree = view.tree();
  const Cue cue{view, tree, token, tree.lemma(token), view.Lead(token), tree.tag(token), view.Quoted(token) ? "Q" : ""};
  AddCueWord(view, token, out);
  AddWords(cue, out);
  AddSubject(cue, out);
  AddMarks(cue, out);
  AddChildren(cue, out);
}

}  // namespace entente
