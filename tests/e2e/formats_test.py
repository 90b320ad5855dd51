"""Formats of other event data: exact columns in their order, values in the right ones."""
import tempfile

from support import check, finish, need_model, run

ICEWS = ("Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|"
         "Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude")
GEO1 = "Type FullName CountryCode ADM1Code Lat Long FeatureID".split()
GEO2 = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()


def gdelt_columns(geo):
    return (["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
            + [f"Actor{n}{c}" for n in (1, 2) for c in ACTOR]
            + "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split()
            + "NumMentions NumSources NumArticles AvgTone".split()
            + [f"{who}Geo_{c}" for who in ("Actor1", "Actor2", "Action") for c in geo] + ["DATEADDED", "SOURCEURL"])


need_model()
with tempfile.NamedTemporaryFile("w", suffix=".ndjson") as story:
    story.write('{"id":"d1","date":"2019-05-06","outlet":"Wire","url":"http://x.example/1",'
                '"text":"Russian jets bombed a hospital in Idlib on Friday."}\n')
    story.flush()

    icews = [line.split("\t") for line in run("code", "--format", "icews", story.name).stdout.splitlines()]
    check("icews: the header of its yearly files", "|".join(icews[0]) == ICEWS, str(icews[0]))
    row = dict(zip(icews[0], icews[1]))
    check("icews: twenty cells a row", all(len(line) == 20 for line in icews), str(icews))
    check("icews: values in their columns",
          row["Event Date"] == "2019-05-03" and row["Source Country"] == "Russia" and row["CAMEO Code"].startswith("19")
          and row["Story ID"] == "d1" and row["Publisher"] == "Wire" and row["City"] == "Idlib"
          and row["District"] == "NA" and row["Country"] == "Syria" and 35 < float(row["Latitude"]) < 37, str(row))

    for word, geo, count in (("gdelt", GEO2, 61), ("gdelt1", GEO1, 58)):
        lines = [line.split("\t") for line in run("code", "--format", word, story.name).stdout.splitlines()]
        columns = gdelt_columns(geo)
        check(f"{word}: {count} columns, no header", len(columns) == count and all(len(line) == count for line in lines)
              and lines[0][0] == "1", str(lines))
        row = dict(zip(columns, lines[0]))
        check(f"{word}: values in their columns",
              row["SQLDATE"] == "20190503" and row["MonthYear"] == "201905" and row["Year"] == "2019"
              and row["Actor1CountryCode"] == "RUS" and row["Actor2CountryCode"] == "SYR" and row["EventRootCode"] == "19"
              and row["QuadClass"] == "4" and row["ActionGeo_CountryCode"] == "SY"
              and row["ActionGeo_FullName"] == "Idlib, Syria" and 36 < float(row["ActionGeo_Long"]) < 37
              and row["SOURCEURL"] == "http://x.example/1", str(row))

    for word, header in (("cameo", "document\tdate\tsource\ttarget\tcameo\tgoldstein\tsentence"),
                         ("plover", "document\tdate\tsource\ttarget\ttype\tmode\tcontext\tquad\tsentence")):
        lines = run("code", "--format", word, story.name).stdout.splitlines()
        check(f"{word}: its header, as many cells in each row",
              lines[0] == header and all(line.count("\t") == header.count("\t") for line in lines), str(lines))
finish()
