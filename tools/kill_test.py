#!/usr/bin/env python3
"""Is a ledger whole, whenever its writer dies?

    tools/kill_test.py [--kills N] [--seed N] [--documents N] [--rebuild | --import] [--binary build/entente]

Reads the same documents again and again, each time killing the reader (kill -9) at a random moment, and goes on where
it stopped until all is read; then begins anew. After each death the ledger must be whole (`entente ledger verify`) and
hold a beginning of what an undisturbed read holds; once all is read, it must hold the same, row for row. With --rebuild
the same is done to `entente ledger rebuild`; with --import to `entente import` of nine event streams of our own (ICEWS's
form, N rows each), of which each must be there whole or not at all. Prints a line of counts; exits 1 at the first ledger that is not as it
should be, and leaves it where it says. Same seed, same moments (as far as clocks allow).
"""
import argparse
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parents[1]
STATES = ["Oman", "Qatar", "Norway", "Algeria", "Kenya", "Turkey", "Switzerland", "Egypt", "Finland", "Kuwait"]
SIDES = ["Iran", "Israel", "Sudan", "Ethiopia", "Armenia", "Serbia", "Ukraine", "Mali", "Yemen", "Cyprus", "Eritrea"]
# Everything that is stored, but when it was.
TABLES = {
    "document": "SELECT * FROM document ORDER BY number",
    "statement": "SELECT * FROM statement ORDER BY document, coding, number",
    "coded": "SELECT * FROM coded ORDER BY document, coding",
    "document_sketch": "SELECT * FROM document_sketch ORDER BY document",
    "stream": "SELECT * FROM stream ORDER BY number",
    "stream_event": "SELECT * FROM stream_event ORDER BY number",
    "stream_actor": "SELECT * FROM stream_actor ORDER BY number",
    "stream_act": "SELECT * FROM stream_act ORDER BY number",
}
FILES = 9
NEWEST = "SELECT document, kind, first, second, agent, word, json FROM statements ORDER BY document, number"


def write_documents(path, count, seed):
    pick = random.Random(seed)
    with path.open("w") as out:
        for i in range(count):
            helper, (one, other) = pick.choice(STATES), pick.sample(SIDES, 2)
            text = (f"{helper} mediated between {one} and {other} in round {i}.\n\n{one} accused {other} of breaking "
                    f"the truce. {other} offered to meet {one} again in {helper}, {pick.randrange(10**6)} said.\n")
            day = f"2019-{1 + i % 12:02}-{1 + i % 28:02}"
            out.write(json.dumps({"id": f"d{i}", "text": text, "date": day, "outlet": f"Post {i % 7}"}) + "\n")


ICEWS = ("Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
         "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n")
ACTS = [("Consult", "040", "1"), ("Host a visit", "042", "3"), ("Accuse", "112", "-2"), ("Sign formal agreement", "057", "8")]


def write_streams(folder, rows, seed):
    """Paths of FILES streams."""
    pick = random.Random(seed)
    paths = [folder / f"events{number}.tab" for number in range(FILES)]
    for number, path in enumerate(paths):
        with path.open("w") as out:
            out.write(ICEWS)
            for row in range(rows):
                one, other = pick.sample(STATES + SIDES, 2)
                act, code, intensity = pick.choice(ACTS)
                out.write(f"{number * rows + row}\t{2001 + number}-{1 + row % 12:02}-{1 + row % 28:02}\tMinistry {row % 97} ({one})\t"
                          f"Government\t{one}\t{act}\t{code}\t{intensity}\t{other}\tNA\t{other}\t{row}\t{1 + row % 6}\tPost {row % 7}"
                          f"\tNA\tNA\tNA\t{one}\tNA\tNA\n")
    return paths


def dump(ledger):
    """Table name to rows."""
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as db:
        return {name: db.execute(sql).fetchall() for name, sql in TABLES.items()}


def newest(ledger):
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as db:
        return db.execute(NEWEST).fetchall()


