// Fetched bytes to the readers: the only place where `fetch`, `feed` and `input` meet.
#include <chrono>
#include <deque>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unordered_set>

#include "base/date.h"
#include "base/url.h"
#include "entente/fetch.h"
#include "feed/opml.h"
#include "fetch/fetch_memory.h"
#include "fetch/fetcher.h"
#include "input/input.h"
#include "input/page_tools.h"

namespace entente {
namespace {

// Pages of one feed that are followed; its other entries are read as the feed has them.
constexpr size_t kMostFollowed = 1000;
// Lists may name lists.
constexpr int kMostNested = 2;

FetchRules RulesOf(const FetchOptions& options) {
  FetchRules rules;
  rules.limits.total_seconds = options.timeout_seconds;
  rules.limits.connect_seconds = std::min(rules.limits.connect_seconds, options.timeout_seconds);
  rules.limits.most_bytes = options.most_bytes;
  if (!options.allow_private.empty()) rules.limits.allowed_private = {options.allow_private};
  rules.limits.user_agent = "entente/" + options.version + " (+reads news for research on international relations)";
  rules.limits.stopped = options.stopped;
  rules.delay_seconds = options.delay_seconds;
  return rules;
}

Date Today() {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return DateOfDayNumber(static_cast<int32_t>(days.time_since_epoch().count()));
}

class Session : public FetchSession {
 public:
  Session(FetchOptions options, std::unique_ptr<FetchMemory> memory)
      : options_(std::move(options)), memory_(std::move(memory)), fetcher_(RulesOf(options_), *memory_) {}

  InputSupply Supply() override {
    return [this](const std::vector<std::string>& paths, const DocumentSink& sink) { Run(paths, sink); };
  }
  Status Remember() override { return memory_->Save(); }

 private:
  struct Address {
    std::string url;
    int nested = 0;
  };

  void Run(const std::vector<std::string>& paths, const DocumentSink& given) {
    DocumentSink sink = given;
    if (!sink.skipped) sink.skipped = [](std::string_view) {};
    go_on_ = true;
    for (const std::string& path : paths) Add(path, 0);
    while (!queue_.empty() && go_on_ && !(options_.stopped && options_.stopped())) {
      const Address address = std::move(queue_.front());
      queue_.pop_front();
      if (IsWebUrl(address.url))
        ReadAddress(address, sink);
      else
        ReadList(address, sink);
    }
    queue_.clear();
  }

  void Add(const std::string& url, int nested) {
    if (seen_.insert(url).second) queue_.push_back({url, nested});
  }

  static void Refuse(const std::string& input, const Status& status, const DocumentSink& sink) {
    sink.problem({PrintableName(input), 0, 0, status});
  }

  // A file that lists feeds.
  void ReadList(const Address& address, const DocumentSink& sink) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(address.url, error)) {
      const Status status(StatusCode::kInvalidInput, "fetch.bad_url", "neither an address of the web nor a file");
      return Refuse(address.url, status, sink);
    }
    if (std::filesystem::file_size(address.url, error) > options_.most_bytes) {
      return Refuse(address.url, {StatusCode::kInvalidInput, "fetch.too_large", "a list of that length"}, sink);
    }
    std::ifstream in(address.url, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    AddFeeds(bytes.str(), {}, address, sink);
  }

  void AddFeeds(const std::string& bytes, const FeedHints& hints, const Address& address, const DocumentSink& sink) {
    const Result<std::vector<OpmlFeed>> feeds = ParseOpml(bytes, hints);
    if (!feeds.ok()) return Refuse(address.url, feeds.status(), sink);
    if (address.nested >= kMostNested) {
      return Refuse(address.url, {StatusCode::kUnsupported, "fetch.nested_lists", "a list in a list in a list"}, sink);
    }
    for (const OpmlFeed& feed : *feeds) {
      // A file of this machine that somebody's list names is none of its business.
      if (IsWebUrl(feed.url))
        Add(feed.url, address.nested + 1);
      else
        Refuse(feed.url, {StatusCode::kInvalidInput, "fetch.bad_url", "no address of the web"}, sink);
    }
  }

