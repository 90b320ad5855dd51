#include "duplicate/revision_cues.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(RevisionCuesTest, ReadsTitlesBeginningsAndEnds) {
  const Result<RevisionCues> loaded = RevisionCues::Load(DataFiles::Embedded());
  ASSERT_TRUE(loaded.ok()) << loaded.status().ToString();
  const RevisionCues& cues = *loaded;
  const std::string body = std::string(2000, 'x') + ". Oman hosted the talks. ";
  EXPECT_EQ(cues.KindOf("Oman hosts talks", body), "");
  EXPECT_EQ(cues.KindOf("UPDATE 2-Oman hosts talks", body), "updated");
  EXPECT_EQ(cues.KindOf("CORRECTED: Oman hosts talks in May", body), "corrected");
  EXPECT_EQ(cues.KindOf("", "(This version corrects the date of the visit)\n" + body), "corrected");
  EXPECT_EQ(cues.KindOf("", body + "This article was amended on 4 May to mend a name."), "corrected");
  EXPECT_EQ(cues.KindOf("", body + "This story has been updated. This story has been withdrawn."), "retracted");
  // In the middle of a long text it is about something else.
  EXPECT_EQ(cues.KindOf("", body + "This article was amended on 4 May." + body), "");
  EXPECT_EQ(cues.KindOf("", ""), "");
}

TEST(RevisionCuesTest, ABadTableIsNamed) {
  const DataFiles bad = DataFiles::InMemory(
      {{"duplicate/revision_cues.tsv", "kind\twhere\twords\treason\texample\nupdated\tmiddle\ta\tb\tc\n"}});
  EXPECT_EQ(RevisionCues::Load(bad).status().id(), "data.bad_table");
}

}  // namespace
}  // namespace entente
