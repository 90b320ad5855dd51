"""Learns data/learned/act_{pair,quad,role,phrase,told}.linear: the class of an act, and which phrases have a part in it.

    acts.py [--shared ../shared] [--write]

Prints figures in five folds, none of which shares near-duplicates with another, for each of the three data sets:
  plover/PLV_train.tsv           PLOVER class of a marked pair: macro-F1
  sentences/quad_class.train.tsv quad class of a sentence: macro-F1
  sentences/roles.train.conll    source and target spans: exact micro-F1, and by head
also whether a sentence tells of an act at all: those sentences against ordinary ones,
and with --write the models of all the data and train/records/acts.md. Needs build/entente_features.
"""
import argparse
import csv
import json
import os
import pathlib
import re
import subprocess
import tempfile

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from sklearn.linear_model import LogisticRegression

import act_sentences
import linear

QUAD_TYPES = {"1": {"AGREE", "CONSULT", "SUPPORT"}, "2": {"COOPERATE", "AID", "YIELD"},
              "3": {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SANCTION"},
              "4": {"PROTEST", "MOBILIZE", "COERCE", "ASSAULT"}}
QUAD_OF = {name: quad for quad, names in QUAD_TYPES.items() for name in names}
SEEDS = (7, 8, 9)
PHRASE_WEIGHT, SELF_WEIGHT, QUAD_PHRASE_WEIGHT = 0.6, 0.6, 0.3
KEEP = {"act_pair": 24000, "act_quad": 16000, "act_role": 9000, "act_phrase": 3500, "act_told": 16000}


# ---- data sets to lines: LABEL tab TEXT tab ROLE:BEGIN:END …

def bytes_at(text, char):
    return len(text[:char].encode())


def mark_line(label, text, marks):
    """`marks`: (role, begin, end) in characters."""
    spans = " ".join(f"{role}:{bytes_at(text, b)}:{bytes_at(text, e)}" for role, b, e in marks)
    return f"{label}\t{text}\t{spans}"


def marks_of(marked):
    """(plain text, {"s": (begin, end), "t": …}) of a text with <s>…</s> and <t>…</t>."""
    plain, found, at = "", {}, 0
    for match in re.finditer(r"</?[st]>", marked):
        plain += marked[at:match.start()]
        at = match.end()
        found.setdefault(match[0].strip("<>"), len(plain))
    plain += marked[at:]
    return plain, {side: (found[side], found["/" + side]) for side in "st" if side in found and "/" + side in found}


def read_plover(path):
    lines, texts = [], []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text, marks = marks_of(row["marked_sentence"])
            marks = [(side.upper(), *marks[side]) for side in marks]
            lines.append(mark_line(row["gold_root"], text, marks))
            texts.append(text)
    return lines, texts


def read_quads(path):
    lines, texts = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        text, label = line.split("\t")
        lines.append(f"{label}\t{text}\t")
        texts.append(text)
    return lines, texts


def detokenise(words):
    """Text of a list of words, and the characters of each."""
    text, places = "", []
    for i, word in enumerate(words):
        glued = re.fullmatch(r"[.,!?;:)%\]”]|['’]s|['’]|n't", word) or (word == "s" and i and words[i - 1] in "’'")
        if i and not glued and words[i - 1] not in ("(", "“", "$", "[", "‘"):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places


def read_roles(path):
    """Lines, texts, gold [(role, begin, end)] in bytes."""
    lines, texts, golds = [], [], []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.rsplit(" ", 1) for line in block.strip().splitlines() if line.strip()]
        if not rows:
            continue
        text, places = detokenise([row[0] for row in rows])
        marks, start = [], None
        for i, (_, tag) in enumerate(rows + [["", "O"]]):
            if start is not None and not tag.startswith("I-"):
                marks.append((rows[start][1][2:], places[start][0], places[i - 1][1]))
                start = None
            if tag.startswith("B-"):
                start = i
        lines.append(mark_line("-", text, marks))
        texts.append(text)
        golds.append([(role, bytes_at(text, b), bytes_at(text, e)) for role, b, e in marks])
    return lines, texts, golds


