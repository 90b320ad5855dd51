"""The same bytes on two runs and on one and two threads, and the bytes that were blessed."""
import hashlib

from support import ROOT, check, finish, need_model, run

need_model()
examples = sorted(map(str, (ROOT / "examples").glob("*.txt"))) + sorted(map(str, (ROOT / "examples" / "more").glob("*.txt")))
names = [str(path).removeprefix(str(ROOT) + "/") for path in examples]
first = run("code", "--format", "ndjson", *examples)
check("examples are coded", first.returncode == 0 and first.stdout.count("\n") > 50, first.stderr)
check("the same bytes on a second run", run("code", "--format", "ndjson", *examples).stdout == first.stdout)
check("the same bytes on two threads", run("code", "--format", "ndjson", "--threads", 2, *examples).stdout == first.stdout)
relative = first.stdout
for path, name in zip(examples, names):
    relative = relative.replace(f'"document":"{path}"', f'"document":"{name}"')
digest = hashlib.sha256(relative.encode()).hexdigest()
blessed = (ROOT / "tests" / "golden" / "coded.sha256").read_text().split()[0]
check("the blessed hash (tools/bless renews it)", digest == blessed, digest)
finish()
