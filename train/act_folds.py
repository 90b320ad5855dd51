"""The models of acts as they are to sentences they never saw: five folds over all three data sets at once.

    act_folds.py [--shared ../shared] [--out .cache/act_folds]

For each fold OUT/FOLD/data (all of data/, its models of acts learnt from the other folds) and beside it the fold's own
sentences, as NDJSON documents (plover.ndjson, roles.ndjson) and in the form of the data set (quad.tsv, roles.conll,
plover.tsv), so that `entente --data OUT/FOLD/data eval quad OUT/FOLD/quad.tsv` measures the whole chain unseen.
train/confidence.py learns from the documents. Needs build/entente_features.
"""
import argparse
import json
import os
import pathlib
import re
import shutil

os.environ.setdefault("OMP_NUM_THREADS", "1")

import acts
import linear

FOLDS, SEED = 5, 7


def sharpness_of(name):
    header = (linear.ROOT / "data" / "learned" / f"{name}.linear").read_bytes()[:2000].decode("utf-8", "ignore")
    return float(re.search(r"^sharpness (\S+)$", header, re.MULTILINE)[1])


def write_documents(path, rows):
    path.write_text("".join(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n" for name, text in rows),
                    encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=linear.ROOT.parent / "shared", type=pathlib.Path)
    parser.add_argument("--out", default=linear.ROOT / ".cache" / "act_folds", type=pathlib.Path)
    args = parser.parse_args()
    data = args.shared.resolve() / "data"
    plover_lines, plover_texts = acts.read_plover(data / "plover" / "PLV_train.tsv")
    quad_lines, quad_texts = acts.read_quads(data / "sentences" / "quad_class.train.tsv")
    role_lines, role_texts, golds = acts.read_roles(data / "sentences" / "roles.train.conll")
    texts = plover_texts + quad_texts + role_texts
    folds = linear.folds_of(linear.group_near_duplicates(texts), FOLDS, SEED)
    p_fold, q_fold = folds[:len(plover_texts)], folds[len(plover_texts):-len(role_texts)]
    r_fold = folds[-len(role_texts):]
    plover, quads = acts.dump("act_pair", plover_lines), acts.dump("act_sentence", quad_lines)
    roles = acts.dump("act_role", role_lines)
    phrases = acts.dump("act_pair", acts.phrase_lines(linear.ROOT / "train" / "act_phrases.tsv"))
    key = lambda text: re.sub(r"[^a-z0-9]", "", text.lower())
    quad_by_key = {key(text): line.split("\t")[0] for line, text in zip(quad_lines, quad_texts)}
    both = [i for i, text in enumerate(role_texts) if quad_by_key.get(key(text), "0") != "0"]
    bounded = [{**record, "quad": quad_by_key[key(role_texts[i])]}
               for record, i in zip(acts.dump("act_pair", [role_lines[i] for i in both]), both)]
    fold_of_text = dict(zip(texts, folds))
    event_texts = list(dict.fromkeys(texts))
    yes, no = acts.told_records(data, event_texts)
    for fold in range(FOLDS):
        where = args.out / str(fold)
        shutil.rmtree(where, ignore_errors=True)
        shutil.copytree(linear.ROOT / "data", where / "data")
        out = lambda records, numbers: [record for record, f in zip(records, numbers) if f != fold]
        train = out(plover, p_fold)
        pair = acts.pair_model(train, phrases, out(bounded, r_fold[both]))
        quad = acts.quad_model(out(quads, q_fold), train + phrases)
        role, phrase = acts.role_models(out(roles, r_fold), out(golds, r_fold))
        told = acts.told_model([record for record in yes if fold_of_text[event_texts[record["id"] - 1]] != fold], no)
        for name, model in (("act_pair", pair), ("act_quad", quad), ("act_role", role), ("act_phrase", phrase),
                            ("act_told", told)):
            acts.write(name, model, sharpness_of(name), where / "data")
        write_documents(where / "plover.ndjson", [(i, t) for i, t in enumerate(plover_texts) if p_fold[i] == fold])
        write_documents(where / "roles.ndjson", [(i, t) for i, t in enumerate(role_texts) if r_fold[i] == fold])
        rows = (data / "plover" / "PLV_train.tsv").read_text(encoding="utf-8").splitlines()
        (where / "plover.tsv").write_text(
            "\n".join([rows[0]] + [row for row, f in zip(rows[1:], p_fold) if f == fold]) + "\n", encoding="utf-8")
        rows = (data / "sentences" / "quad_class.train.tsv").read_text(encoding="utf-8").splitlines()
        (where / "quad.tsv").write_text("".join(row + "\n" for row, f in zip(rows, q_fold) if f == fold), encoding="utf-8")
        blocks = (data / "sentences" / "roles.train.conll").read_text(encoding="utf-8").split("\n\n")
        blocks = [block for block in blocks if block.strip()]
        (where / "roles.conll").write_text(
            "\n\n".join(block.strip("\n") for block, f in zip(blocks, r_fold) if f == fold) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
