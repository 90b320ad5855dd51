"""How far two people agree on attributions: articles that stand twice in the gold, marked twice.

    .cache/train/bin/python train/speech_agreement.py

The words of two such articles are aligned; attributions that lie wholly in stretches of eight words or more common to
both are compared as `entente eval speech` compares found with gold (docs/format/eval.md), with one difference: there is
no parse here, so two sources are the same where they share a word that is not "the" or the like. That is more lenient.
"""
import difflib
import json
import re

import linear
from speech import GOLD

LEAST_COMMON = 8  # words
SMALL = {"the", "a", "an", "of", "in", "for", "and", "to", "at", "on", "with", "’s", "'s"}


class Article:
    def __init__(self, record):
        self.words, spans = [], []
        for match in re.finditer(r"\w+|[’']s\b", record["text"]):
            self.words.append(match[0].lower())
            spans.append(match.span())
        self.attributions = [
            {key: {i for b, e in one[key] for i, (wb, we) in enumerate(spans) if wb < e and b < we}
             for key in ("source", "cue", "content")} for one in record["attributions"]]

    def within(self, known):
        return [a for a in self.attributions if all(part <= known.keys() for part in a.values())]


def common(first, second):
    """word of second: word of first."""
    matcher = difflib.SequenceMatcher(None, first.words, second.words, autojunk=False)
    return {b + i: a + i for a, b, size in matcher.get_matching_blocks() if size >= LEAST_COMMON for i in range(size)}


def paired(candidates):
    """One to one, the best first; how many."""
    left, right, count = set(), set(), []
    for _, i, j in sorted(candidates, key=lambda c: -c[0]):
        if i not in left and j not in right:
            left.add(i), right.add(j), count.append((i, j))
    return count


def compare(found, gold, words):
    """(speaker, content, cue): right, found, gold."""
    likely = [(2 * bool(f["cue"] & g["cue"]) + 2 * len(f["content"] & g["content"]) /
               max(1, len(f["content"]) + len(g["content"])), i, j)
              for i, f in enumerate(found) for j, g in enumerate(gold)]
    likely = [c for c in likely if c[0] > 0]
    named = lambda a: {i for i in a["source"] if words[i] not in SMALL}
    speaker = [c for c in likely if named(found[c[1]]) & named(gold[c[2]])]
    pairs = paired(likely)
    return [(len(paired(speaker)), sum(bool(f["source"]) for f in found), sum(bool(g["source"]) for g in gold)),
            (sum(len(found[i]["content"] & gold[j]["content"]) for i, j in pairs),
             sum(len(f["content"]) for f in found), sum(len(g["content"]) for g in gold)),
            (sum(bool(found[i]["cue"] & gold[j]["cue"]) for i, j in pairs), len(found), len(gold))]


def main():
    records = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    groups = linear.group_near_duplicates([r["text"] for r in records])
    twice = {}
    for record, group in zip(records, groups):
        twice.setdefault(group, []).append(Article(record))
    totals = [[0, 0, 0] for _ in range(3)]
    count = 0
    for first, second, *_ in (articles for articles in twice.values() if len(articles) > 1):
        known = common(first, second)
        gold = first.within({value: None for value in known.values()})
        found = [{key: {known[i] for i in part} for key, part in a.items()} for a in second.within(known)]
        count += 1
        for total, one in zip(totals, compare(found, gold, first.words)):
            total[:] = [a + b for a, b in zip(total, one)]
    print(f"{count} articles marked twice")
    for name, (right, found, wanted) in zip(("speaker", "content", "cue"), totals):
        print(f"{name}: F1 {2 * right / (found + wanted):.3f} ({found} and {wanted})")


if __name__ == "__main__":
    main()
