// Laws of StatementOf and ToJson: what is written reads back the same; what is no statement is refused by field.
#include <gtest/gtest.h>

#include <string>

#include "entente/statement.h"

namespace entente {
namespace {

constexpr const char* kInfluence =
    R"({"document":"a1","kind":"influence","agent":{"code":"AZE","name":"Ilham Aliyev","sector":"GOV","begin":102,"end":139},)"
    R"("pair":[{"code":"ISR"},{"code":"TUR"}],"effect":"+","means":"mediation","status":"offered","speaker":null,)"
    R"("event_date":"2020-09-27/2020-11-10","evidence":{"begin":92,"end":98,"text":"he\\ \"x"},"confidence":0.83})";

TEST(StatementJsonTest, WhatIsWrittenReadsBackTheSame) {
  const Result<Statement> read = StatementOf(kInfluence);
  ASSERT_TRUE(read.ok()) << read.status().ToString();
  EXPECT_EQ(read->agent.span, (Span{102, 139}));
  EXPECT_EQ(read->evidence_text, "he\\ \"x");
  EXPECT_EQ(read->status, StatementStatus::kOffered);
  const std::string line = ToJson(*read);
  const Result<Statement> again = StatementOf(line);
  ASSERT_TRUE(again.ok()) << line;
  EXPECT_EQ(ToJson(*again), line);
}

TEST(StatementJsonTest, TakesTheFlatGoldForm) {
  const Result<Statement> read = StatementOf(
      R"({"kind":"event","source":"NOR","target":"Tamil Tigers","type":"CONSULT","date":"2002-02","begin":3,"end":7,)"
      R"("evidence":"Oslo"})");
  ASSERT_TRUE(read.ok()) << read.status().ToString();
  EXPECT_EQ(read->source.code, "NOR");
  EXPECT_EQ(read->target.name, "Tamil Tigers");
  EXPECT_EQ(read->evidence, (Span{3, 7}));
}

TEST(StatementJsonTest, RefusesByField) {
  const std::string evidence = R"("evidence":{"begin":0,"end":1,"text":"x"})";
  const std::pair<std::string, std::string> kBad[] = {
      {R"({"kind":"rumour",)" + evidence + "}", "kind"},
      {R"({"kind":"event","status":"maybe",)" + evidence + "}", "status"},
      {R"({"kind":"event","quad":1e300,)" + evidence + "}", "quad"},
      {R"({"kind":"tie","effect":"\u00e9",)" + evidence + "}", "effect"},
      {R"({"kind":"tie","pair":["ISR"],)" + evidence + "}", "pair"},
      {R"({"kind":"tie","amount":"infinite",)" + evidence + "}", "amount"},
      {R"({"kind":"event","source":{"code":"NOR","begin":5,"end":1e12},)" + evidence + "}", "source"},
      {R"({"kind":"event","event_date":"yesterday",)" + evidence + "}", "event_date"},
      {R"({"kind":"event","evidence":{"begin":7,"end":2,"text":""}})", "evidence"},
  };
  for (const auto& [line, field] : kBad) {
    const Result<Statement> read = StatementOf(line);
    ASSERT_FALSE(read.ok()) << line;
    EXPECT_EQ(read.status().id(), "statement.bad_field") << line;
    EXPECT_NE(read.status().message().find(field), std::string::npos) << read.status().message();
  }
  EXPECT_EQ(StatementOf("[]").status().id(), "statement.bad_json");
  EXPECT_EQ(StatementOf("{").status().id(), "statement.bad_json");
}

}  // namespace
}  // namespace entente
