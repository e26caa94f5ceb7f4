"""Whom a card is for is not what it shows, and what an event is called stands in the nominative."""

import numpy as np
import pytest

from cavendish_illustrator.design_parts.card_scene import wants_scene
from cavendish_illustrator.design_parts.card_words import card_title
from cavendish_illustrator.design_parts.held_balloon import on_string
from cavendish_illustrator.drawing import draw_spec
from cavendish_illustrator.picture_spec import Kind, Subject
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ('Mother\'s Day card with a cup of coffee, text "Thank you!"', ["hot-beverage"]),
        ("retirement card for a nurse", []),
        ("birthday card for a 5 year old boy", []),
        ("kartka z okazji Dnia Matki z żółtymi tulipanami", ["tulip"]),
        ("Dankeskarte für die Lehrerin", []),
        ("tarjeta del Día de la Enfermera con una mariposa azul", ["butterfly"]),
        ("carte pour la journée des infirmières", []),
        ("biglietto di addio per una collega", []),
        ("cartão do Dia dos Avós com um ouriço", ["hedgehog"]),
        ("afscheidskaart voor de baas", []),
        ("листівка до Дня медсестри", []),
        ("přání ke Dni sester s ježkem", ["hedgehog"]),
        ("senior dance evening flyer", []),
        ("biglietto in bocca al lupo per un esame", []),
    ],
)
def test_whom_a_card_is_for_is_not_drawn(prompt: str, shown: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == shown


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("birthday card for a boy with a pirate", ["pirate"]),
        ("pirate themed birthday invitation", ["pirate"]),
        ("greeting card of a nurse with a syringe", ["nurse", "syringe"]),
        ("tarjeta de una niña con globos", ["girl", "balloon"]),
        ("poster of a woman dancing flamenco", ["woman"]),
        ("locandina del torneo di pallavolo con una rete e un pallone", ["sports-net", "volleyball"]),
    ],
)
def test_who_is_pictured_stays(prompt: str, shown: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == shown


@pytest.mark.parametrize(
    ("prompt", "title"),
    [
        ("plakat turnieju szachowego z sową", "Turniej szachowy"),
        ("ulotka pchlego targu", "Pchli targ"),
        ("plakat na wystawę psów", "Wystawa psów"),
        ("плакат благодійного забігу", "Благодійний забіг"),
        ("leták zahrádkářského klubu", "Zahrádkářský klub"),
        ("cartel del concierto de primavera con una taza de café", "Concierto de primavera"),
        ("locandina della gara di nuoto", "Gara di nuoto"),
        ("jumble sale poster with a lamp", "Jumble sale"),
    ],
)
def test_an_event_is_the_title_in_the_nominative(prompt: str, title: str) -> None:
    assert parse_prompt(prompt).title == title


@pytest.mark.parametrize(
    ("prompt", "wish"),
    [
        ("Namenstagskarte mit einer Eule", "Alles Gute zum Namenstag"),
        ("kartka na Dzień Kobiet", "Z okazji Dnia Kobiet"),
        ("přání ke Dni prarodičů", "Pro babičku a dědečka"),
        ("carte de fiançailles avec une rose", "Nous nous fiançons"),
        ("communiekaart voor een meisje", "Eerste communie"),
    ],
)
def test_an_occasion_has_its_greeting(prompt: str, wish: str) -> None:
    spec = parse_prompt(prompt)
    assert (spec.kind, card_title(spec)) == (Kind.CARD, wish)


@pytest.mark.parametrize(
    ("prompt", "flower"),
    [
        ("Mother's Day card with a big bouquet of peonies", "peony"),
        ("thank you card with a bouquet of roses", "rose"),
        ("kartka dla mamy z bukietem piwonii", "peony"),
        ("листівка для мами з букетом тюльпанів", "tulip"),
        ("carte pour maman avec un bouquet de violettes", "iris-flower"),
        ("tarjeta para mamá con un ramo de rosas rojas", "rose"),
        ("Geburtstagskarte für Oma mit einem Strauß Sonnenblumen", "sunflower"),
        ("Mother's Day card with yellow tulips", "tulip"),
    ],
)
def test_a_bouquet_is_of_the_flowers_that_were_named(prompt: str, flower: str) -> None:
    assert [(one.concept, one.state) for one in parse_prompt(prompt).subjects] == [(flower, "bouquet")]


def test_the_bouquet_of_a_card_stands_in_its_middle() -> None:
    spec = parse_prompt("Mother's Day card with a bouquet of sunflowers")
    pixels = np.asarray(draw_spec(spec, size=(256, 256)).image.convert("RGB"), np.float32)
    middle = pixels[40:110, 88:168]
    yellow = (middle[..., 0] > 200) & (middle[..., 2] < 90)
    assert float(yellow.mean()) > 0.1


def test_a_held_balloon_is_tied_to_whoever_holds_it() -> None:
    figure = np.ones((200, 150, 4), np.float32)
    both = on_string(figure, Subject(concept="balloon", word="balloon", color="#2255ee"), 80)
    assert both.shape[0] > 200
    assert both.shape[1] > 150


@pytest.mark.parametrize(
    "prompt",
    ["get well soon card, a fox in bed with a thermometer", "beterschapskaart met een beer in bed"],
)
def test_who_is_in_bed_on_a_card_lies_in_it(prompt: str) -> None:
    assert wants_scene(parse_prompt(prompt))
