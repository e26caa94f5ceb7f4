"""Figures sit, ride, wear and stand where people expect them to."""

import re
from dataclasses import replace

import numpy as np
import pytest

from cavendish_illustrator.artwork.svg_figure import Figure, find_figure
from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.company.setting_choice import default_setting
from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.drawings.cast import Cast, Scheme
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.people.people import person
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.scenery.rail_track import lay_track
from cavendish_illustrator.scenery.setting_registry import render_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.staging.relation_moves import _put_on
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize("prompt", ["children building a snowman", "Zwei Kinder bauen einen Schneemann"])
def test_a_snowman_stands_in_snow_whoever_builds_it(prompt):
    assert {default_setting(parse_prompt(prompt), seed) for seed in range(8)} == {"snowfield"}


def test_children_alone_stay_where_it_is_green():
    assert "snowfield" not in {default_setting(parse_prompt("two children"), seed) for seed in range(8)}


@pytest.mark.parametrize("hat", ["headphones-worn", "top-hat", "beanie"])
def test_what_is_worn_on_a_head_is_drawn_before_it(hat):
    bare = person(Look(role="girl", pose="standing", variant=0)).markup
    dressed = person(Look(role="girl", pose="standing", variant=0, hat=hat)).markup
    added_at = next(place for place, letter in enumerate(bare) if dressed[place] != letter)
    assert added_at > len(bare) / 2


def test_headphones_leave_the_face_free():
    bare = build_figure(Cast(subject=Subject(concept="fox", word="fox", pose="sitting")))
    headphones = Subject(concept="headphone", word="headphones")
    worn = build_figure(Cast(subject=Subject(concept="fox", word="fox", pose="sitting"), worn=(headphones,)))
    assert bare is not None
    assert worn is not None
    eyes_y = round((bare.anchors["eyes"][1] - worn.top) / worn.height * 240)
    middle = round((bare.anchors["eyes"][0] - worn.left) / worn.width * 240 * worn.aspect)
    before = replace(bare, left=worn.left, top=worn.top, width=worn.width, height=worn.height).pixels(240)
    after = worn.pixels(240)
    assert np.allclose(
        before[eyes_y, middle - 12 : middle + 12], after[eyes_y, middle - 12 : middle + 12], atol=0.1
    )


@pytest.mark.parametrize("pose", ["standing", "walking"])
def test_an_animal_that_stands_or_walks_is_on_its_four_feet(pose):
    sitting = build_figure(Cast(subject=Subject(concept="lion", word="lion", pose="sitting")))
    upright = build_figure(Cast(subject=Subject(concept="lion", word="lion", pose=pose)))
    assert sitting is not None
    assert upright is not None
    assert upright.aspect > 1 > sitting.aspect


def test_an_animal_holds_a_thing_between_its_arm_and_its_paw():
    rod = Subject(concept="fishing-rod", word="rod")
    fishing = build_figure(Cast(subject=Subject(concept="bear", word="bear"), held=(rod,)))
    assert fishing is not None
    arm, rod_drawn = fishing.markup.index("M158 188Q182 196 174 224"), fishing.markup.index("#8a5a2c")
    assert arm < rod_drawn < fishing.markup.rindex('<circle cx="174" cy="229" r="15"')


@pytest.mark.parametrize("page", ["open-book", "newspaper"])
def test_an_animal_reads_with_a_paw_at_either_side_of_the_page_and_none_on_it(page):
    held = (Subject(concept=page, word=page),)
    fox = build_figure(Cast(subject=Subject(concept="fox", word="fox", pose="sitting"), held=held))
    assert fox is not None
    paws = [float(x) for x in re.findall(r'<ellipse cx="([\d.]+)" cy="[\d.]+" rx="13"', fox.markup)]
    assert len(paws) == 2
    assert paws[0] < 128 - 30 < 128 + 30 < paws[1]
    *_, arms, page_and_paws = fox.markup.split('stroke-width="27"')
    assert 'rx="13"' not in arms
    assert len(page_and_paws) > 1000


