"""Bombs, endless lines, tricks with names: bounded memory and time, a clear line each, and the rest is read.

Prints for each case the peak memory and the time of `entente read --dry-run`; docs/reading.md has them in a table. Seconds are of the processor.
"""
import gzip
import io
import json
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile
import zipfile
import zlib

from support import ENTENTE, check, finish

MOST_MIB = 200  # of any case; the limit of one document is 16 MiB, and a parser holds it several times
MOST_SECONDS = 60
GOOD = b'{"id":"good","text":"Oman mediated between Iran and the United States."}\n'
SANITIZED = b"__asan_init" in pathlib.Path(ENTENTE).read_bytes()
if SANITIZED:
    print("      memory is printed, not checked: this binary holds a sanitizer")
folder = pathlib.Path(tempfile.mkdtemp())
good = folder / "zzz_good.ndjson"
good.write_bytes(GOOD)


def measured(*arguments, feed=None):
    """The ids, messages, status, MiB and processor seconds of a dry run; `feed` writes to its standard input."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
        process = subprocess.Popen([ENTENTE, "read", "--dry-run", "--format", "ndjson", *map(str, arguments)], stdout=out,
                                   stderr=told, stdin=subprocess.PIPE if feed else subprocess.DEVNULL)
        if feed:
            try:
                feed(process.stdin)
                process.stdin.close()
            except BrokenPipeError:
                pass
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        told.seek(0)
        # Line by line and few kept: Linux counts the memory of this process among that of those it starts.
        wanted = [json.loads(line)["id"] for number, line in enumerate(out) if number < 5000 or b'"good"' in line or b"999999" in line]
        return (set(wanted), told.read().decode("utf-8", "replace"), process.returncode, usage.ru_maxrss / 1024,
                usage.ru_utime + usage.ru_stime)


def case(name, code, *inputs, documents=(), feed=None, most_lines=4):
    ids, told, status, mib, seconds = measured(*inputs, good, feed=feed)
    print(f"      {name}: {mib:.0f} MiB, {seconds:.1f} s")
    check(f"{name}: ends with status {1 if code else 0}", status == (1 if code else 0), f"{status} {told[:500]}")
    if code:
        lines = [line for line in told.splitlines() if f"[{code}]" in line]
        check(f"{name}: says [{code}] in few lines", 1 <= len(lines) <= most_lines, told[:500])
    check(f"{name}: the rest is read", {"good", *documents} <= ids, str(list(ids)[:9]))
    # A sanitizer keeps what was freed: its memory is not ours.
    check(f"{name}: memory below {MOST_MIB} MiB", SANITIZED or mib < MOST_MIB, f"{mib:.0f}")
    check(f"{name}: below {MOST_SECONDS} s", seconds < MOST_SECONDS, f"{seconds:.1f}")
    check(f"{name}: nothing drives the terminal", "\x1b" not in told and "\x07" not in told, repr(told[:300]))


def put(name, content):
    path = folder / name
    with path.open("wb") as file:
        for block in [content] if isinstance(content, bytes) else content:
            file.write(block)
    return path


def gzipped(total, byte=b" ", before=b""):
    """`total` equal bytes, packed, made without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = byte * (1 << 20)
    return packer.compress(before) + b"".join(packer.compress(block) for _ in range(total >> 20)) + packer.flush()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            with archive.open(name, "w") as member:
                for block in content if isinstance(content, list) else [content]:
                    member.write(block)
    return out.getvalue()


def blown(before, behind):
    """Writes a GiB between the two."""
    def feed(pipe):
        pipe.write(before)
        for _ in range(1024):
            pipe.write(b"x" * (1 << 20))
        pipe.write(behind)
    return feed


