#include "stream/coded_events.h"

#include "base/date.h"

namespace entente {
namespace {

StreamActorEntry EntryOf(const ActorRef& actor, const StreamActorBook& book) {
  StreamActorEntry out;
  out.name = actor.name.empty() ? actor.code : actor.name;
  out.identity = book.Identity(actor.code, actor.sector, actor.name);
  return out;
}

}  // namespace

bool AddStatement(const Statement& statement, const std::optional<Date>& published, uint32_t number, uint32_t file,
                  const StreamTools& tools, EventColumnsBuilder& builder) {
  if (statement.kind != StatementKind::kEvent || statement.source.empty() || statement.target.empty()) return false;
  const std::optional<Date> date = statement.event_date ? std::optional(statement.event_date->begin) : published;
  if (!date) return false;
  const StreamActEntry act = tools.acts.Of(statement.cameo, statement.type, statement.mode);
  if (act.cameo.empty()) return false;
  StreamRow row;
  row.day = DayNumber(*date);
  row.source = builder.names().Add(EntryOf(statement.source, tools.book));
  row.target = builder.names().Add(EntryOf(statement.target, tools.book));
  row.act = builder.names().Add(act);
  row.status = statement.status;
  row.confidence = statement.confidence;
  row.row = number;
  builder.Add(file, row);
  return true;
}

}  // namespace entente
