// PairReport as a page of its own: prose and a drawn timeline, no scripts, nothing from the network.
#include <fmt/format.h>

#include <algorithm>

#include "answer/pair_report.h"
#include "answer/words.h"
#include "base/date.h"

namespace entente {
namespace {

constexpr double kWidth = 960, kHeight = 340, kLeft = 48, kRight = 16, kTop = 84, kBottom = 30;
constexpr size_t kLabels = 6;
constexpr size_t kLabelBytes = 42;
constexpr double kLabelLine = 13;

constexpr std::string_view kStyle =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1c2733}"
    "h1{font-size:1.4rem}svg{width:100%;height:auto;background:#fafbfc}text{font:11px "
    "system-ui,sans-serif;fill:#44525f}"
    ".band{fill:#c9dcec}.line{fill:none;stroke:#1d5c8f;stroke-width:2}.zero{stroke:#9aa7b2;stroke-dasharray:4 4}"
    ".better{stroke:#2b7a3d;fill:#2b7a3d}.worse{stroke:#b3362b;fill:#b3362b}.turn{stroke-width:1.2}"
    ".inferred{border-left:4px dashed #8a6db1;padding-left:1rem;color:#4c3b66}ol{font-size:.9rem;color:#44525f}"
    "@media(prefers-color-scheme:dark){body{background:#14181d;color:#dfe6ec}svg{background:#1a2027}text{fill:#aab6c1}"
    ".band{fill:#24435c}.line{stroke:#7db8e8}ol{color:#aab6c1}.inferred{color:#c5b2e3}}";

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c >= 0 && c < 0x20 ? ' ' : c;
    }
  }
  return out;
}

// At most kLabelBytes, cut between words.
std::string Shortened(const std::string& text) {
  if (text.size() <= kLabelBytes) return text;
  const size_t cut = text.rfind(' ', kLabelBytes);
  return text.substr(0, cut == std::string::npos ? kLabelBytes : cut) + " …";
}

class Timeline {
 public:
  explicit Timeline(const PairReport& report) : report_(report), days_(report.history.days) {
    low_ = 0, high_ = 0;
    for (const Level& level : report.history.line) {
      low_ = std::min(low_, level.low);
      high_ = std::max(high_, level.high);
    }
    if (high_ - low_ < 1) high_ = low_ + 1;
  }

  std::string Draw() const {
    std::string svg = fmt::format(
        "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"Level of {} and {} over time, with its band and its "
        "turns\">",
        kWidth, kHeight, Escaped(report_.first), Escaped(report_.second));
    svg += Axes() + Band() + Turns() + "</svg>\n";
    return svg;
  }

 private:
  double X(int32_t day) const {
    const double share = days_.to > days_.from ? static_cast<double>(day - days_.from) / (days_.to - days_.from) : 0;
    return kLeft + share * (kWidth - kLeft - kRight);
  }
  double Y(double level) const { return kTop + (high_ - level) / (high_ - low_) * (kHeight - kTop - kBottom); }

  std::string Axes() const {
    std::string out = fmt::format("<line class=\"zero\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>",
                                  kLeft, Y(0), kWidth - kRight, Y(0));
    for (const double level : {low_, 0.0, high_}) {
      out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{:+.1f}</text>", kLeft - 6, Y(level) + 4,
                         level);
    }
    const int first = DateOfDayNumber(days_.from).year, last = DateOfDayNumber(days_.to).year;
    const int step = std::max(1, (last - first) / 12 + 1);
    for (int year = first; year <= last; year += step) {
      const int32_t day = std::max(days_.from, DayNumber({static_cast<int16_t>(year), 1, 1}));
      out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", X(day), kHeight - 8, year);
    }
    return out;
  }

  std::string Band() const {
    const std::vector<Level>& line = report_.history.line;
    std::string band, path;
    for (const Level& level : line) {
      band += fmt::format("{:.1f},{:.1f} ", X(level.day), Y(level.high));
      path += fmt::format("{:.1f},{:.1f} ", X(level.day), Y(level.level));
    }
    for (size_t i = line.size(); i-- > 0;) band += fmt::format("{:.1f},{:.1f} ", X(line[i].day), Y(line[i].low));
    return fmt::format("<polygon class=\"band\" points=\"{}\"/><polyline class=\"line\" points=\"{}\"/>", band, path);
  }

  // What a turn is labelled with: the first of its events.
  std::string Label(const ReportChange& told) const {
    if (told.evidence.empty()) return {};
    const ReportEvent& event = report_.evidence[static_cast<size_t>(told.evidence.front()) - 1];
    return fmt::format("[{}] {}", event.number, Shortened(event.act));
  }

  std::string Turns() const {
    std::vector<const ReportChange*> strongest;
    for (const ReportChange& change : report_.changes) strongest.push_back(&change);
    std::stable_sort(strongest.begin(), strongest.end(),
                     [](const ReportChange* x, const ReportChange* y) { return x->change.gain > y->change.gain; });
    if (strongest.size() > kLabels) strongest.resize(kLabels);
    std::string out;
    size_t row = 0;
    for (const ReportChange& change : report_.changes) {
      const double x = X(change.change.day);
      const std::string_view side = change.change.direction >= 0 ? "better" : "worse";
      const bool labelled = std::find(strongest.begin(), strongest.end(), &change) != strongest.end();
      const double top = labelled ? 14 + kLabelLine * static_cast<double>(row % 5) : kTop;
      out += fmt::format("<line class=\"turn {}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>", side, x,
                         top, x, kHeight - kBottom);
      if (!labelled) continue;
      const bool left = x > kWidth * 0.6;
      out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{} {}</text>", left ? x - 4 : x + 4, top,
                         left ? "end" : "start", Day(change.change.day), Escaped(Label(change)));
      ++row;
    }
    return out;
  }

  const PairReport& report_;
  DayRange days_;
  double low_ = 0, high_ = 1;
};

std::string Paragraphs(const PairReport& report) {
  std::string out;
  for (const ReportParagraph& paragraph : report.paragraphs) {
    const bool list = paragraph.topic == "changes" || paragraph.topic == "inferred";
    if (paragraph.topic == "inferred") out += "<section class=\"inferred\">";
    out += list ? "<ul>" : "<p>";
    for (const std::string& sentence : paragraph.sentences) {
      out += list ? fmt::format("<li>{}</li>", Escaped(sentence)) : Escaped(sentence) + " ";
    }
    out += list ? "</ul>" : "</p>";
    if (paragraph.topic == "inferred") out += "</section>";
    out += "\n";
  }
  return out;
}

}  // namespace

std::string ReportHtml(const PairReport& report) {
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>{0}</title><style>{1}</style></head>\n<body><h1>{0}</h1>\n",
      Escaped(report.title), kStyle);
  if (!report.history.events.empty()) out += Timeline(report).Draw();
  out += Paragraphs(report);
  if (!report.evidence.empty()) out += "<h2>Events</h2>\n<ol>\n";
  for (const ReportEvent& event : report.evidence) {
    out += fmt::format("<li id=\"e{}\">{} {} — {} — {} <small>({:+.2f}; {})</small></li>\n", event.number,
                       Day(event.day), Escaped(event.source), Escaped(event.act), Escaped(event.target), event.weight,
                       Escaped(event.Place()));
  }
  if (!report.evidence.empty()) out += "</ol>\n";
  return out + "</body></html>\n";
}

}  // namespace entente
