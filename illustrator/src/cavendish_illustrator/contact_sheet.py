"""Many small pictures on one sheet, each with its prompt under it."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from cavendish_illustrator.artwork import asset_pack

_CELL, _CAPTION, _MARGIN, _LETTER = 420, 46, 8, 14
_PAPER, _INK, _CHECK = (246, 246, 248), (24, 24, 28), (226, 226, 232)


def _on_check(picture: Image.Image) -> Image.Image:
    """Show transparency as a chequered ground."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, (255, 255, 255))
    pen = ImageDraw.Draw(ground)
    for top in range(0, picture.height, 16):
        for left in range(0, picture.width, 16):
            if (top // 16 + left // 16) % 2:
                pen.rectangle((left, top, left + 15, top + 15), fill=_CHECK)
    ground.paste(picture, (0, 0), picture)
    return ground


def _caption_lines(text: str, width: int) -> list[str]:
    face = asset_pack.font("noto-sans-bold", _LETTER)
    lines, current = [], ""
    for word in text.split():
        longer = f"{current} {word}".strip()
        if current and face.getlength(longer) > width:
            lines.append(current)
            current = word
        else:
            current = longer
    return [*lines, current][:2]


def contact_sheet(entries: Sequence[tuple[str, Image.Image]], columns: int = 4) -> Image.Image:
    """Lay captioned pictures out in rows; each is scaled to fit its cell."""
    columns = max(1, min(columns, len(entries)))
    rows = -(-len(entries) // columns)
    sheet = Image.new("RGB", (columns * _CELL, rows * (_CELL + _CAPTION)), _PAPER)
    pen = ImageDraw.Draw(sheet)
    face = asset_pack.font("noto-sans-bold", _LETTER)
    for index, (caption, picture) in enumerate(entries):
        left, top = (index % columns) * _CELL, (index // columns) * (_CELL + _CAPTION)
        small = picture.copy()
        small.thumbnail((_CELL - 2 * _MARGIN, _CELL - 2 * _MARGIN))
        small = _on_check(small)
        sheet.paste(small, (left + (_CELL - small.width) // 2, top + (_CELL - small.height) // 2))
        for line, text in enumerate(_caption_lines(caption, _CELL - 2 * _MARGIN)):
            pen.text((left + _MARGIN, top + _CELL + line * (_LETTER + 4)), text, font=face, fill=_INK)
    return sheet
