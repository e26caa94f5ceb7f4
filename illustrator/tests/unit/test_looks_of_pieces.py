"""Media, inks and shapes that strangers ask designed pieces for."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("street in Lisbon painted as a linocut", Style.LINOCUT),
        ("ein Fuchs im Wald, Linolschnitt", Style.LINOCUT),
        ("a house, crayon drawing", Style.CRAYON),
        ("a cat in a knitted sweater", None),
        ("fair isle pattern with foxes", Style.KNITTED),
    ],
)
def test_prints_wax_and_wool_are_styles(prompt: str, style: Style | None) -> None:
    assert parse_prompt(prompt).style is style


@pytest.mark.parametrize("style", [Style.LINOCUT, Style.CRAYON, Style.KNITTED])
def test_new_styles_keep_size_and_seed(style: Style) -> None:
    first, second = (draw("a red apple", size=(200, 160), seed=4, style=style).image for _ in range(2))
    assert first.size == (200, 160)
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        ("birthday card for my grandson who is 6 and loves diggers", 3),
        ("invitation anniversaire 6 ans thème pirates", 3),
        ("invitacion cumpleaños 5 años tema dinosaurios", 3),
        ("a card with 5 dinosaurs", 5),
    ],
)
def test_an_age_counts_nothing(prompt: str, count: int) -> None:
    assert parse_prompt(prompt).subjects[0].count == count


@pytest.mark.parametrize(
    "prompt",
    [
        "cozy cabin in the snow, phone wallpaper",
        "fond d'écran téléphone forêt brumeuse",
        "sfondo telefono mare di notte",
    ],
)
def test_a_wallpaper_shows_no_telephone(prompt: str) -> None:
    assert "mobile-phone" not in {one.concept for one in parse_prompt(prompt).subjects}


def test_a_wallpaper_has_the_colours_that_are_named() -> None:
    spec = parse_prompt("minimalist mountain wallpaper in purple and orange, no people")
    assert not spec.subjects
    assert len(spec.palette) == 2


def test_icons_of_one_ink_have_no_tile() -> None:
    image = np.asarray(draw("icon of a dumbbell, monochrome", size=(200, 200), seed=1).image, np.float32)
    assert (image[:40] > 225).all()
    assert image.min() < 60


def test_a_round_sticker_has_a_disc_behind_its_thing() -> None:
    round_, plain = (
        np.asarray(draw(f"{shape}sticker of a fire engine", size=(200, 200), seed=1).image)[..., 3]
        for shape in ("round ", "")
    )
    assert (round_ > 200).mean() > 1.2 * (plain > 200).mean()


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("kids colouring page with a dragon", ["dragon"]),
        ("portada de cuento, un gato, tonos pastel", ["cat"]),
        ('logo for a fishing club "Blue Pike", with a pike jumping', ["fish"]),
    ],
)
def test_what_only_describes_a_piece_is_not_shown(prompt: str, concepts: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == concepts
