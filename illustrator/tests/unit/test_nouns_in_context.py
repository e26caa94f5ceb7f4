"""Nouns mean what the words before them make of them."""

import pytest

from cavendish_illustrator.picture_spec import Kind, PictureSpec, RelationKind
from cavendish_illustrator.understanding import parse_prompt


def _concepts(spec: PictureSpec) -> list[str]:
    return [one.concept for one in spec.subjects]


def _ties(spec: PictureSpec) -> set[tuple[str, str, str]]:
    names = _concepts(spec)
    return {(names[r.subject], r.kind.value, names[r.target]) for r in spec.relations}


@pytest.mark.parametrize(
    ("prompt", "tree"),
    [
        ("holka se houpe pod třešní", "cherry-blossom-tree"),
        ("дідусь сидить під черешнею", "cherry-blossom-tree"),
        ("dziadek siedzi pod orzechem", "deciduous-tree"),
    ],
)
def test_under_fruit_one_is_under_its_tree(prompt: str, tree: str) -> None:
    spec = parse_prompt(prompt)
    assert (spec.subjects[0].concept, "under", tree) in _ties(spec)


@pytest.mark.parametrize(
    ("prompt", "mount"),
    [
        ("un chevalier à cheval sur un escargot géant", "snail"),
        ("ridder te paard op een slak", "snail"),
        ("il nonno a cavallo di una tartaruga", "turtle"),
        ("menino a cavalo num porco", "pig"),
    ],
)
def test_who_is_astride_an_animal_has_no_horse(prompt: str, mount: str) -> None:
    spec = parse_prompt(prompt)
    assert len(spec.subjects) == 2
    assert (spec.subjects[0].concept, "riding", mount) in _ties(spec)


def test_a_rider_on_a_hill_keeps_the_horse() -> None:
    assert "horse" in _concepts(parse_prompt("un chevalier à cheval sur une colline"))


@pytest.mark.parametrize(
    "prompt",
    ["tres gatitos en una bota vieja", "drie kittens in een oude laars", "троє кошенят у старому чоботі"],
)
def test_who_is_in_one_boot_does_not_wear_it(prompt: str) -> None:
    assert ("cat", "inside", "boot") in _ties(parse_prompt(prompt))


@pytest.mark.parametrize("prompt", ["kot w butach i kapeluszu", "a cat in boots"])
def test_who_is_in_boots_wears_them(prompt: str) -> None:
    kinds = {r.kind for r in parse_prompt(prompt).relations}
    assert kinds == {RelationKind.WEARING}


def test_the_flowers_of_a_wreath_are_no_others() -> None:
    assert _concepts(parse_prompt("dziewczyna w wianku z chabrów i maków")) == ["woman", "flower-crown"]


@pytest.mark.parametrize("prompt", ["пес у касці пожежника", "un perro con casco de bombero"])
def test_a_firemans_helmet_makes_its_wearer_one(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert _concepts(spec) == ["dog", "helmet"]
    assert spec.subjects[0].role == "firefighter"


def test_the_mother_of_ducklings_is_a_duck() -> None:
    young, mother = parse_prompt("five ducklings following their mother").subjects
    assert (young.concept, young.count, young.size) == ("duck", 5, "small")
    assert (mother.concept, mother.count, mother.size) == ("duck", 1, None)


@pytest.mark.parametrize(
    ("prompt", "concept", "count"),
    [
        ("un pastore con il suo gregge", "ewe", 6),
        ("barche al tramonto", "sailboat", 3),
        ("natura morta con zucche", "pumpkin-whole", 3),
        ("Kinderzimmer mit Hochbett, Globus und Lampe", "globe-showing-europe-africa", 1),
        ("мед, бджоли та соти", "honeybee", 3),
        ("bosje gele tulpen in een kan", "tulip", 9),
        ("two cups of green tea", "hot-beverage", 2),
    ],
)
def test_how_many_there_are(prompt: str, concept: str, count: int) -> None:
    counts = [one.count for one in parse_prompt(prompt).subjects if one.concept == concept]
    assert counts == [count]


@pytest.mark.parametrize(
    ("prompt", "who", "pose"),
    [
        ("a walrus in a bathtub full of bubbles reading a newspaper", "walrus", "reading"),
        ("een robot dat planten water geeft", "robot", "watering"),
        ("een egel geeft de tomaten water", "hedgehog", "watering"),
        ("un caballero comiéndose un helado", "knight", "eating"),
        ("un bambino mangiandosi una mela", "boy", "eating"),
        ("a avó faz crochê na cadeira", "old-woman", "knitting"),
        ("burro cargado de leña", "donkey", "carrying"),
    ],
)
def test_who_does_it(prompt: str, who: str, pose: str) -> None:
    spec = parse_prompt(prompt)
    assert [one.pose for one in spec.subjects if one.concept == who] == [pose]
    assert all(one.pose != pose for one in spec.subjects if one.concept != who)


def test_a_rose_that_lies_there_does_not_sleep() -> None:
    spec = parse_prompt("an old typewriter with a red rose lying next to it")
    assert [one.pose for one in spec.subjects] == [None, None]


def test_a_tractor_pulls_without_somebody_who_pulls() -> None:
    assert "person" not in _concepts(parse_prompt("traktor táhne vlek plný brambor"))


@pytest.mark.parametrize("prompt", ["homem negro sorridente", "a black woman smiling", "eine schwarze Frau"])
def test_black_people_have_dark_skin_not_black_clothes(prompt: str) -> None:
    (one,) = parse_prompt(prompt).subjects
    assert (one.skin, one.color) == (4, None)


def test_the_pattern_of_a_jumper_makes_no_pattern_of_the_picture() -> None:
    assert parse_prompt("Strickpulli mit Rentiermuster auf weißem Hintergrund").kind is Kind.SCENE


def test_the_ground_is_what_the_thing_is_on() -> None:
    spec = parse_prompt("sapato de salto vermelho sobre fundo cinza, foto de produto")
    assert (spec.subjects[0].color, spec.ground) == ("#e02b2b", "#9aa0a8")


def test_a_rainbow_is_in_nobodys_hand() -> None:
    assert RelationKind.HOLDING not in {r.kind for r in parse_prompt("een eenhoorn met regenboog").relations}


@pytest.mark.parametrize(
    "prompt",
    ["due nonne al mercato", "duas velhinhas no ponto de ônibus", "dwie starsze panie", "twee oude dametjes"],
)
def test_old_ladies_are_no_old_men(prompt: str) -> None:
    first = parse_prompt(prompt).subjects[0]
    assert (first.concept, first.count) == ("old-woman", 2)


def test_what_follows_somebody_tells_her_hair() -> None:
    assert parse_prompt("retrato de una mujer pelirroja").subjects[0].hair is not None


def test_an_hour_has_no_clocks() -> None:
    assert _concepts(parse_prompt("müder Bäcker um vier Uhr morgens")) == ["chef"]


def test_who_holds_a_map_is_on_no_card() -> None:
    assert parse_prompt("ein Papagei, der eine Karte hält").kind is Kind.SCENE


def test_one_last_word_for_a_comic_is_its_manner() -> None:
    assert not parse_prompt("листоноша тікає від гусака, комікс").panels
