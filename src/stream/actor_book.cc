#include "stream/actor_book.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"
#include "base/date.h"
#include "base/table_rows.h"

namespace entente {
namespace {

std::string_view Trimmed(std::string_view text) { return TrimmedOf(text, " \t"); }

bool IsUpperCode(std::string_view text, size_t length) {
  return text.size() == length && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "Dmitry Anatolyevich Medvedev" → "Dmitry Medvedev"; empty where there are but two words.
std::string WithoutMiddle(std::string_view name) {
  const size_t first = name.find(' ');
  const size_t last = name.rfind(' ');
  if (first == std::string_view::npos || first == last) return {};
  return std::string(name.substr(0, first)) + std::string(name.substr(last));
}

const Name* FirstOf(const std::vector<Name>* names, NameKind kind) {
  if (names == nullptr) return nullptr;
  const auto at = std::find_if(names->begin(), names->end(), [&](const Name& n) { return n.kind == kind; });
  return at == names->end() ? nullptr : &*at;
}

}  // namespace

class StreamActorBookLoader {
 public:
  StreamActorBookLoader(const DataFiles& files, StreamActorBook& out) : files_(files), out_(out) {}

  Status Load() {
    Result<Dictionary> dictionary = Dictionary::Load(files_);
    if (!dictionary.ok()) return dictionary.status();
    out_.dictionary_ = std::make_unique<const Dictionary>(std::move(*dictionary));
    if (Status status = LoadMap("stream/state_names.tsv", "name", "code", out_.state_names_); !status.ok()) {
      return status;
    }
    if (Status status = LoadMap("stream/agents.tsv", "words", "sector", out_.agents_); !status.ok()) return status;
    if (Status status = LoadSectors(); !status.ok()) return status;
    if (Status status = LoadCodes(); !status.ok()) return status;
    if (Status status = LoadPeople(); !status.ok()) return status;
    static constexpr std::array<std::string_view, 1> kColumns = {"sector"};
    return ForEachRow(files_, "stream/sectors.tsv", kColumns, [&](uint32_t, auto cell) {
      out_.apart_.emplace(cell("sector"));
      return Status::Ok();
    });
  }

 private:
  Status LoadMap(std::string_view table, std::string_view words, std::string_view value, TextMap<std::string>& into) {
    const std::array<std::string_view, 2> columns = {words, value};
    return ForEachRow(files_, table, columns, [&](uint32_t, auto cell) {
      for (std::string_view word : SplitList(cell(words))) into.emplace(word, cell(value));
      return Status::Ok();
    });
  }

  Status LoadSectors() {
    static constexpr std::array<std::string_view, 2> kColumns = {"words", "sector"};
    uint32_t rank = 0;
    return ForEachRow(files_, "stream/icews_sectors.tsv", kColumns, [&](uint32_t, auto cell) {
      ++rank;
      for (std::string_view word : SplitList(cell("words"))) {
        out_.icews_sectors_.try_emplace(std::string(word), rank, std::string(cell("sector")));
      }
      return Status::Ok();
    });
  }

  Status LoadCodes() {
    for (const Actor& actor : out_.dictionary_->actors()) {
      const bool body = actor.kind == ActorKind::kOrganisation || actor.kind == ActorKind::kGroup;
      if (body && !actor.code.empty()) out_.bodies_.emplace(actor.code, actor.sector);
    }
    static constexpr std::array<std::string_view, 3> kColumns = {"cameo", "code", "sector"};
    return ForEachRow(files_, "stream/cameo_actors.tsv", kColumns, [&](uint32_t, auto cell) {
      out_.cameo_actors_.try_emplace(std::string(cell("cameo")), cell("code"), cell("sector"));
      return Status::Ok();
    });
  }

  Status LoadPeople() {
    static constexpr std::array<std::string_view, 5> kColumns = {"name", "code", "sector", "from", "to"};
    return ForEachRow(files_, "stream/people.tsv", kColumns, [&](uint32_t line, auto cell) {
      const std::optional<Date> from = DateOf(cell("from"));
      const std::optional<Date> to = DateOf(cell("to"));
      if (!from || (!to && !cell("to").empty())) {
        return Status(StatusCode::kInvalidInput, "data.bad_table",
                      "stream/people.tsv:" + std::to_string(line) + ": from and to are days, YYYY-MM-DD");
      }
      StreamRole role;
      role.from_day = DayNumber(*from);
      if (to) role.to_day = LastDayNumber(*to);
      role.identity = out_.Identity(cell("code"), cell("sector"), cell("name"));
      out_.people_[std::string(cell("name"))].push_back(std::move(role));
      return Status::Ok();
    });
  }

