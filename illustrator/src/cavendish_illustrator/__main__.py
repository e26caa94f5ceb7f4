"""`python -m cavendish_illustrator "a red fox" -o fox.png`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from cavendish_illustrator.contact_sheet import contact_sheet
from cavendish_illustrator.drawing import draw
from cavendish_illustrator.painting.pixel_sizes import PIXEL_SIZES
from cavendish_illustrator.picture_spec import Style

_EXAMPLES = """examples:
  %(prog)s "a red fox in the snow" -o fox.png
  %(prog)s "three cats on a sofa, watercolour" --ratio 16:9 --seed 4
  %(prog)s "logo of a fox, transparent background" -o logo.png
  %(prog)s 'a poster that says "OPEN AIR"' --ratio 2:3 -o poster.jpg
  %(prog)s "put it on a beach at sunset" --reference cat.jpg -o beach.png
  %(prog)s --sheet prompts.txt -o sheet.png        (one prompt a line; a line may end in "| 16:9")

It paints by rules from words in ten languages; it is not a diffusion model. The same prompt, size and
seed give the same picture; another seed gives another one. What was understood goes to the terminal."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cavendish-illustrator",
        description="Draw a picture from words, or edit photographs by them, offline.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("prompt", nargs="?", help="what to draw, in plain words")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("picture.png"), help="file to write, .png or .jpg"
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="another number draws another picture (default 0)"
    )
    parser.add_argument("--style", choices=[s.value for s in Style], help="overrides the style in the words")
    parser.add_argument(
        "--ratio", choices=list(PIXEL_SIZES), default="1:1", help="shape of the picture (default 1:1)"
    )
    parser.add_argument("--size", metavar="WxH", help="exact pixels, such as 800x600; overrides --ratio")
    parser.add_argument(
        "--reference",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="photograph to edit; may be repeated",
    )
    parser.add_argument(
        "--sheet", type=Path, metavar="FILE", help="draw every line of a file onto one contact sheet"
    )
    return parser


def _size(text: str | None, ratio: str) -> tuple[int, int]:
    if text is None:
        return PIXEL_SIZES[ratio]
    width, separator, height = text.lower().partition("x")
    if not (separator and width.isdigit() and height.isdigit()):
        raise ValueError(f"A size looks like 800x600, not {text!r}")
    return int(width), int(height)


def _entries(path: Path, ratio: str) -> list[tuple[str, str]]:
    """Read prompts with their ratios from a file."""
    entries = []
    for line in path.read_text("utf-8").splitlines():
        prompt, _, own = line.partition("|")
        if prompt.strip() and not prompt.startswith("#"):
            entries.append((prompt.strip(), own.strip() if own.strip() in PIXEL_SIZES else ratio))
    if not entries:
        raise ValueError(f"No prompts in {path}")
    return entries


def _progress(done: int, total: int, what: str) -> None:
    width = 30
    bar = "█" * (width * done // total) + "·" * (width - width * done // total)
    sys.stderr.write(f"\r{bar} {done}/{total}  {what[:46]:<46}")
    sys.stderr.flush()


def _draw_sheet(options: argparse.Namespace) -> None:
    entries = _entries(options.sheet, options.ratio)
    pictures: list[tuple[str, Image.Image]] = []
    for done, (prompt, ratio) in enumerate(entries):
        _progress(done, len(entries), prompt)
        picture = draw(prompt, size=_size(options.size, ratio), seed=options.seed + done, style=options.style)
        pictures.append((prompt, picture.image))
    _progress(len(entries), len(entries), "")
    contact_sheet(pictures).save(options.output)
    sys.stderr.write(f"\n{options.output}\n")


def _draw_one(options: argparse.Namespace) -> None:
    references = [Image.open(path) for path in options.reference]
    picture = draw(
        options.prompt,
        references=references,
        size=_size(options.size, options.ratio),
        seed=options.seed,
        style=options.style,
    )
    picture.save(options.output)
    sys.stdout.write(json.dumps(picture.report.as_dict(), ensure_ascii=False, indent=2) + "\n")
    sys.stderr.write(f"{options.output}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when a file was written, 2 when the request makes no sense."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.prompt and options.sheet is None:
        parser.print_help()
        return 2
    try:
        if options.sheet is not None:
            _draw_sheet(options)
        else:
            _draw_one(options)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{parser.prog}: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
