#include "value/value_finder.h"

#include <array>
#include <span>

#include "base/date.h"
#include "base/tsv.h"
#include "syntax/tree.h"
#include "value/amount_scanner.h"
#include "value/time_scanner.h"

namespace entente {
namespace {

template <typename Add>
Status Rows(const DataFiles& files, std::string_view name, std::span<const std::string_view> required, Add add) {
  Result<std::string_view> content = files.Read(name);
  if (!content.ok()) return content.status();
  Result<TsvTable> table = TsvTable::Parse(name, *content, required);
  if (!table.ok()) return table.status();
  for (const TsvRow& row : table->rows()) {
    add([&](std::string_view column) { return table->Cell(row, column); });
  }
  return Status::Ok();
}

// As the tokenizer splits: at spaces and around hyphens.
std::vector<std::string> WordsOf(std::string_view phrase) {
  std::vector<std::string> words(1);
  for (const char c : phrase) {
    if (c == ' ') {
      words.emplace_back();
    } else if (c == '-' && !words.back().empty()) {
      words.emplace_back("-");
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

}  // namespace

Result<ValueFinder> ValueFinder::Load(const DataFiles& files) {
  ValueFinder finder;
  static constexpr std::array<std::string_view, 3> kPeriodColumns = {"name", "from", "to"};
  Status status = Rows(files, "values/periods.tsv", kPeriodColumns, [&](auto cell) {
    const auto from = DateOf(cell("from"));
    const auto to = DateOf(cell("to"));
    if (!from || !to) return;
    auto add = [&](std::string_view name) {
      std::vector<std::string> words = WordsOf(name);
      std::string first = words.front();
      finder.periods_.emplace(std::move(first), Period{std::move(words), {*from, *to}});
    };
    add(cell("name"));
    for (std::string_view alias : SplitList(cell("aliases"))) add(alias);
  });
  if (!status.ok()) return status;
  static constexpr std::array<std::string_view, 2> kListColumns = {"list", "lemmas"};
  status = Rows(files, "values/time_words.tsv", kListColumns, [&](auto cell) {
    for (std::string_view lemma : SplitList(cell("lemmas"))) {
      finder.lists_[std::string(cell("list"))].emplace(lemma);
    }
  });
  if (!status.ok()) return status;
  static constexpr std::array<std::string_view, 2> kMoneyColumns = {"words", "code"};
  status = Rows(files, "values/currencies.tsv", kMoneyColumns, [&](auto cell) {
    for (std::string_view word : SplitList(cell("words"))) finder.currencies_.emplace(word, cell("code"));
  });
  if (!status.ok()) return status;
  return finder;
}

const ValueFinder::Period* ValueFinder::PeriodAt(const ParsedDocument& parsed, uint32_t token) const {
  const Period* best = nullptr;
  const auto [begin, end] = periods_.equal_range(parsed.TextOf(token));
  for (auto at = begin; at != end; ++at) {
    const std::vector<std::string>& words = at->second.words;
    if (token + words.size() > parsed.tokens.size()) continue;
    bool same = true;
    for (size_t i = 0; i < words.size() && same; ++i) {
      same = parsed.TextOf(token + static_cast<uint32_t>(i)) == words[i];
    }
    if (same && (best == nullptr || words.size() > best->words.size())) best = &at->second;
  }
  return best;
}

bool ValueFinder::Is(std::string_view list, std::string_view lemma) const {
  const auto at = lists_.find(list);
  return at != lists_.end() && at->second.contains(lemma);
}

std::string_view ValueFinder::CurrencyOf(std::string_view word) const {
  const auto at = currencies_.find(word);
  return at == currencies_.end() ? std::string_view() : at->second;
}

ValueAnnotation ValueFinder::Find(const ParsedDocument& parsed, const std::optional<Date>& published_date) const {
  const Tree tree(parsed);
  ValueAnnotation out;
  out.times = TimeScanner(*this, tree, published_date).Scan();
  out.amounts = AmountScanner(*this, tree).Scan();
  return out;
}

}  // namespace entente
