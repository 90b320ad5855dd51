// FetchSession: web addresses as inputs. Nothing else in entente opens a connection.
//
// One session for one reading, on one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "entente/input.h"
#include "entente/status.h"

namespace entente {

struct FetchOptions {
  std::string version;      // of entente, for the User-Agent
  std::string ledger_path;  // what was fetched is remembered in LEDGER.fetch.tsv; empty: nowhere
  bool follow = false;      // read the pages that feed entries link to
  // Addresses that are not public: "" none, "any", or the only one ("127.0.0.1").
  std::string allow_private;
  double delay_seconds = 1;  // between requests to one host
  double timeout_seconds = 60;
  uint64_t most_bytes = uint64_t{64} << 20;  // of one answer, unpacked
  std::function<bool()> stopped = {};        // true breaks off
};

class FetchSession {
 public:
  // Errors: fetch.bad_memory, io.unreadable.
  static Result<std::unique_ptr<FetchSession>> Open(const FetchOptions& options);
  virtual ~FetchSession() = default;

  // For InputOptions::supply, as long as the session lives. Its paths are addresses of feeds, pages and OPML lists, or
  // files that hold such a list. What cannot be had is a problem (fetch.*, feed.*), the rest is read.
  virtual InputSupply Supply() = 0;
  // To be called once all documents are safe: then the next session asks for what is new. Errors: io.unwritable.
  virtual Status Remember() = 0;
};

}  // namespace entente
