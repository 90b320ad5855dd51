// ICEWS and GDELT: the columns of others' event data, in their order.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "formats.h"

namespace entente::cli {
namespace {

std::string Joined(const std::vector<std::string>& cells) {
  std::string out;
  for (const std::string& cell : cells) {
    if (&cell != cells.data()) out += '\t';
    std::string clean = cell;
    std::replace_if(clean.begin(), clean.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    out += clean;
  }
  return out + "\n";
}

// The day an event is counted on: the first of its interval; where the text tells none, the day it was printed.
Date DayOf(const Statement& s, const std::optional<Date>& printed) {
  Date day = s.event_date ? s.event_date->begin : printed.value_or(Date{});
  if (day.month == 0) day.month = 1;
  if (day.day == 0) day.day = 1;
  return day;
}

std::string OrNa(std::string_view text) { return text.empty() ? "NA" : std::string(text); }

std::string Degrees(double value) { return fmt::format("{:.4f}", value); }

// The 20 columns of ICEWS' yearly files.
class Icews : public StatementFormat {
 public:
  explicit Icews(const EventNames& names) : names_(names) {}
  std::string Header() const override {
    return "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
           "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence "
           "Number\tPublisher\tCity\tDistrict\tProvince\t"
           "Country\tLatitude\tLongitude\n";
  }
  void Begin(const Document& document) override {
    printed_ = document.published_date;
    outlet_ = document.outlet;
  }
  std::string Line(const Statement& s) override {
    if (s.kind != StatementKind::kEvent) return {};
    const Date day = DayOf(s, printed_);
    const bool dated = day.year != 0;
    return Joined({fmt::format("{}", ++count_),
                   dated ? fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day) : "NA",
                   NameOf(s.source),
                   OrNa(names_.icews_sector(s.source.sector)),
                   CountryOf(s.source),
                   names_.cameo(s.cameo),
                   s.cameo,
                   fmt::format("{}", s.goldstein),
                   NameOf(s.target),
                   OrNa(names_.icews_sector(s.target.sector)),
                   CountryOf(s.target),
                   s.document,
                   Sentence(s),
                   OrNa(outlet_),
                   OrNa(s.place),
                   "NA",
                   "NA",
                   s.point ? OrNa(names_.actor(s.point->code)) : "NA",
                   s.point ? Degrees(s.point->latitude) : "NA",
                   s.point ? Degrees(s.point->longitude) : "NA"});
  }

 private:
  // "Military (Vietnam)": ICEWS puts the state behind what is not the state itself.
  std::string NameOf(const ActorRef& actor) const {
    if (actor.empty()) return "NA";
    const std::string country = names_.is_state(actor.code) ? names_.actor(actor.code) : "";
    const std::string name = actor.name.empty() ? country : actor.name;
    if (country.empty() || name == country) return name.empty() ? actor.code : name;
    return name + " (" + country + ")";
  }
  std::string CountryOf(const ActorRef& actor) const {
    return names_.is_state(actor.code) ? names_.actor(actor.code) : "NA";
  }
  // Sentences of one document in the order they are coded, from 1.
  std::string Sentence(const Statement& s) {
    if (s.document != document_) sentence_ = 0;
    if (s.document != document_ || !(s.evidence == evidence_)) ++sentence_;
    document_ = s.document;
    evidence_ = s.evidence;
    return fmt::format("{}", sentence_);
  }

  EventNames names_;
  std::optional<Date> printed_;
  std::string outlet_, document_;
  Span evidence_{1, 0};
  uint64_t count_ = 0, sentence_ = 0;
};

// GDELT event rows without a header, as GDELT has them: 58 columns (1.0), or 61 with an ADM2 code in each place (2.0).
class Gdelt : public StatementFormat {
 public:
  Gdelt(const EventNames& names, bool second) : names_(names), second_(second) {}
  void Begin(const Document& document) override {
    printed_ = document.published_date;
    url_ = document.url;
  }
  std::string Line(const Statement& s) override {
    if (s.kind != StatementKind::kEvent) return {};
    const Date day = DayOf(s, printed_);
    const Date added = printed_.value_or(day);
    std::vector<std::string> cells = {fmt::format("{}", ++count_), Digits(day),
                                      day.year == 0 ? "" : fmt::format("{:04}{:02}", day.year, day.month),
                                      day.year == 0 ? "" : fmt::format("{:04}", day.year), Fraction(day)};
    AddActor(s.source, cells);
    AddActor(s.target, cells);
    const std::string base = s.cameo.substr(0, 3);
    const int quad = s.quad == 0 ? 1 : s.quad;  // GDELT counts statements as verbal cooperation
    for (std::string cell :
         {std::string(s.main ? "1" : "0"), s.cameo, base, s.cameo.substr(0, 2), fmt::format("{}", quad),
          fmt::format("{}", s.goldstein), std::string("1"), std::string("1"), std::string("1"), std::string()}) {
      cells.push_back(std::move(cell));
    }
    AddPlace("", {}, cells);
    AddPlace("", {}, cells);
    AddPlace(s.place, s.point, cells);
    cells.push_back(second_ ? Digits(added) + (added.year == 0 ? "" : "000000") : Digits(added));
    cells.push_back(url_.empty() ? s.document : url_);
    return Joined(cells);
  }

