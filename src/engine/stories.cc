#include "engine/stories.h"

#include <algorithm>
#include <map>

namespace entente {
namespace {

// Did the outlet print an earlier version, so that this one takes its place?
bool FollowsItself(const std::vector<DocumentNote>& documents, const std::vector<uint32_t>& story, size_t at) {
  const DocumentNote& one = documents[story[at]];
  return !one.outlet.empty() && std::any_of(story.begin(), story.begin() + static_cast<ptrdiff_t>(at), [&](uint32_t i) {
    return documents[i].outlet == one.outlet && documents[i].published_date < one.published_date;
  });
}

}  // namespace

void SetStories(std::span<const DocumentSketch> sketches, const std::function<std::string(uint32_t)>& text_of,
                std::vector<DocumentNote>& documents) {
  const std::vector<uint32_t> stories = GroupCopies(sketches, text_of);
  for (size_t i = 0; i < documents.size(); ++i) documents[i].story = stories[i];
}

void SetRevisions(const RevisionCues& cues, const std::function<StoryText(uint32_t)>& text_of,
                  std::vector<DocumentNote>& documents) {
  std::map<uint32_t, std::vector<uint32_t>> stories;
  for (uint32_t i = 0; i < documents.size(); ++i) {
    if (documents[i].story != i) stories[documents[i].story].push_back(i);
  }
  for (auto& [first, story] : stories) {
    story.insert(story.begin(), first);
    std::stable_sort(story.begin(), story.end(), [&](uint32_t a, uint32_t b) {
      // What has no day comes last.
      const auto &day = documents[a].published_date, &other = documents[b].published_date;
      return day && (!other || *day < *other);
    });
    for (size_t at = 1; at < story.size(); ++at) {
      const StoryText said = text_of(story[at]);
      std::string& revision = documents[story[at]].revision;
      revision = cues.KindOf(said.title, said.text);
      if (revision.empty() && FollowsItself(documents, story, at)) revision = "updated";
    }
  }
}

}  // namespace entente
