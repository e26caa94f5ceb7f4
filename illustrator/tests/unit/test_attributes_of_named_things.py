"""Things with their attributes: what a vessel holds, shades, what they are made of, how many they are."""

import pytest

from cavendish_illustrator.figures.hands.vessels import filled
from cavendish_illustrator.picture_spec import PictureSpec, Subject
from cavendish_illustrator.understanding import parse_prompt


def _concepts(prompt: str) -> list[str]:
    return [one.concept for one in parse_prompt(prompt).subjects]


def _subject(spec: PictureSpec, concept: str) -> Subject:
    return next(one for one in spec.subjects if one.concept == concept)


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("a table with a bottle of white wine", ["wine-bottle"]),
        ("auf dem Tisch steht ein Glas Rotwein", ["wine-glass"]),
        ("na stole miska polévky", ["soup-bowl"]),
        ("na stole sklenice oliv", ["jar", "olive"]),
        ("ein Glas Gurken", ["pickle-jar"]),
        ("una mesa con una caja de naranjas", ["wooden-crate", "tangerine"]),
        ("un tarro de galletas", ["jar", "cookie"]),
        ("na stole szklanka mleka", ["glass-of-milk"]),
        ("a jar of pickles with dill", ["pickle-jar"]),
        ("un pot de cornichons et deux baguettes", ["pickle-jar", "baguette-bread"]),
    ],
)
def test_a_vessel_is_the_one_that_its_content_comes_in(prompt: str, concepts: list[str]) -> None:
    assert _concepts(prompt) == concepts


@pytest.mark.parametrize(
    ("prompt", "concept", "color"),
    [
        ("a mustard yellow scarf", "scarf", "#d4a017"),
        ("a mustard scarf", "scarf", "#d4a017"),
        ("ein senfgelber Schal", "scarf", "#d4a017"),
        ("bursztynowy wazon", "amphora", "#b8651b"),
        ("une écharpe framboise", "scarf", "#e0218a"),
        ("een mosgroene sjaal", "scarf", "#1f5a3c"),
        ("pes v korálovém šátku", "neckerchief", "#f4775e"),
        ("a man in a leather jacket", "anorak", "#5a3820"),
    ],
)
def test_a_shade_is_the_colour_of_the_thing_beside_it(prompt: str, concept: str, color: str) -> None:
    assert _subject(parse_prompt(prompt), concept).color == color


@pytest.mark.parametrize("prompt", ["malinowy sernik", "a peach tree", "a jar of mustard"])
def test_what_food_and_plants_are_named_after_is_no_colour(prompt: str) -> None:
    assert all(one.color is None for one in parse_prompt(prompt).subjects)


@pytest.mark.parametrize(
    ("prompt", "concept", "material"),
    [
        ("een leren tas", "briefcase", None),
        ("een leren tas met een sleutel", "key", None),
        ("a porcelain teapot", "teapot", "porcelain"),
        ("ein Kupferkessel", "kettle", "copper"),
        ("a wooden spoon", "spoon", "wood"),
        ("panela de barro", "cooking-pot", "clay"),
        ("a wicker chair", "chair", "wicker"),
    ],
)
def test_a_thing_is_made_of_what_is_said(prompt: str, concept: str, material: str | None) -> None:
    assert _subject(parse_prompt(prompt), concept).material == material


@pytest.mark.parametrize(
    ("prompt", "concept", "count"),
    [
        ("Dziewczynka trzyma parasolkę", "umbrella", 1),
        ("Schreibmaschine, Lupe und Lampe", "lamp", 1),
        ("Schreibmaschine und drei Lampen", "lamp", 3),
        ("Дідусь з граблями", "rake", 1),
    ],
)
def test_one_thing_is_not_several(prompt: str, concept: str, count: int) -> None:
    assert _subject(parse_prompt(prompt), concept).count == count


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("ein Imker mit einer Wabe", "honeycomb-frame"),
        ("двоє дідусів і кросворд", "crossword"),
        ("een volleybal en een net op het strand", "sports-net"),
        ("una princesa y una rueca", "spinning-wheel"),
        ("un menuisier et son rabot", "wood-plane"),
        ("pudełko i bombonierka", "chocolate-box"),
        ("дівчинка на самокаті", "kick-scooter"),
        ("chłopiec na hulajnodze", "kick-scooter"),
        ("a dog with a blue bandana", "neckerchief"),
        ("liška s lucernou", "lantern"),
        ("una cesta con huevos y lavanda", "lavender-sprig"),
        ("a green canvas tent and a lantern", "tent"),
    ],
)
def test_things_often_named_have_a_drawing_of_their_own(prompt: str, concept: str) -> None:
    assert concept in _concepts(prompt)


@pytest.mark.parametrize(
    ("prompt", "color"),
    [
        ("una mesa con mantel a cuadros, un jamón y un cuchillo", "#b8423a"),
    ],
)
def test_things_on_a_tablecloth_lie_on_it(prompt: str, color: str) -> None:
    spec = parse_prompt(prompt)
    assert (spec.is_still_life, spec.cloth) == (True, color)


def test_a_jar_of_several_things_shows_several() -> None:
    alone, several = (filled("jar", "cookie", None, None, count=count) for count in (1, 3))
    assert alone is not None
    assert several is not None
    assert len(several.markup) > 1.5 * len(alone.markup)


def test_who_wears_a_coat_in_german_is_on_no_cloth() -> None:
    assert parse_prompt("ein Mann im roten Mantel").cloth is None
