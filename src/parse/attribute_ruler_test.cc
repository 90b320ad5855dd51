#include "parse/attribute_ruler.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "parse/convert_tables.h"
#include "parse/value_tree.h"
#include "support/scratch_folder.h"

namespace entente::parse {
namespace {

// Rules go through the converter, so that both ends of the format are tested. msgpack is written by hand below.
class Packer {
 public:
  Packer& Map(int n) { return Byte(0x80 | n); }
  Packer& List(int n) { return Byte(0x90 | n); }
  Packer& Text(std::string_view text) {
    Byte(static_cast<int>(0xA0 | text.size()));
    bytes_ += text;
    return *this;
  }
  Packer& Bool(bool value) { return Byte(value ? 0xC3 : 0xC2); }
  Packer& Int(int value) { return Byte(value); }
  const std::string& bytes() const { return bytes_; }

 private:
  Packer& Byte(int value) {
    bytes_ += static_cast<char>(value);
    return *this;
  }
  std::string bytes_;
};

class AttributeRulerTest : public testing::Test {
 protected:
  void SetUp() override {
    Packer p;
    p.List(5);
    p.Map(3).Text("patterns").List(1).List(1).Map(1).Text("TAG").Text("VB");
    p.Text("attrs").Map(2).Text("POS").Text("VERB").Text("MORPH").Text("VerbForm=Inf").Text("index").Int(0);
    p.Map(3).Text("patterns").List(1).List(1).Map(2).Text("TAG").Text("VB").Text("LOWER");
    p.Map(1).Text("IN").List(2).Text("be").Text("do");
    p.Text("attrs").Map(1).Text("POS").Text("AUX").Text("index").Int(0);
    p.Map(3).Text("patterns").List(1).List(2).Map(1).Text("LOWER").Text("let");
    p.Map(1).Text("LOWER").Map(1).Text("REGEX").Text("^'?s$");
    p.Text("attrs").Map(1).Text("LEMMA").Text("us").Text("index").Int(1);
    p.Map(3).Text("patterns").List(1).List(1).Map(2).Text("TAG").Map(1).Text("NOT_IN").List(1).Text("TO");
    p.Text("DEP").Map(1).Text("IN").List(1).Text("aux");
    p.Text("attrs").Map(1).Text("POS").Text("AUX").Text("index").Int(0);
    p.Map(3).Text("patterns").List(1).List(1).Map(1).Text("IS_SPACE").Bool(true);
    p.Text("attrs").Map(2).Text("TAG").Text("_SP").Text("DEP").Text("dep").Text("index").Int(0);
    path_ = scratch_.File("patterns");
    std::ofstream(path_, std::ios::binary) << p.bytes();
    nn::ModelFileWriter writer;
    Status status = AddRuler(path_, &writer);
    ASSERT_TRUE(status.ok()) << status.ToString();
    writer.AddUint64s("norms/keys", {});
    writer.AddUint64s("norms/values", {});
    auto file = nn::ModelFile::FromBytes(writer.Build(), "test");
    ASSERT_TRUE(file.ok());
    file_ = *file;
    auto ruler = AttributeRuler::Load(*file_, tags_, deps_);
    ASSERT_TRUE(ruler.ok()) << ruler.status().ToString();
    ruler_ = std::move(*ruler);
    attributes_ = *LexemeAttributes::Load(*file_);
  }

  std::vector<RulerToken> Apply(std::vector<std::string> words, std::vector<uint32_t> tags,
                                std::vector<uint32_t> deps) {
    std::vector<uint32_t> types;
    for (const auto& word : words) types.push_back(lexicon_.Intern(word));
    std::vector<RulerToken> out(words.size());
    ruler_.Apply({types, tags, deps}, lexicon_, &cache_, out);
    return out;
  }
  std::string Pos(const RulerToken& token) { return ruler_.pos_names()[token.pos]; }

  const std::vector<std::string> tags_ = {"VB", "TO", "NN"};
  const std::vector<std::string> deps_ = {"ROOT", "aux"};
  const ScratchFolder scratch_;
  std::string path_;
  std::shared_ptr<const nn::ModelFile> file_;
  AttributeRuler ruler_;
  LexemeAttributes attributes_;
  Lexicon lexicon_{&attributes_};
  RulerCache cache_;
};

TEST_F(AttributeRulerTest, LaterRulesWin) {
  auto out = Apply({"help", "Be", "dog"}, {0, 0, 2}, {0, 0, 0});
  EXPECT_EQ(Pos(out[0]), "VERB");
  EXPECT_TRUE(ruler_.morphs()[out[0].morph].verb_inf);
  EXPECT_EQ(Pos(out[1]), "AUX");
  EXPECT_TRUE(ruler_.morphs()[out[1].morph].verb_inf);
  EXPECT_EQ(Pos(out[2]), "");
}

TEST_F(AttributeRulerTest, PairsSetTheTokenTheyName) {
  auto out = Apply({"Let", "'s", "let", "go", "let"}, {2, 2, 2, 2, 2}, {0, 0, 0, 0, 0});
  EXPECT_EQ(out[0].lemma, "");
  EXPECT_EQ(out[1].lemma, "us");
  EXPECT_EQ(out[3].lemma, "");
}

TEST_F(AttributeRulerTest, LabelsAndSpacesCount) {
  auto out = Apply({"to", "will", "\n"}, {1, 2, 2}, {1, 1, 0});
  EXPECT_EQ(Pos(out[0]), "");
  EXPECT_EQ(Pos(out[1]), "AUX");
  EXPECT_EQ(out[2].tag, "_SP");
  EXPECT_EQ(out[2].dep, "dep");
}

TEST_F(AttributeRulerTest, EveryCutOfTheRulesIsRefused) {
  std::string rules(*file_->Bytes("ruler/rules"));
  for (size_t size = 0; size < rules.size(); ++size) {
    nn::ModelFileWriter writer;
    writer.AddBytes("ruler/rules", std::string_view(rules).substr(0, size));
    auto file = nn::ModelFile::FromBytes(writer.Build(), "test");
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(AttributeRuler::Load(**file, tags_, deps_).status().id(), "model.corrupt") << size;
  }
}

}  // namespace
}  // namespace entente::parse