def lemmas_of(forms):
    """Base forms by the language engine, in "They FORM it."."""
    text = "\n\n".join(f"They {form} it." for form in forms)
    binary = linear.ROOT / "build" / "entente"
    out = subprocess.run([binary, "code", "--format", "conllu", "-"], input=text.encode(), check=True,
                         stdout=subprocess.PIPE, cwd=linear.ROOT).stdout.decode()
    rows = [line.split("\t") for line in out.splitlines() if line and line[0].isdigit()]
    return {row[1]: row[2] for row in rows if row[0] == "2" and row[3] in ("VERB", "AUX")}


def phrase_lines(path):
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")][1:]
    lemmas = lemmas_of(sorted({phrase.split(" ", 1)[0] for _, phrase in rows}))
    made = act_sentences.compose(rows, lemmas)
    return [mark_line(label, text, [("S", *source), ("T", *target)]) for label, text, source, target in made]


def dump(task, lines):
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        return linear.dump(task, file.name)


# ---- class of a pair

def pair_model(plover, phrases, quads):
    """Trained on the labelled pairs, our phrases, and pairs of the other set whose quad class bounds their type."""
    known = plover + phrases
    types = [record["label"] for record in plover]
    count = {name: types.count(name) for name in set(types)}
    weight = lambda name: len(plover) / (len(count) * count.get(name, len(plover)))
    guesses = []
    for step in range(2):
        records = known + (quads if step else [])
        columns = linear.Columns(records)
        labels = [record["label"] for record in known] + guesses
        weights = np.array([weight(name) for name in labels])
        weights[len(plover):len(known)] *= PHRASE_WEIGHT
        weights[len(known):] = np.minimum(weights[len(known):], 1.5) * SELF_WEIGHT
        classes, coefficients, biases = fit_svm(columns.matrix(records), labels, weights)
        if step == 0:
            scores = columns.matrix(quads) @ coefficients + biases
            guesses = [max((score, name) for score, name in zip(row, classes) if name in QUAD_TYPES[quad["quad"]])[1]
                       for row, quad in zip(scores, quads)]
    return columns, classes, coefficients, biases


def fit_svm(matrix, labels, weights=None, c=1.0):
    from sklearn.svm import LinearSVC
    model = LinearSVC(C=c, random_state=7, max_iter=5000).fit(matrix, labels, sample_weight=weights)
    return list(model.classes_), model.coef_.T, model.intercept_


def predict(model, records):
    columns, classes, coefficients, biases = model
    scores = columns.matrix(records) @ coefficients + biases
    return [classes[i] for i in scores.argmax(axis=1)], scores


def near(texts, others):
    """For each text, the indices of `others` that are nearly the same."""
    groups = linear.group_near_duplicates(list(texts) + list(others))
    of_other = {}
    for i, group in enumerate(groups[len(texts):]):
        of_other.setdefault(group, []).append(i)
    return [of_other.get(group, []) for group in groups[:len(texts)]]


def fold_pairs(plover, texts, phrases, quads, quad_texts, seed):
    folds = linear.folds_of(linear.group_near_duplicates(texts), 5, seed)
    twins = near(quad_texts, texts)
    predicted, held = [None] * len(plover), None
    for fold in range(5):
        train = [record for record, f in zip(plover, folds) if f != fold]
        other = [record for record, twin in zip(quads, twins) if not any(folds[i] == fold for i in twin)]
        test = [i for i, f in enumerate(folds) if f == fold]
        model = pair_model(train, phrases, other)
        names, scores = predict(model, [plover[i] for i in test])
        if held is None:
            held = np.zeros((len(plover), len(model[1])))
        for i, name, row in zip(test, names, scores):
            predicted[i] = name
            held[i] = row
    return predicted, held, model[1]


# ---- quad class of a sentence

