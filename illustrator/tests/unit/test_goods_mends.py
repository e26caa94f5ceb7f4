"""Things that are set where and as their picture wants them."""

import pytest

from cavendish_illustrator.design_parts.dishes_from_above import dish_from_above, plate_from_above
from cavendish_illustrator.figures.hands.vessels import filled
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.understanding import parse_prompt


def _shown(spec: PictureSpec) -> list[tuple[str, int]]:
    return [(one.concept, one.count) for one in spec.subjects]


def _ties(spec: PictureSpec) -> list[tuple[str, str, str]]:
    return [
        (spec.subjects[r.subject].concept, r.kind.value, spec.subjects[r.target].concept)
        for r in spec.relations
    ]


def test_a_cake_of_three_tiers_is_one_cake() -> None:
    assert _shown(parse_prompt("three-tier lemon cake, plain cream backdrop")) == [("wedding-cake", 1)]


def test_a_cake_shaped_like_an_animal_has_it_on_top() -> None:
    assert ("hedgehog", "on", "birthday-cake") in _ties(parse_prompt("birthday cake shaped like a hedgehog"))


def test_a_still_life_like_the_old_painters_shows_no_painter() -> None:
    spec = parse_prompt("two lemons and a knife, still life like the old dutch painters")
    assert "artist" not in dict(_shown(spec))


@pytest.mark.parametrize(
    "prompt",
    [
        "a blue bicycle leaning against a yellow wall",
        "vespa rossa parcheggiata davanti a un muro pieno di glicine",
        "a blue door and a pot of geraniums",
    ],
)
def test_what_leans_or_hangs_is_seen_before_a_wall(prompt: str) -> None:
    assert parse_prompt(prompt).settings == ("house_wall",)


def test_a_farm_table_is_a_table() -> None:
    assert parse_prompt("table de ferme avec un bol de cerises").settings == ("table_top",)


def test_balloons_tied_to_a_chair_are_above_it() -> None:
    assert ("balloon", "over", "chair") in _ties(
        parse_prompt("three red balloons tied to an old wooden chair")
    )


def test_a_chicken_beside_rice_is_roasted() -> None:
    assert dict(_shown(parse_prompt("chicken, rice and broccoli on a table"))).keys() >= {"roast-chicken"}


def test_several_of_one_thing_are_laid_out_as_many_times() -> None:
    spec = parse_prompt("four cinnamon rolls from above")
    assert (spec.kind, spec.subjects[0].count) == (Kind.FLAT_LAY, 4)


def test_bowls_and_plates_have_a_look_from_above() -> None:
    soup, other = dish_from_above("soup-bowl"), dish_from_above("salad-bowl")
    assert soup is not None
    assert other is not None
    assert soup.markup != other.markup
    assert dish_from_above("hammer") is None
    assert plate_from_above(None, soup, 3).markup.count("<g transform") == 3


@pytest.mark.parametrize(
    "vessel", ["wooden-crate", "wheelbarrow", "jar", "tote-bag", "cake-stand", "tin-can"]
)
def test_more_vessels_show_what_is_in_them(vessel: str) -> None:
    full = filled(vessel, "red-apple", None, None)
    assert full is not None
    assert full.markup.count("#") > 5


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("bochenek chleba na lnianym obrusie", "round-loaf"),
        ("eine Quiche auf einem Holztisch", "quiche-tart"),
        ("rama de olivo y una botella", "olive-branch"),
        ("un mazzo di fiori secchi", "dried-bunch"),
        ("houten kratje met appels", "wooden-crate"),
        ("presépio de natal", "nativity-scene"),
        ("кошик і гілка бузку", "lilac-bunch"),
        ("smrková větvička", "fir-sprig"),
        ("sac en papier", "paper-bag"),
    ],
)
def test_things_of_still_lifes_are_known(prompt: str, concept: str) -> None:
    assert concept in dict(_shown(parse_prompt(prompt)))


@pytest.mark.parametrize(
    ("prompt", "tie"),
    [
        ("wooden toy train with three wagons carrying coloured blocks", ("toy-blocks", "on", "toy-train")),
        ("zucca di halloween con dentro una candela", ("candle", "inside", "jack-o-lantern")),
        ("barchetta di carta che naviga in una pozzanghera", ("paper-boat", "on", "puddle-water")),
        ("a stack of old books with a candle on top", ("candle", "on", "books")),
        ("een theepot met bloemen", ("blossom", "inside", "teapot")),
        ("cookies on a baking tray", ("cookie", "inside", "baking-tray")),
        ("kosz jabłek", ("red-apple", "inside", "basket")),
    ],
)
def test_things_are_joined_as_they_belong(prompt: str, tie: tuple[str, str, str]) -> None:
    assert tie in _ties(parse_prompt(prompt))


def test_the_door_of_an_oven_is_on_it() -> None:
    assert "door" not in dict(_shown(parse_prompt("a loaf that pushes the oven door open")))


def test_a_suitcase_covered_in_stickers_is_none() -> None:
    assert parse_prompt("an old suitcase covered in travel stickers").kind is Kind.SCENE


def test_a_wall_covered_in_ivy_covers_no_bicycle() -> None:
    spec = parse_prompt("a red bicycle in front of a white wall covered in ivy")
    assert spec.subjects[0].state is None


def test_a_map_among_laid_out_things_is_one_of_them() -> None:
    spec = parse_prompt("flat lay: camera, map, compass and sunglasses on dark wood")
    assert (spec.kind, "world-map" in dict(_shown(spec))) == (Kind.FLAT_LAY, True)


def test_a_kettle_at_a_stove_is_in_a_kitchen() -> None:
    spec = parse_prompt("uma chaleira de cobre no fogão")
    assert (spec.settings, _shown(spec)) == (("kitchen",), [("kettle", 1)])
