"""The word lists of the ten languages, read from the TOML files beside this module.

A file is a topic; a table in it is a value; the key of a language holds its phrases, separated by commas.
Where a value is one line instead of a table, it holds the ten languages in the order of `LANGUAGES`, parted
by `|`.
`word*` matches every word that begins so; a plain word also matches its inflected forms by stem.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from cavendish_illustrator.artwork.asset_pack import find_icon
from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.vocabulary.derived_verbs import derived_forms
from cavendish_illustrator.vocabulary.entries import Entry
from cavendish_illustrator.vocabulary.packed_entries import PackedTable, TableBuilder, packed
from cavendish_illustrator.vocabulary.phrase_lines import OWN_PLURALS, base_of, own_base, split_phrases
from cavendish_illustrator.vocabulary.plurals_of_any import may_be_many, singulars
from cavendish_illustrator.vocabulary.stemming import stem
from cavendish_illustrator.vocabulary.tokens import Token, fold
from cavendish_illustrator.vocabulary.verb_forms import with_other_forms
from cavendish_illustrator.vocabulary.word_forms import has_other_accents, is_form_of, words_apart

LANGUAGES: Final = ("en", "pl", "de", "es", "fr", "it", "pt", "nl", "uk", "cs")
ANY_LANGUAGE: Final = "any"
PREFIX_KEY: Final = 3
STEM_SAFE: Final = 4
"""Shorter words match exactly, for short stems collide."""
_ENDING: Final = 2
"""The last letters of a word, whose accents change from case to case: `loď`, `lodí`."""
_STEMMED_TOPICS: Final = frozenset({"subject", "role", "setting", "color", "material", "kind", "target"})
_GENDERED: Final = frozenset(
    {"role", "color", "material", "size", "mood", "state", "style", "hair_style", "number", "time", "season"}
)
"""What is said of men and women differently, or of things as adjectives are."""
LIVING: Final = range(23, 40)
"""The subgroups of the pack's persons and animals."""
EXACT_TOPICS: Final = frozenset({"word", "relation", "spot"})
_INFLECTED: Final = frozenset({"pl", "uk", "cs"})


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `start` to `end` (exclusive) mean `value` of `topic`."""

    topic: str
    value: str
    start: int
    end: int
    language: str
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class LanguageLexicon:
    """All phrases of one language, found by their first word."""

    language: str
    exact: PackedTable
    stemmed: PackedTable
    prefixed: PackedTable

    def find(self, tokens: Sequence[Token], start: int) -> Entry | None:
        """The best phrase that begins at a token: the longest, then the most exact."""
        best: tuple[tuple[int, int, int, int], Entry] | None = None
        for rank, entry in self._candidates(tokens[start]):
            length = len(entry.words)
            score = (length, rank, len(entry.words[0]), length)
            if (best is None or score > best[0]) and self._fits(entry, tokens, start):
                as_written = sum(map(_is_written, entry.words, tokens[start:]))
                if best is None or (*score[:3], as_written) > best[0]:
                    best = ((*score[:3], as_written), entry)
        return None if best is None else best[1]

    def _candidates(self, token: Token) -> Iterator[tuple[int, Entry]]:
        for entry in self.exact[token.plain]:
            if token.raw == entry.raw_first:
                yield 4, entry
            elif not (
                entry.has_accents and has_other_accents(token.raw, entry.raw_first, self.language, ending=1)
            ):
                yield 3, entry
        if token.raw not in words_apart(self.language):
            yield from self._many(token)
            yield from self._begun(token)
            yield from self._bent(token)

    def _many(self, token: Token) -> Iterator[tuple[int, Entry]]:
        for word in singulars(token.plain, self.language):
            for entry in self.exact[word]:
                if len(entry.words) == 1 and _is_bare(entry, self.language):
                    yield 1, replace(entry, base=word)

    def _begun(self, token: Token) -> Iterator[tuple[int, Entry]]:
        for size in range(1, PREFIX_KEY + 1):
            for entry in self.prefixed[token.plain[:size]] if len(token.plain) >= size else ():
                yield 1, entry

    def _bent(self, token: Token) -> Iterator[tuple[int, Entry]]:
        if len(token.plain) >= STEM_SAFE or self.language == "en":
            for entry in self.stemmed[stem(token.raw, self.language)]:
                if self._bends(token, entry):
                    yield 2, entry

    def _bends(self, token: Token, entry: Entry) -> bool:
        """Whether the stem that they share is more than chance; verbs have too many forms to tell."""
        if has_other_accents(token.raw, entry.raw_first, self.language, ending=_ENDING):
            return False
        if entry.topic == "pose" or len(entry.words) > 1:
            return True
        has_gender = entry.topic in _GENDERED or (entry.topic == "subject" and _is_living(entry.value))
        return is_form_of(token.raw, entry.words[0], self.language, has_gender=has_gender)

    def _fits(self, entry: Entry, tokens: Sequence[Token], start: int) -> bool:
        if start + len(entry.words) > len(tokens):
            return False
        for offset, word in enumerate(entry.words):
            token = tokens[start + offset]
            if offset and token.is_after_break:
                return False
            if word.endswith("*"):
                if not token.plain.startswith(word[:-1]):
                    return False
            elif token.plain != word and not (
                entry.stems and stem(token.raw, self.language) == entry.stems[offset]
            ):
                is_last = offset + 1 == len(entry.words) and _is_bare(entry, self.language)
                if not is_last or word not in singulars(token.plain, self.language):
                    return False
        return True


class LexiconBuilder:
    """Takes phrases one by one."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.firsts: dict[str, int] = {}
        """The first words, those with a star apart, and in which order they came."""
        self._verbs: list[Entry] = []
        self._block = bytearray()
        self._exact = TableBuilder(_first_word_of)
        self._stemmed = TableBuilder(_first_stem_of)
        self._prefixed = TableBuilder(_beginning_of)

    def add(self, entry: Entry) -> None:
        start = len(self._block)
        self._block += packed(entry)
        self.firsts.setdefault(entry.words[0], len(self.firsts))
        if entry.topic in _OF_VERBS and len(entry.words) == 1:
            self._verbs.append(entry)
        if entry.words[0].endswith("*"):
            self._prefixed.add(entry, start)
        else:
            self._exact.add(entry, start)
            if entry.stems:
                self._stemmed.add(entry, start)

    def verbs(self) -> Sequence[Entry]:
        """Lone words for what somebody does, whole words first, by when a word was first listed."""
        return sorted(self._verbs, key=lambda verb: (verb.words[0].endswith("*"), self.firsts[verb.words[0]]))

    def lexicon(self) -> LanguageLexicon:
        """All that was added."""
        block = bytes(self._block)
        tables = [one.table(block) for one in (self._exact, self._stemmed, self._prefixed)]
        return LanguageLexicon(self.language, *tables)


