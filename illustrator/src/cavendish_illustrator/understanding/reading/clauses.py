"""A prompt's clauses as rows of meanings, and what may be put elsewhere in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cavendish_illustrator.understanding.reading.verb_poses import object_relation
from cavendish_illustrator.vocabulary.concept_classes import is_animate, is_in
from cavendish_illustrator.vocabulary.lexicon import Match
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

NOUNS: Final = frozenset({"subject", "role"})
QUALITIES: Final = frozenset({"number", "color", "size", "mood", "material", "state", "pattern", UNKNOWN})
_PLACING: Final = frozenset(
    {"on", "under", "behind", "in_front", "between", "inside", "over", "hanging", "in", "with"}
)
_VERBS: Final = frozenset({"holding", "wearing", "riding"})
_NEAR: Final = frozenset(
    {
        "beside", "next", "near", "by", "alongside", "together", "close", "along", "adjacent", "side", "in",
        "and", "with", "neben", "bei", "nahe", "zusammen", "mit", "gegen", "an", "naast", "dichtbij",
        "tegen", "samen", "bij", "a", "pres", "aupres", "contre", "aux", "en", "accompanied", "vs", "versus",
    }
)  # fmt: skip
"""What begins a word for nearness that is no verb."""
_ASTRIDE: Final = frozenset({"auf", "au", "a", "sur", "on", "op", "der", "die"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The meanings between two breaks of a prompt."""

    reading: Reading
    matches: Sequence[Match]

    def word(self, match: Match) -> str:
        """Its first word, folded."""
        return self.reading.tokens[match.start].plain

    def is_stop(self, match: Match) -> bool:
        """Whether it is an article or another word that says nothing by itself."""
        return match.topic == "word" and match.value == "stop"

    def is_preposition(self, match: Match) -> bool:
        """Whether it places what is named after it and says nothing that somebody does."""
        if match.topic == "word":
            return match.value in {"in", "with"}
        if match.topic != "relation" or match.value in _VERBS:
            return False
        return match.value in _PLACING or self.word(match) in _NEAR

    def is_verb(self, match: Match) -> bool:
        """Whether it says what somebody does."""
        if match.topic == "relation":
            return not self.is_preposition(match) and self.word(match) not in _ASTRIDE
        return match.topic == "pose"

    def needs_doer(self, verb: Match) -> bool:
        """Whether only somebody can do it: `trinkt`, not `steht`."""
        return verb.topic == "relation" or object_relation(verb.value) is not None

    def may_do(self, verb: Match, noun: Match) -> bool:
        """Whether a thing that is named is who does it; a bus drives by itself."""
        drives = verb.value == "riding" and is_in(noun.value, "mount")
        return is_somebody(noun) or drives or not self.needs_doer(verb)

    def noun_phrase(self, start: int) -> int | None:
        """Where the words for one thing that begin at a place end; None if no thing is named there."""
        at = start
        while at < len(self.matches) and (
            self.is_stop(self.matches[at]) or self.matches[at].topic in QUALITIES
        ):
            at += 1
        end = at + 1
        if at >= len(self.matches) or self.matches[at].topic not in NOUNS:
            return None
        while end < len(self.matches) and self.matches[end].topic in NOUNS and self._belongs(end):
            end += 1
        return end

    def _belongs(self, at: int) -> bool:
        """Whether a noun is one thing with the one before: `a robot cat`, `ein Glas Wein`."""
        return self.reading.language == "en" or is_in(self.matches[at - 1].value, "vessel")


def is_somebody(noun: Match) -> bool:
    """Whether a noun names a person or an animal."""
    return noun.topic == "role" or (noun.topic == "subject" and is_animate(noun.value))


def clauses_of(reading: Reading) -> list[Clause]:
    """The clauses of a prompt in their order."""
    found: list[list[Match]] = []
    for match in reading.matches:
        if not found or reading.tokens[match.start].is_after_break:
            found.append([])
        found[-1].append(match)
    return [Clause(reading, matches) for matches in found]
