"""What people are, do and wear beyond the everyday, and what they need for it."""

import pytest

from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.attire import Look
from cavendish_illustrator.figures.clothes import cloths, hat_seats
from cavendish_illustrator.figures.doings import has_own_table
from cavendish_illustrator.figures.patterns import pattern_names
from cavendish_illustrator.figures.people import person
from cavendish_illustrator.svg_figure import vector_names
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.lexicon import LANGUAGES, read_topic, split_phrases


@pytest.mark.parametrize("file_name", ["roles_further", "people_further", "clothes_further"])
def test_every_further_word_is_said_in_each_language(file_name: str) -> None:
    for name, table in read_topic(file_name).items():
        assert [code for code in LANGUAGES if not list(split_phrases(table[code]))] == [], name


def test_all_that_is_worn_has_a_look() -> None:
    named = set(read_topic("clothes_further"))
    assert named == {*cloths(), *hat_seats(), "eyepatch"}
    assert {*hat_seats(), "eyepatch"} <= vector_names()
    assert {cloth.pattern for cloth in cloths().values()} <= {"", *pattern_names()}


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
        ("babcia lepi pierogi", "old-woman", "rolling_dough"),
        ("mecânico agachado", "mechanic", "squatting"),
        ("гончар розписує глиняний глечик", "artist", "shaping_clay"),
        ("foukač skla tvaruje modrou vázu", "craftsman", "blowing_glass"),
        ("tandartsassistente staat in de rij", "nurse", "queueing"),
        ("camarero equilibrando una torre de tazas", "waiter", "balancing_cups"),
        ("elf ranger", "ranger", None),
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


def test_a_handstand_is_upside_down() -> None:
    assert "rotate(180" in person(Look(role="girl", pose="handstand")).markup
