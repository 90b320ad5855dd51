#include "evaluate/factuality_gold.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/scratch_folder.h"

namespace entente {
namespace {

TEST(FactualityGoldTest, WordsBecomeBytesOfPlainText) {
  const ScratchFolder folder;
  const std::string path = folder.path() + "/gold.jsonl";
  std::ofstream(path)
      << R"({"text":"`` Chad left , '' he -LRB- Ali -RRB- said","targets":[{"span1":[9,10],"label":3.0}]})"
      << "\n";
  std::vector<FactualitySentence> seen;
  const Status status = ForEachFactualitySentence(path, [&](const FactualitySentence& sentence, size_t) {
    seen.push_back(sentence);
    return Status::Ok();
  });
  ASSERT_TRUE(status.ok()) << status.ToString();
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].text, "\" Chad left , \" he ( Ali ) said");
  EXPECT_EQ(seen[0].text.substr(seen[0].targets[0].byte), "said");
}

TEST(FactualityGoldTest, AnotherShapeIsRefusedByLine) {
  const ScratchFolder folder;
  const std::string path = folder.path() + "/gold.jsonl";
  std::ofstream(path) << "{\"text\":\"a b\"}\n";
  const Status status = ForEachFactualitySentence(path, [](const FactualitySentence&, size_t) { return Status::Ok(); });
  EXPECT_EQ(status.id(), "eval.bad_gold");
}

}  // namespace
}  // namespace entente
