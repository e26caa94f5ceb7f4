"""Who is in, on or under a place is told in ten languages, and stands there when it is drawn."""

import pytest

from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.scenery.setting_registry import render_setting, setting_names
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.layout import arrange
from cavendish_illustrator.understanding import parse_prompt


def _ties(spec: PictureSpec) -> list[str]:
    names = [one.concept for one in spec.subjects]
    return [f"{names[r.subject]} {r.kind.value} {names[r.target]}" for r in spec.relations]


@pytest.mark.parametrize(
    "prompt",
    [
        *("moose in a lake", "łoś w jeziorze", "ein Elch steht im See", "un perro en el río"),
        *("un ours dans la rivière", "un alce nel lago", "um cavalo no mar", "een hond in de rivier"),
        *("олень у озері", "medvěd v řece", "two otters holding paws on a river", "in a lake a moose"),
    ],
)
def test_an_animal_in_a_lake_is_in_the_water(prompt: str) -> None:
    assert [one.is_in_water for one in parse_prompt(prompt).subjects] == [True]


@pytest.mark.parametrize(
    "prompt",
    [
        *(
            "penguins on a frozen lake",
            "a man in a boat on a lake",
            "a man by a lake",
            "a fisherman on the lake",
        ),
        *("a seagull flying over the sea", "a moose in the forest"),
    ],
)
def test_others_stay_dry(prompt: str) -> None:
    assert not any(one.is_in_water for one in parse_prompt(prompt).subjects)


@pytest.mark.parametrize(
    ("prompt", "tie"),
    [
        *((prompt, "cat under dining_table") for prompt in (
            "a cat under the table",
            *("Katze unter dem Tisch", "kot pod stołem", "un gato debajo de la mesa"),
            *("un chat sous la table", "il gatto sotto il tavolo", "o gato debaixo da mesa"),
            *("een kat onder de tafel", "кіт під столом", "kočka pod stolem"),
        )),
        *((prompt, "hedgehog inside leaf-pile") for prompt in (
            *("a hedgehog in the leaves", "Igel im Laub", "jeż w liściach", "un erizo entre las hojas secas"),
            "un hérisson dans les feuilles mortes",
            *("un riccio tra le foglie", "een egel in de herfstbladeren"),
            *("їжак у листі", "ježek v listí"),
        )),
        ("a knitted octopus on a white bed", "octopus on bed"),
        ("monster under the bed", "monster under bed"),
        ("Fledermaus hängt an einem Ast", "bat hanging perch-tree"),
        ("socks hanging on a clothesline", "socks hanging clothes-line"),
        ("two snow leopards on a rock", "snow-leopard on flat-rock"),
        ("kot w drzwiach", "cat inside open-doorway"),
        ("two crows on a power line", "black-bird on power-line"),
        ("a little girl sitting in a tree", "girl on perch-tree"),
        ("a fox in a haystack", "fox inside hay-heap"),
        ("a parrot on the kitchen counter", "parrot on kitchen-island"),
        ("candles on an altar", "candle on altar"),
    ],
)  # fmt: skip
def test_what_somebody_is_at_is_a_thing_of_the_picture(prompt: str, tie: str) -> None:
    assert tie in _ties(parse_prompt(prompt))


def test_a_thing_on_a_shelf_keeps_its_books_apart() -> None:
    assert _ties(parse_prompt("a teapot on a shelf")) == ["teapot on wall-shelf"]
    assert _ties(parse_prompt("books on a shelf")) == ["books on bookshelf"]


def _placed(prompt: str) -> tuple[Canvas, list[Placed]]:
    spec = parse_prompt(prompt)
    canvas = render_setting(spec, (256, 256), 3)
    return canvas, arrange(canvas, spec, cast_roles(spec, 3, canvas.stage.tags))


def _one(figures: list[Placed], concept: str) -> Placed:
    return next(one for one in figures if one.cast.subject.concept == concept)


@pytest.mark.parametrize("concept", ["moose", "cat", "elephant"])
def test_who_is_in_the_water_is_cut_at_the_waterline_and_whole_above(concept: str) -> None:
    canvas, figures = _placed(f"a {concept} in a lake")
    bather = _one(figures, concept)
    line = bather.feet_y - bather.height * bather.finish.sunk
    assert bather.finish.is_in_water
    assert 0.3 < bather.finish.sunk < 0.5
    assert canvas.stage.water_top < line < canvas.stage.water_bottom
    assert bather.feet_y - bather.height > 0


