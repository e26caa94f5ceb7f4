"""Product pictures: what the goods are made of, their plain ground, and the print of a mock-up."""

import numpy as np
import pytest

from cavendish_illustrator import draw
from cavendish_illustrator.design_parts.printed_goods import takes_print, with_print
from cavendish_illustrator.painting.material_looks import as_material, has_look
from cavendish_illustrator.picture_spec import Kind
from cavendish_illustrator.scenery.goods_surface import surface_name
from cavendish_illustrator.understanding import parse_prompt


@pytest.mark.parametrize(
    ("prompt", "concept", "material"),
    [
        ("brown leather backpack, product photo, white background", "backpack", "leather"),
        ("leren rugzak, productfoto, zijaanzicht, witte achtergrond", "backpack", "leather"),
        ("mochila de cuero marrón, fotografía de producto, fondo blanco", "backpack", "leather"),
        ("soy candle in an amber jar on a white background, soft shadow", "candle-jar-amber", None),
        ("świeca w bursztynowym szkle, fotografia produktowa, białe tło", "candle-jar-amber", None),
        ("bougie dans un pot en verre, photo de produit, fond blanc", "candle-jar", None),
        ("Trinkflasche aus gebürstetem Edelstahl, Produktfoto, weißer Hintergrund", "steel-bottle", None),
        ("borsa di lino, fotografia di prodotto, sfondo bianco", "tote-bag", None),
        ("tábua de corte de carvalho, foto de produto, fundo branco", "cutting-board", "wood"),
        ("дубова обробна дошка, предметна зйомка, білий фон", "cutting-board", "wood"),
        ("keramický hrnek, produktové foto, bílé pozadí", "mug-plain", "ceramic"),
        ("black leather wallet on white", "wallet-leather", None),
    ],
)
def test_goods_alone_have_their_material(prompt: str, concept: str, material: str | None) -> None:
    spec = parse_prompt(prompt)
    assert spec.kind is Kind.PRODUCT_SHOT
    assert [(one.concept, one.material) for one in spec.subjects] == [(concept, material)]


def test_the_oak_of_a_board_is_no_table() -> None:
    assert surface_name(parse_prompt("oak cutting board, product shot on white")) == "plain"


def test_a_glaze_colours_the_mug() -> None:
    assert parse_prompt("ceramic mug with a blue glaze, plain background").subjects[0].color == "#2f6fe0"


@pytest.mark.parametrize("material", ["leather", "linen", "ceramic"])
def test_a_material_has_a_look_of_its_own(material: str) -> None:
    plain = np.ones((60, 60, 4), np.float32) * (0.2, 0.5, 0.9, 1.0)
    assert has_look(material)
    look = as_material(plain.astype(np.float32), material)
    assert look[30, 30, 0] > look[30, 30, 2] - 0.02  # not the drawing's own blue


def test_a_white_ground_is_white_and_an_amber_jar_amber() -> None:
    image = np.asarray(
        draw("soy candle in an amber jar on a white background", size=(256, 256), seed=3).image
    )
    assert image[:60, :70].min() > 245
    red, _, blue = np.median(image[130:150, 100:110].reshape(-1, 3), 0)
    assert red - blue > 80


@pytest.mark.parametrize(
    ("prompt", "concepts"),
    [
        ("mockup of a white tote bag with a cat print", ["tote-bag", "cat"]),
        ("black t-shirt mockup with a white moon print", ["t-shirt", "moon-crescent"]),
        ("mockup torby bawełnianej z nadrukiem kota", ["tote-bag", "cat"]),
    ],
)
def test_a_mockup_is_its_goods_with_the_print_on_them(prompt: str, concepts: list[str]) -> None:
    spec = parse_prompt(prompt)
    assert spec.kind is Kind.PRODUCT_SHOT
    assert [one.concept for one in spec.subjects] == concepts
    assert takes_print(spec)


def test_a_print_lies_on_the_goods_alone() -> None:
    goods = np.zeros((100, 100, 4), np.float32)
    goods[10:90, 10:90] = (0.9, 0.9, 0.9, 1)
    sign = np.ones((40, 40, 4), np.float32) * (1, 0, 0, 1)
    printed = with_print(goods, "tote-bag", [sign.astype(np.float32)], "")
    assert printed[69, 50, 0] - printed[69, 50, 1] > 0.5
    assert np.array_equal(printed[..., 3], goods[..., 3])
