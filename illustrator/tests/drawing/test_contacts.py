"""Where things hang, lean and are fixed, and how many balloons are in a hand."""

from dataclasses import replace

import numpy as np
import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.figures.drawings.thing_states import in_state
from cavendish_illustrator.figures.hands.balloon_bunches import bunch_of
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import Subject, TimeOfDay
from cavendish_illustrator.scenery.goods_surface import surface
from cavendish_illustrator.scenery.light_shafts import let_light_in, wants_shafts
from cavendish_illustrator.scenery.setting_registry import render_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.contacts import settle_contacts
from cavendish_illustrator.staging.contents import shared_out
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.understanding import parse_prompt

SIZE = (256, 256)


def _arranged(prompt: str) -> tuple[Canvas, list[Placed]]:
    spec = parse_prompt(prompt)
    canvas = render_setting(spec, SIZE, 3)
    figures = arrange(canvas, spec, cast_roles(spec, 3, canvas.stage.tags))
    settle_contacts(canvas, spec, figures)
    return canvas, figures


def test_lanterns_hang_from_a_cord_at_the_top():
    canvas, figures = _arranged("paper lanterns hanging in a garden")
    lanterns = [one for one in figures if one.cast.subject.concept == "red-paper-lantern"]
    assert len(lanterns) == 3
    assert max(one.feet_y - one.height for one in lanterns) < canvas.height * 0.2
    places = sorted(one.x for one in lanterns)
    assert min(np.diff(places)) > canvas.width * 0.2


def test_a_ladder_leans_over_to_its_tree():
    _, figures = _arranged("a ladder leaning against an apple tree")
    ladder, tree = (
        next(p for p in figures if p.cast.subject.concept == n) for n in ("ladder", "deciduous-tree")
    )
    assert ladder.finish.rotate_deg * (ladder.x - tree.x) > 0
    assert abs(ladder.x - tree.x) < tree.width * 0.5


def test_a_wreath_is_on_the_front_of_its_door():
    _, figures = _arranged("a wreath on the door")
    wreath, door = (next(p for p in figures if p.cast.subject.concept == n) for n in ("wreath-holly", "door"))
    assert abs(wreath.x - door.x) < door.width * 0.2
    assert door.feet_y - door.height < wreath.feet_y - wreath.height
    assert wreath.feet_y < door.feet_y


def test_as_many_balloons_are_held_as_were_said():
    bunch = bunch_of(Subject(concept="balloon", word="balloons", count=5))
    assert bunch is not None
    assert bunch.markup.count("#8a8f9c") == 5
    assert bunch_of(Subject(concept="balloon", word="balloon")) is None


def test_a_pair_is_wider_than_one():
    shoe = find_figure("sneaker")
    assert shoe is not None
    pair = in_state(shoe, Cast(subject=Subject(concept="sneaker", word="sneakers", state="paired")))
    assert pair.width > shoe.width * 1.2


def test_each_of_several_crates_has_its_own():
    spec = parse_prompt("crates of tomatoes and cabbages")
    crate = next(
        role.cast for role in cast_roles(spec, 1).roles if role.cast.subject.concept == "wooden-crate"
    )
    contents = [shared_out(crate, copy).content for copy in range(2)]
    assert [one.concept for one in contents if one is not None] == ["tomato", "cabbage"]


def test_a_cutting_board_is_paler_than_the_table_around_it():
    spec = parse_prompt("fresh bread on a cutting board")
    top = surface(spec, (120, 120), 1)
    assert float(top[50:70, 50:70].mean()) > float(top[:6].mean()) + 0.1


def _greenness(image: np.ndarray) -> float:
    return float((image[..., 1] - (image[..., 0] + image[..., 2]) / 2).clip(0).mean())


def test_ivy_is_seen_on_the_cottage_it_covers():
    bare = render_setting(parse_prompt("a stone cottage"), SIZE, 5).img
    grown = render_setting(parse_prompt("a stone cottage covered in ivy"), SIZE, 5).img
    assert float(np.abs(bare - grown).mean()) > 0.002
    assert _greenness(grown) > _greenness(bare)


def test_panes_are_broken_where_the_glass_is():
    spec = parse_prompt("a greenhouse")
    whole = render_setting(spec, SIZE, 5).img
    broken = render_setting(replace(spec, prompt="a greenhouse with broken glass"), SIZE, 5).img
    changed = np.abs(whole - broken).max(-1) > 0.1
    assert 0.005 < float(changed.mean()) < 0.3


@pytest.mark.parametrize(
    "prompt",
    ["sunbeams in a library", "promienie słońca w bibliotece", "des rayons de lumière", "сонячні промені"],
)
def test_shafts_of_light_brighten_the_picture(prompt: str):
    spec = parse_prompt(prompt)
    canvas = Canvas(SIZE, TimeOfDay.DAY, 2)
    canvas.img[:] = 0.2
    let_light_in(canvas, spec)
    assert 0.02 < float(canvas.img.mean()) - 0.2 < 0.4
    assert float(canvas.img.std()) > 0.02


def test_no_shafts_fall_in_where_nobody_named_them():
    assert not wants_shafts(parse_prompt("a sunny library"))


def test_what_a_fox_is_curled_around_is_before_its_belly():
    _, figures = _arranged("a fox curled around a teapot")
    names = [one.cast.subject.concept for one in figures]
    fox, pot = figures[names.index("fox")], figures[names.index("teapot")]
    assert names.index("teapot") > names.index("fox")
    assert abs(pot.x - fox.x) < fox.width * 0.2
    assert pot.height < fox.height
