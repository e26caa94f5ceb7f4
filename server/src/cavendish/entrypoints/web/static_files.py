"""Our pages' scripts, styles and pictures: read once, named by what is in them."""

import gzip
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple

_MEDIA_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "webp": "image/webp",
}
_PACKED: Final = ("css", "js", "svg")


class StaticFile(NamedTuple):
    """One file as it is sent; `packed` is its gzip form, None where that gains nothing."""

    content: bytes
    packed: bytes | None
    media_type: str
    etag: str
    packed_etag: str


class StaticBundle(NamedTuple):
    """All files by their path under `static`, and the name of this very set of contents.

    Addresses carry the name, `/static/NAME/look.css`, so that they may be kept for ever: modules that import
    each other by relative paths are of one set, too.
    """

    name: str
    files: dict[str, StaticFile]


@cache
def static_bundle() -> StaticBundle:
    """The files as they were when first asked for."""
    files = dict(_read(resources.files(__package__).joinpath("static"), ""))
    together = hashlib.sha256()
    for path, file in sorted(files.items()):
        together.update(f"{path} {file.etag}\n".encode())
    return StaticBundle(together.hexdigest()[:16], files)


def _read(folder: Traversable, prefix: str) -> Iterator[tuple[str, StaticFile]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _read(entry, f"{prefix}{entry.name}/")
        elif (suffix := entry.name.rpartition(".")[2]) in _MEDIA_TYPES:
            yield prefix + entry.name, _static_file(entry.read_bytes(), suffix)


def _static_file(content: bytes, suffix: str) -> StaticFile:
    digest = hashlib.sha256(content).hexdigest()[:32]
    packed = gzip.compress(content, mtime=0) if suffix in _PACKED else None
    return StaticFile(content, packed, _MEDIA_TYPES[suffix], f'"{digest}"', f'"{digest}-gz"')
