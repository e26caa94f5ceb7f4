"""Posters, posts, menus and comic pages: words are free of the things, and everything named is there."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.design_parts.composed_mark import composed_mark
from cavendish_illustrator.design_parts.poster_art import paint_motifs
from cavendish_illustrator.design_parts.sticker_variants import in_variants
from cavendish_illustrator.painting.color import luminance
from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind
from cavendish_illustrator.styles.pixel_art import pixelated
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.design_words.tattoos import is_tattoo


def _ring_rows(spec: PictureSpec, size: tuple[int, int]) -> tuple[float, float]:
    """The first and the last row of the disc, in parts of the height."""
    canvas, _ = paint_motifs(spec, size, 1, {})
    middle = canvas.img[:, size[0] // 2]
    rows = np.flatnonzero(np.abs(middle - middle[2]).max(-1) > 0.3)
    return rows[0] / size[1], rows[-1] / size[1]


@pytest.mark.parametrize("size", [(160, 160), (120, 180)])
def test_the_disc_of_a_poster_is_free_of_its_title_and_foot(size: tuple[int, int]) -> None:
    spec = PictureSpec(prompt="", kind=Kind.POSTER, texts=("Farmers' market every Saturday", "from 9 am"))
    top, foot = _ring_rows(spec, size)
    assert top > 0.31
    assert foot < 0.875


@pytest.mark.parametrize(
    "prompt",
    [
        'social post for a bakery sale, croissants, text "-20% only today"',
        'post promocyjny dla kwiaciarni, tulipany, tekst "Wiosna"',
        "pochette de vinyle, un saxophone",
        "obal alba s gramofonem",
    ],
)
def test_posts_and_covers_of_records_are_posters(prompt: str) -> None:
    assert parse_prompt(prompt).kind is Kind.POSTER


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        ("comic page, 4 panels, a cat steals a fish", 4),
        ("comic strip of a dog chasing a ball", 3),
        ("strona komiksu o rycerzu i smoku, 6 kadrów", 6),
        ("página de cómic, un superhéroe salva a un gato", 3),
    ],
)
def test_the_panels_of_a_comic_are_shots_of_its_event(prompt: str, count: int) -> None:
    spec = parse_prompt(prompt)
    assert len(spec.panels) == count
    assert len({(one.framing, one.settings, one.time_of_day) for one in spec.panels}) >= 3
    assert all(one.season is None for one in spec.panels)
    assert spec.index_of("page-facing-up") is None


def test_a_menu_shows_the_small_things_that_are_named() -> None:
    picture = draw('menu for an Italian restaurant "Da Luigi", olive branches', size=(160, 240), seed=1)
    assert "olive-branch" in picture.report.placed


def test_pixel_art_keeps_a_small_muted_green_among_browns() -> None:
    rng = np.random.default_rng(1)
    image = np.tile(np.array([0.5, 0.36, 0.3], np.float32), (128, 128, 1))
    image *= rng.uniform(0.3, 1.6, (128, 128, 1)).astype(np.float32)
    image[60:66, 60:66] = (0.25, 0.5, 0.33)
    shown = pixelated(image, 128)[63, 63]
    assert shown[1] > shown[0] + 0.08
    assert float(luminance(shown)) > 0.3


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("tattoo of a koi fish and waves", ["koi", "wave-sign"]),
        ("tattoo design of a compass and a rose", ["compass", "rose"]),
        ("tatuaje de un lobo y luna", ["wolf", "moon-crescent"]),
        ("tatuaż róża i czaszka", ["rose", "skull"]),
    ],
)
def test_a_tattoo_is_one_mark_of_all_its_things(prompt: str, shown: list[str]) -> None:
    spec = parse_prompt(prompt)
    assert is_tattoo(spec)
    assert [one.concept for one in spec.subjects] == shown


@pytest.mark.parametrize(
    "prompt",
    [
        "an old sailor with a tattoo on his arm",
        "dziewczyna z tatuażem na ramieniu",
        "portrait of a man with tattoos",
        "eine Frau mit Tattoos im Café",
    ],
)
def test_somebody_with_a_tattoo_is_no_design_for_one(prompt: str) -> None:
    assert parse_prompt(prompt).kind is not Kind.COLOURING_PAGE


@pytest.mark.parametrize(
    "prompt", ["kolorowanka statua wolności", "розмальовка статуя дракона", "colouring page of a statue"]
)
def test_a_statue_to_colour_is_no_tattoo(prompt: str) -> None:
    assert not is_tattoo(parse_prompt(prompt))


def test_a_sheet_of_stickers_of_one_thing_shows_what_goes_with_it() -> None:
    sheet = in_variants(parse_prompt("sticker sheet of cute sushi"))
    assert len(sheet.subjects) >= 3
    assert all(one.mood == "happy" for one in sheet.subjects)


def test_foods_that_a_menu_names_are_its_dishes() -> None:
    spec = parse_prompt('menú de pizarra, texto "Tapas del día", aceitunas, jamón y vino')
    assert [one.label for one in spec.entries] == ["Aceitunas", "Jamón", "Vino"]


@pytest.mark.parametrize(
    "prompt", ["kot czytający książkę", "sowa czytająca gazetę", "dziecko czytające list"]
)
def test_polish_participles_hold_what_is_read(prompt: str) -> None:
    assert [(one.kind, one.subject, one.target) for one in parse_prompt(prompt).relations] == [
        (RelationKind.HOLDING, 0, 1)
    ]


def test_red_peppers_are_red() -> None:
    assert parse_prompt("poster for a cook-off, red peppers and flames").subjects[0].color is not None


def test_two_things_of_one_icon_are_composed() -> None:
    pan, spoon = (np.ones(shape, np.float32) for shape in ((30, 90, 4), (30, 90, 4)))
    mark = composed_mark(
        parse_prompt("icon, frying pan and spoon"), ["frying-pan", "spoon"], [pan, spoon], 120
    )
    assert mark.shape[0] > 90  # crossed, not in a row


@pytest.mark.parametrize(
    ("prompt", "kind", "thing"),
    [
        ("a girl reading a postcard from Lisbon", Kind.SCENE, "love-letter"),
        ("a woman reading a menu in a café", Kind.SCENE, "open-book"),
        ("girl writing a birthday card", Kind.SCENE, "love-letter"),
        ("an old man holding a playing card", Kind.SCENE, "playing-cards"),
        ("dziewczynka pisze kartkę świąteczną", Kind.SCENE, "love-letter"),
        ("ein Mann liest die Speisekarte", Kind.SCENE, "open-book"),
        ("poster of a man reading the menu", Kind.POSTER, "open-book"),
        ("a birthday card with a girl reading a book", Kind.CARD, "open-book"),
        ("cute fox sleeping sticker", Kind.STICKER, "fox"),
    ],
)
def test_a_piece_in_somebodys_hands_is_a_thing(prompt: str, kind: Kind, thing: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.kind is kind
    assert spec.index_of(thing) is not None


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("postcard from Lisbon with a yellow tram", "lisbon"),
        ("pocztówka z Krakowa z gołębiami", "krakow"),
        ("Postkarte aus Hamburg mit Möwe", "hamburg"),
        ("cartolina da Venezia con una gondola", "venice"),
    ],
)
def test_a_postcard_shows_where_it_comes_from(prompt: str, place: str) -> None:
    assert place in parse_prompt(prompt).settings


def test_black_and_gold_are_colours_in_french() -> None:
    assert parse_prompt("affiche de concert, un piano, noir et or").palette == ("#222428", "#d9b34a")
