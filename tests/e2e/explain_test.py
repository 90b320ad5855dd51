"""code --explain: parse, actors, places, candidates with what decided, those that lost with why."""
import tempfile

from support import check, finish, need_model, run

need_model()
with tempfile.NamedTemporaryFile("w", suffix=".txt") as story:
    story.write("Norway hosted talks between Sri Lanka and the Tamil Tigers in Oslo. The weather condemned nobody.\n")
    story.flush()
    shown = run("code", "--explain", story.name).stdout
    for title in ("parse", "actors", "times and places", "candidates"):
        check(f"explain: the table of {title}", f"\n{title}\n" in shown, shown)
    lines = shown.splitlines()
    check("explain: each token with its relation and actor",
          any(line.split()[1:5] == ["Norway", "Norway", "NNP", "2"] and line.endswith("NOR") for line in lines), shown)
    check("explain: the place with its position", any("Oslo, NOR 59.9" in line for line in lines), shown)
    kept = [line for line in lines if line.strip().startswith("kept")]
    check("explain: what is kept, by which row or model",
          any("influence NOR" in line and "helps LKA – LTTE" in line and " by " in line for line in kept), shown)
    lost = [line for line in lines if line.strip().startswith("lost")]
    check("explain: what is lost, and why", any("condemned" in line and "nobody" in line for line in lost), shown)
    check("explain: as --format explain", run("code", "--format", "explain", story.name).stdout == shown)
finish()
