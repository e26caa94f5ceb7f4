"""Where the furnishings that a prompt names are in its room: on the wall, on the floor, on one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from cavendish_illustrator.company.setting_choice import belongs_on_table
from cavendish_illustrator.figures.drawings.real_sizes import real_height, size_factor
from cavendish_illustrator.figures.drawings.thing_states import HANGING
from cavendish_illustrator.painting.canvas import Slot
from cavendish_illustrator.picture_spec import PictureSpec, Relation, RelationKind, Subject
from cavendish_illustrator.scenery.room_things import (
    Item,
    Places,
    aspect_of,
    furnishing_table,
    furnishings,
    is_large,
    is_plush,
)

Row = tuple[str, float, float, float]
"""A drawing of the room's own, its x, its foot and its height, in parts of the picture."""
_PER_METRE, _LEAST, _MOST = 0.26, 0.12, 0.5
_SMALL_M = 0.5
_BACK, _FRONT, _FLOOR_LINE = 0.81, 0.96, 0.74
_SMALL_PER_METRE, _SMALLEST, _LARGEST_SMALL = 0.34, 0.075, 0.17
_WIDEST, _MOST_COPIES, _FEW, _LEAST_SHARE = 0.44, 5, 2, 0.7
"""Of what would be shown smaller than this share there are fewer, but two of several."""
_TABLE: Final = ("dining_table", 0.2)
"""What is set up where nothing of the room has a top, and how tall it is."""
_MIRRORS: Final = frozenset({"mirror", "mirror-round"})
_BASIN, _BARE_BASIN, _BASIN_SHARE = "washbasin", "washbasin-bare", 0.58
_PLUSH = 0.17
_RIM = 0.3
"""How deep in a basket a plant stands, in parts of its height."""
_COLUMNS: Final = {"left": 0.22, "middle": 0.5, "right": 0.78}
_STEP, _EDGE = 0.02, 0.03
_COVERED, _HIDDEN = 0.34, 0.5
_UPHELD: Final = frozenset({RelationKind.ON, RelationKind.INSIDE, RelationKind.HANGING, RelationKind.OVER})


@dataclass(slots=True)
class RoomPlan:
    """Where what was named goes, and which of the room's own pieces stay."""

    slots: list[Slot] = field(default_factory=list)
    hang: list[Row] = field(default_factory=list)
    stand: list[Row] = field(default_factory=list)


def plan_room(
    spec: PictureSpec,
    room: dict[str, Any],
    size: tuple[int, int],
    window: tuple[float, float, float, float] | None,
    *,
    mirrored: bool,
) -> RoomPlan:
    """Give every named furnishing its place, and leave out the room's own that would cover one."""
    turned = [
        [(name, 1 - x if mirrored else x, foot, tall) for name, x, foot, tall in room[group]]
        for group in ("hang", "stand")
    ]
    plan = RoomPlan(hang=turned[0], stand=turned[1])
    chosen = furnishings(spec)
    if not any(is_large(spec.subjects[index]) for index in chosen):
        return plan
    planner = _Planner(spec, plan, Places((float(size[0]), float(size[1]))), window)
    planner.back = float(room.get("back", _BACK))
    planner.run(chosen)
    return plan


