"""Species that have a drawing of their own are told from their next of kin by their names."""

import pytest

from cavendish_illustrator.artwork.svg_figure import vector_names
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.hands.tied_bunches import flowers_in
from cavendish_illustrator.picture_spec import RelationKind, Subject
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding.prompt_parser import parse_prompt
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.species import sort_of


@pytest.mark.parametrize(
    ("prompt", "drawing"),
    [
        ("a blue tit at a bird feeder", "blue-tit"),
        ("dwa szczygły na ostach", "goldfinch"),
        ("ein Eichelhäher im verschneiten Wald", "jay"),
        ("un abejaruco sobre una rama", "bee-eater"),
        ("un geai dans le jardin", "jay"),
        ("un'upupa sul prato", "hoopoe"),
        ("duas andorinhas no fio", "swallow"),
        ("een ijsduiker op het meer", "loon"),
        ("ластівки на дроті", "swallow"),
        ("dva stehlíci na bodláku", "goldfinch"),
        ("a bernese mountain dog in the snow", "bernese"),
        ("dwa rottweilery w parku", "rottweiler"),
        ("кокер спанієль на дивані", "cocker-spaniel"),
        ("an old oak on a hill", "oak"),
        ("stary dąb na wzgórzu", "oak"),
        ("eine Kamillenwiese mit Kornblumen im Glas", "cornflower"),
        ("du muguet dans un vase", "lily-of-valley"),
        ("un ulivo in collina", "olive-tree"),
        ("um vaso de dálias", "dahlia"),
        ("een esdoorn in de herfst", "maple-red"),
        ("волошки в полі", "cornflower"),
        ("pomněnky u potoka", "forget-me-not"),
    ],
)
def test_species_is_shown_by_its_own_drawing_in_ten_languages(prompt: str, drawing: str) -> None:
    assert drawing in {sort_of(one) for one in parse_prompt(prompt).subjects}


def test_next_of_kin_keeps_its_drawing() -> None:
    assert [sort_of(one) for one in parse_prompt("a robin and a parrot").subjects] == [None, None]


def test_every_species_has_a_drawing() -> None:
    drawings = {key.partition(":")[2] for key in read_topic("species")}
    assert drawings <= vector_names()


def test_species_is_drawn_and_not_its_next_of_kin() -> None:
    hoopoe, robin = (
        build_figure(Cast(subject=Subject(concept="robin", word=word))) for word in ("hoopoe", "robin")
    )
    assert hoopoe is not None
    assert robin is not None
    assert hoopoe.markup != robin.markup


@pytest.mark.parametrize(
    "prompt",
    [
        "a hummingbird drinking nectar from a red flower",
        "un colibri butinant une fleur",
        "um beija-flor perto de uma orquídea",
        "kolibřík u červeného květu",
    ],
)
def test_hummingbird_has_its_beak_in_the_flower_it_is_with(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert [(r.kind, spec.subjects[r.subject].concept) for r in spec.relations] == [
        (RelationKind.HOLDING, "hummingbird")
    ]


def test_breed_has_its_own_head_whatever_it_does() -> None:
    running = Subject(concept="dog", word="yorkshire terrier", pose="running")
    any_dog = Subject(concept="dog", word="dog", pose="running")
    drawn = [build_figure(Cast(subject=one)) for one in (running, any_dog)]
    assert drawn[0] is not None
    assert drawn[1] is not None
    assert drawn[0].markup != drawn[1].markup


@pytest.mark.parametrize(
    ("prompt", "flowers"),
    [
        ("a bouquet of dahlias and cornflowers", ["dahlia", "cornflower"]),
        ("un ramo de claveles rojos", ["carnation"]),
        ("букет волошок і ромашок", ["cornflower", "chamomile"]),
        ("bukiet tulipanów", ["tulip"]),
    ],
)
def test_bouquet_is_of_the_flowers_that_were_named(prompt: str, flowers: list[str]) -> None:
    (bouquet,) = parse_prompt(prompt).subjects
    assert bouquet.concept == "bouquet"
    assert [sort_of(one) or one.concept for one in flowers_in(bouquet.word)] == flowers


def test_two_kinds_are_two_though_they_share_their_next_of_kin() -> None:
    pair = parse_prompt("a goldfinch and a bullfinch on a branch").subjects[:2]
    assert [(sort_of(one), one.count) for one in pair] == [("goldfinch", 1), ("bullfinch", 1)]


def test_the_dog_is_the_breed_that_was_named() -> None:
    subjects = parse_prompt("a rottweiler in the park, the dog has a hat").subjects
    dogs = [one for one in subjects if one.concept == "dog"]
    assert [sort_of(one) for one in dogs] == ["rottweiler"]


def test_reeds_stand_at_the_water_and_are_no_dried_grass() -> None:
    assert "reeds-clump" in {one.concept for one in parse_prompt("a heron among the reeds").subjects}


def test_loons_have_no_brown_duck_among_them() -> None:
    loon = Subject(concept="duck", word="loons", count=3)
    drawn = [build_figure(Cast(subject=loon, variant=variant, is_one_of_many=True)) for variant in (0, 1)]
    assert drawn[0] == drawn[1]