def _first_word_of(entry: Entry) -> str:
    return entry.words[0]


def _first_stem_of(entry: Entry) -> str:
    return entry.stems[0]


def _beginning_of(entry: Entry) -> str:
    return entry.words[0].removesuffix("*")[:PREFIX_KEY]


def _is_written(word: str, token: Token) -> bool:
    """Whether the text has the very form of the lexicon: `z góry` is from above, `z górami` has mountains."""
    return token.plain == word


def _is_bare(entry: Entry, language: str) -> bool:
    """Whether the plural of an entry is known by rule alone: its list has no stems, or it changes them."""
    is_without = not entry.stems and not entry.has_accents
    return (is_without or language in _INFLECTED) and may_be_many(entry.topic, language)


@functools.cache
def _is_living(concept: str) -> bool:
    facts = find_icon(concept)
    return facts is not None and facts.subgroup in LIVING


@functools.cache
def read_topic(file_name: str) -> Mapping[str, Mapping[str, Any]]:
    """The tables of one lexicon file, as written."""
    tables = read_table(f"vocabulary/lexicon/{file_name}.toml")
    return {
        value: _by_language(row) if isinstance(row, str) and "|" in row else row
        for value, row in tables.items()
    }


def read_as(key: str) -> str:
    """What the words of a row mean; after a colon stands the kind of it that they name."""
    return key.partition(":")[0]


def _by_language(row: str) -> dict[str, str]:
    return dict(zip(LANGUAGES, (part.strip() for part in row.split("|")), strict=True))


TOPIC_FILES: Final = {
    "species": "subject",
    "dishes_and_goods": "subject",
    "things_strewn": "subject",
    "breeds": "subject",
    "things_further": "subject",
    "phrases_of_things": "subject",
    "phrases_of_people": "role",
    "people_often_named": "role",
    "phrases_of_places": "setting",
    "phrases_of_doings": "pose",
    "phrases_not_drawn": "unknown",
    "clothes_further": "subject",
    "things_of_people": "subject",
    "roles_further": "role",
    "spots": "spot",
    "doings": "pose",
    "doings_further": "pose",
    "deed_words": "relation",
    "deed_words_further": "relation",
    "doings_of_every_day": "pose",
    "verbs_of_every_day": "pose",
    "things_of_every_day": "subject",
    "things_often_named": "subject",
    "doing_stops": "word",
    "things_of_still_lifes": "subject",
    "things_eaten": "subject",
    "things_of_rooms": "subject",
    "things_around_house": "subject",
    "things_for_play_and_work": "subject",
    "things_served": "subject",
    "things_everyday": "subject",
    "things_nature": "subject",
    "things_made": "subject",
    "things_for_designs": "subject",
    "things_besides": "subject",
    "things_worn": "subject",
    "things_of_places": "subject",
    "things_named_otherwise": "subject",
    "things_stood_on": "subject",
    "animals_further": "subject",
    "words_of_things": "subject",
    "words_of_places": "setting",
    "places_further": "setting",
    "words_of_doings": "pose",
    "styles": "style",
    "times": "time",
    "weathers": "weather",
    "seasons": "season",
    "moods": "mood",
    "hair_styles": "hair_style",
    "colors": "color",
    "sizes": "size",
    "materials": "material",
    "patterns": "pattern",
    "states": "state",
    "numbers": "number",
    "relations": "relation",
    "poses": "pose",
    "roles": "role",
    "roles_everyday": "role",
    "people_everyday": "subject",
    "people_further": "subject",
    "cars_by_name": "subject",
    "kinds": "kind",
    "settings": "setting",
    "subjects": "subject",
    "framings": "framing",
    "light_words": "word",
    "function_words": "word",
    "words_passed_over": "word",
}
EDIT_FILES: Final = {"edit_words": "edit", "looks": "look", "places": "place", "airy_things": "air"}


