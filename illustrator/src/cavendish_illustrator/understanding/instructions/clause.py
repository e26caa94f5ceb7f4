"""One clause of an edit instruction: neighbouring meanings that belong together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.instructions.edit_instruction import Place
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_NOUNS: Final = frozenset({"subject", "role"})
_DEFINITE: Final = frozenset(
    (
        "the", "this", "my", "der", "die", "das", "den", "dem", "el", "la", "los", "las", "le", "les", "l",
        "il", "lo", "gli", "i", "o", "os", "as", "de", "het", "mein", "mi", "mon", "ma", "mio", "meu",
        "mijn", "her", "his", "him", "them", "it", "al", "au", "dos", "ao", "ten", "te", "mu", "jej",
    )
)  # fmt: skip

INDEFINITE: Final = frozenset(
    {
        "a", "an", "ein", "eine", "einen", "einem", "einer", "un", "una", "une", "uno", "um", "uma", "een",
        "numa", "num",
    }
)  # fmt: skip
_WITH_ARTICLE: Final = frozenset(
    {
        "no", "na", "nos", "nas", "nel", "nella", "nello", "sul", "sulla", "sullo", "im", "am", "ins", "aufs",
        "du", "au", "del", "della", "do", "da",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """Neighbouring meanings that belong together."""

    reading: Reading
    matches: Sequence[Match]
    spec: PictureSpec
    source: str
    inherited: str | None = None
    """The verb of the clause before, for one without: `add a hat, a scarf`."""

    def values(self, topic: str) -> list[str]:
        return [match.value for match in self.matches if match.topic == topic]

    def has(self, topic: str, *values: str) -> bool:
        return any(match.topic == topic and match.value in values for match in self.matches)

    def verbs(self, *values: str) -> bool:
        return self.has("edit", *values) or (self.inherited in values and not self.values("edit"))

    def nouns(self) -> list[Match]:
        return [match for match in self.matches if match.topic in _NOUNS]

    def words(self, match: Match) -> str:
        return self.reading.words(match)

    @property
    def text(self) -> str:
        """The clause as it stands in the instruction."""
        if not self.matches:
            return ""
        first, last = self.matches[0].start, self.matches[-1].end - 1
        return self.source[self.reading.tokens[first].start : self.reading.tokens[last].end]

    def text_after(self, match: Match) -> str:
        """The rest of the clause behind one of its meanings."""
        start, end = self.reading.tokens[match.end - 1].end, self.reading.tokens[self.matches[-1].end - 1].end
        return self.source[start:end]

    @property
    def is_about_background(self) -> bool:
        is_named = self.has("word", "background") or self.has("setting", "plain")
        # `Replace the background with` is what `a castle in the background with` is elsewhere.
        spots = [self.words(match).lower() for match in self.matches if match.topic == "spot"]
        return is_named or any(words.startswith("background") for words in spots)

    @property
    def place(self) -> Place | None:
        return next((Place(value) for value in self.values("place")), None)

    def is_shown(self, match: Match) -> bool:
        """Whether an article or a preposition that has swallowed one says so, or no article at all."""
        before = self.reading.tokens[match.start - 1].plain if match.start else ""
        return self.is_definite(match) or before in _WITH_ARTICLE or before not in INDEFINITE

    def is_told_new(self, match: Match) -> bool:
        """Whether an indefinite article stands before it or before its adjective."""
        words = [token.plain for token in self.reading.tokens[max(0, match.start - 2) : match.start]]
        return any(word in INDEFINITE for word in words)

    def is_definite(self, match: Match) -> bool:
        """Whether an article says that the thing is in the picture already."""
        return is_after_article(self.reading, match)


def is_after_article(reading: Reading, match: Match) -> bool:
    """Whether a definite article or a possessive stands before it."""
    return match.start > 0 and reading.tokens[match.start - 1].plain in _DEFINITE
