"""What people are, do and wear beyond the everyday, and what they need for it."""

from dataclasses import replace

import pytest

from cavendish_illustrator.artwork.svg_figure import vector_names
from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.bodies.side_body import ADULT, SidePose, dressed_build
from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.clothing.clothes import cloths, hat_seats
from cavendish_illustrator.figures.clothing.patterns import pattern_names
from cavendish_illustrator.figures.clothing.weaves import weave_names
from cavendish_illustrator.figures.doings.doings import has_own_table
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.people.bust_builder import build_bust
from cavendish_illustrator.figures.people.people import person
from cavendish_illustrator.figures.people.person_builder import build_person
from cavendish_illustrator.figures.people.side_figures import side_person
from cavendish_illustrator.picture_spec import Kind, Subject
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases


@pytest.mark.parametrize(
    "file_name", ["roles_further", "people_further", "clothes_further", "things_of_people"]
)
def test_every_further_word_is_said_in_each_language(file_name: str) -> None:
    for name, table in read_topic(file_name).items():
        assert [code for code in LANGUAGES if not list(split_phrases(table[code]))] == [], name


def test_all_that_is_worn_has_a_look() -> None:
    named = set(read_topic("clothes_further"))
    others = {"eyepatch", "freckles", "heart-glasses", "pet-collar"}
    assert named == {*cloths(), *hat_seats(), *others}
    assert {*hat_seats(), *others} <= vector_names()
    assert {cloth.pattern for cloth in cloths().values()} <= {"", *pattern_names(), *weave_names()}


@pytest.mark.parametrize(
    ("prompt", "concepts", "relations"),
    [
        ("three kayakers on a lake", ["kayaker", "kayak"], {("inside", 0, 1)}),
        ("wioślarz na rzece", ["rower", "rowing-boat"], {("inside", 0, 1)}),
        ("a girl sledding down a hill", ["girl", "sled"], {("riding", 0, 1)}),
        ("mum painting the fence", ["woman", "fence"], {("beside", 0, 1)}),
        ("máma maluje plot", ["woman", "fence"], {("beside", 0, 1)}),
        ("a knight waiting for the bus", ["knight", "bus", "bus-stop-sign"], {("beside", 0, 2)}),
        ("girl riding a giant koi", ["girl", "koi"], {("riding", 0, 1)}),
        ("une femme en fauteuil roulant", ["woman", "manual-wheelchair"], {("inside", 0, 1)}),
        ("a man drinking beer", ["man", "beer-mug"], {("holding", 0, 1)}),
        ("a boy in pyjamas", ["boy", "pyjamas"], {("wearing", 0, 1)}),
        ("a pirate in a bathtub", ["pirate", "bathtub"], {("inside", 0, 1)}),
        ("un facteur poursuivi par une oie", ["postman", "goose"], {("beside", 1, 0)}),
        ("vampire at the dentist", ["vampire", "doctor"], {("beside", 1, 0)}),
        ("my dnd character: a dwarf with an axe", ["dwarf", "axe"], {("holding", 0, 1)}),
        ("a teacher with a group of alien students", ["teacher", "alien"], {("beside", 0, 1)}),
        ("a mermaid for my daughter's bedroom wall", ["mermaid"], set()),
        ("a viking grandma", ["old-woman"], set()),
        (
            "Oma strickt im Schaukelstuhl, Katze auf dem Schoß",
            ["old-woman", "rocking-chair", "cat"],
            {("on", 2, 0)},
        ),
        ("a student asleep on a pile of textbooks", ["student", "books"], {("beside", 0, 1)}),
        ("potter's hands shaping a tall vase", ["hands"], set()),
        ("close-up of a toddler's hands holding an earthworm", ["small-hands", "worm"], {("holding", 0, 1)}),
        ("руки старого рибалки крупним планом", ["old-hands"], set()),
        ("eine Frau in einer Jacke mit Stirnband", ["woman", "anorak", "headband-worn"], {("wearing", 0, 2)}),
    ],
)
def test_people_have_what_they_do_it_with(
    prompt: str, concepts: list[str], relations: set[tuple[str, int, int]]
) -> None:
    spec = parse_prompt(prompt)
    assert [one.concept for one in spec.subjects] == concepts
    assert relations <= {(r.kind.value, r.subject, r.target) for r in spec.relations}


