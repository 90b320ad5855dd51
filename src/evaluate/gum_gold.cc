#include "evaluate/gum_gold.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/word_set.h"
#include "evaluate/gold_lines.h"

namespace entente {
namespace {

enum Column { kId, kForm, kLemma, kUpos, kXpos, kFeats, kHead, kDeprel, kDeps, kMisc, kColumns };

struct Word {
  Span span;
  std::string form, tag, features, label;
  uint32_t head = 0;  // index of a word; itself for the root
};

struct OpenMention {
  std::string entity, type;
  uint32_t first = 0;
};

std::optional<uint32_t> NumberIn(std::string_view cell) {
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return number;
}

std::string_view FieldOf(std::string_view misc, std::string_view name) {
  for (size_t at = misc.find(name); at != std::string_view::npos; at = misc.find(name, at + 1)) {
    if (at != 0 && misc[at - 1] != '|') continue;
    const std::string_view rest = misc.substr(at + name.size());
    return rest.substr(0, rest.find('|'));
  }
  return {};
}

bool IsThirdPerson(const Word& word) {
  return word.tag.starts_with("PRP") && word.features.find("Person=3") != std::string::npos &&
         word.features.find("Reflex=Yes") == std::string::npos;
}

class GumReader {
 public:
  explicit GumReader(const std::string& path) { document_.path = path; }

  Status Line(std::string_view line, size_t number) {
    if (line.starts_with("# newpar") && !line.starts_with("# newpar_block")) return Paragraph();
    if (line.starts_with("# sent_id")) return Sentence(number);
    if (line.starts_with("#")) return Status::Ok();
    const std::vector<std::string_view> cells = SplitTabs(line);
    if (cells.size() != kColumns) return Bad(number, "expected the ten columns of CoNLL-U");
    if (cells[kId].find('.') != std::string_view::npos) return Status::Ok();  // an empty node
    if (cells[kId].find('-') != std::string_view::npos) return Fused(cells, number);
    return Add(cells, number);
  }

  Result<GumDocument> Finish(size_t last_line) {
    if (Status status = Sentence(last_line); !status.ok()) return status;
    if (!open_.empty()) return Bad(last_line, "entity " + open_.back().entity + " is never closed");
    return std::move(document_);
  }

 private:
  Status Bad(size_t line, std::string_view what) const { return BadGold(document_.path, line, what); }

  Status Paragraph() {
    std::string& text = document_.text;
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (!text.empty()) text += "\n\n";
    return Status::Ok();
  }

  // Words after `first_` have their heads within the sentence: they are known once it ends.
  Status Sentence(size_t line) {
    for (uint32_t w = first_; w < words_.size(); ++w) {
      if (words_[w].head >= words_.size()) return Bad(line, "a head outside its sentence");
      if (IsThirdPerson(words_[w])) document_.pronouns.push_back(words_[w].span);
    }
    for (const Closed& closed : closed_) document_.mentions.push_back(MentionOf(closed));
    closed_.clear();
    first_ = static_cast<uint32_t>(words_.size());
    return Status::Ok();
  }

  // "12-13 don't": the words inside are printed as one; they share its span.
  Status Fused(const std::vector<std::string_view>& cells, size_t number) {
    const size_t dash = cells[kId].find('-');
    const auto begin = NumberIn(cells[kId].substr(0, dash));
    const auto end = NumberIn(cells[kId].substr(dash + 1));
    if (!begin || !end || *end < *begin) return Bad(number, "a range of words that is none");
    fused_ = *end - *begin + 1;
    fused_span_ = Print(cells);
    return Status::Ok();
  }

  Span Print(const std::vector<std::string_view>& cells) {
    std::string& text = document_.text;
    const auto begin = static_cast<uint32_t>(text.size());
    text += cells[kForm];
    const Span span{begin, static_cast<uint32_t>(text.size())};
    if (FieldOf(cells[kMisc], "SpaceAfter=") != "No") text += ' ';
    return span;
  }

