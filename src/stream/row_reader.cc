#include "stream/row_reader.h"

#include <algorithm>
#include <cstdlib>

#include "base/date.h"

namespace entente {

std::string_view CellSplitter::Quoted(std::string_view line, size_t& at) {
  const size_t begin = ++at;  // after the quote
  const size_t close = line.find('"', at);
  if (close == std::string_view::npos) {
    at = line.size();
    return line.substr(begin);
  }
  if (close + 1 >= line.size() || line[close + 1] != '"') {
    at = close + 1;
    return line.substr(begin, close - begin);
  }
  const size_t start = unescaped_.size();
  for (; at < line.size(); ++at) {
    if (line[at] == '"' && (at + 1 >= line.size() || line[++at] != '"')) break;
    unescaped_ += line[at];
  }
  return std::string_view(unescaped_).substr(start);
}

std::span<const std::string_view> CellSplitter::Split(std::string_view line) {
  unescaped_.clear();
  unescaped_.reserve(line.size());  // so that views into it stay good
  size_t count = 0;
  for (size_t at = 0; count < kMaxCells; ++at) {
    if (separator_ != '\t' && at < line.size() && line[at] == '"') {
      cells_[count++] = Quoted(line, at);
      at = std::min(line.find(separator_, at), line.size());
    } else {
      const size_t end = std::min(line.find(separator_, at), line.size());
      cells_[count++] = line.substr(at, end - at);
      at = end;
    }
    if (at >= line.size()) break;
  }
  return {cells_.data(), count};
}

namespace {

bool AllDigits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

std::optional<int32_t> DayIn(std::string_view text) {
  std::string iso;
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-') {
    iso = text.substr(0, 10);
  } else if ((text.size() == 8 || text.size() == 14) && AllDigits(text)) {
    iso = std::string(text.substr(0, 4)) + '-' + std::string(text.substr(4, 2)) + '-' + std::string(text.substr(6, 2));
  } else if (text.size() == 6 && AllDigits(text)) {
    // KEDS writes two digits of the year; its data begin in 1979.
    iso = std::string(text[0] >= '5' ? "19" : "20") + std::string(text.substr(0, 2)) + '-' +
          std::string(text.substr(2, 2)) + '-' + std::string(text.substr(4, 2));
  }
  const std::optional<Date> date = DateOf(iso);
  if (!date || date->day == 0 || date->year < 1000 || date->year > 2999) return std::nullopt;
  return DayNumber(*date);
}

}  // namespace

std::optional<int32_t> DayReader::Day(std::string_view text) {
  if (!text.empty() && text == last_text_) return last_;
  last_text_ = text;
  return last_ = DayIn(text);
}

uint32_t ActorCache::Find(std::string_view name, std::string_view code, std::string_view sectors,
                          std::string_view country) {
  key_.assign(name).append(1, '\t').append(code).append(1, '\t').append(sectors).append(1, '\t').append(country);
  if (const uint32_t known = known_.Find(key_); known != TextIndex::kAbsent) return known;
  const uint32_t id =
      words_.Add(StreamActorName{std::string(name), std::string(code), std::string(sectors), std::string(country)});
  known_.Add(key_, id);
  return id;
}

std::optional<uint32_t> ActCache::Find(std::string_view cameo, std::string_view name, std::string_view type,
                                       std::string_view mode) {
  key_.assign(cameo).append(1, '\t').append(name).append(1, '\t').append(type).append(1, '\t').append(mode);
  constexpr uint32_t kUnknownAct = TextIndex::kAbsent - 1;
  if (const uint32_t known = known_.Find(key_); known != TextIndex::kAbsent) {
    return known == kUnknownAct ? std::nullopt : std::optional(known);
  }
  std::optional<uint32_t> id;
  const StreamActEntry* named = acts_.ByName(name);
  const bool code_unknown = acts_.ByCameo(cameo) == nullptr;
  StreamActEntry act = acts_.Of(code_unknown && named != nullptr ? named->cameo : cameo, type, mode);
  if (!act.cameo.empty()) id = words_.Add(act);
  known_.Add(key_, id.value_or(kUnknownAct));
  return id;
}

namespace {

class MentionReader : public RowReader {
 public:
  explicit MentionReader(StreamSink& sink) : sink_(sink) {}
  void Read(uint32_t number, std::string_view line) override {
    constexpr size_t kColumns = 12;  // up to Confidence; what follows is not used
    enum { kEvent = 0, kTime = 2, kSource = 4, kUrl = 5, kConfidence = 11 };
    const std::span<const std::string_view> cells = cells_.Split(line);
    if (cells.size() < kColumns) {
      return sink_.Refused(number, "stream.short_row", std::to_string(cells.size()) + " columns, 16 expected");
    }
    const std::optional<int32_t> day = days_.Day(cells[kTime]);
    if (!day) return sink_.Refused(number, "stream.bad_date", "'" + std::string(cells[kTime]) + "' is no date");
    const double percent = std::atof(std::string(cells[kConfidence]).c_str());
    sink_.Mention({cells[kEvent], *day, cells[kSource], cells[kUrl], percent / 100});
  }

 private:
  CellSplitter cells_;
  DayReader days_;
  StreamSink& sink_;
};

}  // namespace

std::unique_ptr<RowReader> MakeMentionReader(StreamSink& sink) { return std::make_unique<MentionReader>(sink); }

char SeparatorOf(std::string_view line) {
  char best = ' ';
  std::ptrdiff_t most = 0;
  for (const char c : {'\t', ',', ';', '|'}) {
    const std::ptrdiff_t count = std::count(line.begin(), line.end(), c);
    if (count > most) most = count, best = c;
  }
  return best;
}

}  // namespace entente
