// RoleCandidates, AddRoleFeatures, PhraseCandidates, AddPhraseFeatures: see act_features.h.
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "base/word_set.h"
#include "event/act_features.h"

namespace entente {
namespace {

using Strings9 = std::array<std::string_view, 9>;
constexpr std::array<std::string_view, 8> kCarrierPos = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM", "DET"};
constexpr Strings9 kNoCarrierDeps = {"compound", "det",      "amod",   "nummod", "aux",
                                     "advmod",   "quantmod", "predet", "punct"};
constexpr Strings9 kCarrierDeps = {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "ROOT", "appos", "agent"};
constexpr std::array<std::string_view, 6> kModifiers = {"amod", "compound", "poss", "prep", "appos", "relcl"};
constexpr std::array<std::string_view, 6> kSiblings = {"nsubj", "nsubjpass", "agent", "dobj", "xcomp", "ccomp"};
constexpr std::array<std::string_view, 4> kActorEntities = {"GPE", "NORP", "PERSON", "ORG"};
constexpr std::array<std::string_view, 14> kLeading = {"det",    "amod",     "nmod",  "predet",  "npadvmod",
                                                       "advmod", "quantmod", "cc",    "preconj", "compound",
                                                       "nummod", "prep",     "punct", "poss"};
constexpr std::array<std::string_view, 7> kSaying = {"say", "tell", "announce", "report", "state", "add", "claim"};
constexpr size_t kSteps = 5;

std::string Number(size_t value, size_t most) { return std::to_string(std::min(value, most)); }
std::string_view YesNo(bool value) { return value ? "1" : "0"; }

class RoleDescriber {
 public:
  RoleDescriber(const ActView& view, uint32_t t, Features& out) : view_(view), tree_(view.tree()), t_(t), out_(out) {}

  void Describe(size_t place, size_t count) {
    Self();
    Up();
    Verb();
    Down();
    out_.Add({"ord", Number(place, 6)});
    out_.Add({"ordd", Number(place, 4), Dep()});
    out_.Add({"rev", Number(count - place, 4)});
    out_.Add({"first", YesNo(view_.left(t_) < view_.range().begin + 3)});
    out_.Add({"root", view_.word(view_.Root()), Dep()});
    out_.Finish();
  }

 private:
  std::string_view Dep() const { return view_.dep(t_); }
  void AddClasses(const std::string& prefix, uint32_t t) {
    for (const WordClass& word_class : view_.classes(t)) out_.Add({prefix, word_class.kind, word_class.name});
  }
  void Self();
  void Up();
  void Verb();
  void Object(uint32_t verb);
  void Down();

