"""Who sits for a portrait, and how old and of which sex somebody of a trade is: `une vieille bergère`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from cavendish_illustrator.figures.bodies.genders import gender_of
from cavendish_illustrator.figures.clothing.roles import head_of, role_names
from cavendish_illustrator.picture_spec import Kind, PictureSpec, Subject
from cavendish_illustrator.understanding.design_words.panel_cues import number_at
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.tokens import Token, fold, tokenise

_OF_EITHER: Final = frozenset({"man", "woman", "man-beard", "old-man", "old-woman"})
_GROWN: Final = {"man": "old-man", "woman": "old-woman"}
_BEARD: Final = "beard-worn"
_SEVERAL: Final = 3
"""How many a plural without a number is."""
_CASES: Final = frozenset({"pl", "uk", "cs"})
_REACH: Final = 3
"""How many words before somebody's name may tell of them."""
_PORTRAIT: Final = ("portr", "retrat", "ritratt", "autoportr", "selfportr", "портрет")
_JOINTS: Final = frozenset(
    {
        "of", "my", "our", "a", "an", "the", "de", "d", "du", "des", "la", "le", "un", "une", "mon", "ma",
        "di", "del", "della", "dello", "una", "uno", "il", "lo", "l", "el", "mi", "da", "do", "uma", "um",
        "o", "meu", "minha", "van", "een", "het", "mijn", "von", "eines", "einer", "einem", "der",
        "vom", "meiner", "meines", "mojej", "mojego",
    }
)  # fmt: skip
_ENDING: Final = frozenset(
    {
        "with", "in", "at", "on", "by", "holding", "wearing", "mit", "im", "am", "bei", "auf", "vor", "con",
        "en", "sobre", "ante", "avec", "dans", "sur", "devant", "su", "nel", "nella", "davanti", "com", "na",
        "no", "num", "numa", "met", "op", "voor", "z", "ze", "w", "we", "przy", "s", "se", "v", "ve",
        "pri", "з", "із", "у", "в", "на", "біля", "as", "als", "como", "comme", "come", "jako", "jak", "як",
    }
)  # fmt: skip


def with_sitters(spec: PictureSpec) -> PictureSpec:
    """The picture with somebody for a portrait whose sitter is no known word, each as old as was said."""
    tokens = tokenise(spec.prompt)
    spec = _with_somebody(spec, tokens)
    is_portrait = spec.kind is Kind.PORTRAIT and spec.language in _CASES
    spec = _beards_are_mens(spec)
    subjects = tuple(_as_told(one, tokens, spec.language, is_portrait=is_portrait) for one in spec.subjects)
    return replace(spec, subjects=subjects) if subjects != spec.subjects else spec


def _with_somebody(spec: PictureSpec, tokens: Sequence[Token]) -> PictureSpec:
    """A portrait of a `cangaceiro` or a `lacemaker` is one of a man or a woman, not of a scarf."""
    if spec.kind is not Kind.PORTRAIT or any(is_animate(one.concept) for one in spec.subjects):
        return spec
    sitter = _sitter(tokens)
    shown = {token.plain for one in spec.subjects for token in tokenise(one.word)}
    if any(token.plain in shown for token in sitter) or (not sitter and spec.subjects):
        return spec  # `portrait of a teapot`
    name = " ".join(token.raw for token in sitter)
    sex = next((sex for token in reversed(sitter) if (sex := _sex_at(tokens, token, spec.language))), None)
    unknown = tuple(word for word in spec.not_understood if word not in name)
    somebody = Subject(concept=sex or "person", word=name or "portrait")
    relations = tuple(replace(one, subject=one.subject + 1, target=one.target + 1) for one in spec.relations)
    return replace(spec, subjects=(somebody, *spec.subjects), relations=relations, not_understood=unknown)


