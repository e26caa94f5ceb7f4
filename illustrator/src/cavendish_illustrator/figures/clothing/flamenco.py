"""The rose that who dances flamenco has in her hair."""

from dataclasses import replace

from cavendish_illustrator.artwork.svg_figure import Figure

_ROSE = (
    '<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="#b3161f"/>'
    '<path d="M{a:.1f} {y:.1f}q{r:.1f} {r:.1f} {d:.1f} 0q{q:.1f} {r:.1f} {m:.1f} 0" fill="#e23b40"/>'
    '<circle cx="{x:.1f}" cy="{y:.1f}" r="{s:.1f}" fill="#8f0f18"/>'
)


def with_rose(figure: Figure) -> Figure:
    """A red rose above the ear; the figure itself where it has no head."""
    if not (figure.anchors.keys() >= {"eyes", "head_top"}) or not figure.head_width:
        return figure
    (x, y), r = figure.anchors["eyes"], figure.head_width * 0.15
    x, y = x - figure.head_width * 0.4, y - figure.head_width * 0.16
    rose = _ROSE.format(x=x, y=y, r=r, a=x - r, d=2 * r, q=-r / 2, m=-r, s=r * 0.34)
    return replace(figure, markup=figure.markup + rose)
