// A small random model against the definition written out plainly.
#include "nn/tok2vec.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace entente::nn {
namespace {

constexpr size_t kWidth = 16;
constexpr size_t kPieces = 3;
constexpr size_t kDepth = 3;
constexpr size_t kRows = 11;

struct Plain {
  std::vector<float> table[2], mix_w, mix_b, mix_gain, mix_shift, w[kDepth], b[kDepth], gain[kDepth], shift[kDepth];
};

std::vector<float> Random(size_t count, unsigned seed) {
  std::mt19937 generator(seed);
  std::normal_distribution<float> normal(0, 0.5f);
  std::vector<float> values(count);
  for (float& value : values) value = normal(generator);
  return values;
}

Plain MakePlain() {
  Plain plain;
  unsigned seed = 1;
  for (auto& table : plain.table) table = Random(kRows * kWidth, seed++);
  plain.mix_w = Random(kWidth * kPieces * 2 * kWidth, seed++);
  plain.mix_b = Random(kWidth * kPieces, seed++);
  plain.mix_gain = Random(kWidth, seed++);
  plain.mix_shift = Random(kWidth, seed++);
  for (size_t i = 0; i < kDepth; ++i) {
    plain.w[i] = Random(kWidth * kPieces * 3 * kWidth, seed++);
    plain.b[i] = Random(kWidth * kPieces, seed++);
    plain.gain[i] = Random(kWidth, seed++);
    plain.shift[i] = Random(kWidth, seed++);
  }
  return plain;
}

ModelFileWriter Write(const Plain& plain) {
  ModelFileWriter writer;
  auto maxout = [&](const std::string& name, size_t inputs, const auto& w, const auto& b, const auto& g,
                    const auto& s) {
    writer.AddTensor(name + "/w", {{kWidth, kPieces, static_cast<uint32_t>(inputs), 1}}, w);
    writer.AddTensor(name + "/b", {{kWidth, kPieces, 1, 1}}, b);
    writer.AddTensor(name + "/gain", {{kWidth, 1, 1, 1}}, g);
    writer.AddTensor(name + "/shift", {{kWidth, 1, 1, 1}}, s);
  };
  writer.AddUint32s("t/dims", std::vector<uint32_t>{kWidth, 1, kDepth});
  writer.AddUint32s("t/seeds", std::vector<uint32_t>{8, 9});
  for (int i = 0; i < 2; ++i) {
    writer.AddTensor("t/embed" + std::to_string(i), {{kRows, kWidth, 1, 1}}, plain.table[i]);
  }
  maxout("t/mix", 2 * kWidth, plain.mix_w, plain.mix_b, plain.mix_gain, plain.mix_shift);
  for (size_t i = 0; i < kDepth; ++i) {
    maxout("t/layer" + std::to_string(i), 3 * kWidth, plain.w[i], plain.b[i], plain.gain[i], plain.shift[i]);
  }
  return writer;
}

using Row = std::vector<double>;

Row MaxoutNorm(const Row& x, const std::vector<float>& w, const std::vector<float>& b, const std::vector<float>& gain,
               const std::vector<float>& shift) {
  Row out(kWidth, -1e30);
  for (size_t o = 0; o < kWidth; ++o) {
    for (size_t p = 0; p < kPieces; ++p) {
      double sum = b[o * kPieces + p];
      for (size_t k = 0; k < x.size(); ++k) sum += x[k] * w[(o * kPieces + p) * x.size() + k];
      out[o] = std::max(out[o], sum);
    }
  }
  double mean = 0, variance = 0;
  for (double value : out) mean += value / kWidth;
  for (double value : out) variance += (value - mean) * (value - mean) / kWidth;
  for (size_t o = 0; o < kWidth; ++o) out[o] = (out[o] - mean) / std::sqrt(variance + 1e-8) * gain[o] + shift[o];
  return out;
}

// One sequence in endless zeros: enough padding that its outer rows cannot reach a token.
std::vector<Row> EncodePlainly(const Plain& plain, const std::vector<uint64_t>& keys) {
  const size_t count = keys.size() / 2, pad = kDepth + 2;
  std::vector<Row> rows(count + 2 * pad, Row(kWidth, 0.0));
  for (size_t t = 0; t < count; ++t) {
    Row joined;
    for (int a = 0; a < 2; ++a) {
      Row sum(kWidth, 0.0);
      for (uint32_t hash : HashKey(keys[t * 2 + a], 8 + a)) {
        for (size_t i = 0; i < kWidth; ++i) sum[i] += plain.table[a][hash % kRows * kWidth + i];
      }
      joined.insert(joined.end(), sum.begin(), sum.end());
    }
    rows[pad + t] = MaxoutNorm(joined, plain.mix_w, plain.mix_b, plain.mix_gain, plain.mix_shift);
  }
  for (size_t layer = 0; layer < kDepth; ++layer) {
    std::vector<Row> next = rows;
    for (size_t r = 1; r + 1 < rows.size(); ++r) {
      Row window;
      for (size_t n = r - 1; n <= r + 1; ++n) window.insert(window.end(), rows[n].begin(), rows[n].end());
      Row y = MaxoutNorm(window, plain.w[layer], plain.b[layer], plain.gain[layer], plain.shift[layer]);
      for (size_t i = 0; i < kWidth; ++i) next[r][i] = rows[r][i] + y[i];
    }
    rows = next;
  }
  return {rows.begin() + pad, rows.begin() + pad + count};
}

std::vector<float> EncodeNatively(const Tok2Vec& model, const std::vector<uint64_t>& keys,
                                  const std::vector<uint32_t>& lengths) {
  const size_t count = keys.size() / 2;
  Tok2VecScratch scratch;
  AlignedFloats rows = AllocateFloats(count * model.type_row_floats());
  std::vector<float*> targets;
  targets.reserve(count);
  for (size_t t = 0; t < count; ++t) targets.push_back(rows.get() + t * model.type_row_floats());
  model.EmbedTypes(keys, {}, targets, &scratch);
  std::vector<float> out(count * model.width());
  std::vector<const float*> types(targets.begin(), targets.end());
  model.Encode(types, lengths, out.data(), &scratch);
  return out;
}

std::vector<uint64_t> Keys(size_t tokens, unsigned seed) {
  std::mt19937_64 generator(seed);
  std::vector<uint64_t> keys(tokens * 2);
  for (uint64_t& key : keys) key = generator() % 50;
  return keys;
}

class Tok2VecTest : public testing::Test {
 protected:
  void SetUp() override {
    auto file = ModelFile::FromBytes(Write(plain_).Build(), "test");
    ASSERT_TRUE(file.ok());
    file_ = *file;
    auto model = Tok2Vec::Load(*file_, "t");
    ASSERT_TRUE(model.ok()) << model.status().ToString();
    model_ = std::move(*model);
  }

