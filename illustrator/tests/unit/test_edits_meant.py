"""Which part of a photograph an instruction means, and what nothing may take the place of."""

import pytest

from cavendish_illustrator.picture_spec import Weather
from cavendish_illustrator.understanding import parse_edit
from cavendish_illustrator.understanding.instructions.edit_instruction import (
    AddObject,
    AddWeather,
    CutOut,
    DressUp,
    Look,
    Place,
    Recolour,
    Relight,
    RemoveObject,
    ReplaceBackground,
    ReplaceObject,
    Smile,
)
from cavendish_illustrator.understanding.instructions.picture_parts import DRINK, part_named


@pytest.mark.parametrize(
    ("instruction", "color"),
    [
        ("swap the coffee for green tea", "#a9a53a"),
        ("Mach aus dem Kaffee einen Kakao", "#54301c"),
        ("remplace le café par du thé vert", "#a9a53a"),
        ("swap the espresso for a matcha latte", "#9db04a"),
        ("zabarw napój w filiżance na niebiesko", "#2f6fe0"),
        ("haz que el líquido de la taza sea azul", "#2f6fe0"),
        ("заміни каву на зелений чай", "#a9a53a"),
        ("fill the cup with red wine instead of coffee", "#74142a"),
    ],
)
def test_the_drink_and_not_its_cup_changes_its_colour(instruction, color):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, Recolour)
    assert part_named(operation.target, operation.concept) == DRINK
    assert operation.color == color


def test_what_a_drink_stands_in_is_no_drink():
    (operation,) = parse_edit("make the coffee cup red").operations
    assert part_named(operation.target, operation.concept) != DRINK


@pytest.mark.parametrize(
    ("instruction", "wanted"),
    [
        ("make the cup red with white polka dots", ("#e02b2b", "dots", "#f2f2f0")),
        ("quiero que la taza sea roja con lunares blancos", ("#e02b2b", "dots", "#f2f2f0")),
        ("зроби чашку червоною в білий горошок", ("#e02b2b", "dots", "#f2f2f0")),
        ("pon rayas azules en la taza", (None, "stripes", "#2f6fe0")),
        ("give the cup blue and white stripes", ("#2f6fe0", "stripes", "#f2f2f0")),
        ("Mach die Tasse kariert", (None, "checks", None)),
        ("make the striped cup blue", ("#2f6fe0", None, None)),
    ],
)
def test_a_pattern_has_a_colour_of_its_own(instruction, wanted):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, Recolour)
    assert (operation.color, operation.pattern, operation.pattern_color) == wanted


def test_a_new_thing_with_a_pattern_is_added():
    assert isinstance(parse_edit("add a striped scarf").operations[0], AddObject)


@pytest.mark.parametrize(
    ("instruction", "weather"),
    [
        ("thick fog around the temple, calm mood", Weather.FOG),
        ("gęsta mgła wokół świątyni", Weather.FOG),
        ("густий туман навколо храму", Weather.FOG),
        ("burza nad świątynią", Weather.STORM),
        ("rainy day at the temple", Weather.RAIN),
        ("dense fog in the jungle", Weather.FOG),
    ],
)
def test_weather_around_what_is_shown_leaves_the_place_as_it_is(instruction, weather):
    assert parse_edit(instruction).operations == (AddWeather(weather=weather),)


@pytest.mark.parametrize(
    "instruction",
    [
        "put my cat on a windowsill with rain outside",
        "posadź mojego kota na parapecie, za oknem ma padać deszcz",
        "Setze meine Katze auf die Fensterbank, draußen regnet es",
        "posaď moji kočku na okenní parapet, venku prší",
    ],
)
def test_rain_outside_falls_behind_the_panes(instruction):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceBackground)
    assert operation.spec.settings[0] == "windowsill"
    assert operation.spec.weather is Weather.RAIN


@pytest.mark.parametrize(
    ("instruction", "concept"),
    [
        ("Lass den Waschbären eine Scheibe Wassermelone fressen", "watermelon"),
        ("fais manger une tranche de pastèque au raton laveur", "watermelon"),
        ("ať mýval jí kousek melounu", "watermelon"),
        ("make the cat eat a fish", "tropical-fish"),
        ("qu'elle tienne un ballon rouge", "balloon"),
        ("give the raccoon a cookie", "cookie"),
    ],
)
def test_what_somebody_holds_or_eats_takes_nobodys_place(instruction, concept):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert (operation.concept, operation.place) == (concept, Place.HAND)


@pytest.mark.parametrize(
    ("instruction", "concept"),
    [
        ("give the raccoon a pair of tiny binoculars hanging round its neck", "binoculars-pair"),
        ("metti una medaglia d'oro al collo del gatto", "1st-place-medal"),
        ("dej mývalovi kolem krku šálu", "scarf"),
    ],
)
def test_what_hangs_from_a_neck_is_told_so(instruction, concept):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, AddObject)
    assert (operation.concept, operation.place, operation.count) == (concept, Place.NECK, 1)