  const ActView& view_;
  const Tree& tree_;
  uint32_t t_;
  Features& out_;
};

void RoleDescriber::Self() {
  const Token& token = view_.token(t_);
  out_.Add({"l", view_.word(t_)});
  out_.Add({"d", Dep()});
  out_.Add({"e", token.entity_type.empty() ? "-" : token.entity_type});
  out_.Add({"t", token.tag});
  out_.Add({"de", Dep(), token.entity_type.empty() ? token.pos : token.entity_type});
  AddClasses("lx", t_);
}

// The governors, with the way to them.
void RoleDescriber::Up() {
  std::string way;
  std::string bare;
  uint32_t below = t_;
  size_t step = 0;
  for (const uint32_t above : view_.Above(t_, 9)) {
    bare += (bare.empty() ? "" : "<") + std::string(view_.dep(below));
    if (step < kSteps) {
      way += (way.empty() ? "" : "<") + std::string(view_.dep(below));
      if (view_.pos(above) == "ADP") way += "_" + std::string(tree_.lemma(above));
      const std::string number = std::to_string(step);
      out_.Add({"p", number, way});
      out_.Add({"pl", number, way, view_.word(above)});
      out_.Add({"gp", number, way, view_.pos(above), view_.IsRoot(above) ? "root" : view_.dep(above)});
      AddClasses("px=" + number + "=" + way, above);
      AddClasses("gx", above);
    }
    below = above;
    ++step;
  }
  out_.Add({"full", bare});
  out_.Add({"depth", std::to_string(step)});
}

// The verb it belongs to, and what else that verb has.
void RoleDescriber::Verb() {
  const Tokens above = view_.Above(t_, 9);
  const auto found = std::find_if(above.begin(), above.end(), [&](uint32_t a) { return view_.IsVerb(a); });
  if (found == above.end()) return;
  const uint32_t verb = *found;
  bool passive = false;
  bool clause = false;
  for (const uint32_t c : tree_.children(verb)) {
    passive |= view_.dep(c) == "nsubjpass" || view_.dep(c) == "auxpass";
    clause |= view_.dep(c) == "ccomp";
    if (In(kSiblings, view_.dep(c))) out_.Add({"sib", Dep(), view_.dep(c)});
  }
  out_.Add({"v", view_.word(verb), Dep()});
  out_.Add({"pas", YesNo(passive), Dep()});
  out_.Add({"vdep", view_.dep(verb), Dep()});
  out_.Add({"say", YesNo(In(kSaying, tree_.lemma(verb))), Dep()});
  out_.Add({"vcc", YesNo(clause), Dep()});
  out_.Add({"vdepth", Number(view_.Above(verb, 9).size(), 4)});
  const std::string voice = std::string(Dep()) + "=" + std::string(YesNo(passive));
  AddClasses("vx=" + voice, verb);
  Object(verb);
}

void RoleDescriber::Object(uint32_t verb) {
  const uint32_t governor = tree_.head(t_);
  const std::string_view preposition = view_.pos(governor) == "ADP" ? tree_.lemma(governor) : std::string_view();
  for (const uint32_t c : tree_.children(verb)) {
    if (view_.dep(c) != "dobj") continue;
    out_.Add({"vo", view_.word(c), Dep(), preposition});
    AddClasses("vox=" + std::string(Dep()) + "=" + std::string(preposition), c);
    return;
  }
}

void RoleDescriber::Down() {
  for (const uint32_t c : tree_.children(t_)) {
    out_.Add({"k", view_.dep(c)});
    if (In(kModifiers, view_.dep(c)) || view_.dep(c) == "acl" || view_.dep(c) == "det") {
      out_.Add({"kl", view_.dep(c), view_.word(c)});
    }
  }
  bool named = false;
  for (uint32_t t = view_.left(t_); t < view_.right(t_); ++t) {
    const std::string_view entity = view_.token(t).entity_type;
    if (entity.empty()) continue;
    out_.Add({"in", entity});
    named |= In(kActorEntities, entity);
  }
  out_.Add({"named", YesNo(named), Dep()});
  out_.Add({"len", Number((view_.right(t_) - view_.left(t_)) / 2, 6)});
}

class PhraseDescriber {
 public:
  PhraseDescriber(const ActView& view, uint32_t head, TokenRange tokens, Features& out)
      : view_(view), tree_(view.tree()), head_(head), tokens_(tokens), out_(out) {}

  void Describe(std::string_view role) {
    const bool from_start = tokens_.begin == view_.left(head_);
    const bool to_end = tokens_.end == view_.right(head_);
    const bool bare = tokens_.end == head_ + 1;
    out_.Add({"full", YesNo(from_start), YesNo(to_end)});
    out_.Add({"sfull", YesNo(from_start)});
    out_.Add({"efull", YesNo(to_end)});
    out_.Add({"ehead", YesNo(bare)});
    Next();
    for (const uint32_t c : tree_.children(head_)) {
      if (c > head_) {
        RightChild(c);
      } else if (!from_start && view_.left(c) == view_.left(head_)) {
        out_.Add({"lc", view_.dep(c)});
        out_.Add({"lcl", view_.dep(c), view_.word(c)});
      }
    }
    out_.Add({"h", view_.word(head_), YesNo(to_end), YesNo(bare)});
    out_.Add({"role", role, YesNo(to_end), YesNo(from_start)});
    out_.Add({"dep", view_.dep(head_), YesNo(to_end)});
    out_.Add({"le", Number((tokens_.end - tokens_.begin) / 2, 6)});
    out_.Add({"last", tree_.tag(tokens_.end - 1), YesNo(to_end)});
    out_.Add({"lastd", view_.dep(tokens_.end - 1)});
    out_.Finish();
  }

