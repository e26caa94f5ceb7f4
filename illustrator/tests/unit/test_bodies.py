"""How people are built: grown ones slender, children with large heads, costumes that fit."""

import pytest

from cavendish_illustrator.figures.bodies.limbs import limb
from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.clothing.roles import role_row, tables
from cavendish_illustrator.figures.clothing.uniforms import uniform_names
from cavendish_illustrator.figures.people.people import person


def test_grown_people_have_smaller_heads_than_children() -> None:
    man, girl = person(Look(role="man")), person(Look(role="girl"))
    assert man.head_width < 0.8 * girl.head_width
    assert man.body_height == girl.body_height == 300


def test_a_limb_is_shaded_on_the_side_away_from_the_light() -> None:
    assert 'opacity=".14"' in limb(((0, 0), (0, 50), (0, 100)), (20, 12), "#ffffff")


def test_a_beard_is_told_from_the_skin_around_it() -> None:
    alike = person(Look(role="man", skin=3, beard="#9b643d")).markup
    other = person(Look(role="man", skin=0, beard="#9b643d")).markup
    assert 'fill="#9b643d" fill-rule="evenodd"' not in alike
    assert 'fill="#9b643d" fill-rule="evenodd"' in other


def test_a_wizard_is_old_and_a_woman_has_no_long_beard() -> None:
    usual, woman = person(Look(role="mage")), person(Look(role="mage", gender="woman"))
    assert len(usual.markup.split("<path")) > len(woman.markup.split("<path"))
    assert "#e9e6df" in usual.markup


@pytest.mark.parametrize(
    ("role", "mark"), [("king", "#f6f1e4"), ("princess", "#e0b040"), ("mermaid", "M0 12C-18")]
)
def test_ermine_necklace_and_shells_are_worn_by_whom_they_become(role: str, mark: str) -> None:
    assert mark in person(Look(role=role)).markup
    assert mark not in person(Look(role="woman", cut="trousers")).markup


def test_a_mermaid_never_crosses_her_legs() -> None:
    assert person(Look(role="mermaid", pose="sitting")).markup == person(Look(role="mermaid")).markup


def test_who_stands_leans_over_one_leg_and_tilts_the_head_back() -> None:
    easy, made = person(Look(role="woman")), person(Look(role="woman", arms=(14, -8, 14, -8)))
    assert easy.anchors["neck"][0] != 100
    assert easy.head_tilt * (100 - easy.anchors["neck"][0]) > 0
    assert (made.head_tilt, made.anchors["neck"][0]) == (0, 100)


def test_boots_have_shafts_and_shoes_none() -> None:
    boots, shoes = (
        person(Look(role="girl", shoes="#e02b2b", has_boots=is_high)).markup.count("#e02b2b")
        for is_high in (True, False)
    )
    assert boots > shoes


@pytest.mark.parametrize("role", sorted(name for name, row in tables()["roles"].items() if "uniform" in row))
def test_a_calling_is_told_by_its_clothes_unless_others_were_named(role: str) -> None:
    assert role_row(role)["uniform"] in uniform_names()
    own, other = person(Look(role=role)).markup, person(Look(role=role, cut="sport")).markup
    assert 'id="uniform"' in own or role in ("sailor", "judge", "monk", "santa-claus")
    assert 'id="uniform"' not in other


def test_a_baby_sits_and_its_legs_are_on_the_ground() -> None:
    baby, child = person(Look(role="baby")), person(Look(role="girl"))
    assert baby.body_height < child.body_height
    assert baby.anchors["seat"][1] > child.anchors["seat"][1] + 60


def test_a_woman_who_is_a_wizard_has_no_beard() -> None:
    beard = 'fill="#e9e6df" fill-rule="evenodd"'
    assert beard in person(Look(role="mage")).markup
    assert beard not in person(Look(role="mage", gender="woman", hair="#3a2620")).markup
