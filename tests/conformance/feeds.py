#!/usr/bin/env python3
"""Compares what entente reads of feeds with what a conformance set expects, and says how many cases it reaches.

    feeds.py DIR [--dump build/feed_dump] [--failures N] [--all]

DIR holds the set of feedparser's tests (as ../shared/data/feeds does), in folders wellformed and illformed. Each file
says in a comment what is expected of it, as a Python expression over `feed`, `entries`, `bozo`, `encoding`, `version`.
The expression is evaluated over entente's fields under feedparser's names.

A case counts where it asks for a field that entente uses: title, link, id, authors, dates, summary and content, their
language and base, title, link and language of the feed and of an entry's source, the character set, whether the file is
well-formed; also fields read by the way (subtitle, rights, info, contributors, publisher, links). The others are listed
as left out. Text with markup is compared as text: both sides without tags and with entities resolved, because entente
stores text and no HTML; how many are equal to the byte besides is printed.
"""
import argparse
import collections
import datetime
import html
import html.parser
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAME = {"guid": "id", "date": "updated", "date_parsed": "updated_parsed", "modified": "updated", "issued": "published",
        "modified_parsed": "updated_parsed", "issued_parsed": "published_parsed", "copyright": "rights",
        "copyright_detail": "rights_detail", "tagline": "subtitle", "tagline_detail": "subtitle_detail", "url": "href"}
TEXTS = ["title", "subtitle", "summary", "rights", "info"]
# What feedparser reads and entente does not store.
UNUSED = re.compile(
    r"itunes_|media_|where|psc_|image|textinput|cloud|\btags\b|category|generator|docs|ttl\b|comments|validity|geo_|"
    r"\bthr_|wfw_|headers|modified\b(?!')|abcdefg|created_?license|license|namespaces|errorreportsto|admin_|"
    r"feedburner|_url'\]|has_key\('image|\bloc_|svg|xlink|mathml|\bversion\b")


