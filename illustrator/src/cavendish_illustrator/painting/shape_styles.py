"""Styles that are cut, printed, sewn or sprayed: for them flat clean shapes are drawn, and then finished."""

from typing import Final

from cavendish_illustrator.picture_spec import Style

FINISHED: Final = frozenset(
    {
        *(Style.MOSAIC, Style.EMBROIDERY, Style.ENGRAVING, Style.BLUEPRINT, Style.CHALK, Style.POP_ART),
        *(Style.UKIYO_E, Style.ART_DECO, Style.BAUHAUS, Style.MID_CENTURY, Style.VAPORWAVE),
        *(Style.GRAFFITI, Style.FOLK_CUT, Style.PAPER_CUT, Style.BRICKS, Style.CROSS_STITCH, Style.FELT),
        *(Style.ORIGAMI, Style.COLLAGE, Style.BATIK, Style.FOLK_PAINTING, Style.TATTOO, Style.ART_NOUVEAU),
        *(Style.TILE, Style.INK_WASH, Style.GOUACHE),
    }
)
"""Their own pass goes over the flat drawing."""
IN_LINES: Final = frozenset({Style.LINE_ART, Style.BLUEPRINT})
"""What is drawn for them has lines and no areas."""
BARE: Final = frozenset(
    {Style.CROSS_STITCH, Style.TATTOO, Style.TILE, Style.INK_WASH, Style.FOLK_PAINTING, Style.EMBROIDERY}
)
"""What has no place stands on the bare cloth, paper or glaze."""
PHOTOGRAPHED: Final = frozenset({Style.PHOTO, Style.CINEMATIC, Style.POLAROID, Style.NOIR})
"""What is drawn for them stood before a camera."""