GIB = 1 << 30
bomb = gzipped(2 * GIB, before=GOOD.replace(b"good", b"before"))
case("gzip bomb of 2 GiB", "archive.bomb", put("bomb.ndjson.gz", bomb), documents=["before"])
case("gzip bomb as text", "text.too_large", put("bomb.txt.gz", gzipped(GIB)))
case("bomb in a bomb", "text.too_large", put("twice.gz", gzip.compress(gzipped(GIB, b"x"))))
if shutil.which("zstd"):
    packer = subprocess.Popen(["zstd", "-q", "-19", "-o", str(folder / "bomb.zst")], stdin=subprocess.PIPE)
    blown(GOOD.replace(b"good", b"before"), b"")(packer.stdin)
    packer.stdin.close()
    packer.wait()
    case("zstd bomb of 1 GiB", "archive.bomb", folder / "bomb.zst", documents=["before"])
case("zip bomb", "text.too_large", put("bomb.zip", zipped([("a.txt", [b" " * (1 << 20)] * 300), ("b.ndjson", GOOD.replace(b"good", b"b"))])),
     documents=["b"])
case("zip of many bombs", "archive.bomb",
     put("many.zip", zipped([(f"{i}.ndjson.gz", gzipped(GIB >> 2, before=GOOD.replace(b"good", b"in%d" % i))) for i in range(8)])),
     documents=["in0"], most_lines=8)


def overlapped(count, size):
    """A ZIP whose directory names one member again and again: small, and large when unpacked."""
    one = zipped([("a.ndjson", [GOOD.replace(b"good", b"once")] + [b" " * (1 << 20)] * (size >> 20))])
    end = one.rindex(b"PK\x05\x06")
    directory = one[one.index(b"PK\x01\x02"):end]
    tail = bytearray(one[end:])
    struct.pack_into("<HHI", tail, 8, count, count, len(directory) * count)
    return one[:end - len(directory)] + directory * count + bytes(tail)


case("zip whose members overlap", None, put("overlap.zip", overlapped(2000, 15 << 20)), documents=["once"])
deep = GOOD
for i in range(12):
    deep = zipped([("x.zip" if i else "x.ndjson", deep)])
case("twelve archives in each other", "archive.too_deep", put("deep.zip", deep))
names = [("../../../etc/passwd.ndjson", GOOD.replace(b"good", b"up")), ("/abs.ndjson", GOOD.replace(b"good", b"abs")),
         ("C:\\temp\\x.ndjson", GOOD.replace(b"good", b"drive")), ("\x1b]0;owned\x07.bin", b"\0\1\2"), ("a\nb.bin", b"\0\1\2")]
case("tricks with names", "text.binary", put("names.zip", zipped(names)), documents=["up", "abs", "drive"])
check("tricks with names: nothing is written", not (folder / "abs.ndjson").exists() and not pathlib.Path("/abs.ndjson").exists())
case("a zip cut in half", "archive.corrupt", put("cut.zip", zipped([(f"{i}.ndjson", os.urandom(4000)) for i in range(9)])[:15000]), most_lines=12)
case("gzip cut in half", "gzip.truncated", put("cut.gz", gzip.compress(GOOD * 5000)[:200]))

case("a line of 1 GiB", "text.too_large", "-", documents=["behind"], 
     feed=blown(b'{"id":"long","text":"', b"\n" + GOOD.replace(b"good", b"behind")))
case("a JSON object of 1 GiB", "text.too_large", "-", documents=["second"],
     feed=blown(b'[{"id":"long","text":"', b'"}, {"id":"second","text":"Two."}]'))
case("a CSV cell of 1 GiB", "text.too_large", "-", documents=["2"], feed=blown(b'id,text\n1,"', b'"\n2,Two.\n'))
case("a plain text of 1 GiB in one line", "text.too_large", "-", feed=blown(b"Oman mediated. ", b""))
case("a page of 1 GiB", "html.too_large", "-", feed=blown(b"<html><body><p>", b"</p></body></html>"))
case("a feed with an entry of 1 GiB", "feed.too_large", "-", documents=["small"],
     feed=blown(b"<rss version='2.0'><channel><item><guid>large</guid><description>", b"</description></item><item><guid>small"
                b"</guid><description>Oman mediated.</description></item></channel></rss>"))