@pytest.mark.parametrize(
    ("prompt", "above", "below"),
    [
        ("three cats on a stone wall", "cat", "garden-wall"),
        ("two snow leopards on a rock", "snow-leopard", "flat-rock"),
        ("a teapot on a shelf", "teapot", "wall-shelf"),
    ],
)
def test_all_who_are_on_a_thing_have_their_feet_on_it(prompt: str, above: str, below: str) -> None:
    _, figures = _placed(prompt)
    ground = _one(figures, below)
    for one in figures:
        if one.cast.subject.concept == above:
            assert ground.feet_y - ground.height <= one.feet_y < ground.feet_y
            assert abs(one.x - ground.x) + one.width / 2 < ground.width / 2


def test_who_is_under_a_table_fits_below_its_top() -> None:
    _, figures = _placed("a dog under the table")
    dog, table = _one(figures, "dog"), _one(figures, "dining_table")
    assert dog.feet_y - dog.height > table.feet_y - table.height
    assert abs(dog.x - table.x) < table.width / 2


def test_who_is_between_two_has_one_on_each_side() -> None:
    _, figures = _placed("a bird between two teapots")
    bird, pots = _one(figures, "bird"), [one.x for one in figures if one.cast.subject.concept == "teapot"]
    assert min(pots) < bird.x < max(pots)
    assert not bird.is_airborne


@pytest.mark.parametrize(
    "prompt",
    [
        "a dragon sleeping on a radiator in a flat in an apartment block, snow outside the window",
        "smok wielkości kota śpi na kaloryferze w mieszkaniu w bloku, za oknem śnieg",
        "ein Drache schläft auf der Heizung in einer Wohnung im Hochhaus, draußen schneit es",
        "un dragón duerme en el radiador de un piso, fuera nieva",
        "un dragon dort sur le radiateur dans un appartement d'un immeuble, dehors il neige",
        "un drago dorme sul termosifone in un appartamento di un condominio, fuori nevica",
        "um dragão dorme no aquecedor de um apartamento num prédio, lá fora neva",
        "een draak slaapt op de verwarming in een flat, buiten sneeuwt het",
        "дракон спить на батареї у квартирі в багатоповерхівці, за вікном сніг",
        "drak spí na radiátoru v bytě v paneláku, za oknem sněží",
    ],
)
def test_a_flat_in_a_block_is_a_living_room(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.settings[:1] == ("living_room",)
    assert _ties(spec) == ["dragon on radiator"]
    assert spec.weather == "snow"


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a wolf in a sauna", "sauna"),
        ("pusta sala gimnastyczna", "sports_hall"),
        ("eine Gletscherhöhle mit blauem Eis", "ice_cave"),
        ("Wattenmeer bei Ebbe", "mudflat"),
        ("un flamenco en una pista de hielo", "ice_rink"),
        ("four penguins dragging suitcases through an airport", "airport_hall"),
        ("drei Feuerwehrautos in der Feuerwache", "fire_station"),
        ("dans le bus, une vieille dame", "bus_interior"),
        ("lezione in una scuola di danza", "dance_studio"),
        ("um gato no elevador", "elevator"),
        ("пірат на палубі корабля", "ship_deck"),
        ("hrnčířská dílna", "pottery_studio"),
        ("dog on a bridge", "bridge_deck"),
        ("window, outside it snows", "windowsill"),
    ],
)
def test_places_that_people_ask_for_have_their_own_look(prompt: str, setting: str) -> None:
    assert parse_prompt(prompt).settings[0] == setting
    assert setting in setting_names()


def test_a_laundromat_seen_from_above_has_its_machines() -> None:
    spec = parse_prompt("tiny isometric laundromat, low poly, pastel colors")
    assert [(one.concept, one.count) for one in spec.subjects] == [("washing-machine", 4)]


def test_who_is_on_a_roof_does_not_fly_and_several_sit_around_their_fire() -> None:
    assert parse_prompt("a bird on a roof").subjects[0].pose == "sitting"
    fire = parse_prompt("children around a campfire")
    assert fire.ring_center is not None
    assert fire.subjects[fire.ring_center].concept == "campfire"


def test_a_ladder_leans_on_its_tree() -> None:
    _, figures = _placed("a ladder leaning on a tree")
    ladder, tree = _one(figures, "ladder"), _one(figures, "deciduous-tree")
    assert ladder.finish.rotate_deg != 0
    assert abs(ladder.x - tree.x) < (ladder.width + tree.width) * 0.6


def test_who_is_behind_a_tree_looks_out_beside_it() -> None:
    _, figures = _placed("a robot behind a tree")
    robot, tree = _one(figures, "robot"), _one(figures, "deciduous-tree")
    assert abs(robot.x - tree.x) + robot.width / 2 > tree.width / 2 + robot.width * 0.4
