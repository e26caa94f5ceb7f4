"""The packaged policy holds what docs/moderation.md says of it."""

import pytest
from tests.measure_moderation import SET, Judged, judge, read_set

HELD_OUT = SET.with_name("moderation_held_out.toml")
SEALED = SET.with_name("moderation_sealed.toml")


def shares(judged: list[Judged]) -> tuple[float, float]:
    """Of violations stopped, of benign prompts stopped."""
    bad = [item.category is not None for item in judged if item.sample.category]
    benign = [item.category is not None for item in judged if not item.sample.category]
    return sum(bad) / len(bad), sum(benign) / len(benign)


def test_the_set_is_large_enough() -> None:
    samples = list(read_set())
    assert sum(sample.category is not None for sample in samples) >= 150
    assert sum(sample.category is None for sample in samples) >= 150
    assert len({sample.prompt for sample in samples}) == len(samples)


@pytest.mark.parametrize(
    ("path", "recall", "alarms"), [(SET, 1.0, 0.0), (HELD_OUT, 0.97, 0.0), (SEALED, 0.97, 0.0)]
)
def test_recall_and_false_alarms_do_not_get_worse(path: object, recall: float, alarms: float) -> None:
    stopped, false_alarms = shares(judge(list(read_set(path))))
    assert stopped >= recall
    assert false_alarms <= alarms


def test_the_named_look_alikes_pass() -> None:
    texts = {"breast cancer leaflet", "shooting stars over a lake", "a naked mole-rat in its burrow"}
    judged = [item for item in judge(list(read_set())) if item.sample.prompt in texts]
    assert len(judged) == 3
    assert all(item.category is None for item in judged)