  Status Add(const std::vector<std::string_view>& cells, size_t number) {
    const auto head = NumberIn(cells[kHead]);
    if (!head) return Bad(number, "the head is no number");
    const auto index = static_cast<uint32_t>(words_.size());
    const Span span = fused_ > 0 ? fused_span_ : Print(cells);
    if (fused_ > 0) --fused_;
    words_.push_back({span, std::string(cells[kForm]), std::string(cells[kXpos]), std::string(cells[kFeats]),
                      std::string(cells[kDeprel]), *head == 0 ? index : first_ + *head - 1});
    return Entities(FieldOf(cells[kMisc], "Entity="), index, number);
  }

  // "(7-person-new-…-coref(8-place-…)7)": opens 7 and 8, closes 8 on the same word, then 7.
  Status Entities(std::string_view field, uint32_t index, size_t number) {
    while (!field.empty()) {
      if (field.front() == '(') {
        field.remove_prefix(1);
        const size_t end = std::min(field.find_first_of("()"), field.size());
        Open(field.substr(0, end), index);
        field.remove_prefix(end);
        if (field.starts_with(')')) {
          Close(open_.size() - 1, index);
          field.remove_prefix(1);
        }
        continue;
      }
      const size_t end = std::min(field.find(')'), field.size());
      const std::string_view entity = field.substr(0, end);
      size_t at = open_.size();
      while (at > 0 && open_[at - 1].entity != entity) --at;
      if (at == 0) return Bad(number, "entity " + std::string(entity) + " is closed but not open");
      Close(at - 1, index);
      field.remove_prefix(std::min(end + 1, field.size()));
    }
    return Status::Ok();
  }

  void Open(std::string_view fields, uint32_t index) {
    const size_t dash = std::min(fields.find('-'), fields.size());
    const std::string_view rest = fields.substr(std::min(dash + 1, fields.size()));
    open_.push_back({std::string(fields.substr(0, dash)), std::string(rest.substr(0, rest.find('-'))), index});
  }

  void Close(size_t at, uint32_t index) {
    closed_.push_back({open_[at], index + 1});
    open_.erase(open_.begin() + static_cast<ptrdiff_t>(at));
  }

  struct Closed {
    OpenMention mention;
    uint32_t end = 0;
  };

  GumMention MentionOf(const Closed& closed) const {
    const uint32_t first = closed.mention.first;
    uint32_t head = first;
    for (uint32_t w = first; w < closed.end; ++w) {
      const bool inside = words_[w].head >= first && words_[w].head < closed.end && words_[w].head != w;
      if (inside) continue;
      head = w;
      break;
    }
    const Span span{words_[first].span.begin, words_[closed.end - 1].span.end};
    return {closed.mention.entity, closed.mention.type, span, words_[head].span, KindOf(first, closed.end, head)};
  }

  GumMentionKind KindOf(uint32_t first, uint32_t end, uint32_t head) const {
    constexpr std::array<std::string_view, 10> kDefinite = {"the", "this", "that", "these", "those",
                                                            "The", "This", "That", "These", "Those"};
    if (words_[head].tag.starts_with("NNP")) return GumMentionKind::kName;
    if (end == first + 1 && IsThirdPerson(words_[first])) return GumMentionKind::kPronoun;
    const bool definite = In(kDefinite, words_[first].form) || words_[first].tag == "PRP$";
    return definite && words_[head].tag.starts_with("NN") ? GumMentionKind::kDefinite : GumMentionKind::kOther;
  }

  GumDocument document_;
  std::vector<Word> words_;
  std::vector<OpenMention> open_;
  std::vector<Closed> closed_;
  uint32_t first_ = 0;
  uint32_t fused_ = 0;
  Span fused_span_;
};

}  // namespace

Result<GumDocument> ReadGum(std::string_view bytes, const std::string& path) {
  GumReader reader(path);
  size_t last_line = 0;
  const Status status = ForEachLine(bytes, [&](std::string_view line, size_t number) {
    last_line = number;
    return reader.Line(line, number);
  });
  if (!status.ok()) return status;
  return reader.Finish(last_line);
}

}  // namespace entente
