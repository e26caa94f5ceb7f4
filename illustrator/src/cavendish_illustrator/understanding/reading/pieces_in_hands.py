"""A card, a menu or a poster that somebody reads, writes or hangs is a thing of the scene."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import Reading

_THINGS: Final[dict[str, str]] = {
    Kind.CARD: "love-letter",
    Kind.MENU: "open-book",
    Kind.POSTER: "framed-picture",
    Kind.BUSINESS_CARD: "identification-card",
}
_PLAYED: Final = ("playing", "gry", "spiel", "juego", "jouer", "gioco", "jogo", "speel", "гральн", "hrac")
_DEEDS: Final = frozenset(
    {"writing", "working", "drawing", "decorating", "painting", "carrying", "reading", "showing", "giving"}
)
_ARTICLES: Final = frozenset(
    {
        *("a", "an", "the", "his", "her", "their", "my", "some", "ein", "eine", "einen", "die", "den", "das"),
        *("un", "una", "la", "el", "las", "los", "le", "les", "une", "des", "il", "lo", "i", "gli", "um"),
        *("uma", "o", "os", "as", "een", "de", "het", "zijn", "haar", "seine", "ihre", "su", "sa", "son"),
    }
)
_WITHOUT_ARTICLES: Final = frozenset({"pl", "uk", "cs"})


def with_pieces_in_hands(reading: Reading) -> Reading:
    """The reading in which what is held, read, written or hung is a thing."""
    matches = list(reading.matches)
    for at, match in enumerate(matches):
        if match.topic == "kind" and match.value in _THINGS and _is_in_hand(reading, at):
            words = reading.words(match)
            is_played = match.value == Kind.CARD and any(stem in words for stem in _PLAYED)
            value = "playing-cards" if is_played else _THINGS[match.value]
            matches[at] = replace(match, topic="subject", value=value)
    return replace(reading, matches=matches)


def _is_in_hand(reading: Reading, at: int) -> bool:
    """Whether right before it stands what somebody alive, who is named first, does to it."""
    piece = reading.matches[at]
    before = [match for match in reading.matches[:at] if match.topic != "word"]
    if len(before) < 2 or not _is_deed(before[-1]):
        return False
    doer = next((one for one in before if one.topic in {"subject", "role"}), None)
    if doer is None or not (doer.topic == "role" or is_animate(doer.value)):
        return False
    if any(token.is_after_break for token in reading.tokens[doer.end : piece.start + 1]):
        return False
    return reading.language in _WITHOUT_ARTICLES or _has_article(reading, piece)


def _is_deed(match: Match) -> bool:
    return (match.topic, match.value) == ("relation", "holding") or (
        match.topic == "pose" and match.value in _DEEDS
    )


def _has_article(reading: Reading, piece: Match) -> bool:
    words: Sequence[str] = [token.plain for token in reading.tokens[max(0, piece.start - 1) : piece.start]]
    return bool(words) and words[0] in _ARTICLES
