// CSV, TSV and JSON that spans lines.
#include "input/readers.h"
#include "input/test_inputs.h"
#include "unpack/source.h"

namespace entente {
namespace {

using Texts = std::vector<std::string>;

TEST(CsvReaderTest, ReadsQuotesLineEndsAndAllFields) {
  const Got got = ReadAll(
      "\xEF\xBB\xBFID,Text,date,authors,outlet,url,language,title\r\n"
      "7,\"Oman, with \"\"quotes\"\"\r\nand lines\",2013-03-12,A B; C D,Herald,https://x.example/7,en,Talks\r\n");
  ASSERT_EQ(got.documents.size(), 1U);
  const Document& document = got.documents[0];
  EXPECT_EQ(document.text, "Oman, with \"quotes\"\r\nand lines");
  EXPECT_EQ(document.id, "7");
  EXPECT_EQ(document.published_date, (Date{2013, 3, 12}));
  EXPECT_EQ(document.authors, (Texts{"A B", "C D"}));
  EXPECT_EQ(document.outlet + document.url + document.language + document.title, "Heraldhttps://x.example/7enTalks");
}

TEST(CsvReaderTest, KeepsQuotesThatDoNotQuote) {
  EXPECT_EQ(ReadAll("id\ttext\n1\t\"Peace,\" he said.\n2\tNo.\n").texts(), (Texts{"\"Peace,\" he said.", "No."}));
}

TEST(CsvReaderTest, TellsOfRowsWithoutTextAndQuotesWithoutEnd) {
  const Got got = ReadAll("id,text\n1,One.\n2,\n\n3,\"Three");
  EXPECT_EQ(got.texts(), Texts{"One."});
  ASSERT_EQ(got.codes(), (std::vector<std::string>{"csv.no_text", "csv.unclosed_quote"}));
  EXPECT_EQ(got.problems[0].record, 3U);
  EXPECT_EQ(got.problems[0].byte, 15U);
}

TEST(CsvReaderTest, NeedsAColumnOfTexts) {
  EXPECT_EQ(ReadAll("id,body\n1,One.\n", "t.csv").codes(), std::vector<std::string>{"csv.no_text_column"});
  Got got;
  InputOptions options;
  options.columns = *ColumnNamesOf("text=body,date=day");
  MemorySource source("id;body;day\n1;One.;2020-01-02\n");
  std::istream in(&source);
  EXPECT_TRUE(MakeCsvReader(0, options)->Read(in, "t.csv", got.sink()).ok());
  EXPECT_EQ(got.texts(), Texts{"One."});
  EXPECT_EQ(got.documents[0].published_date, (Date{2020, 1, 2}));
  EXPECT_FALSE(ColumnNamesOf("body").ok());
  EXPECT_FALSE(ColumnNamesOf("colour=body").ok());
}

TEST(CsvReaderTest, ReadsRowsOfWindows1252) {
  EXPECT_EQ(ReadAll("id,text\n1,caf\xE9\n2,T\xC3\xBCrkiye\n").texts(), (Texts{"caf\xC3\xA9", "T\xC3\xBCrkiye"}));
}

TEST(JsonReaderTest, ReadsArraysAndObjectsOverLines) {
  EXPECT_EQ(ReadAll("[ {\"text\": \"One.\"},\n {\"id\": 2, \"text\": \"Two [}\\\"\"} ]").texts(),
            (Texts{"One.", "Two [}\""}));
  EXPECT_EQ(ReadAll("{\n \"text\": \"One.\"\n}\n{\n \"text\": \"Two.\"\n}\n").texts(), (Texts{"One.", "Two."}));
}

TEST(JsonReaderTest, TellsWhatIsNoObjectAndReadsTheRest) {
  const Got got = ReadAll("[{\"text\":\"One.\"}, 7, {\"id\":\"b\"}, {\"text\":\"Two.\"}, {\"text\":");
  EXPECT_EQ(got.texts(), (Texts{"One.", "Two."}));
  EXPECT_EQ(got.codes(), (std::vector<std::string>{"json.bad_json", "json.no_text", "json.bad_json"}));
}

TEST(NdjsonReaderTest, TakesAuthorsAndLanguage) {
  const Got got = ReadAll("{\"text\":\"One.\",\"authors\":[\"A B\",\"C D\"],\"language\":\"en-GB\",\"title\":\"T\"}\n");
  ASSERT_EQ(got.documents.size(), 1U);
  EXPECT_EQ(got.documents[0].authors, (Texts{"A B", "C D"}));
  EXPECT_EQ(got.documents[0].language, "en-GB");
}

}  // namespace
}  // namespace entente
