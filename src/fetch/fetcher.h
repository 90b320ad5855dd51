// Fetcher: addresses to bytes, as a guest: asks robots.txt, keeps its distance, takes no more than it was offered.
//
// One thread. Lives for one reading; robots.txt is asked once for each host.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "entente/status.h"
#include "fetch/fetch_memory.h"
#include "fetch/http_client.h"
#include "fetch/robots.h"

namespace entente {

struct FetchRules {
  HttpLimits limits;
  int most_redirects = 5;
  double delay_seconds = 1;        // between requests to one host
  double most_delay_seconds = 30;  // however long its Crawl-delay
};

struct FetchedPage {
  std::string url;  // after redirects
  bool not_modified = false;
  std::string body;  // empty where not modified
  std::string content_type;
  std::string content_language;
};

class Fetcher {
 public:
  // `memory` must outlive it.
  Fetcher(FetchRules rules, FetchMemory& memory);

  // GET, redirects followed, each checked as the first address was. Errors, each with the address: fetch.bad_url,
  // fetch.robots_disallowed, fetch.robots_unreachable, fetch.too_many_redirects, fetch.http_error and those of
  // HttpClient.
  Result<FetchedPage> Fetch(const std::string& url);

 private:
  using Clock = std::chrono::steady_clock;
  struct Host {
    Clock::time_point next;  // no request before
    double delay_seconds;
  };

  Result<HttpAnswer> Request(const std::string& url, const Validators& validators);
  Status MayFetch(const std::string& url);
  Result<Robots> RobotsOf(const std::string& origin);
  bool WaitFor(const std::string& host);
  bool Stopped() const { return rules_.limits.stopped && rules_.limits.stopped(); }

  FetchRules rules_;
  FetchMemory& memory_;
  HttpClient client_;
  std::map<std::string, Robots> robots_;  // by origin
  std::map<std::string, Status> silent_;  // origins whose robots.txt could not be had
  std::map<std::string, Host> hosts_;
};

}  // namespace entente