def quad_model(quads, others):
    records = quads + others
    columns = linear.Columns(records)
    labels = [record["label"] for record in quads] + [QUAD_OF[record["label"]] for record in others]
    weights = np.ones(len(records))
    weights[len(quads):] = QUAD_PHRASE_WEIGHT
    return (columns, *fit_svm(columns.matrix(records), labels, weights))


def fold_quads(quads, texts, others, other_texts, seed):
    """`other_texts`: None where the record cannot be a near-duplicate (our own phrases)."""
    folds = linear.folds_of(linear.group_near_duplicates(texts), 5, seed)
    real = [i for i, text in enumerate(other_texts) if text is not None]
    twins = dict(zip(real, near([other_texts[i] for i in real], texts)))
    predicted, held = [None] * len(quads), np.zeros((len(quads), 5))
    for fold in range(5):
        keep = [record for i, record in enumerate(others) if not any(folds[j] == fold for j in twins.get(i, []))]
        model = quad_model([record for record, f in zip(quads, folds) if f != fold], keep)
        test = [i for i, f in enumerate(folds) if f == fold]
        names, scores = predict(model, [quads[i] for i in test])
        for i, name, row in zip(test, names, scores):
            predicted[i] = name
            held[i] = row
    return predicted, held, model[1]


# ---- roles

def logistic(records, c):
    columns = linear.Columns(records, least=2)
    model = LogisticRegression(C=c, max_iter=400, random_state=7)
    model.fit(columns.matrix(records), [record["label"] for record in records])
    coefficients, biases = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coefficients, biases = np.vstack([-coefficients[0], coefficients[0]]) / 2, np.array([-biases[0], biases[0]]) / 2
    return columns, list(model.classes_), coefficients.T, biases


def role_models(sentences, golds):
    candidates = [candidate for sentence in sentences for candidate in sentence["candidates"]]
    phrases = []
    for sentence, gold in zip(sentences, golds):
        spans = {(begin, end) for _, begin, end in gold}
        for candidate in sentence["candidates"]:
            if candidate["label"] == "O":
                continue
            phrases += [{"label": "1" if (p["begin"], p["end"]) in spans else "0", "features": p["features"]}
                        for p in candidate["phrases"]]
    return logistic(candidates, 20), logistic(phrases, 5)


def softmax(scores):
    z = np.exp(scores - scores.max(axis=1, keepdims=True))
    return z / z.sum(axis=1, keepdims=True)


def decode(sentence, role_model, phrase_model):
    """As ActModel::Roles in src/event/act_model.cc: [(role, begin, end, candidate)]."""
    candidates = sentence["candidates"]
    if not candidates:
        return []
    columns, classes, coefficients, biases = role_model
    shares = softmax(columns.matrix(candidates) @ coefficients + biases)
    share = {role: shares[:, classes.index(role)] for role in "STR"}
    used, out = set(), []

    def best(role):
        free = [i for i in range(len(candidates)) if i not in used]
        return max(free, key=lambda i: share[role][i], default=None)

    def take(i, role):
        used.add(i)
        spans = [{**p, "features": {name.replace("role=S=", f"role={role}="): v for name, v in p["features"].items()}}
                 for p in candidates[i]["phrases"]]
        scores = predict(phrase_model, spans)[1][:, phrase_model[1].index("1")]
        top = spans[int(np.argmax(scores))]
        out.append((role, top["begin"], top["end"], i))

    def take_all(role, least):
        for i in range(len(candidates)):
            if i not in used and share[role][i] > least:
                take(i, role)

    both, source = best("R"), best("S")
    if share["R"][both] > max(share["S"][source], 0.30):
        take(both, "R"), take_all("R", 0.35), take_all("T", 0.50)
    else:
        if share["S"][source] > 0.15:
            take(source, "S")
        target = best("T")
        if target is not None and share["T"][target] > 0.05:
            take(target, "T")
        take_all("S", 0.50), take_all("T", 0.50)
    return out


