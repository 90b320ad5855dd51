#!/usr/bin/env python3
"""The language engine and spaCy, side by side, against the human reading of GUM's news articles.

    tests/oracle/gum.py [--dump BUILD/parse_dump] [--model MODEL] [--pipeline DIR] [--gum ../shared/data/gum_news]

Each paragraph is one text, made of the gold words and their spaces, and is parsed by both. Words are aligned by where
they stand: a gold word counts where a token begins and ends with it, and the share that does is the first row. On these:
  tag         the fine tag equals GUM's XPOS (both Penn)
  UAS         the head is the same word, punctuation left out, the model's tree as it is. GUM has Universal
              Dependencies, where content words are heads; ClearNLP's function words cost nearly all that is lost
  UAS, LAS    the same after tests/oracle/ud.py has rewritten the model's tree; labels without subtypes
  entities    mentions of GUM that OntoNotes would also mark: person, organization, place and event whose head is a
              proper noun, and time; beside PERSON, ORG, GPE/LOC/FAC, EVENT, DATE/TIME. GUM's spans hold whole phrases,
              nested, OntoNotes' names; so F1 by head (a name of the same type holds the mention's head; each name and
              mention counts once) stands beside F1 by equal span, without a leading determiner
Exits 77 (skipped) where the articles, spaCy, the model or the program are absent.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess

from environment import ROOT, ensure_spacy, skip
from ud import Token, to_ud

TYPES = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "EVENT": "event",
         "DATE": "time", "TIME": "time"}
ENTITY = re.compile(r"\(([^()]+)(\)?)|(\d+)\)")
Mention = collections.namedtuple("Mention", "begin end type head")  # words of the paragraph, end excluded


class Paragraph:
    """Gold words of one paragraph: text, spans, and the columns of CoNLL-U with heads as indices."""

    def __init__(self):
        self.text, self.words, self.mentions, self.open = "", [], [], []
        self.first = 0  # of the sentence under way

    def add(self, columns, glued, form):
        begin = len(self.text)
        self.text += form + ("" if glued else " ")
        head = int(columns[6])
        index = len(self.words)
        label = columns[7].split(":")[0]
        self.words.append(Token((begin, begin + len(form)), form, columns[4], columns[2],
                                index if head == 0 else self.first + head - 1, label))
        entity = re.search(r"(?:^|\|)Entity=([^|]+)", columns[9])
        for opened, closed, closing in ENTITY.findall(entity[1]) if entity else []:
            parts = (opened or closing).split("-")
            if opened:
                self.open.append((parts[0], parts[1], index))
            if closed or closing:
                at = max(i for i, (number, _, _) in enumerate(self.open) if number == parts[0])
                _, kind, start = self.open.pop(at)
                self.mentions.append((start, index + 1, kind))

    def gold_mentions(self):
        out = set()
        for begin, end, kind in self.mentions:
            heads = [i for i in range(begin, end) if not begin <= self.words[i].head < end or self.words[i].head == i]
            head = heads[0]
            named = self.words[head].tag in ("NNP", "NNPS") and kind in ("person", "organization", "place", "event")
            if named or kind == "time":
                out.add(Mention(begin, end, kind, head))
        return out


def read_gum(path):
    paragraphs, skip_space, widened = [], {}, {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newpar") and not line.startswith("# newpar_block") or not paragraphs:
            paragraphs.append(Paragraph())
        columns = line.split("\t")
        if line.startswith("# sent_id"):
            paragraphs[-1].first = len(paragraphs[-1].words)
            skip_space, widened = {}, {}
        elif len(columns) == 10 and re.fullmatch(r"\d+-\d+", columns[0]):
            begin, end = map(int, columns[0].split("-"))
            for i in range(begin, end):
                skip_space[i] = True
            skip_space[end] = "SpaceAfter=No" in columns[9]
            widened[begin] = columns[1]
        elif len(columns) == 10 and columns[0].isdigit():
            number = int(columns[0])
            glued = skip_space.get(number, "SpaceAfter=No" in columns[9])
            paragraphs[-1].add(columns, glued, columns[1])
    return [p for p in paragraphs if p.words]


def parse_native(args, texts):
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run([args.dump, "json", args.model], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    out = []
    for text, line in zip(texts, done.stdout.decode().splitlines()):
        raw = text.encode()
        tokens = []
        for begin, form, tag, _, label, head, lemma, entity, _ in json.loads(line)["tokens"]:
            start = len(raw[:begin].decode())
            tokens.append(Token((start, start + len(form)), form, tag, lemma, head, label, entity))
        out.append(tokens)
    return out


def parse_spacy(args, texts):
    import spacy

    nlp = spacy.load(args.pipeline)
    return [[Token((t.idx, t.idx + len(t)), t.text, t.tag_, t.lemma_, t.head.i, t.dep_,
                   t.ent_iob_ + (f"-{t.ent_type_}" if t.ent_type_ else "")) for t in nlp(text)] for text in texts]


def found_mentions(gold, tokens):
    """Names of the types that map, on gold words; None as a bound where no word has it."""
    starts = {word.span[0]: i for i, word in enumerate(gold.words)}
    ends = {word.span[1]: i + 1 for i, word in enumerate(gold.words)}
    out = []
    for i, token in enumerate(tokens):
        kind = TYPES.get(token.entity[2:]) if token.entity.startswith("B") else None
        if kind is None:
            continue
        last = i
        while last + 1 < len(tokens) and tokens[last + 1].entity == "I" + token.entity[1:]:
            last += 1
        inside = {k for k, word in enumerate(gold.words)
                  if token.span[0] <= word.span[0] and word.span[1] <= tokens[last].span[1]}
        out.append((starts.get(token.span[0]), ends.get(tokens[last].span[1]), kind, inside))
    return out


def score_mentions(gold, tokens, counts):
    mentions = gold.gold_mentions()
    found = found_mentions(gold, tokens)

    def trimmed(begin, end):
        if begin is not None and end is not None and end - begin > 1 and gold.words[begin].tag in ("DT", "PRP$"):
            begin += 1
        return begin, end

    spans = {(*trimmed(m.begin, m.end), m.type) for m in mentions}
    counts["gold spans"] += len(spans)
    counts["equal spans"] += len(spans & {(*trimmed(begin, end), kind) for begin, end, kind, _ in found})
    heads = {(m.head, m.type) for m in mentions}
    left = set(heads)
    counts["gold heads"] += len(heads)
    counts["found"] += len(found)
    for _, _, kind, inside in found:
        mine = [head for head in left if head[0] in inside and head[1] == kind]
        if mine:
            left.remove(max(mine))
            counts["equal heads"] += 1


def score(gold, tokens, counts):
    by_span = {token.span: i for i, token in enumerate(tokens)}
    score_mentions(gold, tokens, counts)
    plain = [token.head for token in tokens]
    tags = [token.tag for token in tokens]
    to_ud(tokens)
    for index, word in enumerate(gold.words):
        counts["words"] += 1
        at = by_span.get(word.span)
        if at is None:
            continue
        counts["aligned"] += 1
        counts["tag"] += tags[at] == word.tag
        if word.label == "punct":
            continue
        counts["attached"] += 1
        want = gold.words[word.head].span if word.head != index else word.span
        counts["UAS as is"] += tokens[plain[at]].span == want
        same = tokens[tokens[at].head].span == want
        counts["UAS"] += same
        counts["LAS"] += same and tokens[at].label == word.label


def f1(right, gold, found):
    return 2 * right / (gold + found) if gold + found else 0.0


def rows(counts):
    attached = counts["attached"]
    return {
        "words aligned": counts["aligned"] / counts["words"],
        "tag (XPOS)": counts["tag"] / counts["aligned"],
        "UAS, tree as it is": counts["UAS as is"] / attached,
        "UAS, rewritten": counts["UAS"] / attached,
        "LAS, rewritten": counts["LAS"] / attached,
        "entity F1 by head": f1(counts["equal heads"], counts["gold heads"], counts["found"]),
        "entity F1 by span": f1(counts["equal spans"], counts["gold spans"], counts["found"]),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dump", default=ROOT / "build" / "parse_dump", type=pathlib.Path)
    parser.add_argument("--model", default=ROOT / "models" / "en_core_web_sm.entente", type=pathlib.Path)
    parser.add_argument("--pipeline", default=ROOT / ".cache" / "en_core_web_sm", type=pathlib.Path)
    parser.add_argument("--gum", default=ROOT.parent / "shared" / "data" / "gum_news", type=pathlib.Path)
    args = parser.parse_args()
    for path in (args.dump, args.model, args.pipeline, args.gum):
        if not path.exists():
            skip(f"{path} is missing")
    ensure_spacy()
    gold = [p for path in sorted(args.gum.glob("*.conllu")) for p in read_gum(path)]
    texts = [paragraph.text for paragraph in gold]
    columns = {}
    for name, parse in (("entente", parse_native), ("spaCy", parse_spacy)):
        counts = collections.Counter()
        for paragraph, tokens in zip(gold, parse(args, texts)):
            score(paragraph, tokens, counts)
        columns[name] = rows(counts)
    print(f"{len(list(args.gum.glob('*.conllu')))} articles, {len(gold)} paragraphs, {counts['words']} words, "
          f"{counts['gold heads']} mentions\n")
    print("| | entente | spaCy |\n| --- | --- | --- |")
    for what, value in columns["entente"].items():
        print(f"| {what} | {100 * value:.2f} | {100 * columns['spaCy'][what]:.2f} |")


if __name__ == "__main__":
    main()
