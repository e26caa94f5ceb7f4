"""What is painted on a plate is on the plate: a blue pattern dyes no food."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.figures.hands.vessels import PLATE
from cavendish_illustrator.picture_spec import Kind, PictureSpec
from cavendish_illustrator.vocabulary.phrase_matcher import read_phrases
from cavendish_illustrator.vocabulary.tokens import fold, tokenise

_CROCKERY: Final = (
    r"(?:plates?|bowls?|talerz\w*|misk\w*|misce|teller\w*|schussel\w*|schale\w*|platos?|cuencos?|assiettes?|bols?"
    r"|piatt\w+|ciotol\w+|pratos?|tigelas?|bord(?:en)?|kom|schaal|тарілк\w*|тарілц\w*|миск\w*|мисц\w*|talir\w*)"
)
_PATTERN: Final = (
    r"(?:patterns?|motifs?|ornament\w*|wzor\w*|wzór\w*|muster\w*|dekor\w*|dibujos?|motivos?|disenos?|decori"
    r"|motiv\w+|disegn\w+|desenhos?|padr\w+|patroon|patronen|motief|візерун\w*|узор\w*|vzor\w*)"
)
_PAINTED: Final = re.compile(rf"\b{_CROCKERY} ((?:\w+ ){{0,4}}?{_PATTERN}(?: \w+)?)")
_ORNAMENT: Final = "flowers"


def with_painted_crockery(spec: PictureSpec) -> PictureSpec:
    """The picture whose plate has the pattern that was said of it, and whose food has its own colour."""
    said = _PAINTED.search(" ".join(token.plain for token in tokenise(fold(spec.prompt))))
    if said is None:
        return spec
    read = (str(m.value) for m in read_phrases(tokenise(said.group(1))).matches if m.topic == "color")
    color = next(read, next(iter(spec.palette), None))
    plate = spec.index_of(PLATE, "plate-flat", "bowl", "steaming-bowl")
    subjects = tuple(
        replace(one, pattern=_ORNAMENT, pattern_color=color, color=None)
        if index == plate
        else replace(one, color=None)
        if one.color == color
        else one
        for index, one in enumerate(spec.subjects)
    )
    kind = Kind.SCENE if spec.kind is Kind.PATTERN else spec.kind
    palette = tuple(one for one in spec.palette if one != color)
    return replace(spec, subjects=subjects, kind=kind, palette=palette)