def test_an_elephant_stands_before_an_easel_of_its_own_size():
    painter = Cast(subject=Subject(concept="elephant", word="elephant", pose="painting"), doing="painting")
    figure = build_figure(painter)
    assert figure is not None
    assert 1.2 < figure.aspect < 2


def test_children_have_their_hands_on_the_snowman_they_build():
    spec = parse_prompt("two children building a snowman")
    assert [(plan.scheme, plan.things) for plan in plan_company(spec)] == [(Scheme.BUILD, (1,))]
    figure = build_figure(cast_roles(spec, 0).roles[0].cast)
    assert figure is not None
    assert figure.aspect > 1


def test_a_train_runs_on_a_track_from_edge_to_edge():
    canvas = render_setting(parse_prompt("snowy mountains"), (512, 512), 0)
    before = canvas.img.copy()
    lay_track(canvas, _placed("locomotive", 160))
    changed = np.abs(canvas.img - before).max(-1).any(0)
    assert changed.all()
    before = canvas.img.copy()
    lay_track(canvas, _placed("cat", 160))
    assert np.array_equal(before, canvas.img)


def _rider(name: str, mount: str) -> Figure:
    ridden = Subject(concept=mount, word=mount)
    figure = build_figure(Cast(subject=Subject(concept=name, word=name), mount=ridden))
    assert figure is not None
    return figure


@pytest.mark.parametrize("mount", ["horse", "camel", "elephant", "dragon", "bicycle", "motorcycle", "broom"])
@pytest.mark.parametrize("name", ["woman", "boy", "cat", "robot", "astronaut"])
def test_a_rider_has_one_leg_behind_what_is_ridden_and_one_before_it(name, mount):
    markup = _rider(name, mount).markup
    near = markup.index('<g transform="scale(', 1)
    assert markup.startswith('<g transform="scale(')
    assert near > markup.index('<g transform="translate(')


def test_who_has_no_body_to_ride_with_still_sits_on_top():
    assert _rider("penguin", "bicycle").markup.count("<g ") >= 2


def test_riders_keep_their_hair_hats_and_clothes():
    ridden = Subject(concept="horse", word="horse")
    rider = Subject(concept="girl", word="girl", hair="#2b50e0", color="#11aa22")
    figure = build_figure(Cast(subject=rider, mount=ridden, worn=(Subject(concept="top-hat", word="hat"),)))
    plain = build_figure(Cast(subject=replace(rider, hair=None, color=None), mount=ridden))
    assert figure is not None
    assert plain is not None
    assert "#2b50e0" in figure.markup
    assert "#11aa22" in figure.markup
    assert len(figure.markup) > len(plain.markup)


@pytest.mark.parametrize(
    ("prompt", "drawing"),
    [
        ("Santa Claus in his sleigh pulled by reindeer", "#c8242f"),
        ("a horse pulling a carriage", "#6a4224"),
        ("a horse pulling a cart", "#6a4224"),
    ],
)
def test_what_is_drawn_by_animals_is_behind_them_with_its_rider_inside(prompt, drawing):
    roles = cast_roles(parse_prompt(prompt), 0).roles
    assert len(roles) == 1
    figure = build_figure(roles[0].cast)
    assert figure is not None
    assert figure.aspect > 1.2
    assert drawing in figure.markup


def test_one_word_for_a_pair_of_reindeer_brings_two():
    figure = build_figure(cast_roles(parse_prompt("a sleigh pulled by reindeer"), 0).roles[0].cast)
    horse = build_figure(cast_roles(parse_prompt("a carriage pulled by a horse"), 0).roles[0].cast)
    assert figure is not None
    assert horse is not None
    assert figure.aspect > horse.aspect


def test_a_child_is_not_set_on_a_scooter_with_a_motor():
    ridden = Subject(concept="motor-scooter", word="scooter")
    child, woman = (
        build_figure(Cast(subject=Subject(concept=name, word=name), mount=ridden))
        for name in ("child", "woman")
    )
    assert child is not None
    assert woman is not None
    assert child.aspect < 1 < woman.aspect + 0.4


