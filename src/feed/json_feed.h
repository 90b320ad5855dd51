// JSON Feed 1.0 and 1.1, streamed: items one by one, however many there are.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "feed/feed.h"

namespace entente {

class JsonFeedReader {
 public:
  JsonFeedReader(const FeedHints& hints, const FeedEntrySink& sink);
  ~JsonFeedReader();

  // False where nothing more is wanted.
  bool Push(std::string_view utf8);
  // Fields of the feed that follow the items are in its result only.
  Result<Feed> Finish();

 private:
  class Parser;
  void Take(char c);
  void EndItem();
  void ReadHeader();

  const FeedHints hints_;
  const FeedEntrySink& sink_;
  std::unique_ptr<Parser> parser_;
  Feed feed_;
  std::string header_;  // the outer object, its items left out
  std::string item_;
  std::string string_;  // the last string, to know "items" by
  int depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool in_items_ = false;
  bool too_long_ = false;
  bool stopped_ = false;
};

}  // namespace entente
