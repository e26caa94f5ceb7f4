"""Finds the main object of a photograph with the U2-NetP network.

Source: Qin et al., "U^2-Net", 2020; input scaling as in the authors' `u2net_test.py`.
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.painting.color import Field
from cavendish_illustrator.painting.pixel_ops import resize
from cavendish_illustrator.painting.spare_memory import give_back_spare_memory

_NET_SIDE: Final = 272
"""The authors' 320 would find hardly more and hold 70 MB more."""
_LEAST_SIDE: Final = 32
_LEAST_VARIETY: Final = 0.004
_MEAN: Final = np.array([0.485, 0.456, 0.406], np.float32)
_DEVIATION: Final = np.array([0.229, 0.224, 0.225], np.float32)


def _net_input(image: Field) -> Field:
    small = resize(image, _NET_SIDE, _NET_SIDE)
    scaled = (small / max(float(small.max()), 1e-3) - _MEAN) / _DEVIATION
    return np.ascontiguousarray(scaled.transpose(2, 0, 1)[None], np.float32)


def _shows_something(image: Field) -> bool:
    """Whether a picture is large and varied enough to show an object at all."""
    return min(image.shape[:2]) > _LEAST_SIDE and float(image.std((0, 1)).max()) > _LEAST_VARIETY


def find_main_objects(images: Sequence[Field]) -> list[Field]:
    """How much each pixel belongs to the main object, 0..1, one 272 x 272 map a picture.

    The network lives only as long as this call: it holds 190 MB while loaded and loads in 0.3 s. A thread or
    a plain colour shows no object, and is not asked about.
    """
    shown = [image for image in images if _shows_something(image)]
    found = iter(_ask_network(shown) if shown else [])
    nothing = np.zeros((_NET_SIDE, _NET_SIDE), np.float32)
    return [next(found) if _shows_something(image) else nothing for image in images]


def _ask_network(images: Sequence[Field]) -> list[Field]:
    give_back_spare_memory()
    net = cv2.dnn.readNetFromONNX(np.frombuffer(asset_pack.cutout_net_bytes(), np.uint8))
    last_layer = net.getUnconnectedOutLayersNames()[0]
    found = []
    for image in images:
        net.setInput(_net_input(image))
        raw = np.array(net.forward(last_layer), np.float32).reshape(_NET_SIDE, _NET_SIDE)
        found.append((raw - raw.min()) / (float(np.ptp(raw)) + 1e-6))
    return found
