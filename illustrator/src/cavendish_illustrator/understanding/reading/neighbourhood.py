"""What stands before and after the meaning that is being read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cavendish_illustrator.understanding.reading.surroundings import SNOWED
from cavendish_illustrator.understanding.reading.verb_poses import OF_THE_LIVING, object_relation
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

NOUNS: Final = frozenset({"subject", "role"})
QUALITIES: Final = frozenset({"color", "size", "material", "state", "mood"})
_ARTICLES: Final = frozenset({"a", "an", "the", "eine", "die", "une", "una", "uma"})
_PARTICIPLES: Final = ("acy", "aca", "ace", "acych", "ici", "ouci", "end", "ende", "ender", "endes", "enden")
_BEFORE_ADJECTIVE: Final = frozenset({"number", "color", "size", "mood", "relation"})
_ADJECTIVES_AFTER: Final = frozenset({"fr", "it", "es", "pt"})
_WITHOUT_ARTICLES: Final = frozenset({"pl", "uk", "cs"})
_INDEFINITE: Final = frozenset(
    {"a", "an", "another", "ein", "eine", "einen", "un", "una", "une", "um", "uma", "een"}
)
_THE: Final = frozenset({"the", "dem", "das", "el", "la", "il", "sul", "o", "het", "na", "po", "по", "на"})
_BACKDROPS: Final = frozenset({"sky", "clouds", "plain", "studio", "abstract", "storefront"})
_OLD: Final = frozenset({"old-man", "old-woman"})
_OLD_WORDS: Final = (
    "old", "alt", "star", "viej", "vieux", "vieil", "vecchi", "velh", "oud", "стар", "anzian", "ancian",
    "elder", "altere", "idos", "bejaard",
)  # fmt: skip
"""What the words begin with that can say it of a thing, too: a grandmother by the fire is one."""
_LIT: Final = frozenset(
    {
        "light", "lights", "glow", "sky", "tones", "tone", "hues", "hue", "sunset", "clouds", "haze",
        "licht", "himmel", "luz", "luces", "cielo", "lumiere", "ciel", "luce", "ceu", "lucht", "swiatlo",
        "niebo", "світло", "небо", "svetlo",
    }
)  # fmt: skip
"""What an orange may shine in."""
_OF_DOERS: Final = QUALITIES | {"number"}
_OVERHEAD: Final = frozenset({"sky", "clouds"})
_LOOKED_AHEAD: Final = 3


def is_unseen(match: Match) -> bool:
    """Whether it names a thing that nobody knows or that is not drawn, such as a wall."""
    return match.topic == UNKNOWN or (match.topic == "word" and match.value == "unseen")


def _is_one_word(match: Match) -> bool:
    return match.end - match.start == 1


@dataclass(slots=True)
class Neighbourhood:
    """A place in a reading; the reader moves it along."""

    reading: Reading
    position: int = 0

    def is_overhead(self, match: Match) -> bool:
        """Whether a sky is only what somebody is under: `pod rozgwieżdżonym niebem`."""
        if match.value not in _OVERHEAD:
            return False
        for distance in range(1, _LOOKED_AHEAD + 1):
            before = self.neighbour(-distance)
            if before is None or before.topic in NOUNS:
                return False
            if before.topic == "relation":
                return before.value == "under"
        return False

    def neighbour(self, step: int) -> Match | None:
        """The meaning so many steps away, unless a comma stands between."""
        index = self.position + step
        if not 0 <= index < len(self.reading.matches):
            return None
        match = self.reading.matches[index]
        later = match if step > 0 else self.reading.matches[self.position]
        return None if self.reading.tokens[later.start].is_after_break else match

    def is_next(self, topics: frozenset[str]) -> bool:
        following = self.neighbour(1)
        return following is not None and following.topic in topics

    def noun_follows(self) -> bool:
        """Whether the next meaning but for articles is a thing."""
        later = self.reading.matches[self.position + 1 : self.position + 1 + _LOOKED_AHEAD]
        said = next((one for one in later if not (one.topic == "word" and one.value == "stop")), None)
        return said is not None and said.topic in NOUNS

    def is_previous_word(self, value: str) -> bool:
        previous = self.neighbour(-1)
        return previous is not None and previous.topic == "word" and previous.value == value

    def follows_article(self, match: Match) -> bool:
        before = self.reading.tokens[match.start - 1].plain if match.start else ""
        previous = self.neighbour(-1)
        is_article = before in _ARTICLES and self.reading.language not in _WITHOUT_ARTICLES
        return is_article or (previous is not None and previous.topic == "number")

    def is_after_place(self, *, adjectives_follow: bool) -> bool:
        """`un granero rojo`: the colour is the barn's, not the picture's; a sky or a wall is the picture."""
        previous = self.neighbour(-1)
        is_place = previous is not None and previous.topic == "setting" and previous.value not in _BACKDROPS
        return adjectives_follow and is_place

    def tells_age(self, match: Match) -> bool:
        """`un vecchio tram`: the word for somebody old says of the next thing how old it is."""
        following = self.neighbour(1)
        word = self.reading.tokens[match.start].plain
        is_old = match.value in _OLD and match.end - match.start == 1 and word.startswith(_OLD_WORDS)
        is_next = following is not None and following.start == match.end
        return is_old and is_next and following is not None and following.topic in {"subject", "setting"}

    def is_of_unseen(self, *, adjectives_follow: bool) -> bool:
        """`con la tuta blu`: the colour of a thing nobody knows, right before it, is no other's."""
        previous, own = self.neighbour(-1), self.reading.matches[self.position]
        is_close = previous is not None and is_unseen(previous) and previous.end == own.start
        return adjectives_follow and is_close and not self.is_next(NOUNS)

    def is_said_of_place(self, match: Match) -> bool:
        """`un prado nevado con caballos`: the meadow lies under snow, not the horses."""
        if match.topic == "state":
            follow = self.reading.language in _ADJECTIVES_AFTER
            return match.value == SNOWED and self.is_after_place(adjectives_follow=follow)
        if match.topic == "size" and self.reading.language in _ADJECTIVES_AFTER:
            previous = self.neighbour(-1)  # `cozinha pequena com geladeira`
            return previous is not None and previous.topic == "setting" and previous.end == match.start
        return match.topic == "material" and self._is_ground(match)

    def _is_ground(self, match: Match) -> bool:
        """`dogs crossing the ice` are not made of it; `mesa de madeira com queijo` is a place of wood."""
        previous = self.neighbour(-1)
        is_of_place = previous is not None and previous.topic == "setting" and previous.end == match.start
        follow = self.reading.language in _ADJECTIVES_AFTER
        if is_of_place and (follow or not self.is_next(NOUNS)):
            return True  # `most kamienny z latarniami`
        before = self.reading.tokens[match.start - 1].plain if match.start else ""
        return match.value == "ice" and before in _THE and not self.is_next(NOUNS)

    def is_beside(self, names: Callable[[str], bool], step: int) -> bool:
        """Whether the meaning before or after this one, in its phrase, is of a word that these names know."""
        other = self.neighbour(step)
        return other is not None and any(
            names(token.plain) for token in self.reading.tokens[other.start : other.end]
        )

    def still_together(self, doers: list[int]) -> list[int]:
        """Who the next verb may still be about, at an `and`: not who alone did what was said right before.

        In `the bride laughs and a pigeon lands on the cake` nobody but the pigeon is on it.
        """
        before = self.reading.matches[self.position - 1] if self.position else None
        is_adjective = self.reading.language in _ADJECTIVES_AFTER
        verbs = {"pose", "relation"} if is_adjective else {"pose", "relation", "mood"}
        is_done = before is not None and before.topic in verbs and len(doers) == 1
        return [] if is_done else doers

    def is_one_more(self, match: Match) -> bool:
        """Whether it is named as another one: with `a`, or in a language without articles."""
        before = self.reading.tokens[max(0, match.start - 2) : match.start]
        return self.reading.language in _WITHOUT_ARTICLES or any(t.plain in _INDEFINITE for t in before)

    def _has_doer_after(self, match: Match) -> bool:
        """`…, na parapecie śpi kot`: a later clause whose doer stands behind what he does."""
        if match.topic != "pose" or object_relation(match.value) is not None or not self._opens_clause():
            return False
        following = self.reading.matches[self.position + 1 :]
        doer = next(
            (one for one in following if self._is_after_break(one) or one.topic not in _OF_DOERS), None
        )
        if doer is None or self._is_after_break(doer):
            return False
        return doer.topic == "role" or (doer.topic == "subject" and is_animate(doer.value))

    def _opens_clause(self) -> bool:
        """Whether there was a break, and nobody and nothing was named since."""
        for place in range(self.position, 0, -1):
            if self._is_after_break(self.reading.matches[place]):
                return True
            if self.reading.matches[place - 1].topic in NOUNS:
                return False
        return False

    def _is_after_break(self, match: Match) -> bool:
        return self.reading.tokens[match.start].is_after_break

    def is_of_unknown(self, match: Match) -> bool:
        """`sparks flying`: what an unknown English thing does that opens its clause, nobody else does."""
        previous = self.neighbour(-1)
        if previous is None or previous.topic != UNKNOWN or match.language != "en":
            return False
        is_close = previous.end == match.start and self.reading.tokens[previous.start].is_after_break
        return is_close and not self.is_next(NOUNS | {"color", "size", "word", "relation"})

    def qualifies_next(self, match: Match) -> bool:
        """`on a park bench`: the place is part of the thing's name and does not end what waits for it."""
        following = self.neighbour(1)
        is_thing = following is not None and following.topic == "subject"
        return match.language == "en" and is_thing and following is not None and _is_one_word(following)

    def is_mere_color(self) -> bool:
        """`un ciel orange` has no fruit in it, nor has an `orange` that opens a phrase."""
        previous, end = self.neighbour(-1), self.reading.matches[self.position].end
        if previous is None or previous.topic in {"setting", "time", "weather"}:
            return True
        following = self.reading.tokens[end].plain if end < len(self.reading.tokens) else ""
        return following in _LIT

    def begins_clause(self, match: Match) -> bool:
        """Whether a comma, an `and` or nothing at all stands before it."""
        is_first = match.start == 0 or self.reading.tokens[match.start].is_after_break
        return is_first or self.is_previous_word("and")

    def _is_said_of(self, before: Match | None) -> bool:
        """`staruszek karmiący gołębie`: a Slavic participle goes with the living one before it."""
        if before is None or self.reading.language not in _WITHOUT_ARTICLES:
            return False
        return before.topic == "role" or (before.topic == "subject" and is_animate(before.value))

    def _is_no_deed_of_next(self, match: Match) -> bool:
        """`dziewczyna z rudymi włosami czytająca list`: a letter does not read."""
        following = self.neighbour(1)
        is_thing = following is not None and following.topic == "subject" and not is_animate(following.value)
        is_living = match.value in OF_THE_LIVING or object_relation(match.value) is not None
        return is_thing and is_living and self.reading.language in _WITHOUT_ARTICLES

    def is_adjective(self, match: Match, *, is_first: bool) -> bool:
        """`a dancing bear`, but not `the bear catches fish`; `is_first` where no thing was named before."""
        if self._has_doer_after(match):
            return True
        if not self.is_next(NOUNS):
            return False
        before = self.neighbour(-1)
        if self._is_said_of(before) or (not is_first and self._is_no_deed_of_next(match)):
            return False
        is_early = is_first or before is None or self.follows_article(match)
        has_form = self.reading.tokens[match.end - 1].plain.endswith(_PARTICIPLES)
        return is_early or has_form or (before is not None and before.topic in _BEFORE_ADJECTIVE)
