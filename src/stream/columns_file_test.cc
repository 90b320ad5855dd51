#include "stream/columns_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "stream/columns_sink.h"
#include "support/scratch_folder.h"

namespace entente {
namespace {

EventColumns Some() {
  const StreamTools tools = std::move(StreamTools::Load(DataFiles::Embedded()).value());
  StreamVocabulary words;
  EventColumnsBuilder builder;
  ColumnsSink sink({"a.tsv", "quads", ""}, words, tools.book, builder);
  LineSource lines(
      "date,source,cameo,target\n"
      "2005-08-15,Indonesia,057,Free Aceh Movement\n"
      "2005-08-15,Martti Ahtisaari,045,Indonesia\n");
  EXPECT_TRUE(ReadStream(lines, StreamForm::kQuads, tools, words, sink).ok());
  EXPECT_EQ(sink.refused, 0u);
  return std::move(std::move(builder).Build().value());
}

TEST(ColumnsFile, GivesBackWhatWasWritten) {
  const ScratchFolder folder;
  const std::string path = folder.path() + "/talks.columns";
  const EventColumns written = Some();
  ASSERT_TRUE(WriteColumnsFile(written, "key 1", path).ok());
  const Result<EventColumns> read = ReadColumnsFile("key 1", path);
  ASSERT_TRUE(read.ok()) << read.status().ToString();
  ASSERT_EQ(read->size(), 2u);
  const auto events = read->EventsBetween(*read->Find("IDN"), *read->Find("GAM"));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(read->Day(events[0]), written.Day(events[0]));
  EXPECT_EQ(read->Actor(read->Target(events[0])).name, "Free Aceh Movement");
}

TEST(ColumnsFile, RefusesWhatIsStaleCutOrAltered) {
  const ScratchFolder folder;
  const std::string path = folder.path() + "/talks.columns";
  EXPECT_EQ(ReadColumnsFile("key", path).status().id(), "columns.missing");
  ASSERT_TRUE(WriteColumnsFile(Some(), "key", path).ok());
  EXPECT_EQ(ReadColumnsFile("other key", path).status().id(), "columns.stale");
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(700);
    file.put('\x7f');
  }
  EXPECT_EQ(ReadColumnsFile("key", path).status().id(), "columns.corrupt");
  std::filesystem::resize_file(path, 100);
  EXPECT_EQ(ReadColumnsFile("key", path).status().id(), "columns.corrupt");
  EXPECT_EQ(WriteColumnsFile(Some(), "key", folder.path() + "/absent/x.columns").id(), "columns.unwritable");
}

}  // namespace
}  // namespace entente
