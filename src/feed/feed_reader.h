// Feeds as documents: the Reader of this room.
#pragma once

#include <memory>
#include <string>

#include "feed/feed.h"
#include "text/reader.h"

namespace entente {

// Each entry is a document: its body, else its summary, else its title, as plain text; the outlet is the
// feed it was taken from, else this feed. An entry without text or title that has a link or name is a document without
// text. Streams: feeds of any length, in the memory of one entry. Problems: feed.no_text, feed.too_large,
// feed.entity_bomb, feed.not_a_feed, feed.opml (a list of feeds holds no documents).
std::unique_ptr<Reader> MakeFeedReader(InputHints hints = {});

// `fallback_id` where the entry has neither id nor link. The text is empty where the entry has none.
Document DocumentOfEntry(const FeedRecord& entry, const FeedRecord& feed, const std::string& fallback_id);

}  // namespace entente
