#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "learn/features.h"
#include "learn/linear_model.h"

namespace entente {
namespace {

// Two classes; "verb=attack" speaks for the second, "verb=meet" for the first.
std::string SmallModel() {
  std::vector<std::pair<uint32_t, std::string>> rows = {{FeatureKey("verb=attack"), std::string("\xf6\x0a", 2)},
                                                        {FeatureKey("verb=meet"), std::string("\x14\xec", 2)}};
  std::sort(rows.begin(), rows.end());
  std::string bytes =
      "entente-linear 1\nclasses CONSULT ASSAULT\nfeatures 2\nscales 0.1 0.1\nbiases 0.5 0\nsharpness 1\n\n";
  for (const auto& [key, weights] : rows) bytes.append(reinterpret_cast<const char*>(&key), sizeof key);
  for (const auto& [key, weights] : rows) bytes += weights;
  return bytes;
}

Result<LinearModel> LoadFrom(std::string bytes) {
  return LinearModel::Load(DataFiles::InMemory({{"learned/small.linear", std::move(bytes)}}), "small");
}

TEST(Features, KeyDoesNotDependOnHowTheNameWasCut) {
  Features features(Features::Names::kKeep);
  features.Add({"verb", "attack"}, 2);
  features.Add("verb=attack", 0.5F);
  EXPECT_EQ(features.all()[0].key, features.all()[1].key);
  EXPECT_EQ(features.all()[0].key, FeatureKey("verb=attack"));
  EXPECT_EQ(ToJson(features), R"({"verb=attack":2,"verb=attack":0.5})");
}

TEST(LinearModel, AddsBiasAndWeights) {
  const Result<LinearModel> model = LoadFrom(SmallModel());
  ASSERT_TRUE(model.ok()) << model.status().ToString();
  Features features;
  features.Add({"verb", "attack"}, 2);
  features.Add({"verb", "unheard"});
  const std::vector<float> scores = model->Scores(features);
  EXPECT_FLOAT_EQ(scores[0], 0.5F - 2.0F);
  EXPECT_FLOAT_EQ(scores[1], 2.0F);
  const std::vector<float> shares = model->Probabilities(features);
  EXPECT_NEAR(shares[0] + shares[1], 1, 1e-6);
  EXPECT_NEAR(shares[1] / shares[0], std::exp(3.5), 1e-3);
  EXPECT_EQ(model->ClassIndex("ASSAULT"), 1);
  EXPECT_EQ(model->ClassIndex("AID"), -1);
}

TEST(LinearModel, RefusesWhatIsCutOrAltered) {
  const std::string good = SmallModel();
  for (size_t size = 0; size < good.size(); ++size) EXPECT_FALSE(LoadFrom(good.substr(0, size)).ok()) << size;
  EXPECT_FALSE(LoadFrom(good + "x").ok());
  std::string swapped = good;  // keys out of order
  const size_t keys = good.find("\n\n") + 2;
  std::swap_ranges(swapped.begin() + static_cast<long>(keys), swapped.begin() + static_cast<long>(keys) + 4,
                   swapped.begin() + static_cast<long>(keys) + 4);
  const Result<LinearModel> model = LoadFrom(swapped);
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(model.status().id(), "data.bad_model");
  EXPECT_NE(model.status().message().find("learned/small.linear"), std::string::npos);
}

}  // namespace
}  // namespace entente
