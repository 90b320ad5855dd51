#include "fetch/fetcher.h"

#include <algorithm>
#include <charconv>
#include <thread>

#include "base/url.h"

namespace entente {
namespace {

constexpr std::string_view kProduct = "entente";

bool IsRedirect(const HttpAnswer& answer) {
  const long s = answer.status;
  return (s == 301 || s == 302 || s == 303 || s == 307 || s == 308) && !answer.location.empty();
}

std::string OriginOf(const Url& url) { return url.scheme + "://" + url.authority; }

std::string TargetOf(const Url& url) {
  return (url.path.empty() ? "/" : url.path) + (url.has_query ? "?" + url.query : "");
}

std::string WithoutFragment(std::string_view text) {
  Url url = SplitUrl(text);
  url.has_fragment = false;
  return JoinUrl(url);
}

// Retry-After in seconds; 0 where it is a date, which says less than it seems: clocks differ.
double SecondsIn(std::string_view retry_after) {
  uint32_t seconds = 0;
  const auto [end, error] = std::from_chars(retry_after.data(), retry_after.data() + retry_after.size(), seconds);
  return error == std::errc() && end == retry_after.data() + retry_after.size() ? seconds : 0;
}

Status About(const std::string& url, const Status& status) {
  return {status.code(), status.id(), url + ": " + status.message()};
}

}  // namespace

Fetcher::Fetcher(FetchRules rules, FetchMemory& memory)
    : rules_(std::move(rules)), memory_(memory), client_(rules_.limits) {}

Result<FetchedPage> Fetcher::Fetch(const std::string& first) {
  const Validators known = memory_.Get(first);
  std::string url = WithoutFragment(first);
  for (int hop = 0; hop <= rules_.most_redirects; ++hop) {
    if (Status status = MayFetch(url); !status.ok()) return About(url, status);
    Result<HttpAnswer> answer = Request(url, known);
    if (!answer.ok()) return About(url, answer.status());
    if (IsRedirect(*answer)) {
      url = WithoutFragment(ResolveUrl(url, answer->location));
      continue;
    }
    if (answer->status == 304 && !known.empty()) return FetchedPage{url, true, "", "", ""};
    if (answer->status < 200 || answer->status > 299) {
      const std::string later =
          answer->retry_after.empty() ? "" : ", come again after " + answer->retry_after.substr(0, 40);
      return Status(StatusCode::kIo, "fetch.http_error", url + ": status " + std::to_string(answer->status) + later);
    }
    memory_.Put(first, answer->validators);
    return FetchedPage{url, false, std::move(answer->body), answer->content_type, answer->content_language};
  }
  return Status(StatusCode::kIo, "fetch.too_many_redirects",
                first + ": more than " + std::to_string(rules_.most_redirects) + " redirects");
}

Status Fetcher::MayFetch(const std::string& url) {
  if (!IsWebUrl(url)) return {StatusCode::kInvalidInput, "fetch.bad_url", "no address of the web (http, https)"};
  const Url parts = SplitUrl(url);
  Result<Robots> robots = RobotsOf(OriginOf(parts));
  if (!robots.ok()) return robots.status();
  if (!robots->Allows(TargetOf(parts))) {
    return {StatusCode::kUnsupported, "fetch.robots_disallowed", "its robots.txt asks not to"};
  }
  return Status::Ok();
}

// RFC 9309 section 2.3.1: none (4xx) allows all, one that cannot be had (5xx, no connection) nothing.
Result<Robots> Fetcher::RobotsOf(const std::string& origin) {
  if (const auto known = robots_.find(origin); known != robots_.end()) return known->second;
  if (const auto silent = silent_.find(origin); silent != silent_.end()) return silent->second;
  std::string url = origin + "/robots.txt";
  Status status(StatusCode::kIo, "fetch.robots_unreachable", "its robots.txt redirects without end");
  for (int hop = 0; hop <= rules_.most_redirects; ++hop) {
    Result<HttpAnswer> answer = Request(url, {});
    if (!answer.ok()) {
      status = answer.status();
      break;
    }
    if (IsRedirect(*answer)) {
      url = ResolveUrl(url, answer->location);
      continue;
    }
    if (answer->status >= 500 || answer->status == 429) {
      const std::string what = "its robots.txt answers with status " + std::to_string(answer->status);
      status = Status(StatusCode::kIo, "fetch.robots_unreachable", what);
      break;
    }
    const bool there = answer->status >= 200 && answer->status < 300;
    const Robots robots = there ? Robots::Parse(answer->body, kProduct) : Robots::AllowAll();
    Host& host = hosts_[HostOf(SplitUrl(origin))];
    if (const auto delay = robots.delay_seconds()) {
      host.delay_seconds = std::min(std::max(*delay, rules_.delay_seconds), rules_.most_delay_seconds);
    }
    return robots_.emplace(origin, robots).first->second;
  }
  return silent_.emplace(origin, status).first->second;
}

Result<HttpAnswer> Fetcher::Request(const std::string& url, const Validators& validators) {
  const std::string host = HostOf(SplitUrl(url));
  if (!WaitFor(host)) return Status(StatusCode::kIo, "fetch.interrupted", "stopped");
  Result<HttpAnswer> answer = client_.Get(url, validators);
  Host& visited = hosts_[host];
  // A server that asks for time gets it, as far as we wait for any.
  const double asked =
      answer.ok() && (answer->status == 429 || answer->status == 503) ? SecondsIn(answer->retry_after) : 0;
  const std::chrono::duration<double> delay(
      std::max(visited.delay_seconds, std::min(asked, rules_.most_delay_seconds)));
  visited.next = Clock::now() + std::chrono::duration_cast<Clock::duration>(delay);
  return answer;
}

bool Fetcher::WaitFor(const std::string& name) {
  const auto [host, is_new] = hosts_.try_emplace(name, Host{Clock::now(), rules_.delay_seconds});
  while (Clock::now() < host->second.next) {
    if (Stopped()) return false;
    const auto left = host->second.next - Clock::now();
    std::this_thread::sleep_for(std::min<Clock::duration>(left, std::chrono::milliseconds(100)));
  }
  return !Stopped();
}

}  // namespace entente
