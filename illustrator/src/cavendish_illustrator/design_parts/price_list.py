"""The dishes of a menu in rows: a drawing, the name, a dotted leader and the price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cavendish_illustrator.artwork.sprites import lay_over
from cavendish_illustrator.painting.color import Field, Rgb
from cavendish_illustrator.painting.vector_layer import VectorLayer
from cavendish_illustrator.picture_spec import Entry
from cavendish_illustrator.staging.emblem_parts import blend_rgba, fit_within
from cavendish_illustrator.typesetting.text_lines import LineFace, fitting_face, write_line

_FONT = "nunito-bold"
_HEADING = "playfair-display-bold"
_MOST_IN_COLUMN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceList:
    """What is listed, the drawings by label, and the two colours."""

    entries: Sequence[Entry]
    pictures: Mapping[str, Field]
    ink: Rgb
    accent: Rgb

    def draw(self, image: Field, box: tuple[float, float, float, float]) -> None:
        """Write the rows in one or two columns into a box (left, top, right, bottom)."""
        left, top, right, bottom = box
        columns = self._columns(is_wide=right - left > (bottom - top) * 0.9)
        most = max(len(column) for column in columns)
        gap = (right - left) * 0.07
        wide = (right - left - gap * (len(columns) - 1)) / len(columns)
        step = min((bottom - top) / most, (bottom - top) / 3.2, wide * 0.24)
        face = self._face(wide, step)
        start = top + max(0.0, (bottom - top - step * most) / 2)
        for k, column in enumerate(columns):
            x = left + k * (wide + gap)
            for row, item in enumerate(column):
                self._row(image, item, (x, x + wide), start + step * (row + 0.5), (step, face))

    def _columns(self, *, is_wide: bool) -> list[list[Entry | str]]:
        """The rows, headings among them, in one column or halved between two at a heading if there is one."""
        blocks: dict[str, list[Entry]] = {}
        for entry in self.entries:
            blocks.setdefault(entry.section, []).append(entry)
        parts = [([name] if name else []) + list(rows) for name, rows in blocks.items()]
        rows = [row for part in parts for row in part]
        if len(rows) <= _MOST_IN_COLUMN - 2 or (len(rows) <= _MOST_IN_COLUMN and not is_wide):
            return [rows]
        if len(parts) == 1:
            half = -(-len(rows) // 2)
            return [rows[:half], rows[half:]]
        first: list[Entry | str] = []
        while parts and len(first) + len(parts[0]) / 2 <= len(rows) / 2:
            first += parts.pop(0)
        rest = [row for part in parts for row in part]
        return [column for column in (first, rest) if column]

    def _face(self, wide: float, step: float) -> LineFace:
        labels = [f"{entry.label} {entry.price} ..." for entry in self.entries]
        return fitting_face(labels, _FONT, wide - self._indent(step), step * 0.36)

    def _indent(self, step: float) -> float:
        return step * 0.95 if self.pictures else 0.0

    def _row(
        self,
        image: Field,
        item: Entry | str,
        span: tuple[float, float],
        y: float,
        look: tuple[float, LineFace],
    ) -> None:
        step, face = look
        if isinstance(item, str):
            heading = fitting_face([item], _HEADING, span[1] - span[0], face.pixels * 1.25)
            write_line(image, item, ((span[0] + span[1]) / 2, y + step * 0.1), heading, self.accent, "middle")
            return
        picture = self.pictures.get(item.label)
        if picture is not None:
            piece = fit_within(picture, step * 0.8, step * 0.8)
            x, top = span[0] + step * 0.42 - piece.shape[1] / 2, y - piece.shape[0] / 2
            lay_over(image, piece, round(x), round(top))
        left = span[0] + self._indent(step)
        write_line(image, item.label, (left, y), face, self.ink)
        if item.price:
            write_line(image, item.price, (span[1], y), face, self.accent, "right")
            self._leader(image, (left + face.width(item.label), span[1] - face.width(item.price)), y, face)

    def _leader(self, image: Field, span: tuple[float, float], y: float, face: LineFace) -> None:
        layer = VectorLayer(0, 0, image.shape[1], image.shape[0])
        radius = max(0.8, face.pixels * 0.05)
        for x in np.arange(span[0] + face.pixels * 0.4, span[1] - face.pixels * 0.3, radius * 6):
            layer.circle(float(x), y + face.pixels * 0.28, radius, "#ffffff")
        blend_rgba(image, self.ink, layer.pixels[..., 3].astype(np.float32) / 255 * 0.6)
