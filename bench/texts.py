"""The texts that the scripts of this folder measure on."""
import json
import pathlib

ROOT = pathlib.Path(__file__).parents[1]
MODEL = ROOT / "models" / "en_core_web_sm.entente"


def examples():
    """Our own example articles."""
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.txt"))]


def articles(count):
    """`count` news articles of the shared evaluation data; the examples where it is absent."""
    shared = ROOT.parent / "shared" / "data" / "attribution" / "polnear.jsonl"
    if not shared.exists():
        return examples()[:count]
    with open(shared, encoding="utf-8") as lines:
        return [json.loads(line)["text"] for _, line in zip(range(count), lines)]


def as_lines(texts):
    """One JSON string a line, as parse_dump and stage_profile read them."""
    return "".join(json.dumps(text) + "\n" for text in texts)
