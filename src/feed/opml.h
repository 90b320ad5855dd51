// OPML 1.0 and 2.0: lists of feeds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/status.h"
#include "feed/feed.h"

namespace entente {

struct OpmlFeed {
  std::string url;    // of the feed, absolute where a base is known
  std::string title;  // empty where the list has none
  std::string page;   // the site it belongs to
};

// Whether the bytes begin as an OPML document does. Cost: constant.
bool LooksLikeOpml(std::string_view bytes);

// The feeds of the list in its order, each once, at whatever depth. Ill-formed lists are read as far as they go. At
// most 100,000. Errors: feed.not_opml, feed.entity_bomb.
Result<std::vector<OpmlFeed>> ParseOpml(std::string_view bytes, const FeedHints& hints);

}  // namespace entente
