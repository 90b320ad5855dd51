// PETRARCH's unit sentences: their countries are of a novel, so the measure first teaches the actor room the names of
// their own dictionary, as PETRARCH itself is taught.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/data_files.h"
#include "evaluate/actor_score.h"
#include "evaluate/coding.h"
#include "evaluate/found_counts.h"
#include "evaluate/gold_lines.h"

namespace entente {
namespace {

using Names = std::map<std::string, std::vector<std::string>>;  // their code → "Minas Tirith"

std::string Trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return std::string(text);
}

// "MINAS_TIRITH_ " → "Minas Tirith".
std::string NameOf(std::string_view raw) {
  std::string out;
  for (char c : raw) {
    if (c == '_') c = ' ';
    const bool starts = out.empty() || out.back() == ' ' || out.back() == '-';
    out += static_cast<char>(starts ? std::toupper(static_cast<unsigned char>(c))
                                    : std::tolower(static_cast<unsigned char>(c)));
  }
  return Trimmed(out);
}

// NAME [CODE], with further names on lines that begin with + before or after, and the code on a line of its own.
Names NamesIn(std::string_view bytes) {
  Names out;
  std::vector<std::string> open;
  std::string code;
  (void)ForEachLine(bytes, [&](std::string_view line, size_t) {
    line = line.substr(0, line.find('#'));
    if (Trimmed(line).empty() || line.starts_with('<')) return Status::Ok();
    const size_t bracket = line.find('[');
    const std::string name =
        NameOf(line.substr(line.starts_with('+') ? 1 : 0,
                           bracket == std::string_view::npos ? bracket : bracket - (line.starts_with('+') ? 1 : 0)));
    if (!line.starts_with('+') && !name.empty()) {
      open.clear();
      code.clear();
    }
    if (!name.empty()) open.push_back(name);
    if (bracket != std::string_view::npos && code.empty()) code = line.substr(bracket + 1, 3);
    if (code.empty() || !std::isupper(static_cast<unsigned char>(code[0]))) return Status::Ok();
    for (std::string& each : open) out[code].push_back(std::move(each));
    open.clear();
    return Status::Ok();
  });
  return out;
}

bool IsAdjective(std::string_view name) {
  const bool one_word = name.find(' ') == std::string_view::npos && name.size() > 4;
  return one_word && (name.ends_with("ian") || name.ends_with("ish") || name.ends_with("i"));
}

// The tables in the binary, with a state for each code whose names they lack. `ours`: their code → ours.
DataFiles TaughtFiles(const Names& names, std::map<std::string, std::string>& ours) {
  const DataFiles built_in = DataFiles::Embedded();
  std::map<std::string, std::string> files;
  for (std::string_view name : built_in.List("")) files.emplace(name, *built_in.Read(name));
  std::map<std::string, std::string, std::less<>> known;
  std::string& states = files["actors/states.tsv"];
  (void)ForEachLine(states, [&](std::string_view line, size_t) {
    const std::vector<std::string_view> cells = SplitTabs(line);
    if (line.starts_with('#') || cells.size() < 4) return Status::Ok();
    known.emplace(cells[1], cells[0]);
    for (std::string_view list : {cells[2], cells[3]}) {
      for (size_t begin = 0; begin < list.size();) {
        const size_t end = std::min(list.find('|', begin), list.size());
        known.emplace(list.substr(begin, end - begin), cells[0]);
        begin = end + 1;
      }
    }
    return Status::Ok();
  });
  if (!states.ends_with('\n')) states += '\n';
  for (const auto& [code, all] : names) {
    const auto at = std::ranges::find_if(all, [&](const std::string& name) { return known.contains(name); });
    ours[code] = at != all.end() ? known.find(*at)->second : "PETR" + code;
    if (at != all.end()) continue;
    std::string aliases, adjectives;
    for (const std::string& name : all) {
      std::string& list = IsAdjective(name) ? adjectives : aliases;
      list += (list.empty() ? "" : "|") + name;
    }
    states += fmt::format("PETR{}\t{}\t{}\t{}\t\t\t\t\t\t\tPETRARCH\n", code, all.front(), aliases, adjectives);
  }
  return DataFiles::InMemory(std::move(files));
}

std::string Attribute(std::string_view tag, std::string_view name) {
  const size_t at = tag.find(std::string(name) + "=\"");
  if (at == std::string_view::npos) return {};
  const size_t begin = at + name.size() + 2;
  return std::string(tag.substr(begin, tag.find('"', begin) - begin));
}

struct UnitSentence {
  std::string id, text;
  std::vector<std::pair<std::string, std::string>> events;  // codes of source and target
  bool silent = false;                                      // no event is the right answer
};

std::vector<UnitSentence> SentencesIn(std::string_view xml) {
  std::vector<UnitSentence> out;
  for (size_t at = xml.find("<Sentence "); at != std::string_view::npos; at = xml.find("<Sentence ", at + 1)) {
    const std::string_view one = xml.substr(at, xml.find("</Sentence>", at) - at);
    UnitSentence sentence{Attribute(one, "id"), {}, {}, false};
    for (size_t e = one.find("<EventCoding"); e != std::string_view::npos; e = one.find("<EventCoding", e + 1)) {
      const std::string_view tag = one.substr(e, one.find('>', e) - e);
      sentence.silent |= tag.find("noevents") != std::string_view::npos;
      const std::string source = Attribute(tag, "sourcecode");
      if (!source.empty()) sentence.events.emplace_back(source, Attribute(tag, "targetcode"));
    }
    const size_t begin = one.find("<Text>");
    if (begin == std::string_view::npos) continue;
    std::string text = Trimmed(one.substr(begin + 6, one.find("</Text>") - begin - 6));
    std::ranges::replace(text, '\n', ' ');
    sentence.text = std::move(text);
    out.push_back(std::move(sentence));
  }
  return out;
}

}  // namespace

