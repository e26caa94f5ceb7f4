"""Finds out which thing the prompt wants where: `on the left an owl, behind it a house, a moon above`."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from cavendish_illustrator.picture_spec import BOTH, Relation, RelationKind, Spot
from cavendish_illustrator.understanding.reading.scene_draft import Attributes, DraftSubject, SceneDraft
from cavendish_illustrator.vocabulary.lexicon import Match, read_topic
from cavendish_illustrator.vocabulary.phrase_matcher import UNKNOWN, Reading

RING: Final = "ring"
LEAST_IN_RING: Final = 3
_PARTS: Final = {
    "left": Spot(across="left"),
    "right": Spot(across="right"),
    "middle": Spot(across="middle"),
    "top": Spot(up="top"),
    "bottom": Spot(up="bottom"),
    "front": Spot(depth="front"),
    "back": Spot(depth="back"),
}
_LONE_RELATIONS: Final = {"behind": "back", "in_front": "front", "over": "top", "between": "middle"}
"""`with tents behind`: without a noun after it, the word tells a place in the picture."""
_OF: Final = frozenset({"of", "od", "von", "vom", "de", "du", "del", "di", "della", "do", "da", "van", "від"})
_TOUCHING: Final = frozenset(
    {
        *(RelationKind.HOLDING, RelationKind.WEARING, RelationKind.RIDING, RelationKind.ON),
        *(RelationKind.INSIDE, RelationKind.BESIDE),
    }
)
_NOBODY: Final = ""
_NO_THING: Final = frozenset({UNKNOWN, "time", "weather"})
"""`stars above`: they take up the place, though no figure has it."""
RING_CENTERS: Final = {"camp_site": "campfire", "fountain": "fountain", "hearth": "fireplace"}
"""Places that others sit around."""
_MADE_OF_THINGS: Final = frozenset({"subject", "role", "setting"})


@dataclass(frozen=True, slots=True)
class StatedPlaces:
    """Where the settings shall be, and what the others stand around."""

    settings: dict[str, Spot]
    ring_center: int | None


@dataclass(slots=True)
class _Walk:
    """One walk over a prompt: which things of the clause have no place yet, and which place waits for one."""

    reading: Reading
    source: str
    draft: SceneDraft
    settings: dict[str, Spot] = field(default_factory=dict)
    ring_center: int | None = None
    _named: list[int | str] = field(default_factory=list)
    """Things of this clause that have no place yet: an index of the draft, or a setting's name."""
    _last: int | str | None = None
    _given: list[int | str] = field(default_factory=list)
    """What the last place was given to, for `at the top on the left`."""
    _waiting: Spot | None = None
    _is_kept: bool = False
    """After a colon the place holds for the whole list."""
    _awaits_center: bool = False
    _is_spot_first: bool = False
    _after_spot: bool = False

    def run(self) -> StatedPlaces:
        self._is_spot_first = self._begins_with_spot()
        by_token = {subject.at: index for index, subject in enumerate(self.draft.subjects)}
        for match in self.reading.matches:
            if self.reading.tokens[match.start].is_after_break:
                self._break(match)
            value = self._spot_value(match)
            if value is not None:
                self._take(value, match)
                continue
            if match.topic == "word" and match.value == "stop":
                continue
            self._take_meaning(match, by_token.get(match.start))
            if match.topic in _MADE_OF_THINGS | _NO_THING:
                self._after_spot = False
        self._inherit()
        self.settings.pop(_NOBODY, None)
        return StatedPlaces(self.settings, self.ring_center)

    def _take_meaning(self, match: Match, index: int | None) -> None:
        if match.topic == "setting":
            self._name(match.value)
        elif index is not None:
            self._name(index)
        elif match.topic in _NO_THING:
            self._name(_NOBODY)
        elif match.topic == "word" and match.value in {"text_cue", "text"}:
            self._waiting = None

    def _begins_with_spot(self) -> bool:
        """Whether the first place of the prompt stands before its thing."""
        for index, match in enumerate(self.reading.matches):
            if self._spot_value(match) in {None, RING}:
                continue
            start = index
            while start and not self.reading.tokens[self.reading.matches[start].start].is_after_break:
                start -= 1
            return not any(one.topic in _MADE_OF_THINGS for one in self.reading.matches[start:index])
        return False

    def _spot_value(self, match: Match) -> str | None:
        if match.topic == "spot":
            return match.value
        if match.topic == "relation" and match.value in _LONE_RELATIONS and self._is_alone(match):
            return _LONE_RELATIONS[match.value]
        return None

    def _is_alone(self, match: Match) -> bool:
        tokens = self.reading.tokens
        following = next((one for one in self.reading.matches if one.start >= match.end), None)
        is_end = match.end >= len(tokens) or tokens[match.end].is_after_break
        is_joint = following is not None and following.topic == "word" and following.value == "and"
        return is_end or (is_joint and match.end - match.start == 1)

    def _gap(self, match: Match) -> str:
        tokens = self.reading.tokens
        return self.source[tokens[match.start - 1].end : tokens[match.start].start] if match.start else ""

    def _break(self, match: Match) -> None:
        gap = self._gap(match)
        is_over = any(mark in gap for mark in ".;!?\n")
        self._inherit()
        self._named, self._given = [], []
        if ":" in gap and self._waiting is not None:
            self._is_kept = True
        elif is_over or not (self._is_kept or (self._after_spot and self._waiting is not None)):
            self._waiting, self._is_kept = None, False

    def _inherit(self) -> None:
        """`a dragon at the top breathing fire`: what comes after the place in the same clause shares it."""
        first = next((thing for thing in self._given if isinstance(thing, int)), None)
        if first is not None and (spot := self.draft.subjects[first].spot) is not None:
            self._give([thing for thing in self._named if isinstance(thing, int)], spot)

    def _name(self, thing: int | str) -> None:
        self._last = thing
        if self._awaits_center:
            self._awaits_center = False
            self.ring_center = thing if isinstance(thing, int) else self._center_of(thing)
        elif self._waiting is not None:
            self._give([thing], self._waiting)
        else:
            self._named.append(thing)

    def _center_of(self, setting: str) -> int | None:
        concept = RING_CENTERS.get(setting)
        return None if concept is None else self.draft.add(DraftSubject(concept, concept, Attributes()))

    def _give(self, things: list[int | str], spot: Spot) -> None:
        for thing in things:
            if isinstance(thing, int):
                subject = self.draft.subjects[thing]
                subject.spot = spot if subject.spot is None else subject.spot.joined(spot)
            else:
                self.settings[thing] = spot
        self._given = things

    def _take(self, value: str, match: Match) -> None:
        if value == RING:
            self._take_ring(match)
            return
        spot = Spot()
        for part in value.split("_"):
            spot = spot.joined(_PARTS[part])
        if self._after_spot and not self._named:
            self._add(spot)
        elif self._named and not self._is_before_thing(match):
            self._give(self._far_ones() if spot.depth == "back" else self._named, spot)
            self._named, self._waiting = [], None
            if self._is_of(match):
                self._waiting = Spot(across="middle")
        elif not self._is_spot_first and self._stands_alone(match) and self._last is not None:
            self._give([self._last], spot)
            self._waiting = None
        else:
            self._waiting, self._given, self._is_kept = spot, [], False
        self._after_spot = True

    def _far_ones(self) -> list[int | str]:
        """`a park with the skyline in the background`: of several places only the last lies behind."""
        last = self._named[-1]
        return [one for one in self._named if isinstance(one, int) or one == last or _is_a(one, last)]

    def _add(self, spot: Spot) -> None:
        """A second place right after the first makes it more exact; the other side makes both."""
        sides = {spot.across for spot in (*self._spots_given(), spot)}
        if {"left", "right"} <= sides:
            self._set_both()
            return
        if self._waiting is not None:
            self._waiting = self._waiting.joined(spot)
        else:
            self._give(self._given, spot)

    def _spots_given(self) -> list[Spot]:
        indexes = [thing for thing in self._given if isinstance(thing, int)]
        return [spot for index in indexes if (spot := self.draft.subjects[index].spot) is not None]

    def _set_both(self) -> None:
        """`roses on the left and on the right`: at least one on each side."""
        for thing in self._given:
            if isinstance(thing, int):
                subject = self.draft.subjects[thing]
                subject.spot = replace(subject.spot or Spot(), across=BOTH)
                subject.attributes.count = max(2, subject.attributes.count or 2)

    def _take_ring(self, match: Match) -> None:
        following = [one for one in self.reading.matches if one.start >= match.end][:4]
        tokens = self.reading.tokens
        for one in following:
            if tokens[one.start].is_after_break:
                break
            if one.topic in _MADE_OF_THINGS:
                self._awaits_center = True
                return

    def _is_before_thing(self, match: Match) -> bool:
        """`and on the left a bear`: an `and` before the place, a thing after it."""
        index = self.reading.matches.index(match)
        before = self.reading.matches[index - 1] if index else None
        is_joined = before is not None and before.topic == "word" and before.value == "and"
        return is_joined and any(self._things_after(match))

    def _things_after(self, match: Match) -> Iterator[bool]:
        for one in self.reading.matches:
            if one.start < match.end:
                continue
            if self.reading.tokens[one.start].is_after_break:
                return
            if one.topic in _MADE_OF_THINGS:
                yield True

    def _stands_alone(self, match: Match) -> bool:
        """Whether commas stand before and after it."""
        tokens = self.reading.tokens
        ends = match.end >= len(tokens) or tokens[match.end].is_after_break
        return ends and tokens[match.start].is_after_break

    def _is_of(self, match: Match) -> bool:
        tokens = self.reading.tokens
        return match.end < len(tokens) and tokens[match.end].plain in _OF


