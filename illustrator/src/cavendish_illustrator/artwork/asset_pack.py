"""The committed pack of icons, keywords, fonts and the cut-out network, read lazily.

Every process opens the file (7 MB) for itself, because forked ones would share a handle's read position.
"""

import functools
import io
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final, NewType

from PIL import ImageFont

from cavendish_illustrator.data_tables import read_table

Concept = NewType("Concept", str)
PACK_FILE: Final = "assets.zip"
OWN_DRAWING: Final = -1
"""The block of drawings that are no part of the pack but files of the folder `vectors`."""
_NOT_TILES: Final = frozenset(
    {"camera", "bento-box", "musical-keyboard", "floppy-disk", "tear-off-calendar", "spiral-calendar"}
)
"""Things that fill their square without being a picture of a place."""
BLOCKS_KEPT: Final = 6
"""Inflated icon blocks of about 220 kB each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IconFacts:
    """What is known of one icon without inflating it."""

    block: int
    group: int
    subgroup: int
    """Numbers of the emoji data's groups: 34-39 animals, 23-31 people, 42-48 food, …"""
    is_tile: bool
    """A full square picture (a city at dusk, a map), useless as a subject."""
    is_variant: bool
    """A skin-tone variant of another icon."""
    box: tuple[float, float, float, float]
    """Left, top, right and bottom of the ink in parts of the square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IconIndex:
    side: int
    icons: Mapping[str, IconFacts]
    aliases: Mapping[str, str]


def _archive() -> zipfile.ZipFile:
    return _archive_of(os.getpid())


@functools.lru_cache(maxsize=1)
def _archive_of(_: int) -> zipfile.ZipFile:
    return zipfile.ZipFile(Path(__file__).parents[1] / "data" / PACK_FILE)


@functools.cache
def icon_index() -> IconIndex:
    """Every icon's facts and the alternative names."""
    raw = json.loads(_archive().read("icons/index.json"))
    icons = {
        name: IconFacts(
            block=block,
            group=group,
            subgroup=subgroup,
            is_tile=bool(tile) and name not in _NOT_TILES,
            is_variant=bool(variant),
            box=(box[0], box[1], box[2], box[3]),
        )
        for name, (block, group, subgroup, tile, variant, box) in raw["icons"].items()
    }
    return IconIndex(side=raw["side"], icons=icons | _own_drawings(), aliases=raw["aliases"])


def _own_drawings() -> dict[str, IconFacts]:
    """The facts of what we drew ourselves, where no icon of the pack has the name."""
    return {
        name: IconFacts(
            block=OWN_DRAWING,
            group=kind["group"],
            subgroup=kind["subgroup"],
            is_tile=False,
            is_variant=False,
            box=(0.0, 0.0, 1.0, 1.0),
        )
        for kind in read_table("figures/drawings/own_drawings.toml")["kinds"]
        for name in kind["names"]
    }


@functools.lru_cache(maxsize=BLOCKS_KEPT)
def _icon_block(number: int) -> dict[str, str]:
    bodies: dict[str, str] = json.loads(_archive().read(f"icons/{number:03}.json"))
    return bodies


def find_icon_name(concept: str) -> str | None:
    """The pack's own name of an icon, with aliases resolved."""
    index = icon_index()
    if concept in index.icons:
        return concept
    return index.aliases.get(concept)


def find_icon(concept: str) -> IconFacts | None:
    """The icon's facts, or None when the pack has no such drawing."""
    name = find_icon_name(concept)
    return None if name is None else icon_index().icons[name]


def icon_svg(concept: str) -> str | None:
    """The icon as a whole SVG document, or None when the pack has no such drawing."""
    name = find_icon_name(concept)
    if name is None:
        return None
    index = icon_index()
    if index.icons[name].block == OWN_DRAWING:
        return own_drawing_svg(name)
    body = _icon_block(index.icons[name].block)[name]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {index.side} {index.side}">{body}</svg>'
    )


@functools.cache
def own_drawing_svg(name: str) -> str:
    """One of our own drawings as a whole SVG document."""
    folder = resources.files("cavendish_illustrator").joinpath("vectors")
    return folder.joinpath(f"{name}.svg").read_text("utf-8")


def icon_box(concept: str) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of the icon's ink in parts of its square."""
    facts = find_icon(concept)
    return None if facts is None else facts.box


def icon_names() -> frozenset[str]:
    """Every icon name, skin-tone variants and aliases included."""
    index = icon_index()
    return frozenset(index.icons) | frozenset(index.aliases)


def skin_tone_variants(concept: str) -> tuple[str, ...]:
    """The five skin tones of a person, light to dark; empty for everything else."""
    name = find_icon_name(concept)
    tones = ("light", "medium-light", "medium", "medium-dark", "dark")
    names = (f"{name}-{tone}-skin-tone" for tone in tones)
    return tuple(variant for variant in names if variant in icon_index().icons)


def keyword_languages() -> tuple[str, ...]:
    """The languages that have a keyword table."""
    members = (name for name in _archive().namelist() if name.startswith("keywords/"))
    return tuple(sorted(name.removeprefix("keywords/").removesuffix(".json") for name in members))


def read_keywords(language: str) -> dict[str, list[str]]:
    """Icon name to its label followed by its tags; not kept, the caller builds its own index."""
    table: dict[str, list[str]] = json.loads(_archive().read(f"keywords/{language}.json"))
    return table


def font_names() -> tuple[str, ...]:
    """The display fonts of the pack."""
    members = (name for name in _archive().namelist() if name.startswith("fonts/"))
    return tuple(name.removeprefix("fonts/").removesuffix(".ttf") for name in members)


@functools.lru_cache(maxsize=4)
def font_bytes(name: str) -> bytes:
    """The TrueType file of one font."""
    return _archive().read(f"fonts/{name}.ttf")


@functools.lru_cache(maxsize=24)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A Pillow font of `size` pixels."""
    return ImageFont.truetype(io.BytesIO(font_bytes(name)), size)


def font_covers(name: str, text: str) -> bool:
    """Whether the font draws every letter of the text; a missing letter looks like the font's empty box."""
    probe = font(name, 16)
    missing = bytes(probe.getmask("\U0010fffe"))
    return all(letter.isspace() or bytes(probe.getmask(letter)) != missing for letter in set(text))


@functools.lru_cache(maxsize=1)
def cutout_net_bytes() -> bytes:
    """The ONNX file of the U2-NetP salient-object network, 4.6 MB, kept: unpacking it takes 0.2 s."""
    return _archive().read("networks/u2netp.onnx")


def face_net_bytes() -> bytes:
    """The TFLite file of the network that finds faces; it lies beside the pack, and is not kept."""
    return _beside_pack("face_finder.tflite")


def people_net_bytes() -> bytes:
    """The TFLite file of the network that tells people from what is around them, not kept."""
    return _beside_pack("people_finder.tflite")


def landmark_net_bytes() -> bytes:
    """The TFLite file of the network that outlines a face, its eyes and its lips, not kept."""
    return _beside_pack("face_landmarks.tflite")


def _beside_pack(name: str) -> bytes:
    return resources.files("cavendish_illustrator").joinpath("data", name).read_bytes()
