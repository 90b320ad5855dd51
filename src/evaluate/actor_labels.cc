#include "evaluate/actor_labels.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"

namespace entente {
namespace {

std::vector<std::string_view> Split(std::string_view cell) {
  std::vector<std::string_view> parts;
  for (size_t begin = 0; begin <= cell.size();) {
    const size_t end = std::min(cell.find('|', begin), cell.size());
    parts.push_back(cell.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

bool SameName(std::string_view a, std::string_view b) {
  const std::string one = LowerAscii(a);
  const std::string other = LowerAscii(b);
  if (one.empty() || other.empty()) return false;
  return one.find(other) != std::string::npos || other.find(one) != std::string::npos;
}

}  // namespace

bool ParseSlot(std::string_view cell, SlotLabel& out) {
  out = {};
  if (cell == "?") return true;
  for (std::string_view part : Split(cell)) {
    ActorLabel label;
    if (part.starts_with('=')) {
      label.name = part.substr(1);
    } else {
      const size_t colon = part.find(':');
      label.code = part.substr(0, colon);
      if (colon != std::string_view::npos) label.sector = part.substr(colon + 1);
    }
    if (label.code.empty() && label.name.empty()) return false;
    out.readings.push_back(std::move(label));
  }
  out.known = true;
  return true;
}

bool Matches(const SlotLabel& label, std::string_view code, std::string_view name, std::string_view sector,
             bool with_sector) {
  return std::ranges::any_of(label.readings, [&](const ActorLabel& reading) {
    const bool same = reading.code.empty() ? SameName(reading.name, name) : reading.code == code;
    return same && (!with_sector || reading.sector.empty() || reading.sector == sector);
  });
}

bool TypeMatches(std::string_view types, std::string_view type) {
  const std::string_view plover = type == "CONCEDE" || type == "RETREAT" ? "YIELD" : type;
  return std::ranges::any_of(Split(types), [&](std::string_view one) { return one == plover; });
}

}  // namespace entente
