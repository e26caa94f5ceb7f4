"""Every setting, style and designed piece draws something deliberate."""

import copy
import tomllib
from functools import cache
from importlib import resources

import numpy as np
import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.drawing import draw_spec
from cavendish_illustrator.figures.animals.animals import FACES, sitting_animal, sleeping_animal
from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.clothing.roles import pose_names
from cavendish_illustrator.figures.people.people import person
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.style_registry import apply_style
from cavendish_illustrator.picture_spec import (
    Kind,
    PictureSpec,
    Relation,
    RelationKind,
    Style,
    Subject,
    TimeOfDay,
)
from cavendish_illustrator.scenery.setting_registry import render_setting, setting_names
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.layout import arrange

SIZE = (192, 144)
CAT = Subject(concept="cat", word="cat")
HORSE = Subject(concept="horse", word="horse")


def spec(**fields: object) -> PictureSpec:
    return PictureSpec(prompt="test", **fields)  # type: ignore[arg-type]


def test_there_are_at_least_a_hundred_named_places() -> None:
    assert len(setting_names()) >= 100


@pytest.mark.parametrize("name", sorted(setting_names()))
def test_every_place_paints_a_full_picture(name: str) -> None:
    canvas = render_setting(spec(settings=(name,)), SIZE, 3)
    assert canvas.img.shape == (SIZE[1], SIZE[0], 3)
    assert np.isfinite(canvas.img).all()
    assert canvas.img.std() > 0.01


@pytest.mark.parametrize("time", list(TimeOfDay))
def test_every_light_paints_a_meadow(time: TimeOfDay) -> None:
    assert np.isfinite(render_setting(spec(settings=("meadow",), time_of_day=time), SIZE, 1).img).all()


def test_night_is_darker_than_day() -> None:
    day, night = (
        render_setting(spec(settings=("meadow",), time_of_day=time), SIZE, 1).img.mean()
        for time in (TimeOfDay.DAY, TimeOfDay.NIGHT)
    )
    assert night < day * 0.7


@pytest.mark.parametrize("style", list(Style))
def test_every_style_changes_the_picture_and_keeps_its_size(style: Style) -> None:
    canvas = render_setting(spec(settings=("beach",)), SIZE, 2)
    styled = apply_style(style, canvas.img, canvas.focus, 4)
    assert styled.shape == canvas.img.shape
    assert styled.dtype == np.float32
    assert np.abs(styled - np.clip(canvas.img, 0, 1)).mean() > 0.004
    assert np.array_equal(styled, apply_style(style, canvas.img, canvas.focus, 4))


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("size", [(192, 128), (120, 200)])
def test_every_kind_of_piece_draws_at_any_shape(kind: Kind, size: tuple[int, int]) -> None:
    picture = draw_spec(spec(kind=kind, subjects=(CAT,), texts=("Zażółć",)), size=size, seed=2)
    assert picture.image.size == size


@cache
def painted(place: str, seed: int) -> Canvas:
    """A place for two, whatever they do there."""
    two = spec(subjects=(CAT, HORSE), settings=(place,))
    return render_setting(two, (320, 240), seed)


@pytest.mark.parametrize("relation", list(RelationKind))
@pytest.mark.parametrize("place", ["meadow", "space", "table_top", "sea", "living_room"])
def test_no_figure_is_cut_by_the_frame(relation: RelationKind, place: str) -> None:
    wish = spec(
        subjects=(CAT, HORSE), settings=(place,), relations=(Relation(kind=relation, subject=0, target=1),)
    )
    for seed in range(3):
        canvas = copy.deepcopy(painted(place, seed))
        for placed in arrange(canvas, wish, cast_roles(wish, seed)):
            assert placed.feet_y <= canvas.height
            assert placed.feet_y - placed.height >= -1
            assert placed.x - placed.width / 2 >= -1
            assert placed.x + placed.width / 2 <= canvas.width + 1


def test_a_bee_is_smaller_than_an_elephant() -> None:
    wish = spec(
        subjects=(
            Subject(concept="honeybee", word="bee", pose="sitting"),
            Subject(concept="elephant", word="elephant"),
        )
    )
    canvas = Canvas((640, 480), TimeOfDay.DAY, 1)
    heights = {p.cast.subject.concept: p.height for p in arrange(canvas, wish, cast_roles(wish, 1))}
    assert heights["honeybee"] < heights["elephant"] * 0.4


def test_on_puts_a_figure_above_its_target() -> None:
    table = Subject(concept="drum", word="drum")
    wish = spec(subjects=(CAT, table), relations=(Relation(kind=RelationKind.ON, subject=0, target=1),))
    canvas = Canvas((640, 480), TimeOfDay.DAY, 1)
    placed = {p.cast.subject.concept: p for p in arrange(canvas, wish, cast_roles(wish, 1))}
    assert placed["cat"].feet_y < placed["drum"].feet_y - placed["drum"].height * 0.5
    assert abs(placed["cat"].x - placed["drum"].x) < placed["drum"].width


def test_what_has_no_drawing_is_named_as_missing() -> None:
    wish = spec(subjects=(Subject(concept="no-such-thing", word="gizmo"), CAT))
    casting = cast_roles(wish, 0)
    assert casting.missing == ["gizmo"]
    assert len(casting.roles) == 1


def test_excluded_concepts_are_not_cast() -> None:
    assert cast_roles(spec(subjects=(CAT,), excluded=frozenset({"cat"})), 0).roles == []


def test_every_drawing_named_by_the_furnishing_tables_exists() -> None:
    folder = resources.files("cavendish_illustrator").joinpath("settings")
    rooms = tomllib.loads(folder.joinpath("rooms.toml").read_text("utf-8"))
    landmarks = tomllib.loads(folder.joinpath("landmarks.toml").read_text("utf-8"))
    names = {row[0] for room in rooms.values() for row in (*room["hang"], *room["stand"])}
    names |= {
        row[0] for place in landmarks.values() for row in (*place["monuments"], *place.get("props", []))
    }
    assert [name for name in names if find_figure(name.removeprefix("?")) is None] == []


def test_every_role_has_a_head_and_its_things() -> None:
    table = tomllib.loads(
        resources.files("cavendish_illustrator")
        .joinpath("figures", "clothing", "people.toml")
        .read_text("utf-8")
    )
    named = {
        row[key] for row in table["roles"].values() for key in ("head", "hat", "held", "wears") if key in row
    }
    assert [name for name in named if find_figure(name) is None] == []


@pytest.mark.parametrize("pose", sorted(pose_names()))
def test_every_pose_draws_a_person(pose: str) -> None:
    assert person(Look(role="woman", pose=pose)).pixels(60)[..., 3].max() > 0.9


@pytest.mark.parametrize("animal", sorted(FACES))
def test_every_animal_sits_and_sleeps(animal: str) -> None:
    for figure in (sitting_animal(animal), sleeping_animal(animal)):
        assert figure.pixels(60)[..., 3].max() > 0.9


def test_two_beside_one_do_not_hide_each_other() -> None:
    pair = Subject(concept="boy", word="boys", count=2)
    cactus = Subject(concept="cactus", word="cactus")
    wish = spec(subjects=(pair, cactus), relations=(Relation(kind=RelationKind.BESIDE, subject=0, target=1),))
    canvas = Canvas((640, 480), TimeOfDay.DAY, 1)
    boys = [p for p in arrange(canvas, wish, cast_roles(wish, 1)) if p.cast.subject.concept == "boy"]
    assert len(boys) == 2
    assert abs(boys[0].x - boys[1].x) > boys[0].width
