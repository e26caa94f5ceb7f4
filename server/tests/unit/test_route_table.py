"""Which routes are live, and which a task may take."""

from pathlib import Path
from typing import Any

import pytest
from tests.standins.never_called_provider import NeverCalled

from cavendish.domain.errors import SetupError
from cavendish.domain.generation import GenerationRequest, Mode
from cavendish.domain.ids import ApiKeyId, TaskId, new_asset_token
from cavendish.domain.routing import Strategy
from cavendish.domain.task import Task, TaskState
from cavendish.models.nano_banana import PLUGIN as NANO_BANANA
from cavendish.models.nano_banana_pro import PLUGIN as NANO_BANANA_PRO
from cavendish.ports.provider import ProviderPlugin
from cavendish.ports.route_file import LocalUse
from cavendish.route_table import Installation, RouteTable


def plugin(name: str, **fields: Any) -> ProviderPlugin:
    return ProviderPlugin(name=name, build=lambda _: NeverCalled(), **fields)


PLUGINS = {
    item.name: item
    for item in (
        plugin("maker", credentials=("MAKER_KEY",)),
        plugin("partner", credentials=("PARTNER_KEY",)),
        plugin("engine", credentials=("ENGINE_URL",)),
        plugin("missing", packages=("no_such_package_at_all",)),
        plugin("drawing", is_local=True),
    )
}
FILE = """
[[routes]]
name = "maker"
model = "nano-banana"
provider = "maker"
tier = "official"
price_usd = 0.01
[[routes]]
name = "dear"
model = "nano-banana"
provider = "partner"
tier = "value"
price_usd = 0.03
[[routes]]
name = "cheap"
model = "nano-banana"
provider = "partner"
tier = "value"
price_usd = 0.02
[[routes]]
name = "engine"
model = "nano-banana"
provider = "engine"
tier = "local"
[[routes]]
name = "missing"
model = "nano-banana"
provider = "missing"
tier = "value"
[[routes]]
name = "unknown"
model = "nano-banana"
provider = "nobody"
tier = "value"
[[routes]]
name = "strange"
model = "mona-lisa"
provider = "maker"
tier = "official"
"""


def installation(folder: Path, *keys: str, local: LocalUse | None = None, text: str = FILE) -> Installation:
    path = folder / "routes.toml"
    path.write_text(text)
    return Installation(
        plugins=PLUGINS,
        models={model.slug: model for model in (NANO_BANANA, NANO_BANANA_PRO)},
        environ=dict.fromkeys(keys, "set"),
        routes_path=path,
        local=local,
    )


def task(strategy: Strategy = Strategy.AUTO, model: str = "nano-banana") -> Task:
    return Task(
        id=TaskId("task_" + "0" * 32),
        api_key_id=ApiKeyId(1),
        model=model,
        state=TaskState.PENDING,
        request=GenerationRequest(mode=Mode.TEXT_TO_IMAGE, prompt="a fox"),
        strategy=strategy,
        callback_url=None,
        asset_token=new_asset_token(),
        created_at_ms=0,
        started_at_ms=None,
    )


def names(table: RouteTable, strategy: Strategy = Strategy.AUTO, model: str = "nano-banana") -> list[str]:
    return [live.route.name for live in table.routes_for(task(strategy, model))]


ALL_KEYS = ("MAKER_KEY", "PARTNER_KEY", "ENGINE_URL")


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        (Strategy.AUTO, ["cheap", "dear", "maker"]),
        (Strategy.VALUE, ["cheap", "dear"]),
        (Strategy.OFFICIAL, ["maker"]),
    ],
)
def test_a_strategy_takes_its_tiers_by_price(tmp_path: Path, strategy: Strategy, expected: list[str]) -> None:
    assert names(RouteTable(installation(tmp_path, *ALL_KEYS)), strategy) == expected


