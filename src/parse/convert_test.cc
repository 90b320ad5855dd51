// What is no convertible pipeline is refused by name; a real conversion is covered by the oracle test.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "entente/language.h"
#include "support/scratch_folder.h"

namespace entente {
namespace {

class ConvertTest : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(dir_ + "/vocab");
    Put("config.cfg",
        "[nlp]\nlang = \"en\"\npipeline = [\"odd\"]\ndisabled = []\n\n[components.odd]\n"
        "factory = \"textcat\"\n");
    Put("meta.json", R"({"lang":"en","name":"toy","version":"0.1","license":"MIT"})");
    // {"exceptions": {}}; {}
    Put("tokenizer",
        "\x81\xAA"
        "exceptions\x80");
    Put("vocab/lookups.bin", "\x80");
  }

  void Put(const std::string& name, const std::string& content) {
    std::ofstream(dir_ + "/" + name, std::ios::binary) << content;
  }
  Status Convert() { return ConvertModel(dir_, dir_ + "/out.entente"); }

  const ScratchFolder scratch_;
  const std::string dir_ = scratch_.File("pipeline");
};

TEST_F(ConvertTest, AnUnknownComponentIsNamed) {
  Status status = Convert();
  EXPECT_EQ(status.id(), "model.unsupported_component");
  EXPECT_NE(status.message().find("odd"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(dir_ + "/out.entente"));
}

TEST_F(ConvertTest, ADisabledComponentIsLeftOut) {
  Put("config.cfg", "[nlp]\nlang = \"en\"\npipeline = [\"odd\"]\ndisabled = [\"odd\"]\n");
  ASSERT_TRUE(Convert().ok()) << Convert().ToString();
  auto model = LanguageModel::Load(dir_ + "/out.entente");
  ASSERT_TRUE(model.ok()) << model.status().ToString();
  EXPECT_EQ((*model)->Description().find("toy 0.1"), 0u);
  auto document = (*model)->Parse("Two words");
  ASSERT_EQ(document.tokens.size(), 2u);
  EXPECT_EQ(document.sentences.size(), 1u);
}

TEST_F(ConvertTest, OtherLanguagesAreRefused) {
  Put("config.cfg", "[nlp]\nlang = \"tr\"\npipeline = []\n");
  EXPECT_EQ(Convert().id(), "model.unsupported_component");
}

TEST_F(ConvertTest, MissingAndDamagedFilesAreNamed) {
  EXPECT_EQ(ConvertModel("/nonexistent", dir_ + "/out").id(), "model.not_a_pipeline");
  for (const char* name : {"tokenizer", "meta.json", "vocab/lookups.bin"}) {
    SetUp();
    Put(name, "\xFF\xFF");
    Status status = Convert();
    EXPECT_EQ(status.id(), "model.not_a_pipeline") << name;
    EXPECT_NE(status.message().find(name), std::string::npos);
  }
  Put("config.cfg", "nothing here");
  EXPECT_EQ(Convert().id(), "model.not_a_pipeline");
}

TEST_F(ConvertTest, ATokenizerExpressionThatDoesNotCompileIsRefused) {
  Put("tokenizer",
      "\x82\xAD"
      "prefix_search\xA3(((\xAA"
      "exceptions\x80");
  EXPECT_EQ(Convert().id(), "model.unsupported_component");
}

}  // namespace
}  // namespace entente
