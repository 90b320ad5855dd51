#include "html/block_features.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "html/page_view.h"

namespace entente {
namespace {

constexpr size_t kPhraseBytes = 400;  // phrases are looked for in the begin of a block
constexpr size_t kShingle = 3;
constexpr size_t kRun = 6;
constexpr int kDeepest = 40;

// Tags that say what stands inside, wherever above the block they are.
constexpr std::array<std::pair<Tag, std::string_view>, 27> kAround = {{{Tag::kArticle, "article"},
                                                                       {Tag::kMain, "main"},
                                                                       {Tag::kAside, "aside"},
                                                                       {Tag::kNav, "nav"},
                                                                       {Tag::kHeader, "header"},
                                                                       {Tag::kFooter, "footer"},
                                                                       {Tag::kFigure, "figure"},
                                                                       {Tag::kFigcaption, "figcaption"},
                                                                       {Tag::kSection, "section"},
                                                                       {Tag::kUl, "ul"},
                                                                       {Tag::kOl, "ol"},
                                                                       {Tag::kLi, "li"},
                                                                       {Tag::kTable, "table"},
                                                                       {Tag::kTd, "td"},
                                                                       {Tag::kBlockquote, "blockquote"},
                                                                       {Tag::kForm, "form"},
                                                                       {Tag::kA, "a"},
                                                                       {Tag::kH1, "h1"},
                                                                       {Tag::kH2, "h2"},
                                                                       {Tag::kH3, "h3"},
                                                                       {Tag::kH4, "h4"},
                                                                       {Tag::kP, "p"},
                                                                       {Tag::kDiv, "div"},
                                                                       {Tag::kAddress, "address"},
                                                                       {Tag::kPre, "pre"},
                                                                       {Tag::kOther, "other"},
                                                                       {Tag::kSmall, "small"}}};

// Collects one row after the other; names only while the first is made.
class RowWriter {
 public:
  RowWriter(FeatureRows& rows, std::vector<std::string>* names) : rows_(rows), names_(names) {}
  void Put(std::string_view name, double value) { Put(name, {}, value); }
  void Put(std::string_view prefix, std::string_view name, double value) {
    rows_.values.push_back(static_cast<float>(value));
    if (names_ != nullptr) names_->push_back(std::string(prefix).append(name));
  }
  void EndRow() {
    if (rows_.width == 0) rows_.width = rows_.values.size();
    names_ = nullptr;
  }

 private:
  FeatureRows& rows_;
  std::vector<std::string>* names_;
};

using Shingles = std::unordered_set<uint64_t>;

uint64_t ShingleAt(const std::vector<uint64_t>& words, size_t at, size_t width) {
  uint64_t hash = width;
  for (size_t i = at; i < at + width; ++i) hash = hash * 0x9E3779B97F4A7C15ULL + words[i];
  return hash;
}

Shingles ShinglesOf(std::string_view text) {
  Shingles out;
  const std::vector<uint64_t> words = WordHashes(text);
  for (size_t width = 1; width <= kShingle; ++width) {
    for (size_t i = 0; i + width <= words.size(); ++i) out.insert(ShingleAt(words, i, width));
  }
  return out;
}

// Of the runs of three words (of all, where there are fewer), the share that the text has too.
double ShareIn(const Shingles& text, const std::vector<uint64_t>& words) {
  if (words.empty() || text.empty()) return 0;
  const size_t width = std::min(kShingle, words.size());
  size_t found = 0;
  const size_t count = words.size() - width + 1;
  for (size_t i = 0; i < count; ++i) found += text.count(ShingleAt(words, i, width));
  return static_cast<double>(found) / static_cast<double>(count);
}

struct Letters {
  double digits = 0, capitals = 0, letters = 0, commas = 0, stops = 0, odd = 0;
};

Letters LettersOf(std::string_view text) {
  Letters out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    out.digits += std::isdigit(c) != 0 ? 1 : 0;
    out.capitals += std::isupper(c) != 0 ? 1 : 0;
    out.letters += std::isalpha(c) != 0 || c >= 0x80 ? 1 : 0;
    out.commas += c == ',' || c == ';' ? 1 : 0;
    out.stops += (c == '.' || c == '!' || c == '?') && (i + 1 == text.size() || text[i + 1] == ' ') ? 1 : 0;
    out.odd += c == '|' || c == '>' || c == '/' || c == '#' || c == '@' ? 1 : 0;
  }
  return out;
}

double Near(int steps) { return steps < 0 ? 0 : 1.0 / (1 + steps); }

// Makes the rows of one page.
class FeatureMaker {
 public:
  FeatureMaker(const Page& page, RowWriter& out) : page_(page), view_(page), out_(out) {
    for (const PageBlock& block : page.blocks) {
      hashes_.push_back(WordHashes(block.text));
      const uint64_t whole = ShingleAt(hashes_.back(), 0, hashes_.back().size());
      wholes_.push_back(whole);
      ++copies_[whole];
    }
    for (const LinkedArticle& article : page.facts.articles) {
      if (article.body.size() > body_.size()) body_ = article.body;
    }
    body_shingles_ = ShinglesOf(body_);
    body_words_ = CountWords(body_);
    const std::string_view og = page.facts.Meta("og:description");
    description_ = ShinglesOf(og.empty() ? page.facts.Meta("description") : og);
    title_ = WordHashes(page.facts.Meta("og:title").empty() ? page.facts.title : page.facts.Meta("og:title"));
    title_shingles_ = Shingles(title_.begin(), title_.end());
    for (size_t i = 0; i < hashes_.size(); ++i) {
      for (size_t at = 0; at + kRun <= hashes_[i].size(); ++at) {
        size_t& owner = runs_.try_emplace(ShingleAt(hashes_[i], at, kRun), i + 1).first->second;
        if (owner != i + 1) owner = 0;  // several blocks have it
      }
    }
    FindTitle();
    FindGoodNeighbours();
  }

