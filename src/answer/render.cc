// Answers as text, Markdown and JSON.
#include <fmt/format.h>

#include "answer/json_writer.h"
#include "base/date.h"
#include "entente/answer.h"

namespace entente {
namespace {

constexpr size_t kLineBytes = 100;

constexpr std::string_view kBold = "\x1b[1m", kDim = "\x1b[2m", kPlain = "\x1b[0m";

// Terminal control never comes from evidence: control characters become spaces.
std::string Printable(std::string_view text) {
  std::string clean;
  for (const char c : text) {
    const bool control = (c >= 0 && c < 0x20) || c == 0x7F;
    if (!control) {
      clean += c;
    } else if (!clean.empty() && clean.back() != ' ') {
      clean += ' ';
    }
  }
  return clean;
}

// Columns a byte takes: continuation bytes of UTF-8 take none.
size_t Columns(std::string_view text) {
  size_t columns = 0;
  for (const char c : text) columns += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return columns;
}

std::string Wrapped(std::string_view text, std::string_view indent) {
  std::string out;
  std::string line;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (!line.empty() && Columns(indent) + Columns(line) + 1 + Columns(word) > kLineBytes) {
      out += line + "\n" + std::string(indent);
      line.clear();
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  return out + line;
}

std::string Source(const EvidenceItem& item) {
  std::string source = Printable(item.document);
  if (!item.outlet.empty()) source += ", " + Printable(item.outlet);
  if (item.published_date) source += ", " + ToString(*item.published_date);
  source += fmt::format(", bytes {}-{}", item.span.begin, item.span.end);
  if (item.outlets > 1) source += fmt::format(", {} outlets", item.outlets);
  return source;
}

std::string RenderText(const Answer& answer, bool ansi) {
  const std::string_view bold = ansi ? kBold : "", dim = ansi ? kDim : "", plain = ansi ? kPlain : "";
  std::string out = fmt::format("{}{}{}\n\n", bold, Printable(answer.title), plain);
  for (const AnswerParagraph& paragraph : answer.paragraphs) out += Wrapped(Printable(paragraph.text), "") + "\n\n";
  if (answer.evidence.empty()) {
    out.pop_back();
    return out;
  }
  out += fmt::format("{}Evidence{}\n", bold, plain);
  for (const EvidenceItem& item : answer.evidence) {
    const std::string mark = fmt::format("[{}] ", item.number);
    const std::string indent(mark.size(), ' ');
    out += mark + Wrapped(Printable(item.text), indent) + "\n";
    out += fmt::format("{}{}({}){}\n", indent, dim, Source(item), plain);
  }
  return out;
}

// Characters that Markdown would read.
std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : Printable(text)) {
    if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string RenderMarkdown(const Answer& answer) {
  std::string out = "## " + Escaped(answer.title) + "\n\n";
  for (const AnswerParagraph& paragraph : answer.paragraphs) out += Escaped(paragraph.text) + "\n\n";
  if (answer.evidence.empty()) {
    out.pop_back();
    return out;
  }
  out += "### Evidence\n\n";
  for (const EvidenceItem& item : answer.evidence) {
    out += fmt::format("{}. {} *({})*\n", item.number, Escaped(item.text), Escaped(Source(item)));
  }
  return out;
}

void WriteEvidence(JsonWriter& json, const EvidenceItem& item) {
  json.Open('{').Key("number").Number(item.number).Key("document").String(item.document);
  json.Key("outlet").String(item.outlet).Key("published_date");
  item.published_date ? json.String(ToString(*item.published_date)) : json.Null();
  json.Key("begin").Number(item.span.begin).Key("end").Number(item.span.end).Key("text").String(item.text);
  json.Key("status").String(ToString(item.status)).Key("speaker");
  item.speaker.empty() ? json.Null() : json.String(item.speaker);
  json.Key("outlets").Number(item.outlets).Close('}');
}

std::string RenderJson(const Answer& answer) {
  if (answer.kind == "brokers" && !answer.data.empty()) return answer.data + "\n";
  JsonWriter json;
  json.Open('{').Key("kind").String(answer.kind).Key("title").String(answer.title);
  json.Key("answered").Bool(answer.answered).Key("paragraphs").Open('[');
  for (const AnswerParagraph& paragraph : answer.paragraphs) {
    json.Open('{').Key("topic").String(paragraph.topic).Key("text").String(paragraph.text).Close('}');
  }
  json.Close(']').Key("evidence").Open('[');
  for (const EvidenceItem& item : answer.evidence) WriteEvidence(json, item);
  json.Close(']').Key("data");
  answer.data.empty() ? json.Null() : json.Raw(answer.data);
  return json.Close('}').text() + "\n";
}

}  // namespace

std::optional<AnswerFormat> AnswerFormatOf(std::string_view word) {
  if (word == "text") return AnswerFormat::kText;
  if (word == "ansi") return AnswerFormat::kAnsi;
  if (word == "markdown") return AnswerFormat::kMarkdown;
  if (word == "json") return AnswerFormat::kJson;
  return std::nullopt;
}

std::string Render(const Answer& answer, AnswerFormat format) {
  switch (format) {
    case AnswerFormat::kText:
      return RenderText(answer, false);
    case AnswerFormat::kAnsi:
      return RenderText(answer, true);
    case AnswerFormat::kMarkdown:
      return RenderMarkdown(answer);
    case AnswerFormat::kJson:
      return RenderJson(answer);
  }
  return {};
}

}  // namespace entente
