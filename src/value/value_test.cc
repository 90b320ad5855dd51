// Documents are built by hand: "word/TAG/dep/head", heads counted from the first token of the sentence.
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "base/date.h"
#include "value/value_finder.h"

namespace entente {
namespace {

class Sample {
 public:
  // Tokens are parted by spaces; what is left out is empty ("met" alone has no tag). '|' ends a sentence.
  explicit Sample(const std::string& spec) {
    std::istringstream in(spec);
    parsed_.sentences.push_back({0, 0});
    for (std::string word; in >> word;) {
      if (word == "|") {
        parsed_.sentences.push_back({Size(), Size()});
        continue;
      }
      Add(word);
    }
    parsed_.text = text_;
  }
  const ParsedDocument& parsed() const { return parsed_; }

 private:
  uint32_t Size() const { return static_cast<uint32_t>(parsed_.tokens.size()); }

  void Add(const std::string& spec) {
    std::vector<std::string> parts;
    std::istringstream in(spec);
    for (std::string part; std::getline(in, part, '_');) parts.push_back(part);
    parts.resize(4);
    Token token;
    token.span = {static_cast<uint32_t>(text_.size()), static_cast<uint32_t>(text_.size() + parts[0].size())};
    token.space_after = true;
    text_ += parts[0] + " ";
    parsed_.own_strings.push_back(parts[0]);
    token.lemma = parsed_.own_strings.back();
    parsed_.own_strings.push_back(parts[1]);
    token.tag = parsed_.own_strings.back();
    parsed_.own_strings.push_back(parts[2]);
    token.dep = parsed_.own_strings.back();
    token.sentence = static_cast<uint32_t>(parsed_.sentences.size() - 1);
    const uint32_t begin = parsed_.sentences.back().begin;
    token.head = parts[3].empty() ? Size() : begin + static_cast<uint32_t>(std::stoi(parts[3]));
    parsed_.tokens.push_back(token);
    parsed_.sentences.back().end = Size();
  }

