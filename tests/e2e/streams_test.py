"""Event streams: each form is read, kept once, and written so that reading it again gives the same events.

The rows are our own, on real events. Where ../shared is present, its samples of ICEWS are taken there and back too.
"""
import csv
import datetime
import gzip
import json
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile

from support import ENTENTE, ROOT, SHARED, check, finish, run

folder = pathlib.Path(tempfile.mkdtemp())


def gdelt(number, day, first, second, cameo, places=61):
    cells = [""] * places
    cells[0:5] = [str(number), day, day[:6], day[:4], day[:4] + ".5"]
    for begin, (code, name, country, kind) in ((5, first), (15, second)):
        cells[begin], cells[begin + 1], cells[begin + 2], cells[begin + 7] = code, name, country, kind
    cells[25:35] = ["1", cameo, cameo[:3], cameo[:2], "1", "1.0", "4", "2", "4", "0.1"]
    cells[-2:] = [day + "000000", "https://example.org/" + str(number)]
    return "\t".join(cells)


EGYPT, HAMAS = ("EGYGOV", "CAIRO", "EGY", "GOV"), ("PSEREBHMS", "HAMAS", "PSE", "REB")
INPUTS = {
    "icews": "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
             "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t"
             "Longitude\n"
             "1\t2008-05-21\tForeign Affairs (Qatar)\tExecutive,Government\tQatar\tMediate\t045\t5\tHezbollah\tDissident\tLebanon\t"
             "77\t3\tAl Jazeera\tDoha\tNA\tNA\tQatar\t25.28\t51.53\n"
             "2\t2010-02-31\tQatar\tNA\tQatar\tConsult\t040\t1\tSudan\tNA\tSudan\t78\t1\tNA\tNA\tNA\tNA\tNA\tNA\tNA\n",
    "gdelt": "\n".join([gdelt(1, "20121121", EGYPT, HAMAS, "045"), gdelt(2, "20121121", HAMAS, ("", "", "", ""), "190")]) + "\n",
    "gdelt1": gdelt(3, "20130601", EGYPT, HAMAS, "036", 58) + "\n",
    "polecat": "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"
               "Primary Actor Sector\tRecipient Name\tRecipient Country\tPrimary Recipient Sector\n"
               "a\t2023-03-10\tCONSULT\tthird-party\t1\t1\tdiplomatic\tWang Yi\tCHN\tGOV\tIran\tIRN\t\n"
               "b\t2023-03-10\tAGREE\t\t4\t1\tdiplomatic\tIran\tIRN\t\tSaudi Arabia\tSAU\t\n"
               "c\t2023-03-10\tAGREE\t\t4\t1\tdiplomatic\tNone\tNone\t\tSaudi Arabia\tSAU\t\n",
    "cameo": "780917\tEGYGOV\tISRGOV\t057\t(Sign formal agreement)\n780917\tUSA\tEGY\t045\n",
    "phoenix": "\t".join(["0_v1", "20160823", "2016", "08", "23", "COLGOV", "COL", "GOV", "", "FARC", "FARC", "REB", "", "057", "05",
                          "1", "8.0", "", "23.1", "-82.4", "Havana", "", "CUB", "12_3", "https://example.org/2", "example"]) + "\n",
    "quads": "target,date,source,type\nArmenia,2020-11-10,Azerbaijan,AGREE\nArmenia,2020-10-08,Azerbaijan,ASSAULT\n",
}
EVENTS = {"icews": 1, "gdelt": 1, "gdelt1": 1, "polecat": 2, "cameo": 2, "phoenix": 1, "quads": 2}


def events_of(ledger):
    with sqlite3.connect(ledger) as db:
        return sorted(db.execute("SELECT date, source, cameo, type, target, id FROM imported_event").fetchall())


