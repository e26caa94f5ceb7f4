"""Brings sentences into the order in which a prompt is read: who, what they do, and where."""

import re
from collections.abc import Sequence
from typing import Final

from cavendish_illustrator.understanding.reading.clauses import Clause, clauses_of, is_somebody
from cavendish_illustrator.understanding.reading.fronted_places import in_usual_order
from cavendish_illustrator.understanding.reading.relative_clauses import (
    VERB_LAST,
    antecedent,
    is_on_the_other,
    participle_in,
    pronoun_in,
    verb_in,
    whose_with,
)
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading, read_phrases
from cavendish_illustrator.vocabulary.tokens import tokenise

_QUOTES: Final = frozenset('"„“”«»')
_LONGEST: Final = 600
"""Longer prompts list what they show."""
_JOINTS: Final = {"de": "mit", "nl": "met"}
_DRESSED_AS: Final = re.compile(
    r"\b(als (?:eine?n? )?\w+) (verkleidet|gekleidet|kostümiert|verkleed|vermomd)(?!\w)", re.IGNORECASE
)
"""`als Weihnachtsmann verkleidet` says it in the order of no other language."""
_PARTICIPLES: Final = ("end", "ende", "ender", "enden", "endes")


def with_usual_word_order(text: str) -> str:
    """The text with its doers before what they do; the same where nothing stands in another order."""
    if len(text) > _LONGEST or not _QUOTES.isdisjoint(text):
        return text
    text = _DRESSED_AS.sub(r"\2 \1", text)
    reading = read_phrases(tokenise(text))
    clauses = clauses_of(reading)
    parts = [_part(text, clauses, at) for at in range(len(clauses))]
    if all(part is None for part in parts):
        return text
    return _joined(text, clauses, parts)


def _joined(text: str, clauses: Sequence[Clause], parts: Sequence[str | None]) -> str:
    """The clauses with what stands between them; a part that begins with a blank takes its comma away."""
    said, end = "", 0
    for clause, part in zip(clauses, parts, strict=True):
        first, last = _span(clause.reading, clause.matches)
        is_joined = part is not None and part.startswith(" ")
        said += "" if is_joined else text[end:first]
        said += text[first:last] if part is None else part
        end = last
    return said + text[end:]


def _span(reading: Reading, matches: Sequence[Match]) -> tuple[int, int]:
    return reading.tokens[matches[0].start].start, reading.tokens[matches[-1].end - 1].end


def _part(text: str, clauses: Sequence[Clause], at: int) -> str | None:
    """One clause in its new order; None where it stays."""
    clause, before = clauses[at], clauses[at - 1] if at else None
    return (
        _as_sentence(text, clause, before)
        or _with_companion(text, clause)
        or _without_whose(text, clause)
        or _written(text, clause.reading, in_usual_order(clause))
        or _with_object_last(text, clause)
    )


def _written(text: str, reading: Reading, matches: Sequence[Match] | None) -> str | None:
    """The words of the text that some meanings were read from."""
    if matches is None:
        return None
    return " ".join(text[slice(*_span(reading, [match]))] for match in matches)


def _as_sentence(text: str, clause: Clause, before: Clause | None) -> str | None:
    """A relative clause with its verb in front, after whom it is about."""
    at = pronoun_in(clause, before)
    verb = None if at is None else verb_in(clause, at)
    if at is None or verb is None:
        return None
    said = clause.matches
    whom = said[:at] if at else before.matches if before is not None else ()
    about = antecedent(whom, clause, clause.word(said[at]))
    is_last = clause.reading.language in VERB_LAST
    if about is None and at and (verb == at + 1 or not is_last):
        return None
    order = (said[verb], *said[at + 1 : verb], *said[verb + 1 :]) if is_last else said[at + (verb > at) :]
    rest = _written(text, clause.reading, order)
    first = "" if not at else _written(text, clause.reading, said[:at])
    if about is None:
        return f"{first} {rest}"
    name = _written(text, clause.reading, [about])
    return f"{first}, {name} {rest}" if at else f"{name} {rest}"


def _with_companion(text: str, clause: Clause) -> str | None:
    """`a man with a dog wearing a hat` with the dog named again; `with a sleeping cat on her lap`."""
    at = participle_in(clause)
    if at is None:
        return None
    said = clause.matches
    name, rest = (_written(text, clause.reading, row) for row in (said[at - 1 : at], said[at:]))
    if is_on_the_other(clause, at):
        first = _written(text, clause.reading, said[: at - 1])
        verb, _, rest = (rest or "").partition(" ")
        return f"{first} {verb} {name} {rest}"
    return f"{_written(text, clause.reading, said[:at])}, {name} {rest}"


def _without_whose(text: str, clause: Clause) -> str | None:
    """`a woman whose hat is red` is a woman with a red hat."""
    for at in range(len(clause.matches)):
        found = whose_with(clause, at)
        if found is not None:
            length, simple = found
            first = _written(text, clause.reading, clause.matches[:at])
            rest = _written(text, clause.reading, clause.matches[at + length :])
            return f"{first} {simple} {rest}"
    return None


def _with_object_last(text: str, clause: Clause) -> str | None:
    """`eine Zeitung lesende Katze` is a cat who reads, with a newspaper."""
    said, joint = clause.matches, _JOINTS.get(clause.reading.language)
    for at in range(1, len(said) - 1) if joint is not None else ():
        is_form = clause.word(said[at]).endswith(_PARTICIPLES) and clause.is_verb(said[at])
        end = clause.noun_phrase(at + 1)
        if not is_form or end is None or said[at - 1].topic != "subject" or is_somebody(said[at - 1]):
            continue
        if is_somebody(said[end - 1]):
            rows = (said[: at - 1], said[at:end], said[at - 1 : at], said[end:])
            first, doer, thing, rest = (_written(text, clause.reading, row) for row in rows)
            return f"{first} {doer} {joint} {thing} {rest}"
    return None