  void Make() {
    double words = 0;
    double good = 0;
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      PutText(i);
      PutNeighbours(i);
      PutAround(i);
      PutContainers(i);
      out_.Put("words_before", words / std::max(1.0, view_.all().words));
      out_.Put("good_before", good / std::max(1.0, view_.all().good));
      out_.Put("after_title", title_block_ < 0 ? 0 : static_cast<double>(i) - static_cast<double>(title_block_));
      PutPage();
      out_.EndRow();
      words += page_.blocks[i].words;
      good += view_.IsGood(i) ? page_.blocks[i].words : 0;
    }
  }

 private:
  double TitleShare(size_t block) const {
    if (hashes_[block].empty() || title_.empty()) return 0;
    double found = 0;
    for (const uint64_t word : hashes_[block]) found += static_cast<double>(title_shingles_.count(word));
    return found / static_cast<double>(std::max(hashes_[block].size(), title_.size()));
  }

  // The heading of the page: the first block most like its title, headings before all else.
  void FindTitle() {
    double best = 0.5;
    for (size_t i = 0; i < page_.blocks.size(); ++i) {
      const Tag tag = page_.tree.nodes()[page_.blocks[i].element].tag;
      const double share = TitleShare(i) + (tag == Tag::kH1 ? 0.3 : tag == Tag::kH2 ? 0.1 : 0);
      if (share <= best || page_.blocks[i].words > 60) continue;
      best = share;
      title_block_ = static_cast<int64_t>(i);
    }
  }

  void FindGoodNeighbours() {
    const size_t count = page_.blocks.size();
    good_before_.assign(count, kDeepest);
    good_after_.assign(count, kDeepest);
    for (size_t i = 1; i < count; ++i) {
      good_before_[i] = view_.IsGood(i - 1) ? 1 : std::min(kDeepest, good_before_[i - 1] + 1);
    }
    for (size_t i = count; i-- > 1;) {
      good_after_[i - 1] = view_.IsGood(i) ? 1 : std::min(kDeepest, good_after_[i] + 1);
    }
  }

  // The share of its runs of words that other blocks have too.
  double Repeats(size_t i) const {
    const std::vector<uint64_t>& words = hashes_[i];
    if (words.size() < kRun) return 0;
    double found = 0;
    for (size_t at = 0; at + kRun <= words.size(); ++at) found += runs_.at(ShingleAt(words, at, kRun)) != i + 1 ? 1 : 0;
    return found / static_cast<double>(words.size() - kRun + 1);
  }

