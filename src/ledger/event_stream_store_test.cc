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

TEST_F(EventStreamStoreTest, ReadsALedgerThatNeverHadAny) {
  auto store = Open(LedgerMode::kRead);
  EXPECT_TRUE(store->Streams()->empty());
  EXPECT_FALSE(*store->Contains("one"));
  EXPECT_EQ(EventStreamStore::Open(folder_.File("absent.db"), LedgerMode::kRead).status().id(), "ledger.missing");
}

}  // namespace
}  // namespace entente
