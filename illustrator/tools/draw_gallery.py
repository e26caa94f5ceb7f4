"""Draw the golden set into contact sheets and say what it cost: `make gallery`.

    python illustrator/tools/draw_gallery.py                         everything, 24 pictures a sheet
    python illustrator/tools/draw_gallery.py --only edits --limit 24
    python illustrator/tools/draw_gallery.py --sealed                the prompts nobody tuned on
    python illustrator/tools/draw_gallery.py --seeds 8 "a castle by a lake"

One process draws everything on one thread, so that the peak memory it prints is that of a drawer which
has seen the whole set; another puts the sheets together. Judge them by eye; nothing here can.
"""

import argparse
import json
import resource
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import cv2
from PIL import Image

from cavendish_illustrator import draw
from cavendish_illustrator.contact_sheet import contact_sheet
from cavendish_illustrator.painting.pixel_sizes import PIXEL_SIZES
from cavendish_illustrator.understanding import nearest_ratio, suggest_aspect_ratio

_ILLUSTRATOR = Path(__file__).parents[1]
_GOLDEN = _ILLUSTRATOR / "tests" / "golden"
_PHOTOGRAPHS = _ILLUSTRATOR / "tests" / "photographs"
_CHOICES = Path(__file__).with_name("gallery_photographs.toml")
_SQUARE = "1:1"
_SEALED = "sealed_"
_THUMBNAIL = (404, 404)
_JPEG_QUALITIES = (84, 76, 68, 60, 52, 44, 36)
_PACKAGES = ("numpy", "opencv-python-headless", "pillow", "resvg-py", "snowballstemmer")