  Plain plain_ = MakePlain();
  std::shared_ptr<const ModelFile> file_;
  Tok2Vec model_;
};

TEST_F(Tok2VecTest, FollowsTheDefinition) {
  for (size_t tokens : {1, 2, 5, 40}) {
    auto keys = Keys(tokens, 3);
    auto expected = EncodePlainly(plain_, keys);
    auto out = EncodeNatively(model_, keys, {static_cast<uint32_t>(tokens)});
    for (size_t t = 0; t < tokens; ++t) {
      for (size_t i = 0; i < kWidth; ++i) EXPECT_NEAR(out[t * kWidth + i], expected[t][i], 2e-3) << t << " " << i;
    }
  }
}

TEST_F(Tok2VecTest, ASequenceDoesNotDependOnItsCompany) {
  const std::vector<uint32_t> lengths = {7, 1, 0, 700, 3};
  auto keys = Keys(711, 4);
  auto together = EncodeNatively(model_, keys, lengths);
  size_t first = 0;
  for (uint32_t length : lengths) {
    std::vector<uint64_t> part(keys.begin() + first * 2, keys.begin() + (first + length) * 2);
    auto alone = EncodeNatively(model_, part, {length});
    for (size_t i = 0; i < alone.size(); ++i) EXPECT_EQ(alone[i], together[first * kWidth + i]);
    first += length;
  }
}

TEST_F(Tok2VecTest, ShapesThatDoNotFitAreRefused) {
  ModelFileWriter writer = Write(plain_);
  writer.AddUint32s("u/dims", std::vector<uint32_t>{kWidth, 1, kDepth});
  writer.AddUint32s("u/seeds", std::vector<uint32_t>{8});
  writer.AddTensor("u/embed0", {{kRows, kWidth / 2, 2, 1}}, plain_.table[0]);
  writer.AddUint32s("v/dims", std::vector<uint32_t>{0xFFFFFFF8u, 1, kDepth});
  writer.AddUint32s("v/seeds", std::vector<uint32_t>{});
  auto file = ModelFile::FromBytes(writer.Build(), "test");
  ASSERT_TRUE(file.ok());
  for (const char* name : {"u", "v", "absent"}) {
    EXPECT_EQ(Tok2Vec::Load(**file, name).status().id(), "model.corrupt") << name;
  }
}

}  // namespace
}  // namespace entente::nn
