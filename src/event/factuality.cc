#include "event/factuality.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace entente {
namespace {

constexpr int kGovernors = 5;      // looked at above the predicate
constexpr int kNearGovernors = 3;  // of these, so many with their own helpers
constexpr uint32_t kWordsBefore = 8;
// Below the first an act told as done is open (in the corpus seven of ten such words are), below the second it is not
// so.
constexpr double kOpenBelow = 1.4;
constexpr double kDeniedBelow = -0.5;
constexpr std::array<std::string_view, kGovernors + 1> kLevels = {"0", "1", "2", "3", "4", "5"};
constexpr std::array<std::string_view, 7> kDenials = {"never", "hardly", "no", "neither", "nor", "nobody", "none"};
// Tags of the small words that tell apart what happened from what did not.
constexpr std::array<std::string_view, 7> kTellingTags = {"MD", "IN", "TO", "RB", "JJ", "VBN", "DT"};

template <typename Range>
bool Holds(const Range& range, std::string_view word) {
  return std::find(range.begin(), range.end(), word) != range.end();
}

class FeatureReader {
 public:
  FeatureReader(const Tree& tree, uint32_t predicate, Features& out)
      : tree_(tree), predicate_(predicate), class_(ClassOf(predicate)), out_(out) {}

  void Read(const StatusReader& status) {
    out_.AddOnce({"lemma", tree_.lemma(predicate_)});
    out_.AddOnce({"tag", tree_.tag(predicate_), ToString(tree_.dep(predicate_))});
    const std::string_view rule = ToString(status.Of(predicate_).status);
    out_.AddOnce({"status", rule});
    out_.AddOnce({"status", rule, class_});
    ReadOwn(predicate_, 0);
    ReadGovernors();
    ReadNear();
  }

 private:
  // Verb, noun, adjective, or the tag of anything else.
  std::string_view ClassOf(uint32_t t) const {
    if (tree_.IsVerb(t)) return "V";
    if (tree_.IsNoun(t)) return "N";
    return tree_.tag(t).starts_with("JJ") ? "A" : tree_.tag(t);
  }

  // "no" below a subject or object denies the verb.
  bool Denies(uint32_t child) const {
    const Dep dep = tree_.dep(child);
    if (dep == Dep::kNeg || Holds(kDenials, tree_.lemma(child))) return true;
    if (dep != Dep::kNsubj && dep != Dep::kNsubjpass && dep != Dep::kDobj && dep != Dep::kAttr) return false;
    const auto below = tree_.children(child);
    return std::any_of(below.begin(), below.end(), [&](uint32_t c) { return tree_.lemma(c) == "no"; });
  }

  // Auxiliaries and negation of a token: "would_have" and whether it is denied.
  struct Shape {
    std::string helpers;
    std::string_view denied = "+";
  };
  Shape ShapeOf(uint32_t t) const {
    Shape shape;
    for (uint32_t c : tree_.children(t)) {
      if (tree_.dep(c) == Dep::kAux || tree_.dep(c) == Dep::kAuxpass) {
        if (!shape.helpers.empty()) shape.helpers += '_';
        shape.helpers += tree_.lemma(c);
      }
      if (Denies(c)) shape.denied = "-";
    }
    return shape;
  }

  // What hangs from a token `level` steps above the predicate.
  Shape ReadOwn(uint32_t t, int level) {
    const std::string_view at = kLevels[level];
    for (uint32_t c : tree_.children(t)) {
      const Dep dep = tree_.dep(c);
      out_.AddOnce({"has", at, ToString(dep)});
      switch (dep) {
        case Dep::kAux:
        case Dep::kAuxpass:
        case Dep::kMark:
        case Dep::kAdvmod:
        case Dep::kDet:
        case Dep::kAmod:
        case Dep::kPrep:
        case Dep::kPrt:
        case Dep::kAgent:
          out_.AddOnce({"child", at, ToString(dep), tree_.lemma(c)});
          break;
        default:
          break;
      }
    }
    Shape shape = ShapeOf(t);
    out_.AddOnce({"shape", at, shape.helpers, shape.denied, tree_.tag(t)});
    out_.AddOnce({"helpers", at, shape.helpers, shape.denied});
    return shape;
  }

  void ReadGovernors() {
    std::string path;
    bool verb_seen = false;
    uint32_t below = predicate_;
    for (int level = 1; level <= kGovernors; ++level) {
      const uint32_t governor = tree_.head(below);
      if (governor == below) return;
      const std::string_view dep = ToString(tree_.dep(below));
      const std::string_view lemma = tree_.lemma(governor);
      path.append(">").append(dep);
      out_.AddOnce({"governor", lemma, dep, ClassOf(below)});
      if (level <= 2) out_.AddOnce({"path", lemma, path, class_});
      if (level <= kNearGovernors && ReadOwn(governor, level).denied == "-") out_.AddOnce({"denied", lemma, dep});
      if (!verb_seen && tree_.IsVerb(governor)) {
        verb_seen = true;
        out_.AddOnce({"verb", lemma, class_});
      }
      below = governor;
    }
  }

  void ReadNear() {
    const TokenRange sentence = tree_.document().sentences[tree_.sentence(predicate_)];
    constexpr std::array<std::pair<int, std::string_view>, 4> kPlaces = {{{-2, "-2"}, {-1, "-1"}, {1, "1"}, {2, "2"}}};
    for (const auto& [offset, name] : kPlaces) {
      const int64_t at = static_cast<int64_t>(predicate_) + offset;
      if (at < sentence.begin || at >= sentence.end) continue;
      std::string word(tree_.text(static_cast<uint32_t>(at)));
      for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      out_.AddOnce({"near", name, word});
    }
    const uint32_t from = std::max(sentence.begin, predicate_ - std::min(predicate_, kWordsBefore));
    for (uint32_t t = from; t < predicate_; ++t) {
      if (Holds(kTellingTags, tree_.tag(t))) out_.AddOnce({"before", tree_.lemma(t), class_});
    }
  }

  const Tree& tree_;
  const uint32_t predicate_;
  const std::string_view class_;
  Features& out_;
};

}  // namespace

void AddFactualityFeatures(const Tree& tree, const StatusReader& status, uint32_t predicate, Features& out) {
  FeatureReader(tree, predicate, out).Read(status);
}

Result<FactualityModel> FactualityModel::Load(const DataFiles& files) {
  Result<LinearModel> model = LinearModel::Load(files, "factuality");
  if (!model.ok()) return model.status();
  return FactualityModel(std::move(*model));
}

double FactualityModel::Of(const Tree& tree, const StatusReader& status, uint32_t predicate) const {
  Features features;
  AddFactualityFeatures(tree, status, predicate, features);
  return std::clamp(static_cast<double>(model_.Scores(features).front()), -3.0, 3.0);
}

StatementStatus FactualityModel::Settle(const Tree& tree, const StatusReader& status, uint32_t predicate,
                                        const Modality& modality) const {
  if (modality.status != StatementStatus::kActual || modality.control != nullptr) return modality.status;
  const double figure = Of(tree, status, predicate);
  if (figure < kDeniedBelow) return StatementStatus::kDenied;
  return figure < kOpenBelow ? StatementStatus::kPossible : StatementStatus::kActual;
}

}  // namespace entente
