// read --fetch: web addresses as inputs of `read`.
#include "commands.h"
#include "entente/fetch.h"

namespace entente::cli {

int ReadFetched(Common common, const FetchChoice& choice, bool dry_run) {
  FetchOptions options;
  options.version = ENTENTE_VERSION;
  if (!dry_run) options.ledger_path = common.ledger;  // a dry run remembers nothing, and is told nothing
  options.follow = choice.follow;
  options.allow_private = choice.allow_private;
  options.delay_seconds = choice.delay_seconds;
  options.timeout_seconds = choice.timeout_seconds;
  options.most_bytes = choice.most_megabytes << 20;
  options.stopped = [] { return Interrupted(); };
  Result<std::unique_ptr<FetchSession>> session = FetchSession::Open(options);
  if (!session.ok()) return Fail(session.status());
  common.supply = (*session)->Supply();
  const int status = Read(common, dry_run);
  // Only what is safe in the ledger need not come again.
  if (dry_run || Interrupted() || (status != kDone && status != kSomeRefused)) return status;
  if (Status remembered = (*session)->Remember(); !remembered.ok()) return Fail(remembered);
  return status;
}

}  // namespace entente::cli
