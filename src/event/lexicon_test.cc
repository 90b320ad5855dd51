#include "event/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace entente {
namespace {

TEST(LexiconTest, TheTablesOfTheRepositoryLoad) {
  auto files = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data");
  ASSERT_TRUE(files.ok());
  auto lexicon = Lexicon::Load(*files);
  ASSERT_TRUE(lexicon.ok()) << lexicon.status().ToString();
  EXPECT_EQ(lexicon->Type("AID")->quad, 2);
  EXPECT_TRUE(lexicon->Type("AGREE")->cooperative());
  EXPECT_FALSE(lexicon->Type("ASSAULT")->cooperative());
  EXPECT_EQ(lexicon->Type("HELP"), nullptr);
  EXPECT_FALSE(lexicon->Verbs("attack").empty());
  EXPECT_TRUE(lexicon->Verbs("sing").empty());
  EXPECT_EQ(lexicon->Relation("war")->polarity, -1);
  EXPECT_EQ(lexicon->Relation("peace")->polarity, 1);
  EXPECT_EQ(lexicon->Quality("tense"), '-');
  EXPECT_EQ(lexicon->Quality("warm"), '+');
  EXPECT_EQ(lexicon->Context("humanitarian"), "humanitarian");
  EXPECT_TRUE(lexicon->Is("if", "unless"));
}

TEST(LexiconTest, EveryPatternHasAReasonAndAnExample) {
  auto files = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data");
  ASSERT_TRUE(files.ok());
  for (std::string_view name : files->List("patterns/")) {
    const std::string_view table = *files->Read(name);
    size_t columns = 0;
    size_t at = 0;
    while (at < table.size()) {
      const size_t end = std::min(table.find('\n', at), table.size());
      const std::string_view line = table.substr(at, end - at);
      at = end + 1;
      if (line.empty() || line.front() == '#') continue;
      const size_t cells = static_cast<size_t>(std::count(line.begin(), line.end(), '\t')) + 1;
      if (columns == 0) columns = cells;
      EXPECT_EQ(cells, columns) << name << ": " << line;
      EXPECT_NE(line.back(), '\t') << name << ": no example: " << line;
    }
  }
}

TEST(LexiconTest, ABadRowIsNamedByTableAndLine) {
  auto files = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data");
  ASSERT_TRUE(files.ok());
  std::map<std::string, std::string> copy;
  for (std::string_view folder : {"patterns/", "ontology/"}) {
    for (std::string_view name : files->List(folder)) copy.emplace(name, *files->Read(name));
  }
  copy["patterns/control.tsv"] = "lemmas\tforms\tstatus\nhope\txcomp\tdreamt\n";
  const Status status = Lexicon::Load(DataFiles::InMemory(copy)).status();
  EXPECT_EQ(status.id(), "data.bad_pattern");
  EXPECT_NE(status.message().find("patterns/control.tsv: line 2"), std::string::npos) << status.message();
}

}  // namespace
}  // namespace entente