def _beards_are_mens(spec: PictureSpec) -> PictureSpec:
    """Who is alone with a beard, and of no sex that was told, is a man."""
    people = [i for i, one in enumerate(spec.subjects) if one.concept in role_names()]
    if len(people) != 1 or spec.index_of(_BEARD) is None:
        return spec
    one = spec.subjects[people[0]]
    if one.concept == "person":
        return spec.with_subject(people[0], replace(one, concept="man"))
    is_either = head_of(one.concept, None, 0) in _OF_EITHER and one.concept not in _GROWN
    is_untold = is_either and gender_of(one) is None
    return spec.with_subject(people[0], replace(one, head="man")) if is_untold else spec


def _sitter(tokens: Sequence[Token]) -> list[Token]:
    """The words after `portrait of` until the phrase ends."""
    start = next((i for i, token in enumerate(tokens) if token.plain.startswith(_PORTRAIT)), None)
    named: list[Token] = []
    for token in tokens[start + 1 :] if start is not None else ():
        if token.is_after_break or token.plain in _ENDING:
            break
        if named or token.plain not in _JOINTS:
            named.append(token)
    return named


def _is_counted(tokens: Sequence[Token], at: int) -> bool:
    return any(number_at(tokens, index) for index in range(max(0, at - _REACH), at))


def _as_told(one: Subject, tokens: Sequence[Token], language: str, *, is_portrait: bool) -> Subject:
    """Somebody with the head that fits their age and sex, where the words tell them."""
    if one.concept not in role_names():
        return one
    usual = head_of(one.concept, None, 0)
    at = _place(one, tokens)
    if is_portrait and at is not None and one.count == _SEVERAL and not _is_counted(tokens, at):
        one = replace(one, count=1)  # Polish `pszczelarki` is one and many
    if usual not in _OF_EITHER or at is None or one.count > 1:
        return one
    sex = gender_of(one) or _sex_at(tokens, tokens[at], language)
    if not _is_old(tokens, at, language):
        is_told = sex is not None and sex != gender_of(one) and one.concept not in _GROWN
        return replace(one, head=sex) if is_told and not usual.startswith("old") else one
    if one.concept in _GROWN:
        return replace(one, concept=_GROWN[one.concept])
    return replace(one, head=_GROWN[sex or ("woman" if usual.endswith("woman") else "man")])


def _place(one: Subject, tokens: Sequence[Token]) -> int | None:
    """Where the last word of somebody's name stands."""
    words = tokenise(one.word)
    last = words[-1].plain if words else ""
    return next((i for i, token in enumerate(tokens) if token.plain == last), None)


def _around(tokens: Sequence[Token], at: int) -> list[Token]:
    """The words before one in its phrase, the nearest first."""
    before: list[Token] = []
    for index in range(at, max(0, at - _REACH), -1):
        if tokens[index].is_after_break:
            break
        before.append(tokens[index - 1])
    return before


def _is_old(tokens: Sequence[Token], at: int, language: str) -> bool:
    words, beginnings = _old_words(language)
    near = _around(tokens, at)[:2]
    if at + 1 < len(tokens) and not tokens[at + 1].is_after_break and language in {"es", "fr", "it", "pt"}:
        near.append(tokens[at + 1])
    return any(
        token.plain in words or (bool(beginnings) and token.plain.startswith(beginnings)) for token in near
    )


def _sex_at(tokens: Sequence[Token], token: Token, language: str) -> str | None:
    """`woman` or `man`, as the word's article, adjective or ending says; None where nothing does."""
    at = tokens.index(token)
    for word in _around(tokens, at):
        for sex, article, ending in (("woman", "woman", "adjectives"), ("man", "man", "mens_adjectives")):
            is_said = word.plain in _row(article, language).split()
            if is_said or _ends(word.plain, ending, language):
                return sex
    return "woman" if _ends(fold(token.plain), "nouns", language) else None


def _ends(word: str, row: str, language: str) -> bool:
    endings = _row(row, language).split()
    return bool(endings) and re.search(f"(?:{'|'.join(endings)})$", word) is not None


def _row(name: str, language: str) -> str:
    return str(read_topic("ages_and_sexes")[name].get(language, ""))


@cache
def _old_words(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    words = _row("old", language).split()
    whole = frozenset(word for word in words if not word.endswith("*"))
    return whole, tuple(word[:-1] for word in words if word.endswith("*"))
