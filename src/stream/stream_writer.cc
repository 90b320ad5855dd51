#include "stream/stream_writer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

#include "base/date.h"

namespace entente {
namespace {

std::string Iso(int32_t day) { return ToString(DateOfDayNumber(day)); }

std::string Digits(int32_t day) {
  std::string out = Iso(day);
  out.erase(std::remove(out.begin(), out.end(), '-'), out.end());
  return out;
}

std::string Number(double value) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%g", value);
  return out.data();
}

// Cells of one line; what would break the line becomes a space, or is quoted where the separator is a comma.
class Cells {
 public:
  Cells(std::string& out, char separator) : out_(out), separator_(separator) {}
  Cells& Add(std::string_view cell) {
    if (!first_) out_ += separator_;
    first_ = false;
    if (separator_ == '\t') {
      for (const char c : cell) out_ += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    } else if (cell.find_first_of(",\"\n\r") == std::string_view::npos) {
      out_ += cell;
    } else {
      AddQuoted(cell);
    }
    return *this;
  }
  Cells& Skip(int count) {
    while (count-- > 0) Add({});
    return *this;
  }
  bool End() {
    out_ += '\n';
    return true;
  }

 private:
  void AddQuoted(std::string_view cell) {
    out_ += '"';
    for (const char c : cell) {
      if (c == '"') out_ += '"';
      out_ += c == '\n' || c == '\r' ? ' ' : c;
    }
    out_ += '"';
  }
  std::string& out_;
  char separator_;
  bool first_ = true;
};

std::string_view OrNa(std::string_view cell) { return cell.empty() ? "NA" : cell; }

// "ISRGOV": the stream's own code, or ours with the role; the name where there is neither.
std::string CodeOf(const StreamActorName& actor, const StreamIdentity& identity) {
  if (!actor.code.empty()) return actor.code;
  if (identity.code.empty()) return actor.name;
  const bool chain = identity.code.size() == 3 && identity.sector.size() == 3;
  return chain ? identity.code + identity.sector : identity.code;
}

std::string IdOf(const ExportedEvent& e) {
  return e.row.detail.id.empty() ? std::to_string(e.number) : std::string(e.row.detail.id);
}

std::string_view StoryOf(const ExportedEvent& e) {
  return e.row.detail.story.empty() && !e.evidence.empty() ? e.stream : e.row.detail.story;
}

class Form : public StreamWriter {
 public:
  explicit Form(const StreamTools& tools) : tools_(tools) {}

 protected:
  std::string_view CountryOf(const StreamActorName& actor, const StreamIdentity& identity) const {
    return actor.country.empty() ? tools_.book.StateName(identity.code) : std::string_view(actor.country);
  }
  // The plain name of the code: an act by PLOVER type has only the type's.
  std::string_view ActName(const StreamActEntry& act) const {
    const StreamActEntry* coded = tools_.acts.ByCameo(act.cameo);
    return coded == nullptr ? act.name : coded->name;
  }
  const StreamTools& tools_;
};

class IcewsForm : public Form {
 public:
  using Form::Form;
  std::string Header() const override {
    return "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
           "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence "
           "Number\tPublisher\tCity\tDistrict\tProvince\t"
           "Country\tLatitude\tLongitude\n";
  }
  bool Append(const ExportedEvent& e, std::string& out) override {
    const StreamDetail& d = e.row.detail;
    Cells cells(out, '\t');
    cells.Add(IdOf(e)).Add(Iso(e.row.day)).Add(e.source.name).Add(OrNa(Sectors(e.source, e.source_identity)));
    cells.Add(OrNa(CountryOf(e.source, e.source_identity))).Add(ActName(e.act)).Add(e.act.cameo);
    cells.Add(Number(e.act.goldstein)).Add(e.target.name).Add(OrNa(Sectors(e.target, e.target_identity)));
    cells.Add(OrNa(CountryOf(e.target, e.target_identity))).Add(OrNa(StoryOf(e))).Add(OrNa(d.sentence));
    cells.Add(OrNa(d.outlet)).Add(OrNa(d.place)).Add("NA").Add("NA").Add(OrNa(d.country)).Add(OrNa(d.latitude));
    return cells.Add(OrNa(d.longitude)).End();
  }