 private:
  void Next() {
    if (tokens_.end >= view_.range().end) return;
    const uint32_t next = tokens_.end;
    const std::string_view pos = view_.pos(next);
    const bool closed =
        pos == "ADP" || pos == "PUNCT" || pos == "CCONJ" || pos == "PART" || pos == "SCONJ" || pos == "PRON";
    const std::string_view word = closed ? tree_.lemma(next) : tree_.tag(next);
    const std::string_view inside = YesNo(next < view_.right(head_));
    out_.Add({"nl", word});
    out_.Add({"nd", view_.dep(next)});
    out_.Add({"nin", inside, view_.dep(next)});
    out_.Add({"ninl", inside, word});
  }

  // Whether something after the head is taken in or left out.
  void RightChild(uint32_t c) {
    if (view_.dep(c) == "punct") return;
    const std::string_view place = view_.right(c) <= tokens_.end ? "in" : view_.left(c) >= tokens_.end ? "out" : "part";
    out_.Add({"rc", place, view_.dep(c)});
    out_.Add({"rcl", place, view_.dep(c), tree_.lemma(c)});
    out_.Add({"rclen", place, view_.dep(c), Number((view_.right(c) - view_.left(c)) / 3, 4)});
    const int32_t object = tree_.ChildOf(c, Dep::kPobj);
    if (object < 0) return;
    const auto o = static_cast<uint32_t>(object);
    const Token& token = view_.token(o);
    out_.Add({"rcp", place, tree_.lemma(c), token.entity_type.empty() ? token.pos : token.entity_type});
    out_.Add({"rcpl", place, tree_.lemma(c), view_.word(o)});
  }

  const ActView& view_;
  const Tree& tree_;
  uint32_t head_;
  TokenRange tokens_;
  Features& out_;
};

}  // namespace

Tokens RoleCandidates(const ActView& view) {
  Tokens out;
  for (uint32_t t = view.range().begin; t < view.range().end; ++t) {
    const std::string_view pos = view.pos(t);
    const std::string_view dep = view.dep(t);
    const bool carrier = In(kCarrierPos, pos) && !In(kNoCarrierDeps, dep);
    const bool placed = In(kCarrierDeps, dep) && !view.IsVerb(t) && pos != "PUNCT" && pos != "SPACE";
    if (carrier || placed) out.push_back(t);
  }
  return out;
}

void AddRoleFeatures(const ActView& view, std::span<const uint32_t> candidates, size_t place, Features& out) {
  RoleDescriber(view, candidates[place], out).Describe(place, candidates.size());
}

std::vector<TokenRange> PhraseCandidates(const ActView& view, uint32_t head) {
  const Tree& tree = view.tree();
  std::set<uint32_t> ends;
  const auto add_end = [&](uint32_t end) {
    const auto trailing = [&](uint32_t t) {
      return (view.pos(t) == "PUNCT" && tree.text(t) != ")") || view.dep(t) == "cc" || view.pos(t) == "SPACE";
    };
    while (end > head + 1 && trailing(end - 1)) --end;
    if (end > head) ends.insert(end);
  };
  add_end(head + 1);
  add_end(view.right(head));
  for (const uint32_t c : tree.children(head)) {
    if (c < head) continue;
    add_end(view.left(c));
    add_end(view.right(c));
    for (const uint32_t inner : tree.children(c)) {
      if (inner < c) continue;
      add_end(view.left(inner));
      add_end(view.right(inner));
    }
  }
  Tokens starts = {view.left(head)};
  for (const uint32_t c : tree.children(head)) {
    const bool leads = c < head && view.left(c) == view.left(head) && In(kLeading, view.dep(c));
    if (leads && view.right(c) <= head) starts.push_back(view.right(c));
  }
  std::vector<TokenRange> out;
  for (const uint32_t start : starts) {
    for (const uint32_t end : ends) out.push_back({start, end});
  }
  return out;
}

void AddPhraseFeatures(const ActView& view, uint32_t head, TokenRange tokens, std::string_view role, Features& out) {
  PhraseDescriber(view, head, tokens, out).Describe(role);
}

}  // namespace entente
