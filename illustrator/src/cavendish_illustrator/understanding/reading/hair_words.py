"""What a prompt says of somebody's hair: its colour, and how it is worn."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from cavendish_illustrator.understanding.reading.neighbourhood import NOUNS, Neighbourhood
from cavendish_illustrator.understanding.reading.noun_placer import NounPlacer
from cavendish_illustrator.understanding.reading.scene_draft import Attributes
from cavendish_illustrator.understanding.reading.waiting_words import WaitingWords
from cavendish_illustrator.vocabulary.concept_classes import is_person
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import Token

_HAIR: Final = ("hair", "wlos", "haar", "pelo", "cabel", "cheveu", "capell", "haren", "волос", "vlas")
_NATURAL: Final = {
    "#e02b2b": "#a8482a",
    "#f08a24": "#c8622a",
    "#f2cf35": "#dcb869",
    "#d9b34a": "#d8b26a",
}
"""What the colours of things mean of hair: red hair is no fire engine."""
_CLOTHS: Final = frozenset({"headscarf", "headwrap"})
_LENGTHS: Final = {
    "long": ("long", "dlug", "lang", "larg", "lungh", "compr", "довг", "dlouh"),
    "bob": ("short", "krotk", "kurz", "cort", "court", "curt", "коротк", "kratk"),
}
_NEAR: Final = 3
ADJECTIVE_AFTER_NOUN: Final = frozenset({"es", "fr", "it", "pt"})


@cache
def _tones() -> tuple[tuple[tuple[str, ...], frozenset[str], str], ...]:
    """Beginnings and whole words that only hair has for a colour, and the colour."""
    return tuple(
        (tuple(w[:-1] for w in words if w.endswith("*")), frozenset(w for w in words if w[-1] != "*"), color)
        for color, words in read_topic("hair_colors").items()
    )


def hair_tone(word: str) -> str | None:
    """The colour that a folded word says of hair and of nothing else: `blond`, `rothaarig`."""
    return next(
        (c for stems, whole, c in _tones() if word in whole or (stems and word.startswith(stems))), None
    )


def _length_near(tokens: Sequence[Token], at: int) -> str | None:
    """`long red hair`, `capelli rossi lunghi`: how long hair is worn that is named at a token."""
    words = [token.plain for token in tokens[max(0, at - _NEAR) : at + _NEAR]]
    return next(
        (style for style, stems in _LENGTHS.items() if any(word.startswith(stems) for word in words)), None
    )


@dataclass(slots=True)
class HairReader:
    """Gives people the hair that the words about it say, on one walk over a prompt."""

    reading: Reading
    nouns: NounPlacer
    around: Neighbourhood
    is_color_taken: bool = False
    """Whether the colour that comes next was the hair's."""

    def take_style(self, match: Match, waiting: WaitingWords) -> None:
        """`a girl with braids`, `a curly-haired boy`: who has them was named last, or comes next."""
        self._take(waiting, match.value)
        self.nouns.drop_relation()
        waiting.drop_color()

    def take_body(self, match: Match, waiting: WaitingWords) -> None:
        """`a girl with long blue hair`; nothing where the word is about another part of the body."""
        if is_hair(self.reading.tokens[match.start].plain):
            self._take(waiting, _length_near(self.reading.tokens, match.start))

    def _take(self, waiting: WaitingWords, style: str | None) -> None:
        """Give the hair to who was named last, or keep it for the noun right behind."""
        head = self.nouns.draft.head_subject()
        is_before = self.around.is_next(NOUNS) and self.reading.language not in ADJECTIVE_AFTER_NOUN
        if head is not None and is_person(head.concept) and not is_before:
            self._color(head.attributes, waiting, style)
        else:
            self._color(waiting.said, waiting, style)

    def takes_color(self, match: Match, waiting: WaitingWords) -> bool:
        """Whether a colour is that of hair named before it, or one that only hair has."""
        if self.is_color_taken:
            self.is_color_taken = False
            return True
        return self.takes_tone(match, waiting)

    def takes_tone(self, match: Match, waiting: WaitingWords) -> bool:
        """Whether the word only says which hair somebody has: `a blond boy`, `une femme rousse`."""
        tone = hair_tone(self.reading.tokens[match.start].plain)
        if tone is None or match.end - match.start != 1:
            return False
        following, head = self.around.neighbour(1), self.nouns.draft.head_subject()
        is_close = following is not None and following.start == match.end
        if is_close and following is not None and following.topic in NOUNS:
            if not is_person(following.value) and following.topic != "role":
                return False
            waiting.describe("hair", tone)
        elif head is not None and is_person(head.concept):
            head.attributes.hair = head.attributes.hair or tone
        else:
            return False
        return True

    def _color(self, own: Attributes, waiting: WaitingWords, style: str | None) -> None:
        own.hair_style = own.hair_style or style
        own.hair = own.hair or waiting.said.hair
        following = self.around.neighbour(1) if self.reading.language in ADJECTIVE_AFTER_NOUN else None
        if following is not None and following.topic == "color":
            own.hair, self.is_color_taken = hair_in(following.value, style), True
        elif waiting.said.color is not None:
            own.hair = hair_in(waiting.said.color, style)


def is_hair(word: str) -> bool:
    return word.startswith(_HAIR)


def hair_in(color: str, style: str | None = None) -> str:
    """A colour as hair has it; a colour no hair grows in stays."""
    return color if style in _CLOTHS else _NATURAL.get(color, color)
