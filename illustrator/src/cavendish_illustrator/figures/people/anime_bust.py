"""Head and shoulders as an animated film from Japan would show them: great eyes, pointed locks, two tones."""

from typing import Final

from cavendish_illustrator.artwork.svg_figure import Figure
from cavendish_illustrator.figures.people.bust import HEIGHT, WIDTH, Sitter
from cavendish_illustrator.painting.color import hex_code, shade

_SKINS: Final = ("#ffe6d6", "#fbd9bf", "#e9b892", "#b97f58", "#8a5a3f")
_HAIRS: Final = ("#3b2f45", "#7a4a2e", "#2a2633", "#d9a44a", "#a8483a", "#5a4a6a", "#e8c77a")
_IRISES: Final = ("#3f8fd0", "#4fa86a", "#a8623a", "#8a5fc0")
_LINE: Final = "#3a2a34"

_LONG: Final = (
    "M150 14C82 10 54 70 56 142C57 206 40 262 30 330C48 322 56 310 62 298C60 318 58 336 52 352"
    "C76 344 92 326 98 304L202 304C208 326 224 344 248 352C242 336 240 318 238 298C244 310 252 322 270 330"
    "C260 262 243 206 244 142C246 70 218 10 150 14Z"
)
_BOB: Final = (
    "M150 14C80 10 52 72 56 146C58 184 54 212 44 232C60 230 70 226 78 218C76 228 74 236 68 244"
    "C92 242 106 232 112 216L188 216C194 232 208 242 232 244C226 236 224 228 222 218C230 226 240 230 256 232"
    "C246 212 242 184 244 146C248 72 220 10 150 14Z"
)
_SHORT: Final = (
    "M150 20C92 14 66 62 68 122C64 140 62 152 54 162C66 164 74 160 80 154C80 168 80 178 76 188"
    "C88 186 96 178 100 168L200 168C204 178 212 186 224 188C220 178 220 168 220 154C226 160 234 164 246 162"
    "C238 152 236 140 232 122C234 62 208 14 150 20Z"
)
_BANGS: Final = (
    "M150 26C98 22 66 62 68 128C66 168 76 204 92 232C94 206 90 182 92 156C98 146 102 134 104 118"
    "C110 126 112 134 110 144C124 136 132 128 134 108C142 120 146 130 146 142C158 132 166 126 168 106"
    "C176 116 182 126 186 138C192 134 194 132 194 120C200 132 206 144 208 156C210 182 206 206 208 232"
    "C224 204 234 168 232 128C234 62 202 22 150 26Z"
)
_SPIKES: Final = (
    "M150 22C100 14 66 54 66 116C70 140 78 156 84 172C86 158 88 146 92 136C96 148 100 154 106 160"
    "C108 142 114 126 124 112C126 130 132 144 142 154C146 136 154 120 166 106C168 124 174 138 184 148"
    "C188 138 192 128 194 118C202 132 208 146 216 172C222 156 230 140 234 116C234 54 200 14 150 22Z"
)
_CUTS: Final = {
    "woman": ((_LONG, _BANGS), (_BOB, _BANGS)),
    "girl": ((_BOB, _BANGS), (_LONG, _BANGS)),
    "man": ((_SHORT, _SPIKES),),
    "boy": ((_SHORT, _SPIKES),),
}
_FACE: Final = (
    "M150 66C102 66 82 104 84 148C86 192 118 234 150 239C182 234 214 192 216 148C218 104 198 66 150 66Z"
)


def anime_kinds() -> frozenset[str]:
    """Who has such a bust."""
    return frozenset(_CUTS)


def anime_bust(sitter: Sitter) -> Figure:
    """Draw head and shoulders; anchors name where hats, glasses and headphones go."""
    skin = _SKINS[(sitter.variant * 2 + 1) % 3]
    hair = sitter.hair or _HAIRS[sitter.variant % len(_HAIRS)]
    cuts = _CUTS[sitter.kind]
    back, front = cuts[sitter.variant % len(cuts)]
    is_female = sitter.kind in ("woman", "girl")
    parts = (
        _filled(back, hex_code(shade(hair, 0.66)), hair),
        _clothes(sitter.top, is_female=is_female),
        _neck(skin),
        _filled(_FACE, skin, skin),
        _under_bangs(front, skin),
        *(_eye(x, side, sitter.variant, is_female=is_female) for x, side in ((114, -1), (186, 1))),
        _nose_and_mouth(),
        _filled(front, hair, hair),
        _shine(front, hair),
    )
    return Figure(
        markup="".join(parts),
        width=WIDTH,
        height=HEIGHT,
        head_width=176.0,
        anchors={"head_top": (150, 56), "eyes": (150, 160), "neck": (150, 246), "hand": (226, 330)},
    )


def _filled(path: str, fill: str, base: str) -> str:
    """A shape with a thin line in a dark tone of its own colour."""
    line = hex_code(shade(base, 0.4))
    return f'<path d="{path}" fill="{fill}" stroke="{line}" stroke-width="2.600" stroke-linejoin="round"/>'


def _neck(skin: str) -> str:
    dark = hex_code(shade(skin, 0.8))
    return (
        f'<path d="M130 214V264Q150 288 170 264V214Z" fill="{skin}"/>'
        f'<path d="M130 224Q150 252 170 226V240Q150 262 130 238Z" fill="{dark}"/>'
    )


