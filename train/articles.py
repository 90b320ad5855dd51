"""Trains what tells the text of an article from the rest of its page; measures it on pages of sites it has not seen.

    python train/articles.py              # figures of 6 folds of sites, three draws of folds
    python train/articles.py --write      # also data/learned/article_blocks*.trees and train/records/article_blocks.md

Data: ../shared/data/html: pages with their articles' bodies (article-extraction-benchmark). A block of a page is gold
where half of its runs of four words stand in the body; a short one where it stands between its neighbours there. The
measure is the benchmark's own, as in docs/format/eval.md, "extraction".
"""
import argparse
import collections
import gzip
import json
import pathlib
import re
import struct
import tempfile
import urllib.parse

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier

import linear

HTML = linear.ROOT.parent / "shared" / "data" / "html"
WORD = re.compile(r"\w+")
SEEDS = (7, 8, 9)
FOLDS = 6
DIGEST_WORDS, DIGEST_REPEATS = 200, 0.7
CUT, LOW_CUT, LEAST_WORDS, COPIED_WORDS = 0.5, 0.2, 30, 50
PARAMETERS = dict(max_iter=150, learning_rate=0.08, max_leaf_nodes=10, l2_regularization=5.0, min_samples_leaf=20,
                  early_stopping=False, random_state=7)
RANDOM = dict(n_estimators=100, max_features=0.3, min_samples_leaf=3, random_state=1, n_jobs=1)
SURE = 0.03


def shingles(text, width=4):
    words = WORD.findall(text)
    return collections.Counter(tuple(words[i:i + width]) for i in range(max(1, len(words) - width + 1)) if words)


def precision_recall(gold, text):
    a, b = shingles(gold), shingles(text)
    both, more, less = sum((a & b).values()), sum((b - a).values()), sum((a - b).values())
    share = lambda part, rest: part / (part + rest) if part + rest else None
    return (share(both, more), share(both, less))


def scores(pairs):
    """(F1, precision, recall) of (gold, text) pairs: F1 of the means."""
    each = [precision_recall(gold, text) for gold, text in pairs]
    p = np.mean([one[0] for one in each if one[0] is not None])
    r = np.mean([one[1] for one in each if one[1] is not None])
    return 2 * p * r / (p + r), p, r


def find(words, part, begin, end):
    return any(words[i:i + len(part)] == part for i in range(max(0, begin), min(len(words), end) - len(part) + 1))


def runs(words):
    return [tuple(words[i:i + 4]) for i in range(len(words) - 3)]


def long_labels(blocks, places):
    """1 for blocks of four words and more that are in the body, and where there."""
    labels, where = [0] * len(blocks), [None] * len(blocks)
    for i, words in enumerate(blocks):
        hits = [places[run] for run in runs(words) if run in places]
        if len(words) >= 4 and len(hits) >= 0.5 * (len(words) - 3):
            labels[i], where[i] = 1, (hits[0], [place + 4 for place in hits[-1]])
    return labels, where


def drop_copies(blocks, labels, gold_runs):
    """What the page says twice is gold once: whole copies of the body first, then single paragraphs."""
    owners = collections.defaultdict(set)
    for i, words in enumerate(blocks):
        for run in runs(words):
            owners[run].add(i)
    for i, words in enumerate(blocks):
        if labels[i] and len(words) > 100:
            shared = [run for run in runs(words) if len(owners[run]) > 1]
            others = set().union(*(owners[run] for run in shared)) - {i} if shared else set()
            if len(shared) > 0.6 * (len(words) - 3) and len(others) >= 4:
                labels[i] = 0
    same = collections.defaultdict(list)
    for i, words in enumerate(blocks):
        if labels[i]:
            same[tuple(words)].append(i)
    single = [group[0] for group in same.values() if len(group) == 1]
    for words, group in same.items():
        allowed = max(1, min(gold_runs[run] for run in runs(list(words))))
        if len(group) > allowed and single:
            for i in sorted(group, key=lambda i: min(abs(i - s) for s in single))[allowed:]:
                labels[i] = 0


