#!/usr/bin/env python3
"""Writes data/actors/leaders.tsv: who held which office when, from two compiled sources and two files kept by hand.

usage: compile_leaders.py COUNTRY_INFO ARCHIGOS > data/actors/leaders.tsv
       compile_leaders.py --check COUNTRY_INFO ARCHIGOS      what is left open, and Archigos' leaders without a full name
COUNTRY_INFO: CountryInfo.txt (openeventdata): heads of state and government to 2011, cabinets 2003-2011.
ARCHIGOS: leaders.2000-2015.tsv (Archigos, Goemans et al.): effective leaders with the days they came and went.
leader_edits.tsv: people of 1990-2025 both lack, by hand; a row there replaces compiled ones of the same person.
archigos_names.tsv: full names of leaders Archigos has by last name; closings: ends of terms both leave open.

A term without an end is one that is not known to have ended. Where a source says no more than "in office when this was
written", the day it was written is the end given: later is not known.
"""
import collections
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
COLUMNS = "code name aliases role sector from to source".split()
ROLE_WORDS = [("vice", "vice president"), ("deputy", ""), ("prime minister", "prime minister"), ("premier", "prime minister"),
              ("chancellor", "chancellor"), ("cabinet chief", ""), ("king", "king"), ("sultan", "sultan"), ("emir", "emir"),
              ("paramount ruler", "king"), ("rulers", "ruler"), ("sovereign prince", "prince"), ("grand duke", "grand duke"),
              ("princes", "prince"), ("ministers of state", "prime minister"), ("chairmen of the council of ministers", "prime minister"),
              ("heads of government", "prime minister"), ("captains", "captain regent"), ("presidents of the governing council", "president"),
              ("chairmen of the presidency", "president"), ("presidents of the presidency", "president"), ("heads of state", "president"),
              ("chairmen of the military", "president"), ("co-prime", "prime minister"), ("president", "president"),
              ("international high", "high representative"), ("chief executives", "chief executive"), ("chief minister", "chief minister")]
OFFICES = [(r"^(Minister|Secretary of State|State Secretary|Secretary) (of|for) (State for )?(Foreign|External)", "foreign minister"),
           (r"^Secretary of State$", "secretary of state"), (r"^(Minister|Secretary) (of|for) (National )?Defen[cs]e", "defence minister"),
           (r"^(First |Second )?Vice President$", "vice president"), (r"^Prime Minister$", "prime minister"),
           (r"^Chancellor$", "chancellor"), (r"^President$", "president")]
OLDEST = "19900101"
WRITTEN_LEADERS, WRITTEN_CABINETS, FIRST_CABINETS = "2011-12-31", "2011-02-28", "2003-01-01"
# People the source has under a state that is not theirs.
MISPLACED = {("ETH", "Joannes Eidesgaard"), ("CYP", "Mehmet Ali"), ("COD", "Denis Sassou-Nguesso")}
TITLES = set("""PRESIDENT MINISTER ACTING FOREIGN_MINISTER SIR DR. DR GEN. GENERAL LT. COL. MAJ. PROF. SHEIKH KING QUEEN CAPT.
                GEN LT COL BRIG MAJ PROF HIS HER HRH MR. MRS. MS. ADM.""".split())
COUNTRIES = {"Italy/Sardinia": "ITA", "Sri Lanka (Ceylon)": "LKA", "Tanzania/Tanganyika": "TZA", "Korea, Republic of": "KOR",
             "Congo, Democratic Republic of (Zaire)": "COD", "Zimbabwe (Rhodesia)": "ZWE", "Burkina Faso (Upper Volta)": "BFA",
             "Russia (Soviet Union)": "RUS", "Surinam": "SUR", "Vietnam, Democratic Republic of": "VNM",
             "Yemen (Arab Republic of Yemen)": "YEM", "Korea, People's Republic of": "PRK", "Myanmar (Burma)": "MMR",
             "Macedonia (Former Yugoslav Republic of)": "MKD", "Iran (Persia)": "IRN", "Turkey (Ottoman Empire)": "TUR",
             "Cambodia (Kampuchea)": "KHM", "German Federal Republic": "DEU", "Belarus (Byelorussia)": "BLR",
             "Congo": "COG", "Yugoslavia": "SRB"}


