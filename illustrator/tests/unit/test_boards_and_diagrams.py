"""Pieces whose words or labels are the picture: boards, signs, wanted posters, diagrams."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ('chalkboard outside a pub that says "Quiz night"', Kind.CHALKBOARD),
        ('krijtbord "Soep van de dag" naast een kom', Kind.CHALKBOARD),
        ('a teacher at the blackboard, "2 + 2"', Kind.SCENE),
        ('letrero de madera "Cerrado" colgado en una puerta verde', Kind.SHOP_SIGN),
        ("вивіска пекарні «Тепла скоринка»", Kind.SHOP_SIGN),
        ('funny sign "Beware of the cat" next to a dog', Kind.SCENE),
        ('wanted poster for a goblin, "WANTED 500 GOLD"', Kind.WANTED),
        ("a poster of a wanting cat", Kind.POSTER),
        ("the water cycle with a smiling cloud", Kind.DIAGRAM),
        ("volcano cut in half, textbook style", Kind.DIAGRAM),
        ("a volcano at night", Kind.SCENE),
        ("Sonnensystem mit lachenden Planeten", Kind.DIAGRAM),
        ("infographic about the water cycle: evaporation, clouds, rain", Kind.INFOGRAPHIC),
        ("an astronaut flying through the solar system", Kind.SCENE),
    ],
)
def test_what_is_asked_for_is_told_from_scenes_that_have_it(prompt: str, kind: Kind) -> None:
    assert parse_prompt(prompt).kind is kind


def test_a_wanted_poster_shows_whom_it_is_for() -> None:
    spec = parse_prompt('wanted poster for a goblin, "WANTED 500 GOLD"')
    assert [one.concept for one in spec.subjects] == ["goblin-creature"]


@pytest.mark.parametrize(
    ("prompt", "topic"),
    [
        ("life cycle of a frog diagram", "frog_cycle"),
        ("Lebenszyklus eines Schmetterlings, Lernplakat", "butterfly_cycle"),
        ("le cycle de la vie du papillon, schéma avec des flèches", "butterfly_cycle"),
        ("budowa kwiatu, plansza z podpisami", "flower_parts"),
        ("onderdelen van een plant, schoolposter", "plant_parts"),
        ("why we have day and night, diagram for children", "day_and_night"),
        ("el ciclo del agua para niños, dibujo con flechas", "water_cycle"),
        ("water cycle diagram, mountains, sea, clouds, arrows", "water_cycle"),
        ("фази місяця, схема", "moon_phases"),
        ("parts of the old town with a tree", ""),
        ("a treehouse, labelled", ""),
    ],
)
def test_what_is_explained_at_school_has_its_diagram(prompt: str, topic: str) -> None:
    assert parse_prompt(prompt).topic == topic


def test_a_food_chain_shows_the_links_that_are_listed() -> None:
    spec = parse_prompt("potravní řetězec: tráva, myš, sova")
    assert [(one.label, one.picture.concept) for one in spec.entries if one.picture] == [
        ("Tráva", "tall-grass"),
        ("Myš", "mouse"),
        ("Sova", "owl"),
    ]
    assert draw(spec.prompt, size=(256, 256)).report.placed == ["tall-grass", "mouse", "owl"]


def test_the_seasons_of_an_information_graphic_have_their_names() -> None:
    panels = parse_prompt("Schaubild der vier Jahreszeiten").panels
    assert [panel.texts for panel in panels] == [("Frühling",), ("Sommer",), ("Herbst",), ("Winter",)]
    assert not any(panel.texts for panel in parse_prompt("a tree in the four seasons").panels)


def test_a_diagram_without_labels_has_none() -> None:
    lettered, bare = (
        np.asarray(draw(f"plant cell diagram{more}", size=(256, 256), seed=1).image, np.float32)
        for more in ("", ", no labels")
    )
    assert np.abs(lettered - bare).max() > 100
    assert (bare[:20] > 230).all()


@pytest.mark.parametrize(
    ("prompt", "color"),
    [('wooden sign "Open" hanging on a blue door', 2), ('sign "Open" hanging on a green door, wooden', 1)],
)
def test_a_sign_hangs_on_the_door_that_was_asked_for(prompt: str, color: int) -> None:
    image = np.asarray(draw(prompt, size=(256, 256), seed=1).image, np.float32)
    foot = np.median(image[215:250, 90:166].reshape(-1, 3), axis=0)
    assert int(np.argmax(foot)) == color
