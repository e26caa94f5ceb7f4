"""Shows a building from outside where an isometric picture has something standing before it."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import PictureSpec, Spot, Subject
from cavendish_illustrator.understanding.reading.scene_draft import MOST_SUBJECTS

_BUILDINGS: Final = {
    "storefront": "convenience-store",
    "classroom": "school",
    "hospital": "hospital",
    "gas_station": "filling-station",
    "church": "church",
    "barn": "barn",
    "farm": "barn",
    "office": "office-building",
    "factory": "factory",
    "train_station": "station",
    "restaurant": "convenience-store",
    "cafe_interior": "convenience-store",
    "bakery_interior": "convenience-store",
    "fire_station": "office-building",
    "police_station": "office-building",
    "cabin": "cottage",
}
_POST: Final = re.compile(
    r"\b(post office|poczt\w+|postamt|postfiliale|oficina de correos|correos|bureau de poste|la poste|"
    r"ufficio postale|agência dos correios|correios|postkantoor|пошт\w+|poš?t\w+)\b",
    re.IGNORECASE,
)
_BANK: Final = re.compile(r"\b(bank|banku|banco|banque|banca|банк\w*|bance)\b", re.IGNORECASE)
_HOTEL: Final = re.compile(r"\b(hotel\w*|hôtel|готел\w*)\b", re.IGNORECASE)
_NAMED: Final = ((_POST, "post-office"), (_BANK, "bank"), (_HOTEL, "hotel"))
_OUTSIDE: Final = re.compile(
    r"\b(outside|parked|in front|exterior|building|street|garden|yard|zaparkowan\w+|przed|na zewnątrz|"
    r"budynek|geparkt\w*|davor|außen|draußen|gebäude|vor (dem|der)|aparcad\w+|estacionad\w+|fuera|delante|"
    r"edificio|garé\w*|devant|dehors|extérieur|bâtiment|parcheggiat\w+|davanti|fuori|esterno|em frente|"
    r"prédio|edifício|geparkeerd\w*|buiten|ervoor|gebouw|припаркован\w+|перед|надворі|будівл\w+|zaparkovan\w+|"
    r"před|venku|budova)\b",
    re.IGNORECASE,
)
_PARKED: Final = frozenset(
    {
        "automobile", "van", "delivery-truck", "minibus", "bus", "bicycle", "motor-scooter", "motorcycle",
        "taxi", "fire-engine", "ambulance", "police-car", "pickup-truck", "camper-van", "tractor",
        "school-bus", "articulated-lorry", "sport-utility-vehicle", "cargo-bike",
    }
)  # fmt: skip


def seen_from_outside(spec: PictureSpec) -> PictureSpec:
    """`an isometric post office with a van outside` is a house on a piece of land, the van beside it."""
    if spec.framing != "isometric" or not spec.settings or len(spec.subjects) >= MOST_SUBJECTS:
        return spec
    building = _BUILDINGS.get(spec.settings[0])
    is_before = any(one.concept in _PARKED for one in spec.subjects) or _OUTSIDE.search(spec.prompt)
    if building is None or not is_before:
        return spec
    if spec.settings[0] == "storefront":
        building = next((name for words, name in _NAMED if words.search(spec.prompt)), building)
    house = Subject(concept=building, word=building, size="big", spot=Spot(depth="back"))
    return replace(spec, settings=("garden",), subjects=(*spec.subjects, house))
