"""Each thing that was drawn since people asked for it by name is found by that name in all ten languages."""

from typing import Final

import pytest

from cavendish_illustrator.figures.drawings.drawing_names import drawable
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases

FRAMES: Final = {
    "en": "a picture of {} on a white background",
    "pl": "zdjęcie: {} na białym tle",
    "de": "ein Bild: {} vor weißem Hintergrund",
    "es": "una imagen: {} sobre fondo blanco",
    "fr": "une image: {} sur fond blanc",
    "it": "un'immagine: {} su sfondo bianco",
    "pt": "uma imagem: {} sobre fundo branco",
    "nl": "een foto: {} op een witte achtergrond",
    "uk": "зображення: {} на білому тлі",
    "cs": "obrázek: {} na bílém pozadí",
}
FILES: Final = ("things_eaten", "things_around_house", "things_for_play_and_work")
NAMED: Final = {name: table for file in FILES for name, table in read_topic(file).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_name_of_each_thing_means_that_thing(language: str) -> None:
    wrong = {}
    for name, table in NAMED.items():
        phrase = next(split_phrases(table[language]))
        subjects = [subject.concept for subject in parse_prompt(FRAMES[language].format(phrase)).subjects]
        if subjects != [name]:
            wrong[phrase] = (name, subjects)
    assert wrong == {}


def test_every_named_thing_is_drawn() -> None:
    assert [name for name in NAMED if not drawable(name)] == []