  std::string text_;
  ParsedDocument parsed_;
};

const ValueFinder& Finder() {
  static const ValueFinder kFinder =
      ValueFinder::Load(DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data").value()).value();
  return kFinder;
}

std::string RoleName(TimeRole role) {
  static constexpr const char* kNames[] = {"at", "since", "until", "after", "before", "duration"};
  return kNames[static_cast<int>(role)];
}

// "in May 2010 = at 2010-05; …", printed 2021-01-15 (a Friday).
std::string Times(const std::string& spec, std::optional<Date> published = Date{2021, 1, 15}) {
  const Sample sample(spec);
  std::string out;
  for (const TimeExpression& time : Finder().Find(Tree(sample.parsed()), published).times) {
    if (!out.empty()) out += "; ";
    for (uint32_t t = time.tokens.begin; t < time.tokens.end; ++t) {
      out += std::string(sample.parsed().TextOf(t)) + " ";
    }
    out.append("= ").append(RoleName(time.role));
    if (time.interval.begin.year != 0) out.append(" ").append(ToString(time.interval));
    if (time.duration_days > 0)
      out.append(" ").append(std::to_string(static_cast<int>(time.duration_days))).append("d");
  }
  return out;
}

std::string Amounts(const std::string& spec) {
  const Sample sample(spec);
  std::string out;
  for (const AmountExpression& amount : Finder().Find(Tree(sample.parsed()), Date{2021, 1, 15}).amounts) {
    if (!out.empty()) out += "; ";
    out += std::to_string(static_cast<long long>(amount.amount.value)) + " " + amount.amount.unit;
  }
  return out;
}

TEST(Value, CalendarDates) {
  EXPECT_EQ(Times("They met on 29 December 2020 ."), "on 29 December 2020 = at 2020-12-29");
  EXPECT_EQ(Times("On December 3rd , 2014 they met"), "On December 3rd , 2014 = at 2014-12-03");
  EXPECT_EQ(Times("They signed in December 2014 ."), "in December 2014 = at 2014-12");
  EXPECT_EQ(Times("signed on 29.12.2020"), "on 29.12.2020 = at 2020-12-29");
  EXPECT_EQ(Times("signed on 2020-12-29"), "on 2020-12-29 = at 2020-12-29");
  EXPECT_EQ(Times("They fell out in 2010 ."), "in 2010 = at 2010");
  EXPECT_EQ(Times("in the early 1990s"), "in the early 1990s = at 1990/1999");
  EXPECT_EQ(Times("in the 19th century"), "in the 19th century = at 1801/1900");
  EXPECT_EQ(Times("in the spring of 2011"), "in the spring of 2011 = at 2011-03/2011-05");
  EXPECT_EQ(Times("on the 31st of February 2010"), "of February 2010 = at 2010-02");
}

TEST(Value, WordsThatAreNoDates) {
  EXPECT_EQ(Times("They may_MD march_VB on"), "");
  EXPECT_EQ(Times("May_NNP said so"), "");
  EXPECT_EQ(Times("sent 2000 troops_NNS"), "");
  EXPECT_EQ(Times("route 2010 is long"), "");
}

TEST(Value, YearsLeftOutComeFromTheTextOrThePage) {
  EXPECT_EQ(Times("In 2018 they met . | In May they quarrelled ."), "In 2018 = at 2018; In May = at 2018-05");
  EXPECT_EQ(Times("In December they met ."), "In December = at 2020-12");
  EXPECT_EQ(Times("They will meet in December ."), "in December = at 2021-12");
  EXPECT_EQ(Times("It joined in 1952 . | In December they met ."), "in 1952 = at 1952; In December = at 2020-12");
  EXPECT_EQ(Times("In December 2019 it began . | On 4 February it ended ."),
            "In December 2019 = at 2019-12; On 4 February = at 2020-02-04");
  EXPECT_EQ(Times("on 6 March last year"), "on 6 March last year = at 2020-03-06");
  EXPECT_EQ(Times("In December they met .", std::nullopt), "In December = at");
}

TEST(Value, RelativeTimes) {
  EXPECT_EQ(Times("They met yesterday ."), "yesterday = at 2021-01-14");
  EXPECT_EQ(Times("They met last week ."), "last week = at 2021-01-04/2021-01-10");
  EXPECT_EQ(Times("They met last month ."), "last month = at 2020-12");
  EXPECT_EQ(Times("They met earlier this year ."), "earlier this year = at 2021");
  EXPECT_EQ(Times("They met on Tuesday ."), "on Tuesday = at 2021-01-12");
  EXPECT_EQ(Times("They met last Tuesday ."), "last Tuesday = at 2021-01-12");
  EXPECT_EQ(Times("They met last Friday ."), "last Friday = at 2021-01-08");
  EXPECT_EQ(Times("They will meet next Friday ."), "next Friday = at 2021-01-22");
  EXPECT_EQ(Times("They met the day before yesterday ."), "the day before yesterday = at 2021-01-13");
  EXPECT_EQ(Times("They met last night ."), "last night = at 2021-01-14");
  EXPECT_EQ(Times("They met this morning ."), "this morning = at 2021-01-15");
  EXPECT_EQ(Times("They met over the weekend ."), "over the weekend = at 2021-01-09/2021-01-10");
  EXPECT_EQ(Times("They met last weekend ."), "last weekend = at 2021-01-09/2021-01-10");
  EXPECT_EQ(Times("They will meet this weekend ."), "this weekend = at 2021-01-16/2021-01-17");
  EXPECT_EQ(Times("On 3 March 2019 it began . | Two days later it ended ."),
            "On 3 March 2019 = at 2019-03-03; Two days later = at 2019-03-05");
  EXPECT_EQ(Times("On 3 March 2019 it began . | The following day it ended ."),
            "On 3 March 2019 = at 2019-03-03; The following day = at 2019-03-04");
  EXPECT_EQ(Times("They met three days ago ."), "three days ago = at 2021-01-12");
  EXPECT_EQ(Times("They met two and a half years ago ."), "two and a half years ago = at 2018-07");
  EXPECT_EQ(Times("friends since January 2016 . | In that month"),
            "since January 2016 = since 2016-01; In that month = at 2016-01");
  EXPECT_EQ(Times("They met two years ago ."), "two years ago = at 2019");
  EXPECT_EQ(Times("In 2014 it began . | Two years later it ended ."), "In 2014 = at 2014; Two years later = at 2016");
  EXPECT_EQ(Times("It fell over the past five years ."), "over the past five years = at 2016/2021-01-15 1825d");
  EXPECT_EQ(Times("In December 2002 it began . | It ended the following May ."),
            "In December 2002 = at 2002-12; the following May = at 2003-05");
  EXPECT_EQ(Times("at odds since 2012 . | In May they met ."), "since 2012 = since 2012; In May = at 2020-05");
  EXPECT_EQ(Times("the_DT_det_1 treaty_NN_ROOT_1 of_IN_prep_1 2017_CD_pobj_2 | In May they met ."),
            "of 2017 = at 2017; In May = at 2020-05");
  EXPECT_EQ(Times("by the end of the year"), "by the end of the year = until 2021");
}

TEST(Value, RangesAndRoles) {
  EXPECT_EQ(Times("at war from 2009 to 2013 ."), "from 2009 to 2013 = at 2009/2013");
  EXPECT_EQ(Times("from May to June 2015"), "from May to June 2015 = at 2015-05/2015-06");
  EXPECT_EQ(Times("between 2009 and 2013"), "between 2009 and 2013 = at 2009/2013");
  EXPECT_EQ(Times("in 2009 - 13"), "in 2009 - 13 = at 2009/2013");
  EXPECT_EQ(Times("in 2019 and 2020"), "in 2019 and 2020 = at 2019/2020");
  EXPECT_EQ(Times("in the run - up to the Iraq War"), "in the run - up to the Iraq War = before 2003-03-20/2011-12-18");
  EXPECT_EQ(Times("in mid-2018"), "in mid-2018 = at 2018");
  EXPECT_EQ(Times("friends since 1992"), "since 1992 = since 1992");
  EXPECT_EQ(Times("friends until May 2010"), "until May 2010 = until 2010-05");
  EXPECT_EQ(Times("during the Second Karabakh War"), "during the Second Karabakh War = at 2020-09-27/2020-11-10");
  EXPECT_EQ(Times("after the Mavi Marmara affair"), "after the Mavi Marmara affair = after 2010-05-31");
  EXPECT_EQ(Times("after the Flotilla"), "after the Flotilla = after 2010-05-31");
  EXPECT_EQ(Times("a flotilla of boats"), "");
  EXPECT_EQ(Times("since the gulf crisis"), "since the gulf crisis = since 2017-06-05/2021-01-05");
}

TEST(Value, Durations) {
  EXPECT_EQ(Times("at odds for more than 10 years ."), "for more than 10 years = duration 3650d");
  EXPECT_EQ(Times("friends for decades ."), "for decades = duration 10950d");
  EXPECT_EQ(Times("worth $ 2bn a year"), "");
  EXPECT_EQ(Times("quiet for a year"), "for a year = duration 365d");
  EXPECT_EQ(Times("a 10 - year rift"), "10 - year = duration 3650d");
}

TEST(Value, HeadIsTheTokenGovernedFromOutside) {
  const Sample sample("They_PRP_nsubj_1 met_VBD_ROOT_1 in_IN_prep_1 May_NNP_pobj_2 2010_CD_nummod_3");
  const ValueAnnotation found = Finder().Find(Tree(sample.parsed()), std::nullopt);
  ASSERT_EQ(found.times.size(), 1u);
  EXPECT_EQ(found.times[0].head, 2u);
}

TEST(Value, Amounts) {
  EXPECT_EQ(Amounts("six_CD billion_CD dollars_NNS ' worth of trade annually"), "6000000000 USD/year");
  EXPECT_EQ(Amounts("a loan of $ 2bn"), "2000000000 USD");
  EXPECT_EQ(Amounts("€ 1.5 billion a year"), "1500000000 EUR/year");
  EXPECT_EQ(Amounts("US$5m"), "5000000 USD");
  EXPECT_EQ(Amounts("100_CD_compound_1 million_CD_nummod_2 Turks_NNPS"), "100000000 Turks");
  EXPECT_EQ(Amounts("1,200_CD_nummod_2 Turkish_JJ troops_NNS"), "1200 troops");
  EXPECT_EQ(Amounts("two_CD hundred_CD and_CC fifty_CD men_NNS"), "250 men");
  EXPECT_EQ(Amounts("the two_CD_nummod_2 sides_NNS met"), "");
  EXPECT_EQ(Amounts("$ 2bn . A month later"), "2000000000 USD");
  EXPECT_EQ(Amounts("30 % of its gas"), "30 percent");
  EXPECT_EQ(Amounts("in May 2010"), "");
}

TEST(Value, NumbersBeyondReasonPlaceNothing) {
  EXPECT_EQ(Times("900 billion years ago"), "900 billion years ago = at");
  EXPECT_EQ(Times("999999999999 days ago"), "999999999999 days ago = at");
  EXPECT_EQ(Times("the past 3 million months"), "the past 3 million months = duration 90000000d");
  std::string millions = "1";
  for (int i = 0; i < 100; ++i) millions += " million";
  EXPECT_EQ(Amounts(millions + " dollars"), "");
  EXPECT_EQ(Amounts("the 0 dollars"), "0 USD");
  EXPECT_EQ(Times(""), "");
}

TEST(Value, LoadNamesTheMissingTable) {
  const Result<ValueFinder> finder = ValueFinder::Load(DataFiles::InMemory({}));
  ASSERT_FALSE(finder.ok());
  EXPECT_EQ(finder.status().id(), "data.missing");
}

}  // namespace
}  // namespace entente
