"""What a stranger would laugh at in a layout is found and mended before anything is painted."""

from itertools import pairwise

import numpy as np
import pytest

from cavendish_illustrator.company.setting_choice import default_setting
from cavendish_illustrator.company.table_rooms import in_fitting_place
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas, StageKind
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind, Subject, TimeOfDay
from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.staging.layout_mending import mended
from cavendish_illustrator.staging.layout_review import Fault, covered, review
from cavendish_illustrator.staging.sane_places import fit_for_room, stand_on_ground
from cavendish_illustrator.understanding import parse_prompt


def _canvas(kind: StageKind = StageKind.GROUND) -> Canvas:
    canvas = Canvas((512, 512), TimeOfDay.DAY, 3)
    canvas.stage.kind = kind
    return canvas


def _placed(index: int, concept: str, at: tuple[float, float], height: float, **more: object) -> Placed:
    cast = Cast(subject=Subject(concept=concept, word=concept))
    figure = build_figure(cast)
    assert figure is not None
    x, feet = at
    placed = Placed(
        index=index, cast=cast, figure=figure, aspect=0.6, rise=1.0, x=x, feet_y=feet, height=height
    )
    for name, value in more.items():
        setattr(placed, name, value)
    return placed


def _spec(*concepts: str) -> PictureSpec:
    return PictureSpec(prompt="", subjects=tuple(Subject(concept=one, word=one) for one in concepts))


def _faults(canvas: Canvas, spec: PictureSpec, figures: list[Placed]) -> set[Fault]:
    return {one.fault for one in review(canvas, spec, figures)}


def _plan(prompt: str) -> tuple[PictureSpec, list[Placed]]:
    spec, canvas = parse_prompt(prompt), _canvas()
    return spec, mended(canvas, spec, arrange(canvas, spec, cast_roles(spec, 3)))


def test_a_plain_layout_has_no_fault_and_stays_as_it_is():
    canvas, spec = _canvas(), _spec("woman", "dog")
    figures = [_placed(0, "woman", (150, 470), 260.0), _placed(1, "dog", (380, 470), 150.0)]
    assert _faults(canvas, spec, figures) == set()
    assert mended(canvas, spec, figures) is figures


@pytest.mark.parametrize(("concept", "is_airborne"), [("hammer", False), ("snail", False), ("pigeon", True)])
def test_what_is_small_in_life_is_not_as_tall_as_a_man(concept, is_airborne):
    canvas, spec = _canvas(), _spec("man", concept)
    figures = [
        _placed(0, "man", (150, 470), 240.0),
        _placed(1, concept, (380, 330 if is_airborne else 470), 200.0, is_airborne=is_airborne),
    ]
    assert Fault.TOO_LARGE in _faults(canvas, spec, figures)
    after = mended(canvas, spec, figures)
    assert Fault.TOO_LARGE not in _faults(canvas, spec, after)
    assert max(one.height for one in after) == next(one.height for one in after if one.index == 0)


def test_nobody_stands_behind_a_rocket():
    canvas, spec = _canvas(), _spec("gnome", "rocket")
    figures = [_placed(0, "gnome", (250, 460), 200.0), _placed(1, "rocket", (260, 470), 330.0)]
    assert _faults(canvas, spec, figures) & {Fault.UNSEEN_FACE, Fault.HIDDEN}
    after = mended(canvas, spec, figures)
    assert not _faults(canvas, spec, after) & {Fault.UNSEEN_FACE, Fault.HIDDEN}


def test_who_the_picture_is_about_is_large_enough_to_be_seen():
    canvas, spec = _canvas(), _spec("woman", "cat")
    figures = [_placed(0, "woman", (150, 470), 90.0), _placed(1, "cat", (300, 470), 40.0)]
    assert Fault.LEAD_TINY in _faults(canvas, spec, figures)
    after = mended(canvas, spec, figures)
    woman = next(one for one in after if one.index == 0)
    assert woman.height >= 512 * 0.3


def test_chicks_gather_about_their_hen_and_hide_none():
    _, after = _plan("a hen with six chicks in the farmyard")
    chicks = [one for one in after if one.cast.subject.concept == "baby-chick"]
    hen = next(one for one in after if one.cast.subject.concept == "chicken")
    assert len(chicks) == 6
    assert np.ptp([one.feet_y for one in chicks]) > 512 * 0.03
    assert all(one.height < hen.height for one in chicks)
    assert covered(hen, [one for one in chicks if one.feet_y > hen.feet_y], part=0.34) < 0.3


