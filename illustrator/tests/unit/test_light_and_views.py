"""The light, season, weather and view that a prompt tells, and the place that somebody's work implies."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.placement import Placed
from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.picture_spec import Season, TimeOfDay, Weather
from cavendish_illustrator.scenery.setting_registry import chosen_setting
from cavendish_illustrator.scenery.upward_view import look_up
from cavendish_illustrator.staging.sane_places import fit_for_room, stand_apart
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "time"),
    [
        ("un village, lumière de fin d'après-midi", TimeOfDay.GOLDEN_HOUR),
        ("ein Dorf am späten Nachmittag", TimeOfDay.GOLDEN_HOUR),
        ("село, низьке сонце", TimeOfDay.GOLDEN_HOUR),
        ("un borgo di montagna con le finestre accese", TimeOfDay.NIGHT),
        ("een dorp, verlichte ramen", TimeOfDay.NIGHT),
        ("vesnice, modrá hodina", TimeOfDay.SUNSET),
        ("mężczyzna czyta w pokoju, światło z jednej lampy", TimeOfDay.NIGHT),
        ("um homem lê num cômodo à luz de velas", TimeOfDay.NIGHT),
        ("un panadero, primera hora de la mañana", TimeOfDay.DAWN),
    ],
)
def test_the_light_is_the_one_that_was_told(prompt: str, time: TimeOfDay) -> None:
    assert parse_prompt(prompt).time_of_day is time


@pytest.mark.parametrize(
    ("prompt", "source"),
    [
        ("a boy reading, light of one lamp", "lamp"),
        ("chlopak naprawia motocykl w garażu, światło z jednej lampy", "lamp"),
        ("un homme lit à la lueur des bougies", "candle"),
        ("a lamp on a desk", ""),
        ("a birthday cake with candles", ""),
    ],
)
def test_one_lamp_or_candle_is_the_only_light(prompt: str, source: str) -> None:
    assert parse_prompt(prompt).lit_by == source


@pytest.mark.parametrize("prompt", ["rynek po deszczu", "a street after the rain", "вулиця після дощу"])
def test_after_the_rain_no_rain_falls(prompt: str) -> None:
    assert parse_prompt(prompt).weather is Weather.AFTER_RAIN


@pytest.mark.parametrize(
    ("prompt", "season"),
    [
        ("an old man on a park bench, autumn leaves", Season.AUTUMN),
        ("dívka v parku, padající listí", Season.AUTUMN),
        ("une fille au parc, feuilles qui tombent", Season.AUTUMN),
        ("une fille au parc en octobre", Season.AUTUMN),
        ("een meisje in het park in januari", Season.WINTER),
    ],
)
def test_leaves_and_months_tell_the_season(prompt: str, season: Season) -> None:
    assert parse_prompt(prompt).season is season


def test_autumn_leaves_are_strewn_and_not_one_heap() -> None:
    assert parse_prompt("a woman in the park, autumn leaves").index_of("leaf-pile") is None
    assert parse_prompt("a dog jumping into a pile of autumn leaves").index_of("leaf-pile") is not None


@pytest.mark.parametrize(
    ("prompt", "framing"),
    [
        ("a horse, seen from above", "top"),
        ("кінь, вид знизу", "low"),
        ("koń z żabiej perspektywy", "low"),
        ("Silhouette eines Pferdes", "silhouette"),
        ("un cheval, plan large", "wide"),
    ],
)
def test_the_view_is_the_one_that_was_told(prompt: str, framing: str) -> None:
    spec = parse_prompt(prompt)
    assert spec.framing == framing
    assert [one.concept for one in spec.subjects] == ["horse"]


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("a dragon librarian putting books back on a shelf", "library"),
        ("un fornaio sforna il pane", "bakery_interior"),
        ("barista robi kawę", "cafe_interior"),
        ("ein Schmied am Amboss", "workshop"),
        ("un peintre devant son chevalet", "art_studio"),
        ("a blacksmith on the beach", "beach"),
        ("dziewczynka w księgarni", "bookshop"),
        ("a dog in front of a bakery", "storefront"),
        ("einsamer Hund in einer zerstörten Stadt", "ruined_city"),
        ("dois pescadores num píer do lago", "pier"),
    ],
)
def test_work_and_words_tell_the_place(prompt: str, setting: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 3) == setting


def test_a_silhouette_is_dark_before_a_bright_sky() -> None:
    plain = np.asarray(draw("a wolf at sunset", size=(256, 256), seed=3).image.convert("L"), np.float32)
    dark = np.asarray(
        draw("silhouette of a wolf at sunset", size=(256, 256), seed=3).image.convert("L"), np.float32
    )
    assert (dark < 45).mean() > (plain < 45).mean() + 0.2


def test_a_room_lit_by_one_lamp_is_dark_at_its_edges() -> None:
    picture = draw("a man reading in the living room, light of a single lamp", size=(256, 256), seed=3)
    tones = np.asarray(picture.image.convert("L"), np.float32)
    edge = np.concatenate([tones[:20].ravel(), tones[:, :12].ravel(), tones[:, -12:].ravel()])
    assert np.percentile(tones, 95) > 2 * edge.mean()


def _at(spec_prompt: str) -> tuple[Canvas, list[Placed]]:
    """Every subject of the prompt in the middle of the picture, those named later farther off."""
    canvas = Canvas((400, 400), TimeOfDay.DAY, 1)
    blank = Figure(markup="", width=100, height=100)
    return canvas, [
        Placed(
            index=index,
            cast=Cast(subject=subject),
            figure=blank,
            aspect=0.5,
            rise=1.0,
            x=200.0,
            feet_y=380.0 - 20 * index,
            height=180.0 + 60 * index,
        )
        for index, subject in enumerate(parse_prompt(spec_prompt).subjects)
    ]


def test_nothing_tall_grows_from_somebody() -> None:
    prompt = "a horse in a field, a tower block in the distance"
    canvas, placed = _at(prompt)
    stand_apart(canvas, parse_prompt(prompt), placed)
    horse, tower = placed
    assert horse.x == 200.0
    assert abs(tower.x - horse.x) > 0.45 * (tower.width + horse.width)


def test_no_castle_stands_in_a_living_room() -> None:
    prompt = "a robot in the living room, castle in the background"
    canvas, placed = _at(prompt)
    canvas.is_indoors = True
    kept, left_out = fit_for_room(canvas, parse_prompt(prompt), placed)
    assert [one.cast.subject.concept for one in kept] == ["robot"]
    assert [one.cast.subject.concept for one in left_out] == ["castle"]


@pytest.mark.parametrize("prompt", ["rynek, dorożka i gołębie", "eine Kutsche vor dem Schloss"])
def test_a_horse_draws_the_carriage(prompt: str) -> None:
    spec = parse_prompt(prompt)
    assert [one.pose for one in spec.subjects if one.concept == "horse"] == ["pulling"]


def test_a_lonely_tree_does_not_weep() -> None:
    assert parse_prompt("a lonely tree on a hill").subjects[0].mood is None
    assert parse_prompt("a sad tree on a hill").subjects[0].mood == "sad"


@pytest.mark.parametrize(
    ("prompt", "is_turned"),
    [
        ("a man walking down a street, seen from behind", True),
        ("дівчина зі спини дивиться на гори", True),
        ("un uomo di spalle sotto la pioggia con ombrello", True),
        ("pies widziany od tyłu na plaży", True),
        ("a cat jumps out from behind a sofa", False),
        ("la fiesta de dos hermanas en la playa", False),
    ],
)
def test_who_is_seen_from_behind_shows_their_back(prompt: str, is_turned: bool) -> None:
    assert any(one.pose == "from_behind" for one in parse_prompt(prompt).subjects) is is_turned


@pytest.mark.parametrize(
    ("prompt", "settings", "on_sill"),
    [
        ("view through a train window onto fields of sunflowers", ("sunflower_field", "train_window"), ()),
        ("uitzicht uit het treinraam op besneeuwde bergen", ("snowy_mountains", "train_window"), ()),
        ("vista desde la ventana de un avión sobre las nubes", ("clouds", "plane_window"), ()),
        (
            "view from a train window onto a valley, a thermos on the small table",
            ("valley", "train_window"),
            ("thermos",),
        ),
    ],
)
def test_a_view_from_a_vehicle_has_its_window_and_not_the_vehicle(
    prompt: str, settings: tuple[str, ...], on_sill: tuple[str, ...]
) -> None:
    spec = parse_prompt(prompt)
    assert (spec.settings[0], spec.settings[-1]) == settings
    assert spec.motifs == on_sill
    assert not spec.subjects


def test_a_window_frames_the_land() -> None:
    bare, framed = (
        np.asarray(draw(prompt, size=(256, 256), seed=1).image, np.float32)
        for prompt in ("a desert", "a desert seen through a ship's porthole")
    )
    corner = framed[:40, :40].reshape(-1, 3).mean(0)
    assert np.abs(corner - bare[:40, :40].reshape(-1, 3).mean(0)).max() > 40
    assert framed[:40, :40].reshape(-1, 3).std(0).max() < 30


def test_from_far_below_uprights_lean_together() -> None:
    canvas = Canvas((200, 200), TimeOfDay.DAY, 1)
    canvas.img[:] = 0
    canvas.img[:, 60:64] = canvas.img[:, 136:140] = 1
    look_up(canvas)
    columns = [np.flatnonzero(canvas.img[row, :, 0] > 0.5) for row in (20, 180)]
    top, foot = (found[-1] - found[0] for found in columns)
    assert top < foot * 0.75


@pytest.mark.parametrize(
    ("prompt", "setting"),
    [
        ("bird's eye view of a small village with a river", "fields_from_above"),
        ("vista de cima de uma praia com guarda-sóis", "shore_from_above"),
        ("isometric bakery with a bicycle parked outside", "isometric_tile"),
        ("isometric bookshop interior", "isometric_room"),
    ],
)
def test_a_view_from_above_shows_its_place(prompt: str, setting: str) -> None:
    assert chosen_setting(parse_prompt(prompt), 1) == setting


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("a red fox looks into the camera", ["fox"]),
        ("ein Eisbär schaut in die Kamera", ["polar-bear"]),
        ("una niña mirando a la cámara", ["girl"]),
        ("кіт дивиться в камеру", ["cat"]),
        ("um cão olhando para a câmera", ["dog"]),
        ("a fox with a camera", ["fox", "camera"]),
    ],
)
def test_the_camera_that_somebody_looks_into_is_not_in_the_picture(prompt: str, concepts: list[str]) -> None:
    assert [one.concept for one in parse_prompt(prompt).subjects] == concepts


def test_a_spot_of_no_extent_is_one_point_and_no_gap_in_the_numbers() -> None:
    spot = Canvas((5, 4), TimeOfDay.DAY, 1).spot(2.0, 1.0, (0.0, 0.0))
    assert spot[1, 2] == 1.0
    assert spot.sum() == 1.0