def iso(digits):
    return f"{digits[:4]}-{digits[4:6]}-{min(int(digits[6:8]), days_of(digits)):02}" if digits else ""


def days_of(digits):
    return (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[int(digits[4:6]) - 1]


def table(path):
    header = None
    for line in open(path, encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        cells = line.rstrip("\n").split("\t")
        if header is None and "state" in cells or header is None and "code" in cells:
            header = cells
            continue
        yield dict(zip(header or COLUMNS, cells + [""] * 8))


def name_of(raw):
    words = [w for w in raw.strip("_").split("_") if w]
    while words and words[0] in TITLES:
        words.pop(0)
    small = {"DE", "DA", "DOS", "VON", "VAN", "DER", "BIN", "AL", "EL", "IBN"}
    out = []
    for i, word in enumerate(words):
        parts = [p.capitalize() if p not in small or i == 0 else p.lower() for p in word.split("-")]
        out.append("-".join(parts))
    name = " ".join(out)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m.group(1).upper(), name)


def plain(name):
    marked = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    return re.sub(r"[^a-z ]", "", "".join(c for c in marked if not unicodedata.combining(c)).lower().replace("-", " "))


def sound(name):
    """A name without its vowels and doubled letters: two spellings of one name have the same."""
    words = [re.sub(r"(.)\1+", r"\1", w[0].translate(str.maketrans("eiouyqcg", "aaaaakkk")) + re.sub("[aeiouyh]", "", w[1:]).translate(
        str.maketrans("qcw", "kkv"))) for w in plain(name).split()]
    return " ".join(w for w in words if w != "al")


def role_of(tag):
    tag = tag.lower()
    for words, role in ROLE_WORDS:
        if words in tag:
            return role
    return ""


def lines_of(path):
    """(code, section, heading, line) of CountryInfo."""
    code = section = heading = ""
    for line in open(path, encoding="latin-1"):
        if m := re.search(r"<CountryCode>([A-Z]{3})</CountryCode>", line):
            code = m.group(1)
        elif m := re.match(r"\s*<(/?)(Leaders|Government)>", line):
            section = "" if m.group(1) else m.group(2)
            heading = ""
        elif m := re.match(r"\s*<([^/][^>]*)>", line):
            heading = m.group(1)
        yield code, section, heading, line


def heads(path):
    for code, section, heading, line in lines_of(path):
        role = role_of(heading)
        # The source has Kiribati's leaders under Kosovo and Mauritania's under Mauritius.
        if section != "Leaders" or not role or code == "KSV":
            continue
        m = re.match(r"\s*\{?([A-Z][A-Z_\-.']+_)\}?(?:\{([A-Z_\-.']+)\})?.*?\[(>?)(\d{8})(?: - (\d{8}))?\]", line)
        if not m:
            continue
        raw, alias, current, begin, end = m.groups()
        name = name_of(raw)
        if " " not in name or (end or "99999999") < OLDEST or (code, name) in MISPLACED:
            continue
        owner = {"MUS": "MRT", "TMP": "TLS"}.get(code, code)
        yield {"code": owner, "name": name, "aliases": name_of(alias or ""), "role": role, "sector": "GOV",
               "from": iso(begin), "to": "" if current else iso(end), "source": "CountryInfo (openeventdata)"}


def ministers(path):
    """Cabinets: foreign and defence ministers, vice presidents. Several posts in one line: their dates in order."""
    for code, section, _, line in lines_of(path):
        m = re.match(r"\s*\{?([A-Z][A-Z_\-.']+_)\}?(?:\{([A-Z_\-.']+)\})?\s*((?:\[[^\]]*\])+)\s*#\s*(.*)", line)
        if section != "Government" or not m or code == "KSV":
            continue
        raw, alias, spans, posts = m.groups()
        name = name_of(raw)
        terms = [re.match(r"([A-Z]+) (<|>)?(\d{8})(?: - (\d{8}))?", s) for s in re.findall(r"\[([^\]]*)\]", spans)]
        offices = [re.sub(r'\s*"[^"]*"', "", p).strip() for p in posts.split(" & ")]
        if " " not in name or not all(terms) or len(name.split()) > 5:
            continue
        held = [(office_of(o), o) for o in offices]
        wanted = [role for role, _ in held if role]
        if not wanted:
            continue
        # One post, or as many terms as posts: each its own. Else the whole time in the cabinet for the first post told.
        pairs = [(wanted[0], t) for t in terms] if len(offices) == 1 else list(zip((r for r, _ in held), terms))
        if len(offices) not in (1, len(terms)):
            pairs = [(wanted[0], t) for t in terms]
        for role, term in pairs:
            if not role:
                continue
            _, mark, first, last = term.groups()
            begin = FIRST_CABINETS if mark == "<" else iso(first)
            end = iso(first) if mark == "<" else WRITTEN_CABINETS if mark == ">" else iso(last)
            if end < begin:
                continue
            owner = {"TMP": "TLS"}.get(code, code)
            yield {"code": owner, "name": name, "aliases": name_of(alias or ""), "role": role, "sector": "GOV", "from": begin,
                   "to": end, "source": "CountryInfo (openeventdata), cabinets"}


def office_of(post):
    for pattern, role in OFFICES:
        if re.search(pattern, post):
            return role
    return ""


def archigos(path):
    states = {}
    for row in table(HERE.parents[1] / "data/actors/states.tsv"):
        for name in [row["name"], *row["aliases"].split("|")]:
            states.setdefault(plain(name), row["code"])
    for row in table(path):
        code = COUNTRIES.get(row["state"]) or states.get(plain(row["state"]))
        yield {"code": code, "name": row["leader"], "from": row["startdate"], "to": row["enddate"]}


def full_names():
    return {(row["code"], row["archigos"]): row for row in table(HERE / "archigos_names.tsv")}


def same_person(row, leader):
    """Archigos mostly has last names."""
    words = sound(leader).split()
    names = [row["name"], *row["aliases"].split("|")]
    return any(words and (words[-1] in sound(n).split() if len(words) == 1 else set(words) <= set(sound(n).split()))
               for n in names if n)


def edits():
    for row in table(HERE / "leader_edits.tsv"):
        row = {c: row.get(c, "") for c in COLUMNS}
        yield row | {"source": row["source"] or "general knowledge"}


def close(rows, spells, closings):
    """Ends of terms left open, from Archigos, then by hand, else the day the source was written."""
    for row in rows:
        if row["to"]:
            continue
        mine = [s for s in spells if s["code"] == row["code"] and same_person(row, s["name"]) and s["to"] > row["from"]]
        by_hand = closings.get((row["code"], row["name"], row["role"])) or closings.get((row["code"], row["name"], ""))
        if by_hand:
            row["to"] = "" if by_hand == "open" else by_hand
            row["source"] += "; general knowledge"
        elif mine and mine[-1]["to"] < "2015-12-31":
            row["to"] = mine[-1]["to"]
            row["source"] += "; Archigos"
        elif not mine and row["source"].startswith("CountryInfo"):
            row["to"] = WRITTEN_LEADERS


def split(rows, spells):
    """One row over two terms with years out of office between them becomes two."""
    for row in rows:
        mine = [s for s in spells if s["code"] == row["code"] and same_person(row, s["name"]) and
                s["from"] >= "2000-01-01" and row["from"] <= s["from"] and (not row["to"] or s["to"] <= row["to"])]
        gaps = any(months(a["to"], b["from"]) > 3 for a, b in zip(mine, mine[1:]))
        leads = row["role"] in ("president", "prime minister", "chancellor")
        if not gaps or not leads or "CountryInfo" in row["source"]:
            yield row
            continue
        for spell in mine:
            end = row["to"] if spell["to"] >= "2015-12-31" else spell["to"]
            yield row | {"from": spell["from"], "to": end, "source": row["source"] + "; Archigos"}


def months(a, b):
    return (int(b[:4]) - int(a[:4])) * 12 + int(b[5:7]) - int(a[5:7])


def added(rows, spells, names):
    """Leaders Archigos has and the rest lacks, by their full names."""
    for spell in spells:
        here = [r for r in rows if r["code"] == spell["code"]]
        full = names.get((spell["code"], spell["name"]))
        if full is None or any(r["name"] == full["name"] and r["code"] != spell["code"] for r in rows):
            continue
        if any(r["name"] == full["name"] and r["from"][:4] <= spell["to"][:4] and (r["to"] or "9999") >= spell["from"] for r in here):
            continue
        end = "" if spell["to"] >= "2015-12-31" else spell["to"]
        yield {"code": spell["code"], "name": full["name"], "aliases": full["aliases"], "role": full["role"], "sector": "GOV",
               "from": spell["from"], "to": full["to"] if not end else end, "source": "Archigos; general knowledge"}


def unite(rows):
    """One person, one spelling: the others become aliases."""
    groups = collections.defaultdict(list)
    for row in rows:
        groups[(row["code"], sound(row["name"]))].append(row)
    for group in groups.values():
        names = list(dict.fromkeys(r["name"] for r in sorted(group, key=lambda r: "general" not in r["source"])))
        aliases = [a for r in group for a in r["aliases"].split("|")] + names[1:]
        for row in group:
            row["name"] = names[0]
            row["aliases"] = "|".join(a for a in dict.fromkeys(aliases) if a and a != names[0] and " " in a or a in row["aliases"].split("|") and a)


def without_repeats(rows):
    """Same person and office, overlapping or meeting terms: one row."""
    out = []
    for row in sorted(rows, key=lambda r: (r["code"], r["name"], r["role"], r["from"])):
        last = out[-1] if out else None
        same = last and all(last[c] == row[c] for c in ("code", "name", "role"))
        if same and (not last["to"] or row["from"] <= last["to"] or months(last["to"], row["from"]) <= 1):
            if last["to"] and (not row["to"] or row["to"] > last["to"]):
                last["to"] = row["to"]
                if row["source"] not in last["source"]:
                    last["source"] = last["source"] + "; " + row["source"]
            continue
        out.append(row)
    return out


def main():
    check = sys.argv[1] == "--check"
    country_info, archigos_path = sys.argv[-2:]
    by_hand = list(edits())
    known = {(row["code"], sound(name)) for row in by_hand for name in [row["name"], *row["aliases"].split("|")] if name}
    anywhere = {plain(name) for row in by_hand for name in [row["name"], *row["aliases"].split("|")] if " " in name}
    spells = list(archigos(archigos_path))
    closings = {(r["code"], r["name"], r["role"]): r["to"] for r in table(HERE / "leader_closings.tsv")}
    compiled = [r for r in [*heads(country_info), *ministers(country_info)]
                if (r["code"], sound(r["name"])) not in known and plain(r["name"]) not in anywhere]
    rows = by_hand + compiled
    close(rows, spells, closings)
    rows = list(split(rows, spells))
    rows += added(rows, spells, full_names())
    unite(rows)
    rows = without_repeats(rows)
    if check:
        report(rows, spells)
        return
    print("# People in office, with the time they held it. Compiled by tools/dictionaries/compile_leaders.py;")
    print("# edit leader_edits.tsv, not this file. What a text says of a person beats this table.")
    print("\t".join(COLUMNS))
    for row in rows:
        print("\t".join(row[c] for c in COLUMNS))


def report(rows, spells):
    print(len(rows), "rows;", sum(not r["to"] for r in rows), "open")
    for row in rows:
        if not row["to"]:
            print("open", row["code"], row["name"], row["role"], row["from"], row["source"], sep="\t")
    for spell in spells:
        if not any(r["code"] == spell["code"] and same_person(r, spell["name"]) for r in rows):
            print("missing", spell["code"], spell["name"], spell["from"], spell["to"], sep="\t")


main()
