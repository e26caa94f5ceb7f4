"""A finished picture with its report, ready to be saved or encoded."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image, PngImagePlugin

from cavendish_illustrator.report import Report

SOFTWARE = "Cavendish illustrator, not a diffusion model"
_EXIF_SOFTWARE = 0x0131
_JPEG_QUALITY = 92


@dataclass(frozen=True, slots=True)
class Picture:
    """`image` is RGB, or RGBA when transparency was asked for."""

    image: Image.Image
    report: Report

    def encode(self, form: Literal["png", "jpeg"] = "png") -> bytes:
        """Return the file's bytes, marked with what drew it; JPEG lays transparency on white."""
        sink = io.BytesIO()
        if form == "png":
            marks = PngImagePlugin.PngInfo()
            marks.add_text("Software", SOFTWARE)
            self.image.save(sink, "PNG", pnginfo=marks, compress_level=4)
        elif form == "jpeg":
            exif = Image.Exif()
            exif[_EXIF_SOFTWARE] = SOFTWARE
            flat = self.image
            if flat.mode == "RGBA":
                ground = Image.new("RGBA", flat.size, (255, 255, 255, 255))
                flat = Image.alpha_composite(ground, flat)
            flat.convert("RGB").save(sink, "JPEG", quality=_JPEG_QUALITY, exif=exif.tobytes())
        else:
            raise ValueError(f"No such picture format: {form}")
        return sink.getvalue()

    def save(self, path: str | Path) -> Path:
        """Write the picture; `.jpg` and `.jpeg` become JPEG, everything else PNG."""
        target = Path(path)
        form: Literal["png", "jpeg"] = "jpeg" if target.suffix.lower() in (".jpg", ".jpeg") else "png"
        target.write_bytes(self.encode(form))
        return target