class _Planner:
    """One room's planning: walls and floor are settled first, then what lies on things."""

    def __init__(
        self,
        spec: PictureSpec,
        plan: RoomPlan,
        places: Places,
        window: tuple[float, float, float, float] | None,
    ) -> None:
        self.back = _BACK
        self._spec, self._plan, self._places = spec, plan, places
        self._window = window
        self._settled: set[int] = set()

    def run(self, chosen: Sequence[int]) -> None:
        upheld = {r.subject: r for r in self._spec.relations if r.kind in _UPHELD and r.target in chosen}
        self._part_mirror(chosen)
        large = [index for index in chosen if is_large(self._spec.subjects[index]) and index not in upheld]
        for zone in ("floor", "wall", "ceiling"):
            items = [
                self._item(index)
                for index in large
                if self._zone(index) == zone and index not in self._settled
            ]
            for item in sorted(items, key=lambda one: -one.span * one.height):
                self._settle(item, zone)
        self._stand_behind()
        self._clear()
        for index in (*(i for i in chosen if i in upheld), *(i for i in chosen if i not in upheld)):
            tie = upheld.get(index)
            if index not in large and (tie is None or tie.kind is not RelationKind.INSIDE):
                self._set_down(index, tie)

    def _part_mirror(self, chosen: Sequence[int]) -> None:
        """A mirror that was named hangs over the basin, which has no other then."""
        index = next((i for i in chosen if self._spec.subjects[i].concept in _MIRRORS), None)
        row = next((one for one in self._plan.stand if one[0] == _BASIN), None)
        if index is None or row is None:
            return
        self._plan.stand[self._plan.stand.index(row)] = (_BARE_BASIN, row[1], row[2], row[3] * _BASIN_SHARE)
        item = replace(self._item(index), at=row[1])
        self._keep(item, row[1], self._foot(item, "wall"))
        self._settled.add(index)

    def _stand_behind(self) -> None:
        """A plant in a basket grows out of it."""
        for r in self._spec.relations:
            before = next((one for one in self._plan.slots if one.index == r.target), None)
            if r.kind is not RelationKind.BEHIND or before is None:
                continue
            self._plan.slots = [
                replace(one, x=before.x, foot_y=before.foot_y - before.height * _RIM)
                if one.index == r.subject
                else one
                for one in self._plan.slots
            ]

    def _zone(self, index: int) -> str:
        one, table = self._spec.subjects[index], furnishing_table()
        if one.concept in table["wall"]:
            return "wall"
        if one.state == HANGING and one.concept not in table["ceiling"] and one.concept not in table["floor"]:
            return "wall"
        return "ceiling" if one.concept in table["ceiling"] else "floor"

    def _item(self, index: int) -> Item:
        one, table, zone = self._spec.subjects[index], furnishing_table(), self._zone(index)
        natural = min(_MOST, max(_LEAST, real_height(one.concept) * _PER_METRE))
        given = _PLUSH if is_plush(one) else table[zone].get(one.concept, natural)
        height = (given[0] if isinstance(given, list) else given) * size_factor(one) ** 0.6
        grown = (table["floor"].get(plant, 0.0) for plant in self._within(index))
        height = max(height, *(0.9 * tall for tall in grown), 0.0)
        return self._sized(index, height, min(one.count, _MOST_COPIES))

    def _within(self, index: int) -> list[str]:
        """What grows in a pot."""
        subjects = self._spec.subjects
        inside = (r for r in self._spec.relations if r.kind is RelationKind.INSIDE and r.target == index)
        return [subjects[r.subject].concept for r in inside]

    def _sized(self, index: int, height: float, count: int) -> Item:
        one, (width, _) = self._spec.subjects[index], self._places.size
        wide = height * aspect_of(one.concept) * self._places.side / width
        while count > _FEW and 0.7 / (1 + 1.06 * (count - 1)) < wide * _LEAST_SHARE:
            count -= 1
        most = _WIDEST if count == 1 else 0.7 / (1 + 1.06 * (count - 1))
        height, wide = height * min(1.0, most / wide), min(wide, most)
        spot = one.spot.across if one.spot is not None else ""
        return Item(
            index=index, concept=one.concept, height=height, width=wide, count=count, at=_COLUMNS.get(spot)
        )

    def _settle(self, item: Item, zone: str) -> None:
        own = self._own(item.concept)
        if own is not None and zone != "ceiling" and item.count == 1 and item.at is None:
            name, x, foot, tall = own
            item = replace(item, at=x)
            if zone == "floor":
                item = self._sized(item.index, max(item.height * 0.9, tall if name == item.concept else 0), 1)
                if self._places.overlap(x, item.span, foot, item.height) < _COVERED:
                    self._keep(item, x, foot)
                    return
        foot = self._foot(item, zone)
        x, cost = self._best(item, foot)
        if zone == "floor" and cost > _COVERED:
            nearer = self._best(item, _FRONT)
            (x, cost), foot = (
                min((nearer, (x, cost)), key=lambda one: one[1]),
                (_FRONT if nearer[1] < cost else foot),
            )
        self._keep(item, x, foot)

    def _foot(self, item: Item, zone: str) -> float:
        tall = item.height * self._places.side / self._places.size[1]
        match zone:
            case "wall":
                given = furnishing_table()["wall"].get(item.concept)
                return float(given[1]) if given else 0.42
            case "ceiling":
                return 0.01 + tall
            case _ if item.concept in furnishing_table()["middle"]["things"] or is_plush(
                self._spec.subjects[item.index]
            ):
                return _FRONT
            case _:
                return self.back if item.height > 0.2 else self.back + 0.05

    def _own(self, concept: str) -> Row | None:
        """The room's own piece whose place it takes; that piece is gone."""
        for rows in (self._plan.stand, self._plan.hang):
            for row in rows:
                name = row[0].removeprefix("?")
                if name == concept or concept in furnishing_table()["instead"].get(name, ()):
                    rows.remove(row)
                    return row
        return None

    def _best(self, item: Item, foot: float) -> tuple[float, float]:
        """The x where it covers least of what was named, then of what the room has; and how much it does."""
        half = item.span / 2
        spots = [_EDGE + half + k * _STEP for k in range(int((1 - 2 * _EDGE - item.span) / _STEP) + 1)] or [
            0.5
        ]

        def cost(x: float) -> tuple[float, float]:
            covered = self._places.overlap(x, item.span, foot, item.height)
            wanted = abs(x - item.at) if item.at is not None else 0.12 * abs(x - 0.5)
            return covered, covered * 3 + wanted + 0.5 * self._of_own(x, item, foot) + self._of_window(
                x, item, foot
            )

        best = min(spots, key=lambda x: cost(x)[1])
        return best, cost(best)[0]

    def _of_own(self, x: float, item: Item, foot: float) -> float:
        own = Places(self._places.size)
        for name, at, low, tall in (*self._plan.stand, *self._plan.hang):
            own.take(at, self._width(name, tall), low, tall)
        return own.overlap(x, item.span, foot, item.height)

    def _of_window(self, x: float, item: Item, foot: float) -> float:
        if self._window is None:
            return 0.0
        left, top, right, bottom = self._window
        seen = Places(self._places.size, [(left, right, top, bottom)])
        return 3.0 * seen.overlap(x, item.span, foot, item.height)

    def _width(self, name: str, tall: float) -> float:
        return tall * aspect_of(name.removeprefix("?")) * self._places.side / self._places.size[0]

    def _keep(self, item: Item, x: float, foot: float) -> None:
        width, height = self._places.size
        self._places.take(x, item.span, foot, item.height)
        first = x - item.span / 2 + item.width / 2
        is_hung = self._zone(item.index) != "floor"
        for copy in range(item.count):
            at = first + copy * item.width * 1.06
            self._plan.slots.append(
                Slot(item.index, at * width, foot * height, item.height * self._places.side, is_hung=is_hung)
            )

    def _clear(self) -> None:
        """The room's own pieces that cover, or are covered by, what was named are not there."""
        self._plan.hang = [row for row in self._plan.hang if self._is_free(row)]
        free = [row for row in self._plan.stand if self._is_free(row)]
        gone = [row for row in self._plan.stand if row not in free]
        self._plan.stand = [row for row in free if not self._was_on(row, gone)]

    def _is_free(self, row: Row) -> bool:
        name, x, foot, tall = row
        wide = self._width(name, tall)
        is_covered = self._places.overlap(x, wide, foot, tall) > _COVERED
        return not is_covered and not any(
            Places(
                self._places.size,
                [(x - wide / 2, x + wide / 2, foot - tall * self._places.side / self._places.size[1], foot)],
            ).overlap(
                (left + right) / 2, right - left, low, (low - top) * self._places.size[1] / self._places.side
            )
            > _HIDDEN
            for left, right, top, low in self._places.taken
        )

    def _was_on(self, row: Row, gone: Sequence[Row]) -> bool:
        """Whether it stood on a piece that is gone."""
        _, x, foot, _ = row
        return foot < _FLOOR_LINE and any(
            abs(x - at) < self._width(piece, tall) / 2 and foot > low - tall * 1.1
            for piece, at, low, tall in gone
        )

    def _set_down(self, index: int, tie: Relation | None) -> None:
        """Set a small thing on what it was said to be on, else on what the room has for it."""
        one = self._spec.subjects[index]
        tall = min(_LARGEST_SMALL, max(_SMALLEST, real_height(one.concept) * _SMALL_PER_METRE))
        item = self._sized(index, tall * size_factor(one) ** 0.6, min(one.count, _MOST_COPIES))
        top = self._top_for(one, None if tie is None else self._spec.subjects[tie.target].concept)
        if top is None:
            foot = self._foot(item, "floor")
            x, _ = self._best(item, foot)
            self._keep(item, x, foot)
            return
        left, right, y = top
        x = self._along(item, left, right, y)
        self._keep_on(item, x, y)

    def _along(self, item: Item, left: float, right: float, y: float) -> float:
        """Where on a top there is room."""
        half = item.span / 2
        low, high = min(left + half, (left + right) / 2), max(right - half, (left + right) / 2)
        steps = max(1, int((high - low) / _STEP))
        spots = [low + (high - low) * k / steps for k in range(steps + 1)]
        laid = [slot for slot in self._plan.slots if abs(slot.foot_y / self._places.size[1] - y) < 0.02]
        width = self._places.size[0]

        def cost(x: float) -> float:
            near = [max(0.0, half + slot.height * 0.5 / width - abs(x - slot.x / width)) for slot in laid]
            return sum(near) * 4 + abs(x - (left + right) / 2) * 0.2

        return min(spots, key=cost)

    def _keep_on(self, item: Item, x: float, y: float) -> None:
        width, height = self._places.size
        first = x - item.span / 2 + item.width / 2
        self._plan.slots += [
            Slot(
                item.index,
                (first + copy * item.width * 1.06) * width,
                y * height,
                item.height * self._places.side,
                is_on_top=True,
            )
            for copy in range(item.count)
        ]

    def _top_for(self, one: Subject, wanted: str | None) -> tuple[float, float, float] | None:
        """Left, right and height of the top it is set on; a table is brought where there is none."""
        tops = list(self._all_tops())
        by_name = dict(reversed(tops))
        if wanted is not None:
            return by_name.get(wanted)
        for kind in ("beds", "stoves"):
            rule = furnishing_table()[kind]
            if one.concept in rule["things"]:
                found = next((by_name[name] for name in rule["under"] if name in by_name), None)
                if found is not None:
                    return found
        suited = [(name, place) for name, place in tops if name in _TABLES and place[1] - place[0] > 0.08]
        is_served = real_height(one.concept) < _SMALL_M and belongs_on_table(one.concept)
        if not suited and (is_served or one.concept in furnishing_table()["desks"]["things"]):
            name, tall = _TABLE
            x, _ = self._best(self._sized_own(name, tall), _FRONT)
            self._plan.stand.append((name, x, _FRONT, tall))
            self._places.take(x, self._width(name, tall), _FRONT, tall)
            return self._place_of(name, x, _FRONT, tall)
        return suited[0][1] if suited else None

    def _sized_own(self, name: str, tall: float) -> Item:
        return Item(index=-1, concept=name, height=tall, width=self._width(name, tall), count=1)

    def _all_tops(self) -> Iterator[tuple[str, tuple[float, float, float]]]:
        """The tops of what was named, then of the room's own, each with where it is."""
        width, height = self._places.size
        for slot in self._plan.slots:
            name = self._spec.subjects[slot.index].concept
            if name in furnishing_table()["tops"] and not slot.is_on_top:
                yield (
                    name,
                    self._place_of(
                        name, slot.x / width, slot.foot_y / height, slot.height / self._places.side
                    ),
                )
        for piece, x, foot, tall in self._plan.stand:
            name = piece.removeprefix("?")
            if name in furnishing_table()["tops"]:
                yield name, self._place_of(name, x, foot, tall)

    def _place_of(self, name: str, x: float, foot: float, tall: float) -> tuple[float, float, float]:
        half = self._width(name, tall) * 0.44
        share = float(furnishing_table()["tops"][name])
        return x - half, x + half, foot - tall * self._places.side / self._places.size[1] * share


_TABLES: Final = frozenset(
    {
        "kitchen_counter", "bar-counter", "reception-desk", "kitchen-island", "dining_table", "table",
        "coffee_table", "desk", "desk-bare", "round_table", "dresser-drawers", "nightstand", "workbench",
        "lab_bench", "school_desk", "shelf-bare",
    }
)  # fmt: skip
"""On their tops anything may stand."""