@dataclass(frozen=True, slots=True)
class Entry:
    """One picture to draw: for an edit, of which photographs."""

    prompt: str
    seed: int
    photographs: tuple[str, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        """An edit keeps its first photograph's shape unless told otherwise, as the server's `auto` does."""
        ratio = suggest_aspect_ratio(self.prompt)
        if self.photographs and ratio == _SQUARE:
            with Image.open(_PHOTOGRAPHS / self.photographs[0]) as photograph:
                ratio = nearest_ratio(*photograph.size)
        return PIXEL_SIZES[ratio]


class Drawn(NamedTuple):
    """What a sheet and the figures need of a picture; the picture itself is let go."""

    group: str
    number: int
    entry: Entry
    thumbnail: Image.Image | None
    """None once its sheet is begun, so that the figures are the drawer's memory and not the sheets'."""
    cpu_s: float
    peak_bytes: int
    """Of the process until then: the record tells which pictures raised it."""
    not_understood: list[str]


def _photographs_of(prompt: str) -> tuple[str, ...]:
    """Choose the photographs that show what an instruction names, else the first that fits any."""
    with _CHOICES.open("rb") as source:
        choices = tomllib.load(source)["photograph"]
    folded = prompt.casefold()
    for choice in choices:
        if any(word in folded for word in choice["words"]):
            return tuple(choice["files"])
    return ("astronaut.jpg", "chelsea.jpg", "coffee.jpg")[len(prompt) % 3 :][:1]


def _read_group(name: str, first_seed: int) -> list[Entry]:
    with (_GOLDEN / f"{name}.toml").open("rb") as source:
        tables = tomllib.load(source)
    prompts, edits = tables.get("prompt", []), tables.get("edit", [])
    photographs = [()] * len(prompts) + [
        tuple(edit.get("photographs", ())) or _photographs_of(edit["text"]) for edit in edits
    ]
    return [
        Entry(table["text"], first_seed + number, files)
        for number, (table, files) in enumerate(zip(prompts + edits, photographs, strict=True))
    ]


def _groups(options: argparse.Namespace) -> dict[str, list[Entry]]:
    """Return what to draw, by the file it came from."""
    if options.seeds:
        seeds = range(options.seed, options.seed + options.seeds)
        return {"seeds": [Entry(options.prompt, seed) for seed in seeds]}
    if options.prompt:
        raise ValueError("A prompt goes with --seeds COUNT")
    known = sorted(path.stem for path in _GOLDEN.glob("*.toml"))
    names = [name for name in known if name.startswith(_SEALED) == options.sealed]
    if options.only:
        names = [name for name in names if options.only in name]
    if not names:
        raise ValueError(f"No group of {', '.join(known)} is called {options.only!r}")
    return {name: _read_group(name, options.seed)[: options.limit] for name in names}


def _draw_entry(group: str, number: int, entry: Entry) -> Drawn:
    references = [Image.open(_PHOTOGRAPHS / name) for name in entry.photographs]
    start = time.process_time()
    picture = draw(entry.prompt, references=references, size=entry.size, seed=entry.seed)
    cpu_s = time.process_time() - start
    if picture.image.size != entry.size:
        raise ValueError(f"{entry.prompt!r} came out as {picture.image.size}, not {entry.size}")
    small = picture.image.copy()
    small.thumbnail(_THUMBNAIL, Image.Resampling.LANCZOS)
    return Drawn(group, number, entry, small, cpu_s, _peak_bytes(), list(picture.report.not_understood))


def _peak_bytes() -> int:
    to_bytes = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * to_bytes


def _progress(done: int, total: int, what: str) -> None:
    filled = 30 * done // total
    bar = "█" * filled + "·" * (30 - filled)
    print(f"\r{bar} {done}/{total}  {what[:46]:<46}", end="", file=sys.stderr, flush=True)


def _cells(drawn: Drawn) -> Iterator[tuple[str, Image.Image]]:
    """Give the caption and picture; before an edit, the photographs it was made of."""
    for name in drawn.entry.photographs:
        photograph = Image.open(_PHOTOGRAPHS / name)
        photograph.thumbnail(_THUMBNAIL, Image.Resampling.LANCZOS)
        yield f"({name})", photograph.convert("RGB")
    label = f"seed {drawn.entry.seed}" if drawn.group == "seeds" else str(drawn.number)
    if drawn.thumbnail is not None:
        yield f"{label}. {drawn.entry.prompt}", drawn.thumbnail


def _save(sheet: Image.Image, target: Path, limit_bytes: int) -> None:
    """Write a JPEG of the best quality that keeps within the limit."""
    for quality in _JPEG_QUALITIES:
        sheet.save(target, "JPEG", quality=quality, optimize=True, progressive=True)
        if target.stat().st_size <= limit_bytes:
            return


def _write_sheet(drawn: Sequence[Drawn], name: str, options: argparse.Namespace) -> Path:
    cells = [cell for one in drawn for cell in _cells(one)]
    sheet = contact_sheet(cells, columns=options.columns)
    if options.width and sheet.width > options.width:
        height = round(sheet.height * options.width / sheet.width)
        sheet = sheet.resize((options.width, height), Image.Resampling.LANCZOS)
    target: Path = options.output / f"{name}.jpg"
    _save(sheet, target, options.limit_kb * 1000)
    return target


def _draw_groups(groups: dict[str, list[Entry]], options: argparse.Namespace) -> list[Drawn]:
    total, finished = sum(map(len, groups.values())), list[Drawn]()
    written: list[Future[Path]] = []
    # Spawned: a fork would begin with all that the drawer has in memory.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as sheets:
        for group, entries in groups.items():
            waiting: list[Drawn] = []
            for number, entry in enumerate(entries, 1):
                _progress(len(finished), total, entry.prompt)
                waiting.append(_draw_entry(group, number, entry))
                finished.append(waiting[-1]._replace(thumbnail=None))
                if len(waiting) == options.per_sheet or number == len(entries):
                    sheet_number = -(-number // options.per_sheet)
                    name = f"{group}-{sheet_number:02d}"
                    written.append(sheets.submit(_write_sheet, waiting, name, options))
                    waiting = []
        _progress(total, total, "")
        print(file=sys.stderr)
        for sheet in written:
            sheet.result()
    return finished


def _installed_bytes(package: str) -> int:
    files = metadata.distribution(package).files or []
    places = (Path(str(file.locate())) for file in files)
    return sum(place.stat().st_size for place in places if place.is_file())


def _figures(drawn: Sequence[Drawn]) -> dict[str, float]:
    """Return CPU seconds, peak memory and install size; memory in MB of a million bytes."""
    spent = sorted(one.cpu_s for one in drawn)
    own = sum(path.stat().st_size for path in (_ILLUSTRATOR / "src").rglob("*") if path.is_file())
    return {
        "pictures": len(spent),
        "cpu_s_median": round(spent[len(spent) // 2], 2),
        "cpu_s_95th": round(spent[min(len(spent) - 1, len(spent) * 95 // 100)], 2),
        "cpu_s_worst": round(spent[-1], 2),
        "peak_memory_mb": round(_peak_bytes() / 1e6),
        "install_mb": round((own + sum(map(_installed_bytes, _PACKAGES))) / 1e6),
    }


def _write_record(drawn: Sequence[Drawn], figures: dict[str, float], target: Path) -> None:
    rows = [
        {"group": one.group, "number": one.number, "prompt": one.entry.prompt, "seed": one.entry.seed}
        | {"cpu_s": round(one.cpu_s, 3), "peak_memory_mb": round(one.peak_bytes / 1e6)}
        | {"not_understood": one.not_understood}
        for one in drawn
    ]
    target.write_text(json.dumps({"figures": figures, "pictures": rows}, ensure_ascii=False, indent=1))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Draw the golden set into contact sheets.")
    parser.add_argument("prompt", nargs="?", help="one prompt, with --seeds")
    parser.add_argument(
        "--output", type=Path, default=Path("var/gallery"), help="folder (default var/gallery)"
    )
    parser.add_argument("--only", metavar="WORD", help="only the groups whose name holds this word")
    parser.add_argument("--limit", type=int, help="at most so many pictures of each group")
    parser.add_argument("--sealed", action="store_true", help="the sealed prompts instead of the golden set")
    parser.add_argument("--seeds", type=int, default=0, metavar="COUNT", help="one prompt, so many seeds")
    parser.add_argument("--seed", type=int, default=0, help="the first picture's seed (default 0)")
    parser.add_argument("--per-sheet", type=int, default=24, help="pictures a sheet (default 24)")
    parser.add_argument("--columns", type=int, default=6, help="pictures a row (default 6)")
    parser.add_argument("--width", type=int, default=0, help="scale sheets down to this width")
    parser.add_argument("--limit-kb", type=int, default=4000, help="largest sheet file (default 4000)")
    return parser


def main() -> int:
    parser = _parser()
    options = parser.parse_args()
    cv2.setNumThreads(1)
    try:
        groups = _groups(options)
    except ValueError as error:
        parser.error(str(error))
    options.output.mkdir(parents=True, exist_ok=True)
    drawn = _draw_groups(groups, options)
    figures = _figures(drawn)
    _write_record(drawn, figures, options.output / "record.json")
    for name, value in figures.items():
        print(f"{name:<16}{value:>8}")
    print(f"sheets in {options.output.resolve()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
