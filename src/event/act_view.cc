#include "event/act_view.h"

#include <algorithm>
#include <array>

#include "base/word_set.h"

namespace entente {
namespace {

constexpr std::array<std::string_view, 7> kFigures = {"CARDINAL", "DATE",    "TIME",   "MONEY",
                                                      "QUANTITY", "ORDINAL", "PERCENT"};
constexpr std::array<std::string_view, 6> kNames = {"GPE", "NORP", "PERSON", "ORG", "LOC", "FAC"};

std::string_view LightClass(LightOp op) {
  switch (op) {
    case LightOp::kDo:
      return "do";
    case LightOp::kStop:
      return "stop";
    case LightOp::kReceive:
      return "receive";
    case LightOp::kDemand:
      return "demand";
    case LightOp::kReject:
      return "reject";
  }
  return {};
}

void AddOnce(std::vector<WordClass>& list, WordClass name) {
  if (!name.name.empty() && std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
}

}  // namespace

ActView::ActView(const Tree& tree, const Lexicon& lexicon, TokenRange range) : tree_(tree), range_(range) {
  const size_t size = range.end - range.begin;
  words_.reserve(size);
  classes_.reserve(size);
  left_.reserve(size);
  right_.reserve(size);
  for (uint32_t t = range.begin; t < range.end; ++t) {
    words_.push_back(Masked(t));
    classes_.push_back(ClassesOf(tree.lemma(t), lexicon));
    left_.push_back(t);
    right_.push_back(t + 1);
  }
  for (uint32_t t = range.begin; t < range.end; ++t) {
    for (const uint32_t above : Above(t, size)) {
      left_[above - range.begin] = std::min(left(above), t);
      right_[above - range.begin] = std::max(right(above), t + 1);
    }
  }
}

std::string ActView::Masked(uint32_t t) const {
  const std::string_view entity = token(t).entity_type;
  if (In(kFigures, entity)) return pos(t) == "NOUN" ? std::string(tree_.lemma(t)) : "#" + std::string(entity);
  if (pos(t) == "PROPN") return entity.empty() ? "@NP" : "@" + std::string(entity);
  if (In(kNames, entity)) return "@" + std::string(entity);
  return std::string(tree_.lemma(t));
}

std::vector<WordClass> ActView::ClassesOf(std::string_view lemma, const Lexicon& lexicon) const {
  std::vector<WordClass> classes;
  for (const EventVerb* verb : lexicon.Verbs(lemma)) AddOnce(classes, {"v", verb->type});
  if (const EventNoun* noun = lexicon.Noun(lemma); noun != nullptr) AddOnce(classes, {"n", noun->type});
  if (const LightOp* light = lexicon.Light(lemma); light != nullptr) AddOnce(classes, {"l", LightClass(*light)});
  for (const Control* control : lexicon.Controls(lemma)) AddOnce(classes, {"o", ToString(control->status)});
  return classes;
}

Tokens ActView::Above(uint32_t t, size_t limit) const {
  Tokens out;
  while (out.size() < limit && !IsRoot(t)) {
    t = tree_.head(t);
    if (t < range_.begin || t >= range_.end) break;
    out.push_back(t);
  }
  return out;
}

uint32_t ActView::HeadOf(TokenRange tokens) const {
  for (uint32_t t = tokens.begin; t < tokens.end; ++t) {
    const uint32_t head = tree_.head(t);
    if (head == t || head < tokens.begin || head >= tokens.end) return t;
  }
  return tokens.end - 1;
}

uint32_t ActView::VerbAbove(uint32_t t) const {
  for (const uint32_t above : Above(t, range_.end - range_.begin)) {
    if (IsVerb(above) || IsRoot(above)) return above;
  }
  return t;
}

std::pair<Tokens, Tokens> ActView::Path(uint32_t a, uint32_t b) const {
  Tokens up = Above(a, range_.end - range_.begin);
  Tokens down = Above(b, range_.end - range_.begin);
  up.insert(up.begin(), a);
  down.insert(down.begin(), b);
  for (size_t i = 0; i < down.size(); ++i) {
    const auto shared = std::find(up.begin(), up.end(), down[i]);
    if (shared == up.end()) continue;
    up.erase(shared + 1, up.end());
    down.resize(i);
    return {up, down};
  }
  return {up, down};
}

uint32_t ActView::Root() const {
  for (uint32_t t = range_.begin; t < range_.end; ++t) {
    if (IsRoot(t)) return t;
  }
  return range_.begin;
}

}  // namespace entente
