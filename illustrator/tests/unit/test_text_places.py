"""Where a prompt wants its texts."""

import pytest

from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.design_words.text_places import take_placed_texts

PLACED = {
    'a fox, title "Forest" at the top and "May 12" at the bottom': (("Forest", "top"), ("May 12", "bottom")),
    'lis, u góry napis "Las", na dole "12 maja"': (("Las", "top"), ("12 maja", "bottom")),
    'ein Fuchs, oben der Text "Wald", unten "12. Mai"': (("Wald", "top"), ("12. Mai", "bottom")),
    'un zorro, arriba el texto "Bosque"': (("Bosque", "top"),),
    'un renard, texte "Forêt" en haut, "12 mai" en bas': (("Forêt", "top"), ("12 mai", "bottom")),
    'una volpe, in basso la scritta "Bosco"': (("Bosco", "bottom"),),
    'лис, вгорі текст "Ліс"': (("Ліс", "top"),),
    'a fox, the words "Hello" in big letters at the bottom': (("Hello", "bottom"),),
    'a fox and the words "Hello"': (("Hello", ""),),
    'the words "Hello" and a moon at the top': (("Hello", ""),),
}


@pytest.mark.parametrize(("prompt", "texts"), PLACED.items())
def test_each_text_has_its_place(prompt: str, texts: tuple[tuple[str, str], ...]) -> None:
    spec = parse_prompt(prompt)
    assert tuple(zip(spec.texts, spec.text_places, strict=True)) == texts


def test_the_place_of_a_text_is_no_place_of_a_thing() -> None:
    assert all(subject.spot is None for subject in parse_prompt('a fox, "Hello" at the top').subjects)


def test_a_name_is_cut_and_not_written() -> None:
    taken = take_placed_texts('a cat called "Luna" at the top')
    assert taken.texts == ()
    assert "Luna" not in taken.body
