"""Turns the words of a prompt into a row of meanings: the lexicon first, then the icons' own labels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from cavendish_illustrator.vocabulary.clitics import without_pronoun
from cavendish_illustrator.vocabulary.compound_heads import compound_head, is_doubtful
from cavendish_illustrator.vocabulary.compounds import head_after_season, parts_of
from cavendish_illustrator.vocabulary.diminutives import plain_forms
from cavendish_illustrator.vocabulary.entries import Entry
from cavendish_illustrator.vocabulary.foreign_phrases import foreign_phrases
from cavendish_illustrator.vocabulary.keyword_index import KeywordMatch, keyword_index
from cavendish_illustrator.vocabulary.language_guess import rank_languages
from cavendish_illustrator.vocabulary.lexicon import (
    Match,
    language_lexicon,
    own_words,
)
from cavendish_illustrator.vocabulary.misspellings import corrected
from cavendish_illustrator.vocabulary.noun_cases import listed_forms
from cavendish_illustrator.vocabulary.prepositions import is_after_preposition
from cavendish_illustrator.vocabulary.senses import with_senses
from cavendish_illustrator.vocabulary.stemming import is_first_of_several, is_plural
from cavendish_illustrator.vocabulary.tokens import Token, fold
from cavendish_illustrator.vocabulary.word_forms import words_apart

UNKNOWN: Final = "unknown"
_NOUN_TOPICS: Final = frozenset({"subject", "role"})
_CHANGING: Final = frozenset({"subject", "role", "setting"})
_CAPITAL_NOUNS: Final = frozenset({"de"})
_PASSED: Final = frozenset({"unseen", "body"})
"""Nouns that are listed as words that are not drawn; they change with their cases, too."""
_CLOSE: Final = 0.7
_ROMANCE: Final = frozenset({"fr", "it", "es", "pt"})
_MANNER: Final = re.compile(r"(?:[aiu][dt]|nd)(?:o|a|os|as|i|e)$|ees?$|mente?$")
"""How participles and adverbs end."""
_SLAVIC: Final = frozenset({"pl", "uk", "cs"})
_OF_YEAR: Final = frozenset({"season", "time", "weather"})
_COMPOUNDING: Final = frozenset({"de", "nl"})
_HEAD_FIRST: Final = frozenset({"es", "fr", "pt"})
_CROWDS: Final = frozenset(
    {
        "menschen", "leute", "leuten", "gaste", "gasten", "besucher", "ludzie", "ludzi", "ludzmi", "goscie",
        "gosci", "gente", "gens", "personas", "pessoas", "persone", "personnes", "mensen", "lide",
        "lidi", "hoste", "люди", "людей", "людьми", "гості", "turysci", "przechodnie", "touristes",
        "turistas", "turisti",
    }
)  # fmt: skip
"""Words that are many by themselves."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A prompt cut into meanings."""

    language: str
    tokens: Sequence[Token]
    matches: list[Match] = field(default_factory=list)

    def words(self, match: Match) -> str:
        """The words of the prompt a match came from."""
        return " ".join(token.raw for token in self.tokens[match.start : match.end])


def read_phrases(tokens: Sequence[Token], *, is_edit: bool = False) -> Reading:
    """Every token gets a meaning, the unknown ones the topic `unknown`."""
    ranked = rank_languages(tokens, is_edit=is_edit)
    language = ranked[0][0] if ranked else "en"
    rivals = [name for name, score in ranked[1:2] if score >= ranked[0][1] * _CLOSE]
    order = list(dict.fromkeys([language, *rivals, "en"]))
    reading = Reading(language, tokens)
    position = 0
    while position < len(tokens):
        match = _match_at(tokens, position, order, is_edit=is_edit)
        if match.topic in {"relation", "spot"} and _ends_in_place(tokens, match, order, is_edit=is_edit):
            match = _match_at(tokens[: match.end - 1], position, order, is_edit=is_edit)
        reading.matches.append(match)
        position = match.end
    reading.matches[:] = with_senses(reading.matches, tokens, language)
    return reading


def _ends_in_place(tokens: Sequence[Token], match: Match, order: Sequence[str], *, is_edit: bool) -> bool:
    """Whether the last word of `sitting on` begins the name of a place: `on the moon`."""
    if match.end - match.start < 2:
        return False
    place = _match_at(tokens, match.end - 1, order, is_edit=is_edit)
    return place.topic in {"setting", "spot"} and place.end > match.end