def _is_a(name: str, other: int | str) -> bool:
    """`the skyline of the city`: whether one place only tells the other more exactly."""
    return other in str(read_topic("settings").get(name, {}).get("parents", "")).split(", ")


def find_stated_places(reading: Reading, source: str, draft: SceneDraft) -> StatedPlaces:
    """Give every thing of the draft its place, and part those whom a relation joined across two places."""
    found = _Walk(reading, source, draft).run()
    _place_between(draft)
    draft.relations = [one for one in draft.relations if not _is_torn(draft.subjects, one)]
    others = sum(
        subject.attributes.count or 1 for i, subject in enumerate(draft.subjects) if i != found.ring_center
    )
    is_ring = found.ring_center is not None and others >= LEAST_IN_RING
    return StatedPlaces(found.settings, found.ring_center if is_ring else None)


def _place_between(draft: SceneDraft) -> None:
    """What is between two others stands in the middle of a row of three."""
    for middle in {one.subject for one in draft.relations if one.kind is RelationKind.BETWEEN}:
        ends = [
            one.target
            for one in draft.relations
            if one.kind is RelationKind.BETWEEN and one.subject == middle
        ]
        _set_across(draft.subjects[middle], "middle")
        sides = ("left", "right") if len(ends) > 1 else ("left",)
        for side, end in zip(sides, ends, strict=False):
            if len(ends) > 1:
                _set_across(draft.subjects[end], side)


def _set_across(subject: DraftSubject, side: str) -> None:
    subject.spot = (subject.spot or Spot()).joined(Spot(across=side))


def _is_torn(subjects: list[DraftSubject], relation: Relation) -> bool:
    """Whether two who touch were given different places: the second belongs to a new sentence."""
    first, second = subjects[relation.subject].spot, subjects[relation.target].spot
    if first is None or second is None or relation.kind not in _TOUCHING:
        return False
    return any(
        getattr(first, name) and getattr(second, name) and getattr(first, name) != getattr(second, name)
        for name in ("across", "up", "depth")
    ) or (first.depth != second.depth and "back" in {first.depth, second.depth})
