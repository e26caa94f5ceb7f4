"""The title of a designed piece that the prompt gives without quoting it: `a poster for a jazz festival`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding.design_words.design_topics import DesignTopic
from cavendish_illustrator.understanding.design_words.event_titles import in_nominative, names_event
from cavendish_illustrator.understanding.design_words.story_titles import find_story_title
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases
from cavendish_illustrator.vocabulary.phrase_matcher import Reading
from cavendish_illustrator.vocabulary.tokens import Token, fold

MOST_WORDS: Final = 7
_LONGEST_GAP: Final = 5
"""Words that may stand between the kind and its `for`."""
_TITLED: Final = frozenset(
    {
        *(Kind.POSTER, Kind.BOOK_COVER, Kind.CARD, Kind.LOGO, Kind.INFOGRAPHIC),
        *(Kind.MENU, Kind.BUSINESS_CARD, Kind.PACKAGING, Kind.LABEL),
    }
)
_DESCRIPTIVE: Final = frozenset({"style", "color", "size", "mood", "framing", "kind"})
_NAMED_AFTER: Final = frozenset({Kind.INFOGRAPHIC, Kind.BOOK_COVER})
"""They bear the name of what they are about, whatever it is."""
_INDEFINITE: Final = frozenset(
    {
        "a",
        "an",
        "two",
        "three",
        "ein",
        "eine",
        "einem",
        "einer",
        "un",
        "una",
        "une",
        "uno",
        "um",
        "uma",
        "een",
    }
)
_COLON: Final = re.compile(r"\s*:\s*")


@cache
def _title_words(name: str, language: str) -> frozenset[str]:
    table = read_topic("title_words")[name]
    lines = (table.get(key, "") for key in ("en", language))
    return frozenset(fold(phrase) for line in lines for phrase in split_phrases(line))


@dataclass(frozen=True, slots=True)
class TitleFinder:
    """The prompt, its reading and the kinds it names."""

    source: str
    reading: Reading
    topic: DesignTopic | None

    def find(self) -> str:
        """The title, or an empty text where nothing in the prompt would do as one."""
        kinds = [m for m in self.reading.matches if m.topic == "kind" and Kind(m.value) in _TITLED]
        named = self._called()
        if named or not kinds:
            return named
        for match in kinds:
            title = self._after_colon(match) or self._story(match) or self._after_connector(match)
            if any(letter.isalpha() for letter in title):
                return title
        return self._before(kinds[0])

    def _words(self, name: str) -> frozenset[str]:
        """The folded words of one row of the title lexicon, in English and in the prompt's language."""
        return _title_words(name, self.reading.language)

    def _text(self, start: int, end: int) -> str:
        tokens = self.reading.tokens
        return self.source[tokens[start].start : tokens[end - 1].end] if end > start else ""

    def _is_capital(self, index: int) -> bool:
        return self.source[self.reading.tokens[index].start].isupper()

    def _called(self) -> str:
        """`a bakery called Green Crumb`: the capitalised run after the word, or the one word."""
        tokens, words = self.reading.tokens, self._words("called")
        for index in range(len(tokens) - 1):
            pair = f"{tokens[index - 1].plain} {tokens[index].plain}" if index else ""
            if tokens[index].plain in words or pair in words:
                start = index + 1
                end = self._capital_run(start)
                if end > start and not tokens[start].is_after_break:
                    return self._text(start, end)
        return ""

    def _capital_run(self, start: int) -> int:
        tokens, joints, last = self.reading.tokens, self._words("joints"), start
        for index in range(start, min(len(tokens), start + MOST_WORDS)):
            if index > start and tokens[index].is_after_break:
                break
            if self._is_capital(index) or self.source[tokens[index].start].isdigit():
                last = index + 1
            elif tokens[index].plain not in joints:
                break
        return last

    def _after_colon(self, match: Match) -> str:
        tokens = self.reading.tokens
        if match.end >= len(tokens) or Kind(match.value) is Kind.LOGO:
            return ""
        if tokens[match.end].plain in _INDEFINITE and not self._is_capital(match.end):
            return ""  # `a banner: a rocket on the right` tells what is on it
        gap = self.source[tokens[match.end - 1].end : tokens[match.end].start]
        return self._text(match.end, self._phrase_end(match.end)) if _COLON.fullmatch(gap) else ""

    def _story(self, match: Match) -> str:
        """The whole sentence that a book or an explanation is about."""
        return find_story_title(self.source, self.reading, match.end) if match.value in _NAMED_AFTER else ""

    def _after_connector(self, match: Match) -> str:
        tokens = self.reading.tokens
        if match.end < len(tokens) and not tokens[match.end].is_after_break:
            if self._is_proper(match.end):
                return self._text(match.end, self._capital_run(match.end))
            words = [token.raw for token in tokens[match.end : match.end + MOST_WORDS]]
            if words[0] not in self._connectors() and names_event(words, self.reading.language):
                return self._phrase(match.end)  # `plakat turnieju szachowego`
        for index in range(match.end, min(len(tokens) - 1, match.end + _LONGEST_GAP)):
            if tokens[index].is_after_break:
                return ""
            start = self._skip_determiners(index + 1)
            title = (
                self._connected(Kind(match.value), tokens[index].plain, start)
                if start < len(tokens)
                else None
            )
            if title is not None:
                return title
        return ""

    def _connectors(self) -> frozenset[str]:
        return self._words("for") | self._words("of") | self._words("in") | self._words("turns")

    def _connected(self, kind: Kind, word: str, start: int) -> str | None:
        """What the phrase at a token makes of a title after a connector; None where the word is none."""
        is_for, is_of = word in self._words("for"), word in self._words("of")
        is_topic = kind is not Kind.LOGO and self._is_topic_within(start)
        is_told = kind is Kind.POSTER and word in self._words("about_inside")
        if is_told or (word in self._words("about") and (kind in _NAMED_AFTER or is_topic)):
            text = self._about_inside(start) or self._phrase(start)
            return f"{word} {text}" if text and word in self._words("kept") else text
        if is_for and kind is not Kind.LOGO:
            return self._about_inside(start) or self._phrase(start)
        if (is_for or is_of) and self._is_proper(start):
            return self._text(start, self._capital_run(start))
        return self._phrase(start) if is_of and is_topic else None

    def _is_topic_within(self, start: int) -> bool:
        """`cartel de una feria de artesanía`: what comes after is an occasion, not a thing to be shown."""
        end = self._phrase_end(start)
        is_about = self.topic is not None and start <= self.topic.start < end
        return is_about or self._has_event(start, end)

    def _has_event(self, start: int, end: int) -> bool:
        """Whether an occasion is named between two tokens: a tournament, a sale."""
        tokens = self.reading.tokens[start:end]
        return any(token.plain in self._words("events") for token in tokens)

    def _is_proper(self, index: int) -> bool:
        """Whether a name stands there; German writes every noun with a capital."""
        if not self._is_capital(index):
            return False
        at = next((m for m in self.reading.matches if m.start <= index < m.end), None)
        return self.reading.language != "de" or (at is not None and at.topic == "setting")

    def _skip_determiners(self, index: int) -> int:
        tokens, words = self.reading.tokens, self._words("determiners")
        while index < len(tokens) and tokens[index].plain in words and not tokens[index].is_after_break:
            index += 1
        return index

    def _about_inside(self, start: int) -> str:
        """`a cover for a thriller about a lost submarine` is called after the submarine."""
        tokens = self.reading.tokens
        for index in range(start, min(len(tokens) - 1, start + _LONGEST_GAP)):
            if tokens[index].plain in self._words("about_inside"):
                return self._phrase(self._skip_determiners(index + 1))
        return ""

    def _phrase(self, start: int) -> str:
        tokens, end = self.reading.tokens, self._phrase_end(start)
        words = {token.plain for token in tokens[start:end]}
        if start >= end or not words.isdisjoint(self._words("no_title")):
            return ""
        return self._text(start, end)

    def _phrase_end(self, start: int) -> int:
        """Where the phrase that begins at a token ends: at a break, or at a word that turns to the looks."""
        tokens, joints = self.reading.tokens, self._words("joints")
        end = start
        while end < len(tokens) and end < start + MOST_WORDS:
            if end > start and (tokens[end].is_after_break or self._turns(end)):
                break
            end += 1
        while end > start and tokens[end - 1].plain in joints | self._words("determiners"):
            end -= 1
        return end

    def _turns(self, index: int) -> bool:
        """Whether `with`, `featuring` or an `in` before neither name nor season stands there."""
        tokens = self.reading.tokens
        word = tokens[index].plain
        if word in self._words("turns"):
            return True
        if word not in self._words("in"):
            return False
        after = self._skip_determiners(index + 1)
        if after >= len(tokens):
            return True
        match = next((m for m in self.reading.matches if m.start <= after < m.end), None)
        if match is not None and match.topic in _DESCRIPTIVE:
            return True  # `Verpackung für Tee in Grün`
        is_place = match is not None and match.topic in {"season", "setting"}
        return not (self._is_capital(after) or is_place)

    def _before(self, match: Match) -> str:
        """`a vintage Amalfi Coast travel poster`, `a jazz festival poster`: the run before the kind."""
        start = match.start
        while start > 0 and match.start - start < MOST_WORDS and self._may_belong(start - 1):
            start -= 1
        end = match.start
        tokens = self.reading.tokens
        if tokens[0].plain == "how" and not any(token.is_after_break for token in tokens[1:end]):
            return self._text(0, end)  # `How to wash your hands infographic`
        while end > start and tokens[end - 1].plain in self._words("adjuncts"):
            end -= 1
        topic = self.topic
        is_about = topic is not None and start <= topic.start < end
        if self.reading.language == "en" and (is_about or self._has_event(start, end)):
            return self._text(start, end) if Kind(match.value) is not Kind.LOGO else ""
        capitals = [i for i in range(start, end) if i > 0 and self._is_proper(i)]
        return self._text(capitals[0], capitals[-1] + 1) if capitals else ""

    def _may_belong(self, index: int) -> bool:
        tokens = self.reading.tokens
        if tokens[index + 1].is_after_break or tokens[index].plain in self._words("determiners"):
            return False
        match = next((m for m in self.reading.matches if m.start <= index < m.end), None)
        return match is None or match.topic not in _DESCRIPTIVE


def find_title(source: str, reading: Reading, topic: DesignTopic | None) -> str:
    """The title of a designed piece, its first letter a capital."""
    title = in_nominative(TitleFinder(source, reading, topic).find().strip(), reading.language)
    return title[:1].upper() + title[1:]


def is_invitation(tokens: Sequence[Token]) -> bool:
    """Whether the card asks somebody to come."""
    stems = ("invit", "zaprosz", "einlad", "uitnod", "convite", "запрош", "pozvan", "save", "partecipaz")
    return any(token.plain.startswith(stems) for token in tokens)
