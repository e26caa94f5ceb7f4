"""A word of several senses means what its neighbours speak for."""

import pytest

from cavendish_illustrator.artwork.asset_pack import find_icon_name
from cavendish_illustrator.artwork.svg_figure import vector_names
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, TOPIC_FILES, read_topic

TOPICS = {*TOPIC_FILES.values(), "=", "unknown"}


def meanings(prompt: str) -> set[str]:
    """The things and places of a prompt."""
    spec = parse_prompt(prompt)
    return {*(one.concept for one in spec.subjects), *spec.settings}


@pytest.mark.parametrize(
    ("prompt", "meant", "not_meant"),
    [
        ("un flamenco rosa con patines", "flamingo", "dancer"),
        ("a gondola over pine trees in a ski resort", "cable-car", "gondola-boat"),
        ("a gondola in venice", "gondola-boat", "cable-car"),
        ("a wooden bat and a ball on the grass", "baseball-bat", "bat"),
        ("a bat in a cave", "bat", "baseball-bat"),
        ("drei Feuerwehrautos vor der Wache", "fire-engine", "guard"),
        ("Igel im Laub", "leaf-pile", "gazebo"),
        ("Hamburger Speicherstadt im Nebel", "harbour", "hamburger"),
        ("ein Hamburger auf dem Tisch am Hafen", "hamburger", "hamburg"),
        ("Berliner Fernsehturm bei Nacht", "berlin", "doughnut"),
        ("ein Strauß rennt durch die Savanne", "ostrich", "bouquet"),
        ("ein Strauß Tulpen", "bouquet", "ostrich"),
        ("ein Pinguin mit Fliege", "bow-tie", "fly"),
        ("Kinder lassen Drachen steigen", "kite", "dragon"),
        ("stary kran kapie w kuchni", "washbasin", "crane-machine"),
        ("pilot do telewizora na kanapie", "tv-remote", "pilot"),
        ("zakochana para na ławce", "couple", "steaming-bowl"),
        ("una vela en un barco con viento", "sailboat", "candle"),
        ("tres rosas rojas en un jarrón", "rose", "violet"),
        ("avocat coupé en deux, citron vert", "avocado", "business-person"),
        ("une pêche juteuse", "peach", "fisherman"),
        ("una pesca matura sul tavolo della cucina", "peach", "fisherman"),
        ("uma manga madura", "mango", "shirt"),
        ("menino solta papagaio na praia", "kite", "parrot"),
        ("een das bij zijn hol in het bos", "badger", "scarf"),
        ("een jongen met een warme gestreepte das", "scarf", "badger"),
        ("een pop met een jurk", "rag-doll", "poppy"),
        ("гармата і замок на дверях з ключем", "locked", "castle"),
        ("děti pouští draka na louce", "kite", "dragon"),
    ],
)
def test_neighbours_choose_the_sense(prompt: str, meant: str, not_meant: str) -> None:
    found = meanings(prompt)
    assert meant in found
    assert not_meant not in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sense_can_be_drawn(language: str) -> None:
    known = {value for file_name in TOPIC_FILES for value in read_topic(file_name)}
    for row in read_topic("senses")[language].values():
        for sense in row.split("|"):
            topic, _, value = sense.partition("<")[0].strip().partition(" ")
            assert topic in TOPICS
            is_drawn = value in known or find_icon_name(value) is not None or value in vector_names()
            assert is_drawn or topic in {"=", "unknown"}, sense


def test_a_short_word_needs_its_accents() -> None:
    assert "game-die" not in meanings("un chat sur un toit de Paris")
