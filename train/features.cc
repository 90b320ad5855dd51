// entente_features [--data DIR] TASK PATH…: the features the engine computes, with their names, for train/ to learn
// from.
//
// Prints one JSON object a line: {"id","group","label","features":{name:value}}. Each task is a function that reads its
// data set and calls the feature code of the room that will use the model, so that training sees what running sees.
#include "train/features.h"

#include <array>
#include <cstdio>
#include <string_view>

#include "train/acts.h"
#include "train/brokers.h"
#include "train/confidence.h"
#include "train/duplicates.h"
#include "train/page_blocks.h"
#include "train/persons.h"
#include "train/speech_tasks.h"

namespace {

struct Task {
  std::string_view name;
  entente::train::TaskFunction run;
};

// One line a task.
constexpr std::array kTasks = {
    Task{"content_words", entente::train::DumpContentWords},
    Task{"same_event", entente::train::DumpSameEvent},
    Task{"act_pair", entente::train::DumpPairs},
    Task{"act_role", entente::train::DumpRoles},
    Task{"act_told", entente::train::DumpTold},
    Task{"act_sentence", entente::train::DumpSentences},
    Task{"brokers", entente::train::DumpBrokers},
    Task{"confidence", entente::train::DumpConfidence},
    Task{"factuality", entente::train::DumpFactuality},
    Task{"page_blocks", entente::train::DumpPageBlocks},
    Task{"persons", entente::train::DumpPersons},
    Task{"speech_content", entente::train::DumpSpeechContent},
    Task{"speech_cue", entente::train::DumpSpeechCues},
    Task{"speech_judge", entente::train::DumpSpeechJudge},
    Task{"speech_next", entente::train::DumpSpeechNext},
    Task{"speech_source", entente::train::DumpSpeechSources},
    Task{"mediation", entente::train::DumpMediation},
};

int Fail(const entente::Status& status) {
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 3;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace entente;
  std::string data;
  if (argc > 2 && std::string_view(argv[1]) == "--data") {
    data = argv[2];
    argc -= 2;
    argv += 2;
  }
  if (argc < 3) {
    std::fprintf(stderr, "usage: entente_features [--data DIR] TASK PATH...\n");
    return 2;
  }
  Result<train::Rooms> rooms = train::OpenRooms(ENTENTE_SOURCE_DIR "/models/en_core_web_sm.entente", data);
  if (!rooms.ok()) return Fail(rooms.status());
  for (const Task& task : kTasks) {
    if (task.name != argv[1]) continue;
    for (int i = 2; i < argc; ++i) {
      const Status status = task.run(argv[i], *rooms, [](const std::string& line) { std::puts(line.c_str()); });
      if (!status.ok()) return Fail(status);
    }
    return 0;
  }
  std::fprintf(stderr, "no task \"%s\"\n", argv[1]);
  return 2;
}