for form, text in INPUTS.items():
    path = folder / f"in.{form}"
    path.write_text(text)
    ledger = folder / f"{form}.db"
    read_as = "gdelt" if form == "gdelt1" else form
    first = run("import", "--as", "auto", path, "--ledger", ledger)
    check(f"{form}: recognised by its content", f"{read_as}, {EVENTS[form]} events" in first.stdout, first.stdout + first.stderr)
    again = run("import", "--as", read_as, path, "--ledger", ledger)
    check(f"{form}: a second time nothing is added", "already in the ledger" in again.stdout, again.stdout)
    out = run("export", "--as", form, "--ledger", ledger)
    back = folder / f"back.{form}"
    back.write_text(out.stdout)
    other = folder / f"{form}.back.db"
    run("import", "--as", read_as, back, "--ledger", other)
    once_more = run("export", "--as", form, "--ledger", other).stdout
    check(f"{form}: there and back", out.stdout == once_more and len(out.stdout) > 20, out.stdout + once_more)
    same = events_of(ledger) == events_of(other) if form != "quads" else len(events_of(ledger)) == len(events_of(other))
    check(f"{form}: the same events", same, str(events_of(ledger)) + str(events_of(other)))

check("icews: the 31st of February is told, with its line",
      "row 3: '2010-02-31' is no date [stream.bad_date]" in run("import", folder / "in.icews", "--ledger", folder / "t.db").stderr)
both = folder / "both.db"
run("import", *(folder / f"in.{form}" for form in INPUTS), "--ledger", both)
only = run("export", "--as", "csv", "--actor", "Iran", "--from", "2023-01-01", "--ledger", both).stdout.splitlines()
check("export of one actor and window", len(only) == 3 and all("IRN" in line for line in only[1:]), "\n".join(only))
for form in ("graphml", "gexf"):
    graph = run("export", "--as", form, "--ledger", both).stdout
    check(f"{form}: has its nodes", "HAMAS" in graph and "FARC" in graph and graph.rstrip().endswith(f"</{form}>"), graph[:300])
check("the columns are kept beside the ledger", (folder / "both.db.columns").exists())
ndjson = run("export", "--as", "ndjson", "--ledger", both).stdout.splitlines()
check("ndjson: one statement a line", len(ndjson) == sum(EVENTS.values()) and '"kind":"event"' in ndjson[0], ndjson[0])

mentions = folder / "in.mentions"
mentions.write_text("1\t20121121000000\t20121122010000\t1\texample.org\thttps://example.org/a\t3\t10\t20\t30\t1\t90\t1200\t-1.5\t\t\n")
told = run("import", "--as", "auto", mentions, "--ledger", both)
check("mentions: kept by the event's number", "gdelt-mentions, 0 events, 1 mentions" in told.stdout, told.stdout + told.stderr)

# Who told of an event: the mentions imported beside it, in whatever order, and never those of another stream's number.
told_of = folder / "told.db"
lines = [("1", "20121121103000", "herald.example", "a"), ("1", "20121122010000", "post.example", "b"),
         ("1", "20121122020000", "post.example", "c"), ("1", "20121122020000", "post.example", "c"), ("9", "20121122020000", "x", "d")]
mentions.write_text("".join(f"{event}\t20121121000000\t{time}\t1\t{outlet}\thttps://{outlet}/{page}\t3\t10\t20\t30\t1\t90\t1200\t-1.5\t\t\n"
                            for event, time, outlet, page in lines))
run("import", folder / "in.icews", mentions, folder / "in.gdelt", "--ledger", told_of)
table = list(csv.DictReader(run("export", "--as", "csv", "--ledger", told_of).stdout.splitlines()))
check("export: the same as columns", [(row["reports"], row["outlets"], row["first_seen"]) for row in table] ==
      [("", "", ""), ("4", "2", "2012-11-21")], str(table))
gdelt_out = run("export", "--as", "gdelt", "--actor", "EGY", "--ledger", told_of).stdout.split("\t")
check("export: NumMentions, NumSources, NumArticles", gdelt_out[31:34] == ["4", "2", "4"], str(gdelt_out[31:34]))
rows = run("sql", "SELECT mentions, outlets, first_seen FROM imported_event ORDER BY number", "--format", "csv", "--ledger", told_of)
check("sql: the same in the view", rows.stdout.splitlines()[1:] == ["0,0,", "3,2,2012-11-21"], rows.stdout + rows.stderr)

