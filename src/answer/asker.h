// Asker: the answer to one question that has been read.
//
// One question, one Asker; not shared between threads.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "answer/answerer.h"
#include "answer/composer.h"
#include "answer/question.h"
#include "answer/wording.h"

namespace entente {

class Asker {
 public:
  Asker(const AnswerInput& input, const RelationWeights& weights, const BrokerWeights& broker_weights,
        const Phrasebook& phrases, Question question);

  // Fills paragraphs, evidence and `answered`. REQUIRES: the question has a kind of questions.tsv, not "explain" or
  // "actors", which are answers of their own.
  void Run(Answer& answer);

 private:
  void Brokers(Answer& answer, bool hurts);
  void BrokersNext(Answer& answer);
  void Influence(Answer& answer);
  void HowTheyStand(Answer& answer);
  void Did(Answer& answer);
  void DidOne(Answer& answer);
  void Deeds(Answer& answer);
  void May(Answer& answer);
  void When(Answer& answer);
  void Since(Answer& answer, bool influence);
  void Says(Answer& answer, bool influence);
  void Trade(Answer& answer);
  void Why(Answer& answer);

  BrokerRanking Ranking() const;
  // Facts of the window that pass, ascending.
  using Test = std::function<bool(FactId, const Statement&)>;
  std::vector<FactId> Select(std::string_view actor, const Test& test) const;
  std::vector<FactId> DeedFacts(bool of_asked_types) const;
  void WordFirst(std::vector<FactId>& facts) const;
  std::vector<FactId> InfluenceFacts() const;
  std::string InfluenceDeeds();
  bool TypeFits(const Statement& s) const;
  Slots QuestionSlots() const;
  void Add(Answer& answer, std::string_view topic, std::string text) const;
  void None(Answer& answer, std::string_view key) const;
  std::string ClausesText(const std::vector<FactId>& facts, size_t limit);
  void SinceDated(Answer& answer, const std::vector<FactId>& facts, bool influence);

  const AnswerInput& input_;
  const RelationWeights& weights_;
  const BrokerWeights& broker_weights_;
  const Phrasebook& phrases_;
  Question question_;
  Wording words_;
  Composer composer_;
};

}  // namespace entente
