"""Relations on event columns, from files and from a ledger, in every form; order and pieces make no difference."""
import json
import pathlib
import random
import tempfile
import xml.dom.minidom

from support import check, finish, run

HEAD = "date\tsource\trelation\ttarget"


def events():
    """Chad and Niger: visits for four years, then a year of fighting; both stand with others, and recognise one."""
    rows = []
    for month in range(48):
        year, number = 2008 + month // 12, month % 12 + 1
        rows.append(f"{year}-{number:02}-05\tHead of Government (Chad)\tMake a visit\tNiger")
        rows.append(f"{year}-{number:02}-05\tNiger\tHost a visit\tHead of Government (Chad)")
        for a in ("Chad", "Cameroon", "Gabon"):
            rows.append(f"{year}-{number:02}-11\t{a}\tProvide economic aid\tTogo")
            rows.append(f"{year}-{number:02}-12\tBenin\tProvide economic aid\t{a}")
        rows.append(f"{year}-{number:02}-14\tBenin\tProvide economic aid\tTogo")
        rows.append(f"{year}-{number:02}-20\tGabon\tProvide economic aid\tCameroon")
    for week in range(48):
        month, day = week // 4 + 1, week % 4 * 7 + 1
        rows.append(f"2012-{month:02}-{day:02}\tMilitary (Chad)\tUse conventional military force\tNiger")
    for i, a in enumerate(["Norway", "Kenya", "Egypt", "China", "Japan", "France"]):
        rows.append(f"2011-07-{9 + i:02}\t{a}\tGrant diplomatic recognition\tSouth Sudan")
    return rows


def write(path, rows):
    path.write_text("\n".join([HEAD, *rows]) + "\n")
    return path


folder = pathlib.Path(tempfile.mkdtemp())
rows = events()
whole = write(folder / "events.tsv", rows)

answer = run("relation", "Chad", "Niger", "--events", whole, "--format", "json")
check("relation answers", answer.returncode == 0, answer.stderr)
data = json.loads(answer.stdout)
check("all events of the pair count", data["events"] == 144, str(data["events"]))
check("the turn is found", len(data["changes"]) == 1 and data["changes"][0]["from"][:7] in ("2011-12", "2012-01"),
      str(data["changes"]))
check("it is worse", data["changes"][0]["direction"] < 0 and data["level"]["high"] < 0)
check("its events are told", all(e["act"] == "Use conventional military force" for e in data["evidence"]))
check("nothing is inferred of who is reported", data["inferred"] is None)
as_of = json.loads(run("relation", "Chad", "Niger", "--events", whole, "--as-of", "2011-06-30", "--format", "json").stdout)
check("as of an earlier day nothing later counts", as_of["changes"] == [] and as_of["level"]["level"] > 0, str(as_of["level"]))

text = run("relation", "Chad", "Niger", "--events", whole).stdout
check("prose cites the events it rests on", "Worse from the week of" in text and "[1]" in text and "row " in text, text)
check("a sparkline stands under the title", "█" in text)
page = run("relation", "Chad", "Niger", "--events", whole, "--format", "html").stdout
svg = page[page.find("<svg"):page.find("</svg>") + 6]
check("the page has a drawn timeline", xml.dom.minidom.parseString(svg).getElementsByTagName("polyline") != [])
check("the page loads nothing", "http" not in page.replace("http-equiv", ""))
markdown = run("relation", "Chad", "Niger", "--events", whole, "--format", "markdown").stdout
check("markdown has a title", markdown.startswith("# "))

shuffled = rows[:]
random.Random(3).shuffle(shuffled)
(folder / "other").mkdir()
other = write(folder / "other" / "events.tsv", shuffled)
strip = lambda out: {key: value for key, value in json.loads(out).items() if key not in ("evidence", "text")}
check("order makes no difference",
      strip(run("relation", "Chad", "Niger", "--events", other, "--format", "json").stdout) == strip(answer.stdout))
pieces = [write(folder / f"piece{i}.tsv", shuffled[i::3]) for i in range(3)]
check("pieces make no difference",
      strip(run("relation", "Chad", "Niger", "--events", *pieces, "--format", "json").stdout) == strip(answer.stdout))

ledger = folder / "events.db"
imported = run("import", "--as", "auto", whole, "--ledger", ledger)
check("the events are imported", imported.returncode == 0, imported.stderr)
check("a ledger answers as its file does",
      strip(run("relation", "Chad", "Niger", "--ledger", ledger, "--format", "json").stdout) == strip(answer.stdout))

inferred = json.loads(run("relation", "Benin", "Niger", "--events", whole, "--format", "json").stdout)
check("without events there is no level", inferred["events"] == 0 and inferred["level"]["level"] == 0)
waves = json.loads(run("waves", "--events", whole, "--format", "json").stdout)
check("recognitions are one wave", [w["target"] for w in waves if w["act"] == "recognition"] == ["SSD"], str(waves)[:300])
camps = run("camps", "--years", "0", "--events", whole, "--format", "json")
check("camps are told", camps.returncode == 0 and json.loads(camps.stdout)[0]["camps"] != [], camps.stdout[:200])
pairs = [json.loads(line) for line in run("pairs", "--events", whole).stdout.splitlines()]
check("pairs lists every pair once", len({(p["a"], p["b"]) for p in pairs}) == len(pairs) >= 9)
compare = run("compare", "Chad", "Niger", "--with", "Gabon", "Cameroon", "--events", whole, "--format", "json")
check("compare has both", [d["events"] for d in json.loads(compare.stdout)] == [144, 48])
actors = run("actors", "--of", "Togo", "--events", whole)
check("actors tells partners", "with Benin" in actors.stdout, actors.stdout)
check("an unknown actor is told", run("relation", "Atlantis", "Niger", "--events", whole).returncode == 2)
check("a pair of one is refused", run("relation", "Chad", "Chad", "--events", whole).returncode == 2)
check("compare wants pairs", run("compare", "Chad", "Niger", "Togo", "--events", whole).returncode == 2)
finish()
