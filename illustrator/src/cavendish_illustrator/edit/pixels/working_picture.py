"""The picture an instruction is carried out on."""

import math
from dataclasses import dataclass, field, replace

import numpy as np

from cavendish_illustrator.painting.canvas import Canvas
from cavendish_illustrator.painting.color import Field, clamp, luminance, rgb
from cavendish_illustrator.painting.light import light_for
from cavendish_illustrator.picture_spec import TimeOfDay


@dataclass(slots=True)
class WorkingPicture:
    """Float32 RGB at the asked size with the matte of its main objects and, if cut out, its own alpha."""

    rgb: Field
    matte: Field
    seed: int
    has_object: bool = True
    alpha: Field | None = None
    notes: list[str] = field(default_factory=list)
    air: Field | None = None
    """Where the sky is seen, once found: at night nobody could tell."""

    water: Field | None = None
    """The water below that sky, found with it."""
    bare: tuple[Field, Field] | None = None
    """Pixels and matte before a scarf was tied, which is coloured enough to be taken for eyes."""
    lamps: list[tuple[float, float]] = field(default_factory=list)
    """Where candles and lamps that were added burn, in pixels."""

    @property
    def size(self) -> tuple[int, int]:
        return int(self.rgb.shape[1]), int(self.rgb.shape[0])

    @property
    def unit(self) -> float:
        """1 at one megapixel."""
        return math.sqrt(self.rgb.shape[0] * self.rgb.shape[1]) / 1024

    @property
    def body(self) -> Field:
        """The matte, or nothing where it is only a guess."""
        return self.matte if self.has_object else np.zeros_like(self.matte)

    def rng(self, purpose: int) -> np.random.Generator:
        """Randomness of one step; steps with different numbers do not disturb each other."""
        return np.random.default_rng((self.seed & 0xFFFFFFFF, purpose))

    def visible(self) -> Field:
        """Weight of each pixel in the result: all of it, or its alpha."""
        return np.ones(self.rgb.shape[:2], np.float32) if self.alpha is None else self.alpha


def side_of_light(image: Field) -> int:
    """-1 where the left half is brighter, else +1."""
    tone = luminance(image)
    half = tone.shape[1] // 2
    return -1 if float(tone[:, :half].mean()) > float(tone[:, half:].mean()) else 1


def _ambient_of(picture: WorkingPicture) -> Field:
    """Colour of the light a photograph was taken in, guessed from its surroundings; at most 1."""
    weight = (1 - 0.8 * picture.matte)[..., None]
    mean = (picture.rgb * weight).sum((0, 1)) / max(float(weight.sum()), 1e-6)
    brightness = float(np.clip(0.62 + 0.75 * mean.mean(), 0.5, 1.0))
    tint = rgb(mean) / max(float(mean.mean()), 1e-3)
    # Surroundings are coloured things as well as light: only a part of their tint is the light's.
    return clamp((1 + 0.15 * (np.clip(tint, 0.6, 1.4) - 1)) * brightness)


def canvas_over(picture: WorkingPicture) -> Canvas:
    """Open a canvas on the photograph, in the photograph's light, so that drawings can join it."""
    is_dark = float(luminance(picture.rgb).mean()) < 0.2
    canvas = Canvas(picture.size, TimeOfDay.NIGHT if is_dark else TimeOfDay.DAY, picture.seed)
    base = light_for(TimeOfDay.NIGHT if is_dark else TimeOfDay.OVERCAST, canvas.rng)
    canvas.light = replace(base, ambient=_ambient_of(picture), side=side_of_light(picture.rgb))
    canvas.img = picture.rgb
    canvas.focus = picture.matte.copy()
    return canvas
