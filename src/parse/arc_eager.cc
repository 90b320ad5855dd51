#include "parse/arc_eager.h"

#include <algorithm>

namespace entente::parse {
namespace {

constexpr std::string_view kLiftMark = "||";
constexpr uint32_t kParserFeatures = 8;
constexpr int kEdgeRounds = 12;

}  // namespace

// The stack, the buffer (tokens put back first, then the unread rest) and the arcs so far. Left and right children of
// each token are lists, newest first: an arc that is replaced is always the newest of its head, because the child was
// on top of the stack.
class ArcEager::State {
 public:
  State(size_t length, ArcEagerScratch* s) : s_(*s), length_(static_cast<int32_t>(length)) {
    s_.stack.clear();
    s_.rebuffer.clear();
    for (auto* list : {&s_.heads, &s_.last_left, &s_.last_right, &s_.previous_sibling}) list->assign(length, -1);
    s_.labels.assign(length, 0);
    s_.unshiftable.assign(length, false);
    s_.sentence_start.assign(length, false);
    if (length > 0) s_.sentence_start[0] = true;
  }

  int32_t S(size_t i) const { return i < s_.stack.size() ? s_.stack[s_.stack.size() - 1 - i] : -1; }
  int32_t B(size_t i) const {
    if (i < s_.rebuffer.size()) return s_.rebuffer[s_.rebuffer.size() - 1 - i];
    size_t at = next_ + (i - s_.rebuffer.size());
    return at < static_cast<size_t>(length_) ? static_cast<int32_t>(at) : -1;
  }
  size_t buffer_length() const { return length_ - next_ + s_.rebuffer.size(); }
  bool done() const { return s_.stack.empty() && buffer_length() == 0; }

  void Features(int32_t* out) const {
    int32_t b0 = B(0), s0 = S(0);
    out[0] = b0;
    out[1] = B(1);
    out[2] = s0;
    out[3] = S(1);
    out[4] = S(2);
    out[5] = b0 < 0 ? -1 : s_.last_left[b0];
    out[6] = s0 < 0 ? -1 : s_.last_left[s0];
    out[7] = s0 < 0 ? -1 : s_.last_right[s0];
  }

  bool IsValid(Move move) const {
    int32_t b0 = B(0);
    switch (move) {
      case kShift:
        return s_.stack.empty() || (buffer_length() >= 2 && !IsStart(b0) && !s_.unshiftable[b0]);
      case kReduce:
        return !s_.stack.empty();
      case kLeft:
      case kRight:
        return !s_.stack.empty() && buffer_length() > 0 && !IsStart(b0);
      case kBreak:
        return buffer_length() >= 2 && B(1) == b0 + 1 && !IsStart(B(1));
      default:
        return false;
    }
  }

  void Apply(Move move, uint32_t label) {
    switch (move) {
      case kShift:
        return Push();
      case kReduce:
        return Reduce();
      case kLeft:
        AddArc(B(0), S(0), label);
        s_.unshiftable[B(0)] = false;
        s_.stack.pop_back();
        return;
      case kRight:
        AddArc(S(0), B(0), label);
        return Push();
      default:
        s_.sentence_start[B(1)] = true;
    }
  }

  void ForceEnd() {
    s_.stack.clear();
    s_.rebuffer.clear();
    next_ = length_;
  }

 private:
  bool IsStart(int32_t token) const { return token >= 0 && s_.sentence_start[token]; }

  void Push() {
    if (s_.rebuffer.empty()) {
      s_.stack.push_back(next_++);
    } else {
      s_.stack.push_back(s_.rebuffer.back());
      s_.rebuffer.pop_back();
    }
  }

  void Reduce() {
    int32_t s0 = S(0);
    s_.stack.pop_back();
    if (s_.heads[s0] >= 0 || s_.stack.empty()) return;
    s_.unshiftable[s0] = true;
    s_.rebuffer.push_back(s0);
  }

  void AddArc(int32_t head, int32_t child, uint32_t label) {
    if (int32_t old = s_.heads[child]; old >= 0) {
      int32_t& last = old > child ? s_.last_left[old] : s_.last_right[old];
      if (last == child) last = s_.previous_sibling[child];
    }
    int32_t& last = head > child ? s_.last_left[head] : s_.last_right[head];
    s_.previous_sibling[child] = last;
    last = child;
    s_.heads[child] = head;
    s_.labels[child] = label;
  }

