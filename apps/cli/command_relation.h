// Commands on event columns: relation and actors of streams, compare, camps, waves, pairs.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "console.h"

namespace entente::cli {

struct EventArguments {
  std::vector<std::string> files;  // of events; empty: the ledger
  bool goldstein = false;
  bool no_inferred = false;
  bool changes = false;
  bool hidden = false;
  int years = 1;
  int limit = 0;  // 0: as many as people read
  std::string actor;
  std::vector<std::string> pair;  // A B C D …
  std::vector<std::string> with;
};

// --events and --goldstein.
void AddEventOptions(CLI::App* command, EventArguments& events);
// compare, camps, waves, pairs.
void AddEventCommands(CLI::App& app, Common& common, EventArguments& events, int& exit_status);

// relation A B and actors of event columns.
int RelationOfEvents(const Common& common, const EventArguments& events, const std::string& a, const std::string& b);
int ActorsOfEvents(const Common& common, const EventArguments& events);
// Is it about event columns: were files of events named, or a ledger that has imported events asked?
bool AsksEvents(const Common& common, const EventArguments& events);

}  // namespace entente::cli
