"""Who does what where the prompt leaves it to be guessed: everybody, people with moods, unknown verbs."""

import pytest

from cavendish_illustrator.figures.clothing.attire import Look, attire_of
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    "prompt",
    [
        "everyone looks up at the sky",
        "alle schauen zum Himmel",
        "wszyscy patrzą w górę",
        "todos miran al cielo",
        "tout le monde regarde le ciel",
        "tutti guardano in alto",
        "iedereen kijkt naar de lucht",
        "усі дивляться вгору",
    ],
)
def test_everybody_who_looks_is_there_and_looks_into_the_picture(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert [(one.concept, one.pose) for one in spec.subjects] == [("people", "from_behind")]
    assert spec.settings[:1] != ("sky",)


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        ("dzieci patrzą na fajerwerki", 3),
        ("діти дивляться на салют", 3),
        ("děti se dívají na hvězdy", 3),
        ("bambini che guardano le stelle", 3),
        ("a child looking at the stars", 1),
    ],
)
def test_children_are_several_in_every_language(prompt: str, count: int) -> None:
    (child,) = parse_prompt(prompt).subjects
    assert (child.concept, child.count) == ("child", count)


def test_a_mood_is_of_who_sits_there_and_not_of_the_bench() -> None:
    spec = parse_prompt("a sad wombler on a bench")
    assert {one.concept: one.mood for one in spec.subjects} == {"bench": None, "person": "sad"}


@pytest.mark.parametrize(
    ("prompt", "pose", "tie"),
    [
        ("a woman sanding a chair", "handling", "beside"),
        ("a man polishing a trumpet", None, "holding"),
        ("a boy fluffing a pillow", None, "holding"),
    ],
)
def test_what_an_unknown_verb_is_done_to_is_in_the_hands(prompt: str, pose: str | None, tie: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.subjects[0].pose == pose
    assert [str(relation.kind) for relation in spec.relations] == [tie]


def test_an_unknown_word_after_a_comma_ties_nothing() -> None:
    assert parse_prompt("a woman, sanding, a chair").relations == ()


def test_who_is_tired_does_not_beam() -> None:
    faces = {mood: attire_of(Look(role="woman", mood=mood)).head.markup for mood in (None, "tired", "calm")}
    assert len(set(faces.values())) == 3


@pytest.mark.parametrize(
    ("prompt", "poses"),
    [
        ("a father teaching his son to fish", ["fishing", "fishing"]),
        ("el abuelo enseña a su nieto a pescar", ["fishing", "fishing"]),
        ("a father teaching his son to ride a bike", ["walking", None, None]),
        ("une maman porte son bébé endormi", [None, "sleeping"]),
        ("a grandmother making dumplings", ["preparing", None]),
        ("бабуся ліпить вареники", ["preparing", None]),
        ("a crowd looking up at a hot air balloon", ["from_behind", None]),
        ("a child hiding under the bed", ["crawling", None]),
        ("un carpintero lijando una mesa", ["handling", None]),
        ("duas crianças olhando um aquário gigante", ["from_behind", None]),
    ],
)
def test_each_does_what_is_theirs(prompt: str, poses: list[str | None]) -> None:
    assert [one.pose for one in parse_prompt(prompt).subjects] == poses


def test_what_is_named_right_after_a_deed_is_its_object() -> None:
    relations = parse_prompt("un bambino assonnato abbraccia il suo orsacchiotto").relations
    assert [(r.subject, r.target) for r in relations] == [(0, 1)]


@pytest.mark.parametrize(
    ("prompt", "poses"),
    [
        ("babcia lepi pierogi, na parapecie śpi szary kot", ["preparing", None, "sleeping"]),
        ("eine Oma strickt, auf dem Teppich schläft ein Hund", ["knitting", "sleeping", None]),
        ("chłopiec rysuje, w tle biega pies", ["drawing", "running"]),
        ("a girl with a cat, sleeping", ["sleeping", None]),
    ],
)
def test_a_doer_may_stand_behind_the_verb_of_a_later_clause(prompt: str, poses: list[str | None]) -> None:
    assert [one.pose for one in parse_prompt(prompt).subjects] == poses
