#include "stream/event_columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>

#include "base/date.h"
#include "stream/coded_events.h"
#include "stream/columns_sink.h"
#include "stream/event_columns_builder.h"
#include "stream/stream_reader.h"

namespace entente {
namespace {

const StreamTools& Tools() {
  static const StreamTools tools = std::move(StreamTools::Load(DataFiles::Embedded()).value());
  return tools;
}

int32_t DayOf(std::string_view iso) { return DayNumber(*DateOf(iso)); }

// Reads text as a stream into columns, and keeps what was refused.
class Kept : public StreamSink {
 public:
  explicit Kept(std::string_view text, StreamForm as = StreamForm::kAuto) {
    LineSource lines(text);
    const Result<StreamForm> read = ReadStream(lines, as, Tools(), words_, *this);
    EXPECT_TRUE(read.ok()) << read.status().ToString();
    if (read.ok()) form = *read;
    columns = std::move(std::move(builder_).Build().value());
  }
  void Event(const StreamRow& row) override { mapper_.Add(file_, row); }
  void Refused(uint32_t row, std::string_view code, std::string_view) override {
    refused.emplace_back(row, std::string(code));
  }

  StreamForm form = StreamForm::kAuto;
  EventColumns columns;
  std::vector<std::pair<uint32_t, std::string>> refused;

