"""Tells the people of a photograph from what is around them with MediaPipe's selfie segmentation network.

Source: MediaPipe's `selfie_segmentation`; every picture is made 256 pixels wide and high for it, 0..1.
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from cavendish_illustrator.artwork import asset_pack
from cavendish_illustrator.edit.faces.face_finding import Face
from cavendish_illustrator.painting.color import Field, smoothstep
from cavendish_illustrator.painting.pixel_ops import dilate, resize

_NET_SIDE: Final = 256
_SURE: Final = 0.9
_MISSED, _INNER = 0.8, 0.97
"""What is put down for the seam and for the inside of somebody whom the finder of main objects has missed."""
_OF_OBJECT: Final = 0.55
"""Weight of the finder of main objects, the rest is for that of people, as far as it is sure."""
_DOUBT: Final = (0.22, 0.85)
"""Between these colours decide: a dark flag beside a dark hat would be taken along."""
_STILL_LIKELY: Final = 0.72
"""What the finder of main objects alone is sure of: things that are held, a helmet, a dog."""
_LEAST_FACE: Final = 0.3
"""Smaller faces, in the greatest one's side, are somebody far behind."""
_ASIDE, _ABOVE, _BELOW = 2.4, 1.6, 6.0
"""How far somebody reaches from the middle of their face, in its sides, at most."""
_STRANGE: Final = 0.5
_SEAM: Final = 3
"""Width of what colours decide along an outline, in pixels of the map."""


def find_people(images: Sequence[Field]) -> list[Field]:
    """How much each pixel belongs to somebody, 0..1, one 256 x 256 map a picture.

    It takes cats and cups for people: ask only where a face is seen.
    """
    net = cv2.dnn.readNetFromTFLite(np.frombuffer(asset_pack.people_net_bytes(), np.uint8))
    found = []
    for image in images:
        small = resize(image, _NET_SIDE, _NET_SIDE)
        net.setInput(np.ascontiguousarray(small.transpose(2, 0, 1)[None], np.float32))
        found.append(np.array(net.forward(), np.float32).reshape(_NET_SIDE, _NET_SIDE))
    return found


def with_people(image: Field, coarse: Field, faces: Sequence[Face]) -> Field:
    """The coarse map of the main object, mended where the picture shows people with their faces.

    Whom the finder of main objects has left out comes in; what both are sure of is sure.
    """
    faces = [face for face in faces if face.side > _LEAST_FACE * max(one.side for one in faces)]
    rows, columns = coarse.shape
    whole = resize(find_people([image])[0], columns, rows)
    people = np.maximum(whole, _looked_at_closely(image, coarse, whole, faces))
    trust = (1 - _OF_OBJECT) * np.abs(2 * people - 1)
    mean = smoothstep(*_DOUBT, coarse + trust * (people - coarse))
    mean = np.where(coarse > _SURE, np.maximum(mean, _STILL_LIKELY), mean)
    somebody = (people > _SURE).astype(np.float32) * _with_faces(people, image.shape[:2], faces)
    inner = np.maximum(1 - dilate(1 - somebody, _SEAM), _face_cover(coarse.shape, image.shape, faces))
    return np.asarray(np.maximum(mean, np.maximum(_MISSED * somebody, _INNER * inner)), np.float32)


def _looked_at_closely(image: Field, coarse: Field, whole: Field, faces: Sequence[Face]) -> Field:
    """People whom nobody has found at the size of the whole picture, each in a picture of their own."""
    (height, width), (rows, columns) = image.shape[:2], coarse.shape
    found = np.zeros_like(coarse)
    for face in faces:
        row, column = int(face.y * rows / height), int(face.x * columns / width)
        row, column = int(np.clip(row, 0, rows - 1)), int(np.clip(column, 0, columns - 1))
        if max(coarse[row, column], whole[row, column]) > _SURE:
            continue
        top, left = max(0, int(face.y - _ABOVE * face.side)), max(0, int(face.x - _ASIDE * face.side))
        bottom, right = int(face.y + _BELOW * face.side), int(face.x + _ASIDE * face.side)
        box = np.zeros((height, width), np.float32)
        part = np.ascontiguousarray(image[top:bottom, left:right])
        box[top:bottom, left:right] = resize(find_people([part])[0], part.shape[1], part.shape[0])
        found = np.maximum(found, resize(box, columns, rows))
    return found


def _face_cover(shape: tuple[int, ...], size: tuple[int, ...], faces: Sequence[Face]) -> Field:
    """1 over faces, which are people whatever their colours."""
    cover = np.zeros(shape, np.float32)
    ys, xs = np.ogrid[: shape[0], : shape[1]]
    for face in faces:
        down = (ys * size[0] / shape[0] - face.y + 0.1 * face.side) / (0.55 * face.side)
        across = (xs * size[1] / shape[1] - face.x) / (0.42 * face.side)
        cover[np.hypot(across, down) < 1] = 1
    return cover


def _with_faces(people: Field, size: tuple[int, ...], faces: Sequence[Face]) -> Field:
    """1 over what hangs together with a face."""
    _, labels = cv2.connectedComponents((people > _STRANGE).astype(np.uint8))
    rows, columns = people.shape
    seen = {
        int(
            labels[
                int(np.clip(face.y * rows / size[0], 0, rows - 1)),
                int(np.clip(face.x * columns / size[1], 0, columns - 1)),
            ]
        )
        for face in faces
    }
    return np.isin(labels, sorted(seen - {0})).astype(np.float32)
