#!/usr/bin/env python3
"""Compares the native language engine with spaCy on the same weights, token by token.

    oracle.py --dump BUILD/parse_dump --model MODEL --pipeline DIR [--shared ../shared] [--sentences N] [--min 0.995]

Reads sentences and whole articles from the shared evaluation data, parses them with both, and prints for each
attribute the share of spaCy's tokens on which they agree. Exits 0 where every share reaches --min, 1 where one does
not, 77 (skipped) where the shared data, spaCy or the pipeline is absent.

Heads are compared by where the head stands in the text, so a different split of an unrelated word costs nothing; a
token that spaCy has and we have not counts as wrong in every attribute.
"""
import argparse
import collections
import csv
import importlib.util
import json
import os
import pathlib
import subprocess
import sys

SKIPPED = 77
ATTRIBUTES = ("token", "tag", "pos", "head", "label", "entity", "lemma", "sentence")
HERE = pathlib.Path(__file__).resolve()


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(SKIPPED)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = HERE.parents[2]
    parser.add_argument("--dump", default=root / "build" / "parse_dump", type=pathlib.Path)
    parser.add_argument("--model", default=root / "models" / "en_core_web_sm.entente", type=pathlib.Path)
    parser.add_argument("--pipeline", default=root / ".cache" / "en_core_web_sm", type=pathlib.Path)
    parser.add_argument("--shared", default=root.parent / "shared", type=pathlib.Path)
    parser.add_argument("--sentences", type=int, default=2400, help="single sentences (0: all)")
    parser.add_argument("--articles", type=int, default=60, help="whole articles, parsed as one text")
    parser.add_argument("--min", type=float, default=0.99, dest="minimum")
    parser.add_argument("--show", type=int, default=0, help="print this many differing tokens an attribute")
    parser.add_argument("--exact", action="store_true", help="judge each differing text: is it a floating-point tie?")
    return parser.parse_args()


def ensure_spacy(root):
    """Goes on in the environment that has spaCy, making it first where needed."""
    if importlib.util.find_spec("spacy") is not None:
        return
    venv = pathlib.Path(os.environ.get("ENTENTE_ORACLE_VENV", root / ".cache" / "oracle"))
    python = venv / "bin" / "python"
    if pathlib.Path(sys.prefix) == venv.resolve():
        skip("spaCy is not installed in its environment; see tests/oracle/requirements.txt")
    if not python.exists():
        pip = [python, "-m", "pip", "install", "--quiet", "-r", HERE.parent / "requirements.txt"]
        for command in ([sys.executable, "-m", "venv", venv], pip):
            if subprocess.run(command).returncode != 0:
                skip(f"could not make {venv}")
    os.execv(python, [str(python), str(HERE), *sys.argv[1:]])


def read_texts(args):
    data = args.shared / "data"
    sentences = []
    with open(data / "sentences" / "quad_class.train.tsv", encoding="utf-8") as lines:
        sentences += [line.rstrip("\n").split("\t")[0] for line in lines]
    with open(data / "plover" / "PLV_train.tsv", encoding="utf-8", newline="") as lines:
        sentences += [row["sentence"] for row in csv.DictReader(lines, delimiter="\t")]
    sentences = [s for s in dict.fromkeys(sentences) if s.strip()]
    if args.sentences and args.sentences < len(sentences):
        step = len(sentences) / args.sentences
        sentences = [sentences[int(i * step)] for i in range(args.sentences)]
    articles = []
    with open(data / "attribution" / "polnear.jsonl", encoding="utf-8") as lines:
        for line in lines:
            if len(articles) == args.articles:
                break
            articles.append(json.loads(line)["text"])
    return sentences + articles


def read_native(args, texts):
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    run = subprocess.run([args.dump, "json", args.model], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    documents = [json.loads(line)["tokens"] for line in run.stdout.decode().split("\n") if line]
    if len(documents) != len(texts):
        sys.exit(f"{args.dump} answered {len(documents)} of {len(texts)} texts")
    return documents


def native_table(text, tokens):
    """{(begin, end): attributes}; the program counts bytes, spaCy characters."""
    raw = text.encode()
    starts = [len(raw[: token[0]].decode()) for token in tokens]
    spans = [(start, start + len(token[1])) for start, token in zip(starts, tokens)]
    table = {}
    for span, (_, _, tag, pos, label, head, lemma, entity, start) in zip(spans, tokens):
        table[span] = dict(token=True, tag=tag, pos=pos, head=spans[head], label=label, entity=entity, lemma=lemma,
                           sentence=start)
    return table


def spacy_table(doc):
    spans = [(t.idx, t.idx + len(t)) for t in doc]
    table = {}
    for token, span in zip(doc, spans):
        entity = token.ent_iob_ if token.ent_iob_ == "O" else f"{token.ent_iob_}-{token.ent_type_}"
        table[span] = dict(token=True, tag=token.tag_, pos=token.pos_, head=spans[token.head.i], label=token.dep_,
                           entity=entity, lemma=token.lemma_, sentence=int(bool(token.is_sent_start)))
    return table


def compare(texts, docs, native):
    right, total, differing = collections.Counter(), 0, collections.defaultdict(list)
    for text, doc, tokens in zip(texts, docs, native):
        ours, theirs = native_table(text, tokens), spacy_table(doc)
        total += len(theirs)
        for span, want in theirs.items():
            have = ours.get(span, {})
            for attribute in ATTRIBUTES:
                if have.get(attribute) == want[attribute]:
                    right[attribute] += 1
                else:
                    differing[attribute].append((text, span, want[attribute], have.get(attribute)))
    return right, total, differing


def judge_ties(nlp, texts, differing):
    """How many differing texts spaCy itself parses otherwise when only the batch, hence the order of sums, differs."""
    odd = sorted({entry[0] for entries in differing.values() for entry in entries}, key=texts.index)
    if not odd:
        return
    companions = ["A sentence of another length stands here to change the shape of the matrices ."] * 7
    unstable = 0
    for text in odd:
        alone = spacy_table(nlp(text))
        unstable += any(spacy_table(list(nlp.pipe([text] + companions[:n]))[0]) != alone for n in (1, 3, 7))
    print(f"texts that differ: {len(odd)}; of these spaCy differs from itself by batch on {unstable}")


def main():
    args = arguments()
    if not (args.shared / "data").is_dir():
        skip(f"no evaluation data at {args.shared}/data")
    for path in (args.dump, args.model, args.pipeline):
        if not path.exists():
            skip(f"{path} is missing; tools/setup_model.sh makes the model, cmake the program")
    ensure_spacy(HERE.parents[2])
    import spacy

    texts = read_texts(args)
    nlp = spacy.load(args.pipeline)
    docs = [nlp(text) for text in texts]
    native = read_native(args, texts)
    right, total, differing = compare(texts, docs, native)
    sentences = sum(len(list(doc.sents)) for doc in docs)
    print(f"{len(texts)} texts, {sentences} sentences, {total} tokens")
    failed = []
    for attribute in ATTRIBUTES:
        share = right[attribute] / total
        print(f"{attribute:9} {100 * share:8.4f} %  ({total - right[attribute]} differ)")
        failed += [attribute] if share < args.minimum else []
        for text, span, want, have in differing[attribute][: args.show]:
            print(f"    {text[max(0, span[0] - 30):span[0]]!r} >{text[span[0]:span[1]]}< spaCy {want!r} native {have!r}")
    if args.exact:
        judge_ties(nlp, texts, differing)
    if failed:
        print(f"FAILED: below {100 * args.minimum:.2f} %: {', '.join(failed)}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