 private:
  std::string_view Sectors(const StreamActorName& actor, const StreamIdentity& identity) const {
    if (!actor.sectors.empty()) return actor.sectors;
    const auto at = tools_.icews_sectors.find(identity.sector);
    return at == tools_.icews_sectors.end() ? std::string_view() : std::string_view(at->second);
  }
};

// 61 columns (2.0), or 58 without the ADM2 code of each place (1.0).
class GdeltForm : public Form {
 public:
  GdeltForm(const StreamTools& tools, bool second) : Form(tools), second_(second) {}
  bool Append(const ExportedEvent& e, std::string& out) override {
    constexpr double kDaysOfYear = 365;  // GDELT's way: (month * 30 + day) / 365
    const StreamDetail& d = e.row.detail;
    const std::string digits = Digits(e.row.day);
    const Date date = DateOfDayNumber(e.row.day);
    const double fraction = date.year + (date.month * 30 + date.day) / kDaysOfYear;
    std::array<char, 32> year{};
    std::snprintf(year.data(), year.size(), "%.4f", fraction);
    Cells cells(out, '\t');
    cells.Add(IdOf(e)).Add(digits).Add(digits.substr(0, 6)).Add(digits.substr(0, 4)).Add(year.data());
    AddActor(e.source, e.source_identity, cells);
    AddActor(e.target, e.target_identity, cells);
    const int quad = std::max(e.act.quad, 1);  // GDELT counts statements as verbal cooperation
    const std::string_view reports = d.reports.empty() ? "1" : d.reports;
    cells.Add("1").Add(e.act.cameo).Add(e.act.cameo.substr(0, 3)).Add(e.act.cameo.substr(0, 2));
    cells.Add(std::to_string(quad)).Add(Number(e.act.goldstein)).Add(reports);
    cells.Add(d.outlets.empty() ? reports : d.outlets).Add(reports).Skip(1);
    const int place = second_ ? 8 : 7;
    cells.Skip(2 * place).Add(d.place.empty() ? "0" : "4").Add(d.place).Add(d.country).Skip(second_ ? 2 : 1);
    cells.Add(d.latitude).Add(d.longitude).Skip(1);
    return cells.Add(digits + (second_ ? "000000" : "")).Add(d.url.empty() ? StoryOf(e) : d.url).End();
  }

 private:
  // Code, name, country, known group, ethnic, two religions, three types.
  void AddActor(const StreamActorName& actor, const StreamIdentity& identity, Cells& cells) const {
    const bool state = !tools_.book.StateName(identity.code).empty();
    const bool coded = !actor.code.empty() || !identity.code.empty();
    cells.Add(coded ? CodeOf(actor, identity) : std::string()).Add(actor.name);
    cells.Add(!actor.country.empty() ? actor.country : state ? identity.code : std::string());
    cells.Add(state ? std::string() : identity.code).Skip(3);
    const bool plover = actor.sectors.size() == 3;
    cells.Add(plover ? actor.sectors : actor.code.empty() ? identity.sector : std::string()).Skip(2);
  }
  bool second_;
};

class PolecatForm : public Form {
 public:
  using Form::Form;
  std::string Header() const override {
    return "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"
           "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\t"
           "Recipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t"
           "Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\t"
           "Latitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\t"
           "Story Organizations\tStory Locations\tLanguage\tVersion\n";
  }
  bool Append(const ExportedEvent& e, std::string& out) override {
    if (e.act.type.empty()) return false;
    const StreamDetail& d = e.row.detail;
    Cells cells(out, '\t');
    cells.Add(IdOf(e)).Add(Iso(e.row.day)).Add(e.act.type).Add(e.act.mode).Add(Number(e.act.goldstein));
    cells.Add(std::to_string(e.act.quad)).Add(d.context);
    AddActor(e.source, e.source_identity, cells);
    AddActor(e.target, e.target_identity, cells);
    cells.Skip(1).Add(d.place).Skip(2).Add(d.country).Add(d.latitude).Add(d.longitude).Skip(3);
    return cells.Add(d.outlet).Skip(4).Skip(2).End();
  }

 private:
  void AddActor(const StreamActorName& actor, const StreamIdentity& identity, Cells& cells) const {
    const bool state = !tools_.book.StateName(identity.code).empty();
    const std::string& sector = actor.sectors.empty() ? identity.sector : actor.sectors;
    cells.Add(actor.name).Add(!actor.country.empty() ? actor.country : state ? identity.code : std::string());
    cells.Skip(1).Add(sector).Add(sector).Skip(1).Add(actor.name).Skip(1);
  }
};

// KEDS: yymmdd, source, target, code, name of the act. Days outside 1950–2049 have no place in two digits.
class CameoForm : public Form {
 public:
  using Form::Form;
  bool Append(const ExportedEvent& e, std::string& out) override {
    const std::string digits = Digits(e.row.day);
    if (digits.size() != 8 || digits < "19500101" || digits > "20491231") return false;
    Cells cells(out, '\t');
    cells.Add(digits.substr(2)).Add(CodeOf(e.source, e.source_identity)).Add(CodeOf(e.target, e.target_identity));
    return cells.Add(e.act.cameo).Add("(" + std::string(ActName(e.act)) + ")").End();
  }
};

class PhoenixForm : public Form {
 public:
  using Form::Form;
  bool Append(const ExportedEvent& e, std::string& out) override {
    const StreamDetail& d = e.row.detail;
    const std::string digits = Digits(e.row.day);
    Cells cells(out, '\t');
    cells.Add(IdOf(e)).Add(digits).Add(digits.substr(0, 4)).Add(digits.substr(4, 2)).Add(digits.substr(6, 2));
    cells.Add(CodeOf(e.source, e.source_identity)).Add(e.source_identity.code).Add(Role(e.source)).Skip(1);
    cells.Add(CodeOf(e.target, e.target_identity)).Add(e.target_identity.code).Add(Role(e.target)).Skip(1);
    cells.Add(e.act.cameo).Add(e.act.cameo.substr(0, 2)).Add(std::to_string(e.act.quad));
    cells.Add(Number(e.act.goldstein)).Skip(1).Add(d.latitude).Add(d.longitude).Add(d.place).Skip(1).Add(d.country);
    return cells.Add(d.sentence).Add(d.url).Add(d.outlet).End();
  }