  void PutText(size_t i) {
    const PageBlock& block = page_.blocks[i];
    const double words = std::max<double>(1, block.words);
    const Letters letters = LettersOf(block.text);
    out_.Put("words", block.words);
    out_.Put("bytes", static_cast<double>(block.text.size()));
    out_.Put("bytes_per_word", static_cast<double>(block.text.size()) / words);
    out_.Put("linked", block.linked_words / words);
    out_.Put("links", block.links);
    out_.Put("strong", block.strong_words / words);
    out_.Put("ends_sentence", EndsSentence(block.text) ? 1 : 0);
    out_.Put("lines", static_cast<double>(std::count(block.text.begin(), block.text.end(), '\n')));
    out_.Put("follows_break", block.follows_break ? 1 : 0);
    out_.Put("digits", letters.digits / std::max<double>(1, static_cast<double>(block.text.size())));
    out_.Put("capitals", letters.capitals / std::max(1.0, letters.letters));
    out_.Put("commas", letters.commas / words);
    out_.Put("stops", letters.stops);
    out_.Put("odd", letters.odd / words);
    const auto first = static_cast<unsigned char>(block.text.front());
    out_.Put("starts_capital", std::isupper(first) != 0 ? 1 : 0);
    out_.Put("starts_letter", std::isalnum(first) != 0 || first >= 0x80 ? 1 : 0);
    out_.Put("copies", copies_[wholes_[i]]);
    out_.Put("repeats", Repeats(i));
    out_.Put("in_body", ShareIn(body_shingles_, hashes_[i]));
    out_.Put("in_description", ShareIn(description_, hashes_[i]));
    out_.Put("like_title", TitleShare(i));
    const KindSet phrases = page_.words.PhrasesIn(std::string_view(block.text).substr(0, kPhraseBytes));
    const auto& kinds = page_.words.phrase_kinds();
    for (size_t k = 0; k < kinds.size(); ++k) out_.Put("phrase_", kinds[k], (phrases >> k & 1) != 0 ? 1 : 0);
  }

  void PutNeighbours(size_t i) {
    for (const int step : {-2, -1, 1, 2}) {
      const int64_t at = static_cast<int64_t>(i) + step;
      const bool there = at >= 0 && at < static_cast<int64_t>(page_.blocks.size());
      const PageBlock* block = there ? &page_.blocks[static_cast<size_t>(at)] : nullptr;
      const std::string name = step < 0 ? "before" + std::to_string(-step) : "after" + std::to_string(step);
      out_.Put("words_", name, block == nullptr ? 0 : block->words);
      out_.Put("linked_", name, block == nullptr ? 0 : block->linked_words / std::max<double>(1, block->words));
      out_.Put("ends_", name, block != nullptr && EndsSentence(block->text) ? 1 : 0);
      const bool same = block != nullptr && view_.SignatureOf(static_cast<size_t>(at)) == view_.SignatureOf(i);
      out_.Put("same_", name, same ? 1 : 0);
    }
    out_.Put("good_near_before", good_before_[i]);
    out_.Put("good_near_after", good_after_[i]);
  }

  void PutAround(size_t i) {
    const auto nodes = page_.tree.nodes();
    const size_t mark_count = page_.words.mark_kinds().size();
    std::array<int8_t, 64> marks{};
    std::array<int8_t, kAround.size()> tags{};
    marks.fill(-1);
    tags.fill(-1);
    const uint32_t element = page_.blocks[i].element;
    int steps = 0;
    int hidden = -1;
    for (int32_t at = nodes[page_.blocks[i].begin].parent; at >= 0 && steps < kDeepest; at = nodes[at].parent) {
      const auto index = static_cast<uint32_t>(at);
      const KindSet found = view_.MarksOf(index);
      if (hidden < 0 && view_.IsHidden(index)) hidden = steps;
      for (size_t k = 0; found != 0 && k < mark_count; ++k) {
        if ((found >> k & 1) != 0 && marks[k] < 0) marks[k] = static_cast<int8_t>(steps);
      }
      for (size_t t = 0; t < kAround.size(); ++t) {
        if (kAround[t].first == nodes[index].tag && tags[t] < 0) tags[t] = static_cast<int8_t>(steps);
      }
      // Elements inside a line count as the block's own.
      if (index <= element) ++steps;
    }
    out_.Put("hidden", Near(hidden));
    for (size_t k = 0; k < mark_count; ++k) out_.Put("mark_", page_.words.mark_kinds()[k], Near(marks[k]));
    for (size_t t = 0; t < kAround.size(); ++t) out_.Put("tag_", kAround[t].second, Near(tags[t]));
    out_.Put("depth", nodes[element].depth);
  }

