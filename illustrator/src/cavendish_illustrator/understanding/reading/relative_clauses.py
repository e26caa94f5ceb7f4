"""Relative clauses told as sentences: `ein Junge, der einen Ball wirft` is a boy who throws a ball."""

from collections.abc import Mapping, Sequence
from typing import Final

from cavendish_illustrator.understanding.reading.clauses import NOUNS, QUALITIES, Clause, is_somebody
from cavendish_illustrator.understanding.reading.verb_poses import body_place
from cavendish_illustrator.vocabulary.lexicon import Match

_PRONOUNS: Final = {
    "de": frozenset({"der", "die", "das", "welcher", "welche", "welches"}),
    "nl": frozenset({"die", "dat"}),
    "en": frozenset({"who", "that", "which"}),
    "fr": frozenset({"qui"}),
}
_WHOSE: Final[Mapping[str, Mapping[tuple[str, ...], str]]] = {
    "de": {("dessen",): "mit", ("deren",): "mit"},
    "nl": {("wiens",): "met", ("wier",): "met", ("waarvan", "de"): "met", ("waarvan", "het"): "met"},
    "en": {("whose",): "with"},
    "fr": {("dont", "le"): "avec", ("dont", "la"): "avec", ("dont", "les"): "avec"},
}
VERB_LAST: Final = frozenset({"de", "nl"})
_GENDERS: Final = {
    "der": frozenset({"ein", "einem", "einen", "der", "dem", "seinem", "ihrem", "im", "am", "zum", "vom"}),
    "das": frozenset({"ein", "einem", "das", "dem", "seinem", "ihrem", "im", "am", "zum", "vom", "ins"}),
    "die": frozenset({"eine", "einer", "die", "der", "seiner", "ihrer", "zur", "den", "vielen"}),
}  # fmt: skip
"""German articles of what a relative pronoun may be about."""
_ARTICLES: Final = frozenset().union(*_GENDERS.values(), {"het", "een", "de"})
_NEUTER: Final = frozenset(
    {
        "meisje",
        "paard",
        "kind",
        "varken",
        "schaap",
        "konijn",
        "hert",
        "lam",
        "kalf",
        "veulen",
        "schip",
        "huis",
    }
)
_PARTICIPLES: Final = {"en": ("ing",), "fr": ("ant", "ante")}
_OTHERS: Final = frozenset({"his", "her", "their"})
_ASLEEP: Final = frozenset({"sleeping", "napping", "snoring", "dozing", "dormant"})
_BACK: Final = 3


def whose_with(clause: Clause, at: int) -> tuple[int, str] | None:
    """How many meanings there say `whose`, and the `with` that says it more simply."""
    words = [clause.word(one) for one in clause.matches[at : at + 2]]
    table = _WHOSE.get(clause.reading.language, {})
    for said, simple in table.items():
        if tuple(words[: len(said)]) == said:
            return len(said), simple
    return None


def pronoun_in(clause: Clause, before: Clause | None) -> int | None:
    """Where a relative pronoun stands that is followed by what somebody does; None if there is none."""
    known = _PRONOUNS.get(clause.reading.language, frozenset())
    for at, match in enumerate(clause.matches):
        if clause.word(match) not in known or (
            match.topic not in {"word", "unknown"} and match.end - match.start == 1
        ):
            continue
        follows_noun = clause.matches[at - 1].topic in NOUNS if at else before is not None
        if at and clause.reading.language == "de" and not _opens_object(clause, at):
            continue
        if follows_noun and verb_in(clause, at) is not None:
            return at
    return None


def participle_in(clause: Clause) -> int | None:
    """Where a participle stands that is said of who is along: `a man with a dog wearing a hat`."""
    said, endings = clause.matches, _PARTICIPLES.get(clause.reading.language, ())
    for at in range(2, len(said)):
        is_form = said[at].topic in {"pose", "relation"} and clause.word(said[at]).endswith(endings or "-")
        if is_form and is_somebody(said[at - 1]) and _is_along(clause, at - 1) and _is_their_own(clause, at):
            return at
    return None


def _is_along(clause: Clause, noun: int) -> bool:
    """Whether somebody else was named before, and `with` leads to the noun."""
    before = next((one for one in reversed(clause.matches[:noun]) if not _describes(clause, one)), None)
    is_with = before is not None and before.topic == "word" and before.value == "with"
    return is_with and any(is_somebody(one) for one in clause.matches[:noun])


