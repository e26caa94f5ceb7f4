"""Picture files as callers and providers really send them: turned, tagged, animated, deep, damaged."""

import io
import struct
import zlib

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

ORIENTATION_TAG = 0x0112
SECRET = b"GPS 52.2297N 21.0122E by Anna"


def encode(image: Image.Image, kind: str, **choices: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **choices)
    return out.getvalue()


def decoded(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return image.copy()


def corners(width: int = 60, height: int = 40) -> Image.Image:
    """Red at top left, green at top right, blue at bottom left, white at bottom right."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=(255, 0, 0))
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill=(0, 255, 0))
    draw.rectangle((0, height // 2, width // 2 - 1, height), fill=(0, 0, 255))
    return image


def exif(orientation: int = 1) -> bytes:
    data = Image.Exif()
    data[ORIENTATION_TAG] = orientation
    data[0x010E] = SECRET.decode()
    return data.tobytes()


def tagged(kind: str, *, orientation: int = 1, image: Image.Image | None = None) -> bytes:
    """A picture with EXIF, XMP or comments that hold the secret, and bytes after its end."""
    image = image or corners()
    choices: dict[str, object] = {"exif": exif(orientation)}
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", SECRET.decode())
        info.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=False)
        choices["pnginfo"] = info
    elif kind == "JPEG":
        choices |= {"comment": SECRET, "xmp": SECRET, "quality": 95, "subsampling": 0}
    else:
        choices |= {"xmp": SECRET, "lossless": True}
    after = b"" if kind == "WEBP" else SECRET
    return encode(image, kind, **choices) + after


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped_profile() -> bytes:
    """A profile under which red means green and green means red: ignoring it cannot go unseen."""
    profile = srgb_profile().replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
    return profile.replace(b"rXYZ", b"tmpX").replace(b"gXYZ", b"rXYZ").replace(b"tmpX", b"gXYZ")


def png_header_only(width: int, height: int) -> bytes:
    """A tiny valid PNG that says it is huge, its few bytes of pixels far too short."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return png_of((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))


def png_of(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = [b"\x89PNG\r\n\x1a\n"]
    for kind, body in chunks:
        parts += [struct.pack(">I", len(body)), kind, body, struct.pack(">I", zlib.crc32(kind + body))]
    return b"".join(parts)


def with_png_chunk(content: bytes, kind: bytes, body: bytes) -> bytes:
    """The PNG with one more chunk after its header."""
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return content[:33] + chunk + content[33:]


def with_jpeg_segment(content: bytes, marker: int, body: bytes) -> bytes:
    """The JPEG with one more segment after its start."""
    return content[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + content[2:]


def padded_png(size_bytes: int, image: Image.Image | None = None) -> bytes:
    """A PNG of exactly so many bytes, most of them in a comment."""
    plain = encode(image or corners(), "PNG")
    filler = size_bytes - len(plain) - 12
    return with_png_chunk(plain, b"tEXt", b"Comment\0" + b"x" * (filler - 8))


def subject_on_gradient(side: int, at: tuple[int, int], radius: int) -> Image.Image:
    """A blob with marks on a gently shaded, slightly noisy background with a horizon."""
    shade = Image.linear_gradient("L").resize((side, side))
    image = Image.merge("RGB", [shade.point(lambda value, k=k: int(value * k + 40)) for k in (0.3, 0.5, 0.6)])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, side * 4 // 5, side, side), fill=(60, 110, 50))
    x, y = at
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(210, 90, 40))
    for dx, dy in ((-0.4, -0.3), (0.4, -0.2), (0.0, 0.45)):
        mark_x, mark_y, mark = x + dx * radius, y + dy * radius, radius * 0.15
        draw.ellipse((mark_x - mark, mark_y - mark, mark_x + mark, mark_y + mark), fill=(20, 20, 20))
    return image