def _match_at(tokens: Sequence[Token], start: int, order: Sequence[str], *, is_edit: bool) -> Match:
    is_own = tokens[start].plain in own_words(order[0])
    if is_own:
        order = order[:1]  # French `four` is an oven
    for language in order:
        if language == "en" != order[0] and not tokens[start].raw.isascii():
            continue  # `maré` is no mare
        match = _match_in(tokens, start, language, is_edit=is_edit)
        if match is not None:
            return match
    return (
        _match_by_part(tokens, start, order, is_edit=is_edit, is_own=is_own)
        or _match_case(tokens, start, order[0], is_edit=is_edit)
        or (None if is_own else _match_foreign(tokens, start, order))
        or _match_corrected(tokens, start, order[0], is_edit=is_edit)
        or Match(UNKNOWN, tokens[start].plain, start, start + 1, order[0])
    )


def _match_foreign(tokens: Sequence[Token], start: int, order: Sequence[str]) -> Match | None:
    """What a word means in another language than the prompt's."""
    if len(order) == 1 and order[0] != "en":
        return None
    entry = foreign_phrases(tokens[start].plain).find(tokens, start)
    if entry is not None and (tokens[start].raw.isascii() or entry.raw_first == tokens[start].raw):
        return _from_entry(entry, tokens, start)
    return None


def _match_corrected(tokens: Sequence[Token], start: int, language: str, *, is_edit: bool) -> Match | None:
    """What the word means that was rather meant than the one that was written; names are as they are."""
    if tokens[start].is_capital and language not in _CAPITAL_NOUNS:
        return None
    word = corrected(tokens[start].raw, language)
    return None if word is None else _match_part(tokens, start, word, language, is_edit=is_edit)


def _match_case(tokens: Sequence[Token], start: int, language: str, *, is_edit: bool) -> Match | None:
    """What a noun means whose case has changed it: `na koloběžce`, `pięć ryb`."""
    return next(_match_cases(tokens[start], start, language, is_edit=is_edit, is_strict=False), None)


def _match_other_case(tokens: Sequence[Token], start: int, language: str, old: str) -> Match | None:
    """What a noun surely is a case of, accents and all, where its stem led astray: `koše` are no `kosa`."""
    found = list(_match_cases(tokens[start], start, language, is_edit=False, is_strict=True))
    return found[0] if found and all(match.value != old for match in found) else None


def _match_cases(
    token: Token, start: int, language: str, *, is_edit: bool, is_strict: bool
) -> Iterator[Match]:
    for form in () if token.raw in words_apart(language) else listed_forms(token.raw, language):
        listed = replace(token, raw=form.word, plain=fold(form.word))
        match = _listed(listed, language, is_edit=is_edit, is_strict=is_strict)
        if match is not None:
            is_many = form.is_plural and match.topic != "setting"
            yield replace(match, start=start, end=start + 1, is_plural=is_many)


def _listed(token: Token, language: str, *, is_edit: bool, is_strict: bool) -> Match | None:
    """The noun that is listed by just this word."""
    entry = _find_entry([token], 0, language, is_edit=is_edit)
    if entry is not None:
        is_noun = entry.topic in _CHANGING or (entry.topic == "word" and entry.value in _PASSED)
        is_it = is_noun and entry.words == (token.plain,)
        is_it = is_it and not (is_strict and (entry.raw_first != token.raw or not entry.has_accents))
        return Match(entry.topic, entry.value, 0, 1, language) if is_it else None
    concept = None if is_strict else keyword_index(language).find_named(token)
    return None if concept is None else Match("subject", concept, 0, 1, language)


def _match_compound(tokens: Sequence[Token], start: int, language: str, *, is_edit: bool) -> Match | None:
    """What the last part of a compound means, wherever it stands."""
    if language not in _COMPOUNDING or tokens[start].raw in words_apart(language):
        return None
    head = compound_head(tokens[start].raw, language)
    is_doubted = head is not None and is_doubtful(head, language)
    if head is None or (is_doubted and not _is_noun(tokens[start].raw.removesuffix(head), language)):
        return _match_of_two(tokens, start, language, is_edit=is_edit)
    return _match_part(tokens, start, head, language, is_edit=is_edit)


def _match_part(
    tokens: Sequence[Token], start: int, part: str, language: str, *, is_edit: bool
) -> Match | None:
    """What a part of a word means where the word stands."""
    before = tokens[max(0, start - 2) : start]
    alone = [*before, replace(tokens[start], raw=part, plain=fold(part))]
    match = _match_in(alone, len(before), language, is_edit=is_edit)
    return None if match is None else replace(match, start=start, end=start + 1)


