// The words of StatementKind and StatementStatus, and the key actors are grouped by.
#include <array>
#include <utility>

#include "base/ascii.h"
#include "entente/statement.h"

namespace entente {
namespace {

constexpr std::array<std::pair<StatementKind, std::string_view>, 3> kKinds = {{
    {StatementKind::kEvent, "event"},
    {StatementKind::kTie, "tie"},
    {StatementKind::kInfluence, "influence"},
}};

constexpr std::array<std::pair<StatementStatus, std::string_view>, 11> kStatuses = {{
    {StatementStatus::kActual, "actual"},
    {StatementStatus::kOngoing, "ongoing"},
    {StatementStatus::kOffered, "offered"},
    {StatementStatus::kIntended, "intended"},
    {StatementStatus::kRequested, "requested"},
    {StatementStatus::kPossible, "possible"},
    {StatementStatus::kHoped, "hoped"},
    {StatementStatus::kConditional, "conditional"},
    {StatementStatus::kRejected, "rejected"},
    {StatementStatus::kEnded, "ended"},
    {StatementStatus::kDenied, "denied"},
}};

template <typename Table, typename Value>
std::string_view WordOf(const Table& table, Value value) {
  for (const auto& [known, word] : table) {
    if (known == value) return word;
  }
  return {};
}

template <typename Value, typename Table>
std::optional<Value> ValueOf(const Table& table, std::string_view word) {
  for (const auto& [value, known] : table) {
    if (known == word) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view ToString(StatementKind kind) { return WordOf(kKinds, kind); }
std::string_view ToString(StatementStatus status) { return WordOf(kStatuses, status); }
std::optional<StatementKind> StatementKindOf(std::string_view word) { return ValueOf<StatementKind>(kKinds, word); }
std::optional<StatementStatus> StatementStatusOf(std::string_view word) {
  return ValueOf<StatementStatus>(kStatuses, word);
}

std::string ActorKey(const ActorRef& actor) {
  if (!actor.code.empty()) return actor.code;
  return LowerAscii(actor.name);
}

}  // namespace entente
