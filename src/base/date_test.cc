#include "base/date.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(DateTest, ReadsAndWritesEachPrecision) {
  for (const char* text : {"2020-12-29", "2020-12", "2020", "2024-02-29"}) {
    const auto date = DateOf(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(ToString(*date), text);
  }
  EXPECT_EQ(DateOf("2020-12-29T10:00:00Z"), (Date{2020, 12, 29}));
}

TEST(DateTest, RefusesWhatIsNoDay) {
  for (const char* text :
       {"", "20", "2020-13", "2020-00-10", "2023-02-29", "2020-12-00", "2020/12/29", "2020-1-9", "yesterday"}) {
    EXPECT_FALSE(DateOf(text)) << text;
  }
}

TEST(DateTest, IntervalsReadBackTheSame) {
  for (const char* text : {"2020-09-27/2020-11-10", "2020", "2020-09/2020-11"}) {
    const auto interval = DateIntervalOf(text);
    ASSERT_TRUE(interval) << text;
    EXPECT_EQ(ToString(*interval), text);
  }
  EXPECT_FALSE(DateIntervalOf("2020/"));
}

TEST(DateTest, DaysRoundTripAndUnknownPartsSpan) {
  EXPECT_EQ(DayNumber({1970, 1, 1}), 0);
  for (const int32_t day : {-100'000, -1, 0, 59, 18'625, 100'000}) EXPECT_EQ(DayNumber(DateOfDayNumber(day)), day);
  EXPECT_EQ(DateOfDayNumber(DayNumber({2020, 0, 0})), (Date{2020, 1, 1}));
  EXPECT_EQ(DateOfDayNumber(LastDayNumber({2020, 2, 0})), (Date{2020, 2, 29}));
  EXPECT_EQ(DateOfDayNumber(LastDayNumber({2021, 0, 0})), (Date{2021, 12, 31}));
}

TEST(DateTest, MonthsByWord) {
  EXPECT_EQ(MonthOfWord("march"), 3);
  EXPECT_EQ(MonthOfWord("Sept"), 9);
  EXPECT_EQ(MonthOfWord("May"), 5);
  EXPECT_EQ(MonthOfWord("may"), 0);  // nearly always the verb
  EXPECT_EQ(MonthOfWord("mars"), 0);
}

}  // namespace
}  // namespace entente