def _match_of_two(tokens: Sequence[Token], start: int, language: str, *, is_edit: bool) -> Match | None:
    """What a compound of two listed words means, in which a herd is many animals."""
    parts = parts_of(tokens[start].raw, language)
    match = None if parts is None else _match_part(tokens, start, parts.head, language, is_edit=is_edit)
    if match is None or parts is None or match.topic not in _CHANGING:
        return None
    return replace(match, is_plural=True) if parts.is_many else match


_LINKS: Final = ("", "s", "es", "n", "en", "er")
"""What joins the parts of a compound: `Gebirgsbach`, `Blumenladen`."""
_FIRST_PARTS: Final = frozenset({"subject", "role", "setting", "material", "season", "time", "weather"})


def _is_noun(part: str, language: str) -> bool:
    """Whether the first part of a compound names something by itself."""
    for link in _LINKS:
        stem = part.removesuffix(link)
        for word in (stem, f"{stem}e") if part.endswith(link) and len(stem) > 1 else ():
            match = _match_in([Token(word, fold(word), is_after_break=False)], 0, language, is_edit=False)
            if match is not None and match.topic in _FIRST_PARTS:
                return True
    return False


def _match_by_part(
    tokens: Sequence[Token], start: int, order: Sequence[str], *, is_edit: bool, is_own: bool
) -> Match | None:
    """What an unknown word means by its last part, or without its ending."""
    for match_in in (_match_compound,) if is_own else (_match_compound, _match_diminutive, _match_gerund):
        for language in order:
            match = match_in(tokens, start, language, is_edit=is_edit)
            if match is not None:
                return match
    return None


def _match_diminutive(tokens: Sequence[Token], start: int, language: str, *, is_edit: bool) -> Match | None:
    """What an unknown word means without its ending: `barquinho`, `robottino`, `tucani`."""
    for base in plain_forms(tokens[start].raw, language):
        before = tokens[max(0, start - 2) : start]
        alone = [*before, replace(tokens[start], raw=base.word, plain=fold(base.word))]
        match = _match_in(alone, len(before), language, is_edit=is_edit)
        if match is not None and match.topic in {"subject", "role", "setting"}:
            is_many = match.topic != "setting" and base.is_plural
            return replace(match, start=start, end=start + 1, is_plural=is_many)
    return None


def _match_gerund(tokens: Sequence[Token], start: int, language: str, *, is_edit: bool) -> Match | None:
    """What a gerund means without the pronoun that hangs on it: `comiéndose`."""
    gerund = without_pronoun(tokens[start].raw, language)
    alone = None if gerund is None else [replace(tokens[start], raw=gerund, plain=gerund)]
    match = None if alone is None else _match_in(alone, 0, language, is_edit=is_edit)
    return None if match is None else replace(match, start=start, end=start + 1)


def _match_in(tokens: Sequence[Token], start: int, language: str, *, is_edit: bool) -> Match | None:
    """The longer of the lexicon's phrase and an icon's label; the lexicon wins a tie."""
    entry = _find_entry(tokens, start, language, is_edit=is_edit)
    if entry is not None and entry.topic in _OF_YEAR and language in _COMPOUNDING:
        head = head_after_season(tokens[start].raw, language)
        if head is not None:
            return _match_part(tokens, start, head, language, is_edit=is_edit)
    keyword = keyword_index(language).find_label(tokens, start)
    if language in _SLAVIC and not is_edit and not _is_as_listed(entry, keyword, tokens[start]):
        old = keyword.concept if entry is None and keyword is not None else entry.value if entry else ""
        case = _match_other_case(tokens, start, language, old)
        if case is not None:
            return case
    if entry is not None and (keyword is None or len(entry.words) >= keyword.length):
        return _from_entry(entry, tokens, start)
    if keyword is not None:
        return _from_keyword(keyword, tokens, start, language)
    return None


def _is_as_listed(entry: Entry | None, keyword: KeywordMatch | None, token: Token) -> bool:
    """Whether a word is found by more than the stem of one thing, which other things may share."""
    if keyword is not None and (keyword.length > 1 or keyword.is_exact):
        return True
    if entry is None:
        return keyword is None
    return len(entry.words) > 1 or entry.words[0] == token.plain


def _find_entry(tokens: Sequence[Token], start: int, language: str, *, is_edit: bool) -> Entry | None:
    """The phrase of a scene, or the edit word where that is at least as long."""
    entry = language_lexicon(language).find(tokens, start)
    if is_edit:
        edit = language_lexicon(language, is_for_edits=True).find(tokens, start)
        if edit is not None and (
            entry is None or entry.topic == "spot" or len(edit.words) >= len(entry.words)
        ):
            return edit
    return entry


