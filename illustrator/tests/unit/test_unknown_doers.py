"""Who is named by no known word is drawn all the same; birds over a place fly; a medium is no thing."""

import pytest

from cavendish_illustrator.picture_spec import Style
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "count", "pose"),
    [
        ("Die Heinzelmännchen backen nachts Brot", 3, "preparing"),
        ("houbař s košíkem a psem v lese", 1, None),
        ("rendeiras trabalhando na praia", 3, None),
        ("lacemaker working by candlelight", 1, None),
    ],
)
def test_an_unknown_trade_is_somebody(prompt: str, count: int, pose: str | None) -> None:
    lead = parse_prompt(prompt).subjects[0]
    assert (lead.concept, lead.count, lead.pose) == ("person", count, pose)


@pytest.mark.parametrize(
    "prompt", ["a planter with basil", "un candelero sobre la mesa", "a fox and a baker"]
)
def test_a_thing_that_ends_like_a_trade_is_nobody(prompt: str) -> None:
    assert "person" not in [one.concept for one in parse_prompt(prompt).subjects]


@pytest.mark.parametrize("prompt", ["storks over a village", "ключ журавлів над осіннім полем"])
def test_birds_over_a_place_fly(prompt: str) -> None:
    assert [(one.concept, one.pose) for one in parse_prompt(prompt).subjects] == [("stork", "flying")]


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("Porträt eines Imkers, Wachsmalstifte", Style.CRAYON),
        ("portrait d'une vieille dame, huile", Style.OIL),
        ("retrato de um vaqueiro, cordel", Style.LINOCUT),
        ("miners pushing a cart, old photograph", Style.PHOTO),
    ],
)
def test_a_medium_alone_between_commas_is_how_it_is_drawn(prompt: str, style: Style) -> None:
    spec = parse_prompt(prompt)
    assert spec.style is style
    assert {"crayon", "knot", "polaroid-photo"}.isdisjoint(one.concept for one in spec.subjects)


def test_a_medium_among_things_is_a_thing() -> None:
    assert [one.concept for one in parse_prompt("crayons on a desk").subjects] == ["crayon"]


@pytest.mark.parametrize(
    ("prompt", "wrong"),
    [
        ("la copa de un árbol vista desde abajo", "trophy"),
        ("soldados marchando, polvo", "octopus"),
        ("grzyby w koszu, mech", "robot"),
        ("pescadores puxando a rede na praia", "hammock"),
        ("Strauß am Straßenrand in Namibia", "bouquet"),
    ],
)
def test_a_word_is_not_read_in_its_other_sense(prompt: str, wrong: str) -> None:
    assert wrong not in [one.concept for one in parse_prompt(prompt).subjects]


@pytest.mark.parametrize(
    ("prompt", "relation"),
    [
        ("un vieux libraire endormi entre ses livres", "waiter on armchair"),
        ("un chat qui regarde un poisson rouge dans son bocal", "goldfish inside glass-jar"),
    ],
)
def test_who_dozes_has_a_chair_and_a_fish_its_bowl(prompt: str, relation: str) -> None:
    spec = parse_prompt(prompt)
    names = [one.concept for one in spec.subjects]
    assert relation in [f"{names[r.subject]} {r.kind.value} {names[r.target]}" for r in spec.relations]


def test_what_is_no_food_comes_out_of_no_oven() -> None:
    assert parse_prompt("rybacy wyciągają sieci").subjects[0].pose == "pulling"
    assert parse_prompt("de bakker haalt brood uit de oven").subjects[0].pose == "taking_out"


def test_a_beard_is_a_mans() -> None:
    assert parse_prompt("portrait of a mountain guide, icy beard").subjects[0].concept == "man"
