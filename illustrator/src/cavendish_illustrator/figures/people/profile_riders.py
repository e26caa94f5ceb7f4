"""Animals, robots and astronauts who sit astride of something, with what they wear."""

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.animals.animals import FACES
from cavendish_illustrator.figures.bodies.dyeing import main_hue_dyed
from cavendish_illustrator.figures.bodies.expressions import expression_of, with_expression
from cavendish_illustrator.figures.bodies.side_body import SidePose
from cavendish_illustrator.figures.clothing.attire import Look
from cavendish_illustrator.figures.clothing.roles import outfit
from cavendish_illustrator.figures.clothing.wearing import GARMENTS, HATS, ROLE_HATS, wear
from cavendish_illustrator.figures.drawings.cast import Cast
from cavendish_illustrator.figures.drawings.cast_colors import color_of, is_clothed
from cavendish_illustrator.figures.drawings.drawing_names import find_alias
from cavendish_illustrator.figures.people.side_figures import side_animal, side_person

_GARMENT, _SPACE_SUIT = "#c8453c", "#e6ebf0"


def rider_in_profile(name: str, cast: Cast) -> Figure | None:
    """The figure seen from the side; None for people and for those who have no such body."""
    if cast.side is None:
        return None
    if name == "astronaut":
        suit = Look(role="man", cut="space-suit", color=_SPACE_SUIT, bottom=_SPACE_SUIT, variant=cast.variant)
        return wear(side_person(suit, cast.side), "space-helmet", None)
    return _animal(name, cast, cast.side) if name in FACES or name == "robot" else None


def _animal(name: str, cast: Cast, pose: SidePose) -> Figure:
    garment = next((thing for thing in cast.worn if thing.concept in GARMENTS), None)
    role = outfit(find_alias(cast.subject.role)) if cast.subject.role else None
    dress = (GARMENTS[garment.concept], garment.color or _GARMENT) if garment is not None else role
    held = find_alias(cast.held[0].concept) if cast.held else None
    figure = side_animal(name, pose, dress, held)
    coat = color_of(cast) if is_clothed(cast) else None
    figure = with_expression(main_hue_dyed(figure, coat) if coat else figure, expression_of(cast.subject))
    worn = [(thing.concept, thing.color) for thing in cast.worn if thing.concept not in GARMENTS]
    hat = ROLE_HATS.get(cast.subject.role or "")
    if hat and not any(concept in HATS for concept, _ in worn):
        worn.append((hat, None))
    for concept, color in worn:
        figure = wear(figure, concept, color)
    return figure
