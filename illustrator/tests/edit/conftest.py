"""Photographs and one-line edits for the tests of editing."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cavendish_illustrator.edit import EditedPicture, edit_photographs
from cavendish_illustrator.edit.finding.photograph import FindObjects
from cavendish_illustrator.edit.finding.salient_object import find_main_objects
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.picture_spec import PictureSpec
from cavendish_illustrator.understanding.instructions.edit_instruction import EditInstruction, EditOperation

FOLDER = Path(__file__).parents[1] / "photographs"
Edit = Callable[..., EditedPicture]


@pytest.fixture(scope="session")
def photograph() -> Callable[[str], Image.Image]:
    def load(name: str) -> Image.Image:
        with Image.open(FOLDER / f"{name}.jpg") as image:
            return image.convert("RGB")

    return load


@pytest.fixture(scope="session")
def pixels(photograph: Callable[[str], Image.Image]) -> Callable[[str], Field]:
    """A photograph's colours, 0..1."""
    return lambda name: np.asarray(photograph(name), np.float32) / 255


@pytest.fixture(scope="session")
def remembering_finder() -> FindObjects:
    """The real network, asked once for each different picture of the whole session."""
    known: dict[bytes, Field] = {}

    def find(images: Sequence[Field]) -> list[Field]:
        keys = [image.tobytes() for image in images]
        for key, image in zip(keys, images, strict=True):
            if key not in known:
                known[key] = find_main_objects([image])[0]
        return [known[key] for key in keys]

    return find


@pytest.fixture(scope="session")
def edit(photograph: Callable[[str], Image.Image], remembering_finder: FindObjects) -> Edit:
    """Edit named photographs (or given pictures) by operations, without any parser.

    Tests that ask for the same of the same photographs get the same pixels, which cannot be written to;
    `anew` edits them again.
    """

    def made(
        references: Sequence[str | Image.Image],
        operations: tuple[EditOperation, ...],
        size: tuple[int, int],
        seed: int,
        spec: PictureSpec | None,
    ) -> EditedPicture:
        pictures = [photograph(name) if isinstance(name, str) else name for name in references]
        instruction = EditInstruction(prompt="", spec=spec or PictureSpec(prompt=""), operations=operations)
        edited = edit_photographs(instruction, pictures, size, seed, remembering_finder)
        edited.image.flags.writeable = edited.focus.flags.writeable = False
        return edited

    remembered = lru_cache(64)(made)

    def run(
        references: list[str | Image.Image],
        *operations: EditOperation,
        size: tuple[int, int] = (320, 256),
        seed: int = 5,
        spec: PictureSpec | None = None,
        anew: bool = False,
    ) -> EditedPicture:
        is_named = all(isinstance(reference, str) for reference in references)
        make = remembered if is_named and not anew else made
        return make(tuple(references), operations, size, seed, spec)

    return run
