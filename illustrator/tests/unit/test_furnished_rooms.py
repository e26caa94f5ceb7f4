"""Rooms with named furnishings: each is read with its shape and colour, and has its place in the room."""

import pytest

from cavendish_illustrator.data_tables import read_table
from cavendish_illustrator.figures.drawings.drawing_names import drawable
from cavendish_illustrator.picture_spec import PictureSpec, RelationKind, Subject
from cavendish_illustrator.scenery.room_plan import RoomPlan, plan_room
from cavendish_illustrator.scenery.room_things import furnishings
from cavendish_illustrator.settings.countryside import is_of_stone
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.lexicon import read_topic

_WINDOW = (0.44, 0.1, 0.6, 0.34)
_SIZE = (768, 768)


def _concepts(prompt: str) -> list[str]:
    return [one.concept for one in parse_prompt(prompt).subjects]


def _subject(prompt: str, concept: str) -> Subject:
    return next(one for one in parse_prompt(prompt).subjects if one.concept == concept)


def _planned(prompt: str, room: str) -> tuple[PictureSpec, RoomPlan]:
    spec = parse_prompt(prompt)
    return spec, plan_room(spec, read_table("settings/rooms.toml")[room], _SIZE, _WINDOW, mirrored=False)


@pytest.mark.parametrize(
    "prompt",
    [
        "bathroom with a round mirror",
        "łazienka z okrągłym lustrem",
        "Badezimmer mit rundem Spiegel",
        "cuarto de baño con un espejo redondo",
        "salle de bain avec un miroir rond",
        "bagno con uno specchio rotondo",
        "banheiro com espelho redondo",
        "badkamer met een ronde spiegel",
        "ванна кімната з круглим дзеркалом",
        "koupelna s kulatým zrcadlem",
    ],
)
def test_a_mirror_has_the_shape_that_was_named(prompt: str) -> None:
    assert "mirror-round" in _concepts(prompt)


@pytest.mark.parametrize(
    ("prompt", "concept", "color"),
    [
        ("bedroom with blue curtains", "curtain", "#2f6fe0"),
        ("sypialnia z niebieskimi zasłonami", "curtain", "#2f6fe0"),
        ("Schlafzimmer mit blauen Vorhängen", "curtain", "#2f6fe0"),
        ("dormitorio con cortinas azules", "curtain", "#2f6fe0"),
        ("chambre avec des rideaux bleus", "curtain", "#2f6fe0"),
        ("camera da letto con tende blu", "curtain", "#2f6fe0"),
        ("quarto com cortinas azuis", "curtain", "#2f6fe0"),
        ("slaapkamer met blauwe gordijnen", "curtain", "#2f6fe0"),
        ("спальня з синіми шторами", "curtain", "#2f6fe0"),
        ("ložnice s modrými závěsy", "curtain", "#2f6fe0"),
        ("a bathroom with a green bathtub", "bathtub_drawn", "#35a83a"),
        ("home office with a white desk and a corkboard", "desk-bare", "#f2f2f0"),
        ("living room with a mustard velvet sofa", "sofa", "#d4a017"),
    ],
)
def test_furniture_of_a_named_room_keeps_its_colour(prompt: str, concept: str, color: str) -> None:
    assert _subject(prompt, concept).color == color


def test_furniture_alone_still_names_the_place() -> None:
    assert parse_prompt("a bed by the window").settings[0] == "bedroom"
    assert "dining_table" not in _concepts("a cat on the table in a kitchen")


def test_a_shop_with_a_counter_or_a_sofa_is_seen_from_inside() -> None:
    assert parse_prompt("gezellig café met een groene bank en een krijtbord").settings[0] == "cafe_interior"
    assert parse_prompt("przytulna tawerna z drewnianymi stołami i beczkami").settings[0] == "tavern"


def test_every_furnishing_has_a_drawing() -> None:
    words = read_topic("furnishings")
    named = {*words["things"], *words["parts"], *read_topic("things_of_rooms"), *words["shaped"].values()}
    painted = {"window-round", "window-arched"}
    assert [one for one in sorted(named - painted) if not drawable(one)] == []


def test_a_named_thing_takes_the_place_of_the_rooms_own() -> None:
    spec, plan = _planned("bathroom with a round mirror and a wooden shelf with plants", "bathroom")
    mirror = next(slot for slot in plan.slots if spec.subjects[slot.index].concept == "mirror-round")
    basin = next(row for row in plan.stand if row[0] == "washbasin-bare")
    assert mirror.is_hung
    assert mirror.x == pytest.approx(basin[1] * _SIZE[0])
    assert mirror.foot_y < (basin[2] - basin[3]) * _SIZE[1]


def test_what_is_on_a_thing_stands_on_its_top() -> None:
    spec, plan = _planned("bathroom with a wooden shelf with plants", "bathroom")
    (relation,) = spec.relations
    assert relation.kind is RelationKind.ON
    shelf = next(slot for slot in plan.slots if slot.index == relation.target)
    plants = [slot for slot in plan.slots if slot.index == relation.subject]
    assert len(plants) == 3
    assert all(slot.is_on_top and slot.foot_y == pytest.approx(plants[0].foot_y) for slot in plants)
    assert shelf.foot_y - shelf.height - 1 <= plants[0].foot_y < shelf.foot_y


@pytest.mark.parametrize(
    ("prompt", "room"),
    [
        ("living room with a green sofa, a bookshelf, a piano and a floor lamp", "living_room"),
        ("nursery with a white crib, a rocking horse, a dollhouse and a teepee", "bedroom"),
        ("workshop with a workbench, a ladder, three barrels and a dartboard", "workshop"),
    ],
)
def test_no_furnishing_hides_another(prompt: str, room: str) -> None:
    spec, plan = _planned(prompt, room)
    assert {slot.index for slot in plan.slots} == set(range(len(spec.subjects)))
    stands = [slot for slot in plan.slots if not slot.is_hung and not slot.is_on_top]
    for one in stands:
        for other in stands:
            assert one is other or abs(one.x - other.x) > 0.05 * _SIZE[0]


