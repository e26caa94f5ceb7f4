"""Whoever does it, a person, an animal, a robot or a thing with a face, is in what they do."""

import re

import pytest

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.company.board_games import across_board
from cavendish_illustrator.company.grouping import plan_company
from cavendish_illustrator.company.setting_choice import default_setting
from cavendish_illustrator.company.watering import water
from cavendish_illustrator.figures.animals.standing_up import set_upright
from cavendish_illustrator.figures.bodies.side_body import SidePose
from cavendish_illustrator.figures.doings.stations import at_their_stations
from cavendish_illustrator.figures.drawings.cast import Cast, Scheme
from cavendish_illustrator.figures.people.side_figures import side_animal
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind, Subject
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt


def ties(spec: PictureSpec, kind: RelationKind) -> list[tuple[str, str]]:
    return [
        (spec.subjects[r.subject].concept, spec.subjects[r.target].concept)
        for r in spec.relations
        if r.kind is kind
    ]


@pytest.mark.parametrize(
    ("prompt", "rider", "mount"),
    [
        ("cavaliere su una lumaca gigante", "knight", "snail"),
        ("a mouse on a giant frog", "mouse", "frog"),
        ("mały chłopiec na ogromnym kocie", "boy", "cat"),
        ("ein Mädchen auf einem Pferd", "girl", "horse"),
        ("samolepka s veselým avokádem, které jezdí na skateboardu", "avocado", "skateboard"),
        ("a pizza slice surfing", "pizza", "surfboard"),
        ("a lemon on a scooter", "lemon", "motor-scooter"),
    ],
)
def test_who_is_on_something_large_or_on_a_board_rides_it(prompt: str, rider: str, mount: str) -> None:
    assert (rider, mount) in ties(parse_prompt(prompt), RelationKind.RIDING)


@pytest.mark.parametrize("prompt", ["a bird on a rhinoceros", "a cat on a tortoise", "an avocado on a table"])
def test_who_is_small_only_sits_there(prompt: str) -> None:
    assert not ties(parse_prompt(prompt), RelationKind.RIDING)


def test_a_thing_with_a_face_stands_on_its_board() -> None:
    plans = plan_company(parse_prompt("a carrot riding a skateboard"))
    assert [plan.scheme for plan in plans] == [Scheme.VEHICLE]


def test_a_leaning_drawing_stands_up_and_a_round_one_stays() -> None:
    carrot, tomato = find_figure("carrot"), find_figure("tomato")
    assert carrot is not None
    assert tomato is not None
    assert set_upright(carrot).aspect < 0.6 < carrot.aspect
    assert set_upright(tomato) is tomato


@pytest.mark.parametrize(
    ("prompt", "pose", "place"),
    [
        ("tennis player serving", "playing_tennis", "tennis_court"),
        ("hokeista strzela gola", "ice_hockey", "ice_rink"),
        ("hokejista střílí na branku", "ice_hockey", "ice_rink"),
        ("a football goalie catching a ball", "goalkeeping", "football_stadium"),
        ("koszykarz rzuca do kosza", "dunking", "sports_hall"),
        ("a penguin playing ice hockey", "ice_hockey", "ice_rink"),
        ("bramkarz hokejowy", None, "ice_rink"),
    ],
)
def test_players_play_their_sport_where_it_is_played(prompt: str, pose: str | None, place: str) -> None:
    spec = parse_prompt(prompt)
    assert len(spec.subjects) == 1
    assert spec.subjects[0].pose == pose
    assert not spec.settings
    assert default_setting(spec, 0) == place


@pytest.mark.parametrize(
    "prompt",
    [
        "a dragon and a princess having tea in the garden",
        "ein Bär und ein Hase trinken Tee im Wald",
        "miś i zając piją herbatę",
        "dragón pequeño tomando té con una niña en el jardín",
    ],
)
def test_tea_that_the_verb_took_is_on_the_table_between_them(prompt: str) -> None:
    (plan,) = plan_company(parse_prompt(prompt))
    assert plan.scheme is Scheme.TABLE
    assert len(plan.members) == 2
    assert plan.things


@pytest.mark.parametrize(
    "prompt",
    [
        "eine Hexe rührt im Kessel",
        "a cat stirring a potion in a cauldron",
        "a witch brewing a potion",
        "відьма варить зілля",
    ],
)
def test_who_stirs_a_cauldron_is_at_it(prompt: str) -> None:
    spec = at_their_stations(parse_prompt(prompt))
    assert [one.concept for one in spec.subjects[1:]] == ["at-cauldron"]
    assert spec.subjects[0].pose == "working"


def test_soup_is_stirred_on_a_stove_and_one_easel_is_enough() -> None:
    assert parse_prompt("a frog stirring a pot of soup").subjects[0].pose == "cooking"
    painted = parse_prompt("a cat painting a landscape on an easel")
    assert [one.concept for one in painted.subjects] == ["cat"]


@pytest.mark.parametrize("doer", ["boy", "bear", "robot"])
def test_the_cans_spout_is_over_the_plant(doer: str) -> None:
    casts = [Cast(subject=Subject(concept=name, word=name), doing="watering") for name in (doer, "rose")]
    figure = water(casts, build_figure)
    assert figure is not None
    assert "rotate(24" in figure.markup
    assert "stroke-dasharray" in figure.markup


def test_a_robot_in_profile_has_one_head_and_no_second_body() -> None:
    pose = SidePose((100, 206), (98, 294), (22, 158), (122, 296), 10.0)
    assert side_animal("robot", pose, None).markup.count('r="14"') == 0


@pytest.mark.parametrize("prompt", ["chlapec skáče přes louži", "a dog jumping into a puddle"])
def test_who_jumps_is_over_the_puddle(prompt: str) -> None:
    assert [thing for _, thing in ties(parse_prompt(prompt), RelationKind.ON)] == ["puddle-water"]


def test_what_one_is_curled_around_is_before_them() -> None:
    spec = parse_prompt("a fox curled around a steaming mug")
    assert ties(spec, RelationKind.IN_FRONT) == [("mug-plain", "fox")]


def test_animals_at_a_board_are_as_tall_as_each_other() -> None:
    casts = [Cast(subject=Subject(concept=name, word=name), doing="playing") for name in ("bear", "fox")]
    figure = across_board(casts, "chess-game", build_figure)
    assert figure is not None
    scales = [float(found) for found in re.findall(r"scale\(-?[\d.]+ ([\d.]+)\) translate", figure.markup)]
    assert len(scales) == 2
    assert min(scales) > 0.9 * max(scales)


def test_swords_that_two_fight_with_are_in_their_hands() -> None:
    casts = [role.cast for role in cast_roles(parse_prompt("dwaj rycerze walczą na miecze"), 0).roles]
    assert len(casts) == 1
    assert casts[0].held[0].concept == "sword"