def test_every_route_that_is_not_live_says_why(tmp_path: Path) -> None:
    statuses, _ = installation(tmp_path, "MAKER_KEY").read()
    assert {status.route.name: status.why_not for status in statuses} == {
        "maker": None,
        "dear": "PARTNER_KEY not set",
        "cheap": "PARTNER_KEY not set",
        "engine": "ENGINE_URL not set",
        "missing": "not installed: no_such_package_at_all",
        "unknown": "there is no provider nobody",
        "strange": "there is no model mona-lisa",
        "drawing/nano-banana": "rests while an upstream route is live (maker)",
        "drawing/nano-banana-pro": "rests while an upstream route is live (maker)",
    }


def test_this_machine_draws_for_every_strategy_while_nothing_else_is_set_up(tmp_path: Path) -> None:
    table = RouteTable(installation(tmp_path))
    for strategy in Strategy:
        assert names(table, strategy) == ["drawing/nano-banana"]


def test_a_model_that_no_upstream_offers_is_not_drawn_where_upstreams_are_set_up(tmp_path: Path) -> None:
    assert names(RouteTable(installation(tmp_path, "MAKER_KEY")), model="nano-banana-pro") == []


def test_a_self_hosted_engine_that_fails_never_silently_becomes_a_drawing(tmp_path: Path) -> None:
    assert names(RouteTable(installation(tmp_path, "ENGINE_URL"))) == ["engine"]


@pytest.mark.parametrize("says", ["environment", "file"])
def test_local_always_puts_local_routes_last_of_all(tmp_path: Path, says: str) -> None:
    is_file = says == "file"
    table = RouteTable(
        installation(
            tmp_path,
            *ALL_KEYS,
            local=None if is_file else LocalUse.ALWAYS,
            text='local = "always"\n' + FILE if is_file else FILE,
        )
    )
    assert names(table) == ["cheap", "dear", "maker", "engine", "drawing/nano-banana"]
    assert names(table, Strategy.OFFICIAL) == ["maker", "engine", "drawing/nano-banana"]


def test_the_environment_outweighs_the_file(tmp_path: Path) -> None:
    text = 'local = "always"\n' + FILE
    table = RouteTable(installation(tmp_path, "MAKER_KEY", local=LocalUse.ALONE, text=text))
    assert names(table) == ["maker"]


async def test_routes_of_one_provider_share_it_and_a_reload_keeps_it(tmp_path: Path) -> None:
    table = RouteTable(installation(tmp_path, *ALL_KEYS))
    before = {live.route.name: live.provider for live in table.live}
    assert before["cheap"] is before["dear"]
    (tmp_path / "routes.toml").write_text(FILE.replace('name = "dear"', 'name = "dearer"'))
    table.load()
    after = {live.route.name: live.provider for live in table.live}
    assert "dear" not in after
    assert after["dearer"] is after["cheap"] is before["cheap"]
    assert after["maker"] is before["maker"]
    await table.close()
    assert all(provider.is_closed for provider in after.values())  # type: ignore[attr-defined] # NeverCalled


def test_a_broken_file_leaves_the_table_as_it_was(tmp_path: Path) -> None:
    table = RouteTable(installation(tmp_path, *ALL_KEYS))
    (tmp_path / "routes.toml").write_text(FILE + "[[routes]]\nmodel = 7\n")
    with pytest.raises(SetupError, match="model"):
        table.load()
    assert names(table) == ["cheap", "dear", "maker"]


def test_a_route_that_is_asked_for_by_name_is_found_or_said_why_not(tmp_path: Path) -> None:
    table = RouteTable(installation(tmp_path, "MAKER_KEY"))
    assert table.find("maker").route.name == "maker"
    assert table.find().route.name == "maker"
    with pytest.raises(SetupError, match="PARTNER_KEY not set"):
        table.find("dear")
    with pytest.raises(SetupError, match="known are maker, dear"):
        table.find("nothing")


def test_resolutions_of_a_route_bound_what_it_is_asked(tmp_path: Path) -> None:
    text = FILE.replace('name = "maker"\n', 'name = "maker"\nresolutions = ["1K", "2K"]\n')
    (live, *_) = RouteTable(installation(tmp_path, "MAKER_KEY", text=text)).live
    asked = task().request
    assert live.mismatch(asked) is None
    assert live.mismatch(asked._replace(resolution="2K")) is None
    assert live.mismatch(asked._replace(resolution="4K")) == "has no resolution 4K"
