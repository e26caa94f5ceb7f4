"""Finds the rule that a text breaks: one pass over its words, whatever their number."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cavendish.adapters.prompt_rules.rule_file import MIN_STEM_CHARS, Policy, Rule, Term
from cavendish.adapters.prompt_rules.text_folding import FoldedWord, read_words

_CLEARING_DISTANCE: Final = 6
"""A word of an `unless` group clears a match that it stands in or this near to."""
_GLUED_CHARS: Final = range(7, 41)
"""Words of so many letters are looked into for two known ones without a gap."""
_BLANK: Final = FoldedWord(())


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    rule: Rule
    words: tuple[str, ...]
    """What was found, folded; for the one who tries a prompt out, not for a log."""


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    start: int
    end: int
    group: str


class _Finder:
    """Where terms occur in a list of words; each term is looked for only where its first word fits."""

    def __init__(self, terms: Iterable[tuple[str, Term]]) -> None:
        self._words: defaultdict[str, list[tuple[str, Term]]] = defaultdict(list)
        self._stems: defaultdict[str, list[tuple[str, Term]]] = defaultdict(list)
        self._numbers: list[tuple[str, Term]] = []
        for group, term in terms:
            first = term[0]
            if first.numbers is not None:
                self._numbers.append((group, term))
            elif first.is_stem:
                self._stems[first.text[:MIN_STEM_CHARS]].append((group, term))
            else:
                self._words[first.text].append((group, term))

    def find(self, words: Sequence[FoldedWord]) -> list[_Place]:
        return [
            _Place(start, start + len(term), group)
            for start, word in enumerate(words)
            for reading in word.readings
            if self._may_begin_with(reading)
            for group, term in self._beginning_with(reading)
            if _fits(term, words, start)
        ]

    def _may_begin_with(self, reading: str) -> bool:
        """False for nearly every word of a prompt, at the price of two look-ups."""
        return reading in self._words or reading[:MIN_STEM_CHARS] in self._stems or reading[0].isdecimal()

    def _beginning_with(self, reading: str) -> list[tuple[str, Term]]:
        stems = self._stems.get(reading[:MIN_STEM_CHARS], ())
        numbers = self._numbers if reading[0].isdecimal() else ()
        fitting = (item for item in (*stems, *numbers) if item[1][0].fits(reading))
        return [*self._words.get(reading, ()), *fitting]


def _fits(term: Term, words: Sequence[FoldedWord], start: int) -> bool:
    """The rest of the term follows; its first word was looked up."""
    if start + len(term) > len(words):
        return False
    # A plain loop: this runs for every "the" of a prompt, and a generator would cost more than the question.
    for offset in range(1, len(term)):  # noqa: SIM110
        if not any(map(term[offset].fits, words[start + offset].readings)):
            return False
    return True


class RuleMatcher:
    """A policy, made ready; safe to share between threads."""

    def __init__(self, policy: Policy) -> None:
        self._rules = policy.rules
        used = {group for rule in policy.rules for group in (*rule.groups, *rule.unless)}
        terms = [(group, term) for group in sorted(used) for term in policy.terms[group]]
        self._finder = _Finder(terms)
        self._innocent = _Finder(("", term) for term in policy.innocent)
        atoms = {atom for _, term in terms for atom in term if atom.numbers is None}
        self._known = frozenset(atom.text for atom in atoms if len(atom.text) >= MIN_STEM_CHARS)
        self._known_beginnings = frozenset(known[:MIN_STEM_CHARS] for known in self._known)
        self._longest = max(map(len, self._known), default=0)

    def find_broken(self, text: str) -> BrokenRule | None:
        """The first rule of the policy that the text breaks, in the file's order."""
        words = self._forget_innocent(self._split_glued(read_words(text, find_known=self._known_in)))
        places: defaultdict[str, list[_Place]] = defaultdict(list)
        for place in self._finder.find(words):
            places[place.group].append(place)
        for rule in self._rules if places else ():
            if all(group in places for group in rule.groups) and (match := _match(rule, places)):
                found = [words[at].readings[0] for place in match for at in range(place.start, place.end)]
                return BrokenRule(rule=rule, words=tuple(found))
        return None

    def _forget_innocent(self, words: list[FoldedWord]) -> list[FoldedWord]:
        for place in self._innocent.find(words):
            words[place.start : place.end] = [_BLANK] * (place.end - place.start)
        return words

    def _split_glued(self, words: Iterable[FoldedWord]) -> list[FoldedWord]:
        """Two known words without a gap, whole: "nudechild" is two, "therapist" is one."""
        result: list[FoldedWord] = []
        for word in words:
            result.append(word)
            for reading in word.readings:
                if len(reading) in _GLUED_CHARS and reading not in self._known:
                    result += [FoldedWord((part,)) for part in self._two_known(reading)]
        return result

    def _two_known(self, letters: str) -> tuple[str, ...]:
        if letters[:MIN_STEM_CHARS] not in self._known_beginnings:
            return ()
        for cut in range(MIN_STEM_CHARS, len(letters) - MIN_STEM_CHARS + 1):
            if letters[:cut] in self._known and letters[cut:] in self._known:
                return letters[:cut], letters[cut:]
        return ()

    def _known_in(self, letters: str) -> list[str]:
        """Known words in letters without gaps, the leftmost and then the longest first."""
        found: list[str] = []
        at = 0
        while at < len(letters):
            for size in range(min(self._longest, len(letters) - at), MIN_STEM_CHARS - 1, -1):
                if letters[at : at + size] in self._known:
                    found.append(letters[at : at + size])
                    at += size
                    break
            else:
                at += 1
        return found


def _match(rule: Rule, places: defaultdict[str, list[_Place]]) -> tuple[_Place, ...] | None:
    """The rule's groups near one another, with nothing by that clears them."""
    clearing = sorted(place.start for group in rule.unless for place in places.get(group, ()))
    latest: dict[str, _Place] = {}
    for place in sorted(place for group in rule.groups for place in places[group]):
        latest[place.group] = place
        if len(latest) < len(rule.groups):
            continue
        match = tuple(sorted(latest.values()))
        first, last = match[0].start, max(other.end for other in match)
        is_near = rule.within == 0 or last - first <= rule.within
        if is_near and not _has_between(clearing, first - _CLEARING_DISTANCE, last + _CLEARING_DISTANCE):
            return match
    return None


def _has_between(sorted_numbers: list[int], low: int, high: int) -> bool:
    at = bisect_left(sorted_numbers, low)
    return at < len(sorted_numbers) and sorted_numbers[at] <= high