@pytest.mark.parametrize(
    ("instruction", "looks"),
    [
        ("old colour photo, faded, with scratches and a bit of grain", ["vintage", "scratched", "grainy"]),
        ("altes Foto mit Kratzern und Körnung", ["vintage", "scratched", "grainy"]),
        ("старе фото з подряпинами", ["vintage", "scratched"]),
        ("add film grain", ["grainy"]),
        ("dale una atmósfera melancólica", ["less_colour"]),
    ],
)
def test_wear_grain_and_moods_are_looks(instruction, looks):
    assert parse_edit(instruction).operations == tuple(Relight(look=Look(look)) for look in looks)


@pytest.mark.parametrize(
    ("instruction", "garment"),
    [
        ("swap the orange suit for a navy sweater", "sweater"),
        ("remplace la combinaison par un pull bleu", "sweater"),
        ("ubierz ją w zieloną sukienkę", "dress"),
    ],
)
def test_new_clothes_are_worn_in_the_place_of_the_old_ones(instruction, garment):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, Recolour)
    assert operation.garment == garment


@pytest.mark.parametrize(
    ("instruction", "role"), [("make the cat a pirate", "pirate"), ("turn him into a wizard", "mage")]
)
def test_who_becomes_somebody_stays_themselves(instruction, role):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, DressUp)
    assert operation.role == role


def test_an_animal_becomes_another_where_that_is_asked():
    assert isinstance(parse_edit("turn the cat into a tiger").operations[0], ReplaceObject)


@pytest.mark.parametrize(
    ("instruction", "concept", "place"),
    [
        ("a dragon flying above the temple", "dragon", Place.SKY),
        ("motyl na kwiecie", "butterfly", Place.ON_OBJECT),
    ],
)
def test_what_is_only_told_to_be_there_is_added(instruction, concept, place):
    assert [(one.concept, one.place) for one in parse_edit(instruction).operations] == [(concept, place)]


@pytest.mark.parametrize("instruction", ["make him smile", "niech się uśmiechnie", "haz que sonría"])
def test_a_smile_is_asked_for_in_many_words(instruction):
    assert parse_edit(instruction).operations == (Smile(),)


def test_a_sky_full_of_stars_is_the_photographs_own():
    assert parse_edit("niech niebo będzie pełne gwiazd").operations == (Relight(look=Look.NIGHT),)


def test_what_is_given_to_a_pronoun_is_held():
    (operation,) = parse_edit("give her a bouquet").operations
    assert isinstance(operation, AddObject)
    assert operation.place is Place.HAND


def test_what_is_taken_off_is_removed():
    assert isinstance(parse_edit("zdejmij mu czapkę").operations[0], RemoveObject)


@pytest.mark.parametrize(
    ("instruction", "place"),
    [
        ("put him in a sunny park", "park"),
        ("postaw go w słonecznym parku", "park"),
        ("Stell ihn in einen sonnigen Park", "park"),
        ("put them in a snowy street at night", "street"),
        ("mets-la dans un bureau moderne", "office"),
        ("Studioporträt mit hellgrauem Hintergrund", ""),
        ("portret studyjny na jasnoszarym tle", "studio"),
    ],
)
def test_who_is_put_somewhere_goes_there_in_any_weather(instruction, place):
    (operation,) = parse_edit(instruction).operations
    assert isinstance(operation, ReplaceBackground)
    assert place == "" or place in operation.spec.settings
    assert operation.color is None or operation.color == "#d3d6da"


@pytest.mark.parametrize(
    "instruction",
    [
        "black and white studio portrait",
        "portrait de studio en noir et blanc",
        "Schwarz-weißes Studioporträt",
        "czarno-biały portret studyjny",
        "retrato de estudio en blanco y negro",
    ],
)
def test_nobody_is_drawn_beside_who_sits_in_a_studio(instruction):
    behind, light = parse_edit(instruction).operations
    assert isinstance(behind, ReplaceBackground)
    assert not behind.spec.subjects
    assert light == Relight(look=Look.BLACK_AND_WHITE)


@pytest.mark.parametrize("instruction", ["cut her out", "Schneide die Frau aus", "Stell die Person frei"])
def test_a_verb_in_two_halves_cuts_out(instruction):
    assert parse_edit(instruction).operations == (CutOut(),)


def test_eyes_and_lips_get_a_colour_each_and_hair_a_shade():
    eyes, lips = parse_edit("give her green eyes and pink lipstick").operations
    assert isinstance(eyes, Recolour)
    assert isinstance(lips, Recolour)
    assert (eyes.color, lips.target, lips.color) == ("#35a83a", "lips", "#f27bb0")
    assert parse_edit("make her blonde").operations == (Recolour(target="hair", color="#d8b26a"),)


def test_the_background_is_replaced_with_a_plain_colour():
    (operation,) = parse_edit("Replace the background with plain light pink").operations
    assert isinstance(operation, ReplaceBackground)
    assert operation.color == "#f7b7c5"
