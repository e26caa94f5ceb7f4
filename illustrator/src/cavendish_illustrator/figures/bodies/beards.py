"""Beards on drawn heads: full, long, on the chin alone, as stubble, each with its moustache."""

from typing import Final

from cavendish_illustrator.painting.color import hex_code, shade

LONG: Final = "long"
_SIDES_LEFT, _SIDES_RIGHT = "M25 108C22 128 24 142 27 154", "C156 142 158 128 155 108"
_UPPER: Final = (
    "C151 130 148 146 141 153C130 147 118 146 106 151Q90 156 74 151"
    "C62 146 50 147 39 153C32 146 29 130 25 108Z"
)
_OUTLINES: Final = {
    "full": _SIDES_LEFT
    + "C30 178 38 194 48 202L52 210 62 211 69 218 80 217 90 222 100 217 111 218 118 211 128 210 132 202"
    + "C142 194 150 178 153 154"
    + _SIDES_RIGHT
    + _UPPER,
    LONG: _SIDES_LEFT
    + "C26 186 22 206 34 236C36 262 50 276 56 292C66 300 72 318 86 330C90 322 96 326 104 312"
    + "C112 302 122 292 126 274C138 258 144 244 146 226C156 200 154 178 153 154"
    + _SIDES_RIGHT
    + _UPPER,
    "goatee": "M64 160C56 170 56 182 64 192L72 204 82 206 90 214 98 206 108 204 116 192"
    "C124 182 124 170 116 160"
    "Q90 148 64 160Z",
}
_MOUTH_HOLE: Final = "M67 160Q90 154 113 160Q113 186 90 187Q67 186 67 160Z"
_MOUSTACHE: Final = (
    "M90 152C82 145 66 147 54 162C62 160 70 164 80 161Q86 160 90 158Q94 160 100 161C110 164 118 160 126 162"
    "C114 147 98 145 90 152Z"
)
_STRANDS: Final = {
    "full": "M36 160Q42 186 56 200M48 168Q54 190 68 206M70 192Q76 206 84 210M90 192V212"
    "M110 192Q104 206 96 210"
    "M132 168Q126 190 112 206M144 160Q138 186 124 200",
    LONG: "M36 160Q32 206 50 250M48 172Q48 226 70 286M64 192Q66 250 84 310M82 194Q82 252 90 300"
    "M98 194Q102 250 98 296M116 192Q116 250 106 290M132 172Q134 224 122 268M144 160Q146 204 138 232",
    "goatee": "M74 190Q78 200 84 204M90 190V206M106 190Q102 200 96 204",
}


def beard_kinds() -> frozenset[str]:
    return frozenset({*_OUTLINES, "stubble"})


def draw_beard(kind: str, color: str) -> str:
    """Markup in the box of a head, the mouth left free; a long beard hangs over the chest."""
    if kind == "stubble":
        return (
            f'<path d="{_OUTLINES["full"]}{_MOUTH_HOLE}" fill="{color}" fill-rule="evenodd" opacity=".3" '
            'clip-path="url(#face)"/>'
        )
    dark, light = hex_code(shade(color, 0.72)), hex_code(shade(color, 1.22))
    under = hex_code(shade(color, 0.86))
    return (
        f'<path d="{_OUTLINES[kind]}{_MOUTH_HOLE}" fill="{color}" fill-rule="evenodd"/>'
        f'<path d="{_STRANDS[kind]}" stroke="{dark}" stroke-width="3" fill="none" stroke-linecap="round" '
        'opacity=".6"/>'
        f'<path d="{_STRANDS[kind]}" transform="translate(5 -3)" stroke="{light}" stroke-width="2" '
        'fill="none" stroke-linecap="round" opacity=".6"/>'
        f'<path d="M78 190Q90 184 102 190Q98 200 90 200Q82 200 78 190Z" fill="{dark}" opacity=".5"/>'
        f'<path d="{_MOUSTACHE}" fill="{under}"/><path d="M90 154Q76 150 62 158M90 154Q104 150 118 158" '
        f'stroke="{dark}" stroke-width="2" fill="none" opacity=".6"/>'
    )
