"""A finished picture."""

import io
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PIL import Image as PillowImage

from cavendish_client.references import picture_media_type
from cavendish_client.task import Task

_SUFFIXES: Final = {"image/png": (".png",), "image/jpeg": (".jpg", ".jpeg"), "image/webp": (".webp",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The bytes of a picture exactly as the service made them. A notebook shows it."""

    data: bytes = field(repr=False)
    url: str
    """Anybody's for 15 days: it needs no key."""
    task: Task = field(repr=False)

    @property
    def media_type(self) -> str:
        """Told by the bytes, not by anybody's word."""
        return picture_media_type(self.data) or "application/octet-stream"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        with self.pil() as picture:
            return picture.size

    def save(self, path: str | os.PathLike[str] = ".") -> Path:
        """Write the bytes and return where; into a folder under the task's id, and never half a file.

        A missing ending is added, missing folders are made. Raises ValueError for the ending of another
        format: ask the service for that format, or convert with `pil().save()`.
        """
        endings = _SUFFIXES.get(self.media_type, (".bin",))
        target = Path(path).expanduser()
        if target.is_dir():
            target /= f"{self.task.id}{endings[0]}"
        elif not target.suffix:
            target = target.with_suffix(endings[0])
        elif target.suffix.lower() not in endings:
            raise ValueError(
                f"{target.name}: the picture is {self.media_type}, so its name must end in "
                f"{' or '.join(endings)}; ask for another output_format, or convert it with pil().save()"
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(target, self.data)
        return target

    def pil(self) -> PillowImage.Image:
        """The picture for Pillow."""
        return PillowImage.open(io.BytesIO(self.data))

    def _repr_png_(self) -> bytes | None:
        return self.data if self.media_type == "image/png" else None

    def _repr_jpeg_(self) -> bytes | None:
        return self.data if self.media_type == "image/jpeg" else None


def _write_whole(target: Path, data: bytes) -> None:
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
