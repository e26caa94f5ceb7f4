"""Pieces as their words promise: cheerful colours, tiled walls, pairs and floating goods, curled animals."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.design_parts.color_moods import color_mood
from cavendish_illustrator.design_parts.curled_mark import curled_body, is_curled
from cavendish_illustrator.design_parts.goods_stand import is_afloat
from cavendish_illustrator.scenery.room_finishes import walls_named
from cavendish_illustrator.understanding import parse_prompt

_SIZE = (256, 256)


@pytest.mark.parametrize(
    ("prompt", "mood"),
    [
        ("summer fair poster, cheerful colours", "bright"),
        ("cartel con farolillos, colores alegres", "bright"),
        ("plakát na jarmark, veselé barvy", "bright"),
        ("plakat z balonem, kolory pastelowe", "soft"),
        ("affiche d'un atelier, couleurs douces", "soft"),
        ("poster of a happy dog", ""),
    ],
)
def test_the_mood_of_colours_is_read(prompt: str, mood: str) -> None:
    assert color_mood(prompt) == mood


def test_cheerful_colours_are_bright() -> None:
    prompt = "poster for a summer fair, balloons"
    plain, cheerful = (
        np.asarray(draw(words, size=_SIZE, seed=3).image, np.float32).mean()
        for words in (prompt, f"{prompt}, cheerful colours")
    )
    assert cheerful > plain + 20


@pytest.mark.parametrize(
    ("prompt", "walls"),
    [
        ("una cocina de azulejos azules", "#2f6fe0"),
        ("kuchnia z zielonymi kafelkami", "#35a83a"),
        ("a kitchen with green tiles", "#35a83a"),
    ],
)
def test_tiles_have_the_colour_said_of_them(prompt: str, walls: str) -> None:
    spec = parse_prompt(prompt)
    named = walls_named(spec)
    assert spec.walls == walls
    assert named is not None
    assert named.kind == "tiles"


def test_a_retro_market_poster_shows_its_vegetables() -> None:
    prompt = 'farmers market poster, vegetables in crates, retro style, text "Saturday Market"'
    assert draw(prompt, size=_SIZE, seed=3).report.placed[0] == "vegetable-basket"


def test_floating_goods_hang_above_their_shadow() -> None:
    prompt = "product shot of white sneakers on a pink background"
    standing, afloat = (
        np.asarray(draw(words, size=_SIZE, seed=3).image.convert("L"), np.float32)[196:206]
        for words in (prompt, f"{prompt}, floating")
    )
    assert float(afloat.std()) < 0.5 * float(standing.std())


@pytest.mark.parametrize(
    ("prompt", "is_told"),
    [
        ("sneakers levitating, product photo", True),
        ("ein Schuh, schwebend, Produktfoto", True),
        ("a shoe on a table", False),
    ],
)
def test_what_floats_is_told(prompt: str, is_told: bool) -> None:  # a parameter of the test
    assert is_afloat(parse_prompt(prompt)) is is_told


def test_an_animal_curls_around_the_cup() -> None:
    assert is_curled(parse_prompt("logo kavárny, liška stočená kolem hrnku"))
    assert not is_curled(parse_prompt("logo with a fox and a cup"))
    body = curled_body(np.ones((8, 8, 4), np.float32))[..., 3]
    side = body.shape[0]
    assert body[side // 2, side // 2] == 0
    assert body[round(side * 0.89), side // 2] == 1
