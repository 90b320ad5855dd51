"""The ranker of persons for "he" and "she": data/learned/persons.linear.

    persons.py            cross-validates on GAP development, and development against validation; prints the table
    persons.py --write    also trains on both and writes the model and its record

One decision is a pronoun; its options are the persons named near it, and nobody. Pronouns are resolved from left to
right, and whom the earlier ones stood for is told to the later ones. The model is one linear score an
option, trained so that the right ones together get the most probability among all (marginal log-likelihood, L2). Where
GAP says neither of its two names is meant, every option but those two counts as right. Options of pronouns whose right
name no option reaches are left out of training, never of scoring. Measure: as in docs/format/eval.md, yes where the
best option is one of the name's. Folds never part texts of one page or near-duplicates.
"""
import csv
import pathlib
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import vstack

import linear

GAP = linear.ROOT / "../shared/data/coref"
L2 = 4.0
LEAST = 3
ROUNDS = 3
REACH = 6  # sentences back, as in PersonResolver


def rows(name):
    with open(GAP / f"gap-{name}.tsv", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Text:
    """One text: its pronouns in order, each with its options; one of them is asked about."""

    def __init__(self, row):
        self.pronouns = []
        self.asked = None
        self.gold = [row[f"{x}-coref"].upper() == "TRUE" for x in "AB"]
        self.female = row["Pronoun"].lower() in ("she", "her", "hers", "herself")

    def add(self, record):
        if not self.pronouns or self.pronouns[-1][0]["group"] != record["group"]:
            self.pronouns.append([])
        self.pronouns[-1].append(record)
        if record["label"]:
            self.asked = self.pronouns[-1]

    def right(self):
        """The options that are right; where neither name is meant, all but those two."""
        if any(self.gold):
            return np.array([1 in record["reach"] for record in self.asked], bool)
        return np.array([-1 not in record["reach"] for record in self.asked], bool)


def texts(name):
    table = rows(name)
    by_id = {row["ID"]: Text(row) for row in table}
    for record in linear.dump("persons", GAP / f"gap-{name}.tsv"):
        by_id[record["id"]].add(record)
    return table, list(by_id.values())


def with_chain(options, chain):
    """The options' features with whom earlier pronouns stood for, as PersonFeatures::AddChain."""
    out = []
    sentence, role, female = (options[0][key] for key in ("sentence", "role", "female"))
    same = [one for one in chain if one["female"] == female]
    for option in options:
        features = dict(option["features"])
        if option["person"] >= 0:
            if same:
                distance = str(min(2, sentence - same[-1]["sentence"]))
                if same[-1]["person"] == option["person"]:
                    features[f"chain={distance}"] = 1
                    features[f"chain={distance}={same[-1]['role']}={role}"] = 1
                else:
                    features[f"chain_other={distance}"] = 1
            if any(one["person"] == option["person"] for one in chain if one["female"] != female):
                features["chain_opposite"] = 1
        out.append({"features": features})
    return out


def resolve(text, model):
    """The options asked about, with their chain, and the best of them: pronouns from left to right."""
    chain = []
    for options in text.pronouns:
        reach = [one for one in chain if options[0]["sentence"] - one["sentence"] <= REACH]
        records = with_chain(options, reach if model else [])
        best = int(np.argmax(model.columns.matrix(records) @ model.weights)) if model else None
        if options is text.asked:
            return records, best
        if model and options[best]["person"] >= 0:
            chain.append(options[best])
    return None, None


class Ranker:
    def __init__(self, data, before=None):
        """`before`: the model that resolves the pronouns before the one asked about; None: they tell nothing."""
        usable = [(resolve(text, before)[0], text.right()) for text in data if text.asked]
        usable = [(records, right) for records, right in usable if right.any()]
        self.columns = linear.Columns([r for records, _ in usable for r in records], LEAST)
        matrix = vstack([self.columns.matrix(records) for records, _ in usable]).tocsr()
        right = np.concatenate([right for _, right in usable])
        sizes = np.array([len(records) for records, _ in usable])
        starts = np.r_[0, np.cumsum(sizes)[:-1]]

        def shares(z):
            top = np.maximum.reduceat(z, starts)
            e = np.exp(z - np.repeat(top, sizes))
            total = np.add.reduceat(e, starts)
            return top + np.log(total), e / np.repeat(total, sizes)

        def loss(w):
            z = matrix @ w
            every, share = shares(z)
            good, good_share = shares(np.where(right, z, -1e30))
            return (every - good).sum() + L2 / 2 * w @ w, matrix.T @ (share - good_share) + L2 * w

        start = np.zeros(len(self.columns.names))
        self.weights = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x

    def best(self, text):
        return resolve(text, self)[1]


def train(data):
    """Three rounds: each resolves the pronouns before by the model of the one before it."""
    model = None
    for _ in range(ROUNDS):
        model = Ranker(data, model)
    return model


def f1(data, chosen, female=None):
    right = told = 0
    for one, best in zip(data, chosen):
        if female is not None and one.female != female:
            continue
        for i, gold in enumerate(one.gold):
            said = best is not None and one.asked[best]["reach"][i] != 0
            right += 2 * (gold and said)
            told += gold + said
    return right / told


def table_line(what, data, chosen):
    masculine, feminine = f1(data, chosen, False), f1(data, chosen, True)
    return f"| {what} | {f1(data, chosen):.4f} | {masculine:.4f} | {feminine:.4f} | {feminine / masculine:.3f} |"


def cross_validate(table, data, seed):
    groups = linear.group_near_duplicates([row["Text"] for row in table])
    page = {}
    for i, row in enumerate(table):
        groups[i] = page.setdefault(row["URL"], groups[i])
    folds = linear.folds_of(groups, seed=seed)
    chosen = [None] * len(data)
    for fold in range(5):
        model = train([one for one, f in zip(data, folds) if f != fold])
        for i in np.flatnonzero(folds == fold):
            chosen[i] = model.best(data[i])
    return chosen


def main():
    table, development = texts("development")
    _, validation = texts("validation")
    lines = ["| trained on → measured on | F1 | masculine | feminine | bias |", "| --- | --- | --- | --- | --- |"]
    for seed in (7, 11, 13):
        chosen = cross_validate(table, development, seed)
        lines.append(table_line(f"development, 5 folds, seed {seed}", development, chosen))
    model = train(development)
    lines.append(table_line("development → validation", validation, [model.best(one) for one in validation]))
    print("\n".join(lines))
    if "--write" not in sys.argv:
        return
    model = train(development + validation)
    weights = model.weights[:, None]
    size = linear.write_model("persons", ["person"], model.columns.names, weights, [0.0])
    record = pathlib.Path(linear.ROOT / "train/records/persons.md")
    record.parent.mkdir(exist_ok=True)
    record.write_text(
        "# persons.linear\n\nWho \"he\" or \"she\" is. Data: GAP development (2000 pronouns) and validation (454); the model in use is "
        f"trained on both.\n{len(model.columns.names)} features, {size} bytes, L2 {L2}, features seen fewer than {LEAST} times left out. "
        "Command: `train/persons.py --write`.\nFolds never part texts of one page or near-duplicates.\n\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