def test_who_is_in_the_room_and_what_they_use_is_not_furniture() -> None:
    spec = parse_prompt("a room with a wall clock and a cat sleeping on a green armchair")
    assert [spec.subjects[index].concept for index in furnishings(spec)] == ["wall-clock"]


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("kitchen with an orange fridge, checkered floor and a copper kettle", "fridge"),
        ("nursery with a rocking horse and striped wallpaper", "rocking-horse"),
        ("pokój z fotelem i tapetą w paski", "armchair"),
    ],
)
def test_the_pattern_of_floors_and_wallpaper_is_theirs(prompt: str, concept: str) -> None:
    assert _subject(prompt, concept).pattern is None


@pytest.mark.parametrize(
    "prompt",
    [
        "taller de carpintero con un banco de trabajo",
        "Werkstatt eines Tischlers mit Werkbank",
        "pracownia malarza ze sztalugą",
        "shoemaker's workshop with a workbench",
        "messy student desk with a laptop and notes",
        "child's bedroom with a bunk bed",
    ],
)
def test_whose_room_it_is_stands_in_no_room(prompt: str) -> None:
    assert not any(is_animate(concept) for concept in _concepts(prompt))


def test_somebody_named_with_a_room_is_in_it() -> None:
    assert "chef" in _concepts("a chef in a kitchen with a wok")
    assert "chef" in _concepts("kuchnia i kucharz z patelnią")


def test_a_messy_desk_has_papers_on_it() -> None:
    assert "scattered-papers" in _concepts("messy desk with a laptop, notebooks and a coffee mug")
    assert "scattered-papers" not in _concepts("tidy desk with a laptop, notebooks and a coffee mug")


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("abandoned station with a rusty ghost train", "ghost-train"),
        ("opuszczona stacja i pociąg widmo", "ghost-train"),
        ("estación abandonada con un tren fantasma", "ghost-train"),
        ("a courtyard with a lemon tree", "lemon-tree"),
        ("ruelle parisienne avec une enseigne rouge", "hanging-sign"),
        ("ruelle parisienne avec un café", "bistro-set"),
        ("serre abandonnée avec des pots cassés", "pot-shards"),
        ("a half-sunk wooden boat on a lake", "rowing-boat"),
    ],
)
def test_things_of_streets_and_ruins_are_what_was_named(prompt: str, concept: str) -> None:
    assert concept in _concepts(prompt)


def test_timbered_houses_and_geraniums_make_the_street() -> None:
    assert parse_prompt("old town square with half-timbered houses").region == "german"
    assert parse_prompt("eine Gasse mit Geranien an den Fenstern").region == "german"
    assert parse_prompt("old town square with a fountain").settings[0] == "town_square"
    assert is_of_stone("stary most kamienny z latarniami")
    assert not is_of_stone("a wooden bridge over a stone wall")


def test_a_boat_goes_down_where_it_was_said_to() -> None:
    assert _subject("napůl potopená loďka na jezeře", "rowing-boat").state == "sunk"


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("una vecchia officina con attrezzi appesi al muro", "tool-board"),
        ("Waschküche mit einem Korb voller Wäsche", "laundry-basket"),
        ("estación de tren con maletas de cuero", "leather-suitcase"),
        ("vieux port avec des filets de pêche", "net-spread"),
        ("kitchen with open shelves with jars", "shelf-bare"),
        ("gabinet lekarski z plakatem na ścianie", "poster-print"),
        ("winkelstraat met een rode luifel", "awning"),
    ],
)
def test_a_furnishing_is_the_one_that_was_named(prompt: str, concept: str) -> None:
    assert concept in _concepts(prompt)


def test_what_is_not_known_keeps_its_stripes() -> None:
    assert _subject("barbershop with big mirrors and a striped gizmo", "mirror").pattern is None


def test_an_old_town_hall_is_no_star() -> None:
    assert _concepts("náměstí s vánočním stromem a starou radnicí") == ["christmas-tree"]


def test_a_galley_kitchen_has_no_ship() -> None:
    assert _concepts("small galley kitchen with a red fridge") == ["fridge"]


@pytest.mark.parametrize(
    ("prompt", "concept"),
    [
        ("sala de aula com lousa verde e carteiras de madeira", "school_desk"),
        ("plaza de pueblo con una fuente y bancos de hierro", "bench"),
        ("street with half-timbered houses and flower boxes", "geranium-pot"),
    ],
)
def test_furniture_named_like_people_or_fish_is_furniture(prompt: str, concept: str) -> None:
    assert concept in _concepts(prompt)
    assert not any(is_animate(one) for one in _concepts(prompt))


def test_what_is_said_of_the_room_is_not_said_of_its_things() -> None:
    assert _subject("cozinha pequena com geladeira vermelha", "fridge").size is None
    assert _subject("cozinha com fogão e cortina xadrez", "curtain").pattern == "checks"
    assert parse_prompt("rua de Lisboa com elétrico amarelo, azulejos e roupas estendidas").style is None
    assert parse_prompt("bathroom with black and white tiles and a golden mirror").palette == ()


def test_a_plush_animal_of_a_room_is_small() -> None:
    prompt = "habitación infantil con una cuna blanca y un elefante de peluche"
    spec, plan = _planned(prompt, "bedroom")
    tall = {spec.subjects[slot.index].concept: slot.height for slot in plan.slots}
    assert tall["elephant"] < tall["crib"]
