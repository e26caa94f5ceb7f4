"""Room for words, and borders of things: both are read out of the prompt and kept in the picture."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.picture_spec import Kind, TimeOfDay
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "room"),
    [
        ("birthday invitation with dinosaurs, space for text at the top", "top"),
        ("affiche d'un concert avec une guitare, espace vide en bas", "bottom"),
        ("autumn banner, a candle, space for text on the left", "left"),
        ("winietka z gałązką lawendy, miejsce na imię", "any"),
        ("banner with lots of monstera leaves, empty space in the middle", "middle"),
        ("a boat empty in the middle of the sea", ""),
        ("a cat in an empty room", ""),
    ],
)
def test_room_for_words_is_read_and_is_no_outer_space(prompt: str, room: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.room == room
    assert spec.time_of_day is not TimeOfDay.SPACE
    assert "space" not in spec.settings


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("cute border of pencils and rulers, empty in the middle", Kind.BORDER),
        ("baby shower invitation, little ducks around the border", Kind.BORDER),
        ("Speisekarte mit Kräutern am Rand", Kind.BORDER),
        ("tarjeta con un borde de girasoles", Kind.BORDER),
        ("a house at the edge of the forest", Kind.SCENE),
        ("a photo of grandma in a frame on the wall", Kind.SCENE),
        ("sticker of a crow with a thick white border", Kind.STICKER),
    ],
)
def test_a_border_is_a_piece_of_its_own(prompt: str, kind: Kind) -> None:
    assert parse_prompt(prompt).kind is kind


def test_a_border_leaves_its_middle_free() -> None:
    image = np.asarray(draw("border of pencils and apples", size=(256, 256), seed=1).image, np.float32)
    assert image[90:166, 90:166].std() < 3 < image[:40].std()


@pytest.mark.parametrize(
    ("prompt", "color"),
    [
        ("wedding invitation with peonies and a gold border", "#c9a13c"),
        ("Einladung zur Taufe mit Taube und Goldrand", "#c9a13c"),
        ("zaproszenie na ślub z różami i złotą ramką", "#c9a13c"),
        ("convite de casamento com folhas de eucalipto e borda dourada", "#c9a13c"),
        ("весільне запрошення з півоніями та золотою рамкою", "#c9a13c"),
        ("christmas card with a robin and red border", "#b8323a"),
        ("a card with a border of red roses", None),
    ],
)
def test_a_coloured_edge_is_a_line_around_the_piece(prompt: str, color: str | None) -> None:
    spec = parse_prompt(prompt)
    assert spec.edge == color
    assert not any(one.concept == "picture_frame" for one in spec.subjects)


def test_a_banner_shows_its_thing_beside_the_side_that_stays_free() -> None:
    spec = parse_prompt("spring banner with tulips on the left, empty space on the right")
    assert spec.free_side == "right"
    image = np.asarray(draw(spec.prompt, size=(256, 256), seed=2).image, np.float32)
    assert image[40:216, 150:235].reshape(-1, 3).std(0).max() < 6
    assert image[40:216, 20:130].reshape(-1, 3).std(0).max() > 15


def test_bunting_hangs_along_the_top_of_a_poster() -> None:
    picture = draw("poster for a flea market with bunting and a gramophone", size=(256, 256), seed=1)
    assert picture.report.placed == ["bunting", "gramophone"]


@pytest.mark.parametrize(
    ("prompt", "is_layout"),
    [
        ("newsletter header, pumpkins on the left, empty space for text on the right", True),
        ("Hintergrund für Instagram: Rosen unten, oben viel Platz für Text", True),
        ("a boat on a lake, empty space at the top", False),
        ("a cat on the left, empty space on the right", False),
    ],
)
def test_things_alone_beside_free_room_are_a_layout(prompt: str, is_layout: bool) -> None:
    assert (parse_prompt(prompt).kind is Kind.POSTER) is is_layout