 private:
  StreamVocabulary words_;
  EventColumnsBuilder builder_;
  ColumnsMapper mapper_{words_, Tools().book, builder_};
  uint32_t file_ = builder_.AddFile({"test.tsv", "quads", ""});
};

constexpr std::string_view kTable =
    "date\tsource\trelation\ttarget\n"
    "2010-05-31\tIsraeli Defense Forces\tUse conventional military force\tTurkey\n"
    "2013-03-22\tBenjamin Netanyahu\tApologize\tTurkey\n"
    "2013-03-22\tBarack Obama\tMediate\tIsrael\n"
    "2014-02-27\tArmed Rebel (Chad)\tUse conventional military force\tChad\n"
    "2016-06-28\tForeign Affairs (Israel)\tSign formal agreement\tForeign Affairs (Turkey)\n"
    "2017-02-01\tBarack Obama\tMake a visit\tTurkey\n"
    "not a date\tIsrael\tConsult\tTurkey\n"
    "2016-06-29\tIsrael\tSing together\tTurkey\n"
    "2016-06-29\tIsrael\n";

TEST(EventColumns, RollsUpByDatedRolesAndFindsPairs) {
  const Kept kept(kTable);
  const std::vector<std::pair<uint32_t, std::string>> bad = {
      {8, "stream.bad_date"}, {9, "stream.unknown_act"}, {10, "stream.short_row"}};
  EXPECT_EQ(kept.refused, bad);
  const EventColumns& columns = kept.columns;
  ASSERT_EQ(columns.size(), 6u);
  const auto israel = columns.Find("ISR"), turkey = columns.Find("TUR"), america = columns.Find("USA");
  ASSERT_TRUE(israel && turkey && america);

  const auto between = columns.EventsBetween(*turkey, *israel);
  ASSERT_EQ(between.size(), 3u);
  EXPECT_EQ(columns.Day(between[0]), DayOf("2010-05-31"));
  EXPECT_EQ(columns.ActOf(columns.Act(between[1])).cameo, "055");
  EXPECT_EQ(columns.Actor(columns.Source(between[2])).sector, "GOV");
  EXPECT_EQ(columns.EventsBetween(*israel, *turkey).data(), between.data());

  // President Obama is the United States; Mr Obama is not.
  EXPECT_EQ(columns.EventsBetween(*america, *israel).size(), 1u);
  EXPECT_TRUE(columns.EventsBetween(*america, *turkey).empty());
  EXPECT_TRUE(columns.Find("barack obama"));

  // Rebels do not act for the state they fight.
  const auto rebels = columns.Find("TCD REB"), chad = columns.Find("TCD");
  ASSERT_TRUE(rebels && chad);
  EXPECT_EQ(columns.Group(*rebels).code, "TCD");
  EXPECT_EQ(columns.EventsBetween(*rebels, *chad).size(), 1u);
  EXPECT_EQ(columns.Origin(between[0]).row, 2u);
  EXPECT_EQ(columns.Origin(between[0]).file, "test.tsv");
}

TEST(EventColumns, WindowsAreRangesOfNumbers) {
  const Kept kept(kTable);
  const EventColumns& columns = kept.columns;
  const EventRange window = columns.Window(DayOf("2013-01-01"), DayOf("2013-12-31"));
  EXPECT_EQ(window.end - window.begin, 2u);
  const auto between = columns.EventsBetween(*columns.Find("ISR"), *columns.Find("TUR"));
  EXPECT_EQ(EventColumns::InWindow(between, window).size(), 1u);
  const EventRange nothing = columns.Window(DayOf("1999-01-01"), DayOf("1999-12-31"));
  EXPECT_EQ(nothing.begin, nothing.end);
  const EventRange all = columns.Window(kAlways, kForever);
  EXPECT_EQ(all.end - all.begin, columns.size());
  EXPECT_EQ(EventColumns().size(), 0u);
  EXPECT_FALSE(EventColumns().Find("ISR"));
}

struct Plain {
  std::string file;
  int32_t day;
  std::string source, target, cameo;
  uint32_t row;
};

EventColumns ColumnsOf(const std::vector<Plain>& rows) {
  EventColumnsBuilder builder;
  for (const Plain& plain : rows) {
    const uint32_t file = builder.AddFile({plain.file, "quads", ""});
    StreamRow row;
    row.day = plain.day;
    row.source = builder.names().Add(Tools().book.Resolve({plain.source, "", "", ""}));
    row.target = builder.names().Add(Tools().book.Resolve({plain.target, "", "", ""}));
    row.act = builder.names().Add(*Tools().acts.ByCameo(plain.cameo));
    row.row = plain.row;
    builder.Add(file, row);
  }
  return std::move(std::move(builder).Build().value());
}

template <typename T>
bool Same(std::span<const T> a, std::span<const T> b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

TEST(EventColumns, AreTheSameInAnyOrderAndByBruteForce) {
  const std::vector<std::string> actors = {"Chad",  "Police (Chad)", "Sudan",         "Armed Rebel (Sudan)",
                                           "Qatar", "African Union", "Angela Merkel", "Somebody Nobody Knows"};
  const std::vector<std::string> codes = {"036", "040", "190", "112", "057"};
  std::mt19937 random(7);
  std::vector<Plain> rows;
  for (uint32_t i = 0; i < 2000; ++i) {
    rows.push_back({i % 3 == 0 ? "a.tsv" : "b.tsv", static_cast<int32_t>(12000 + random() % 4000),
                    actors[random() % actors.size()], actors[random() % actors.size()], codes[random() % codes.size()],
                    i});
  }
  EventColumns once = ColumnsOf(rows);
  std::shuffle(rows.begin(), rows.end(), random);
  EventColumns again = ColumnsOf(rows);
  ColumnTables a = once.tables(), b = again.tables();
  EXPECT_TRUE(Same(a.source, b.source) && Same(a.target, b.target) && Same(a.act, b.act) && Same(a.origin, b.origin));
  EXPECT_TRUE(Same(a.by_pair, b.by_pair) && Same(a.links, b.links) && Same(a.groups, b.groups));
  EXPECT_TRUE(Same(a.day_begin, b.day_begin) && Same(a.string_bytes, b.string_bytes));

  for (StreamGroupId g = 0; g < once.group_count(); ++g) {
    for (StreamGroupId h = 0; h < once.group_count(); ++h) {
      std::vector<StreamEventId> expected;
      for (StreamEventId e = 0; e < once.size(); ++e) {
        const StreamGroupId s = once.SourceGroup(e), t = once.TargetGroup(e);
        if ((s == g && t == h) || (s == h && t == g)) expected.push_back(e);
      }
      const auto found = once.EventsBetween(g, h);
      EXPECT_TRUE(std::equal(found.begin(), found.end(), expected.begin(), expected.end()));
    }
  }
  for (StreamEventId e = 0; e < once.size(); ++e) {
    const EventRange day = once.Window(once.Day(e), once.Day(e));
    EXPECT_TRUE(day.begin <= e && e < day.end);
  }
}

TEST(CodedEvents, StandBesideImportedOnes) {
  EventColumnsBuilder builder;
  const uint32_t file = builder.AddFile({"talks.db", "statements", ""});
  Statement statement;
  statement.source = {"OMN", "the Omani sultan", "GOV", {}};
  statement.target = {"IRN", "Iran", "", {}};
  statement.type = "CONSULT";
  statement.mode = "visit";
  statement.cameo = "042";
  statement.event_date = DateIntervalOf("2013-08-25/2013-08-27");
  statement.confidence = 0.8;
  EXPECT_TRUE(AddStatement(statement, std::nullopt, 41, file, Tools(), builder));
  statement.event_date.reset();
  EXPECT_FALSE(AddStatement(statement, std::nullopt, 42, file, Tools(), builder));
  statement.status = StatementStatus::kOffered;
  EXPECT_TRUE(AddStatement(statement, DateOf("2013-09-01"), 43, file, Tools(), builder));
  statement.kind = StatementKind::kTie;
  EXPECT_FALSE(AddStatement(statement, DateOf("2013-09-01"), 44, file, Tools(), builder));
  const EventColumns columns = std::move(std::move(builder).Build().value());
  const auto events = columns.EventsBetween(*columns.Find("OMN"), *columns.Find("IRN"));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(columns.Origin(events[0]).row, 41u);
  EXPECT_EQ(columns.Day(events[0]), DayOf("2013-08-25"));
  EXPECT_NEAR(columns.Confidence(events[0]), 0.8, 0.002);
  EXPECT_EQ(columns.Status(events[1]), StatementStatus::kOffered);
  EXPECT_EQ(columns.ActOf(columns.Act(events[0])).mode, "visit");
}

}  // namespace
}  // namespace entente
