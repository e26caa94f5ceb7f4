"""Reads what a batch asks for, and finds its faults before anything is paid."""

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, get_args

from cavendish_client.commands.exit_codes import CommandError
from cavendish_client.commands.picture_names import slug
from cavendish_client.task_request import AspectRatio, OutputFormat, Resolution, Strategy, TaskRequest

_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "aspect_ratio": get_args(AspectRatio),
    "output_format": get_args(OutputFormat),
    "resolution": get_args(Resolution),
    "provider": get_args(Strategy),
}
COLUMNS: Final = ("prompt", "images", "name", "model", "source", *_CHOICES)
_NAME: Final = re.compile(r"[^/\\:\0]{1,120}")
_URL: Final = re.compile(r"(https?|data):", re.IGNORECASE)
_ID_CHARS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One picture of a batch. `id` stays the same while the row's words do, wherever it moves in the file."""

    id: str
    number: int
    stem: str
    request: TaskRequest


def read_rows(path: Path, defaults: TaskRequest) -> list[BatchRow]:
    """The rows of a .csv or .jsonl file; what one leaves out is as in `defaults`. Raises CommandError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            if path.suffix.lower() == ".csv":
                records = list(_csv_records(path, file))
            elif path.suffix.lower() in (".jsonl", ".ndjson"):
                records = list(_json_records(path, file))
            else:
                raise CommandError(f"{path}: a batch is a .csv or .jsonl file")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"Cannot read {path}: {error}") from error
    if not records:
        raise CommandError(f"{path} has no rows: give at least one prompt")
    return _number(path, [_request(place, record, path.parent, defaults) for place, record in records])


def _csv_records(path: Path, file: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    reader = csv.DictReader(file, strict=True)
    try:
        for record in reader:
            place = f"{path}:{reader.line_num}"
            if None in record:
                raise CommandError(
                    f"{place}: more cells than the header has; put texts with commas in quotes"
                )
            values: dict[str, Any] = {name: text for name, text in record.items() if text}
            if "images" in values:
                values["images"] = [part.strip() for part in values["images"].split("|") if part.strip()]
            yield place, values
    except csv.Error as error:
        raise CommandError(f"{path}:{reader.line_num}: {error}") from error


def _json_records(path: Path, file: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            value = json.loads(line)
        except ValueError as error:
            raise CommandError(f"{place}: not JSON: {error}") from error
        if isinstance(value, str):
            value = {"prompt": value}
        if not isinstance(value, dict):
            raise CommandError(f"{place}: a row is an object with a prompt, or the prompt alone in quotes")
        yield place, {name: field for name, field in value.items() if field is not None}


def _request(
    place: str, record: dict[str, Any], folder: Path, defaults: TaskRequest
) -> tuple[TaskRequest, str | None]:
    values = {name: value for name, value in record.items() if not name.startswith("_")}
    for name, value in values.items():
        _check(place, name, value)
    if not str(values.get("prompt", "")).strip():
        raise CommandError(f"{place}: prompt is missing")
    stem = values.pop("name", None)
    if "images" in values:
        values["images"] = [_image(folder, text) for text in values["images"]]
    return replace(defaults, **values), stem


def _check(place: str, name: str, value: object) -> None:
    if name not in COLUMNS:
        raise CommandError(
            f"{place}: unknown column {name!r}; there are {', '.join(COLUMNS)} (a name that begins with _ is "
            "left alone)"
        )
    if name == "images":
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise CommandError(f"{place}: images must be a list of files and URLs")
    elif not isinstance(value, str):
        raise CommandError(f"{place}: {name} must be a text")
    elif name in _CHOICES and value not in _CHOICES[name]:
        raise CommandError(f"{place}: {name} must be one of {', '.join(_CHOICES[name])}, not {value!r}")
    elif name == "name" and (_NAME.fullmatch(value) is None or value.startswith(".")):
        raise CommandError(f"{place}: name must be a file's name without folders, not {value!r}")


def _image(folder: Path, text: str) -> str:
    """Files are looked for beside the batch's own file."""
    return text if _URL.match(text) else str(folder / Path(text).expanduser())


def _number(path: Path, asked: list[tuple[TaskRequest, str | None]]) -> list[BatchRow]:
    width = len(str(len(asked)))
    seen: Counter[str] = Counter()
    rows = []
    for number, (request, name) in enumerate(asked, start=1):
        digest = _digest(request, name)
        seen[digest] += 1
        rows.append(
            BatchRow(
                id=f"{digest}-{seen[digest]}",
                number=number,
                stem=name or f"{number:0{width}}-{slug(request.prompt)}",
                request=request,
            )
        )
    stems = Counter(row.stem.casefold() for row in rows)
    twice = [row.stem for row in rows if stems[row.stem.casefold()] > 1]
    if twice:
        raise CommandError(f"{path}: the name {twice[0]!r} stands in several rows")
    return rows


def _digest(request: TaskRequest, name: str | None) -> str:
    words = [
        name, request.prompt, [str(image) for image in request.images], request.model, request.aspect_ratio,
        request.output_format, request.resolution, request.provider, request.source,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(words, ensure_ascii=True).encode()).hexdigest()[:_ID_CHARS]
