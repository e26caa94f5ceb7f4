"""Draws for a parent process: requests on stdin, pictures on stdout.

Run it as `python -m cavendish_illustrator.drawing_process`.

One request and its answer are a frame each: a 4-byte big-endian length, that many bytes of JSON, then the
binary parts whose lengths the JSON lists. The process ends when its stdin does, so a parent that dies
leaves no orphan behind.

Request: `{"prompt": str, "size": [w, h], "seed": int, "format": "png"|"jpeg", "parts": [lengths]}` and the
references' bytes.
Answer: `{"report": {…}, "parts": [length]}` and the picture's bytes, or `{"error": str, "parts": []}`.
"""

import io
import json
import struct
import sys
from typing import Any, BinaryIO

from PIL import Image

from cavendish_illustrator import draw


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]] | None:
    """The next frame's JSON and its binary parts; None at the end of the stream."""
    prefix = stream.read(4)
    if len(prefix) < 4:
        return None
    (length,) = struct.unpack(">I", prefix)
    header = json.loads(stream.read(length))
    return header, [stream.read(part) for part in header["parts"]]


def write_frame(stream: BinaryIO, header: dict[str, Any], parts: list[bytes]) -> None:
    body = json.dumps({**header, "parts": [len(part) for part in parts]}).encode()
    stream.write(struct.pack(">I", len(body)) + body + b"".join(parts))
    stream.flush()


def answer(header: dict[str, Any], parts: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Draw what one request asks for."""
    references = [Image.open(io.BytesIO(part)) for part in parts]
    width, height = header["size"]
    picture = draw(header["prompt"], references=references, size=(width, height), seed=header["seed"])
    return {"report": picture.report.as_dict()}, [picture.encode(header["format"])]


def main() -> None:
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    while (frame := read_frame(stdin)) is not None:
        try:
            header, parts = answer(*frame)
        except Exception as error:  # noqa: BLE001 - the parent must hear of a bug, and the next request be served
            header, parts = {"error": f"{type(error).__name__}: {error}"}, []
        write_frame(stdout, header, parts)


if __name__ == "__main__":
    main()
