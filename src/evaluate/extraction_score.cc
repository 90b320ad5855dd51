#include "evaluate/extraction_score.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <utf8proc.h>

#include <algorithm>
#include <cctype>
#include <ctime>
#include <filesystem>
#include <unordered_map>

#include "base/data_files.h"
#include "base/date.h"
#include "evaluate/gold_lines.h"
#include "html/article.h"
#include "parse/unicode.h"
#include "unpack/unpacked_file.h"

namespace entente {
namespace {

constexpr size_t kWidth = 4;

// \w of Python's re: letters, numbers, the underscore.
bool IsWord(uint32_t c) {
  if (c < 0x80) return std::isalnum(static_cast<int>(c)) != 0 || c == '_';
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

std::vector<std::string_view> WordsOf(std::string_view text) {
  std::vector<std::string_view> words;
  size_t begin = std::string_view::npos;
  for (size_t at = 0; at < text.size();) {
    const size_t here = at;
    const bool word = IsWord(parse::DecodeUtf8(text, &at));
    if (word && begin == std::string_view::npos) begin = here;
    if (!word && begin != std::string_view::npos) {
      words.push_back(text.substr(begin, here - begin));
      begin = std::string_view::npos;
    }
  }
  if (begin != std::string_view::npos) words.push_back(text.substr(begin));
  return words;
}

using Counts = std::unordered_map<std::string, int>;

Counts ShinglesOf(std::string_view text) {
  Counts counts;
  const std::vector<std::string_view> words = WordsOf(text);
  if (words.empty()) return counts;
  const size_t count = words.size() >= kWidth ? words.size() - kWidth + 1 : 1;
  for (size_t i = 0; i < count; ++i) {
    std::string shingle;
    for (size_t k = i; k < std::min(words.size(), i + kWidth); ++k) shingle.append(words[k]) += ' ';
    ++counts[shingle];
  }
  return counts;
}

struct GoldPage {
  std::string id, body, url, bytes;
};

Result<std::vector<GoldPage>> ReadGold(const std::string& folder) {
  const std::string path = folder + "/ground-truth.json";
  Result<std::string> json = ReadGoldFile(path);
  if (!json.ok()) return json.status();
  simdjson::dom::parser parser;
  simdjson::dom::object all;
  if (parser.parse(*json).get_object().get(all) != simdjson::SUCCESS) return BadGold(path, 1, "no JSON object");
  std::vector<GoldPage> pages;
  for (const auto& [id, record] : all) {
    GoldPage page{std::string(id), "", "", ""};
    std::string_view body;
    std::string_view url;
    if (record["articleBody"].get_string().get(body) != simdjson::SUCCESS) {
      return BadGold(path, 1, fmt::format("{}: no articleBody", id));
    }
    if (record["url"].get_string().get(url) == simdjson::SUCCESS) page.url = url;
    page.body = body;
    const std::string base = folder + "/pages/" + page.id + ".html";
    Result<std::string> bytes =
        ReadUnpacked(std::filesystem::exists(base) ? base : base + ".gz", HtmlTree::kMaxBytes + 1);
    if (!bytes.ok()) return bytes.status();
    page.bytes = std::move(*bytes);
    pages.push_back(std::move(page));
  }
  return pages;
}

struct Means {
  double precision = 0, recall = 0;
  uint64_t precisions = 0, recalls = 0;
  void Add(const ShingleScore& score) {
    if (score.has_precision) precision += score.precision, ++precisions;
    if (score.has_recall) recall += score.recall, ++recalls;
  }
  double Precision() const { return precisions == 0 ? 0 : precision / static_cast<double>(precisions); }
  double Recall() const { return recalls == 0 ? 0 : recall / static_cast<double>(recalls); }
  double F1() const {
    const double sum = Precision() + Recall();
    return sum > 0 ? 2 * Precision() * Recall() / sum : 0;
  }
};

std::string FieldsLine(const GoldPage& page, const Document& document, const ShingleScore& score) {
  std::string authors;
  for (const std::string& author : document.authors) authors += (authors.empty() ? "" : "; ") + author;
  return fmt::format("{:.3f} {:.3f} {} {}\t{}\t{}\t{}\t{}\t{}", score.precision, score.recall, page.id.substr(0, 10),
                     page.url, document.published_date ? ToString(*document.published_date) : "-", document.language,
                     document.outlet, authors, document.title);
}

}  // namespace

ShingleScore ScoreShingles(std::string_view gold, std::string_view text) {
  const Counts wanted = ShinglesOf(gold);
  const Counts given = ShinglesOf(text);
  double both = 0;
  double all_wanted = 0;
  double all_given = 0;
  for (const auto& [shingle, count] : wanted) {
    const auto at = given.find(shingle);
    both += at == given.end() ? 0 : std::min(count, at->second);
    all_wanted += count;
  }
  for (const auto& [shingle, count] : given) all_given += count;
  ShingleScore score;
  score.has_precision = all_given > 0;
  score.has_recall = all_wanted > 0;
  score.precision = all_given > 0 ? both / all_given : 0;
  score.recall = all_wanted > 0 ? both / all_wanted : 0;
  return score;
}

Result<EvalReport> ScoreExtraction(const std::string& path, const EvalTools&) {
  Result<ArticleExtractor> extractor = ArticleExtractor::Load(DataFiles::Embedded());
  if (!extractor.ok()) return extractor.status();
  Result<std::vector<GoldPage>> pages = ReadGold(path);
  if (!pages.ok()) return pages.status();
  Means means;
  std::vector<std::pair<double, std::string>> lines;
  double seconds = 0;
  for (const GoldPage& page : *pages) {
    const std::clock_t begin = std::clock();
    // A page without an article is one with an empty body here.
    const Result<Document> found = extractor->Extract(page.bytes, {page.url, ""});
    seconds += static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    const Document document = found.ok() ? *found : Document();
    const ShingleScore score = ScoreShingles(page.body, document.text);
    means.Add(score);
    lines.emplace_back(score.precision + score.recall, FieldsLine(page, document, score));
  }
  std::sort(lines.begin(), lines.end());
  EvalReport report;
  report.figures = {{"f1", means.F1(), pages->size()},
                    {"precision", means.Precision(), means.precisions},
                    {"recall", means.Recall(), means.recalls},
                    {"pages_per_second", seconds > 0 ? static_cast<double>(pages->size()) / seconds : 0, 0}};
  for (auto& [score, line] : lines) report.errors.push_back(std::move(line));
  return report;
}

}  // namespace entente