def _clothes(top: str, *, is_female: bool) -> str:
    dark, line = hex_code(shade(top, 0.7)), hex_code(shade(top, 0.42))
    body = _filled("M28 376C32 312 74 284 122 268L178 268C226 284 268 312 272 376Z", top, top)
    folds = (
        f'<path d="M70 376Q74 336 88 312M230 376Q226 336 212 312" stroke="{line}" stroke-width="3" '
        'fill="none" stroke-linecap="round"/>'
    )
    if not is_female:
        shirt = '<path d="M126 262L150 320L174 262Z" fill="#fbfaf6"/>'
        lapels = (
            f'<path d="M122 264L92 292L124 310L148 372ZM178 264L208 292L176 310L152 372Z" fill="{dark}"/>'
        )
        return body + folds + shirt + lapels
    collar = (
        f'<path d="M120 262L84 296Q112 322 148 330L150 322L152 330Q188 322 216 296L180 262L150 316Z" '
        f'fill="{dark}" stroke="{line}" stroke-width="2.400" stroke-linejoin="round"/>'
        '<path d="M92 297Q118 316 146 322M208 297Q182 316 154 322" stroke="#fff" stroke-width="3" '
        'fill="none" opacity=".85"/>'
        '<path d="M150 322L128 346Q138 356 150 338Q162 356 172 346Z" fill="#e8455a" stroke="#8a1f34" '
        'stroke-width="2" stroke-linejoin="round"/>'
    )
    return body + folds + collar


def _under_bangs(front: str, skin: str) -> str:
    """The shadow that the hair throws on the face."""
    dark = hex_code(shade(skin, 0.82))
    return (
        f'<clipPath id="af"><path d="{_FACE}"/></clipPath><g clip-path="url(#af)">'
        f'<path d="{front}" fill="{dark}" transform="translate(0 9)"/></g>'
    )


def _eye(x: int, side: int, variant: int, *, is_female: bool) -> str:
    """A tall iris in two tones with two lights, under a heavy lash and a raised brow."""
    iris = _IRISES[variant % len(_IRISES)]
    dark, light = hex_code(shade(iris, 0.45)), hex_code(shade(iris, 1.3))
    tall, wide = (25, 19) if is_female else (20, 17)
    y, out, brow = 166, x + side * (wide + 4), 166 - tall - 14
    lash = f"M{x - side * (wide - 6)} {y - tall - 1}Q{x + side * 4} {y - tall - 9} {out} {y - 7}"
    raised = f"M{x - 15} {brow - side * 3}Q{x - side * 3} {brow - 9} {x + 17} {brow + side * 3}"
    return (
        f'<ellipse cx="{x}" cy="{y}" rx="{wide}" ry="{tall}" fill="#fff"/>'
        f'<clipPath id="ae{x}"><ellipse cx="{x}" cy="{y}" rx="{wide}" ry="{tall}"/></clipPath>'
        f'<g clip-path="url(#ae{x})"><ellipse cx="{x}" cy="{y + 1}" rx="15" ry="{tall - 2}" fill="{dark}"/>'
        f'<ellipse cx="{x}" cy="{y + 9}" rx="12" ry="{tall - 10}" fill="{iris}"/>'
        f'<ellipse cx="{x}" cy="{y + 15}" rx="8" ry="{tall - 17}" fill="{light}"/>'
        f'<ellipse cx="{x}" cy="{y + 1}" rx="6" ry="9" fill="#17131c"/></g>'
        f'<circle cx="{x - 5}" cy="{y - 9}" r="6" fill="#fff"/>'
        f'<circle cx="{x + 6}" cy="{y + 9}" r="3" fill="#fff"/>'
        f"{_inked(lash, 6.5)}{_inked(f'M{out} {y - 7}l{side * 5} -6', 4)}"
        f"{_inked(f'M{x - 8} {y + tall}q8 3 16 0', 1.6)}{_inked(raised, 3.2)}"
        f'<ellipse cx="{x - side * 2}" cy="{y + 34}" rx="13" ry="6" fill="#ff7f8a" opacity=".42"/>'
    )


def _inked(path: str, width: float) -> str:
    return f'<path d="{path}" stroke="{_LINE}" stroke-width="{width:g}" fill="none" stroke-linecap="round"/>'


def _nose_and_mouth() -> str:
    return (
        '<path d="M149 192q4 3 1 6" stroke="#a8584a" stroke-width="2.600" fill="none"/>'
        '<path d="M136 211Q150 222 164 211Q150 228 136 211Z" fill="#c2434f" stroke="#8a2c3a" '
        'stroke-width="2.400" stroke-linejoin="round"/>'
    )


def _shine(front: str, hair: str) -> str:
    """Shaded strands and the ring of light that such hair has."""
    light, dark = hex_code(shade(hair, 1.5)), hex_code(shade(hair, 0.66))
    ring = "M84 92L96 78L104 92L116 70L126 86L140 66L150 82L162 66L174 86L184 70L196 92L206 80L216 94L212 106"
    ring += "L204 94L194 106L184 86L174 100L162 82L150 96L140 82L126 100L116 86L104 106L96 94L88 106Z"
    strands = "M128 40Q104 70 98 124M150 34Q142 64 136 96M172 40Q190 70 196 112"
    strands += "M118 36Q82 60 76 124M186 40Q216 66 224 124"
    return (
        f'<clipPath id="ah"><path d="{front}"/></clipPath><g clip-path="url(#ah)">'
        f'<path d="{ring}" fill="{light}" opacity=".55"/>'
        f'<path d="{strands}" stroke="{dark}" stroke-width="2.600" fill="none" stroke-linecap="round"/></g>'
        f'<path d="M150 27Q144 8 160 -2Q156 10 166 16" fill="{hair}" stroke="{dark}" stroke-width="2.400" '
        'stroke-linejoin="round"/>'
    )
