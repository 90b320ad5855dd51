#include "ledger/statement_writer.h"

#include "base/date.h"

namespace entente {

StatementWriter::StatementWriter(sqlite3* database)
    : statement_(database,
                 "INSERT INTO statement(document, kind, first, second, agent, word, effect, status, event_date, "
                 "evidence_begin, evidence_end, confidence, json, coding) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
      coded_(database, "INSERT INTO coded(document, coding, statements) VALUES (?,?,?)") {}

const std::string& WordColumn(const Statement& s) {
  if (s.kind == StatementKind::kEvent) return s.type;
  return s.kind == StatementKind::kTie ? s.tie : s.means;
}

bool StatementWriter::WriteOne(int64_t document, int64_t coding, const Statement& s) {
  const bool event = s.kind == StatementKind::kEvent;
  Query& to = statement_;
  to.Bind(1, document).Bind(2, ToString(s.kind));
  to.Bind(3, ActorKey(event ? s.source : s.pair[0])).Bind(4, ActorKey(event ? s.target : s.pair[1]));
  to.Bind(5, ActorKey(s.agent)).Bind(6, WordColumn(s));
  to.Bind(7, event ? std::string_view() : std::string_view(&s.effect, 1)).Bind(8, ToString(s.status));
  to.Bind(9, s.event_date ? ToString(*s.event_date) : std::string());
  to.Bind(10, static_cast<int64_t>(s.evidence.begin)).Bind(11, static_cast<int64_t>(s.evidence.end));
  return to.Bind(12, s.confidence).Bind(13, ToJson(s)).Bind(14, coding).Run();
}

bool StatementWriter::Write(int64_t document, int64_t coding, std::span<const Statement> statements) {
  if (!statement_.ok() || !coded_.ok()) return false;
  for (const Statement& statement : statements) {
    if (!WriteOne(document, coding, statement)) return false;
  }
  return coded_.Bind(1, document).Bind(2, coding).Bind(3, static_cast<int64_t>(statements.size())).Run();
}

}  // namespace entente
