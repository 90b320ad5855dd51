// speech_source: the path from the cue to the candidate, what it is, what stands between.
#include <algorithm>
#include <string>
#include <vector>

#include "actor/attribution_features.h"
#include "actor/feature_words.h"

namespace entente {
namespace {

constexpr size_t kPathLabels = 4;
constexpr size_t kMaxClimb = 12;

struct Path {
  std::string up, down;  // labels, the first four each
  size_t steps = 0;
};

std::string Joined(const std::vector<std::string_view>& labels, char joint) {
  std::string out;
  for (size_t i = 0; i < std::min(labels.size(), kPathLabels); ++i) {
    if (i > 0) out += joint;
    out += labels[i];
  }
  return out;
}

Path PathOf(const Tree& tree, uint32_t cue, uint32_t to) {
  std::vector<std::string_view> up, down;
  for (size_t climb = 0; !tree.IsAncestor(cue, to); ++climb) {
    if (tree.head(cue) == cue || climb == kMaxClimb) return {"far", "far", 9};
    up.push_back(tree.Label(cue));
    cue = tree.head(cue);
  }
  for (; to != cue; to = tree.head(to)) down.insert(down.begin(), tree.Label(to));
  return {Joined(up, '^'), Joined(down, 'v'), up.size() + down.size()};
}

std::string_view Nearness(uint32_t distance) {
  if (distance < 4) return Digit(distance);
  if (distance < 8) return "5";
  return distance < 16 ? "6" : "7";
}

void AddNone(const SpeechView& view, uint32_t cue, Features& out) {
  const Tree& tree = view.tree();
  const std::string_view lead = view.Lead(cue);
  const std::string_view subject = Flag(view.SubjectOf(cue) >= 0);
  out.Add({"no", tree.lemma(cue)});
  out.Add({"nod", tree.Label(cue), lead, subject});
  out.Add({"not", tree.tag(cue)});
  out.Add({"noq", Flag(view.Quoted(cue)), subject});
  out.Add({"nopass", Flag(tree.Has(cue, Dep::kAuxpass))});
  std::vector<std::string_view> labels;
  for (const uint32_t child : tree.children(cue)) labels.push_back(tree.Label(child));
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  std::string frame;
  for (const std::string_view label : labels) frame.append(label).append(",");
  out.Add({"nok", frame, lead});
}

void AddBetween(const SpeechView& view, uint32_t cue, uint32_t source, Features& out) {
  const Tree& tree = view.tree();
  const std::string_view side = Side(source, cue);
  const std::string_view lead = view.Lead(cue);
  uint32_t verbs = 0, subjects = 0;
  bool marks = false;
  for (uint32_t t = std::min(cue, source) + 1; t < std::max(cue, source); ++t) {
    verbs += tree.tag(t).starts_with('V') ? 1 : 0;
    subjects += tree.dep(t) == Dep::kNsubj ? 1 : 0;
    marks |= IsQuoteMark(tree.text(t));
  }
  out.Add({"qb", Flag(marks), Flag(view.Quoted(source)), Flag(view.Quoted(cue)), side});
  out.Add({"nv", Digit(verbs, 3), side, lead});
  out.Add({"ns", Digit(subjects, 3), side, lead});
  const uint32_t distance = std::max(cue, source) - std::min(cue, source);
  out.Add({"dist", Nearness(distance), side, lead});
  out.Add({"adj", Flag(distance == 1), side, tree.lemma(cue)});
}

}  // namespace

bool MayBeSource(const SpeechView& view, uint32_t token) {
  const std::string_view tag = view.tree().tag(token);
  if (tag.starts_with('N') || tag.starts_with("PRP") || tag.starts_with('W')) return true;
  switch (view.tree().dep(token)) {
    case Dep::kNsubj:
    case Dep::kNsubjpass:
    case Dep::kPoss:
    case Dep::kPobj:
    case Dep::kDobj:
      return true;
    default:
      return tag == "DT" || tag == "CD";
  }
}

void AddSourceFeatures(const SpeechView& view, uint32_t cue, int32_t source, Features& out) {
  if (source < 0) return AddNone(view, cue, out);
  const Tree& tree = view.tree();
  const uint32_t at = static_cast<uint32_t>(source);
  const std::string_view lead = view.Lead(cue);
  const std::string_view side = Side(at, cue);
  const std::string_view kind = view.KindOf(source);
  const std::string_view subject = Flag(view.SubjectOf(cue) >= 0);
  const Path path = PathOf(tree, cue, at);
  out.Add({"p", path.up, path.down, lead});
  out.Add({"ps", path.up, path.down, side, tree.tag(cue)});
  out.Add({"lp", tree.lemma(cue), path.up, path.down});
  out.Add({"pc", path.up, path.down, kind});
  out.Add({"hs", subject, path.up, path.down, lead});
  out.Add({"n", Digit(path.steps)});
  out.Add({"c", kind, lead});
  out.Add({"kl", tree.lemma(at)});
  out.Add({"klp", tree.lemma(at), tree.Label(at)});
  out.Add({"dep", tree.Label(at), side, lead, subject});
  out.Add({"hl", tree.lemma(tree.head(at)), tree.Label(at), lead});
  if (tree.dep(at) == Dep::kPobj) out.Add({"prep", tree.lemma(tree.head(at)), path.up, path.down});
  out.Add({"pas", Flag(tree.Has(cue, Dep::kAuxpass)), tree.Label(at), side});
  out.Add({"kd", Flag(tree.Has(at, Dep::kRelcl)), Flag(tree.Has(at, Dep::kAppos)), Flag(tree.Has(at, Dep::kPoss))});
  AddBetween(view, cue, at, out);
}

}  // namespace entente