def labels_of(texts, body):
    gold = WORD.findall(body)
    blocks = [WORD.findall(text) for text in texts]
    places = collections.defaultdict(list)
    for i, run in enumerate(runs(gold)):
        places[run].append(i)
    labels, where = long_labels(blocks, places)
    drop_copies(blocks, labels, shingles(body))
    for i, words in enumerate(blocks):
        if not words or len(words) >= 4:
            continue
        before = next((where[j] for j in range(i - 1, -1, -1) if labels[j] and where[j]), None)
        after = next((where[j] for j in range(i + 1, len(blocks)) if labels[j] and where[j]), None)
        if before is None and after is None:
            continue
        end = max(after[0]) if after else min(len(gold), max(before[1]) + 12)
        begin = min(before[1]) if before else max(0, end - 12)
        labels[i] = int(end - begin < 400 and find(gold, words, begin, end))
    return np.array(labels)


def read_pages():
    """Dicts of id, site, body, names, texts, rows, labels, weights."""
    truth = json.loads((HTML / "ground-truth.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as directory:
        listing = pathlib.Path(directory) / "pages.txt"
        paths = {}
        for name in sorted(truth):
            path = pathlib.Path(directory) / f"{name}.html"
            path.write_bytes(gzip.decompress((HTML / "pages" / f"{name}.html.gz").read_bytes()))
            paths[str(path)] = name
        listing.write_text("".join(path + "\n" for path in paths))
        pages = linear.dump("page_blocks", listing)
    for page in pages:
        page["id"] = paths[page["id"]]
        page["body"] = truth[page["id"]]["articleBody"]
        host = [part for part in urllib.parse.urlparse(truth[page["id"]]["url"]).netloc.split(".")
                if part not in ("www", "com", "co", "uk")]
        page["site"] = host[-1]
        page["rows"] = np.array(page["rows"], dtype=np.float32)
        page["words"] = page["rows"][:, page["names"].index("words")]
        page["labels"] = labels_of(page["texts"], page["body"])
        words = np.array([len(WORD.findall(text)) for text in page["texts"]], float)
        # A page counts as one, a block by its words.
        page["weights"] = np.minimum((words + 3) / max(30, (words * page["labels"]).sum()), 0.5)
    return pages


class Judge:
    """Boosted trees and randomised ones, which err differently; a block is judged by the mean of their probabilities."""

    def __init__(self, pages):
        weights = np.concatenate([page["weights"] for page in pages])
        weights *= len(weights) / weights.sum()
        rows, labels = np.vstack([page["rows"] for page in pages]), np.concatenate([page["labels"] for page in pages])
        self.boosted = HistGradientBoostingClassifier(**PARAMETERS).fit(rows, labels, sample_weight=weights)
        self.random = ExtraTreesClassifier(**RANDOM).fit(rows, labels, sample_weight=weights)

    def probabilities(self, page):
        first = self.boosted.predict_proba(page["rows"])[:, 1]
        return np.where(first < SURE, first, (first + self.random.predict_proba(page["rows"])[:, 1]) / 2)


def text_of(page, probabilities):
    """As ArticleExtractor joins them."""
    digest = (page["words"] >= DIGEST_WORDS) & (page["rows"][:, page["names"].index("repeats")] >= DIGEST_REPEATS)
    chosen = page["words"][(np.asarray(probabilities) >= CUT) & ~digest].sum()
    probabilities = np.where(digest & (chosen >= DIGEST_REPEATS * page["words"]), 0, probabilities)
    cut = CUT if chosen >= LEAST_WORDS else LOW_CUT
    seen, out = set(), []
    for text, probability in zip(page["texts"], probabilities):
        if probability < cut or (text in seen and len(text.split()) >= COPIED_WORDS):
            continue
        seen.add(text)
        out.append(text)
    return "\n".join(out)


def held_out(pages, seed):
    folds = linear.folds_of([page["site"] for page in pages], FOLDS, seed)
    texts = [None] * len(pages)
    for fold in range(FOLDS):
        judge = Judge([page for page, f in zip(pages, folds) if f != fold])
        for i, page in enumerate(pages):
            if folds[i] == fold:
                texts[i] = text_of(page, judge.probabilities(page))
    return texts


def in_order(children_of):
    """(column, left, number) of the nodes of a tree, a node's two children side by side and behind it. children_of
    gives of a node: column (None: a leaf), its number, left and right."""
    out, queue = [], [0]
    for at in queue:
        column, number, left, right = children_of(at)
        if column is None:
            out.append((65535, 0, number))
        else:
            out.append((column, len(queue), number))
            queue += [left, right]
    return out


def boosted_nodes(predictor):
    def children_of(at):
        node = predictor.nodes[at]
        column = None if node["is_leaf"] else int(node["feature_idx"])
        return column, node["value" if node["is_leaf"] else "num_threshold"], int(node["left"]), int(node["right"])
    return in_order(children_of)


def random_nodes(tree, count):
    """Leaves hold their share of the mean of `count` trees; what parts equal leaves is left out."""
    value = tree.value[:, 0, 1] / tree.value[:, 0, :].sum(axis=1)
    same = np.zeros(tree.node_count, bool)
    for at in range(tree.node_count - 1, -1, -1):
        left, right = tree.children_left[at], tree.children_right[at]
        same[at] = left < 0 or (same[left] and same[right] and value[left] == value[right])

    def children_of(at):
        left, right = int(tree.children_left[at]), int(tree.children_right[at])
        if same[at]:
            return None, value[at] / count, 0, 0
        # Rows are float32: what is at most the threshold is so of the next float32 at or below it.
        threshold = np.float32(tree.threshold[at])
        if threshold > tree.threshold[at]:
            threshold = np.nextafter(threshold, np.float32(-np.inf))
        return int(tree.feature[at]), threshold, left, right
    return in_order(children_of)


def write_trees(name, trees, bias, columns):
    head = (f"entente-trees 1\ncolumns {len(columns)} {linear.feature_key(' '.join(columns))}\ntrees {len(trees)}\n"
            f"bias {bias:.9g}\n\n")
    body = b"".join(struct.pack("<I", len(tree)) + b"".join(struct.pack("<HHf", *node) for node in tree)
                    for tree in trees)
    path = linear.ROOT / f"data/learned/{name}.trees"
    path.write_bytes(head.encode() + body)
    return path.stat().st_size


def write_model(judge, columns):
    """The sizes of the two files."""
    boosted, random = judge.boosted, judge.random
    return (write_trees("article_blocks", [boosted_nodes(stage[0]) for stage in boosted._predictors],
                        float(np.ravel(boosted._baseline_prediction)[0]), columns),
            write_trees("article_blocks_random", [random_nodes(one.tree_, len(random.estimators_))
                                                  for one in random.estimators_], 0, columns))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="the worst pages, held out")
    arguments = parser.parse_args()
    pages = read_pages()
    lines = ["| pages not seen, folds by seed | F1 | precision | recall |", "| --- | --- | --- | --- |"]
    bodies = [page["body"] for page in pages]
    perfect = scores([(page["body"], text_of(page, page["labels"])) for page in pages])
    draws = []
    for seed in SEEDS:
        texts = held_out(pages, seed)
        draws.append(scores(list(zip(bodies, texts))))
        lines.append(f"| {seed} | " + " | ".join(f"{value:.4f}" for value in draws[-1]) + " |")
        print(lines[-1], flush=True)
    lines.append("| mean | " + " | ".join(f"{value:.4f}" for value in np.mean(draws, axis=0)) + " |")
    print(lines[-1])
    each = sorted((sum(v or 0 for v in precision_recall(page["body"], text)), page["id"]) for page, text in zip(pages, texts))
    for total, name in each[:arguments.errors]:
        print(f"{total / 2:.3f} {name}")
    lines.append("| labels themselves | " + " | ".join(f"{value:.4f}" for value in perfect) + " |")
    print(lines[-1])
    if arguments.write:
        sizes = write_model(Judge(pages), pages[0]["names"])
        blocks = sum(len(page["texts"]) for page in pages)
        record = f"""# article_blocks.trees, article_blocks_random.trees

Made by `python train/articles.py --write`, one thread. Boosted trees (scikit-learn HistGradientBoostingClassifier),
{PARAMETERS}, {sizes[0]} bytes;
randomised trees (ExtraTreesClassifier), {RANDOM}, {sizes[1]} bytes.
The mean of the two decides; where the first is below {SURE} the second is not asked.

Data: {blocks} blocks of {len(pages)} pages of ../shared/data/html. Folds never part two pages of a site. The measure is
the benchmark's own (docs/format/eval.md, "extraction").

""" + "\n".join(lines) + "\n"
        (linear.ROOT / "train/records/article_blocks.md").write_text(record, encoding="utf-8")


if __name__ == "__main__":
    main()
