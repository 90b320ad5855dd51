// Answerer: questions about relations in, prose with evidence out.
//
// Comes in: a FactTable and names. Goes out: Answer values. The words are templates of data/answer; the numbers are
// those of relation and broker: none is computed here. Immutable after Load; any thread may call it, also with
// different tables at once. The same facts give the same answer, whatever order they came in.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answer/name_book.h"
#include "base/data_files.h"
#include "broker/broker.h"
#include "entente/answer.h"
#include "entente/status.h"
#include "relation/fact_table.h"
#include "relation/weights.h"

namespace entente {

// What an answer is made from. The referenced values outlive the call.
struct AnswerInput {
  const FactTable& facts;
  const NameBook& names;
  std::string where;  // how to name what was read: "article.txt", "these 3 documents", "the ledger"
};

// What the engine knows of a question beyond its words. All may be empty: then names are looked up word by word and
// verbs compared by their regular forms.
struct QuestionParse {
  struct FoundActor {
    Span span;        // bytes of the question
    std::string key;  // ActorKey of the actor found there
    bool adjective = false;
  };
  std::vector<FoundActor> actors;                    // in text order, disjoint; beats the NameBook where they overlap
  std::vector<std::pair<Span, std::string>> lemmas;  // per word of the question: its bytes and lemma
  std::vector<Statement> statements;                 // the question coded as if it were a text
};

class Answerer {
 public:
  // Reads data/relation and data/answer. Errors: data.missing, data.bad_table, data.bad_number.
  static Result<Answerer> Load(const DataFiles& data);
  ~Answerer();
  Answerer(Answerer&&) noexcept;
  Answerer& operator=(Answerer&&) noexcept;

  const RelationWeights& relation_weights() const;

  // `a`, `b`, `actor` are names or codes as a user types them. Errors: actor.unknown, actor.same (kInvalidInput).
  // An answer without evidence is no error: `answered` is false and the text says so.
  Result<Answer> Explain(const AnswerInput& input, std::string_view a, std::string_view b,
                         const TimeWindow& window) const;
  Result<Answer> RelationOf(const AnswerInput& input, std::string_view a, std::string_view b,
                            const TimeWindow& window) const;
  // Its `data` is the array of brokers alone, best first; Render(kJson) prints just that array.
  Result<Answer> BrokersOf(const AnswerInput& input, std::string_view a, std::string_view b,
                           const TimeWindow& window) const;
  // Who appears, how often and with whom; most often first.
  Answer Actors(const AnswerInput& input, const TimeWindow& window) const;
  // Never fails: a question that cannot be read is answered by saying so and what can be asked.
  Answer Ask(const AnswerInput& input, std::string_view question, const QuestionParse& parse,
             const TimeWindow& window) const;

 private:
  struct Tables;
  explicit Answerer(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

}  // namespace entente