Result<EvalReport> ScorePetrarch(const std::string& path, const EvalTools& tools) {
  Result<std::string> xml = ReadGoldFile(path);
  if (!xml.ok()) return xml.status();
  Result<std::string> dictionary = ReadGoldFile(std::string(tools.labels));
  if (!dictionary.ok()) return dictionary.status();
  const std::vector<UnitSentence> sentences = SentencesIn(*xml);
  if (sentences.empty()) return BadGold(path, 1, "no <Sentence> with a <Text>");
  std::map<std::string, std::string> ours;
  const DataFiles files = TaughtFiles(NamesIn(*dictionary), ours);
  Result<ActorFinder> actors = ActorFinder::Load(files);
  if (!actors.ok()) return actors.status();
  const EvalTools taught{tools.model, *actors, tools.values, tools.coder, tools.grouper};
  FoundShare source, target, dyad, silent;
  EvalReport report;
  for (const UnitSentence& sentence : sentences) {
    const std::vector<Statement> statements = CodeText(sentence.text, taught);
    std::set<std::pair<std::string, std::string>> printed;
    std::string list;
    for (const Statement& s : statements) {
      if (s.kind != StatementKind::kEvent || !printed.emplace(s.source.code, s.target.code).second) continue;
      list += fmt::format(" {}>{}", s.source.code, s.target.code);
    }
    if (sentence.silent) silent.Add(printed.empty());
    for (const auto& [from, to] : sentence.events) {
      const auto one = ours.find(from.substr(0, 3));
      const auto other = ours.find(to.substr(0, 3));
      // "---", agents without a country and dictionary tests have no name to be found by.
      if (one == ours.end() || other == ours.end()) continue;
      const bool both = printed.contains({one->second, other->second});
      source.Add(std::ranges::any_of(printed, [&](const auto& p) { return p.first == one->second; }));
      target.Add(std::ranges::any_of(printed, [&](const auto& p) { return p.second == other->second; }));
      dyad.Add(both);
      if (!both) report.errors.push_back(fmt::format("{}: {}>{} not among{}", sentence.id, from, to, list));
    }
  }
  report.figures = {source.Figure("source"), target.Figure("target"), dyad.Figure("dyad"), silent.Figure("silent")};
  return report;
}

}  // namespace entente
