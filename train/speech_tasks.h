// Tasks of entente_features that train the models of attribution (src/actor/attribution_features.h).
#pragma once

#include "train/features.h"

namespace entente::train {

Status DumpSpeechCues(const std::string& path, const Rooms& rooms,
                      const std::function<void(const std::string&)>& print);
Status DumpSpeechSources(const std::string& path, const Rooms& rooms,
                         const std::function<void(const std::string&)>& print);
Status DumpSpeechContent(const std::string& path, const Rooms& rooms,
                         const std::function<void(const std::string&)>& print);
Status DumpSpeechNext(const std::string& path, const Rooms& rooms,
                      const std::function<void(const std::string&)>& print);

// With the models of speech_cue, _source, _content and _next in rooms.files.
Status DumpSpeechJudge(const std::string& path, const Rooms& rooms,
                       const std::function<void(const std::string&)>& print);

}  // namespace entente::train
