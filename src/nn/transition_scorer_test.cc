// A small random scorer against the definition written out plainly.
#include "nn/transition_scorer.h"

#include <gtest/gtest.h>

#include <random>

namespace entente::nn {
namespace {

constexpr uint32_t kWidth = 16, kHidden = 8, kFeatures = 3, kPieces = 2, kClasses = 5;

std::vector<float> Random(size_t count, unsigned seed) {
  std::mt19937 generator(seed);
  std::normal_distribution<float> normal;
  std::vector<float> values(count);
  for (float& value : values) value = normal(generator);
  return values;
}

class TransitionScorerTest : public testing::Test {
 protected:
  void SetUp() override {
    ModelFileWriter writer;
    writer.AddTensor("p/project/w", {{kHidden, kWidth, 1, 1}}, project_w_);
    writer.AddTensor("p/project/b", {{kHidden, 1, 1, 1}}, project_b_);
    writer.AddTensor("p/lower/w", {{kFeatures, kHidden, kPieces, kHidden}}, lower_w_);
    writer.AddTensor("p/lower/b", {{kHidden, kPieces, 1, 1}}, lower_b_);
    writer.AddTensor("p/lower/pad", {{1, kFeatures, kHidden, kPieces}}, pad_);
    writer.AddTensor("p/upper/w", {{kClasses, kHidden, 1, 1}}, upper_w_);
    writer.AddTensor("p/upper/b", {{kClasses, 1, 1, 1}}, upper_b_);
    auto file = ModelFile::FromBytes(writer.Build(), "test");
    ASSERT_TRUE(file.ok());
    auto scorer = TransitionScorer::Load(**file, "p");
    ASSERT_TRUE(scorer.ok()) << scorer.status().ToString();
    scorer_ = std::move(*scorer);
  }

  std::vector<double> ScorePlainly(const float* tokens, const int32_t* features) const {
    std::vector<double> hidden(kHidden, -1e30);
    for (uint32_t o = 0; o < kHidden; ++o) {
      for (uint32_t p = 0; p < kPieces; ++p) {
        double sum = lower_b_[o * kPieces + p];
        for (uint32_t f = 0; f < kFeatures; ++f) sum += Lower(tokens, features[f], f, o, p);
        hidden[o] = std::max(hidden[o], sum);
      }
    }
    std::vector<double> scores(kClasses);
    for (uint32_t c = 0; c < kClasses; ++c) {
      scores[c] = upper_b_[c];
      for (uint32_t o = 0; o < kHidden; ++o) scores[c] += hidden[o] * upper_w_[c * kHidden + o];
    }
    return scores;
  }

  double Lower(const float* tokens, int32_t token, uint32_t f, uint32_t o, uint32_t p) const {
    const uint32_t row = (f * kHidden + o) * kPieces + p;
    if (token < 0) return pad_[row];
    double sum = 0;
    for (uint32_t i = 0; i < kHidden; ++i) {
      double projected = project_b_[i];
      for (uint32_t k = 0; k < kWidth; ++k)
        projected += double{tokens[token * kWidth + k]} * project_w_[i * kWidth + k];
      sum += projected * lower_w_[row * kHidden + i];
    }
    return sum;
  }

  std::vector<float> project_w_ = Random(kHidden * kWidth, 1), project_b_ = Random(kHidden, 2),
                     lower_w_ = Random(kFeatures * kHidden * kPieces * kHidden, 3),
                     lower_b_ = Random(kHidden * kPieces, 4), pad_ = Random(kFeatures * kHidden * kPieces, 5),
                     upper_w_ = Random(kClasses * kHidden, 6), upper_b_ = Random(kClasses, 7);
  TransitionScorer scorer_;
};

TEST_F(TransitionScorerTest, FollowsTheDefinition) {
  auto tokens = Random(10 * kWidth, 8);
  TokenFeatures rows;
  rows.Reset(scorer_, tokens.data(), 10);
  for (auto features : {std::array<int32_t, 3>{0, 1, 2}, {9, -1, 3}, {-1, -1, -1}, {4, 4, 4}}) {
    std::vector<float> hidden(scorer_.hidden_stride()), scores(scorer_.scores_stride());
    scorer_.Score(features, &rows, hidden.data(), scores.data());
    auto expected = ScorePlainly(tokens.data(), features.data());
    for (uint32_t c = 0; c < kClasses; ++c) EXPECT_NEAR(scores[c], expected[c], 1e-3);
  }
}

// Far more tiles than are kept, visited in an order that evicts the ones still wanted.
TEST_F(TransitionScorerTest, ForgottenTilesComeBackTheSame) {
  constexpr size_t kTokens = 64 * 100;
  auto tokens = Random(kTokens * kWidth, 9);
  std::vector<float> all(kTokens * scorer_.token_floats());
  FloatBuffer scratch;
  scorer_.Precompute(tokens.data(), kTokens, all.data(), &scratch);
  TokenFeatures rows;
  rows.Reset(scorer_, tokens.data(), kTokens);
  for (size_t step = 0; step < 400; ++step) {
    size_t far = step * 2654435761u % kTokens;
    const float* kept = rows.Row(5);
    const float* fresh = rows.Row(far);
    for (size_t i = 0; i < kFeatures * kPieces * kHidden; ++i) {
      ASSERT_EQ(kept[i], all[5 * scorer_.token_floats() + i]);
      ASSERT_EQ(fresh[i], all[far * scorer_.token_floats() + i]);
    }
  }
}

TEST_F(TransitionScorerTest, AbsentOrIllFittingWeightsAreRefused) {
  ModelFileWriter writer;
  writer.AddTensor("q/project/w", {{kHidden, kWidth, 1, 1}}, project_w_);
  writer.AddTensor("q/project/b", {{kHidden, 1, 1, 1}}, project_b_);
  writer.AddTensor("q/lower/w", {{kHidden, kFeatures, kPieces, kHidden}}, lower_w_);
  writer.AddTensor("q/lower/b", {{kHidden, kPieces, 1, 1}}, lower_b_);
  writer.AddTensor("q/lower/pad", {{1, kFeatures, kHidden, kPieces}}, pad_);
  auto file = ModelFile::FromBytes(writer.Build(), "test");
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(TransitionScorer::Load(**file, "q").status().id(), "model.corrupt");
  EXPECT_EQ(TransitionScorer::Load(**file, "absent").status().id(), "model.corrupt");
}

}  // namespace
}  // namespace entente::nn
