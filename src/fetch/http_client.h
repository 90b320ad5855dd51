// One HTTP request, no more: no redirects followed, no cookies, no proxies. The only file that knows libcurl.
//
// Not thread-safe; connections are kept between calls.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/status.h"
#include "fetch/fetch_memory.h"

namespace entente {

struct HttpLimits {
  double connect_seconds = 10;
  double total_seconds = 60;
  uint64_t most_bytes = uint64_t{64} << 20;  // after decompression
  // Addresses that are not public: none, those named here ("127.0.0.1"), or "any".
  std::vector<std::string> allowed_private;
  std::string user_agent;
  std::function<bool()> stopped = {};  // asked now and then; true breaks off
};

struct HttpAnswer {
  long status = 0;
  std::string body;
  std::string content_type;
  std::string content_language;
  std::string location;  // as sent
  std::string retry_after;
  Validators validators;
};

class HttpClient {
 public:
  explicit HttpClient(HttpLimits limits);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // GET. Errors: fetch.bad_url, fetch.private_address, fetch.unreachable, fetch.timeout, fetch.too_large,
  // fetch.interrupted. Any HTTP status is an answer.
  Result<HttpAnswer> Get(const std::string& url, const Validators& validators);

 private:
  struct Transfer;
  struct Curl;
  HttpLimits limits_;
  std::unique_ptr<Curl> curl_;
};

}  // namespace entente
