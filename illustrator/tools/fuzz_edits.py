"""Throw random instructions at random pictures: `python illustrator/tools/fuzz_edits.py 300`.

Half the instructions are jumbles of the lexicon's words in one of ten languages or letters of many scripts,
half are operations put together at random, as no sentence may. Stops at the first failure with its cause.
"""

import io
import random
import sys
import time
from collections.abc import Callable, Sequence

import numpy as np
from fuzz_understanding import known_words, random_prompt
from PIL import Image, ImageDraw

from cavendish_illustrator import draw
from cavendish_illustrator.artwork.asset_pack import icon_names
from cavendish_illustrator.edit import edit_photographs
from cavendish_illustrator.figures.clothing.roles import role_names
from cavendish_illustrator.painting.pixel_sizes import PIXEL_SIZES
from cavendish_illustrator.picture_spec import Style, Weather
from cavendish_illustrator.understanding import parse_prompt
from cavendish_illustrator.understanding.instructions import edit_instruction as edits
from cavendish_illustrator.vocabulary.lexicon import LANGUAGES, TOPIC_FILES, read_topic
from cavendish_illustrator.vocabulary.phrase_lines import split_phrases

_SIDES = (1, 2, 3, 7, 24, 60, 160, 400, 900)
_MODES = ("1", "L", "LA", "La", "P", "RGB", "RGBA", "RGBa", "CMYK", "YCbCr", "LAB", "HSV", "I", "F", "I;16")
_OUTPUT_SIDES = (64, 65, 97, 192, 256, 333, 512)
_MOST_REFERENCES = 5
_ORIENTATION_TAG = 0x0112


def _pixels(chooser: random.Random) -> Image.Image:
    """A picture of random shape: noise, one colour, or things on a ground that a finder may find."""
    size = (chooser.choice(_SIDES), chooser.choice(_SIDES))
    if chooser.random() < 0.08:
        size = chooser.choice(((10000, 1), (1, 10000), (3000, 5)))
    ground = tuple(chooser.randrange(256) for _ in range(3))
    picture = Image.new("RGB", size, ground)
    kind = chooser.random()
    if kind < 0.25:
        noise = np.random.default_rng(chooser.getrandbits(32)).integers(
            0, 256, (size[1], size[0], 3), np.uint8
        )
        return Image.fromarray(noise)
    pen = ImageDraw.Draw(picture)
    for _ in range(0 if kind < 0.4 else chooser.randint(1, 6)):
        xs = sorted(chooser.randint(0, size[0]) for _ in range(2))
        ys = sorted(chooser.randint(0, size[1]) for _ in range(2))
        color = tuple(chooser.randrange(256) for _ in range(3))
        chooser.choice((pen.ellipse, pen.rectangle))((xs[0], ys[0], xs[1], ys[1]), fill=color)
    return picture


def _in_mode(picture: Image.Image, mode: str) -> Image.Image:
    grey = np.asarray(picture.convert("L"))
    if mode == "I;16":
        return Image.fromarray(grey.astype(np.uint16) * 257)
    if mode == "I":
        return Image.fromarray(grey.astype(np.int32) * 65537)
    if mode == "F":
        return Image.fromarray(grey.astype(np.float32) / 255)
    between = {"La": "LA", "RGBa": "RGBA"}.get(mode)
    return picture.convert(between).convert(mode) if between else picture.convert(mode)


