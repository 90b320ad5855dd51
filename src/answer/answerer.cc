#include "answer/answerer.h"

#include "answer/asker.h"
#include "answer/tables.h"
#include "answer/words.h"

namespace entente {

Answerer::Answerer(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Answerer::~Answerer() = default;
Answerer::Answerer(Answerer&&) noexcept = default;
Answerer& Answerer::operator=(Answerer&&) noexcept = default;

Result<Answerer> Answerer::Load(const DataFiles& data) {
  Result<RelationWeights> weights = RelationWeights::Load(data);
  if (!weights.ok()) return weights.status();
  Result<BrokerWeights> broker_weights = BrokerWeights::Load(data);
  if (!broker_weights.ok()) return broker_weights.status();
  Result<Phrasebook> phrases = Phrasebook::Load(data);
  if (!phrases.ok()) return phrases.status();
  Result<QuestionTables> questions = QuestionTables::Load(data);
  if (!questions.ok()) return questions.status();
  auto tables = std::make_unique<Tables>(Tables{std::move(weights).value(), std::move(broker_weights).value(),
                                                std::move(phrases).value(), std::move(questions).value()});
  return Answerer(std::move(tables));
}

const RelationWeights& Answerer::relation_weights() const { return tables_->weights; }

namespace {

void SayCannot(Answer& answer, const AnswerInput& input, const Phrasebook& phrases, const Question& question) {
  std::vector<std::string> found;
  for (const std::string& key : question.actors) found.push_back(input.names.Display(key));
  const std::string reason = phrases.Say("ask.reason." + question.reason, {{"found", ListOf(found)}});
  answer.kind = "cannot";
  answer.paragraphs.push_back({"cannot", phrases.Say("ask.cannot", {{"reason", reason}})});
  answer.paragraphs.push_back({"hint", phrases.Say("ask.hint")});
}

}  // namespace

Answer Answerer::Ask(const AnswerInput& input, std::string_view text, const QuestionParse& parse,
                     const TimeWindow& window) const {
  const Question question = ReadQuestion(text, parse, input.names, tables_->questions, window);
  Answer answer{.kind = question.kind, .title = std::string(text)};
  if (question.kind.empty()) {
    SayCannot(answer, input, tables_->phrases, question);
  } else if (question.kind == "actors") {
    answer = Actors(input, question.window);
  } else if (question.kind == "explain") {
    Result<Answer> explained = Explain(input, question.pair[0], question.pair[1], question.window);
    if (explained.ok()) answer = std::move(explained).value();
  } else {
    Asker(input, tables_->weights, tables_->broker_weights, tables_->phrases, question).Run(answer);
  }
  // The kind "brokers" prints its bare data as JSON; an answer to a question has none.
  if (answer.data.empty() && answer.kind == "brokers") answer.kind = "ask.brokers";
  answer.title = text;
  return answer;
}

}  // namespace entente
