"""What goods are packed in, and what is written on them."""

import pytest

from cavendish_illustrator.design_parts.packs import FORMS
from cavendish_illustrator.design_parts.product_facts import find_product
from cavendish_illustrator.designs.packaging import draw_packaging
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "name", "form"),
    [
        ("opakowanie czekolady z malinami", "Czekolada", "bar"),
        ("coffee bag packaging with an owl", "Coffee", "pouch"),
        ("etiket voor een potje aardbeienjam", "Jam", "jar"),
        ("Verpackung für eine Dose Tee", "Tee", "tin"),
        ("packaging for a toy", "", "box"),
    ],
)
def test_goods_have_their_name_and_come_in_their_pack(prompt: str, name: str, form: str) -> None:
    product = find_product(parse_prompt(prompt))
    assert (product.name, product.form) == (name, form)
    assert form in FORMS


def test_a_pack_shows_what_is_printed_on_it_and_not_what_it_is() -> None:
    drawing = draw_packaging(parse_prompt("coffee bag packaging with an owl"), (256, 256), 0)
    assert drawing.placed == ["owl"]


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ('Weinetikett mit Traube und Schloss, Text "Château Müller"', "Wein"),
        ("Bieretikett mit Hirsch", "Bier"),
        ('honey label "Eau Douce"', "Honey"),
        ('Teedose mit Kranich, "Morgentau"', "Tee"),
        ('etykieta na miód "Kawa i Herbata"', "Miód"),
    ],
)
def test_goods_are_told_by_the_prompt_before_the_words_on_the_label(prompt: str, name: str) -> None:
    assert find_product(parse_prompt(prompt)).name == name