  void ReadAddress(const Address& address, const DocumentSink& sink) {
    Result<FetchedPage> page = fetcher_.Fetch(address.url);
    if (!page.ok()) return RefuseFetch(address.url, page.status(), sink);
    if (page->not_modified) {
      sink.skipped("fetch.not_modified");
      return;
    }
    if (LooksLikeOpml(page->body)) {
      return AddFeeds(page->body, {page->content_type, page->content_language, page->url}, address, sink);
    }
    std::vector<Document> linked;
    const DocumentSink watched{[&](Document document) {
                                 const bool leads_on = options_.follow && linked.size() < kMostFollowed &&
                                                       IsWebUrl(document.url) && document.url != page->url &&
                                                       document.url != address.url;
                                 if (!leads_on) return go_on_ = sink.document(std::move(document));
                                 linked.push_back(std::move(document));
                                 return true;
                               },
                               sink.problem, sink.skipped};
    ReadPage(*page, address.url, watched, sink);
    page->body.clear();
    for (Document& entry : linked) {
      if (!go_on_ || (options_.stopped && options_.stopped())) return;
      Follow(std::move(entry), sink);
    }
  }

  void ReadPage(const FetchedPage& page, const std::string& name, const DocumentSink& to, const DocumentSink& sink) {
    InputHints hints;
    hints.content_type = page.content_type;
    hints.url = page.url;
    hints.fetched_date = Today();
    hints.language = page.content_language;
    if (const Status status = ReadBytes(name, page.body, hints, to, &pages_); !status.ok()) Refuse(name, status, sink);
  }

  // The page an entry links to, in place of the entry where it says more.
  void Follow(Document entry, const DocumentSink& sink) {
    if (!seen_.insert(entry.url).second) return;
    const Result<FetchedPage> page = fetcher_.Fetch(entry.url);
    if (page.ok() && page->not_modified) {
      sink.skipped("fetch.not_modified");
      return;
    }
    std::vector<Document> found;
    if (page.ok()) {
      const DocumentSink gather{[&](Document document) {
                                  found.push_back(std::move(document));
                                  return found.size() < 2;
                                },
                                sink.problem, sink.skipped};
      ReadPage(*page, entry.url, gather, sink);
    } else {
      RefuseFetch(entry.url, page.status(), sink);
    }
    // A page is one article; what gives several (a feed, a table) is not what the entry meant.
    if (found.size() == 1 && found[0].text.size() > entry.text.size()) entry.text = std::move(found[0].text);
    go_on_ = sink.document(std::move(entry));
  }

  static void RefuseFetch(const std::string& url, const Status& status, const DocumentSink& sink) {
    if (status.id() != "fetch.interrupted") Refuse(url, status, sink);
  }

  FetchOptions options_;
  std::unique_ptr<FetchMemory> memory_;
  Fetcher fetcher_;
  std::deque<Address> queue_;
  std::unordered_set<std::string> seen_;
  PageTools pages_;  // loaded once a session, not once a page
  bool go_on_ = true;
};

}  // namespace

Result<std::unique_ptr<FetchSession>> FetchSession::Open(const FetchOptions& options) {
  std::error_code error;
  std::unique_ptr<FetchMemory> memory;
  if (options.ledger_path.empty()) {
    memory = MakePassingMemory();
  } else {
    const std::string path = options.ledger_path + ".fetch.tsv";
    // A new ledger has none of what an old one was given.
    if (!std::filesystem::exists(options.ledger_path, error)) std::filesystem::remove(path, error);
    Result<std::unique_ptr<FetchMemory>> opened = OpenFileMemory(path);
    if (!opened.ok()) return opened.status();
    memory = std::move(*opened);
  }
  return std::unique_ptr<FetchSession>(std::make_unique<Session>(options, std::move(memory)));
}

}  // namespace entente
