#!/usr/bin/env python3
"""MB/s of each kind of input through `entente read --dry-run`, on one core, from texts made here.

    bench/reading.py [ENTENTE] [MEGABYTES]      processor time, median of three runs each; MB are those of the documents' own form
"""
import csv
import gzip
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).parents[1]
entente = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build" / "entente")
megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else 64
texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]


def records():
    size = 0
    for number in range(10**9):
        text = texts[number % len(texts)]
        size += len(text)
        yield {"id": f"r{number}", "title": text[:60].split("\n")[0], "text": text, "date": "2020-11-10", "outlet": "Herald"}
        if size > megabytes << 20:
            return


def response(record):
    page = f"<html><head><title>{record['title']}</title></head><body><article>" + "".join(
        f"<p>{line}</p>\n" for line in record["text"].split("\n") if line) + "</article></body></html>"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    body = head + page.encode()
    return (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/{record['id']}\r\n"
            f"WARC-Date: 2020-11-10T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body + b"\r\n\r\n"


def write(folder):
    """Path and bytes as they are when unpacked, of each kind."""
    sizes = {}
    paths = {name: folder / name for name in ("x.ndjson", "x.ndjson.gz", "x.csv", "x.json", "x.warc.gz", "x.warc", "x.zip")}
    with (open(paths["x.ndjson"], "w") as lines, open(paths["x.csv"], "w", newline="") as table, open(paths["x.json"], "w") as array,
          open(paths["x.warc.gz"], "wb") as crawl, open(paths["x.warc"], "wb") as plain):
        rows = csv.writer(table)
        rows.writerow(["id", "title", "text", "date", "outlet"])
        array.write("[")
        warc_bytes = 0
        for number, record in enumerate(records()):
            lines.write(json.dumps(record) + "\n")
            rows.writerow(record.values())
            array.write((",\n" if number else "") + json.dumps(record))
            page = response(record)
            warc_bytes += len(page)
            crawl.write(gzip.compress(page, 6))
            plain.write(page)
        array.write("]\n")
    with open(paths["x.ndjson"], "rb") as source, gzip.open(paths["x.ndjson.gz"], "wb", 6) as packed:
        while block := source.read(1 << 20):
            packed.write(block)
    with zipfile.ZipFile(paths["x.zip"], "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(paths["x.ndjson"], "x.ndjson")
    for name, path in paths.items():
        whole = paths["x.ndjson"] if name in ("x.ndjson.gz", "x.zip") else path
        sizes[name] = warc_bytes if name == "x.warc.gz" else whole.stat().st_size
    return paths, sizes


def main():
    with tempfile.TemporaryDirectory() as name:
        paths, sizes = write(pathlib.Path(name))
        for kind, path in paths.items():
            times = []
            for _ in range(3):
                begin = resource.getrusage(resource.RUSAGE_CHILDREN)
                done = subprocess.run([entente, "read", "--dry-run", "--format", "ndjson", str(path)],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
                end = resource.getrusage(resource.RUSAGE_CHILDREN)
                times.append(end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime)
            documents = done.stderr.split(" documents")[0].split("\n")[-1]
            seconds = sorted(times)[1]
            print(f"{kind:12} {sizes[kind] / 1e6 / seconds:8.0f} MB/s  {int(documents) / seconds:8.0f} documents/s  "
                  f"({sizes[kind] / 1e6:.0f} MB, {documents} documents)")


main()
