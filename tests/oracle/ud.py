"""ClearNLP dependencies, as English spaCy pipelines give them, rewritten as Universal Dependencies.

    to_ud(tokens)       tokens: list of Token; heads and labels are changed in place

What is rewritten, in this order:
  coordination   later conjuncts hang from the first, a conjunction from the conjunct after it
  prepositions   the object takes the preposition's place (obl under a verb or adjective, else nmod; a clause advcl or
                 acl), the preposition becomes its case (mark before a clause)
  copula         the predicate of "be" (attr, acomp, or the only obl) takes its place, "be" becomes its cop; not with
                 "there is"
  names          in a person's name the first word is the head, the others flat
  labels         LABELS below, and mark for the "to" of an infinitive; subtypes are dropped, so nsubj:pass is nsubj
Not rewritten: the head of titles, dates and amounts; relative pronouns as subjects of copulas; "than" and "as".
"""
import dataclasses

LABELS = {
    "ROOT": "root", "nsubjpass": "nsubj", "csubjpass": "csubj", "auxpass": "aux", "dobj": "obj", "dative": "iobj",
    "neg": "advmod", "prt": "compound", "poss": "nmod", "relcl": "acl", "npadvmod": "obl", "quantmod": "advmod",
    "predet": "det", "preconj": "cc", "intj": "discourse", "meta": "dep", "oprd": "xcomp", "attr": "xcomp",
    "acomp": "xcomp", "prep": "advmod", "agent": "obl", "pobj": "obl", "pcomp": "advcl",
}


@dataclasses.dataclass
class Token:
    span: tuple  # characters of the text
    text: str
    tag: str
    lemma: str
    head: int  # index; itself at a root
    label: str
    entity: str = "O"  # "B-GPE"


def children(tokens, parent):
    return [i for i, token in enumerate(tokens) if token.head == parent and i != parent]


def is_verbal(tag):
    return tag[:2] in ("VB", "MD", "JJ", "RB")


def coordinate(tokens):
    heads = [token.head for token in tokens]
    labels = [token.label for token in tokens]
    for i, token in enumerate(tokens):
        if token.label == "cc":
            after = [c for c in range(i + 1, len(tokens)) if heads[c] == heads[i] and labels[c] == "conj"]
            token.head = after[0] if after else token.head
        first = token.head
        while token.label == "conj" and labels[first] == "conj" and heads[first] != first:
            first = heads[first]
        token.head = first if token.label == "conj" else token.head


def replace(tokens, old, new, label_of_old):
    """`new`, a child of `old`, takes its place; `old` and its other children hang from `new`."""
    tokens[new].head = new if tokens[old].head == old else tokens[old].head
    for child in children(tokens, old):
        if child != new:
            tokens[child].head = new
    tokens[old].head, tokens[old].label = new, label_of_old


def depth(tokens, at):
    steps = 0
    while tokens[at].head != at and steps < len(tokens):
        at, steps = tokens[at].head, steps + 1
    return steps


def turn_prepositions(tokens):
    lifted = set()
    prepositions = [i for i, t in enumerate(tokens) if any(tokens[c].label in ("pobj", "pcomp") for c in children(tokens, i))
                    or t.label in ("prep", "agent")]
    for i in sorted(prepositions, key=lambda at: -depth(tokens, at)):
        objects = [c for c in children(tokens, i) if tokens[c].label in ("pobj", "pcomp") or c in lifted]
        if not objects:
            continue
        best, label = objects[0], tokens[i].label
        clause = tokens[best].label == "pcomp" and tokens[best].tag.startswith("VB")
        verbal = is_verbal(tokens[tokens[i].head].tag)
        if label not in ("conj", "ROOT"):
            label = ("advcl" if verbal else "acl") if clause else ("obl" if verbal else "nmod")
        replace(tokens, i, best, "mark" if clause else "case")
        tokens[best].label = label
        lifted.add(best)


def turn_copulas(tokens):
    for i, token in enumerate(tokens):
        if token.lemma != "be" or token.label in ("aux", "auxpass", "cop"):
            continue
        below = children(tokens, i)
        labels = [tokens[c].label for c in below]
        if "expl" in labels:
            for c in below:
                if tokens[c].label == "attr":
                    tokens[c].label = "nsubj"
            continue
        predicates = [c for c in below if tokens[c].label in ("attr", "acomp")]
        if not predicates and "xcomp" not in labels and "ccomp" not in labels:
            predicates = [c for c in below if tokens[c].label == "obl" and c > i][:1]
        if predicates:
            label = token.label
            replace(tokens, i, predicates[0], "cop")
            tokens[predicates[0]].label = label


def turn_names(tokens):
    for i, token in enumerate(tokens):
        end = i + 1
        while token.entity == "B-PERSON" and end < len(tokens) and tokens[end].entity == "I-PERSON":
            end += 1
        name = [k for k in range(i, end) if tokens[k].tag in ("NNP", "NNPS")]
        if len(name) < 2 or name != list(range(name[0], name[-1] + 1)):
            continue
        first, last = name[0], name[-1]
        if any(tokens[k].head != last or tokens[k].label != "compound" for k in name[:-1]):
            continue
        label = tokens[last].label
        replace(tokens, last, first, "flat")
        tokens[first].label = label
        for k in name[1:]:
            tokens[k].head, tokens[k].label = first, "flat"


def to_ud(tokens):
    coordinate(tokens)
    turn_prepositions(tokens)
    turn_copulas(tokens)
    turn_names(tokens)
    for token in tokens:
        if token.label == "aux" and token.tag == "TO":
            token.label = "mark"
        token.label = LABELS.get(token.label, token.label).split(":")[0]