def _with_own_alpha(picture: Image.Image, chooser: random.Random) -> Image.Image:
    cover = Image.new("L", picture.size, 0)
    width, height = picture.size
    ImageDraw.Draw(cover).ellipse(
        (width // 4, height // 4, width, height), fill=chooser.choice((1, 128, 255))
    )
    picture.putalpha(cover)
    return picture


def _reopened(picture: Image.Image, form: str, **options: object) -> Image.Image:
    sink = io.BytesIO()
    picture.save(sink, form, **options)
    return Image.open(sink)


def _turned(picture: Image.Image, chooser: random.Random) -> Image.Image:
    exif = Image.Exif()
    exif[_ORIENTATION_TAG] = chooser.randint(0, 9)
    return _reopened(picture, "JPEG", exif=exif)


def _see_through_palette(picture: Image.Image, _: random.Random) -> Image.Image:
    return _reopened(picture.quantize(8), "PNG", transparency=0)


def _animated(picture: Image.Image, _: random.Random) -> Image.Image:
    return _reopened(picture, "GIF", save_all=True, append_images=[Image.new("RGB", picture.size, "navy")])


def _any_mode(picture: Image.Image, chooser: random.Random) -> Image.Image:
    return _in_mode(picture, chooser.choice(_MODES))


_FORMS: tuple[Callable[[Image.Image, random.Random], Image.Image], ...] = (
    _any_mode,
    _any_mode,
    _turned,
    _see_through_palette,
    _animated,
    _with_own_alpha,
)


def random_picture(chooser: random.Random) -> Image.Image:
    """Any valid picture: every mode, odd shapes, palettes, animations, pictures on their side."""
    return chooser.choice(_FORMS)(_pixels(chooser), chooser)


def _words_of(topic: str, language: str) -> list[str]:
    tables = read_topic(topic).values()
    return [
        phrase.replace("*", "")
        for table in tables
        for name in (language, "any")
        for phrase in split_phrases(table.get(name, ""))
    ] or ["?"]


def _sentence(chooser: random.Random) -> str:
    """An edit verb with a few words of the same language, up to four times, maybe with a text."""
    language = chooser.choice(LANGUAGES)
    topics = [*TOPIC_FILES, "airy_things", "looks", "places"]
    parts = []
    for _ in range(chooser.randint(1, 4)):
        words = [chooser.choice(_words_of("edit_words", language))]
        words += [
            chooser.choice(_words_of(chooser.choice(topics), language)) for _ in range(chooser.randint(0, 5))
        ]
        parts.append(" ".join(words))
    if chooser.random() < 0.2:
        parts.append(f'"{random_prompt(chooser, parts)[:60]}"')
    return chooser.choice((", ", " and ", " i ", " und ", ". ", " ")).join(parts)


def _random_operation(chooser: random.Random, concepts: Sequence[str]) -> edits.EditOperation:
    color = f"#{chooser.randrange(1 << 24):06x}"
    concept, spec = chooser.choice(concepts), parse_prompt(_sentence(chooser))
    maybe_color, place = chooser.choice((None, color)), chooser.choice((None, *edits.Place))
    target = chooser.choice((None, "sky", "hair", "shirt", "background", "eyes", "car", "hat", "?"))
    makers: tuple[Callable[[], edits.EditOperation], ...] = (
        lambda: edits.Restyle(style=chooser.choice(list(Style))),
        lambda: edits.Recolour(target=target, color=color),
        lambda: edits.ReplaceBackground(spec=spec, color=maybe_color),
        edits.BlurBackground,
        edits.CutOut,
        edits.Sticker,
        lambda: edits.Relight(look=chooser.choice(list(edits.Look))),
        lambda: edits.AddWeather(weather=chooser.choice(list(Weather))),
        lambda: edits.AddObject(
            concept=concept, word=concept, count=chooser.randint(1, 25), color=maybe_color, place=place
        ),
        lambda: edits.RemoveObject(concept=chooser.choice((None, concept)), word=concept),
        lambda: edits.ReplaceObject(old_word="it", concept=concept, word=concept),
        lambda: edits.AddText(text=random_prompt(chooser, ["żółw"])[:80], place=place, color=maybe_color),
        lambda: edits.Combine(spec=spec),
        lambda: edits.Crop(to_portrait=chooser.random() < 0.5),
        edits.Extend,
        lambda: edits.Flip(is_horizontal=chooser.random() < 0.5),
        lambda: edits.Rotate(degrees=chooser.randrange(360)),
    )
    return chooser.choice(makers)()


def edit_by_words(
    chooser: random.Random, words: list[str], size: tuple[int, int], most: int = _MOST_REFERENCES
) -> None:
    """Edit up to `most` random pictures by a random sentence; raises where the result is no full picture."""
    prompt = _sentence(chooser) if chooser.random() < 0.75 else random_prompt(chooser, words)
    references = [random_picture(chooser) for _ in range(chooser.randint(1, most))]
    _run(lambda: draw(prompt, references, size, chooser.getrandbits(63)).image, references, size, prompt)


def edit_by_operations(
    chooser: random.Random, concepts: Sequence[str], size: tuple[int, int], most: int = _MOST_REFERENCES
) -> None:
    """The same by one to seven random operations."""
    operations = tuple(_random_operation(chooser, concepts) for _ in range(chooser.randint(1, 7)))
    spec = parse_prompt(_sentence(chooser))
    instruction = edits.EditInstruction(prompt=spec.prompt, spec=spec, operations=operations)
    references = [random_picture(chooser) for _ in range(chooser.randint(1, most))]

    def run() -> Image.Image:
        pixels = edit_photographs(instruction, references, size, chooser.getrandbits(32)).image
        if not np.isfinite(pixels).all():
            raise ValueError("A pixel is no number")
        return Image.fromarray(np.uint8(pixels * 255))

    _run(run, references, size, operations)


def _check(image: Image.Image, size: tuple[int, int]) -> None:
    if image.size != size or image.mode not in ("RGB", "RGBA"):
        raise ValueError(f"{image.mode} {image.size} instead of {size}")


def _run(
    make: Callable[[], Image.Image], references: Sequence[Image.Image], size: tuple[int, int], told: object
) -> None:
    try:
        _check(make(), size)
    except Exception:
        print(f"\n{told!r}\non {[(one.mode, one.size) for one in references]} at {size}")
        raise


def _size(chooser: random.Random) -> tuple[int, int]:
    if chooser.random() < 0.06:
        return chooser.choice(list(PIXEL_SIZES.values()))
    return chooser.choice(_OUTPUT_SIDES), chooser.choice(_OUTPUT_SIDES)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    chooser = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 13)
    words, concepts, spent = known_words(), sorted({*icon_names(), *role_names()}), []
    for number in range(count):
        start, size = time.process_time(), _size(chooser)
        if number % 2:
            edit_by_operations(chooser, concepts, size)
        else:
            edit_by_words(chooser, words, size)
        spent.append(time.process_time() - start)
        print(f"\r{number + 1}/{count}", end="", file=sys.stderr, flush=True)
    spent.sort()
    print(f"\r{count} edits; median {spent[count // 2]:.2f} s of CPU, worst {spent[-1]:.2f} s")


if __name__ == "__main__":
    main()
