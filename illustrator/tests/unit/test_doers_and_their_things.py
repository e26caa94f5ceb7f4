"""Who does what: players across a board, thieves whose verb comes last, painters and their colour."""

import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.company.pairs import skin_of
from cavendish_illustrator.figures.drawings.cast import Scheme
from cavendish_illustrator.picture_spec import RelationKind, Subject
from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure, figure_for
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


@pytest.mark.parametrize(
    ("concept", "pose"), [("robot", "sitting"), ("astronaut", "sitting"), ("astronaut", "sleeping")]
)
def test_those_in_one_piece_sit_less_tall_than_they_stand(concept: str, pose: str) -> None:
    seated = figure_for(Subject(concept=concept, word=concept, pose=pose), 0)
    upright = figure_for(Subject(concept=concept, word=concept), 0)
    assert seated is not None
    assert upright is not None
    assert seated.height < upright.height * 0.9


@pytest.mark.parametrize(
    "prompt",
    [
        "grandpa fishing with his grandson",
        "dziadek łowi ryby z wnukiem",
        "Opa angelt mit seinem Enkel",
        "papy pêche avec son petit-fils",
        "el abuelo pesca con su nieto",
        "il nonno pesca con il nipote",
        "o avô pesca com o neto",
        "opa vist met zijn kleinzoon",
        "дідусь ловить рибу з онуком",
        "děda chytá ryby s vnukem",
        "a bear fishing with a fox",
    ],
)
def test_who_is_with_somebody_that_fishes_fishes_too(prompt: str) -> None:
    assert [one.pose for one in parse_prompt(prompt).subjects] == ["fishing", "fishing"]


def test_a_cat_still_hunts_its_mouse() -> None:
    assert [one.pose for one in parse_prompt("kočka loví myš").subjects] == ["running", None]


@pytest.mark.parametrize(
    ("prompt", "poses"),
    [
        ("grandma teaching her granddaughter to bake cookies", ["preparing", "preparing"]),
        ("babcia uczy wnuczkę piec ciasteczka", ["preparing", "preparing"]),
        ("la nonna insegna alla nipote a fare la pasta", ["preparing", "preparing"]),
        ("Oma bringt ihrer Enkelin das Stricken bei", ["knitting", "knitting"]),
        ("дідусь вчить онука грати в шахи", [None, None]),
        ("a mother teaching her son to play the piano", ["standing", "playing"]),
    ],
)
def test_a_lesson_shows_what_is_taught(prompt: str, poses: list[str | None]) -> None:
    assert [one.pose for one in parse_prompt(prompt).subjects[:2]] == poses


@pytest.mark.parametrize(
    ("prompt", "owner", "place"),
    [
        ("a chef cooking spaghetti with a mouse on his head", "chef", "head"),
        ("il cuoco prepara gli spaghetti con un topo sulla testa", "chef", "head"),
        ("kobieta pije kawę z kotem na kolanach", "woman", "lap"),
        ("babcia z psem na kolanach", "old-woman", "lap"),
        ("una ragazza suona il violino con un gatto sulle spalle", "woman", "shoulder"),
    ],
)
def test_a_small_animal_is_on_its_owner_and_not_on_what_they_hold(
    prompt: str, owner: str, place: str
) -> None:
    spec = parse_prompt(prompt)
    (tie,) = [r for r in spec.relations if r.kind is RelationKind.ON]
    assert (spec.subjects[tie.target].concept, spec.subjects[tie.subject].pose) == (owner, place)


@pytest.mark.parametrize(
    "prompt", ["vieux pêcheur répare son filet", "visser herstelt netten", "pescatore che ripara le reti"]
)
def test_who_repairs_a_fishing_net_mends_it_seated(prompt: str) -> None:
    assert parse_prompt(prompt).subjects[0].pose == "mending_net"


def test_a_snail_smokes_its_pipe() -> None:
    (role,) = cast_roles(parse_prompt("a snail smoking a pipe"), 0).roles
    smoking, pipe = build_figure(role.cast), find_figure("smoking-pipe")
    assert smoking is not None
    assert pipe is not None
    assert pipe.markup[-60:] in smoking.markup


def test_hands_drawn_anew_have_the_skin_of_whoever_has_them_and_not_the_colour_of_hair_or_eyes() -> None:
    people = ("woman", "man", "boy", "old-woman", "chef")
    figures = [figure_for(Subject(concept=name, word=name, pose="standing"), 0) for name in people]
    assert {skin_of(figure) for figure in figures if figure is not None} == {"#e8bf98"}
