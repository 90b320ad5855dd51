// What servers said about the version they sent, so that the next visit asks only for what is new.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "entente/status.h"

namespace entente {

struct Validators {
  std::string etag;
  std::string last_modified;
  bool empty() const { return etag.empty() && last_modified.empty(); }
};

// The seam: a file beside the ledger, or nothing. One thread.
class FetchMemory {
 public:
  virtual ~FetchMemory() = default;
  // Both empty where nothing is known.
  virtual Validators Get(const std::string& url) const = 0;
  virtual void Put(const std::string& url, const Validators& validators) = 0;
  // Keeps what was put; without it nothing is kept. Errors: io.unwritable.
  virtual Status Save() = 0;
};

// Forgets all at the end.
std::unique_ptr<FetchMemory> MakePassingMemory();
// A table of url, etag and last_modified in `path`, made where there is none. Written whole and renamed, so that it is
// always the old one or the new one. Errors: fetch.bad_memory, io.unreadable.
Result<std::unique_ptr<FetchMemory>> OpenFileMemory(const std::string& path);

}  // namespace entente