def fold_roles(sentences, texts, golds, seed):
    folds = linear.folds_of(linear.group_near_duplicates(texts), 5, seed)
    hit = told = gold_count = head_hit = 0
    for fold in range(5):
        train = [i for i, f in enumerate(folds) if f != fold]
        models = role_models([sentences[i] for i in train], [golds[i] for i in train])
        for i in np.flatnonzero(folds == fold):
            found = decode(sentences[i], *models)
            spans = {span[:3] for span in found}
            hit += len(spans & set(golds[i]))
            told += len(spans)
            gold_count += len(golds[i])
            head_hit += sum(sentences[i]["candidates"][span[3]]["label"] == span[0] for span in found)
    return 2 * hit / (told + gold_count), 2 * head_hit / (told + gold_count)


# ---- whether a sentence tells of an act

def ordinary_texts(data):
    """Paragraphs of text nobody chose for its events: campaign news and biographies. Some do tell of acts: the noise is
    borne by weighing them less."""
    texts = []
    for number, line in enumerate((data / "attribution" / "polnear.jsonl").read_text(encoding="utf-8").splitlines()):
        if number % 4 == 0:
            texts += [part for part in json.loads(line)["text"].split("\n") if len(part) > 60]
    with open(data / "coref" / "gap-development.tsv", encoding="utf-8", newline="") as file:
        texts += [row["Text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][::3]
    return [" ".join(text.split()) for text in texts]


def told_records(data, event_texts):
    yes = dump("act_told", [f"1\t{text}\t" for text in event_texts])
    no = dump("act_told", [f"0\t{text}\t" for text in ordinary_texts(data)])
    return yes, no


def fold_told(yes, no, groups):
    """Shares of acts and of ordinary sentences let through at even odds, in folds."""
    records = yes + no
    folds = np.concatenate([linear.folds_of([groups[r["id"] - 1] for r in yes]), linear.folds_of([r["id"] for r in no])])
    shares = np.zeros(len(records))
    for fold in range(5):
        model = told_model([r for r, f in zip(yes, folds) if f != fold],
                           [r for r, f in zip(no, folds[len(yes):]) if f != fold])
        test = [i for i, f in enumerate(folds) if f == fold]
        columns, classes, coefficients, biases = model
        shares[test] = softmax(columns.matrix([records[i] for i in test]) @ coefficients + biases)[:, classes.index("1")]
    return np.mean(shares[:len(yes)] > 0.5), np.mean(shares[len(yes):] > 0.5)


def told_model(yes, no):
    return logistic(yes + no, 5)


# ---- all of it

def write(name, model, sharpness, data=linear.ROOT / "data"):
    columns, classes, coefficients, biases = model
    return linear.write_model(name, classes, columns.names, coefficients, biases, sharpness, KEEP[name], data)


def reliability(scores, classes, labels, sharpness):
    """(mean probability, share right, count) by tenths of the probability of the class chosen."""
    shares = softmax(sharpness * scores)
    top, right = shares.max(axis=1), [classes[i] == label for i, label in zip(shares.argmax(axis=1), labels)]
    rows = []
    for tenth in range(10):
        inside = [i for i, p in enumerate(top) if tenth / 10 <= p < (tenth + 1) / 10 or (tenth == 9 and p == 1)]
        if inside:
            rows.append((np.mean(top[inside]), np.mean([right[i] for i in inside]), len(inside)))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=linear.ROOT.parent / "shared", type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    data = args.shared.resolve() / "data"
    plover_lines, plover_texts = read_plover(data / "plover" / "PLV_train.tsv")
    quad_lines, quad_texts = read_quads(data / "sentences" / "quad_class.train.tsv")
    role_lines, role_texts, golds = read_roles(data / "sentences" / "roles.train.conll")
    own_lines = phrase_lines(linear.ROOT / "train" / "act_phrases.tsv")
    plover, phrases, quads = dump("act_pair", plover_lines), dump("act_pair", own_lines), dump("act_sentence", quad_lines)
    roles = dump("act_role", role_lines)

    # Pairs of the role set, whose quad class is known where the same sentence stands in the quad set.
    key = lambda text: re.sub(r"[^a-z0-9]", "", text.lower())
    quad_by_key = {key(text): line.split("\t")[0] for line, text in zip(quad_lines, quad_texts)}
    both = [i for i, text in enumerate(role_texts) if quad_by_key.get(key(text), "0") != "0"]
    marked = dump("act_pair", [role_lines[i] for i in both])
    bounded = [{**record, "quad": quad_by_key[key(role_texts[i])]} for record, i in zip(marked, both)]
    bounded_texts = [role_texts[i] for i in both]

    report = []
    labels = [record["label"] for record in plover]
    runs = [fold_pairs(plover, plover_texts, phrases, bounded, bounded_texts, seed) for seed in SEEDS]
    report.append(("PLOVER class of a marked pair, macro-F1", [linear.macro_f1(labels, run[0]) for run in runs]))
    report.append(("the same, accuracy", [np.mean([a == b for a, b in zip(labels, run[0])]) for run in runs]))
    by_class = {name: linear.f1(labels, runs[0][0], name) for name in sorted(set(labels))}
    pair_sharpness = linear.best_sharpness(runs[0][1], labels, runs[0][2])
    pair_table = reliability(runs[1][1], runs[1][2], labels, pair_sharpness)

    quad_labels = [record["label"] for record in quads]
    others, other_texts = plover + phrases, plover_texts + [None] * len(phrases)
    quad_runs = [fold_quads(quads, quad_texts, others, other_texts, seed) for seed in SEEDS]
    report.append(("quad class of a sentence, macro-F1", [linear.macro_f1(quad_labels, run[0]) for run in quad_runs]))
    quad_sharpness = linear.best_sharpness(quad_runs[0][1], quad_labels, quad_runs[0][2])
    quad_table = reliability(quad_runs[1][1], quad_runs[1][2], quad_labels, quad_sharpness)

    event_texts = list(dict.fromkeys(plover_texts + quad_texts + role_texts))
    yes, no = told_records(data, event_texts)
    through = fold_told(yes, no, linear.group_near_duplicates(event_texts))
    report.append(("sentences chosen for their act, let through", [through[0]]))
    report.append(("ordinary sentences let through (some do tell of an act)", [through[1]]))

    role_runs = [fold_roles(roles, role_texts, golds, seed) for seed in SEEDS[:2]]
    report.append(("source and target spans, exact micro-F1", [run[0] for run in role_runs]))
    report.append(("the same by head", [run[1] for run in role_runs]))

    lines = ["| measure | five folds | spread over fold seeds |", "| --- | --- | --- |"]
    lines += [f"| {name} | {np.mean(values):.4f} | {np.std(values):.4f} |" for name, values in report]
    lines += ["", "By class: " + ", ".join(f"{name} {value:.2f}" for name, value in by_class.items()) + ".", ""]
    for title, table in (("class of a pair", pair_table), ("quad class", quad_table)):
        lines += [f"Reliability, {title} (sharpness fitted on other folds):", "", "| says | right | of |", "| --- | --- | --- |"]
        lines += [f"| {says:.2f} | {right:.2f} | {count} |" for says, right, count in table] + [""]
    print("\n".join(lines))
    if not args.write:
        return
    sizes = {"act_pair": write("act_pair", pair_model(plover, phrases, bounded), pair_sharpness),
             "act_quad": write("act_quad", quad_model(quads, others), quad_sharpness)}
    role_model, phrase_model = role_models(roles, golds)
    sizes |= {"act_role": write("act_role", role_model, 1.0), "act_phrase": write("act_phrase", phrase_model, 1.0),
              "act_told": write("act_told", told_model(yes, no), 1.0)}
    record = linear.ROOT / "train" / "records" / "acts.md"
    record.parent.mkdir(exist_ok=True)
    record.write_text("# Training record: acts\n\n`train/acts.py --write`; five folds of which none shares "
                      "near-duplicates; seeds 7, 8, 9.\n\n" + "\n".join(lines) + "\nBytes: "
                      + ", ".join(f"{name} {size:,}" for name, size in sizes.items()) + ".\n", encoding="utf-8")
    print(sizes)


if __name__ == "__main__":
    main()
