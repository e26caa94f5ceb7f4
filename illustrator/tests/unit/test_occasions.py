"""Whom a card is for is not what it shows, and what an event is called stands in the nominative."""

import pytest

from cavendish_illustrator.design_parts.card_words import card_title
from cavendish_illustrator.picture_spec import Kind
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
