"""Who does what: players across a board, thieves whose verb comes last, painters and their colour."""

import pytest

from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.scenery.setting_registry import chosen_setting
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