case("brackets without end", "json.bad_json", put("deep.json", b"[" + b'{"a":' * 1_000_000), most_lines=3)
item = b"<item><guid>%d</guid><title>T</title><description>Oman mediated.</description></item>"
case("a feed of 1,000,000 items", None, put("long.rss", (piece for pieces in (
    [b"<rss version='2.0'><channel>"], (item % i for i in range(1_000_000)), [b"</channel></rss>"]) for piece in pieces)),
     documents=["0", "999999"])
case("an XML bomb", "feed.entity_bomb", put("bomb.rss", b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a '" + b"x" * 1000 + b"'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 50) for i in range(6)) + b"]><rss version='2.0'><channel><item><title>&g;</title></item></channel></rss>"))
STORY = b"".join(b"<p>Oman carried messages between Iran and the United States, its foreign minister said on day %d of the talks in "
                 b"Muscat, and both sides thanked the sultan for his patience and his discretion.</p>" % i for i in range(8))
case("10,000 nested tags", None, put("nested.html", b"<html><body>" + b"<div>" * 10_000 + STORY))
case("broken UTF-8", "text.invalid_utf8", put("broken.ndjson", b'{"id":"x","text":"\xff\xfe\xc0\xaf"}\n' + GOOD.replace(b"good", b"after")),
     documents=["after"])
case("a million bad lines", "ndjson.bad_json", put("bad.ndjson", b'{"id"}\n' * 1_000_000), most_lines=102)
case("a WARC with false lengths", "warc.truncated",
     put("long.warc", b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 99999999999\r\n\r\nshort"))
case("a WARC with endless headers", "warc.corrupt", put("head.warc", [b"WARC/1.0\r\nA: "] + [b"x" * (1 << 20)] * 64), most_lines=3)
case("pictures called text", "text.binary", put("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)))

loops = folder / "loops"
(loops / "inner").mkdir(parents=True)
(loops / "inner" / "up").symlink_to(loops)
(loops / "self").symlink_to(loops / "self")
(loops / "gone").symlink_to(folder / "absent")
os.mkfifo(loops / "pipe")
(loops / "fine.ndjson").write_bytes(GOOD.replace(b"good", b"fine"))
(loops / "\x1b[2Jname.bin").write_bytes(b"\0\1")
case("links in circles, pipes, names", "io.unreadable", loops, documents=["fine"])
case("a device without end", "text.binary", "/dev/zero")

# Event streams come through the same hands: a bomb, a line of a GiB, each with a good row before it.
HEADER = b"date,source,relation,target\n2011-07-09,Sudan,Consult,South Sudan\n"


def imported(name, code, path, feed=None):
    ledger = folder / f"{name.replace(' ', '_')}.db"
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen([ENTENTE, "import", str(path), "--ledger", str(ledger)], stdin=subprocess.PIPE, stdout=told,
                                   stderr=told)
        if feed:
            feed(process.stdin)
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        said = told.read().decode("utf-8", "replace")
    mib, seconds = usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime
    print(f"      {name}: {mib:.0f} MiB, {seconds:.1f} s")
    check(f"{name}: says [{code}], keeps the good rows", process.returncode == 1 and code in said and "events, 1 rows refused" in said,
          f"{process.returncode} {said[:500]}")
    check(f"{name}: memory below {MOST_MIB} MiB", SANITIZED or mib < MOST_MIB, f"{mib:.0f}")
    check(f"{name}: below {MOST_SECONDS} s", seconds < MOST_SECONDS, f"{seconds:.1f}")


imported("import of a gzip bomb", "archive.bomb", put("events.csv.gz", gzipped(GIB, b"\n", HEADER)))
imported("import of a line of 1 GiB", "stream.long_line", "-", blown(HEADER, b"\n2011-07-10,Sudan,Consult,South Sudan\n"))

if os.geteuid() != 0:
    put("locked.txt", GOOD).chmod(0)
    case("a file one may not read", "io.unreadable", folder / "locked.txt")
finish()
