#include "train/speech_tasks.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "actor/attribution_content.h"
#include "actor/attribution_features.h"
#include "actor/attribution_finder.h"
#include "base/json_text.h"
#include "evaluate/speech_gold.h"
#include "text/blocks.h"

namespace entente::train {
namespace {

using Print = std::function<void(const std::string&)>;

// A subtree is said where this share of its words is, and is not where no more than that is.
constexpr double kWhole = 0.85;
constexpr double kNone = 0.1;
constexpr double kHalf = 0.5;

class Records {
 public:
  Records(const Print& print, std::string article) : print_(print), article_(std::move(article)) {}

  Features& Next() {
    features_.Clear();
    return features_;
  }
  void Write(std::string_view label) {
    std::string line = "{\"id\":";
    AppendJsonString(line, fmt::format("{}:{}", article_, count_++));
    line += ",\"group\":";
    AppendJsonString(line, article_);
    print_(fmt::format("{},\"label\":\"{}\",\"features\":{}}}", line, label, ToJson(features_)));
  }

 private:
  const Print& print_;
  std::string article_;
  size_t count_ = 0;
  Features features_{Features::Names::kKeep};
};

// What share of the words of a stretch is in the gold content.
double ShareIn(const SpeechView& view, const Tokens& stretch, const Tokens& content) {
  size_t words = 0, in = 0;
  for (const uint32_t t : stretch) {
    if (!view.IsWord(t) && stretch.size() > 1) continue;
    ++words;
    in += std::binary_search(content.begin(), content.end(), t) ? 1 : 0;
  }
  return words == 0 ? 0 : static_cast<double>(in) / static_cast<double>(words);
}

Part GoldPart(const SpeechView& view, const Piece& piece, bool may_open, const Tokens& content) {
  const double share =
      piece.on_path ? ShareIn(view, {piece.token}, content) : ShareIn(view, view.Subtree(piece.token), content);
  if (share >= kWhole) return Part::kIn;
  if (share <= kNone) return Part::kOut;
  if (!may_open) return share < kHalf ? Part::kOut : Part::kIn;
  const bool own = std::binary_search(content.begin(), content.end(), piece.token);
  return own ? Part::kOpenIn : Part::kOpenOut;
}

std::string_view NameOf(Part part) {
  switch (part) {
    case Part::kIn:
      return "in";
    case Part::kOut:
      return "out";
    case Part::kOpenIn:
      return "open_in";
    default:
      return "open_out";
  }
}

using Dumper = void (*)(const SpeechView& view, const std::vector<TokenAttribution>& gold, Records& records);

Status Dump(const std::string& path, const Rooms& rooms, const Print& print, Dumper dumper) {
  return ForEachArticle(path, [&](const GoldArticle& article) {
    const ParsedDocument parsed = rooms.model->ParseBlocks(article.text, BlocksOf(article.text));
    const Tree tree(parsed);
    const SpeechView view(tree);
    Records records(print, article.id);
    dumper(view, AlignedTo(tree, article), records);
    return Status::Ok();
  });
}

void WriteCues(const SpeechView& view, const std::vector<TokenAttribution>& gold, Records& records) {
  std::set<uint32_t> cues;
  for (const TokenAttribution& one : gold) {
    if (one.cue_head >= 0) cues.insert(static_cast<uint32_t>(one.cue_head));
  }
  for (uint32_t t = 0; t < view.tree().size(); ++t) {
    if (!MayBeCue(view, t)) continue;
    AddCueFeatures(view, t, records.Next());
    records.Write(cues.contains(t) ? "yes" : "no");
  }
}

void WriteSources(const SpeechView& view, const std::vector<TokenAttribution>& gold, Records& records) {
  for (const TokenAttribution& one : gold) {
    if (one.cue_head < 0) continue;
    const uint32_t cue = static_cast<uint32_t>(one.cue_head);
    AddSourceFeatures(view, cue, -1, records.Next());
    records.Write(one.source.empty() ? "yes" : "no");
    const TokenRange sentence = view.Sentence(cue);
    for (uint32_t t = sentence.begin; t < sentence.end; ++t) {
      if (t == cue || !MayBeSource(view, t)) continue;
      AddSourceFeatures(view, cue, static_cast<int32_t>(t), records.Next());
      const bool head = std::binary_search(one.source_heads.begin(), one.source_heads.end(), t);
      records.Write(head ? "yes" : "no");
    }
  }
}

void WriteContent(const SpeechView& view, const std::vector<TokenAttribution>& gold, Records& records) {
  for (const TokenAttribution& one : gold) {
    if (one.cue_head < 0) continue;
    const uint32_t cue = static_cast<uint32_t>(one.cue_head);
    ContentInSentence(view, cue, [&](const Piece& piece, bool may_open) {
      const Part part = GoldPart(view, piece, may_open, one.content);
      AddContentFeatures(view, cue, one.source_head, piece, records.Next());
      records.Write(NameOf(part));
      return part;
    });
  }
}

void WriteNext(const SpeechView& view, const std::vector<TokenAttribution>& gold, Records& records) {
  for (const TokenAttribution& one : gold) {
    if (one.cue_head < 0) continue;
    const uint32_t cue = static_cast<uint32_t>(one.cue_head);
    const TokenRange sentence = view.Sentence(cue);
    Tokens own;
    std::copy_if(one.content.begin(), one.content.end(), std::back_inserter(own),
                 [&](uint32_t t) { return sentence.begin <= t && t < sentence.end; });
    ContentBeyond(view, cue, own, [&](const Neighbour& neighbour) {
      const bool said = ShareIn(view, neighbour.part, one.content) >= kHalf;
      AddNextFeatures(view, cue, own, neighbour, records.Next());
      records.Write(said ? "yes" : "no");
      return said;
    });
  }
}

}  // namespace

Status DumpSpeechCues(const std::string& path, const Rooms& rooms, const Print& print) {
  return Dump(path, rooms, print, WriteCues);
}
Status DumpSpeechSources(const std::string& path, const Rooms& rooms, const Print& print) {
  return Dump(path, rooms, print, WriteSources);
}
Status DumpSpeechContent(const std::string& path, const Rooms& rooms, const Print& print) {
  return Dump(path, rooms, print, WriteContent);
}
Status DumpSpeechNext(const std::string& path, const Rooms& rooms, const Print& print) {
  return Dump(path, rooms, print, WriteNext);
}

Status DumpSpeechJudge(const std::string& path, const Rooms& rooms, const Print& print) {
  const Result<AttributionFinder> finder = AttributionFinder::Load(rooms.files);
  if (!finder.ok()) return finder.status();
  return ForEachArticle(path, [&](const GoldArticle& article) {
    const ParsedDocument parsed = rooms.model->ParseBlocks(article.text, BlocksOf(article.text));
    const Tree tree(parsed);
    const SpeechView view(tree);
    std::set<uint32_t> cues;
    for (const TokenAttribution& one : AlignedTo(tree, article)) {
      if (one.cue_head >= 0) cues.insert(static_cast<uint32_t>(one.cue_head));
    }
    Records records(print, article.id);
    const std::vector<CueCandidate> candidates = finder->Candidates(view);
    const CandidateView together(view, candidates);
    for (size_t i = 0; i < candidates.size(); ++i) {
      together.AddFeatures(i, records.Next());
      records.Write(cues.contains(candidates[i].cue) ? "yes" : "no");
    }
    return Status::Ok();
  });
}

}  // namespace entente::train