def run_and_kill(command, seconds):
    """Did it die before it was done? Its exit status must be 0 otherwise."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _, told = process.communicate(timeout=seconds)
        if process.returncode != 0:
            fail(f"exit status {process.returncode}: {told.decode()}")
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True


def fail(why):
    print(f"FAIL {why}")
    sys.exit(1)


class Test:
    def __init__(self, arguments, folder):
        self.arguments, self.folder = arguments, folder
        self.texts, self.good, self.ledger = folder / "texts.ndjson", folder / "good.db", folder / "killed.db"
        if arguments.imports:
            self.command = ["import", *write_streams(folder, arguments.documents, arguments.seed)]
        else:
            write_documents(self.texts, arguments.documents, arguments.seed)
            self.command = ["read", self.texts]
        self.pick = random.Random(arguments.seed)
        self.kills = self.rounds = 0
        self.points = set()  # how many documents there were when it died
        begin = time.monotonic()
        self.call(*self.command, "--ledger", self.good)
        if arguments.rebuild:
            self.before = dump(self.good)
            shutil.copy(self.good, folder / "read.db")
            begin = time.monotonic()
            self.call("ledger", "rebuild", "--again", "--ledger", self.good)
        self.seconds = time.monotonic() - begin
        self.expected, self.answers = dump(self.good), newest(self.good)

    def call(self, *words):
        done = subprocess.run([self.arguments.binary, *map(str, words)], capture_output=True, text=True)
        if done.returncode != 0:
            fail(f"{' '.join(map(str, words))}: {done.stdout}{done.stderr}")
        return done.stdout

    def check_after_death(self):
        """Was all done already when it died?"""
        if not self.ledger.exists() or self.ledger.stat().st_size == 0:
            return False
        with sqlite3.connect(self.ledger) as db:
            if db.execute("PRAGMA user_version").fetchone()[0] == 0:
                return False  # it died before there was a ledger
        self.call("ledger", "verify", "--ledger", self.ledger)
        held = dump(self.ledger)
        # A ledger in which a stream is told has all of its rows: `ledger verify` counts them.
        self.points.add(len(held["stream" if self.arguments.imports else "coded"]))
        for name in ("document", "document_sketch", "stream", "stream_event", "stream_actor", "stream_act"):
            if held[name] != self.expected[name][: len(held[name])]:
                fail(f"{name}: no beginning of the undisturbed ledger")
        complete = False
        if self.arguments.rebuild:
            # A rebuild that is not complete changes no answer.
            with sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True) as db:
                complete = db.execute("SELECT min(complete) FROM coding").fetchone()[0]
            if not complete and newest(self.ledger) != newest(self.folder / "read.db"):
                fail("answers changed before the rebuild was complete")
        return bool(complete) and len(held["coded"]) == len(self.expected["coded"])

    def one_round(self):
        for left in self.folder.glob("killed.db*"):
            left.unlink()
        if self.arguments.rebuild:
            shutil.copy(self.folder / "read.db", self.ledger)
            command = [self.arguments.binary, "ledger", "rebuild", "--again", "--ledger", str(self.ledger)]
        else:
            command = [self.arguments.binary, *map(str, self.command), "--ledger", str(self.ledger)]
        finished = False
        while not finished and self.kills < self.arguments.kills:
            if run_and_kill(command, self.pick.uniform(0, self.seconds * 0.9)):
                self.kills += 1
                if self.kills % 100 == 0:
                    print(f"{self.kills} kills", flush=True)
                finished = self.check_after_death()
            else:
                finished = True
        if not finished:
            self.call(*command[1:])
        self.call("ledger", "verify", "--ledger", self.ledger)
        for name, rows in dump(self.ledger).items():
            if rows != self.expected[name]:
                fail(f"{name}: {len(rows)} rows, undisturbed {len(self.expected[name])}, or other ones")
        if newest(self.ledger) != self.answers:
            fail("the views show something else")
        self.rounds += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--import", action="store_true", dest="imports")
    parser.add_argument("--binary", default=str(ROOT / "build" / "entente"))
    arguments = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="entente-kill-"))
    print(f"in {folder}")
    test = Test(arguments, folder)
    while test.kills < arguments.kills:
        test.one_round()
    what = "imports" if arguments.imports else "rebuilds" if arguments.rebuild else "reads"
    of = f"{FILES} files of {arguments.documents} rows" if arguments.imports else f"{arguments.documents} documents"
    print(f"{test.kills} kills in {test.rounds} {what} of {of} ({test.seconds:.2f} s each), at {len(test.points)} different states: "
          f"every ledger whole and, in the end, the undisturbed one")
    shutil.rmtree(folder)


main()