 private:
  // As the stream had it: where it is in the code already, saying it twice would change nothing.
  static std::string_view Role(const StreamActorName& actor) {
    return actor.sectors.size() == 3 ? std::string_view(actor.sectors) : std::string_view();
  }
};

// Everything the ledger knows, by name: CSV; and its plainest part: quads.
class TableForm : public Form {
 public:
  TableForm(const StreamTools& tools, bool plain) : Form(tools), plain_(plain) {}
  std::string Header() const override {
    if (plain_) return "date\tsource\trelation\ttarget\tcameo\n";
    return "date,source,source_code,source_sectors,source_country,source_key,relation,cameo,type,mode,goldstein,quad,"
           "target,target_code,target_sectors,target_country,target_key,status,confidence,id,story,sentence,outlet,url,"
           "place,country,latitude,longitude,contexts,reports,outlets,first_seen,file,row\n";
  }
  bool Append(const ExportedEvent& e, std::string& out) override {
    Cells cells(out, plain_ ? '\t' : ',');
    cells.Add(Iso(e.row.day)).Add(e.source.name);
    if (plain_) return cells.Add(ActName(e.act)).Add(e.target.name).Add(e.act.cameo).End();
    const StreamDetail& d = e.row.detail;
    cells.Add(e.source.code).Add(e.source.sectors).Add(e.source.country).Add(e.source_identity.key);
    cells.Add(ActName(e.act)).Add(e.act.cameo).Add(e.act.type).Add(e.act.mode).Add(Number(e.act.goldstein));
    cells.Add(std::to_string(e.act.quad)).Add(e.target.name).Add(e.target.code).Add(e.target.sectors);
    cells.Add(e.target.country).Add(e.target_identity.key).Add(ToString(e.row.status)).Add(Number(e.row.confidence));
    cells.Add(d.id).Add(StoryOf(e)).Add(d.sentence).Add(d.outlet).Add(d.url).Add(d.place).Add(d.country);
    cells.Add(d.latitude).Add(d.longitude).Add(d.context).Add(d.reports).Add(d.outlets).Add(d.first_seen);
    return cells.Add(e.stream).Add(std::to_string(e.row.row)).End();
  }

 private:
  bool plain_;
};

// Statements of kind event, as `entente code --format ndjson` prints them.
class NdjsonForm : public Form {
 public:
  using Form::Form;
  bool Append(const ExportedEvent& e, std::string& out) override {
    const StreamDetail& d = e.row.detail;
    Statement s;
    s.document = std::string(e.stream) + (e.evidence.empty() ? ":" + std::to_string(e.row.row) : std::string());
    s.source = {e.source_identity.code, e.source.name, e.source_identity.sector, {}};
    s.target = {e.target_identity.code, e.target.name, e.target_identity.sector, {}};
    s.type = e.act.type;
    s.mode = e.act.mode;
    s.cameo = e.act.cameo;
    s.goldstein = e.act.goldstein;
    s.quad = e.act.quad;
    s.status = e.row.status;
    const Date day = DateOfDayNumber(e.row.day);
    s.event_date = DateInterval{day, day};
    s.place = d.place;
    s.evidence_text = e.evidence;
    s.confidence = e.row.confidence;
    out += ToJson(s);
    out += '\n';
    return true;
  }
};

}  // namespace

std::unique_ptr<StreamWriter> MakeStreamWriter(std::string_view word, const StreamTools& tools) {
  if (word == "icews") return std::make_unique<IcewsForm>(tools);
  if (word == "gdelt") return std::make_unique<GdeltForm>(tools, true);
  if (word == "gdelt1") return std::make_unique<GdeltForm>(tools, false);
  if (word == "polecat") return std::make_unique<PolecatForm>(tools);
  if (word == "cameo") return std::make_unique<CameoForm>(tools);
  if (word == "phoenix") return std::make_unique<PhoenixForm>(tools);
  if (word == "quads") return std::make_unique<TableForm>(tools, true);
  if (word == "csv") return std::make_unique<TableForm>(tools, false);
  if (word == "ndjson") return std::make_unique<NdjsonForm>(tools);
  return nullptr;
}

}  // namespace entente
