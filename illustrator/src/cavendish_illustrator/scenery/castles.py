"""Castles, tower by tower."""

import math

import numpy as np

from cavendish_illustrator.painting.canvas import Box, Canvas
from cavendish_illustrator.painting.color import Field, clamp, rgb, smoothstep
from cavendish_illustrator.painting.pixel_ops import blur
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.scenery.buildings import windows_are_lit
from cavendish_illustrator.scenery.wall_climbers import overgrow

_BACK = ((-0.08, 0.86, 0.15), (0.12, 0.70, 0.11))
_FRONT = ((-0.5, 0.42, 0.12), (-0.3, 0.62, 0.12), (0.28, 0.55, 0.13), (0.5, 0.46, 0.12))


class _Mason:
    """Draws the parts of one castle: walls on one layer, lit windows on another."""

    def __init__(
        self, canvas: Canvas, x: float, base_y: float, height: float, colors: tuple[str, str]
    ) -> None:
        box = Box(
            int(x - height * 0.75), int(base_y - height * 1.3), int(height * 1.5), int(height * 1.3) + 2
        )
        self.walls: VectorLayer = canvas.layer(box)
        self.lights: VectorLayer = canvas.layer(box)
        self.rng, self.side, self.unit = canvas.rng, canvas.light.side, canvas.unit
        self.is_lit = windows_are_lit(canvas)
        self.x, self.base, self.height = x, base_y, height
        self.stone, self.roof = rgb(colors[0]), rgb(colors[1])
        self.box = box

    def tower(self, place: tuple[float, float, float], tone: float = 1.0) -> None:
        offset, tall, wide = place
        h = self.height
        x, half, top = self.x + offset * h * 0.95, wide * h * 0.475, self.base - tall * h
        for i in range(12):
            turn = (i + 0.5) / 12 * 0.75 + 0.2
            bright = 0.62 + 0.5 * math.sin(math.pi * (turn if self.side < 0 else 1 - turn))
            self.walls.rect(
                x - half + half * i / 6,
                top,
                x - half + half * (i + 1) / 6,
                self.base,
                clamp(self.stone * bright * tone),
            )
        self.walls.rect(
            x - half * 1.18, top - h * 0.03, x + half * 1.18, top + h * 0.02, clamp(self.stone * 0.95 * tone)
        )
        for i in (0, 2, 4):
            left = x - half * 1.18 + 2.36 * half * i / 5
            self.walls.rect(
                left, top - h * 0.06, left + 2.36 * half / 5, top - h * 0.03, clamp(self.stone * 0.9 * tone)
            )
        self._roof(x, half, top, (wide, tone))
        for y in np.arange(top + h * 0.06, self.base - h * 0.08, h * 0.11):
            if self.rng.random() < 0.75:
                self._window(x, float(y), half * 0.16, h * 0.045)

    def _roof(self, x: float, half: float, top: float, look: tuple[float, float]) -> None:
        wide, tone = look
        h = self.height
        tip, foot = top - h * 0.03 - wide * h * 1.7, top - h * 0.03
        self.walls.polygon(
            [(x - half * 1.3, foot), (x, tip), (x + half * 1.3, foot)], clamp(self.roof * 0.8 * tone)
        )
        lit_edge = x + half * 1.3 * self.side
        self.walls.polygon(
            [(x, tip), (lit_edge, foot), (x + half * 0.1, foot)], clamp(self.roof * 1.35 * tone)
        )
        self.walls.line((x, tip), (x, tip - h * 0.06), "#282328", max(1.0, 2 * self.unit))
        self.walls.polygon(
            [(x, tip - h * 0.06), (x + h * 0.05, tip - h * 0.048), (x, tip - h * 0.034)], "#b02a30"
        )

    def _window(self, x: float, y: float, half: float, tall: float) -> None:
        self.walls.rect(x - half, y, x + half, y + tall, "#1e191e")
        if self.is_lit:
            self.lights.rect(x - half, y, x + half, y + tall, "#ffbe5a")

    def curtain_wall(self) -> None:
        h, width = self.height, self.height * 0.95
        for i in range(40):
            left = self.x - width * 0.52 + width * 1.04 * i / 40
            tone = self.stone * float(self.rng.uniform(0.78, 0.9))
            self.walls.rect(left, self.base - h * 0.28, left + width * 1.04 / 40 + 1, self.base, clamp(tone))
            if i % 2 == 0:
                self.walls.rect(
                    left,
                    self.base - h * 0.32,
                    left + width * 1.04 / 40,
                    self.base - h * 0.28,
                    clamp(self.stone * 0.85),
                )

    def gate(self) -> None:
        h, half = self.height, self.height * 0.085
        layers = [(self.walls, 1.0, "#1c1416")]
        if self.is_lit:
            layers.append((self.lights, 0.62, "#ffa03c"))
        for layer, scale, color in layers:
            y = self.base - h * 0.12
            layer.ellipse((self.x, y), (half * scale, half * scale), color, arc=(180, 360))
            layer.rect(self.x - half * scale, y, self.x + half * scale, self.base, color)


def castle(
    canvas: Canvas,
    x: float,
    base_y: float,
    height: float,
    *,
    colors: tuple[str, str] = ("#77706b", "#55333f"),
    ground_line: Field | None = None,
) -> None:
    """Raise a castle in stone and roof colours; nothing shines below `ground_line` (a row a column)."""
    mason = _Mason(canvas, x, base_y, height, colors)
    for tower in _BACK:
        mason.tower(tower, tone=0.86)
    mason.curtain_wall()
    for tower in _FRONT:
        mason.tower(tower)
    mason.gate()
    box = mason.box
    grain = 0.78 + 0.44 * canvas.noise((30, 14), 4, 0.7, slice(0, min(box.height, canvas.height)))
    width = min(grain.shape[1], box.width)
    part = mason.walls.pixels[: grain.shape[0], :width, :3]
    part[:] = np.minimum(part * grain[: part.shape[0], :width, None], 255).astype(np.uint8)
    canvas.lay(mason.walls)
    overgrow(canvas, mason.walls.pixels[..., 3].astype(np.float32) / 255, box)
    rows, columns = canvas.clip(box)
    if rows.start < rows.stop and columns.start < columns.stop:
        cover = mason.walls.pixels[
            rows.start - box.top : rows.stop - box.top, columns.start - box.left : columns.stop - box.left, 3
        ]
        mask: Field = cover.astype(np.float32) / 255
        mist = smoothstep(base_y - height * 0.5, base_y, canvas.ys[rows]) * 0.2
        canvas.blend(canvas.light.haze, blur(mask, 1) * mist, rows, columns)
        canvas.keep_sharp(mask * 0.7, rows, columns)
    if ground_line is not None:
        line = np.clip(ground_line - 4 - box.top, 0, box.height)[max(0, box.left) : max(0, box.right)]
        hidden = np.arange(box.height)[:, None] > line[None]
        start = max(0, -box.left)
        mason.lights.pixels[:, start : start + hidden.shape[1]][hidden] = 0
    canvas.shine(mason.lights, 1.0)
