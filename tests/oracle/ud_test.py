"""Our own sentences through ud.py: the tree that a reader of Universal Dependencies expects."""
from ud import Token, to_ud


def rewritten(rows):
    """rows: "form tag lemma head label" with heads from 1, 0 at the root → "form head label" of each word."""
    tokens = []
    for index, row in enumerate(rows.strip().split("\n")):
        form, tag, lemma, head, label, *entity = row.split()
        tokens.append(Token((index, index), form, tag, lemma, int(head) - 1 if head != "0" else index, label, *entity))
    to_ud(tokens)
    return [f"{t.text} {t.head + 1 if t.head != i else 0} {t.label}" for i, t in enumerate(tokens)]


assert rewritten("""
Oman NNP Oman 2 nsubj
hosted VBD host 0 ROOT
talks NNS talk 2 dobj
between IN between 3 prep
Iran NNP Iran 4 pobj
, , , 5 punct
Iraq NNP Iraq 5 conj
and CC and 7 cc
Syria NNP Syria 7 conj
in IN in 2 prep
Muscat NNP Muscat 10 pobj
""") == ["Oman 2 nsubj", "hosted 0 root", "talks 2 obj", "between 5 case", "Iran 3 nmod", ", 5 punct", "Iraq 5 conj",
         "and 9 cc", "Syria 5 conj", "in 11 case", "Muscat 2 obl"]

assert rewritten("""
Martti NNP Martti 2 compound B-PERSON
Ahtisaari NNP Ahtisaari 3 nsubj I-PERSON
was VBD be 0 ROOT
the DT the 5 det
mediator NN mediator 3 attr
without IN without 3 prep
taking VBG take 6 pcomp
sides NNS side 7 dobj
""") == ["Martti 5 nsubj", "Ahtisaari 1 flat", "was 5 cop", "the 5 det", "mediator 0 root", "without 7 mark",
         "taking 5 advcl", "sides 7 obj"]
