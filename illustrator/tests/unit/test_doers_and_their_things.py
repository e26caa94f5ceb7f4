"""Who does what: players across a board, thieves whose verb comes last, painters and their colour."""

import pytest

from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.picture_spec import Subject
from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.staging.figure_builder import figure_for
from cavendish_illustrator.understanding.prompt_parser import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("astronaut plays chess with an old robot on the moon", ["astronaut", "robot"]),
        ("a girl playing chess with a robot", ["girl", "robot"]),
        ("a boy playing cards with a bear", ["boy", "bear"]),
        ("dziadek gra w szachy z robotem", ["old-man", "robot"]),
    ],
)
def test_a_robot_one_plays_chess_with_is_across_the_board(prompt: str, players: list[str]) -> None:
    spec = parse_prompt(prompt)
    (plan,) = [one for one in plan_company(spec) if one.scheme is Scheme.TABLE]
    assert [spec.subjects[i].concept for i in plan.members] == players


@pytest.mark.parametrize(
    "prompt",
    [
        "two kids build a sandcastle while a seagull steals their sandwich",
        "zwei Kinder bauen eine Sandburg, während eine Möwe ihr Sandwich stiehlt",
        "deux enfants construisent un château de sable pendant qu'une mouette vole leur sandwich",
        "dos niños construyen un castillo de arena mientras una gaviota les roba el bocadillo",
        "twee kinderen bouwen een zandkasteel terwijl een meeuw hun sandwich steelt",
        "duas crianças a construir um castelo de areia enquanto uma gaivota rouba o sanduíche",
    ],
)
def test_the_gull_steals_the_sandwich_of_those_who_build_on_the_beach(prompt: str) -> None:
    spec = parse_prompt(prompt)
    gull, food = spec.index_of("seagull"), spec.index_of("sandwich")
    assert gull is not None
    assert spec.subjects[gull].pose == "stealing"
    assert [r.target for r in spec.relations if r.subject == gull] == [food]
    assert chosen_setting(spec, 0) == "beach"


@pytest.mark.parametrize(
    "prompt",
    ["chłopiec maluje płot na niebiesko", "kluk natírá plot na modro", "a boy paints the fence blue"],
)
def test_a_fence_gets_the_colour_it_is_painted_in(prompt: str) -> None:
    spec = parse_prompt(prompt)
    fence = spec.index_of("fence")
    assert fence is not None
    assert (spec.subjects[fence].color, spec.palette) == ("#2f6fe0", ())
    assert spec.subjects[0].pose == "painting_wall"


@pytest.mark.parametrize(
    ("prompt", "pose"),
    [
        ("um polvo a dormir", "sleeping"),
        ("uma menina a comer um gelado", "eating"),
        ("um urso a tocar violino", "playing"),
        ("um homem a consertar a bicicleta", "repairing"),
        ("um coelho a esconder-se", "hiding"),
        ("uma mulher a empurrar um carrinho de bebé", "pushing"),
    ],
)
def test_portuguese_infinitives_say_what_somebody_is_doing(prompt: str, pose: str) -> None:
    assert parse_prompt(prompt).subjects[0].pose == pose


@pytest.mark.parametrize(
    ("prompt", "sipper", "flower"),
    [
        ("a hummingbird drinking from a red flower", "hummingbird", "blossom"),
        ("motyl pije nektar z kwiatu", "butterfly", "blossom"),
        ("eine Biene trinkt aus einer Sonnenblume", "honeybee", "sunflower"),
        ("a hummingbird hovering near pink flowers", "hummingbird", "blossom"),
    ],
)
def test_who_drinks_nectar_is_at_its_flower(prompt: str, sipper: str, flower: str) -> None:
    spec = parse_prompt(prompt)
    (plan,) = [one for one in plan_company(spec) if one.scheme is Scheme.DRINK]
    assert [spec.subjects[i].concept for i in (*plan.members, *plan.things)] == [sipper, flower]


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("a half sunk ship in the harbour", "sinking-ship"),
        ("na wpół zatopiony statek", "sinking-ship"),
        ("ein halb versunkenes Schiff", "sinking-ship"),
        ("bateau à moitié coulé", "sinking-ship"),
        ("potápějící se loď", "sinking-ship"),
        ("een oud scheepswrak", "shipwreck"),
        ("затонулий корабель", "shipwreck"),
        ("old shipwreck at the bottom of the sea", "shipwreck"),
    ],
)
def test_ships_that_sink_or_have_sunk_are_shown_so(prompt: str, concept: str) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == [concept]


@pytest.mark.parametrize("prompt", ["broken robot", "rozbity robot", "robô quebrado", "broken toy robot"])
def test_a_robot_may_be_broken(prompt: str) -> None:
    (robot,) = parse_prompt(prompt).subjects
    assert (robot.concept, robot.state) == ("robot", "cracked")


@pytest.mark.parametrize(("concept", "pose"), [("robot", "sitting"), ("astronaut", "sitting")])
def test_those_in_one_piece_sit_less_tall_than_they_stand(concept: str, pose: str) -> None:
    seated = figure_for(Subject(concept=concept, word=concept, pose=pose), 0)
    upright = figure_for(Subject(concept=concept, word=concept), 0)
    assert seated is not None
    assert upright is not None
    assert seated.height < upright.height * 0.9
