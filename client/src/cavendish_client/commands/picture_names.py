"""Names for the files that pictures are saved to."""

import re
import unicodedata
from pathlib import Path
from typing import Final

from cavendish_client.commands.exit_codes import CommandError
from cavendish_client.image import Image

_LONGEST_SLUG: Final = 48
_ENDINGS: Final = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}


def slug(prompt: str) -> str:
    """A file name's stem that tells what the prompt says: letters and digits of any script, and dashes."""
    text = unicodedata.normalize("NFC", prompt).lower()
    words = [word for word in re.split(r"[\W_]+", text) if word]
    kept = ""
    for word in words:
        if kept and len(kept) + 1 + len(word) > _LONGEST_SLUG:
            break
        kept = f"{kept}-{word}" if kept else word[:_LONGEST_SLUG]
    return kept or "picture"


def ending(image: Image) -> str:
    """The file name's ending of the picture's format."""
    return _ENDINGS.get(image.media_type, ".bin")


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """A path in `folder` that nothing has yet: `stem`, else `stem-2` and so on."""
    path = folder / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{suffix}"
        number += 1
    return path


def save_picture(image: Image, output: Path | None, *, prompt: str, number: int | None = None) -> Path:
    """Save to `output`, or in it when it is a folder (None: here). `number`: which of several it is."""
    try:
        return _save(image, output, prompt=prompt, number=number)
    except (ValueError, OSError) as error:
        raise CommandError(f"Cannot save the picture ({error}); it is still at {image.url}") from error


def _save(image: Image, output: Path | None, *, prompt: str, number: int | None) -> Path:
    if output is not None and not output.is_dir():
        if number is not None:
            output = output.with_name(f"{output.stem}-{number}{output.suffix}")
        return image.save(output)
    folder = output or Path()
    folder.mkdir(parents=True, exist_ok=True)
    return image.save(free_path(folder, slug(prompt), ending(image)))