def _describes(clause: Clause, match: Match) -> bool:
    return clause.is_stop(match) or match.topic in QUALITIES


def _is_their_own(clause: Clause, verb: int) -> bool:
    """Whether what is done is rather done by who is along: worn, slept, or done on the other's lap."""
    match = clause.matches[verb]
    return match.value == "wearing" or clause.word(match) in _ASLEEP or is_on_the_other(clause, verb)


def is_on_the_other(clause: Clause, verb: int) -> bool:
    """Whether somebody does it on the lap, the head or the shoulder of who was named first."""
    later = clause.reading.tokens[clause.matches[verb].start : clause.matches[-1].end]
    is_on = any(token.plain == "on" for token in later[1:3])
    is_body = any(body_place(token.plain) is not None for token in later)
    return is_on and is_body and not _OTHERS.isdisjoint(token.plain for token in later)


def _opens_object(clause: Clause, at: int) -> bool:
    """`ein Bär der ein Auto wäscht`, written without its comma; `die Katze der Oma` has none."""
    following = clause.matches[at + 1] if at + 1 < len(clause.matches) else None
    return following is not None and (
        following.topic == "number" or clause.is_preposition(following) or clause.is_stop(following)
    )


def verb_in(clause: Clause, pronoun: int) -> int | None:
    """Where the verb of a relative clause stands: at its end in German and Dutch, else right behind."""
    said = clause.matches
    if said[pronoun].end - said[pronoun].start > 1:
        return pronoun if clause.is_verb(said[pronoun]) else None  # `qui porte`
    for at in range(pronoun + 1, len(said)):
        if clause.is_verb(said[at]) and not _is_participle(clause, at):
            if _is_main_clause(clause, pronoun, at):
                return None
            return at
        if clause.reading.language not in VERB_LAST and not clause.is_stop(said[at]):
            return None
    return None


def _is_participle(clause: Clause, at: int) -> bool:
    """`die eine schlafende Katze trägt`: what stands before a noun says how that is."""
    following = clause.matches[at + 1] if at + 1 < len(clause.matches) else None
    is_form = clause.word(clause.matches[at]).endswith(("end", "ende", "enden", "ender", "endes", "ing"))
    return is_form and following is not None and following.topic in NOUNS


def _is_main_clause(clause: Clause, pronoun: int, verb: int) -> bool:
    """`…, der Mond scheint`, `…, die Kinder spielen`: the word is an article of who does it."""
    if clause.reading.language not in VERB_LAST or pronoun + 1 >= verb:
        return False
    following = clause.matches[pronoun + 1]
    is_named = following.topic in NOUNS | {"color", "size", "mood", "number"}
    return is_named and (not clause.needs_doer(clause.matches[verb]) or is_somebody(following))


def antecedent(before: Sequence[Match], clause: Clause, pronoun: str) -> Match | None:
    """Whom a relative clause is about, where it is not the first that was named before it."""
    nouns = [match for match in before if match.topic in NOUNS]
    if len(nouns) < 2:
        return None
    fitting = [one for one in nouns if _fits(clause, one, pronoun)]
    living = [one for one in fitting if is_somebody(one)]
    if not living or living[-1] is nouns[0]:
        return None
    return living[-1]


def _fits(clause: Clause, noun: Match, pronoun: str) -> bool:
    """Whether a noun has the gender of the pronoun, as far as its article tells."""
    language = clause.reading.language
    if language == "nl":
        word = clause.reading.tokens[noun.end - 1].plain
        is_neuter = word.endswith("je") or word in _NEUTER or _article(clause, noun) == "het"
        return is_neuter == (pronoun == "dat")
    genders = _GENDERS.get(pronoun)
    if language != "de" or genders is None:
        return True
    article = _article(clause, noun)
    return article in genders or (not article and pronoun == "die")


def _article(clause: Clause, noun: Match) -> str:
    """The article before a noun and its adjectives; empty if there is none."""
    words = (token.plain for token in clause.reading.tokens[max(0, noun.start - _BACK) : noun.start][::-1])
    return next((word for word in words if word in _ARTICLES), "")
