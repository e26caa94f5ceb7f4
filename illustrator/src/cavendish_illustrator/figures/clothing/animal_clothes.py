"""Clothes on the drawn body of an animal that sits up: suits, coats, robes, pullovers."""

from cavendish_illustrator.figures.clothing.trunk_clothes import tulle
from cavendish_illustrator.painting.color import hex_code, luminance, rgb, shade

_LEGS = (
    "M106 190C100 230 100 262 100 282C100 296 126 296 126 282L126 200Z",
    "M150 190C156 230 156 262 156 282C156 296 130 296 130 282L130 200Z",
)
_TRUNK = (
    "M128 118C88 118 66 176 64 232C62 280 82 296 128 296C174 296 194 280 192 232C190 176 168 118 128 118Z"
)
_ROBE = "M96 152Q128 168 160 152Q196 200 204 286Q128 304 52 286Q60 200 96 152Z"
_HEM, _LONG_HEM = 254, 276
_COATS, _SLICKER = frozenset({"suit", "coat"}), "slicker"
_SPACE_SUIT, _SUIT_HEM = "space-suit", 292
_PALE, _SCRUBS = 0.85, "#6fa8d0"
"""From how light on a garment has a line around it, and the shirt that is seen under a white coat."""
_ON_TRUNK = '<g clip-path="url(#trunk)"><g clip-path="url(#torso)">{0}</g></g>'
_PATTERNS = {
    "pyjamas": _ON_TRUNK.format(
        '<path d="M76 150V300M94 150V300M112 150V300M144 150V300M162 150V300M180 150V300" stroke="#fff" '
        'stroke-width="5" opacity=".75"/>'
    )
    + '<circle cx="128" cy="190" r="4" fill="#fff"/><circle cx="128" cy="214" r="4" fill="#fff"/>',
    _SPACE_SUIT: '<rect x="104" y="196" width="48" height="30" rx="6" fill="#3f6fd0"/>'
    '<circle cx="116" cy="211" r="6" fill="#ff5a4a"/><circle cx="134" cy="211" r="6" fill="#ffd23a"/>'
    '<path d="M92 168Q128 190 164 168" stroke="#aab4c2" stroke-width="9" fill="none"/>',
    "sweater": _ON_TRUNK.format(
        '<path d="M60 190l12 10l12-10l12 10l12-10l12 10l12-10l12 10l12-10l12 10l12-10" stroke="#fff" '
        'stroke-width="5" opacity=".8" fill="none"/>'
        '<path d="M60 222l12 10l12-10l12 10l12-10l12 10l12-10l12 10l12-10l12 10l12-10" stroke="#fff" '
        'stroke-width="5" opacity=".8" fill="none"/>'
    ),
}
"""What is on the front of clothes of some cuts."""


def animal_garment(cut: str, color: str) -> str:
    """Markup of a piece of clothing over the body of `sitting_animal`, below its chin."""
    dark, light = hex_code(shade(color, 0.74)), hex_code(shade(color, 1.14))
    window = '<clipPath id="{0}"><path d="M0 {1}Q128 {2} 256 {1}V{3}H0z"/></clipPath>'
    if cut == "tutu":
        bodice = f'<path d="M96 158Q128 182 160 158L170 226H86Z" fill="{dark}"/>'
        return bodice + tulle((128, 224), 92, color)
    if cut in ("robe", "royal", "gown", "dress"):
        folds = "M112 190L96 290M144 190L160 290M128 196V296"
        fold_lines = f'<path d="{folds}" stroke="{dark}" stroke-width="3" opacity=".6" fill="none"/>'
        return f'<path d="{_ROBE}" fill="{color}"/>{fold_lines}{_collar(light)}'
    hem = _SUIT_HEM if cut == _SPACE_SUIT else _LONG_HEM if cut in (*_COATS, _SLICKER) else _HEM
    is_pale = float(luminance(rgb(color))) > _PALE
    edge = hex_code(shade(color, 0.6)) if is_pale else dark
    sleeves = "".join(
        f'<path d="{leg}" fill="{light}"/><path d="{leg}" fill="none" stroke="{edge}" stroke-width="2.500"/>'
        for leg in _LEGS
    )
    shape = f'<clipPath id="torso"><path d="{_TRUNK}"/></clipPath>'
    outline = f'stroke="{edge}" stroke-width="{5 if is_pale else 0}"'
    body = f'<g clip-path="url(#trunk)"><path d="{_TRUNK}" fill="{color}" {outline}/>'
    band = f'<g clip-path="url(#torso)"><path d="M40 {hem - 12}h176v12H40z" fill="{dark}"/></g></g>'
    arms = f'<g clip-path="url(#sleeves)">{sleeves}<path d="M96 {hem - 4}h64v12H96z" fill="{dark}"/></g>'
    windows = window.format("trunk", 150, 172, hem) + window.format("sleeves", 150, 172, hem + 8)
    shirt = _SCRUBS if is_pale else "#fdfdfb"
    front = _lapels(dark, shirt) if cut in ("armour", *_COATS) else _PATTERNS.get(cut, "")
    if cut == _SLICKER:
        front = _hood(light, dark)
    return f"<defs>{windows}{shape}</defs>{body}{band}{arms}{front}{_collar(light)}"


def _collar(color: str) -> str:
    return f'<path d="M94 152Q128 176 162 152L158 166Q128 188 98 166Z" fill="{color}"/>'


def _hood(light: str, dark: str) -> str:
    """A hood that lies about the neck, and press studs below it."""
    studs = "".join(f'<circle cx="128" cy="{y}" r="4" fill="{dark}"/>' for y in (204, 222, 240))
    return (
        f'<path d="M128 178V262" stroke="{dark}" stroke-width="2"/>{studs}<path d="M78 158Q84 200 128 202'
        f'Q172 200 178 158Q152 182 128 182Q104 182 78 158Z" fill="{light}" stroke="{dark}" '
        'stroke-width="2.500"/>'
    )


def _lapels(dark: str, shirt: str) -> str:
    buttons = "".join(f'<circle cx="128" cy="{y}" r="3.4" fill="{dark}"/>' for y in (196, 212, 228))
    return f'<path d="M112 164L128 192L144 164Z" fill="{shirt}"/>{buttons}'
