#include "html/article.h"

#include <algorithm>
#include <unordered_set>

#include "html/charset.h"

namespace entente {
namespace {

// Boosted trees and randomised ones err differently: the mean of both is nearer than either (docs/reading.md).
constexpr std::string_view kBoosted = "article_blocks";
constexpr std::string_view kRandom = "article_blocks_random";
constexpr float kSureNot = 0.03;  // below it the second is not asked, for speed
constexpr float kCut = 0.5;
// Where that leaves next to nothing, the page is unlike those that were learnt from; what is likeliest is taken.
constexpr float kLowCut = 0.2;
constexpr uint32_t kLeastWords = 30;
constexpr uint32_t kLeastCopiedWords = 50;  // lists say a line twice, lay-out prints paragraphs twice
// A page may hold its article twice: in paragraphs, and as one block for machines that nobody sees.
constexpr uint32_t kDigestWords = 200;
constexpr float kDigestRepeats = 0.7;
constexpr size_t kLeastLinkedWords = 50;

// The columns of FeaturesOf, from a page of one word.
std::vector<std::string> ColumnNames(const PageWords& words) {
  std::vector<std::string> names;
  const Result<HtmlTree> tree = HtmlTree::Parse("<p>word");
  if (!tree.ok()) return names;
  const std::vector<PageBlock> blocks = BlocksOfPage(*tree, words);
  const PageFacts facts;
  FeaturesOf({*tree, blocks, facts, words}, &names);
  return names;
}

// What the story's own text in JSON-LD is, where the page prints less than half of it: a page whose script would write
// it.
std::string LinkedBody(const PageFacts& facts, std::string_view printed) {
  const std::string* best = nullptr;
  for (const LinkedArticle& article : facts.articles) {
    if (best == nullptr || article.body.size() > best->size()) best = &article.body;
  }
  if (best == nullptr || CountWords(*best) < kLeastLinkedWords) return {};
  return CountWords(*best) > 2 * CountWords(printed) ? *best : std::string();
}

std::string JoinedBlocks(const std::vector<PageBlock>& blocks, const std::vector<bool>& chosen) {
  std::string text;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (!chosen[i]) continue;
    if (!text.empty()) text += "\n\n";
    text += blocks[i].text;
  }
  return text;
}

}  // namespace

Result<ArticleExtractor> ArticleExtractor::Load(const DataFiles& files) {
  Result<PageWords> words = PageWords::Load(files);
  if (!words.ok()) return words.status();
  Result<FieldTables> fields = FieldTables::Load(files);
  if (!fields.ok()) return fields.status();
  const std::vector<std::string> columns = ColumnNames(*words);
  Result<TreeModel> boosted = TreeModel::Load(files, kBoosted, columns);
  if (!boosted.ok()) return boosted.status();
  Result<TreeModel> random = TreeModel::Load(files, kRandom, columns);
  if (!random.ok()) return random.status();
  ArticleExtractor extractor;
  const auto repeats = std::find(columns.begin(), columns.end(), "repeats");
  if (repeats == columns.end()) return Status(StatusCode::kInternal, "data.bad_model", "no column repeats");
  extractor.repeats_column_ = static_cast<size_t>(repeats - columns.begin());
  extractor.words_ = std::move(*words);
  extractor.fields_ = std::move(*fields);
  extractor.boosted_ = std::move(*boosted);
  extractor.random_ = std::move(*random);
  return extractor;
}

float ArticleExtractor::Probability(std::span<const float> row) const {
  const float first = boosted_.Probability(row);
  return first < kSureNot ? first : (first + static_cast<float>(random_.Sum(row))) / 2;
}

std::vector<bool> ArticleExtractor::ChooseBlocks(const Page& page) const {
  const FeatureRows rows = FeaturesOf(page);
  std::vector<float> probabilities;
  uint32_t words = 0;
  const auto is_digest = [&](size_t i) {
    return page.blocks[i].words >= kDigestWords && rows.Row(i)[repeats_column_] >= kDigestRepeats;
  };
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    probabilities.push_back(Probability({rows.Row(i), rows.width}));
    if (probabilities.back() >= kCut && !is_digest(i)) words += page.blocks[i].words;
  }
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    if (is_digest(i) && words >= kDigestRepeats * page.blocks[i].words) probabilities[i] = 0;
  }
  const float cut = words < kLeastWords ? kLowCut : kCut;
  std::vector<bool> chosen(page.blocks.size());
  std::unordered_set<std::string_view> seen;
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    chosen[i] = probabilities[i] >= cut;
    // What lay-out prints twice is said once.
    if (chosen[i] && page.blocks[i].words >= kLeastCopiedWords) chosen[i] = seen.insert(page.blocks[i].text).second;
  }
  return chosen;
}

Result<Document> ArticleExtractor::Extract(std::string_view html_bytes, const PageHints& hints) const {
  if (html_bytes.size() > HtmlTree::kMaxBytes) return HtmlTree::Parse(html_bytes).status();
  const DecodedText decoded = DecodeToUtf8(html_bytes, {hints.content_type});
  Result<HtmlTree> tree = HtmlTree::Parse(decoded.text);
  if (!tree.ok()) return tree.status();
  const std::vector<PageBlock> blocks = BlocksOfPage(*tree, words_);
  const PageFacts facts = FactsOf(*tree);
  const Page page{*tree, blocks, facts, words_};
  const std::vector<bool> chosen = ChooseBlocks(page);
  Document out;
  out.text = JoinedBlocks(blocks, chosen);
  if (std::string linked = LinkedBody(facts, out.text); !linked.empty()) out.text = std::move(linked);
  if (out.text.empty()) {
    return Status(StatusCode::kInvalidInput, "html.no_article", "no text in this page reads like an article");
  }
  FillFields(page, chosen, fields_, hints, out);
  return out;
}

}  // namespace entente
