"""Tarot cards and postage stamps: what is on them, and which prompts ask for one."""

import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.picture_spec import Kind, TimeOfDay
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "name", "numeral", "shown"),
    [
        ('tarot card "The Moon", wolf and crab', "The Moon", "XVIII", ["wolf", "crab"]),
        ("karta tarota Pustelnik", "Pustelnik", "IX", ["mage", "oil-lamp"]),
        ("carta de tarot La Muerte", "La Muerte", "XIII", ["skeleton", "horse"]),
        ("carta de tarô O Sol", "O Sol", "XIX", ["child", "horse"]),
        ("карта таро Місяць, вовк", "Місяць", "XVIII", ["wolf"]),
        ("tarotová karta Měsíc", "Měsíc", "XVIII", ["wolf", "dog"]),
        ('tarotkaart "De Dwaas", een vos', "De Dwaas", "0", ["fox"]),
        ("tarot card of a fox reading a book", "", "", ["fox", "open-book"]),
    ],
)
def test_a_tarot_card_has_its_name_numeral_and_picture(
    prompt: str, name: str, numeral: str, shown: list[str]
) -> None:
    spec = parse_prompt(prompt)
    assert spec.kind is Kind.TAROT_CARD
    assert spec.texts == ((name,) if name else ())
    assert spec.lines == ((numeral,) if numeral else ())
    assert [one.concept for one in spec.subjects] == shown


def test_the_moon_is_a_night() -> None:
    assert parse_prompt('tarot card "The Moon", wolf and crab').time_of_day is TimeOfDay.NIGHT


@pytest.mark.parametrize(
    "prompt",
    [
        'postage stamp with a hummingbird, text "BRASIL 2.50"',
        "znaczek pocztowy z liskiem",
        "Briefmarke mit einem Leuchtturm",
        "selo postal com um tucano",
        "timbre poste, chouette",
        "francobollo con un gatto",
        "postzegel met een molen",
        "поштова марка з лелекою",
        "poštovní známka s ježkem",
    ],
)
def test_a_stamp_that_is_asked_for_is_the_piece(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.kind is Kind.STAMP
    assert spec.index_of("postage-stamp") is None


@pytest.mark.parametrize("prompt", ["a girl sticking a postage stamp on a letter", "a postage stamp"])
def test_a_stamp_among_things_stays_one_of_them(prompt: str) -> None:
    assert parse_prompt(prompt).kind is Kind.SCENE


def test_a_stamp_shows_its_picture_within_its_edge() -> None:
    picture = draw('postage stamp with a fox, text "POLSKA 5"', size=(128, 128), seed=1)
    assert picture.report.placed == ["fox"]


@pytest.mark.parametrize(
    "prompt",
    [
        "kartka świąteczna w starodawnym stylu, choinka",
        "старовинна листівка з котом",
        "staročeské vánoční přání s betlémem",
    ],
)
def test_an_old_card_is_no_tarot_card(prompt: str) -> None:
    assert parse_prompt(prompt).kind is Kind.CARD