class Text(html.parser.HTMLParser):
    """The text of a piece of HTML, without blanks, so that only words and their order are compared."""

    HIDDEN = {"script", "style", "applet", "noscript", "object", "iframe", "noframes", "title", "head"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in {"script", "style"}

    def handle_endtag(self, tag):
        self.hidden -= tag in {"script", "style"} and self.hidden > 0

    def handle_data(self, data):
        if not self.hidden:
            self.out.append(data)


def text_of(value):
    reader = Text()
    reader.feed(value)
    reader.close()
    return "".join("".join(reader.out).split())


class Value(str):
    """A text with markup: equal to what has the same words."""

    equal = collections.Counter()

    def __new__(cls, raw, plain):
        value = super().__new__(cls, raw)
        value.plain = plain
        return value

    def __eq__(self, other):
        if not isinstance(other, str):
            return False
        Value.equal["bytes"] += str.__eq__(self, other)
        Value.equal["all"] += 1
        ours = "".join(self.plain.split())
        return str.__eq__(self, other) or ours == text_of(other) or ours == "".join(html.unescape(other).split())

    def __ne__(self, other):
        return not self == other

    __hash__ = str.__hash__


class Fields(dict):
    """A dictionary that knows feedparser's other names, and fields as attributes."""

    def __getitem__(self, key):
        if key == "enclosures":
            return [Fields((name, value) for name, value in link.items() if name != "rel")
                    for link in self["links"] if link.get("rel") == "enclosure"]
        if key == "license":
            return [link for link in self["links"] if link.get("rel") == "license"][0]["href"]
        for name in self.names(key):
            if dict.__contains__(self, name):
                return dict.__getitem__(self, name)
        raise KeyError(key)

    @staticmethod
    def names(key):
        if key in ("description", "description_detail"):
            return [key.replace("description", "summary"), key.replace("description", "subtitle")]
        return [SAME.get(key, key)] if key != "updated" else ["updated", "published"]

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def has_key(self, key):
        return self.get(key) is not None

    def __contains__(self, key):
        return self.has_key(key)

    def __getattr__(self, key):
        try:
            return self[key]
        except KeyError:
            raise AttributeError(key) from None


def person_line(person):
    name, email = person.get("name", ""), person.get("email", "")
    return f"{name} ({email})" if name and email else name or email


def detail(text):
    is_html = text["type"] not in ("text/plain",)
    return Fields(value=Value(text["value"], text["plain"]) if is_html else text["value"], type=text["type"],
                  language=text["language"] or None, base=text["base"])


def record(raw):
    out = Fields(links=[Fields(link) for link in raw["links"]], guidislink=raw["guidislink"] and not any(
        link["rel"] == "alternate" for link in raw["links"]))
    for key in ("id", "link", "language"):
        if raw[key]:
            out[key] = raw[key]
    for text in raw["texts"]:
        out[text["name"] + "_detail"] = detail(text)
        out[text["name"]] = out[text["name"] + "_detail"]["value"]
    out["content"] = [detail(text) for text in raw["content"]]
    if out["content"] and "summary" not in out:
        out["summary"], out["summary_detail"] = out["content"][0]["value"], out["content"][0]
    for kind in ("author", "contributor", "publisher"):
        persons = [Fields(person) for person in raw[kind + "s"]]
        out[kind + "s"] = persons
        if persons:
            out[kind + "_detail"], out[kind] = persons[0], person_line(persons[0])
    for date in raw["dates"]:
        out[date["name"]] = date["raw"]
        if "seconds" in date:
            moment = datetime.datetime.fromtimestamp(date["seconds"], datetime.timezone.utc)
            out[date["name"] + "_parsed"] = tuple(moment.timetuple())[:8] + (0,)
    if raw["source"]:
        out["source"] = record(raw["source"][0])
    return out


def decoded(data):
    for mark, name in ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    return data.decode("utf-8", "replace").replace("\0", "")


def cases(folder):
    for path in sorted(folder.rglob("*.xml")):
        text = decoded(path.read_bytes())
        expect = re.search(r"Expect:\s*(.*)", text)
        if expect is None:
            continue
        headers = [(key.lower(), value.strip()) for key, value in re.findall(r"Header:\s*([\w-]+):(.*)", text)]
        yield path, expect[1].strip(), headers


def dump(tool, found):
    lines = ["\t".join([str(path)] + [f"{key}:{value}" for key, value in headers]) for path, _, headers in found]
    out = subprocess.run([tool], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.split("\n") if line]


def holds(expect, raw):
    if "error" in raw:
        return False, raw["error"]
    names = {"feed": record(raw["feed"]), "entries": [record(entry) for entry in raw["entries"]],
             "bozo": bool(raw["fault"]), "encoding": raw["encoding"], "version": raw["version"], "datetime": datetime}
    try:
        return bool(eval(expect, {"__builtins__": {"len": len, "bool": bool}}, names)), ""
    except Exception as error:  # an absent field fails the case, however it is asked for
        return False, f"{type(error).__name__}: {error}"


def field_of(expect):
    if not re.search(r"feed|entries", expect.replace("not bozo and", "")):
        return "encoding" if "encoding" in expect else "version" if "version" in expect else "well-formed"
    names = re.findall(r"\[?'(\w+)'\]|\.(\w+)", re.sub(r"==.*", "", expect))
    flat = [a or b for a, b in names if (a or b) not in ("get",)]
    return SAME.get(flat[0], flat[0]) if flat else "entries"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("--dump", default=str(ROOT / "build" / "feed_dump"))
    parser.add_argument("--failures", type=int, default=20, help="how many of the failed to print")
    parser.add_argument("--all", action="store_true", help="count cases of unused fields too")
    args = parser.parse_args()
    found = list(cases(args.dir))
    reached, total = collections.Counter(), collections.Counter()
    left_out, failed = collections.Counter(), []
    for (path, expect, _), raw in zip(found, dump(args.dump, found)):
        asked = re.sub(r"==.*?(?= and |$)", "", expect)
        unused = UNUSED.search(asked) or path.parent.name == "namespace" and UNUSED.search(expect)
        if unused and not args.all:
            left_out[unused[0].strip("_'")] += 1
            continue
        good, why = holds(expect, raw)
        parts = path.relative_to(args.dir).parts
        for key in {"all", parts[0] if len(parts) > 1 else "files", "/".join(parts[:-1]), "field " + field_of(expect)}:
            total[key] += 1
            reached[key] += good
        if not good:
            failed.append((path.relative_to(args.dir), expect, why))
    for key in sorted(total):
        print(f"{key:40} {reached[key]:4} of {total[key]:4}  {reached[key] / total[key]:.3f}")
    print(f"left out, fields not used: {sum(left_out.values())}: " +
          ", ".join(f"{name} {count}" for name, count in left_out.most_common()))
    print(f"values compared as text: {Value.equal['all']}, of which equal to the byte: {Value.equal['bytes']}")
    for path, expect, why in failed[: args.failures]:
        print(f"FAILED {path}: {expect[:200]} {why}")
    sys.exit(0)


if __name__ == "__main__":
    main()
