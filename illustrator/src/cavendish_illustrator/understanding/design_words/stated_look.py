"""What a prompt states of a picture as a whole: colours, ground, what goods lie on, days and hours."""

from dataclasses import dataclass, replace
from typing import Final

from cavendish_illustrator.figures.drawings.real_sizes import real_height
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.understanding.design_words.color_runs import find_stated_palette
from cavendish_illustrator.understanding.design_words.ground_color import find_ground, find_walls
from cavendish_illustrator.understanding.design_words.ink_on_ground import (
    TWO_INKS,
    find_ink_on_ground,
    wants_two_inks,
)
from cavendish_illustrator.understanding.design_words.limited_palette import (
    LimitedPalette,
    find_limited_palette,
    without_palette,
    without_palette_words,
)
from cavendish_illustrator.understanding.design_words.shop_pictures import INDOORS, LARGEST_M, is_shown_on
from cavendish_illustrator.understanding.design_words.stated_dates import take_stated_lines
from cavendish_illustrator.understanding.design_words.surfaces import Surface, find_surface, without_surface
from cavendish_illustrator.vocabulary.concept_classes import is_animate
from cavendish_illustrator.vocabulary.phrase_matcher import Reading, read_phrases
from cavendish_illustrator.vocabulary.tokens import tokenise

_PIECES: Final = frozenset(
    {Kind.LOGO, Kind.ICON, Kind.PATTERN, Kind.STICKER, Kind.CARD, Kind.MENU, Kind.LABEL}
)
_PRINTED: Final = frozenset({Kind.LOGO, Kind.STICKER, Kind.POSTER, Kind.LABEL, Kind.PACKAGING, Kind.CARD})
_DATED: Final = frozenset({Kind.POSTER, Kind.CARD})
"""They write down the day and the hour that the prompt names."""

_WALLPAPERS: Final = (
    "wallpaper", "abstract background", "tapeta na", "tapetę na", "hintergrundbild", "fondo de pantalla",
    "fond d'écran", "sfondo telefono", "sfondo per", "papel de parede", "achtergrond", "шпалери",
    "tapeta na",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLook:
    """The prompt's body and reading without the words for its look, and that look."""

    body: str
    plain: str
    """The body with blanks where the palette stood."""
    reading: Reading
    lines: tuple[str, ...]
    ground: str | None
    ink: str | None
    walls: str | None
    palette: LimitedPalette | None
    is_strict: bool
    surface: Surface | None

    def given_to(self, spec: PictureSpec, lines: tuple[str, ...]) -> PictureSpec:
        """The picture with the look."""
        spec = replace(spec, lines=lines, ground=self.ground, ink=self.ink, walls=self.walls)
        if self.surface is not None:
            spec = replace(spec, surface=self.surface.name, surface_color=self.surface.color)
        if self.palette is not None:
            spec = replace(spec, palette=self.palette.colors, is_palette_strict=self.is_strict)
        return spec


def take_stated_look(body: str) -> StatedLook:
    """Take what is said of the look out of a prompt, so that no thing gets the picture's colours."""
    body, reading, lines = _without_dates(body)
    ground, walls, limited = find_ground(reading), find_walls(reading), find_limited_palette(reading)
    palette = limited or (find_stated_palette(reading) if _kinds(reading) or _is_wallpaper(body) else None)
    print_ = find_ink_on_ground(reading) if _kinds(reading) else None
    if print_ is not None:
        ground, palette = print_.ground, LimitedPalette((print_.ground, print_.ink), print_.taken)
    is_in_two = palette is None and bool(_kinds(reading) & _PRINTED) and wants_two_inks(body)
    palette = LimitedPalette(TWO_INKS, frozenset()) if is_in_two else palette
    surface, plain = _surface(reading, body), body
    if palette is not None:
        plain = without_palette_words(reading, palette, body)
        reading = without_palette(reading, palette)
    elif surface is not None:
        reading = without_surface(reading, surface)
    return StatedLook(
        body=body,
        plain=plain,
        reading=reading,
        lines=lines,
        ground=ground,
        ink=print_.ink if print_ is not None else None,
        walls=walls,
        palette=palette,
        is_strict=is_in_two or (limited is not None and print_ is None),
        surface=surface,
    )


def _without_dates(body: str) -> tuple[str, Reading, tuple[str, ...]]:
    reading = read_phrases(tokenise(body))
    if _DATED.isdisjoint(_kinds(reading)):
        return body, reading, ()
    kept, lines = take_stated_lines(body)
    return (kept, read_phrases(tokenise(kept)), lines) if lines else (body, reading, ())


def _is_wallpaper(body: str) -> bool:
    """Whether a whole screen is to be covered, which has the colours that are named."""
    words = body.lower()
    return any(stem in words for stem in _WALLPAPERS)


def _kinds(reading: Reading) -> set[Kind]:
    return {Kind(match.value) for match in reading.matches if match.topic == "kind"}


def _surface(reading: Reading, body: str) -> Surface | None:
    """What goods are shown on; where somebody or something large is in the picture it is a place instead."""
    somebody = (m.topic == "role" or (m.topic == "subject" and is_animate(m.value)) for m in reading.matches)
    surface = None if any(somebody) else find_surface(reading)
    if surface is None or is_shown_on(surface.name, body):
        return surface
    places = {index for index in surface.taken if reading.matches[index].topic == "setting"}
    return surface._replace(taken=surface.taken - places) if _is_of_goods(reading, surface) else None


def _is_of_goods(reading: Reading, surface: Surface) -> bool:
    """Whether all that is named besides could stand on a table, and no place is named."""
    rest = [match for index, match in enumerate(reading.matches) if index not in surface.taken]
    things = [match.value for match in rest if match.topic == "subject"]
    places = {match.value for match in rest if match.topic == "setting"}
    is_outdoors = bool(places - INDOORS) or not _PIECES.isdisjoint(_kinds(reading))
    return bool(things) and not is_outdoors and all(real_height(thing) <= LARGEST_M for thing in things)
