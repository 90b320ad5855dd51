#include "value/value_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

#include "base/date.h"
#include "base/table_rows.h"
#include "base/tsv.h"

namespace entente {
namespace {

std::string Lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// As the tokenizer splits: at spaces, around hyphens between words, before "'s".
std::vector<std::string> WordsOf(std::string_view phrase) {
  std::vector<std::string> words(1);
  for (size_t i = 0; i < phrase.size(); ++i) {
    const bool owner = phrase.substr(i).starts_with("'s") && (i + 2 == phrase.size() || phrase[i + 2] == ' ');
    if (phrase[i] == ' ') {
      words.emplace_back();
    } else if (phrase[i] == '-' && !words.back().empty()) {
      words.emplace_back("-");
      words.emplace_back();
    } else {
      if (owner && !words.back().empty()) words.emplace_back();
      words.back() += phrase[i];
    }
  }
  return words;
}

double NumberOf(std::string_view cell) {
  double value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return value;
}

}  // namespace

LoweredWords::LoweredWords(const ParsedDocument& document) : document_(document) {
  words_.reserve(document.tokens.size());
  for (uint32_t t = 0; t < document.tokens.size(); ++t) words_.push_back(Lowered(document.TextOf(t)));
}

std::string_view LoweredWords::At(int64_t token) const {
  return token < 0 || token >= static_cast<int64_t>(words_.size()) ? std::string_view() : words_[token];
}

uint32_t LoweredWords::SentenceBegin(uint32_t token) const {
  const uint32_t sentence = document_.tokens[token].sentence;
  return sentence < document_.sentences.size() ? document_.sentences[sentence].begin : 0;
}

uint32_t LoweredWords::SentenceEnd(uint32_t token) const {
  const uint32_t sentence = document_.tokens[token].sentence;
  return sentence < document_.sentences.size() ? document_.sentences[sentence].end : size();
}

class ValueWordsLoader {
 public:
  ValueWordsLoader(const DataFiles& files, ValueWords& out) : files_(files), out_(out) {}

  Status Load() {
    for (auto step : {&ValueWordsLoader::LoadWords, &ValueWordsLoader::LoadNumbers, &ValueWordsLoader::LoadCurrencies,
                      &ValueWordsLoader::LoadPeriods}) {
      if (Status status = (this->*step)(); !status.ok()) return status;
    }
    return Status::Ok();
  }

 private:
  template <typename Add>
  Status Rows(std::string_view name, std::span<const std::string_view> required, Add add) {
    return ForEachRow(files_, name, required, [&](uint32_t, auto cell) {
      add(cell);
      return Status::Ok();
    });
  }

  void AddPhrases(std::string_view kind, std::string_view phrases, double value) {
    for (std::string_view phrase : SplitList(phrases)) {
      ValueWords::Phrase row{WordsOf(Lowered(phrase)), value, {}};
      std::string first = row.words.front();
      out_.kinds_[std::string(kind)].emplace(std::move(first), std::move(row));
    }
  }

  Status LoadWords() {
    static constexpr std::array<std::string_view, 3> kColumns = {"words", "kind", "value"};
    return Rows("values/time_words.tsv", kColumns,
                [&](auto cell) { AddPhrases(cell("kind"), cell("words"), NumberOf(cell("value"))); });
  }

  Status LoadNumbers() {
    static constexpr std::array<std::string_view, 3> kColumns = {"words", "kind", "value"};
    return Rows("values/numbers.tsv", kColumns,
                [&](auto cell) { AddPhrases(cell("kind"), cell("words"), NumberOf(cell("value"))); });
  }

  Status LoadCurrencies() {
    static constexpr std::array<std::string_view, 3> kColumns = {"code", "symbols", "words"};
    return Rows("values/currencies.tsv", kColumns, [&](auto cell) {
      for (std::string_view symbol : SplitList(cell("symbols"))) out_.symbols_.emplace(symbol, cell("code"));
      for (std::string_view phrase : SplitList(cell("words"))) {
        ValueWords::Phrase row{WordsOf(Lowered(phrase)), 0, std::string(cell("code"))};
        std::string first = row.words.front();
        out_.currencies_.emplace(std::move(first), std::move(row));
      }
    });
  }

