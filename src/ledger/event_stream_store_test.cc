#include "ledger/event_stream_store.h"

#include <gtest/gtest.h>

#include "stream/columns_sink.h"
#include "support/scratch_folder.h"

namespace entente {
namespace {

constexpr std::string_view kRows =
    "date\tsource\trelation\ttarget\tevent_id\tpublisher\n"
    "2012-09-27\tGovernment (Sudan)\tSign formal agreement\tSouth Sudan\t7\tReuters\n"
    "2012-04-10\tMilitary (South Sudan)\tOccupy territory\tSudan\t3\t\n";

class Into : public StreamSink {
 public:
  explicit Into(EventStreamStore& store) : store_(store) {}
  void Event(const StreamRow& row) override { ok = ok && store_.Add(row).ok(), ++rows; }
  void Refused(uint32_t, std::string_view, std::string_view) override { ++refused; }
  bool ok = true;
  uint64_t rows = 0, refused = 0;

 private:
  EventStreamStore& store_;
};

class EventStreamStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    path_ = folder_.File("talks.db");
    ASSERT_TRUE(OpenSqliteLedger(path_, LedgerMode::kWrite).ok());
  }
  std::unique_ptr<EventStreamStore> Open(LedgerMode mode) {
    return std::move(EventStreamStore::Open(path_, mode).value());
  }
  void Fill(EventStreamStore& store, const std::string& address) {
    StreamVocabulary words;
    ASSERT_TRUE(store.Begin(words).ok());
    Into sink(store);
    LineSource lines(kRows);
    ASSERT_TRUE(ReadStream(lines, StreamForm::kAuto, tools_, words, sink).ok());
    ASSERT_TRUE(sink.ok);
    ASSERT_TRUE(store.End({"a.tsv", "quads", address}, sink.rows, sink.refused).ok());
  }

  ScratchFolder folder_;
  std::string path_;
  StreamTools tools_ = std::move(StreamTools::Load(DataFiles::Embedded()).value());
};

TEST_F(EventStreamStoreTest, KeepsRowsWithTheirWords) {
  {
    auto store = Open(LedgerMode::kWrite);
    Fill(*store, "one");
    EXPECT_TRUE(*store->Contains("one"));
    EXPECT_FALSE(*store->Contains("two"));
    Fill(*store, "two");
  }
  auto store = Open(LedgerMode::kRead);
  const auto streams = store->Streams();
  ASSERT_TRUE(streams.ok());
  ASSERT_EQ(streams->size(), 2u);
  EXPECT_EQ((*streams)[1].rows, 2u);
  StreamVocabulary words;
  std::vector<std::string> seen;
  ASSERT_TRUE(store
                  ->ForEach(words, true,
                            [&](int64_t stream, const StreamRow& row) {
                              seen.push_back(std::to_string(stream) + " " + std::to_string(row.row) + " " +
                                             words.actors()[row.source].name + " " + words.acts()[row.act].cameo + " " +
                                             std::string(row.detail.id) + std::string(row.detail.outlet));
                              return true;
                            })
                  .ok());
  const std::vector<std::string> expected = {"1 2 Government (Sudan) 057 7Reuters", "1 3 Military (South Sudan) 192 3",
                                             "2 2 Government (Sudan) 057 7Reuters", "2 3 Military (South Sudan) 192 3"};
  EXPECT_EQ(seen, expected);
  EXPECT_EQ(words.actors().size(), 4u);
}

TEST_F(EventStreamStoreTest, KeepsNothingOfWhatWasAbandoned) {
  auto store = Open(LedgerMode::kWrite);
  StreamVocabulary words;
  ASSERT_TRUE(store->Begin(words).ok());
  Into sink(*store);
  LineSource lines(kRows);
  ASSERT_TRUE(ReadStream(lines, StreamForm::kAuto, tools_, words, sink).ok());
  store->Abandon();
  EXPECT_TRUE(store->Streams()->empty());
  Fill(*store, "one");
  EXPECT_EQ(store->Streams()->size(), 1u);
}

// By halving: rows of two files, with gaps where rows were refused, and what is not there.
TEST_F(EventStreamStoreTest, FindsWhoToldOfARow) {
  auto store = Open(LedgerMode::kWrite);
  StreamVocabulary words;
  StreamRow row;
  row.source = row.target = words.Add(StreamActorName{"Sudan", "SDN", "", ""});
  row.act = words.Add(StreamActEntry{"036", "Meet", "CONSULT", "", 1, 1});
  for (const std::string address : {"one", "two"}) {
    ASSERT_TRUE(store->Begin(words).ok());
    for (uint32_t line = 2; line < 40; line += address == "one" ? 1 : 3) {
      const std::string id = address + std::to_string(line);
      row.row = line;
      row.detail.id = id;
      row.detail.reports = "2";
      ASSERT_TRUE(store->Add(row).ok());
    }
    ASSERT_TRUE(store->End({address, address == "one" ? "gdelt" : "icews", address}, 38, 0).ok());
  }
  ASSERT_TRUE(store->Begin(words).ok());
  for (const auto& [outlet, day] : {std::pair("Post", 12), std::pair("Herald", 11), std::pair("Post", 13)}) {
    const std::string url = outlet + std::to_string(day);
    ASSERT_TRUE(store->Add(StreamMention{"one7", day, outlet, url, 1}).ok());
    ASSERT_TRUE(store->Add(StreamMention{"two8", day, outlet, url, 1}).ok());
  }
  ASSERT_TRUE(store->End({"m", "gdelt-mentions", "m"}, 6, 0).ok());
  const EventReports told = *store->ReportsOf({"", "", "one"}, 7);
  EXPECT_EQ(told.reports, 3u);
  EXPECT_EQ(told.outlets, 2u);
  EXPECT_EQ(told.first_day, 11);
  EXPECT_EQ(told.first_outlet, "Herald");
  EXPECT_EQ(store->ReportsOf({"", "", "one"}, 39)->reports, 2u);
  // The same number in a stream that mentions are not of; a refused row; a file that is not there.
  EXPECT_EQ(store->ReportsOf({"", "", "two"}, 8)->outlets, 0u);
  EXPECT_EQ(store->ReportsOf({"", "", "two"}, 8)->reports, 2u);
  EXPECT_EQ(store->ReportsOf({"", "", "two"}, 9)->reports, 0u);
  EXPECT_EQ(store->ReportsOf({"", "", "three"}, 2)->reports, 0u);
}

TEST_F(EventStreamStoreTest, ReadsALedgerThatNeverHadAny) {
  auto store = Open(LedgerMode::kRead);
  EXPECT_TRUE(store->Streams()->empty());
  EXPECT_FALSE(*store->Contains("one"));
  EXPECT_EQ(EventStreamStore::Open(folder_.File("absent.db"), LedgerMode::kRead).status().id(), "ledger.missing");
}

}  // namespace
}  // namespace entente
