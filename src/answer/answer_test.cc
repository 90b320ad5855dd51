#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "answer/answerer.h"

namespace entente {
namespace {
TEST(Try, Article) {
  const DataFiles data = DataFiles::FromDirectory(ENTENTE_SOURCE_DIR "/data").value();
  auto answerer = Answerer::Load(data);
  ASSERT_TRUE(answerer.ok()) << answerer.status().ToString();
  std::vector<Statement> statements;
  const char* file = std::getenv("GOLD");
  std::ifstream in(file == nullptr ? ENTENTE_SOURCE_DIR "/../shared/gold/article.gold.jsonl" : file);
  for (std::string line; std::getline(in, line);) {
    Statement s = StatementOf(line).value();
    s.document = "article.txt";
    s.confidence = 0.9;
    statements.push_back(s);
  }
  auto names = NameBook::Load(data);
  names.value().Learn(statements);
  const FactTable facts = FactTable::Build(statements, {}, answerer->relation_weights().duplicate_rules());
  const AnswerInput input{facts, *names, "article.txt"};
  if (const char* pair = std::getenv("PAIR")) {
    const std::string p = pair;
    const size_t at = p.find(' ');
    for (auto f : {&Answerer::Explain, &Answerer::RelationOf, &Answerer::BrokersOf}) {
      auto a = ((*answerer).*f)(input, p.substr(0, at), p.substr(at + 1), {});
      std::cout << (a.ok() ? Render(*a, AnswerFormat::kText) : a.status().ToString()) << "\n----\n";
    }
  }
  if (const char* q = std::getenv("Q")) {
    std::ifstream questions(q);
    for (std::string line; std::getline(questions, line);) {
      const Answer a = answerer->Ask(input, line, {}, {});
      std::cout << "<" << a.kind << "> " << Render(a, AnswerFormat::kText) << "----\n";
    }
  }
}
}  // namespace
}  // namespace entente
