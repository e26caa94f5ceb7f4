"""As much of torch as the engine touches, for machines without it."""

import contextlib

float32, bfloat16 = "float32", "bfloat16"
inference_mode = contextlib.nullcontext
emptied: list[str] = []


class cuda:  # noqa: N801 - torch's own name
    is_there = False

    @classmethod
    def is_available(cls) -> bool:
        return cls.is_there

    @staticmethod
    def empty_cache() -> None:
        emptied.append("cuda")


class backends:  # noqa: N801 - torch's own name
    class mps:  # noqa: N801 - torch's own name
        @staticmethod
        def is_available() -> bool:
            return False


class Generator:
    def __init__(self, device: str) -> None:
        self.device = device

    def manual_seed(self, seed: int) -> "Generator":
        self.seed = seed
        return self
