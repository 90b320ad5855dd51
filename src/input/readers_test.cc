#include "input/readers.h"

#include <gtest/gtest.h>

#include <sstream>

namespace entente {
namespace {

struct Got {
  std::vector<Document> documents;
  std::vector<InputProblem> problems;
};

Got ReadAll(const Reader& reader, const std::string& bytes) {
  Got got;
  std::istringstream in(bytes);
  const DocumentSink sink{[&](Document document) {
                            got.documents.push_back(std::move(document));
                            return true;
                          },
                          [&](const InputProblem& problem) { got.problems.push_back(problem); }};
  EXPECT_TRUE(reader.Read(in, "input", sink).ok());
  return got;
}

TEST(TextReaderTest, TakesTitleAndDateFromTheTop) {
  const Got got = ReadAll(*MakeTextReader(), "Oman hosts talks\n\n12 March 2013\n\nThey met.");
  ASSERT_EQ(got.documents.size(), 1U);
  EXPECT_EQ(got.documents[0].title, "Oman hosts talks");
  EXPECT_EQ(got.documents[0].published_date, (Date{2013, 3, 12}));
}

TEST(TextReaderTest, ReadsWindows1252AndMendsBrokenUtf8) {
  const Got latin = ReadAll(*MakeTextReader(), "caf\xE9 au lait \x96 twice");
  ASSERT_EQ(latin.documents.size(), 1U);
  EXPECT_EQ(latin.documents[0].text, "caf\xC3\xA9 au lait \xE2\x80\x93 twice");
  const Got mended =
      ReadAll(*MakeTextReader(), "T\xC3\xBCrkiye and S\xC3\xA3o Tom\xC3 met for a second round of talks.");
  ASSERT_EQ(mended.documents.size(), 1U);
  EXPECT_EQ(mended.documents[0].text, "T\xC3\xBCrkiye and S\xC3\xA3o Tom\xEF\xBF\xBD met for a second round of talks.");
}

TEST(TextReaderTest, TellsWhereInvalidBytesAre) {
  const Got got = ReadAll(*MakeTextReader(), "caf\xE9 \x01\x02\x03 au lait");
  ASSERT_EQ(got.problems.size(), 1U);
  EXPECT_EQ(got.problems[0].status.id(), "text.invalid_utf8");
  EXPECT_EQ(got.problems[0].byte, 3U);
}

TEST(NdjsonReaderTest, TakesAByteOrderMarkAndNumbersForIds) {
  const Got got =
      ReadAll(*MakeNdjsonReader(), "\xEF\xBB\xBF{\"id\":42,\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"\xE9\"}");
  ASSERT_EQ(got.documents.size(), 1U);
  EXPECT_EQ(got.documents[0].id, "42");
  // The mark counts in the offsets of what follows.
  ASSERT_EQ(got.problems.size(), 1U);
  EXPECT_EQ(got.problems[0].byte, 45U);
}

TEST(NdjsonReaderTest, SkipsBadRecordsAndReadsTheRest) {
  const Got got = ReadAll(*MakeNdjsonReader(),
                          "{\"id\":\"a\",\"text\":\"One.\",\"date\":\"2013-03-12\",\"outlet\":\"X\"}\n"
                          "not json\n\n{\"id\":\"b\"}\n{\"text\":\"Two.\"}");
  ASSERT_EQ(got.documents.size(), 2U);
  EXPECT_EQ(got.documents[0].outlet, "X");
  EXPECT_EQ(got.documents[0].published_date, (Date{2013, 3, 12}));
  EXPECT_EQ(got.documents[1].id, "input#5");
  ASSERT_EQ(got.problems.size(), 2U);
  EXPECT_EQ(got.problems[0].record, 2U);
  EXPECT_EQ(got.problems[0].status.id(), "ndjson.bad_json");
  EXPECT_EQ(got.problems[1].status.id(), "ndjson.no_text");
}

}  // namespace
}  // namespace entente
