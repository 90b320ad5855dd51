#include "evaluate/scorers.h"

#include <array>

#include "evaluate/act_scores.h"
#include "evaluate/actor_score.h"
#include "evaluate/broker_score.h"
#include "evaluate/class_scores.h"
#include "evaluate/copies_score.h"
#include "evaluate/coreference_score.h"
#include "evaluate/coverage_score.h"
#include "evaluate/duplicates_score.h"
#include "evaluate/extraction_score.h"
#include "evaluate/gap_score.h"
#include "evaluate/mediation_score.h"
#include "evaluate/speech_score.h"
#include "evaluate/status_scores.h"

namespace entente {
namespace {

struct Entry {
  EvalMeasure measure;
  Scorer scorer;
};

// One line a measure, by name.
constexpr std::array kScorers = {
    Entry{{"mediation", "third parties of narratives: precision, recall", "entente eval mediation crises.jsonl"},
          ScoreMediation},
    Entry{{"ordinary", "third parties printed where there is none", "entente eval ordinary sentences.txt"},
          ScoreOrdinary},
    Entry{{"brokers", "third parties ranked from event streams: MRR, AUC",
           "entente eval brokers train/labels/mediations.tsv ../shared/data/streams", true},
          ScoreBrokers},
    Entry{{"copies", "wire copies made by edits: recall and precision", "entente eval copies examples/"}, ScoreCopies},
    Entry{{"duplicates", "same event told by several articles: B-cubed F1", "entente eval duplicates ecbplus/"},
          ScoreDuplicates},
    Entry{{"extraction", "article bodies of pages: F1 of runs of four words", "entente eval extraction html/"},
          ScoreExtraction},
    Entry{{"plover", "PLOVER class of marked pairs: macro-F1", "entente eval plover pairs.tsv"}, ScorePlover},
    Entry{{"gap", "who he or she is, of two persons named: GAP's F1", "entente eval gap gap-validation.tsv"}, ScoreGap},
    Entry{{"coreference", "pronouns and definite descriptions of GUM's news: F1 of the name they lead to",
           "entente eval coreference gum_news/ --errors 20"},
          ScoreCoreference},
    Entry{{"actors", "who acts on whom, beside labels: shares found", "entente eval actors PLV_train.tsv labels.tsv",
           true},
          ScoreActors},
    Entry{{"coverage", "names of texts that have an actor with a code, and those that have none",
           "entente eval coverage stories/ --errors 50"},
          ScoreCoverage},
    Entry{{"petrarch", "who acts on whom in PETRARCH's unit sentences: shares found",
           "entente eval petrarch petrarch2.unit.xml PETR.Validate.actors.txt", true},
          ScorePetrarch},
    Entry{{"quad", "quad class of sentences: macro-F1", "entente eval quad sentences.tsv"}, ScoreQuad},
    Entry{{"roles", "source and target spans of main events: exact F1", "entente eval roles roles.conll"}, ScoreRoles},
    Entry{{"factuality", "factuality of marked words: mean absolute error, r", "entente eval factuality uw.dev.jsonl"},
          ScoreFactuality},
    Entry{{"status", "status of marked acts: accuracy", "entente eval status tests/golden/status.check.txt"},
          ScoreStatus},
    Entry{{"speech", "who says what: speakers, cues, content", "entente eval speech articles.jsonl"}, ScoreSpeech},
};

constexpr auto kMeasures = [] {
  std::array<EvalMeasure, kScorers.size()> measures{};
  for (size_t i = 0; i < kScorers.size(); ++i) measures[i] = kScorers[i].measure;
  return measures;
}();

}  // namespace

std::span<const EvalMeasure> EvalMeasures() { return kMeasures; }

Result<EvalReport> RunScorer(std::string_view measure, const std::string& path, const EvalTools& tools) {
  for (const Entry& entry : kScorers) {
    if (entry.measure.name == measure) return entry.scorer(path, tools);
  }
  return Status(StatusCode::kNotFound, "eval.unknown_measure", "no measure \"" + std::string(measure) + "\"");
}

}  // namespace entente
