// ListReport: what is told of many at once: actors, camps, waves, pairs side by side. Headings, lines and the numbers.
//
// Plain values; the makers are pure functions.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "answer/pair_report.h"
#include "relation/camps.h"
#include "relation/waves.h"

namespace entente {

struct ListSection {
  std::string heading;
  std::vector<std::string> lines;
};

struct ListReport {
  std::string title;
  std::vector<ListSection> sections;
  std::string data;  // one JSON value
};

// End in a newline; the same bytes for the same report.
std::string ListText(const ListReport& report, bool ansi);
std::string ListMarkdown(const ListReport& report);

// Camps of one window and who changed to them from the window before.
struct CampStretch {
  Camps camps;
  std::vector<CampChange> changes;  // empty for the first
};

ListReport CampList(const EventColumns& columns, const NameBook& names, const std::vector<CampStretch>& stretches);
ListReport WaveList(const EventColumns& columns, const NameBook& names, const WaveActs& acts,
                    const std::vector<Wave>& waves, size_t limit);
// REQUIRES: reports of one window.
ListReport Comparison(const std::vector<PairReport>& reports);

// How a group stands with another in a window.
struct PartnerLine {
  StreamGroupId other = 0;
  uint32_t events = 0;
  Level level;
};
struct ActorLine {
  StreamGroupId group = 0;
  uint32_t events = 0;
  std::vector<PartnerLine> partners;  // most events first
  std::vector<InferredTie> inferred;  // never among partners
};
ListReport ActorList(const EventColumns& columns, const NameBook& names, const std::vector<ActorLine>& actors,
                     DayRange days);

}  // namespace entente