SURELY_PLURAL: Final = ("ami", "emi", "ами", "ями", "ach", "ow", "ах", "ях", "ів", "їв")
"""Endings that no single thing of a Slavic language has."""


def _from_keyword(keyword: KeywordMatch, tokens: Sequence[Token], start: int, language: str) -> Match:
    end = start + keyword.length
    is_case = not tokens[end - 1].plain.endswith(SURELY_PLURAL) and is_after_preposition(
        tokens, start, language
    )
    plural = keyword.is_plural and not is_case
    return Match("subject", keyword.concept, start, end, language, is_plural=plural)


_OF_ONE: Final = ("ego", "emu", "iej", "eho", "ого", "ому", "ої")
"""How Slavic adjectives end beside a single noun."""


_OF_ONE_POLISH: Final = "ę"
"""How one thing ends that somebody has or holds: `parasolkę`; no plural does."""
_MASCULINE: Final = ("owy", "ny", "ski", "cki")
"""How Polish adjectives end after a single noun: `tort urodzinowy`."""


def _is_after_singular(tokens: Sequence[Token], start: int, end: int, language: str) -> bool:
    """Whether an adjective before the noun is of one: `portret starszego mężczyzny`."""
    said = tokens[max(0, start - 1) : end - 1]
    is_one = language == "pl" and end - start > 1 and tokens[end - 1].plain.endswith(_MASCULINE)
    return is_one or (language in _SLAVIC and any(token.plain.endswith(_OF_ONE) for token in said))


_PLURAL_ONLY: Final = frozenset("eiyиії")
"""How words end that have no singular, such as Polish `sanie` and `drzwi`."""


def _is_surely_plural(head: str, entry: Entry) -> bool:
    """`z owcami`, `серед соняшників`: told by the ending, where the word bends the list's own."""
    is_bent = head != entry.base and head[:3] == entry.base[:3] and entry.base[-1] not in _PLURAL_ONLY
    return entry.language in _SLAVIC and is_bent and head.endswith(SURELY_PLURAL)


def _from_entry(entry: Entry, tokens: Sequence[Token], start: int) -> Match:
    end = start + len(entry.words)
    head = tokens[start if entry.language in _HEAD_FIRST else end - 1].plain
    plural = entry.topic in _NOUN_TOPICS and is_plural(head, entry.base, entry.language)
    if plural and not head.endswith(SURELY_PLURAL):
        is_case = is_after_preposition(tokens, start, entry.language)
        plural = not (is_case or _is_after_singular(tokens, start, end, entry.language))
        plural = plural and not tokens[end - 1].raw.endswith(_OF_ONE_POLISH)
    plural = plural or (entry.topic in _NOUN_TOPICS and (head in _CROWDS or _is_surely_plural(head, entry)))
    begins = not start or tokens[start].is_after_break
    begins = begins or _is_after_verb(tokens, start, entry.language)
    is_noun = entry.topic in _NOUN_TOPICS and len(entry.words) == 1
    if begins and is_noun and entry.language in _SLAVIC:
        plural = plural or is_first_of_several(head, entry.base)
    return Match(entry.topic, entry.value, start, end, entry.language, is_plural=plural)


_MANY_ADJECTIVE: Final = ("e", "i", "і", "и")
"""How Slavic adjectives end before several things that a verb is about."""


def _is_after_verb(tokens: Sequence[Token], start: int, language: str) -> bool:
    """`krmí kachny`, `годує білі качки`: one that something is done to would end otherwise."""
    if language not in _SLAVIC or start == 0 or tokens[start].is_after_break:
        return False
    is_described = start > 1 and tokens[start - 1].plain.endswith(_MANY_ADJECTIVE)
    before = [tokens[start - 1], *([tokens[start - 2]] if is_described else [])]
    entries = (entry for token in before for entry in language_lexicon(language).exact[token.plain])
    return any(entry.topic == "pose" and len(entry.words) == 1 for entry in entries)


def rare_tags(reading: Reading, *, most: int) -> Iterator[tuple[Match, str]]:
    """Unknown words that are a rare tag of some icon, with that icon; how something is or is done is none."""
    for match in reading.matches:
        is_manner = reading.language in _ROMANCE and _MANNER.search(reading.tokens[match.start].plain)
        if match.topic == UNKNOWN and not is_manner:
            concept = keyword_index(reading.language).find_rare_tag(reading.tokens[match.start], most=most)
            if concept is not None:
                yield match, concept
