"""Text along a circle."""

import numpy as np

from cavendish_illustrator.typesetting.arc_text import arc_mask


def test_letters_stand_on_their_ring_above_or_below_the_middle() -> None:
    above = arc_mask((200, 200), "ROUND", "oswald-bold", (100, 100), (80, 20))
    below = arc_mask((200, 200), "ROUND", "oswald-bold", (100, 100), (80, 20), is_below=True)
    ys, xs = np.nonzero(above > 0.5)
    assert np.all(np.abs(np.hypot(xs - 100, ys - 100) - 80) < 18)
    assert ys.max() < 100 < np.nonzero(below > 0.5)[0].min()
