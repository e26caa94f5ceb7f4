"""Who hides or looks out is in what was named for it."""

import pytest

from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.prompt_parser import parse_prompt


def _ties(spec: PictureSpec) -> list[tuple[str, str, str]]:
    return [
        (spec.subjects[r.subject].concept, r.kind.value, spec.subjects[r.target].concept)
        for r in spec.relations
    ]


@pytest.mark.parametrize(
    "prompt",
    [
        "a mouse peeking out of a coat pocket",
        "mysz w kieszeni",
        "eine Maus schaut aus der Jackentasche",
        "un ratón en el bolsillo de un abrigo",
        "une souris dans une poche",
        "un topo che fa capolino dal taschino",
        "um rato a espreitar de um bolso",
        "een muis in een jaszak",
        "миша визирає з кишені",
        "myš vykukuje z kapsy",
    ],
)
def test_a_mouse_in_a_pocket_is_seen_in_the_front_of_a_coat(prompt: str) -> None:
    assert _ties(parse_prompt(prompt)) == [("mouse", "inside", "coat-pocket")]


def test_a_coat_gives_its_colour_to_its_pocket() -> None:
    spec = parse_prompt("a kitten in the pocket of a blue coat")
    assert [(one.concept, one.color is None) for one in spec.subjects] == [
        ("cat", True),
        ("coat-pocket", False),
    ]


@pytest.mark.parametrize(
    "prompt", ["a man with his hands in his pockets", "ein Mann mit den Händen in den Hosentaschen"]
)
def test_hands_in_pockets_show_neither_pockets_nor_hands_seen_near(prompt: str) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == ["man"]


@pytest.mark.parametrize(
    ("prompt", "tie"),
    [
        ("un gatto che sbircia da una scatola", ("cat", "inside", "cardboard-box")),
        ("Hase lugt aus dem Korb", ("rabbit", "inside", "basket")),
        ("un ratón se asoma de una taza", ("mouse", "inside", "mug-plain")),
        ("um gato a espreitar de um cesto", ("cat", "inside", "basket")),
        ("a hedgehog hiding under leaves", ("hedgehog", "inside", "leaf-pile")),
        ("lapin qui se cache sous des feuilles", ("rabbit", "inside", "leaf-pile")),
        ("a fox peeking from behind a tree", ("fox", "behind", "deciduous-tree")),
    ],
)
def test_who_peeks_out_or_hides_is_in_what_was_named(prompt: str, tie: tuple[str, str, str]) -> None:
    assert _ties(parse_prompt(prompt)) == [tie]


@pytest.mark.parametrize(
    ("prompt", "members"),
    [
        ("a girl hiding under a blanket with a flashlight", ("girl",)),
        ("ein Hund unter einer Decke", ("dog",)),
        ("kot pod kocem", ("cat",)),
        ("a frog hiding under a leaf", ("frog",)),
        ("two mice under a blanket", ("mouse",)),
        ("ragazza che legge sotto le coperte con una torcia", ("woman",)),
    ],
)
def test_one_alone_is_under_a_blanket_or_a_leaf(prompt: str, members: tuple[str, ...]) -> None:
    spec = parse_prompt(prompt)
    (plan,) = [one for one in plan_company(spec) if one.scheme is Scheme.SHARE]
    assert tuple(spec.subjects[i].concept for i in plan.members) == members
