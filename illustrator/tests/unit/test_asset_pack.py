import io
import json
import subprocess
import sys

import pytest
import resvg_py
from PIL import Image

from cavendish_illustrator.artwork import asset_pack


def test_an_icon_is_a_whole_svg_document_that_renders() -> None:
    svg = asset_pack.icon_svg("fox")
    assert svg is not None
    assert svg.startswith("<svg")
    assert svg.endswith("</svg>")
    png = resvg_py.svg_to_bytes(svg_string=svg, width=64, height=64)
    picture = Image.open(io.BytesIO(bytes(png)))
    assert picture.size == (64, 64)
    assert picture.getbbox() is not None


def test_an_unknown_concept_has_no_icon() -> None:
    assert asset_pack.icon_svg("no such thing") is None
    assert asset_pack.icon_box("no such thing") is None
    assert asset_pack.skin_tone_variants("no such thing") == ()


def test_an_alias_gives_the_same_drawing_as_its_target() -> None:
    alias, target = next(iter(asset_pack.icon_index().aliases.items()))
    assert asset_pack.icon_svg(alias) == asset_pack.icon_svg(target) is not None


def test_no_flag_and_no_toned_hand_is_in_the_pack() -> None:
    names = asset_pack.icon_names()
    assert not [name for name in names if name.startswith("flag-for")]
    assert "waving-hand" in names
    assert "waving-hand-dark-skin-tone" not in names


def test_people_come_in_five_skin_tones_and_animals_in_none() -> None:
    assert len(asset_pack.skin_tone_variants("woman")) == 5
    assert asset_pack.skin_tone_variants("fox") == ()


@pytest.mark.parametrize("name", ["desert", "cityscape", "sunrise", "national-park", "map-of-japan"])
def test_square_scenes_are_marked_as_tiles(name: str) -> None:
    facts = asset_pack.find_icon(name)
    assert facts is not None
    assert facts.is_tile


@pytest.mark.parametrize("name", ["fox", "red-apple", "horse", "woman", "sunflower", "house"])
def test_things_are_no_tiles(name: str) -> None:
    facts = asset_pack.find_icon(name)
    assert facts is not None
    assert not facts.is_tile


def test_the_ink_box_lies_inside_the_square() -> None:
    for facts in asset_pack.icon_index().icons.values():
        left, top, right, bottom = facts.box
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1


def test_ten_languages_know_the_fox() -> None:
    languages = asset_pack.keyword_languages()
    assert sorted(languages) == ["cs", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "uk"]
    for language in languages:
        assert len(asset_pack.read_keywords(language)["fox"]) > 1


@pytest.mark.parametrize("name", asset_pack.font_names())
def test_every_font_opens_and_draws_latin_letters(name: str) -> None:
    assert asset_pack.font(name, 24).getlength("HELLO") > 0
    assert asset_pack.font_covers(name, "HELLO")


def test_coverage_tells_fonts_apart() -> None:
    assert asset_pack.font_covers("noto-sans-bold", "Zażółć gęślą jaźń Привіт Škoda")
    assert not asset_pack.font_covers("monoton", "Привіт")


def test_the_cutout_network_is_an_onnx_file() -> None:
    assert len(asset_pack.cutout_net_bytes()) == 4_574_861


def test_one_icon_costs_little_memory_and_none_of_the_drawing_libraries() -> None:
    """In a fresh process, so that nothing is loaded before."""
    program = (
        "import json, resource, sys\n"
        "import PIL.ImageFont\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "from cavendish_illustrator.artwork import asset_pack\n"
        "asset_pack.icon_svg('fox')\n"
        "spent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before\n"
        "print(json.dumps([spent, [name for name in ('cv2', 'numpy', 'resvg_py') if name in sys.modules]]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    kilobytes, libraries = json.loads(done.stdout)
    assert kilobytes < 40_000
    assert libraries == []


def test_forked_processes_do_not_share_a_place_in_the_file() -> None:
    code = """
import os
from cavendish_illustrator.artwork import asset_pack
names = asset_pack.font_names()
forks = []
for _ in range(4):
    if not (pid := os.fork()):
        for number in range(60):
            asset_pack.font_bytes.cache_clear()
            asset_pack.font_bytes(names[number % len(names)])
        os._exit(0)
    forks.append(pid)
print([os.waitpid(pid, 0)[1] for pid in forks])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["[0,", "0,", "0,", "0]"], run.stderr