 private:
  static std::string Digits(const Date& day) {
    return day.year == 0 ? "" : fmt::format("{:04}{:02}{:02}", day.year, day.month, day.day);
  }
  // Year and the part of it gone, as GDELT counts: (month * 30 + day) / 365.
  static std::string Fraction(const Date& day) {
    return day.year == 0 ? "" : fmt::format("{:.4f}", day.year + (day.month * 30 + day.day) / 365.0);
  }
  // Code, name, country, known group, ethnic, two religions, three types.
  void AddActor(const ActorRef& actor, std::vector<std::string>& cells) const {
    const bool state = names_.is_state(actor.code);
    const std::string sector = actor.sector.size() == 3 ? actor.sector : "";
    std::string name = actor.name;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c); });
    for (std::string cell :
         {state ? actor.code + sector : actor.code, std::move(name), state ? actor.code : "", !state ? actor.code : "",
          std::string(), std::string(), std::string(), sector, std::string(), std::string()}) {
      cells.push_back(std::move(cell));
    }
  }
  // Type (1 country, 4 city), full name, country (FIPS), ADM1, [ADM2,] latitude, longitude, feature.
  void AddPlace(std::string_view name, const std::optional<PlacePoint>& point, std::vector<std::string>& cells) const {
    const std::string country = point ? names_.actor(point->code) : "";
    const bool whole = !country.empty() && country == name;
    const std::string full = !point ? "" : whole ? country : std::string(name) + ", " + country;
    const std::string fips = point ? names_.fips(point->code) : "";
    cells.emplace_back(!point ? "0" : whole ? "1" : "4");
    cells.push_back(full);
    cells.push_back(fips);
    cells.push_back(fips);
    if (second_) cells.emplace_back();
    cells.push_back(point ? Degrees(point->latitude) : "");
    cells.push_back(point ? Degrees(point->longitude) : "");
    cells.push_back(point ? fips : "");
  }

  EventNames names_;
  bool second_;
  std::optional<Date> printed_;
  std::string url_;
  uint64_t count_ = 0;
};

}  // namespace

std::unique_ptr<StatementFormat> EventFormatOf(std::string_view word, const EventNames& names) {
  if (word == "icews") return std::make_unique<Icews>(names);
  if (word == "gdelt") return std::make_unique<Gdelt>(names, true);
  if (word == "gdelt1") return std::make_unique<Gdelt>(names, false);
  return nullptr;
}

}  // namespace entente::cli