  void PutContainers(size_t i) {
    const BlockSums& all = view_.all();
    const uint32_t element = page_.blocks[i].element;
    for (int up = 1; up <= 5; ++up) {
      const BlockSums inside = view_.Inside(view_.Above(element, up));
      const std::string name = std::to_string(up);
      out_.Put("up_good", name, inside.good / std::max(1.0, all.good));
      out_.Put("up_linked", name, inside.LinkShare());
      if (up > 3) continue;
      out_.Put("up_goodness", name, inside.good / std::max(1.0, inside.words));
      out_.Put("up_blocks", name, inside.blocks);
    }
    PutInside("table_", element, {Tag::kTable, Tag::kTable});
    PutInside("list_", element, {Tag::kUl, Tag::kOl});
    const BlockSums& alike = view_.OfSignature(view_.SignatureOf(i));
    out_.Put("alike_good", alike.good / std::max(1.0, all.good));
    out_.Put("alike_goodness", alike.good / std::max(1.0, alike.words));
    out_.Put("alike_blocks", alike.blocks);
    out_.Put("alike_words", alike.words / std::max(1.0, alike.blocks));
    out_.Put("alike_linked", alike.LinkShare());
    PutCore(element);
  }

  // Of the nearest table or list around: all zero where there is none.
  void PutInside(std::string_view name, uint32_t element, std::array<Tag, 2> tags) {
    const auto nodes = page_.tree.nodes();
    auto at = static_cast<int32_t>(element);
    while (at >= 0 && nodes[at].tag != tags[0] && nodes[at].tag != tags[1]) at = nodes[at].parent;
    const BlockSums inside = at < 0 ? BlockSums() : view_.Inside(static_cast<uint32_t>(at));
    out_.Put(name, "blocks", inside.blocks);
    out_.Put(name, "linked", inside.LinkShare());
    out_.Put(name, "words", inside.words / std::max(1.0, inside.blocks));
    out_.Put(name, "good", inside.good / std::max(1.0, inside.words));
  }

  void PutCore(uint32_t element) {
    const auto nodes = page_.tree.nodes();
    const uint32_t core = view_.core();
    int up = 0;
    uint32_t common = core;
    while ((element < common || element >= nodes[common].end) && nodes[common].parent >= 0) {
      common = static_cast<uint32_t>(nodes[common].parent);
      ++up;
    }
    out_.Put("core_up", up);
    out_.Put("core_down", static_cast<double>(nodes[element].depth) - nodes[common].depth);
    out_.Put("behind_core", element >= nodes[core].end ? 1 : 0);
    out_.Put("before_core", element < core ? 1 : 0);
  }

  void PutPage() {
    const BlockSums& all = view_.all();
    out_.Put("page_good", all.good);
    out_.Put("page_goodness", all.good / std::max(1.0, all.words));
    out_.Put("page_blocks", all.blocks);
    out_.Put("page_body", body_words_ / std::max(1.0, all.good));
    out_.Put("core_good", view_.Inside(view_.core()).good / std::max(1.0, all.good));
  }

  const Page& page_;
  PageView view_;
  RowWriter& out_;
  std::vector<std::vector<uint64_t>> hashes_;
  std::vector<uint64_t> wholes_, title_;
  std::unordered_map<uint64_t, int> copies_;
  std::unordered_map<uint64_t, size_t> runs_;  // of words to the one block that has it, from 1; 0 where several have
  std::string_view body_;
  Shingles body_shingles_, description_, title_shingles_;
  double body_words_ = 0;
  int64_t title_block_ = -1;
  std::vector<int> good_before_, good_after_;
};

}  // namespace

std::vector<uint64_t> WordHashes(std::string_view text) {
  std::vector<uint64_t> out;
  uint64_t hash = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80) {
      hash = (hash == 0 ? 14695981039346656037ULL : hash) ^ static_cast<unsigned char>(std::tolower(byte));
      hash *= 1099511628211ULL;
    } else if (hash != 0) {
      out.push_back(hash);
      hash = 0;
    }
  }
  if (hash != 0) out.push_back(hash);
  return out;
}

FeatureRows FeaturesOf(const Page& page, std::vector<std::string>* names) {
  FeatureRows rows;
  RowWriter writer(rows, names);
  FeatureMaker(page, writer).Make();
  return rows;
}

}  // namespace entente
