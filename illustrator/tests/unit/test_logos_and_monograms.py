"""Logos: letters of a monogram, colours that are seen, marks that stand in the middle of their badge."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.design_parts.composed_mark import composed_mark
from cavendish_illustrator.design_parts.mark_colors import is_in_lines, mark_colors
from cavendish_illustrator.design_parts.mark_fitting import laid_in_circle, optical_middle
from cavendish_illustrator.painting.color import luminance, rgb
from cavendish_illustrator.painting.contrast import difference
from cavendish_illustrator.staging.emblem_parts import printed, subject_cutouts
from cavendish_illustrator.staging.stencils import stencilled
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.design_words.monograms import find_monogram, initials

_PIECE = np.ones((60, 60, 4), np.float32) * 0.6


@pytest.mark.parametrize(
    ("prompt", "letters"),
    [
        ("monogram logo with the letters A and M, elegant, gold on black", "AM"),
        ("Monogramm mit den Buchstaben K und L", "KL"),
        ("monogram z liter A i W, złoty", "AW"),
        ("logo with the initials J.K.", "JK"),
        ("logo avec les lettres B et R", "BR"),
        ("монограма з літер О та Ж", "ОЖ"),
        ("logo with the letter A", "A"),
        ("a love letter from Anna", ""),
        ("logo for a bakery", ""),
    ],
)
def test_a_monogram_has_the_letters_that_are_asked_for(prompt: str, letters: str) -> None:
    assert find_monogram(prompt, ()) == letters


def test_initials_leave_little_words_out() -> None:
    assert initials("The House of Oak & Ash") == "HO"


def test_a_logo_without_a_drawing_has_its_initials_and_no_sparkles() -> None:
    with_letters, other = (
        np.asarray(draw(f'logo "{name}", navy', size=(200, 200), seed=2).image) for name in ("Qix", "Wam")
    )
    badge = slice(30, 130)
    assert np.abs(with_letters[badge].astype(int) - other[badge]).max() > 100


@pytest.mark.parametrize(
    "prompt",
    [
        'logo "Pola", pastel yellow',
        "minimalist logo of a fox, cream",
        "logo of a fox, gold, dark background",
        'logo "Da Nino", red and green',
        "logo of scissors, navy and black",
    ],
)
def test_name_and_mark_are_seen_on_their_ground(prompt: str) -> None:
    colors = mark_colors(parse_prompt(prompt), _PIECE, 1)
    ground = colors.paper if colors.badge is None else colors.badge
    assert difference(colors.name, colors.paper) > 40
    assert difference(colors.line, ground) > 25
    assert colors.ink is None or difference(colors.ink, ground) > 25


@pytest.mark.parametrize(
    ("prompt", "is_in_one_ink"),
    [
        ("minimalist fox logo", False),
        ("minimalist fox logo, navy and white", True),
        ("minimalist line logo of a fox", True),
    ],
)
def test_a_minimalist_mark_has_no_badge_and_keeps_its_colours_unless_it_is_drawn_in_lines(
    prompt: str, is_in_one_ink: bool
) -> None:
    colors = mark_colors(parse_prompt(prompt), _PIECE, 1)
    assert colors.badge is None
    assert (colors.ink is not None) == is_in_one_ink


def test_a_lopsided_mark_stands_by_its_weight_and_inside_its_circle() -> None:
    mark = np.zeros((100, 160, 4), np.float32)
    mark[20:80, :60] = 1
    mark[48:52, 60:] = 1
    layer = laid_in_circle((200, 200), mark, (100, 100), 70)
    x, y = optical_middle(layer)
    assert abs(x - 100) < 2
    assert abs(y - 100) < 2
    rows, columns = np.nonzero(layer[..., 3] > 0.5)
    assert np.hypot(columns - 100, rows - 100).max() < 73


def test_a_pale_part_of_a_printed_mark_keeps_its_outline() -> None:
    mark = np.ones((80, 80, 4), np.float32)
    mark[20:60, 20:60, :3] = 0.0
    mark[..., 3] = 0
    mark[10:70, 10:70, 3] = 1
    result = printed(mark, rgb("#222428"), rgb("#f2f2f0"))
    assert result[10, 40, :3].min() > 0.8
    solid = stencilled(mark, rgb("#f8f6f1"), rgb("#8a5a34"))
    assert difference(solid[10, 40, :3], "#8a5a34") < 5


def test_two_narrow_things_of_one_rank_stand_side_by_side() -> None:
    tall = np.ones((80, 40, 4), np.float32)
    mark = composed_mark(parse_prompt("logo, a vase and a lamp"), ["vase", "lamp"], [tall, tall], 120)
    assert mark[..., 3].max(0).min() < 0.1  # a gap between them
    assert mark.shape[0] > 100


def test_two_of_one_rank_as_wide_as_tall_stand_aslant_and_fill_their_badge() -> None:
    square = np.ones((80, 80, 4), np.float32)
    mark = composed_mark(parse_prompt("logo, a dog and a cat"), ["dog", "cat"], [square, square], 120)
    assert mark.shape[0] > 110
    assert mark.shape[1] > 110
    assert mark[74:80, 44:46, 3].max() < 0.1  # a gap between them


@pytest.mark.parametrize(
    ("prompt", "is_print"),
    [
        ("logo of a bear and a pine tree for an outdoor brand", True),
        ("Logo für eine Tierarztpraxis mit Hund und Katze, blau", True),
        ("logo di una pizzeria, pizza e forno, rosso", True),
        ("logo of a bear, dark green", True),
        ("logo para una cafetería, taza y gato negro", False),
        ("logo of a red apple with a green leaf", False),
        ("colourful logo of a bear and a pine tree", False),
        ("logo of a fox", False),
    ],
)
def test_a_logo_of_several_things_is_one_print_unless_their_colours_are_told(
    prompt: str, is_print: bool
) -> None:
    assert (mark_colors(parse_prompt(prompt), _PIECE, 1).ink is not None) is is_print


@pytest.mark.parametrize(
    "prompt",
    [
        "logo pour un salon de thé, une théière et une plume, vert sauge, trait fin",
        "logo kwiaciarni, róża, cienka linia",
        "logo für ein Café, Tasse, feine Linie",
        "logo de una floristería, rosa, trazo fino",
    ],
)
def test_a_logo_in_thin_lines_is_drawn_in_lines_on_bare_paper(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert is_in_lines(spec)
    assert mark_colors(spec, _PIECE, 1).badge is None


def test_the_face_of_a_black_cat_is_black() -> None:
    cutouts, names, _ = subject_cutouts(parse_prompt("logo, black cat"), 90, 1, wants_face=True)
    assert names != ["black-cat"]  # a face alone
    assert float(np.median(luminance(cutouts[0])[cutouts[0][..., 3] > 0.9])) < 0.3


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("logo for a bicycle repair workshop, wheel and wrench", ["bicycle-wheel", "wrench"]),
        ("logo for a dog walking service, dog on a leash", ["leashed-dog"]),
        ("logo voor een hondenuitlaatservice, hond aan de lijn", ["leashed-dog"]),
        ("logo pour un salon de coiffure, ciseaux et mèche de cheveux", ["scissors", "hair-curl"]),
        ("icône d'application pour la météo, soleil et nuage, plate", ["sun-face", "cloud-sign"]),
        ("naklejka z jeżem pijącym herbatę", ["hedgehog", "hot-beverage"]),
        ("logo szkoły jogi, kwiat lotosu", ["lotus"]),
        ("vintage badge for a camping club with mountains and a tent", ["tent", "mountain-peaks"]),
    ],
)
def test_a_mark_has_the_signs_of_its_trade_once(prompt: str, shown: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == shown


def test_a_mark_of_one_tone_is_all_ink() -> None:
    bolt = np.ones((60, 60, 4), np.float32) * 0.7
    bolt[..., 3] = 1
    assert difference(printed(bolt, rgb("#222428"), rgb("#f4c726"))[30, 30, :3], "#f4c726") < 3


def test_an_icon_in_lines_has_no_painted_tile() -> None:
    picture = draw("icon of a shopping cart, line, black and white", size=(200, 200), seed=2)
    image = np.asarray(picture.image, np.float32)
    assert np.median(image) > 220
    assert (image.max(-1) < 90).mean() > 0.01


def test_a_page_about_a_dragon_and_its_castle_has_the_castle() -> None:
    picture = draw("coloriage d'un château fort avec un dragon", size=(200, 200), seed=2)
    assert {"dragon", "castle"} <= set(picture.report.placed)


@pytest.mark.parametrize(
    ("prompt", "placed"),
    [("logo of an aardvark in galoshes", []), ("logo of an apple", ["red-apple"]), ("icon of a quux", [])],
)
def test_a_logo_of_what_nobody_knows_is_a_mark_all_the_same(prompt: str, placed: list[str]) -> None:
    assert draw(prompt, size=(128, 128)).report.placed == placed