  ArcEagerScratch& s_;
  int32_t length_;
  int32_t next_ = 0;
};

Result<ArcEager> ArcEager::Load(const nn::ModelFile& file, const std::string& name) {
  ArcEager parser;
  auto scorer = nn::TransitionScorer::Load(file, name);
  if (!scorer.ok()) return scorer.status();
  parser.scorer_ = std::move(*scorer);
  auto actions = LoadActions(file, name + "/actions");
  if (!actions.ok()) return actions.status();
  if (actions->size() != parser.scorer_.classes() || parser.scorer_.features() != kParserFeatures) {
    return file.Corrupt(name + "/actions does not fit its weights");
  }
  if (Status status = parser.ReadActions(*actions, file); !status.ok()) return status;
  return parser;
}

uint32_t ArcEager::LabelIndex(const std::string& label) {
  auto found = std::find(labels_.begin(), labels_.end(), label);
  if (found != labels_.end()) return static_cast<uint32_t>(found - labels_.begin());
  labels_.push_back(label);
  plain_label_.push_back(kNone);
  lifted_head_label_.push_back(kNone);
  return static_cast<uint32_t>(labels_.size() - 1);
}

Status ArcEager::ReadActions(const std::vector<Action>& actions, const nn::ModelFile& file) {
  root_label_ = LabelIndex("ROOT");
  for (uint32_t i = 0; i < actions.size(); ++i) {
    const Action& action = actions[i];
    if (action.move >= kMoves || (i > 0 && action.move < actions[i - 1].move)) {
      return file.Corrupt("parser actions are out of order");
    }
    ClassRange& range = ranges_[action.move];
    if (range.begin == range.end) range.begin = i;
    range.end = i + 1;
    class_move_.push_back(action.move);
    uint32_t label = LabelIndex(action.label);
    class_label_.push_back(label);
    if (size_t mark = action.label.find(kLiftMark); mark != std::string::npos && plain_label_[label] == kNone) {
      uint32_t plain = LabelIndex(action.label.substr(0, mark));
      uint32_t head = LabelIndex(action.label.substr(mark + kLiftMark.size()));
      plain_label_[label] = plain;
      lifted_head_label_[label] = head;
      lifted_ = true;
    }
  }
  return {};
}

int32_t ArcEager::BestClass(const float* scores, const State& state) const {
  int32_t best = -1;
  for (uint32_t move = 0; move < kMoves; ++move) {
    if (!state.IsValid(static_cast<Move>(move))) continue;
    for (uint32_t i = ranges_[move].begin; i < ranges_[move].end; ++i) {
      if (best < 0 || scores[i] > scores[best]) best = static_cast<int32_t>(i);
    }
  }
  return best;
}

void ArcEager::Parse(const float* vectors, std::span<const uint8_t> is_space, ArcEagerScratch* scratch,
                     DependencyTree* tree) const {
  const size_t length = is_space.size();
  State state(length, scratch);
  scratch->features.Reset(scorer_, vectors, length);
  float* hidden = scratch->hidden.Reserve(scorer_.hidden_stride());
  float* scores = scratch->scores.Reserve(scorer_.scores_stride());
  int32_t features[kParserFeatures];
  while (!state.done()) {
    state.Features(features);
    scorer_.Score(features, &scratch->features, hidden, scores);
    int32_t best = BestClass(scores, state);
    if (best < 0) {
      state.ForceEnd();
    } else {
      state.Apply(static_cast<Move>(class_move_[best]), class_label_[best]);
    }
  }
  tree->heads.resize(length);
  tree->labels.resize(length);
  for (size_t i = 0; i < length; ++i) {
    bool root = scratch->heads[i] < 0;
    tree->heads[i] = root ? static_cast<int32_t>(i) : scratch->heads[i];
    tree->labels[i] = root ? root_label_ : scratch->labels[i];
  }
  MarkSentences(tree, scratch);
  if (!lifted_) return;
  Deprojectivize(is_space, scratch, tree);
  MarkSentences(tree, scratch);
}

// A sentence starts at the left edge of each root. Edges are found by relaxation, as in spaCy: several rounds, because
// after lifting arcs may cross.
void ArcEager::MarkSentences(DependencyTree* tree, ArcEagerScratch* scratch) {
  const auto& heads = tree->heads;
  const int32_t length = static_cast<int32_t>(heads.size());
  auto& left = scratch->left_edge;
  auto& right = scratch->right_edge;
  left.resize(length);
  right.resize(length);
  for (int32_t i = 0; i < length; ++i) left[i] = right[i] = i;
  for (int round = 0; round < kEdgeRounds; ++round) {
    for (int32_t i = 0; i < length; ++i) {
      left[heads[i]] = std::min(left[heads[i]], left[i]);
      right[heads[i]] = std::max(right[heads[i]], right[i]);
    }
    for (int32_t i = length - 1; i >= 0; --i) {
      right[heads[i]] = std::max(right[heads[i]], right[i]);
      left[heads[i]] = std::min(left[heads[i]], left[i]);
    }
    tree->sentence_start.assign(length, false);
    for (int32_t i = 0; i < length; ++i) {
      if (heads[i] == i) tree->sentence_start[left[i]] = true;
    }
    bool within = true;
    int32_t begin = 0;
    for (int32_t i = 0; within && i < length; ++i) {
      if (!(i > 0 && tree->sentence_start[i]) && i != length - 1) continue;
      for (int32_t j = begin; within && j < i; ++j) within = heads[j] >= begin && heads[j] <= i;
      begin = i;
    }
    if (within) break;
  }
}

// Breadth first from the head down, each level left to right: the first token with the wanted label is the new head.
void ArcEager::Deprojectivize(std::span<const uint8_t> is_space, ArcEagerScratch* scratch, DependencyTree* tree) const {
  auto& level = scratch->level;
  auto& next = scratch->next_level;
  auto find = [&](int32_t token, uint32_t wanted) {
    level.assign(1, tree->heads[token]);
    while (!level.empty()) {
      next.clear();
      for (int32_t parent : level) {
        for (int32_t child = scratch->left_edge[parent]; child <= scratch->right_edge[parent]; ++child) {
          if (tree->heads[child] != parent || child == parent || child == token || is_space[child]) continue;
          if (tree->labels[child] == wanted) return child;
          next.push_back(child);
        }
      }
      level.swap(next);
    }
    return tree->heads[token];
  };
  for (int32_t i = 0; i < static_cast<int32_t>(is_space.size()); ++i) {
    uint32_t label = tree->labels[i];
    if (lifted_head_label_[label] == kNone) continue;
    tree->heads[i] = find(i, lifted_head_label_[label]);
    tree->labels[i] = plain_label_[label];
  }
}

}  // namespace entente::parse