@functools.cache
def language_lexicon(language: str, *, is_for_edits: bool = False) -> LanguageLexicon:
    """The phrases of a language; edit words are apart, for `make` or `put` mean nothing in a scene."""
    builder = LexiconBuilder(language)
    false_friends = frozenset(split_phrases(read_topic("languages")["false_friends"].get(language, "")))
    for file_name, topic in (EDIT_FILES if is_for_edits else TOPIC_FILES).items():
        for key, table in read_topic(file_name).items():
            value, line = read_as(key), table.get(language, "")
            first = next(split_phrases(line), "")
            for phrase in _with_verb_forms(line, language, topic):
                base = own_base(phrase, line) if language in OWN_PLURALS else first
                builder.add(make_entry(topic, value, language, phrase, base=base))
            for phrase in split_phrases(table.get(ANY_LANGUAGE, "")):
                if phrase in false_friends:
                    continue
                base = base_of(phrase, table[ANY_LANGUAGE], language)
                builder.add(
                    replace(
                        make_entry(
                            topic, value, language, phrase, base=base, may_stem=language in _INFLECTED
                        ),
                        has_accents=False,
                    )
                )
    if not is_for_edits:
        for phrase in shop_names(language):
            builder.add(make_entry("setting", _SHOP, language, phrase))
        _add_derived_verbs(builder)
    return builder.lexicon()


def _add_derived_verbs(builder: LexiconBuilder) -> None:
    """The regular forms of verbs; a form that is listed stays what it is, which may be a noun: `segeln`."""
    for verb in builder.verbs():
        for form in derived_forms(verb.raw_first, builder.language):
            if fold(form.removesuffix("*")) not in builder.firsts:
                builder.add(make_entry(verb.topic, verb.value, builder.language, form))


_OF_VERBS: Final = frozenset({"pose", "relation"})


def _with_verb_forms(line: str, language: str, topic: str) -> list[str]:
    """The phrases of a line, after them what is not written out: `washes a car` of `washing a car`."""
    phrases = list(split_phrases(line))
    if language in _REFLEXIVES and topic in _OF_REFLEXIVES:
        return [*phrases, *(form for phrase in phrases for form in _reflexive_forms(phrase, language))]
    return with_other_forms(phrases) if language == "en" and topic in _OF_VERBS else phrases


_REFLEXIVES: Final = {"pl": frozenset({"się"}), "cs": frozenset({"se", "si"})}
_OF_REFLEXIVES: Final = frozenset({"pose", "mood"})


def _reflexive_forms(phrase: str, language: str) -> list[str]:
    """`ovce se pasou`, `pies się bawi`: the little word may stand before its verb, or further away."""
    words = phrase.split()
    is_reflexive = len(words) > 1 and words[1] in _REFLEXIVES[language]
    return [" ".join([words[1], words[0], *words[2:]])] if is_reflexive else []


_SHOP: Final = "storefront"
"""What every shop is as a place."""


def shop_names(language: str) -> Iterator[str]:
    """What shops are called in a language; the first name of each is only its sign."""
    place = LANGUAGES.index(language)
    for row in read_topic("shops").values():
        yield from list(split_phrases(str(row["names"]).split("|")[place]))[1:]


@functools.cache
def own_words(language: str) -> frozenset[str]:
    """Common words of a language, folded, that no other language may explain."""
    return frozenset(map(fold, split_phrases(read_topic("languages")["own"].get(language, ""))))


def make_entry(
    topic: str, value: str, language: str, phrase: str, *, base: str = "", may_stem: bool = True
) -> Entry:
    """Read one phrase; stemming is most of the cost of loading, so it is spared where it gains little."""
    raw_words = raw_words_of(phrase, language)
    words = tuple([fold(word) for word in raw_words])
    is_stemmed = (
        may_stem
        and (topic in _STEMMED_TOPICS or (language in _INFLECTED and topic not in EXACT_TOPICS))
        and not any(word.endswith("*") for word in words)
        and max(map(len, words)) >= (2 if language == "en" else STEM_SAFE)
    )
    stems = tuple([stem(word, language) for word in raw_words]) if is_stemmed else ()
    if stems == words:
        stems = words
    base = fold(base.rsplit(maxsplit=1)[-1]) if base else ""
    return Entry(topic, value, language, words, raw_words[0], base, stems)


def raw_words_of(phrase: str, language: str) -> list[str]:
    """The words of a phrase in lower case, with their accents."""
    apart = phrase.lower().replace("-", " ")
    return (apart if language == "uk" else apart.replace("'", " ")).split()