@pytest.mark.parametrize(
    ("prompt", "concept", "pose"),
    [
        ("two coworkers high-fiving", "office-worker", "high_five"),
        ("a potter shaping a vase", "artist", "shaping_clay"),
        ("un vieil homme raccommode un filet", "old-man", "mending_net"),
        ("babcia lepi pierogi", "old-woman", "preparing"),
        ("mecânico agachado", "mechanic", "squatting"),
        ("гончар розписує глиняний глечик", "artist", "shaping_clay"),
        ("foukač skla tvaruje modrou vázu", "craftsman", "blowing_glass"),
        ("tandartsassistente staat in de rij", "nurse", "queueing"),
        ("camarero equilibrando una torre de tazas", "waiter", "balancing_cups"),
        ("elf ranger", "ranger", None),
        ("Lehrerin jongliert", "teacher", "juggling"),
        ("bambino che soffia le candeline", "boy", "blowing_candles"),
        ("mijn zus op rolschaatsen", "girl", "skating"),
        ("a dj", "dj", "djing"),
    ],
)
def test_callings_and_doings_are_read(prompt: str, concept: str, pose: str | None) -> None:
    first = parse_prompt(prompt).subjects[0]
    assert (first.concept, first.pose) == (concept, pose)


@pytest.mark.parametrize(
    ("prompt", "scheme"),
    [
        ("two women discussing", "talk"),
        ("a couple arguing", "quarrel"),
        ("two friends high-fiving", "high_five"),
        ("a man opening a door", "touch"),
        ("a man soldering a circuit board", None),
    ],
)
def test_two_do_it_with_each_other(prompt: str, scheme: str | None) -> None:
    plans = plan_company(parse_prompt(prompt))
    assert [plan.scheme.value for plan in plans] == ([scheme] if scheme else [])


def test_who_has_a_bench_needs_no_table() -> None:
    assert has_own_table("soldering")
    assert not has_own_table("watering")


def test_hands_hold_what_their_doing_is_done_to() -> None:
    spec = parse_prompt("potter's hands shaping a vase, close-up")
    assert spec.kind is Kind.PORTRAIT
    bare = build_bust(Cast(subject=Subject(concept="hands", word="hands")))
    full = build_bust(Cast(subject=spec.subjects[0], doing=spec.subjects[0].pose))
    assert bare is not None
    assert full is not None
    assert len(full.markup) > len(bare.markup) + 500


def test_a_giant_thing_in_the_hand_is_giant() -> None:
    held = Subject(concept="sausages", word="sausage")
    usual, giant = (person_of(replace(held, size=size)) for size in (None, "giant"))
    assert usual != giant


def person_of(held: Subject) -> str:
    return build_person("butcher", Cast(subject=Subject(concept="butcher", word="b"), held=(held,))).markup


def test_a_rider_in_armour_is_stouter_than_one_in_a_shirt() -> None:
    pose = SidePose(hip=(100, 200), foot=(80, 290), hand=(40, 150), far_foot=(80, 290))
    knight, man = (side_person(Look(role=role), pose).markup for role in ("knight", "man"))
    assert 'rx="17" ry="15"' in knight
    assert 'rx="17" ry="15"' not in man
    assert dressed_build(ADULT, "armour").girth > dressed_build(ADULT, "trousers").girth > ADULT.girth


@pytest.mark.parametrize(
    ("prompt", "settings"),
    [
        ("une mamie qui fait du roller", ("street", "city")),
        ("nonna che impasta con un gatto sul tavolo", ()),
    ],
)
def test_it_is_done_where_it_can_be(prompt: str, settings: tuple[str, ...]) -> None:
    assert parse_prompt(prompt).settings == settings


def test_a_handstand_is_upside_down() -> None:
    assert "rotate(180" in person(Look(role="girl", pose="handstand")).markup
