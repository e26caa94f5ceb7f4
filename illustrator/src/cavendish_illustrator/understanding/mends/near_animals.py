"""Close-ups of an animal: it or its face fills the picture, nothing else is in it."""

import re
from dataclasses import replace
from typing import Final

from cavendish_illustrator.picture_spec import Kind, PictureSpec, Season
from cavendish_illustrator.vocabulary.concept_classes import is_animal
from cavendish_illustrator.vocabulary.tokens import fold

_CLOSE: Final = "close_up"
FACE: Final = "face"
"""The framing of a picture that a face alone fills."""
_FACES: Final = re.compile(
    r"\b(?:face|faces|head|eye|eyes|snout|muzzle|pysk\w*|morda|mordy|mordka|glowa|glowy|oko|oczy|oka|gesicht\w*"
    r"|kopf\w*|auge\w*|schnauze|cara|cabeza|ojo|ojos|hocico|tete|visage|oeil|yeux|museau|gueule|testa|muso|occhio"
    r"|occhi|viso|rosto|cabeca|olho|olhos|focinho|kop|gezicht|oog|ogen|snuit|морда|мордочка|голова|голови|око|очі"
    r"|hlava|hlavy|tvar|oci|cumak)\b"
)
_STILL: Final = frozenset(
    {None, "standing", "sitting", "wondering_at", "smiling", "howling", "running", "walking"}
)
_HEAPS: Final = frozenset({"leaf-pile"})
"""What an animal among fallen leaves is not hidden under."""


def with_animal_seen_near(spec: PictureSpec) -> PictureSpec:
    """The close-up of an animal as its portrait; all other pictures as they are."""
    if spec.kind not in {Kind.SCENE, Kind.PORTRAIT} or spec.framing != _CLOSE:
        return spec
    shown = [k for k, one in enumerate(spec.subjects) if one.concept not in _HEAPS]
    if len(shown) < len(spec.subjects):
        spec = replace(spec.with_subjects(shown), season=spec.season or Season.AUTUMN)
    if len(spec.subjects) != 1:
        return spec
    one = spec.subjects[0]
    is_busy = one.count > 1 or one.pose not in _STILL or one.role or spec.relations
    if not is_animal(one.concept) or is_busy:
        return spec
    is_face = spec.kind is Kind.PORTRAIT or _FACES.search(fold(spec.prompt)) is not None
    near = replace(one, pose=None, spot=None)
    return replace(
        spec, kind=Kind.PORTRAIT, subjects=(near,), relations=(), framing=FACE if is_face else _CLOSE
    )
