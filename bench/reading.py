#!/usr/bin/env python3
"""MB/s, documents/s and peak memory of each kind of input through `entente read --dry-run`, on one core.

    bench/reading.py [ENTENTE] [MEGABYTES]

Everything is made here from our own examples: the same records as NDJSON, CSV, JSON, pages (with menus, scripts and a
footer around each text) in a folder and as WARC, and a feed with the text as markup; packed by gzip, zstd (where the
program `zstd` is there) and ZIP. Processor time, median of three runs each; MB are those of the unpacked bytes. Peak
memory is no less than that of the Python that starts it, which Linux counts too.
"""
import csv
import gzip
import html
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).parents[1]
entente = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build" / "entente")
megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else 32
texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
RUNS = 3
MENU = "".join(f"<li class=nav-item><a href='/{word}'>{word.title()}</a></li>" for word in
               "world politics business opinion culture sport weather video newsletters subscribe".split())
SCRIPT = "window.dataLayer=window.dataLayer||[];" + "dataLayer.push({event:'view',section:'world'});" * 60


def records():
    size = 0
    for number in range(10**9):
        text = texts[number % len(texts)]
        size += len(text.encode())
        yield {"id": f"r{number}", "title": text[:60].split("\n")[0], "text": text, "date": "2020-11-10", "outlet": "Herald"}
        if size > megabytes << 20:
            return


def paragraphs(record):
    return "".join(f"<p>{html.escape(line)}</p>\n" for line in record["text"].split("\n") if line)


def page(record):
    """A page as outlets print them: more around the text than in it."""
    title = html.escape(record["title"])
    return (f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title} | Herald</title>"
            f"<meta property='og:title' content='{title}'><meta property='article:published_time' content='2020-11-10T06:00:00Z'>"
            f"<script>{SCRIPT}</script></head><body><header><nav><ul>{MENU}</ul></nav></header><main><article><h1>{title}</h1>"
            f"<div class=byline>By A. Writer</div>{paragraphs(record)}</article><aside><ul>{MENU * 4}</ul></aside></main>"
            f"<footer><ul>{MENU}</ul><p>&copy; Herald. All rights reserved.</p></footer></body></html>").encode()


def response(record):
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(record)
    return (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/{record['id']}\r\n"
            f"WARC-Date: 2020-11-10T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body + b"\r\n\r\n"


def item(record):
    return (f"<item><guid>{record['id']}</guid><title>{html.escape(record['title'])}</title>"
            f"<pubDate>Tue, 10 Nov 2020 06:00:00 GMT</pubDate><link>https://herald.example/{record['id']}</link>"
            f"<description>{html.escape(paragraphs(record))}</description></item>\n").encode()


class Made:
    """The inputs by name, and how many bytes each is unpacked."""

    def __init__(self, folder):
        self.folder, self.sizes = folder, {}

    def write(self, name, pieces):
        with (self.folder / name).open("wb") as out:
            self.sizes[name] = sum(out.write(piece) for piece in pieces)

    def pack(self, name, pieces):
        """One member a piece, as crawlers do."""
        with (self.folder / name).open("wb") as out:
            self.sizes[name] = 0
            for piece in pieces:
                self.sizes[name] += len(piece)
                out.write(gzip.compress(piece, 6))

    def packed(self, name, of, command):
        if shutil.which(command[0]) is None:
            return
        subprocess.run([*command, str(self.folder / of)], stdout=(self.folder / name).open("wb"), check=True)
        self.sizes[name] = self.sizes[of]


def table(rows):
    class Line:
        def write(self, text):
            self.text = text
            return len(text)
    line = Line()
    writer = csv.writer(line)
    for row in rows:
        writer.writerow(row)
        yield line.text.encode()


def make(folder):
    made = Made(folder)
    lines = lambda: (json.dumps(record).encode() + b"\n" for record in records())
    made.write("x.ndjson", lines())
    made.packed("x.ndjson.gz", "x.ndjson", ["gzip", "-6c"])
    made.packed("x.ndjson.zst", "x.ndjson", ["zstd", "-qc"])
    with zipfile.ZipFile(folder / "x.ndjson.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "x.ndjson", "x.ndjson")
    made.sizes["x.ndjson.zip"] = made.sizes["x.ndjson"]
    made.write("x.csv", table([["id", "title", "text", "date", "outlet"], *(record.values() for record in records())]))
    made.write("x.json", ((b"," if number else b"[") + line for number, line in enumerate(lines())))
    with (folder / "x.json").open("ab") as out:
        out.write(b"]\n")
    made.write("x.rss", (piece for pieces in ([b"<rss version='2.0'><channel><title>Herald</title>\n"], map(item, records()),
                                              [b"</channel></rss>\n"]) for piece in pieces))
    made.write("x.warc", map(response, records()))
    made.pack("x.warc.gz", map(response, records()))
    made.packed("x.warc.zst", "x.warc", ["zstd", "-qc"])
    for name, content in (("pages", page), ("texts", lambda record: record["text"].encode())):
        (folder / name).mkdir()
        made.sizes[name] = 0
        for record in records():
            made.sizes[name] += (folder / name / record["id"]).write_bytes(content(record))
    with zipfile.ZipFile(folder / "pages.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((folder / "pages").iterdir()):
            archive.write(path, path.name)
    made.sizes["pages.zip"] = made.sizes["pages"]
    return made


def read(path):
    """Processor seconds, MiB at most, documents."""
    process = subprocess.Popen([entente, "read", "--dry-run", "--format", "ndjson", str(path)], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    told = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{path}: {told}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, int(told.split(" documents")[0].split("\n")[-1])


def main():
    with tempfile.TemporaryDirectory() as name:
        made = make(pathlib.Path(name))
        for kind, size in made.sizes.items():
            runs = sorted(read(made.folder / kind) for _ in range(RUNS))
            seconds, _, documents = runs[RUNS // 2]
            peak = max(run[1] for run in runs)
            print(f"{kind:14} {size / 1e6 / seconds:8.0f} MB/s  {documents / seconds:8.0f} documents/s  {peak:5.0f} MiB  "
                  f"({size / 1e6:.0f} MB, {documents} documents)", flush=True)


main()