# Two years of visits, then attacks: the answer cites what turned it, and says of each who told of it.
war = folder / "war.db"
begin = datetime.date(2012, 1, 2)
weeks = [(week, (begin + datetime.timedelta(weeks=week)).strftime("%Y%m%d")) for week in range(150)]
(folder / "war.csv").write_text("\n".join(gdelt(week, day, EGYPT, HAMAS, "042" if week < 100 else "190") for week, day in weeks) + "\n")
mentions.write_text("".join(f"{week}\t{day}000000\t{day}120000\t1\t{outlet}\thttps://{outlet}/{week}\t3\t10\t20\t30\t1\t90\t1200\t-1.5\t\t\n"
                            for week, day in weeks for outlet in ("herald.example", *(f"post{n}.example" for n in range(week % 8)))))
run("import", folder / "war.csv", mentions, "--ledger", war)
answer = json.loads(run("relation", "EGY", "Hamas", "--format", "json", "--ledger", war).stdout)
right = [event["outlets"] == 1 + (event["row"] - 1) % 8 and event["reports"] == max(4, event["outlets"]) and
         event["first_seen"] == {"date": event["date"], "outlet": "herald.example"} for event in answer["evidence"]]
check(f"relation: reports, outlets and first seen of {len(right)} cited events", len(right) > 2 and all(right), str(answer["evidence"]))

packed = folder / "quads.gz"
packed.write_bytes(gzip.compress(INPUTS["quads"].encode()))
check("the same content packed is known", "already in the ledger" in run("import", packed, "--ledger", both).stdout)
packed.write_bytes(gzip.compress(b"date,source,relation,target\n" + b"2011-07-09,Sudan,Consult,South Sudan\n" * 9000)[:-40])
cut = run("import", packed, "--ledger", folder / "cut.db")
check("a cut file is told", cut.returncode == 1 and "end before their end" in cut.stderr and "gzip.truncated" in cut.stderr, cut.stdout + cut.stderr)
# GDELT gives each day out as a ZIP of one table; others pack otherwise. By content, so under any name.
day = folder / "20121121.export.CSV.zip"
with zipfile.ZipFile(day, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("20121121.export.CSV", INPUTS["gdelt"])
check("a ZIP of one table is that table", "already in the ledger" in run("import", day, "--ledger", folder / "gdelt.db").stdout)
with day.open("rb") as bytes_in:
    piped = subprocess.run([ENTENTE, "import", "-", "--ledger", str(folder / "piped.db")], stdin=bytes_in, capture_output=True, text=True)
check("from a pipe too", "gdelt, 1 events" in piped.stdout, piped.stdout + piped.stderr)
if shutil.which("zstd"):
    subprocess.run(["zstd", "-q", str(folder / "in.icews"), "-o", str(folder / "icews.zst")], check=True)
    told = run("import", folder / "icews.zst", "--ledger", folder / "icews.db")
    check("zstd", "already in the ledger" in told.stdout, told.stdout + told.stderr)
with zipfile.ZipFile(day, "a") as archive:
    archive.writestr("20121122.export.CSV", INPUTS["gdelt"])
several = run("import", day, "--ledger", folder / "several.db")
check("a ZIP of several files is refused whole", several.returncode == 3 and "archive.many_files" in several.stderr, several.stderr)
check("no events at all is an error", run("import", ROOT / "README.md", "--ledger", both).returncode == 3)
check("unknown form", run("export", "--as", "xyz", "--ledger", both).returncode != 0)

samples = SHARED / "data" / "streams"
if samples.exists():
    for name in ("icews.2018.sample.tab", "icews_raw_2018_06_01_03.tsv"):
        ledger = folder / f"{name}.db"
        run("import", samples / name, "--ledger", ledger)
        out = folder / f"{name}.icews"
        out.write_text(run("export", "--as", "icews", "--ledger", ledger).stdout)
        run("import", out, "--ledger", folder / f"{name}.back.db")
        check(f"{name}: there and back", events_of(ledger) == events_of(folder / f"{name}.back.db"))
finish()