  Status LoadPeriods() {
    static constexpr std::array<std::string_view, 4> kColumns = {"name", "aliases", "from", "to"};
    return Rows("values/periods.tsv", kColumns, [&](auto cell) {
      const auto from = DateOf(cell("from"));
      const std::optional<Date> to = cell("to").empty() ? Date{} : DateOf(cell("to"));
      if (!from || !to) return;
      std::vector<std::string_view> names = SplitList(cell("aliases"));
      names.push_back(cell("name"));
      for (std::string_view name : names) {
        std::vector<std::string> words = WordsOf(Lowered(name));
        std::string first = words.front();
        out_.periods_.emplace(std::move(first), ValueWords::Period{std::move(words), std::string(name), {*from, *to}});
      }
    });
  }

  const DataFiles& files_;
  ValueWords& out_;
};

Result<ValueWords> ValueWords::Load(const DataFiles& files) {
  ValueWords words;
  if (Status status = ValueWordsLoader(files, words).Load(); !status.ok()) return status;
  return words;
}

namespace {

bool Fits(std::span<const std::string> phrase, const LoweredWords& words, uint32_t at) {
  if (at + phrase.size() > words.size() || at + phrase.size() > words.SentenceEnd(at)) return false;
  for (size_t i = 0; i < phrase.size(); ++i) {
    if (words.At(at + i) != phrase[i]) return false;
  }
  return true;
}

}  // namespace

WordMatch ValueWords::Starting(std::string_view kind, const LoweredWords& words, uint32_t at) const {
  WordMatch best;
  const auto phrases = kinds_.find(kind);
  if (phrases == kinds_.end() || at >= words.size()) return best;
  const auto [begin, end] = phrases->second.equal_range(words.At(at));
  for (auto p = begin; p != end; ++p) {
    const uint32_t length = static_cast<uint32_t>(p->second.words.size());
    if (length > best.length && Fits(p->second.words, words, at)) best = {length, p->second.value};
  }
  return best;
}

WordMatch ValueWords::EndingBefore(std::string_view kind, const LoweredWords& words, uint32_t end) const {
  constexpr uint32_t kLongestPhrase = 6;  // "in the run-up to"
  for (uint32_t length = kLongestPhrase; length > 0; --length) {
    if (length > end || words.SentenceBegin(end - 1) > end - length) continue;
    const WordMatch match = Starting(kind, words, end - length);
    if (match.length == length) return match;
  }
  return {};
}

const double* ValueWords::ValueOf(std::string_view kind, std::string_view word) const {
  const auto phrases = kinds_.find(kind);
  if (phrases == kinds_.end()) return nullptr;
  const auto [begin, end] = phrases->second.equal_range(word);
  for (auto p = begin; p != end; ++p) {
    if (p->second.words.size() == 1) return &p->second.value;
  }
  return nullptr;
}

PeriodMatch ValueWords::PeriodAt(const LoweredWords& words, uint32_t token) const {
  PeriodMatch best;
  const auto [begin, end] = periods_.equal_range(words.At(token));
  for (auto p = begin; p != end; ++p) {
    const Period& period = p->second;
    if (period.words.size() <= best.length || !Fits(period.words, words, token)) continue;
    if (period.words.size() == 1 && words.document().TextOf(token) != period.written) continue;
    best = {static_cast<uint32_t>(period.words.size()), period.interval};
  }
  return best;
}

std::string_view ValueWords::CurrencyOfSymbol(std::string_view symbol) const {
  const auto at = symbols_.find(symbol);
  return at == symbols_.end() ? std::string_view() : at->second;
}

std::string_view ValueWords::CurrencyAt(const LoweredWords& words, uint32_t at, uint32_t& length) const {
  length = 0;
  std::string_view code;
  if (at >= words.size()) return code;
  const auto [begin, end] = currencies_.equal_range(words.At(at));
  for (auto p = begin; p != end; ++p) {
    if (p->second.words.size() <= length || !Fits(p->second.words, words, at)) continue;
    length = static_cast<uint32_t>(p->second.words.size());
    code = p->second.code;
  }
  return code;
}

}  // namespace entente
