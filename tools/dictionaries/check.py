#!/usr/bin/env python3
"""Holds the tables of data/actors and data/values to their form; prints how many rows it read.

usage: check.py [DATA_DIR]
Exit 1 where a code is given twice, a date is not one, a column is missing, a cell lies beyond the last column, or two
rows of one table own the same name at the same time.
"""
import pathlib
import re
import sys

TABLES = {
    "actors/states.tsv": "code name aliases adjectives people capital cities government regions combining source",
    "actors/leaders.tsv": "code name aliases role sector from to source",
    "actors/past_leaders.tsv": "code name aliases role sector from to source",
    "actors/organs.tsv": "code name aliases source",
    "actors/organisations.tsv": "code name aliases kind state source",
    "actors/groups.tsv": "code name aliases state from to source",
    "actors/communities.tsv": "name adjectives people regions source",
    "actors/roles.tsv": "noun sector kind example",
    "actors/titles.tsv": "noun state sector example",
    "values/periods.tsv": "name aliases from to states source",
    "values/time_words.tsv": "words kind value example source",
    "values/numbers.tsv": "words kind value example source",
    "values/currencies.tsv": "code symbols words source",
}
UNIQUE_CODE = {"actors/states.tsv", "actors/organisations.tsv", "actors/groups.tsv", "values/currencies.tsv"}
NAME_COLUMNS = {
    "actors/states.tsv": "name aliases capital cities",
    "actors/leaders.tsv": "name aliases",
    "actors/organisations.tsv": "name aliases",
    "actors/groups.tsv": "name aliases",
    "actors/communities.tsv": "name adjectives people",
    "actors/roles.tsv": "noun",
    "actors/titles.tsv": "noun",
    "values/periods.tsv": "name aliases",
    "values/currencies.tsv": "symbols words",
}
# Two states, one adjective: the reader of the text has to choose.
SHARED_NAMES = {"Congolese", "Dominican"}
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SECTORS = set("GOV MIL LEG JUD COP REB OPP CVL BUS MED EDU HLH SPY IGO NGO REL PTY UAF CRM CMN LAW OBS".split())


def rows_of(path):
    header = None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            yield number, header, None
            continue
        yield number, header, dict(zip(header, cells + [""] * (len(header) - len(cells)))) | {"": cells[len(header):]}


def legal_date(text):
    match = DATE.match(text)
    if not match:
        return False
    month, day = int(match[2] or 1), int(match[3] or 1)
    return 1 <= month <= 12 and 1 <= day <= MONTH_DAYS[month - 1]


def check_row(table, row, seen, owners):
    if row[""]:
        yield "more cells than columns"
    key = row.get("code") if table in UNIQUE_CODE else None
    if key is not None and key in seen:
        yield f"code {key} given twice"
    seen.add(key)
    for column in ("from", "to"):
        if row.get(column) and not legal_date(row[column]):
            yield f"{column}: {row[column]} is no date"
    if row.get("from") and row.get("to") and row["to"] < row["from"][:len(row["to"])]:
        yield "ends before it begins"
    if row.get("sector") and row["sector"] not in SECTORS:
        yield f"unknown sector {row['sector']}"
    yield from check_names(table, row, owners)


def check_names(table, row, owners):
    who = row.get("code") or row.get("name") or row.get("noun")
    term = (row.get("from") or "0000", row.get("to") or "9999")
    for column in NAME_COLUMNS.get(table, "").split():
        for name in filter(None, (part.strip() for part in row[column].split("|"))):
            for other, (begin, end) in owners.setdefault(name, []):
                together = begin < term[1] and term[0] < end
                if other != who and name not in SHARED_NAMES and (together or table != "actors/leaders.tsv"):
                    yield f"{name} belongs to both {other} and {who}"
            owners[name].append((who, term))


def check_table(data, table, columns, problems):
    count, seen, owners = 0, set(), {}
    for number, header, row in rows_of(data / table):
        if row is None:
            missing = set(columns.split()) - set(header)
            problems += [f"{table}: column {name} is missing" for name in sorted(missing)]
            if missing:
                return 0
            continue
        count += 1
        problems += [f"{table}:{number}: {what}" for what in check_row(table, row, seen, owners)]
    return count


def main():
    data = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2] / "data")
    problems = []
    counts = {table: check_table(data, table, columns, problems) for table, columns in TABLES.items()}
    for problem in problems:
        print(problem, file=sys.stderr)
    for table, count in counts.items():
        print(f"{table}: {count}")
    print(f"{sum(counts.values())} rows checked")
    return 1 if problems else 0


sys.exit(main())