def test_who_rows_is_in_a_rowing_boat_with_a_hand_at_each_oar():
    spec = parse_prompt("a man rowing a boat on a lake")
    assert [(plan.scheme, plan.prop) for plan in plan_company(spec)] == [(Scheme.VEHICLE, 1)]
    assert spec.subjects[1].concept == "rowing-boat"


def test_who_sits_on_a_swing_is_on_its_board_below_the_beam():
    spec = parse_prompt("a girl sitting on a swing")
    figure = build_figure(cast_roles(spec, 0).roles[0].cast)
    assert figure is not None
    assert figure.height > 300


@pytest.mark.parametrize("prompt", ["a cat sitting in a box", "kot w pudełku"])
def test_a_box_with_somebody_in_it_is_open(prompt):
    assert "cardboard-box" in {subject.concept for subject in parse_prompt(prompt).subjects}


def test_a_robot_gives_its_own_hand():
    spec = parse_prompt("a robot and a child holding hands")
    figure = build_figure(cast_roles(spec, 0).roles[0].cast)
    assert figure is not None
    assert figure.aspect < 1.6


def test_a_picnic_has_its_blanket():
    picnic, meadow = (
        render_setting(parse_prompt(f"a {name}"), (320, 320), 1).img for name in ("picnic", "meadow")
    )
    assert np.abs(picnic - meadow)[250:300].mean() > 0.03


def test_a_dachshund_in_a_coat_stays_a_dachshund():
    coat = Subject(concept="coat", word="raincoat")
    dog = Subject(concept="dachshund", word="dachshund", pose="walking")
    dressed, bare = (build_figure(Cast(subject=dog, worn=worn)) for worn in ((coat,), ()))
    assert dressed is not None
    assert bare is not None
    assert dressed.aspect == bare.aspect
    assert "#f0c22e" in dressed.markup
    assert "#f0c22e" not in bare.markup


def test_who_sits_on_a_lily_pad_has_a_leaf_under_it_in_a_pond():
    spec = parse_prompt("a frog sitting on a lily pad")
    assert {default_setting(spec, seed) for seed in range(4)} == {"pond"}
    figure = build_figure(cast_roles(spec, 0).roles[0].cast)
    assert figure is not None
    assert "#5fae55" in figure.markup


def test_people_of_the_pack_have_skin_of_a_human_tone():
    mermaid = build_figure(Cast(subject=Subject(concept="mermaid", word="mermaid")))
    plain = find_figure("mermaid")
    assert mermaid is not None
    assert plain is not None
    assert mermaid.markup != plain.markup


@pytest.mark.parametrize(
    ("prompt", "other"),
    [
        ("an iceberg under the northern lights", "an iceberg at night"),
        ("a library with a spiral staircase", "a library"),
        ("a castle under water", "underwater"),
        ("a wizard's tower", "a castle"),
        ("a wizard's tower on a floating island", "a floating island"),
    ],
)
def test_a_place_shows_what_is_said_of_it(prompt, other):
    said, plain = (render_setting(parse_prompt(text), (320, 320), 1).img for text in (prompt, other))
    assert np.abs(said - plain).mean() > 0.01


def _placed(concept: str, height: float) -> Placed:
    figure = find_figure(concept)
    assert figure is not None
    cast = Cast(subject=Subject(concept=concept, word=concept))
    return Placed(0, cast, figure, figure.aspect, 1.0, x=256, feet_y=480, height=height)


@pytest.mark.parametrize(("support", "lowest", "highest"), [("chair", 0.4, 0.6), ("soccer-ball", 0.75, 1.0)])
def test_who_sits_on_a_chair_sits_on_its_seat(support, lowest, highest):
    canvas = render_setting(parse_prompt("a meadow"), (512, 512), 0)
    subject, target = _placed("cat", 100), _placed(support, 200)
    _put_on(canvas, subject, target, 0.0)
    assert lowest < (target.feet_y - subject.feet_y) / target.height < highest
