"""People as they are meant: families counted once, sleepers in bed, pupils on their way, mermaids ashore."""

import pytest

from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.clothing.backpacks import with_backpack
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.people.people import person
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "concepts", "setting"),
    [
        ("une famille de quatre personnes pique-nique dans le parc", ["family"], "picnic"),
        ("a boy sleeping in his bed", ["boy", "bed"], "bedroom"),
        ("Eine Ärztin hört einem kleinen Jungen das Herz ab", ["doctor", "boy"], None),
        ("kids walking to school", ["child", "school"], "lane"),
        ("zwei Kinder auf dem Weg zur Schule", ["child", "school"], "lane"),
        ("a mermaid combing her hair on a rock", ["mermaid", "flat-rock"], "beach"),
        ("Ein Leuchtturmwärter mit Laterne", ["lighthouse-keeper", "oil-lamp"], "lighthouse"),
        ("a cat in a tree", ["cat", "perch-tree"], None),
        ("un gatto sull'albero", ["cat", "perch-tree"], None),
        ("una nonna insegna alla nipote a fare la pasta", ["old-woman", "child", "pasta-plate"], None),
        ("a lioness with two cubs", ["lioness", "lion-cub"], None),
    ],
)
def test_people_and_animals_are_where_they_were_put(
    prompt: str, concepts: list[str], setting: str | None
) -> None:
    spec = parse_prompt(prompt)
    assert [subject.concept for subject in spec.subjects] == concepts
    assert setting is None or spec.settings[0] == setting


def test_a_fairy_has_wings_of_the_colour_asked_for_and_a_mermaid_no_legs() -> None:
    assert person(Look(role="fairy", wings="#2f6fe0")).markup != person(Look(role="fairy")).markup
    shoe = person(Look(role="woman", shoes="#123456")).markup.count("#123456")
    assert shoe
    assert "#123456" not in person(Look(role="mermaid", shoes="#123456")).markup


def test_a_footballer_has_bare_knees_and_a_backpack_its_straps() -> None:
    sporty, plain = (person(Look(role="man", cut=cut)) for cut in ("sport", "trousers"))
    assert sporty.markup != plain.markup
    assert with_backpack(plain, "#2f6fe0").markup.endswith('stroke-linecap="round"/>')


def test_a_dog_that_catches_leaps_and_does_not_sit() -> None:
    disc = Subject(concept="flying-disc", word="frisbee")
    dog = Subject(concept="dog", word="dog", pose="catching")
    leaping = build_figure(Cast(subject=dog, held=(disc,)))
    assert leaping is not None
    assert "torso" not in leaping.anchors


@pytest.mark.parametrize(
    ("prompt", "skin"),
    [
        ("an african woman with a yellow headwrap", [4]),
        ("czarnoskóry chłopiec gra w koszykówkę", [4]),
        ("a japanese girl and a swedish boy", [1, 0]),
        ("a woman with an indian elephant", [None]),
    ],
)
def test_people_have_the_skin_of_where_they_come_from(prompt: str, skin: list[int | None]) -> None:
    people = parse_prompt(prompt).subjects
    assert [one.skin for one in people if one.concept != "elephant"] == skin


def test_cubs_are_of_their_mothers_kind() -> None:
    bear, cubs = parse_prompt("a bear with two cubs").subjects
    assert (cubs.concept, cubs.size, cubs.count) == (bear.concept, "small", 2)


def test_a_fairy_tale_that_is_read_shows_no_fairy() -> None:
    read = parse_prompt("a grandfather reading a fairy tale to his two grandchildren")
    assert "fairy" not in [one.concept for one in read.subjects]
