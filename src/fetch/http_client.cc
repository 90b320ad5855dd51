#include "fetch/http_client.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"
#include "base/url.h"
#include "fetch/address.h"

namespace entente {
namespace {

constexpr size_t kMostHeader = size_t{64} << 10;

std::string_view Trim(std::string_view text) { return TrimmedOf(text, " \t\r\n"); }

// libcurl is set up once for the process and left so.
bool GlobalReady() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  return code == CURLE_OK;
}

}  // namespace

struct HttpClient::Curl {
  Curl() : handle(GlobalReady() ? curl_easy_init() : nullptr) {}
  ~Curl() {
    if (handle) curl_easy_cleanup(handle);
  }
  CURL* handle;
};

// What one request gathers; its functions are what libcurl calls.
struct HttpClient::Transfer {
  const HttpLimits& limits;
  HttpAnswer answer = {};
  size_t header_bytes = 0;
  bool too_large = false;
  std::string private_address = {};

  static Transfer& At(void* self) { return *static_cast<Transfer*>(self); }

  static size_t OnBody(char* bytes, size_t size, size_t count, void* self) {
    Transfer& transfer = At(self);
    if (transfer.answer.body.size() + size * count > transfer.limits.most_bytes) {
      transfer.too_large = true;
      return 0;
    }
    transfer.answer.body.append(bytes, size * count);
    return size * count;
  }

  static size_t OnHeader(char* bytes, size_t size, size_t count, void* self) {
    Transfer& transfer = At(self);
    transfer.header_bytes += size * count;
    if (transfer.header_bytes > kMostHeader) {
      transfer.too_large = true;
      return 0;
    }
    transfer.TakeHeader({bytes, size * count});
    return size * count;
  }

  void TakeHeader(std::string_view line) {
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const std::string key = LowerAscii(line.substr(0, colon));
    const std::pair<std::string_view, std::string*> kWanted[] = {
        {"content-type", &answer.content_type}, {"content-language", &answer.content_language},
        {"location", &answer.location},         {"retry-after", &answer.retry_after},
        {"etag", &answer.validators.etag},      {"last-modified", &answer.validators.last_modified}};
    for (const auto& [name, to] : kWanted) {
      if (key == name) *to = Trim(line.substr(colon + 1));
    }
  }

  // The address is the resolved one that is about to be connected to: names that change their mind do not matter.
  static curl_socket_t OnSocket(void* self, curlsocktype, curl_sockaddr* to) {
    Transfer& transfer = At(self);
    const std::string text = AddressText(&to->addr);
    const auto& allowed = transfer.limits.allowed_private;
    const bool let =
        std::any_of(allowed.begin(), allowed.end(), [&](const auto& a) { return a == "any" || a == text; });
    if (!let && !IsPublicAddress(&to->addr)) {
      transfer.private_address = text.empty() ? "an unknown kind of address" : text;
      return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  }

  static int OnProgress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto& stopped = At(self).limits.stopped;
    return stopped && stopped() ? 1 : 0;
  }

  // What to ask for and whom to tell.
  void Prepare(CURL* handle, const std::string& url) {
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");  // a proxy would connect where we would not
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can unpack
    curl_easy_setopt(handle, CURLOPT_USERAGENT, limits.user_agent.c_str());
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect_seconds * 1000));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total_seconds * 1000));
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Transfer::OnBody);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &Transfer::OnHeader);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &Transfer::OnSocket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, &Transfer::OnProgress);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, this);
  }

  Status Why(CURLcode code, const char* detail) const {
    if (!private_address.empty()) {
      return {StatusCode::kUnsupported, "fetch.private_address",
              private_address + " is no public address; --allow-private lets it"};
    }
    if (too_large) {
      return {StatusCode::kInvalidInput, "fetch.too_large",
              "more than " + std::to_string(limits.most_bytes >> 10) + " KiB"};
    }
    switch (code) {
      case CURLE_OPERATION_TIMEDOUT:
        return {StatusCode::kIo, "fetch.timeout", "no whole answer in time"};
      case CURLE_ABORTED_BY_CALLBACK:
        return {StatusCode::kIo, "fetch.interrupted", "stopped"};
      case CURLE_URL_MALFORMAT:
      case CURLE_UNSUPPORTED_PROTOCOL:
        return {StatusCode::kInvalidInput, "fetch.bad_url", "no address of the web"};
      default:
        return {StatusCode::kIo, "fetch.unreachable", *detail ? detail : curl_easy_strerror(code)};
    }
  }
};

HttpClient::HttpClient(HttpLimits limits) : limits_(std::move(limits)), curl_(std::make_unique<Curl>()) {}
HttpClient::~HttpClient() = default;

Result<HttpAnswer> HttpClient::Get(const std::string& url, const Validators& validators) {
  CURL* handle = curl_->handle;
  if (!handle) return Status(StatusCode::kInternal, "fetch.unreachable", "libcurl cannot be set up");
  const Url parts = SplitUrl(url);
  // A name and password in an address would be sent to whoever is there.
  if (!IsWebUrl(url) || parts.authority.find('@') != std::string::npos) {
    return Status(StatusCode::kInvalidInput, "fetch.bad_url", "no address of the web (http, https) without a password");
  }
  Transfer transfer{limits_};
  std::array<char, CURL_ERROR_SIZE> detail{};
  curl_slist* headers = nullptr;
  auto add_header = [&](const std::string& line) { headers = curl_slist_append(headers, line.c_str()); };
  if (!validators.etag.empty()) add_header("If-None-Match: " + validators.etag);
  if (!validators.last_modified.empty()) add_header("If-Modified-Since: " + validators.last_modified);
  transfer.Prepare(handle, url);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail.data());
  const CURLcode code = curl_easy_perform(handle);
  curl_slist_free_all(headers);
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &transfer.answer.status);
  curl_easy_reset(handle);  // nothing of this call is pointed at any more
  if (code != CURLE_OK) return transfer.Why(code, detail.data());
  return std::move(transfer.answer);
}

}  // namespace entente
