#!/usr/bin/env python3
"""read --fetch against a server on this machine: manners, limits, and what is refused.

    fetch_test.py [ENTENTE]
"""
import gzip
import http.server
import json
import pathlib
import resource
import sys
import tempfile
import threading
import time
import zlib

from support import check, finish, need_model, run

ARTICLE = "Oman hosted envoys of Iran and the United States in Muscat on 4 March 2013."


def rss(*items, title="Harbour Dispatch"):
    entries = "".join(f"<item><guid>{guid}</guid><title>{text[:20]}</title><link>{link}</link>"
                      f"<description>{text}</description></item>" for guid, text, link in items)
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{entries}</channel></rss>".encode()


class Site(http.server.BaseHTTPRequestHandler):
    """One page a path; keeps what it was asked."""

    protocol_version = "HTTP/1.1"
    asked = []
    robots = b""
    robots_status = 200
    failures = 0

    def log_message(self, *_):
        pass

    def answer(self, body, status=200, **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        Site.asked.append((self.path, dict(self.headers), time.monotonic()))
        page = getattr(self, "page_" + self.path.strip("/").split("?")[0].replace(".", "_").replace("/", "_"), None)
        try:
            page() if page else self.answer(b"none", 404)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def page_robots_txt(self):
        self.answer(Site.robots, Site.robots_status)

    def page_feed(self):
        if self.headers.get("If-None-Match") == '"one"':
            return self.answer(b"", 304)
        self.answer(rss(("1", ARTICLE, "/page1")), ETag='"one"', Content_Type="application/rss+xml")

    def page_page1(self):
        body = f"<html><head><title>T</title></head><body><p>{ARTICLE} Qatar helped. {'It was cold. ' * 40}</p></body></html>"
        self.answer(body.encode(), Content_Type="text/html")

    def page_secret(self):
        self.answer(rss(("2", ARTICLE, "")))

    def page_packed(self):
        self.answer(gzip.compress(rss(("3", ARTICLE, ""))), Content_Encoding="gzip")

    def page_latin(self):
        body = "<rss><channel><title>Caf\xe9 \x93N\x94</title><item><guid>l</guid><title>C\xf4te d'Ivoire</title></item></channel></rss>"
        self.answer(body.encode("latin-1"), Content_Type="text/xml; charset=windows-1252")

    def page_bomb(self):
        self.answer(gzip.compress(b" " * (80 << 20)), Content_Encoding="gzip")

    def page_slow(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.2)

    def page_hop(self):
        self.answer(b"", 302, Location="/feed")

    def page_round(self):
        self.answer(b"", 302, Location="/round")

    def page_away(self):
        self.answer(b"", 302, Location=f"http://127.0.0.2:{self.server.server_port}/feed")

    def page_file(self):
        self.answer(b"", 302, Location="file:///etc/hostname")

    def page_hop_secret(self):
        self.answer(b"", 302, Location="/secret")

    def page_list(self):
        outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in ("/feed", "/packed", "file:///etc/hostname"))
        self.answer(f"<opml version='2.0'><body>{outlines}</body></opml>".encode(), Content_Type="text/x-opml")

    def page_busy(self):
        self.answer(b"", 503, Retry_After="2")

    def page_recovering(self):
        Site.failures -= 1
        if Site.failures >= 0:
            return self.answer(b"", 500)
        self.answer(rss(("r", ARTICLE, "")), ETag='"r"')

    def page_ping(self):
        self.answer(b"", 301, Location="/pong")

    def page_pong(self):
        self.answer(b"", 301, Location="/ping")

    def page_endless(self):
        """Grows to 4 GiB from 4 MiB, if anybody would read it all."""
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        for _ in range(4096):
            self.wfile.write(packer.compress(b" " * (1 << 20)))
        self.wfile.write(packer.flush())

    def page_twice(self):
        """A bomb in a file whose outer layer is no matter of HTTP."""
        self.answer(gzip.compress(gzip.compress(b" " * (512 << 20))), Content_Type="application/gzip")

    def page_cut(self):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(rss(("c", ARTICLE, "")))
        self.close_connection = True

    def page_mute(self):
        time.sleep(4)

    def page_dripping(self):
        """Headers that never end, a letter at a time."""
        for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 30:
            self.wfile.write(bytes([letter]))
            self.wfile.flush()
            time.sleep(0.1)

    def page_headers(self):
        self.send_response(200)
        for number in range(2000):
            self.send_header(f"X-{number}", "y" * 100)
        self.end_headers()

    def page_greek(self):
        body = f"<html><head><meta charset=utf-8><title>Αθήνα</title></head><body><p>{'Η Αθήνα μίλησε με την Άγκυρα στη Γενεύη. ' * 12}</p></body></html>"
        self.answer(body.encode("iso-8859-7"), Content_Type='text/html; charset="ISO-8859-7"')


