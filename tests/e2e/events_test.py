"""events: by any name of an actor, within a window."""
import json

from support import ROOT, check, finish, need_model, run

need_model()
article = ROOT / "examples" / "azerbaijan-turkey-israel.txt"
by_code = run("events", "--actor", "TUR", article)
by_name = run("events", "--actor", "turkey", article)
check("events: an actor by name as by code", by_code.returncode == 0 and by_code.stdout and by_code.stdout == by_name.stdout,
      by_name.stdout + by_name.stderr)
early = run("events", "--format", "ndjson", "--to", "2000", article).stdout
late = run("events", "--format", "ndjson", "--from", "2000", article).stdout
check("events: a window selects", early == "" and late.count("\n") > 3, early + late)
unknown = run("events", "--actor", "Atlantis", article)
check("events: an unknown actor: exit status 2", unknown.returncode == 2 and "[actor.unknown]" in unknown.stderr, unknown.stderr)
every = [json.loads(line) for line in run("code", "--format", "ndjson", article).stdout.splitlines()]
sure = [json.loads(line) for line in run("code", "--format", "ndjson", "--least", "0.7", article).stdout.splitlines()]
check("--least keeps what is as sure, and nothing else", 0 < len(sure) < len(every) and
      sure == [s for s in every if s["confidence"] >= 0.7], f"{len(sure)} of {len(every)}")
wrong = run("events", "--least", "2", article)
check("--least above 1: usage", wrong.returncode == 2, wrong.stderr)
finish()
