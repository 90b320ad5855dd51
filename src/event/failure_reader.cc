#include "event/failure_reader.h"

namespace entente {
namespace {

constexpr int kMaxSteps = 4;

}  // namespace

// "unsuccessfully", "without success", "in vain", "a failed attempt", "but failed".
bool FailureReader::Beside(uint32_t token) const {
  for (uint32_t c : tree_.children(token)) {
    const Dep dep = tree_.dep(c);
    const bool told = dep == Dep::kAdvmod || dep == Dep::kAmod || dep == Dep::kAcomp || dep == Dep::kConj;
    if (told && lexicon_.Is("failure", tree_.lemma(c))) return true;
    if (dep != Dep::kPrep && dep != Dep::kConj) continue;
    const int32_t object = tree_.ChildOf(c, Dep::kPobj);
    if (object < 0) continue;
    const std::string_view word = tree_.lemma(static_cast<uint32_t>(object));
    const bool without = tree_.lemma(c) == "without" && lexicon_.Is("success", word);
    if (without || lexicon_.Is("failure", word)) return true;
  }
  return false;
}

// "the mediation failed", "its efforts were fruitless": what is said of the noun.
bool FailureReader::FailedSubject(uint32_t noun) const {
  if (tree_.dep(noun) != Dep::kNsubj && tree_.dep(noun) != Dep::kNsubjpass) return false;
  const uint32_t verb = tree_.head(noun);
  return lexicon_.Is("failure", tree_.lemma(verb)) || Beside(verb);
}

bool FailureReader::Failed(uint32_t predicate) const {
  uint32_t at = predicate;
  for (int step = 0; step < kMaxSteps; ++step) {
    if (Beside(at) || FailedSubject(at)) return true;
    const uint32_t above = tree_.head(at);
    const Dep dep = tree_.dep(at);
    // "attempted to mediate, but without success", "an attempt at mediation failed".
    const bool carried = dep == Dep::kXcomp || dep == Dep::kPobj || dep == Dep::kPrep || dep == Dep::kPcomp ||
                         dep == Dep::kAcl || dep == Dep::kCompound || dep == Dep::kDobj;
    if (above == at || !carried) return false;
    at = above;
  }
  return false;
}

}  // namespace entente