  const DataFiles& files_;
  StreamActorBook& out_;
};

Result<StreamActorBook> StreamActorBook::Load(const DataFiles& files) {
  StreamActorBook book;
  if (Status status = StreamActorBookLoader(files, book).Load(); !status.ok()) return status;
  return book;
}

StreamIdentity StreamActorBook::Identity(std::string_view code, std::string_view sector, std::string_view name) const {
  StreamIdentity out{std::string(code), std::string(sector), {}};
  const bool of_state = dictionary_->State(code) != nullptr;
  if (code.empty()) {
    out.key = LowerAscii(name);
  } else if (of_state && apart_.find(sector) != apart_.end()) {
    out.key = out.code + ' ' + out.sector;
  } else {
    out.key = out.code;
  }
  return out;
}

const StreamIdentity& StreamActorBook::IdentityOn(const StreamActorEntry& entry, int32_t day) {
  for (const StreamRole& role : entry.roles) {
    if (role.from_day <= day && day <= role.to_day) return role.identity;
  }
  return entry.identity;
}

std::string StreamActorBook::StateCode(std::string_view name) const {
  if (IsUpperCode(name, 3) && dictionary_->State(name) != nullptr) return std::string(name);
  if (const auto at = state_names_.find(name); at != state_names_.end()) return at->second;
  const Name* found = FirstOf(dictionary_->Exact(name), NameKind::kState);
  return found == nullptr ? std::string() : dictionary_->actors()[found->actor].code;
}

std::string_view StreamActorBook::StateName(std::string_view code) const {
  const Actor* state = dictionary_->State(code);
  return state == nullptr ? std::string_view() : std::string_view(state->name);
}

std::string StreamActorBook::SectorOfWord(std::string_view word) const {
  const std::string lower = LowerAscii(word);
  if (const auto at = agents_.find(lower); at != agents_.end()) return at->second;
  const Role* role = dictionary_->RoleOf(lower);
  return role == nullptr ? std::string() : role->sector;
}

std::string StreamActorBook::SectorOfList(std::string_view sectors) const {
  if (IsUpperCode(sectors.substr(0, 3), 3) && (sectors.size() == 3 || sectors[3] == ';' || sectors[3] == ',')) {
    return std::string(sectors.substr(0, 3));
  }
  std::pair<uint32_t, std::string> best{std::numeric_limits<uint32_t>::max(), {}};
  for (size_t begin = 0; begin < sectors.size();) {
    const size_t comma = std::min(sectors.find(',', begin), sectors.size());
    const auto at = icews_sectors_.find(Trimmed(sectors.substr(begin, comma - begin)));
    if (at != icews_sectors_.end() && at->second.first < best.first) best = at->second;
    begin = comma + 1;
  }
  return best.second;
}

// "Police (Chile)", "Militant (Taliban)": a generic word and whose it is.
bool StreamActorBook::ResolveBody(std::string_view name, std::string_view sectors, StreamActorEntry& out) const {
  if (name.empty() || name.back() != ')') return false;
  const size_t open = name.rfind('(');
  if (open == std::string_view::npos || open == 0) return false;
  const std::string_view owner = Trimmed(name.substr(open + 1, name.size() - open - 2));
  const std::string_view word = Trimmed(name.substr(0, open));
  std::string code = StateCode(owner);
  if (code.empty()) {
    const std::vector<Name>* names = dictionary_->Exact(owner);
    const Name* body = FirstOf(names, NameKind::kOrganisation);
    if (body == nullptr) body = FirstOf(names, NameKind::kGroup);
    if (body == nullptr) return false;
    code = dictionary_->actors()[body->actor].code;
  }
  std::string sector = SectorOfWord(word);
  if (sector.empty()) sector = SectorOfList(sectors);
  out.identity = Identity(code, sector, name);
  return true;
}

// Offices of the person, by date. Of namesakes only those of the country, where it is known.
bool StreamActorBook::ResolvePerson(std::string_view name, std::string_view country_code, StreamActorEntry& out) const {
  if (const auto known = people_.find(name); known != people_.end()) out.roles = known->second;
  const std::vector<Name>* names = dictionary_->Exact(name);
  if (FirstOf(names, NameKind::kLeader) == nullptr) {
    if (const std::string shorter = WithoutMiddle(name); !shorter.empty()) names = dictionary_->Exact(shorter);
  }
  if (FirstOf(names, NameKind::kLeader) == nullptr) {
    const Actor* alike = dictionary_->SoundsLike(name);
    if (alike != nullptr) names = dictionary_->Exact(alike->name);
  }
  if (FirstOf(names, NameKind::kLeader) == nullptr) return !out.roles.empty();
  for (const Name& held : *names) {
    if (held.kind != NameKind::kLeader) continue;
    const Actor& office = dictionary_->actors()[held.actor];
    if (!country_code.empty() && office.origin != country_code && office.code != country_code) continue;
    StreamRole role;
    if (held.from.year != 0) role.from_day = DayNumber(held.from);
    if (held.to.year != 0) role.to_day = LastDayNumber(held.to);
    role.identity = Identity(office.code, office.sector, name);
    out.roles.push_back(std::move(role));
  }
  std::stable_sort(out.roles.begin(), out.roles.end(),
                   [](const StreamRole& a, const StreamRole& b) { return a.from_day < b.from_day; });
  return !out.roles.empty();
}

// A code of ours, or CAMEO's chain of three letters each: whose, then roles ("ISRGOV", "IGOUNO").
bool StreamActorBook::ResolveCode(const StreamActorName& actor, StreamActorEntry& out) const {
  const std::string_view code = actor.code;
  const std::string given = SectorOfList(actor.sectors);
  if (dictionary_->State(code) != nullptr) {
    out.identity = Identity(code, given, actor.name);
    return true;
  }
  if (const auto body = bodies_.find(code); body != bodies_.end()) {
    out.identity = Identity(code, given.empty() ? body->second : given, actor.name);
    return true;
  }
  std::pair<std::string, std::string> found;
  size_t used = code.size() / 3 * 3;
  for (; used >= 3; used -= 3) {
    const std::string_view prefix = code.substr(0, used);
    if (const auto known = cameo_actors_.find(prefix); known != cameo_actors_.end()) {
      found = known->second;
      break;
    }
    if (const auto body = bodies_.find(prefix); body != bodies_.end()) {
      found = {std::string(prefix), body->second};
      break;
    }
    if (used == 3 && dictionary_->State(prefix) != nullptr) {
      found.first = prefix;
      break;
    }
  }
  if (used < 3) return false;
  const std::string_view role = code.substr(used, 3);
  std::string sector = !given.empty() ? given : found.second.empty() ? std::string(role) : found.second;
  out.identity = Identity(found.first, sector, actor.name);
  return true;
}

StreamActorEntry StreamActorBook::Resolve(const StreamActorName& actor) const {
  const std::string& name = actor.name;
  StreamActorEntry out;
  out.name = name;
  if (!actor.code.empty() && ResolveCode(actor, out)) return out;
  if (const std::string code = StateCode(name); !code.empty()) {
    out.identity = Identity(code, "", name);
    return out;
  }
  if (ResolveBody(name, actor.sectors, out)) return out;
  const std::vector<Name>* names = dictionary_->Exact(name);
  for (const NameKind kind : {NameKind::kOrganisation, NameKind::kGroup, NameKind::kTitle}) {
    if (const Name* body = FirstOf(names, kind); body != nullptr) {
      const Actor& known = dictionary_->actors()[body->actor];
      out.identity = Identity(known.code, known.sector, name);
      return out;
    }
  }
  const std::string country_code = StateCode(actor.country);
  const bool person = ResolvePerson(name, country_code, out);
  // Whom the stream puts under a country acts for it; a person in and out of office only while in it.
  const bool always = !country_code.empty() && !person;
  out.identity = always ? Identity(country_code, SectorOfList(actor.sectors), name) : Identity("", "", name);
  return out;
}

}  // namespace entente