@pytest.mark.parametrize(
    ("prompt", "stander", "bearer"),
    [
        ("storks in a nest on the roof of a barn", "nest-with-eggs", "barn"),
        ("skrzypek na dachu domu", "musician", "house"),
        ("Störche im Nest auf dem Scheunendach", "nest-with-eggs", "barn"),
        ("una cabra sobre el techo de un coche", "goat", "automobile"),
        ("un coq sur le toit d'une maison", "rooster", "house"),
        ("un gatto sul tetto di una casa", "cat", "house"),
        ("um violinista no telhado de uma casa", "musician", "house"),
        ("een haan op het dak van een huis", "rooster", "house"),
        ("коза стоїть на даху машини", "goat", "automobile"),
        ("houslista na střeše domu", "musician", "house"),
    ],
)
def test_who_is_on_a_roof_is_on_that_house(prompt, stander, bearer):
    spec, after = _plan(prompt)
    on_top = [r for r in spec.relations if r.kind is RelationKind.ON]
    assert (stander, bearer) in [
        (spec.subjects[r.subject].concept, spec.subjects[r.target].concept) for r in on_top
    ]
    below = next(one for one in after if one.cast.subject.concept == bearer)
    above = next(one for one in after if one.cast.subject.concept == stander)
    assert above.feet_y < below.feet_y - below.height * 0.6
    assert abs(above.x - below.x) < below.width / 2


def test_storks_are_seen_in_their_nest_not_behind_it():
    _, after = _plan("storks in a nest on the roof of a barn")
    nest = next(one for one in after if one.cast.subject.concept == "nest-with-eggs")
    storks = [one for one in after if one.cast.subject.concept == "stork"]
    assert all(
        one.order > nest.order and one.feet_y - one.height < nest.feet_y - nest.height for one in storks
    )


def test_who_flies_on_something_has_it_in_the_air():
    _, after = _plan("a witch flying on a vacuum cleaner over a village")
    cleaner = next(one for one in after if one.cast.subject.concept == "vacuum-cleaner")
    witch = next(one for one in after if one is not cleaner)
    assert cleaner.is_airborne
    assert abs(cleaner.feet_y - witch.feet_y) < witch.height


def test_a_cook_with_things_on_the_table_does_not_stand_on_it():
    spec = in_fitting_place(
        parse_prompt("a chef cooking soup, a spoon, an onion and a carrot on the table, a cat on the fridge")
    )
    assert chosen_setting(spec, 3) == "kitchen"
    canvas = _canvas()
    figures = arrange(canvas, spec, cast_roles(spec, 3))
    laid = sorted(
        (one for one in figures if one.cast.subject.concept in {"spoon", "onion", "carrot"}),
        key=lambda p: p.x,
    )
    table = next(one for one in figures if one.cast.subject.concept == "dining_table")
    assert len(laid) == 3
    assert all(one.feet_y < table.feet_y - table.height * 0.8 for one in laid)
    assert all(b.x - a.x > (a.width + b.width) * 0.45 for a, b in pairwise(laid))


@pytest.mark.parametrize("prompt", ["a gnome building a rocket", "zwei Jungen neben einer Rakete"])
def test_who_breathes_air_is_not_in_space_with_the_rocket(prompt):
    assert "space" not in {default_setting(parse_prompt(prompt), seed) for seed in range(8)}


def test_a_cat_that_flies_in_a_rocket_still_does():
    assert default_setting(parse_prompt("a cat in a rocket"), 3) == "space"


def test_no_train_stands_in_a_living_room():
    canvas = _canvas()
    canvas.is_indoors = True
    spec = _spec("old-woman", "locomotive")
    figures = [_placed(0, "old-woman", (150, 470), 240.0), _placed(1, "locomotive", (350, 470), 200.0)]
    kept, left_out = fit_for_room(canvas, spec, figures)
    assert [one.index for one in kept] == [0]
    assert [one.index for one in left_out] == [1]


def test_boats_stay_on_the_water_of_their_harbour():
    canvas, spec = _canvas(), _spec("fishing-boat")
    canvas.stage.water_top, canvas.stage.water_bottom, canvas.stage.far_y = 220.0, 430.0, 450.0
    boat = _placed(0, "fishing-boat", (200, 330), 80.0)
    stand_on_ground(canvas, spec, [boat])
    assert boat.feet_y == 330


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("kot na stosie książek, akwarium ze złotą rybką na półce", None),
        ("kids in a classroom, a globe, an aquarium", "classroom"),
        ("дівчинка біля акваріума", "museum"),
        ("a turtle in an aquarium", "aquarium"),
    ],
)
def test_only_who_swims_is_in_the_aquarium(prompt, place):
    spec = parse_prompt(prompt)
    assert (spec.settings[0] if spec.settings else None) == place


def test_no_table_drifts_in_the_sea_and_a_crab_is_on_its_ground():
    canvas = _canvas(StageKind.AIR)
    spec = parse_prompt("a mermaid repairing a clock underwater, a crab watches")
    figures = arrange(canvas, spec, cast_roles(spec, 3))
    assert all(one.cast.scheme is None for one in figures)
    crab = next(one for one in figures if one.cast.subject.concept == "crab")
    mermaid = next(one for one in figures if one.cast.subject.concept == "mermaid")
    assert crab.feet_y > 512 * 0.9
    assert crab.height < mermaid.height * 0.6
