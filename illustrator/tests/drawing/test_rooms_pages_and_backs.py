"""Bright rooms, isometric beds, colouring pages in clean lines, and who looks into the picture."""

import numpy as np

from cavendish_illustrator.artwork.svg_figure import find_figure
from cavendish_illustrator.designs.colouring_page import ink_lines
from cavendish_illustrator.drawing import draw_spec
from cavendish_illustrator.scenery.setting_registry import render_setting
from cavendish_illustrator.staging.casting import cast_roles
from cavendish_illustrator.staging.figure_builder import build_figure
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.design_words.thing_names import name_of, topic_entries


def _room(prompt: str) -> float:
    return float(render_setting(parse_prompt(prompt), (192, 192), 4).img.mean())


def test_a_room_that_is_called_bright_is_brighter() -> None:
    assert _room("ein helles Zimmer") > _room("ein Zimmer") + 0.04
    assert _room("a bright room at night") < _room("a bright room")


def test_an_empty_room_is_seen_whole() -> None:
    assert render_setting(parse_prompt("a living room"), (192, 192), 1).stage.is_whole
    assert not render_setting(parse_prompt("a cat in a living room"), (192, 192), 1).stage.is_whole


def test_an_isometric_bedroom_has_a_bed_that_is_no_side_view() -> None:
    spec = parse_prompt("isometric bedroom")
    canvas = render_setting(spec, (256, 256), 1)
    assert {"bed", "nightstand", "wardrobe"} <= canvas.stage.tags
    kitchen = render_setting(parse_prompt("isometric kitchen"), (256, 256), 1)
    assert "wardrobe" not in kitchen.stage.tags


def test_who_watches_the_sunset_turns_away_from_us() -> None:
    spec = parse_prompt("watch the sunset with your dog")
    assert {s.concept: s.pose for s in spec.subjects} == {"dog": "from_behind", "person": "from_behind"}
    dog = build_figure(cast_roles(spec, 0).roles[0].cast)
    facing = build_figure(cast_roles(parse_prompt("a dog sitting"), 0).roles[0].cast)
    assert dog is not None
    assert facing is not None
    assert dog.markup != facing.markup
    assert all(s.pose != "from_behind" for s in parse_prompt("a dog at sunset").subjects)
    assert all(s.pose != "from_behind" for s in parse_prompt("a dog watching a cat").subjects)


def test_outlines_have_no_crumbs_and_keep_what_is_long() -> None:
    image = np.ones((120, 120, 4), np.float32)
    image[20:100, 58:62, :3] = 0.2
    image[30:32, 20:22, :3] = 0.2
    lines = ink_lines(image, 2.0)
    assert lines[50, 54:66].max() > 0.5
    assert lines[25:38, 15:28].max() < 0.2


def test_a_unicorn_to_colour_in_stands_on_its_line() -> None:
    outline = find_figure("unicorn-outline")
    assert outline is not None
    page = np.asarray(
        draw_spec(parse_prompt("coloring page of a unicorn"), size=(256, 256)).image.convert("L")
    )
    dark_rows = np.flatnonzero((page < 128).mean(axis=1) > 0.9)
    assert len(dark_rows) > 0
    assert (page[dark_rows[-1] + 3 :, 80:180] < 128).mean() < 0.02


def test_an_infographic_names_what_its_topic_shows() -> None:
    spec = parse_prompt("infographic about coffee")
    assert [entry.label for entry in topic_entries(spec)] == [
        "Coffee beans",
        "Coffee grinder",
        "Coffee machine",
        "Coffee",
    ]
    assert draw_spec(spec, size=(192, 256)).report.placed[:2] == ["coffee-beans", "coffee-grinder"]
    assert name_of("coffee-beans", "pl") == "Ziarna kawy"
    assert name_of("no-such-thing", "en") is None
    recycling = topic_entries(parse_prompt("infographic about recycling"))
    assert [entry.label for entry in recycling][:2] == ["Recycling symbol", "Trash can"]
