"""Bytes that are not a picture we can use."""

from enum import StrEnum

from cavendish.domain.errors import CavendishError


class PictureProblem(StrEnum):
    UNSUPPORTED_FORMAT = "unsupported_format"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"


class PictureError(CavendishError):
    """A picture, from a caller or a provider, that cannot be used. The message says why in plain words."""

    def __init__(self, problem: PictureProblem, message: str) -> None:
        self.problem = problem
        super().__init__(message)
