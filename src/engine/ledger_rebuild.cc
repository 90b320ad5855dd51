// Coding a ledger's documents again, beside what they were coded with before.
#include <algorithm>
#include <atomic>
#include <thread>

#include "entente/engine.h"
#include "ledger/rebuild_store.h"

namespace entente {
namespace {

constexpr size_t kBatchDocuments = 64;  // for each thread
constexpr size_t kBatchBytes = size_t{8} << 20;

std::vector<RebuildStore::Coded> CodeAll(const Engine& engine,
                                         const std::vector<std::pair<int64_t, Document>>& documents) {
  std::vector<RebuildStore::Coded> coded(documents.size());
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t i = next++; i < documents.size(); i = next++) {
      coded[i] = {documents[i].first, engine.Code(documents[i].second)};
    }
  };
  std::vector<std::thread> helpers;
  for (unsigned t = 1; t < std::min<size_t>(engine.threads(), documents.size()); ++t) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  return coded;
}

// Until nothing is left to code, or `progress` wants no more.
Status CodeRest(const Engine& engine, RebuildStore& store,
                const std::function<bool(uint64_t done, uint64_t all)>& progress, RebuildSummary& summary) {
  while (true) {
    auto documents = store.Next(kBatchDocuments * engine.threads(), kBatchBytes);
    if (!documents.ok()) return documents.status();
    if (documents->empty()) {
      const Result<bool> complete = store.Finish();
      if (complete.ok()) summary.complete = *complete;
      if (!complete.ok() || *complete) return complete.status();
      continue;  // somebody read more meanwhile
    }
    const std::vector<RebuildStore::Coded> coded = CodeAll(engine, *documents);
    if (Status status = store.Keep(coded); !status.ok()) return status;
    summary.documents += coded.size();
    for (const RebuildStore::Coded& one : coded) summary.statements += one.statements.size();
    const Result<uint64_t> all = store.Documents();
    if (!all.ok()) return all.status();
    if (!progress(summary.before + summary.documents, *all)) return Status::Ok();
  }
}

}  // namespace

Result<RebuildSummary> RebuildLedger(const Engine& engine, const std::string& path, bool again,
                                     const std::function<bool(uint64_t done, uint64_t all)>& progress) {
  Result<RebuildStore> store = RebuildStore::Open(path, engine.coding_key());
  if (!store.ok()) return store.status();
  RebuildSummary summary;
  const Result<bool> up_to_date = store->UpToDate();
  if (!up_to_date.ok()) return up_to_date.status();
  summary.needed = again || !*up_to_date;
  summary.complete = !summary.needed;
  if (!summary.needed) return summary;
  const Result<int64_t> coding = store->Begin();
  if (!coding.ok()) return coding.status();
  summary.coding = *coding;
  const Result<uint64_t> before = store->Done();
  if (!before.ok()) return before.status();
  summary.before = *before;
  if (Status status = CodeRest(engine, *store, progress, summary); !status.ok()) return status;
  return summary;
}

}  // namespace entente