def main():
    need_model()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.handle_error = lambda *_: None  # clients that hang up are part of the test
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        numbers = iter(range(1000))

        def fetch(*paths, options=("--allow-private=127.0.0.1", "--delay", "0"), ledger=None):
            Site.asked.clear()
            ledger = ledger or folder / f"l{next(numbers)}.db"
            return run("read", "--fetch", *options, "--ledger", ledger, *[p if p.startswith("/") and pathlib.Path(
                p).exists() or ":" in p else site + p for p in paths])

        def refused(what, path, code, **more):
            out = fetch(path, **more)
            check(f"{what}: {code}", out.returncode == 1 and code in out.stderr and out.stderr.count("\n") == 1,
                  out.stdout + out.stderr)

        out = fetch("/feed", options=())
        check("nothing private without leave", out.returncode == 1 and "fetch.private_address" in out.stderr and
              not Site.asked, out.stderr)

        ledger = folder / "kept.db"
        out = fetch("/feed", ledger=ledger)
        check("a feed is read", out.returncode == 0 and "1 documents read" in out.stdout, out.stdout + out.stderr)
        check("robots.txt first", [path for path, _, _ in Site.asked] == ["/robots.txt", "/feed"], Site.asked)
        agent = Site.asked[1][1].get("User-Agent", "")
        check("says who it is", agent.startswith("entente/") and "(+" in agent, agent)
        out = fetch("/feed", ledger=ledger)
        check("unchanged: not sent again", out.returncode == 0 and "0 documents read" in out.stdout and
              Site.asked[-1][1].get("If-None-Match") == '"one"', out.stdout + str(Site.asked))
        ledger.unlink()
        for rest in folder.glob("kept.db-*"):
            rest.unlink()
        out = fetch("/feed", ledger=ledger)
        check("a new ledger starts anew", "1 documents read" in out.stdout, out.stdout)

        out = fetch("/list")
        check("an OPML list is followed", "2 documents read" in out.stdout and "fetch.bad_url" in out.stderr, out.stdout + out.stderr)
        listing = folder / "own.opml"
        listing.write_text(f'<opml version="1.0"><body><outline xmlUrl="{site}/feed"/></body></opml>')
        check("a list in a file too", "1 documents read" in fetch(str(listing)).stdout)
        check("a redirect is followed", "1 documents read" in fetch("/hop").stdout)
        check("gzip is unpacked", "1 documents read" in fetch("/packed").stdout)
        before = sorted(folder.iterdir())
        out = fetch("/latin", "/feed", options=("--allow-private=127.0.0.1", "--delay", "0", "--dry-run", "--format", "ndjson"),
                    ledger=ledger)
        rows = [json.loads(line) for line in out.stdout.splitlines() if line.startswith("{")]
        check("a dry run prints all there is", len(rows) == 2, out.stdout + out.stderr)
        check("in the header's character set", rows and rows[0]["title"] == "Côte d'Ivoire" and
              rows[0]["outlet"] == "Café “N”", rows)
        check("with absolute links", rows and rows[-1]["url"] == site + "/page1", rows)
        check("and keeps nothing", sorted(folder.iterdir()) == before)

        out = fetch("/greek", options=("--allow-private=127.0.0.1", "--delay", "0", "--dry-run", "--format", "ndjson"))
        rows = [json.loads(line) for line in out.stdout.splitlines() if line.startswith("{")]
        check("the header's character set counts more than the page's own", rows and rows[0]["title"] == "Αθήνα" and
              "Άγκυρα" in rows[0]["text"], out.stdout + out.stderr)

        refused("a round of redirects", "/round", "fetch.too_many_redirects")
        refused("a round of two", "/ping", "fetch.too_many_redirects")
        check("is walked no longer than needed", len([path for path, _, _ in Site.asked if path != "/robots.txt"]) == 6, Site.asked)
        refused("redirect to another private address", "/away", "fetch.private_address")
        refused("redirect to a file", "/file", "fetch.bad_url")
        refused("too large, unpacked", "/bomb", "fetch.too_large")
        refused("a bomb of 4 GiB", "/endless", "fetch.too_large")
        refused("a bomb within", "/twice", "text.too_large")
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        check("bombs take no memory", used < 600, f"{used:.0f} MiB")
        refused("missing", "/none", "fetch.http_error")
        refused("a body that breaks off", "/cut", "fetch.unreachable")
        refused("headers without end", "/headers", "fetch.too_large")
        refused("busy", "/busy", "come again after 2")
        out = fetch("/busy", "/packed")
        times = {path: moment for path, _, moment in Site.asked}
        check("a server that asks for time gets it", times["/packed"] - times["/busy"] > 1.9 and "1 documents read" in out.stdout, times)
        ledger = folder / "recovering.db"
        Site.failures = 1
        refused("a fault of the server", "/recovering", "status 500", ledger=ledger)
        check("the same command again reads it", "1 documents read" in fetch("/recovering", ledger=ledger).stdout)
        quick = ("--allow-private=127.0.0.1", "--delay", "0", "--timeout", "1")
        for what, path in (("a server that says nothing", "/mute"), ("headers letter by letter", "/dripping")):
            began = time.monotonic()
            refused(what, path, "fetch.timeout", options=quick)
            check("in time", time.monotonic() - began < 3.5)
        began = time.monotonic()
        refused("slow", "/slow", "fetch.timeout",
                options=("--allow-private=127.0.0.1", "--delay", "0", "--timeout", "1"))
        check("in time", time.monotonic() - began < 5)
        refused("no server", "http://127.0.0.1:1/feed", "fetch.unreachable")
        refused("another scheme", "ftp://127.0.0.1/feed", "fetch.bad_url")

        Site.robots = b"User-agent: *\nDisallow: /secret\nCrawl-delay: 2\n"
        refused("robots.txt", "/secret", "fetch.robots_disallowed")
        refused("robots.txt holds for redirects", "/hop/secret", "fetch.robots_disallowed")
        out = fetch("/feed", "/packed", options=("--allow-private", "--delay", "0.1"))
        times = [moment for _, _, moment in Site.asked]
        check("Crawl-delay is kept", times[2] - times[1] > 1.9, times)
        Site.robots = b""
        out = fetch("/feed", "/packed", options=("--allow-private", "--delay", "0.5"))
        times = [moment for _, _, moment in Site.asked]
        check("the delay is kept", all(b - a > 0.45 for a, b in zip(times, times[1:])), times)
        Site.robots_status = 503
        refused("robots.txt that cannot be had", "/feed", "fetch.robots_unreachable")
        Site.robots_status = 200
        check("asked again the next time", "1 documents read" in fetch("/feed").stdout)
        Site.robots_status = 404
        check("no robots.txt: all allowed", "1 documents read" in fetch("/feed").stdout)

        out = fetch("/feed", options=("--allow-private", "--delay", "0", "--follow"))
        check("--follow reads the linked page", "/page1" in [path for path, _, _ in Site.asked] and
              "1 documents read" in out.stdout, out.stdout + out.stderr)
    server.shutdown()
    finish()


if __name__ == "__main__":
    sys.exit(main())
