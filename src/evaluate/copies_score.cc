#include "evaluate/copies_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "duplicate/copy_finder.h"
#include "evaluate/found_counts.h"
#include "evaluate/gold_lines.h"
#include "input/input.h"

namespace entente {
namespace {

using Words = std::vector<std::string>;

// What an editor does to a wire story: changes one word in so many, keeps so much of its length, adds so much.
struct Edit {
  std::string_view name;
  int changed_percent;
  int kept_percent;
  int added_percent;
};

constexpr std::array kEdits = {
    Edit{"retitled", 0, 100, 0},    Edit{"words_5", 5, 100, 0},   Edit{"words_10", 10, 100, 0},
    Edit{"trimmed_60", 2, 60, 0},   Edit{"trimmed_30", 2, 30, 0}, Edit{"updated_20", 2, 100, 20},
    Edit{"updated_50", 5, 100, 50}, Edit{"words_20", 20, 100, 0},
};
// Edits after which it is still the same story by any reading; of the last one, half of the sentences are new.
constexpr size_t kMildEdits = 7;

Words SplitWords(std::string_view text) {
  Words words;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find_first_of(" \n\t", begin), text.size());
    if (end > begin) words.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// Words come from the other documents: no list of words, and nothing that is alike in all copies.
std::string Edited(const Words& words, const Edit& edit, const std::vector<Words>& all, std::mt19937& random) {
  const auto any_word = [&]() -> const std::string& {
    const Words& other = all[random() % all.size()];
    return other[random() % other.size()];
  };
  std::string out;
  for (int i = 0; i < 8; ++i) out += any_word() + " ";  // another title
  out += "\n\n";
  const size_t kept = words.size() * static_cast<size_t>(edit.kept_percent) / 100;
  for (size_t i = 0; i < kept; ++i) {
    const bool change = random() % 100 < static_cast<unsigned>(edit.changed_percent);
    const unsigned how = change ? random() % 3 : 3;  // left out, replaced, followed by another
    if (how != 0) out += (how == 1 ? any_word() : words[i]) + " ";
    if (how == 2) out += any_word() + " ";
  }
  const size_t added = words.size() * static_cast<size_t>(edit.added_percent) / 100;
  for (size_t i = 0; i < added; ++i) out += any_word() + " ";
  return out;
}

// Of a folder its *.txt below, by path: labels and notes may stand beside them.
std::vector<std::string> FilesOf(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) return {path};
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path, error)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Result<std::vector<Words>> ReadTexts(const std::string& path) {
  std::vector<Words> texts;
  std::optional<InputProblem> problem;
  const DocumentSink sink{[&](const Document& document) {
                            Words words = SplitWords(document.text);
                            if (words.size() > 2 * kFewestShingles) texts.push_back(std::move(words));
                            return true;
                          },
                          [&](const InputProblem& found) { problem = problem ? problem : found; }};
  ReadInputs(FilesOf(path), InputKind::kAuto, sink);
  if (problem && problem->status.id().starts_with("io.")) return problem->status;
  if (problem) return BadGold(problem->input, problem->record, problem->status.message());
  if (texts.size() < 2) return BadGold(path, 1, "fewer than two texts, so no words to edit with");
  return texts;
}

// Copies of each text by one edit, beside the texts; true pairs are (text, its copy).
struct Outcome {
  uint64_t copies = 0, found = 0, false_joins = 0;
};

Outcome Try(const std::vector<Words>& texts, const Edit& edit, uint32_t seed, std::vector<std::string>& errors) {
  std::mt19937 random(seed);
  std::vector<std::string> documents;
  for (const Words& words : texts) documents.push_back(fmt::format("{}", fmt::join(words, " ")));
  for (const Words& words : texts) documents.push_back(Edited(words, edit, texts, random));
  std::vector<DocumentSketch> sketches;
  for (const std::string& document : documents) sketches.push_back(SketchOf(document));
  const std::vector<uint32_t> story = GroupCopies(sketches, [&](uint32_t i) { return documents[i]; });
  Outcome out;
  for (uint32_t i = 0; i < texts.size(); ++i) {
    const auto copy = static_cast<uint32_t>(i + texts.size());
    ++out.copies;
    out.found += story[copy] == story[i] ? 1 : 0;
    if (story[copy] != story[i]) errors.push_back(fmt::format("{}: text {} missed", edit.name, i));
    // Of texts that are copies of one another as they came, nothing can be said.
    if (story[i] != i) {
      ++out.false_joins;
      errors.push_back(fmt::format("{}: texts {} and {} joined", edit.name, story[i], i));
    }
  }
  return out;
}

double PrecisionOf(uint64_t found, uint64_t false_joins) { return Proportion(found, found + false_joins); }

}  // namespace

Result<EvalReport> ScoreCopies(const std::string& path, const EvalTools&) {
  Result<std::vector<Words>> texts = ReadTexts(path);
  if (!texts.ok()) return texts.status();
  EvalReport report;
  uint64_t copies = 0, found = 0, joins = 0;
  std::vector<EvalFigure> by_edit;
  for (size_t e = 0; e < kEdits.size(); ++e) {
    Outcome sum;
    for (uint32_t seed = 1; seed <= 5; ++seed) {
      const Outcome one = Try(*texts, kEdits[e], static_cast<uint32_t>(100 * e) + seed, report.errors);
      sum.copies += one.copies;
      sum.found += one.found;
      sum.false_joins += one.false_joins;
    }
    by_edit.push_back({fmt::format("{}_recall", kEdits[e].name), Proportion(sum.found, sum.copies), sum.copies});
    by_edit.push_back({fmt::format("{}_precision", kEdits[e].name), PrecisionOf(sum.found, sum.false_joins)});
    if (e >= kMildEdits) continue;
    copies += sum.copies;
    found += sum.found;
    joins += sum.false_joins;
  }
  report.figures.push_back({"recall", Proportion(found, copies), copies});
  report.figures.push_back({"precision", PrecisionOf(found, joins)});
  report.figures.insert(report.figures.end(), by_edit.begin(), by_edit.end());
  return report;
}

}  // namespace entente
