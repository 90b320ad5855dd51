"""Training sentences composed from train/act_phrases.tsv: fillers for the two sides, tenses, promises, threats, refusals.

The rules of composition are those of the codebooks: to say one will cooperate is AGREE, that one will harm THREATEN, to
refuse cooperation REJECT; to stop an assault is YIELD, to stop aid SANCTION. Deterministic (one seed).
"""
import random
import re

SIDES = ["The Kenyan government", "Turkish President Tayyip Erdogan", "Police", "The opposition party", "Rebels",
         "The European Union", "Israel", "The United Nations", "Colombian authorities", "The army", "A court",
         "Russian Foreign Minister Sergey Lavrov", "Thousands of workers", "Pakistan", "The group",
         "Officials in Manila", "A Spanish judge", "The Taliban"]
OTHERS = ["the Syrian government", "Iran", "protesters", "two journalists", "the rebels", "the Palestinian Authority",
          "Ukraine", "the opposition leader", "South Sudan", "the prime minister", "a group of activists",
          "the United States", "Kashmir", "Armenian forces", "the union", "its Chinese counterpart", "North Korea",
          "the militants"]
TAILS = ["", " on Tuesday", " last week", ", officials said", " after weeks of tension", ", the agency reported"]
COOPERATIVE = {"CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"}
HOSTILE = {"PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"}
# (form, what it makes of the act): F future or promise, R refusal, T threat, E end, P plain
FORMS = [("will %s", "F"), ("would %s", "F"), ("agreed to %s", "F"), ("promised to %s", "F"), ("vowed to %s", "F"),
         ("said it would %s", "F"), ("plans to %s", "F"), ("has offered to %s", "F"), ("is ready to %s", "F"),
         ("is set to %s", "F"), ("announced it would %s", "F"), ("may soon %s", "F"),
         ("refused to %s", "R"), ("will not %s", "R"), ("declined to %s", "R"), ("said it would not %s", "R"),
         ("rejected calls to %s", "R"), ("threatened to %s", "T"), ("stopped %g", "E"),
         ("has %p", "P"), ("says it has %p", "P"), ("reportedly %p", "P"), ("on Monday %p", "P"), ("had %p", "P"),
         ("has begun %g", "P"), ("continued to %s", "P")]
IRREGULAR = dict(pair.split(":") for pair in (
    "met:meet held:hold sat:sit spoke:speak sent:send gave:give lent:lend flew:fly let:let set:set took:take cut:cut "
    "broke:break shot:shoot beat:beat blew:blow fought:fight froze:freeze put:put went:go rose:rise threw:throw "
    "sold:sell bought:buy built:build paid:pay stood:stand forgave:forgive withdrew:withdraw laid:lay left:leave "
    "shut:shut struck:strike began:begin hit:hit overran:overrun said:say told:tell wrote:write led:lead drew:draw "
    "sought:seek swore:swear bowed:bow quit:quit tore:tear had:have was:be came:come did:do kept:keep won:win "
    "sided:side made:make wore:wear upheld:uphold swapped:swap rode:ride found:find retook:retake withheld:withhold "
    "downed:down pulled:pull fed:feed drove:drive overthrew:overthrow burned:burn").split())
E_ENDING = re.compile(r"(c|s|v|z|g|u|at|it|ut|ot|et|iv|in|ir|or|os|as|ol|ul|ur|am|um|om)$")


def base_of(past):
    """The bare form of a past tense, well enough for training sentences."""
    if past in IRREGULAR:
        return IRREGULAR[past]
    if past.endswith("ied"):
        return past[:-3] + "y"
    if not past.endswith("ed"):
        return past
    stem = past[:-2]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in "bdgmnprt":
        return stem[:-1]
    return stem


def bases(past, lemmas):
    """The base form: by `lemmas` (form -> lemma of the language engine) where it knows it."""
    return IRREGULAR.get(past) or lemmas.get(past) or base_of(past)


def ing(verb):
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    if re.search(r"[^aeiou][aeiou][bdgmnpt]$", verb) and len(verb) < 5:
        return verb + verb[-1] + "ing"
    return verb + "ing"


def label_of(form_kind, act):
    if form_kind == "P":
        return act
    if act in COOPERATIVE:
        ended = {"AID": "SANCTION", "COOPERATE": "SANCTION", "CONSULT": "REJECT"}.get(act)
        return {"F": "AGREE", "R": "REJECT", "T": "THREATEN", "E": ended}[form_kind]
    if act in HOSTILE:
        return {"F": "THREATEN", "R": "AGREE", "T": "THREATEN", "E": "YIELD"}[form_kind]
    return None


def sentence(rng, verbs, rest):
    """(text, source range, target range), in bytes; the parts are ASCII."""
    side, other, tail = rng.choice(SIDES), rng.choice(OTHERS), rng.choice(TAILS)
    before, after = (f" {rest} ").split(" T ", 1)
    text = f"{side} {verbs}{before.rstrip()} "
    begin = len(text)
    text += other
    end = len(text)
    after = after.strip()
    text += after if after.startswith("'s") else (" " + after if after else "")
    return text + tail + ".", (0, len(side)), (begin, end)


def compose(phrases, lemmas, seed=7):
    """[(label, text, source, target)] of (type, phrase) pairs."""
    rng, out = random.Random(seed), []
    for act, phrase in phrases:
        verb, rest = phrase.split(" ", 1)
        if " T " not in f" {rest} ":
            continue
        for _ in range(2):
            out.append((act, *sentence(rng, verb, rest)))
        if act in ("AGREE", "THREATEN"):
            continue
        plain = [form for form in FORMS if form[1] == "P"]
        composed = act in COOPERATIVE or act in HOSTILE
        for _ in range(4 if composed else 1):
            form, kind = rng.choice(FORMS if composed else plain)
            label = label_of(kind, act)
            if label is None:
                continue
            base = bases(verb, lemmas)
            verbs = form.replace("%s", base).replace("%g", ing(base)).replace("%p", verb)
            out.append((label, *sentence(rng, verbs, rest)))
    return out
