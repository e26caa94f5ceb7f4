"""Doings in all their wordings: finite, last in their clause, passive; with what belongs to them."""

import pytest

from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.vocabulary.lexicon import read_topic
from cavendish_illustrator.vocabulary.verb_forms import finite_forms


def told(spec: PictureSpec) -> list[str]:
    """Who does what, and who stands how to whom."""
    names = [one.concept for one in spec.subjects]
    doing = [f"{one.concept} {one.pose}" for one in spec.subjects if one.pose]
    return doing + [f"{names[r.subject]} {r.kind} {names[r.target]}" for r in spec.relations]


@pytest.mark.parametrize(
    ("gerund", "forms"),
    [
        ("baking a cake", {"bake a cake", "bakes a cake"}),
        ("washing the dishes", {"wash the dishes", "washes the dishes"}),
        ("hugging a pillow", {"hug a pillow", "hugs a pillow"}),
        ("carrying a box", {"carry a box", "carries a box"}),
    ],
)
def test_a_gerund_with_its_object_has_finite_forms(gerund: str, forms: set[str]) -> None:
    assert forms <= set(finite_forms(gerund))


@pytest.mark.parametrize("phrase", ["on the phone", "king of hearts", "yawning"])
def test_no_other_phrase_has_any(phrase: str) -> None:
    assert not list(finite_forms(phrase))


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a bear paints the wall", ["bear painting_wall"]),
        ("two boys dig a hole", ["boy digging"]),
        ("ein Bär, der ein Auto wäscht", ["bear washing", "bear beside automobile"]),
        ("ein Junge, der Äpfel pflückt", ["boy picking", "boy beside red-apple"]),
        ("een meisje dat een taart bakt", ["girl baking", "girl holding birthday-cake"]),
        ("a car being washed by a bear", ["bear washing", "bear beside automobile"]),
        ("ein Auto wird gerade gewaschen", ["person washing", "person beside automobile"]),
        ("a fox skis down a mountain", ["fox skiing", "fox riding skis"]),
        ("une femme prend un bain", ["woman bathing", "woman inside bathtub"]),
        ("robot strzyże owcę", ["robot shearing", "robot beside ewe"]),
        ("a grandmother climbing a ladder", ["old-woman climbing", "old-woman on ladder"]),
        ("zwei Katzen spielen Karten", ["cat playing", "cat holding playing-cards"]),
        ("a fox steals a sausage", ["fox stealing", "fox holding sausages"]),
        ("pani targuje się ze sprzedawcą", ["woman haggling", "woman beside waiter"]),
        (
            "a grandma knits while a cat plays with yarn",
            ["old-woman knitting", "cat beside yarn"],
        ),
        ("un oso limpiando ventanas en una escalera", ["bear cleaning_windows", "bear on ladder"]),
        (
            "a boy feeds ducks while his sister flies a kite",
            ["boy feeding", "girl raising", "boy beside duck", "girl holding kite"],
        ),
    ],
)
def test_a_doing_has_its_doer_and_its_thing(prompt: str, expected: list[str]) -> None:
    assert told(parse_prompt(prompt)) == expected


def test_what_is_said_to_belong_to_a_doing_is_of_a_known_one() -> None:
    rows = read_topic("doing_belongings")
    known = set(read_topic("doings_further")) | set(read_topic("doings"))
    assert set(rows) <= known
    assert {row["pose"] for row in rows.values() if "pose" in row} <= known | set(read_topic("poses"))


def test_nobody_is_added_to_what_can_do_it_itself() -> None:
    spec = parse_prompt("a robot is being washed by a woman")
    assert [one.concept for one in spec.subjects] == ["robot", "woman"]


def test_nobody_cooks_in_the_sky() -> None:
    assert parse_prompt("a chef flipping a pizza in the air").settings != ("sky",)
    assert parse_prompt("a balloon in the sky").settings[0] == "sky"
