"""Bad input gives a clear error, the right exit status, and leaves ledgers whole."""
import json
import pathlib
import subprocess
import tempfile

from support import ENTENTE, MODEL, check, finish, need_model, run

need_model()
folder = pathlib.Path(tempfile.mkdtemp())
good = folder / "good.txt"
good.write_text("Oman mediated between Iran and the United States.\n")


def refused(name, content, code):
    path = folder / name
    path.write_bytes(content)
    done = run("code", path)
    check(f"{name}: exit status 1", done.returncode == 1, f"{done.returncode} {done.stderr}")
    check(f"{name}: says [{code}] and the file", f"[{code}]" in done.stderr and name in done.stderr, done.stderr)
    both = run("code", "--format", "ndjson", path, good)
    check(f"{name}: the other file is still read", '"agent":{"code":"OMN"' in both.stdout, both.stdout + both.stderr)


refused("empty.txt", b"", "text.empty")
refused("blank.txt", b" \n\n\t\n", "text.empty")
refused("binary.bin", bytes(range(256)) * 40, "text.binary")
refused("controls.txt", b"Le Caf\xe9 \x01\x02\x03 a ferm\xe9.", "text.invalid_utf8")
refused("long.txt", b"x" * 100_000_000, "text.too_large")
refused("broken.ndjson", b'{"id":"a","text":"Oman helped Iran."}\n{"id":', "ndjson.bad_json")
refused("no_text.ndjson", b'{"id":"a"}\n', "ndjson.no_text")

refused("paper.pdf", b"%PDF-1.4 Oman mediated between Iran and Iraq.", "text.binary")
refused("other.xml", b"<?xml version='1.0'?><ledger/>", "text.unsupported")
refused("crawl.warc", b"WARC/1.0\r\nWARC-Type: response\r\n", "warc.corrupt")

with open("/dev/full", "w") as full:
    done = subprocess.run([ENTENTE, "code", str(good)], stdout=full, stderr=subprocess.PIPE, text=True)
check("a full disk at the other end: exit status 3 and [io.unwritable]",
      done.returncode == 3 and "[io.unwritable]" in done.stderr, f"{done.returncode} {done.stderr}")
marked = folder / "marked.txt"
marked.write_bytes(b"\xef\xbb\xbfOman mediated between Iran and Iraq.\n")
statement = json.loads(run("code", "--format", "ndjson", marked).stdout.splitlines()[0])
check("a byte-order mark counts in offsets", statement["evidence"]["begin"] == 3, str(statement["evidence"]))
(folder / "bare").mkdir()
done = run("code", folder / "bare")
check("a directory with nothing to read says so", done.returncode != 0 and "[io.nothing_to_read]" in done.stderr, done.stderr)
twice = run("read", "-", "--ledger", folder / "twice.db",
            stdin='{"id":"x","text":"Oman helped Iran."}\n{"id":"x","text":"Oman helped Iran."}\n')
check("the same record twice in one batch is one document", "1 documents read" in twice.stdout and "1 already there" in twice.stdout,
      twice.stdout)

done = run("code", folder / "absent.txt")
check("absent file: exit status 1 and [io.not_found]", done.returncode == 1 and "[io.not_found]" in done.stderr, done.stderr)
done = run("code", good, "--model", folder / "absent.model")
check("missing model: exit status 3 and [model.missing]", done.returncode == 3 and "[model.missing]" in done.stderr, done.stderr)
short = folder / "short.entente"
short.write_bytes(MODEL.read_bytes()[:100_000])
done = run("code", good, "--model", short)
check("truncated model: exit status 3 and [model.", done.returncode == 3 and "[model." in done.stderr, done.stderr)
altered = folder / "altered.entente"
bytes_ = bytearray(MODEL.read_bytes())
bytes_[len(bytes_) // 2] ^= 0x40
altered.write_bytes(bytes_)
done = run("code", good, "--model", altered)
check("altered model: exit status 3 and [model.corrupt]", done.returncode == 3 and "[model.corrupt]" in done.stderr, done.stderr)

done = run("read", good, "--ledger", folder / "no" / "such" / "folder.db")
check("unwritable ledger: exit status 3 and [ledger.unwritable]",
      done.returncode == 3 and "[ledger.unwritable]" in done.stderr, done.stderr)
done = run("read", good, "--ledger", good)
check("a ledger that is none: exit status 3, the file untouched",
      done.returncode == 3 and "[ledger." in done.stderr and good.read_text().startswith("Oman"), done.stderr)
done = run("explain", "IRN", "USA", "--ledger", folder / "absent.db")
check("absent ledger: exit status 3 and [ledger.missing]", done.returncode == 3 and "[ledger.missing]" in done.stderr, done.stderr)
done = run("explain", "Atlantis", "USA", good)
check("unknown actor: exit status 2 and [actor.unknown]", done.returncode == 2 and "[actor.unknown]" in done.stderr, done.stderr)
done = run("explain", "IRN", "USA", good, "--from", "yesterday")
check("bad date: exit status 2", done.returncode == 2 and "YYYY-MM-DD" in done.stderr, done.stderr)
check("unknown option: exit status 2", run("code", "--frobnicate").returncode == 2)
check("no command: exit status 2", run().returncode == 2)
for command in ("code", "read", "explain", "ask", "brokers", "eval", "model"):
    done = run(command, "--help")
    check(f"{command} --help: exit status 0", done.returncode == 0)
mixed = run("code", "--format", "ndjson", "-", stdin='{"id":"x","text":"Oman mediated between Iran and the United States."}\n')
check("standard input by content", '"document":"x"' in mixed.stdout, mixed.stdout + mixed.stderr)
finish()
