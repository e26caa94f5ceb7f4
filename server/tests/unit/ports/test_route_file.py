"""A route file is read strictly, and what is wrong is named by file, row and field."""

from pathlib import Path

import pytest

from cavendish.domain.errors import SetupError
from cavendish.domain.routing import Tier
from cavendish.ports.route_file import LocalUse, parse_route_file, read_route_file

ROW = '[[routes]]\nmodel = "nano-banana"\nprovider = "gemini"\ntier = "official"\n'


def parse(text: str):
    return parse_route_file(text, source="routes.toml")


def test_a_short_row_gets_defaults_and_a_name_of_provider_and_model() -> None:
    (route,) = parse(ROW).routes
    assert (route.name, route.upstream_model, route.tier) == (
        "gemini-nano-banana",
        "nano-banana",
        Tier.OFFICIAL,
    )
    assert (route.price_microusd, route.max_concurrency, route.timeout_s) == (0, 50, 120.0)
    assert (route.max_references, route.aspect_ratios, route.options) == (5, None, {})


def test_every_field_and_every_option_is_read() -> None:
    (route,) = parse(
        ROW + 'name = "g"\nupstream_model = "m"\nprice_usd = 0.039\nmax_concurrency = 7\ntimeout_s = 90\n'
        'max_references = 3\naspect_ratios = ["1:1", "16:9"]\nlocation = "eu"\nsafe = true\nimage_usd = 30\n'
    ).routes
    assert (route.name, route.upstream_model, route.price_microusd) == ("g", "m", 39_000)
    assert (route.max_concurrency, route.timeout_s, route.max_references) == (7, 90.0, 3)
    assert route.aspect_ratios == {"1:1", "16:9"}
    assert route.options == {"location": "eu", "safe": True, "image_usd": 30}


def test_a_route_that_is_not_enabled_is_left_out_but_still_checked() -> None:
    assert parse(ROW + "enabled = false\n").routes == ()
    with pytest.raises(SetupError, match="enabled"):
        parse(ROW + 'enabled = "no"\n')


def test_local_routes_serve_alone_unless_the_file_says_always() -> None:
    assert parse(ROW).local is LocalUse.ALONE
    assert parse('local = "always"\n' + ROW).local is LocalUse.ALWAYS
    with pytest.raises(SetupError, match="local"):
        parse('local = "sometimes"\n')


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[routes]\n", "not valid TOML"),
        ("routes = 3\n", r"\[\[routes\]\]"),
        ("[routing]\n", "routing"),
        ('[[routes]]\nprovider = "gemini"\ntier = "value"\n', r"route 1 \(gemini\), field model: is missing"),
        ('[[routes]]\nmodel = "m"\ntier = "value"\n', "field provider: is missing"),
        ('[[routes]]\nmodel = "m"\nprovider = "p"\n', "field tier: is missing"),
        ('[[routes]]\nmodel = "m"\nprovider = "p"\ntier = "cheap"\n', 'field tier: .*"official"'),
        (ROW + ROW, r"route 2 \(gemini\), field name: .*twice"),
        (ROW + "price_usd = -0.01\n", "field price_usd: .* from 0 to 100"),
        (ROW + "price_usd = 100.01\n", "field price_usd"),
        (ROW + 'price_usd = "0.03"\n', "field price_usd: .* must be a number"),
        (ROW + "max_concurrency = 0\n", "field max_concurrency"),
        (ROW + "max_concurrency = 1.5\n", "field max_concurrency: .* whole number"),
        (ROW + "max_concurrency = true\n", "field max_concurrency"),
        (ROW + "timeout_s = 0\n", "field timeout_s"),
        (ROW + "timeout_s = 3601\n", "field timeout_s"),
        (ROW + "max_references = -1\n", "field max_references"),
        (ROW + 'aspect_ratios = "1:1"\n', "field aspect_ratios"),
        (ROW + 'aspect_ratios = ["7:5"]\n', "field aspect_ratios: '7:5'"),
        (ROW + "time_out_s = 20\n", "did you mean timeout_s"),
        (ROW + "headers = {a = 1}\n", "field headers: a provider's option"),
        (ROW + 'name = "  "\n', "field name"),
    ],
)
def test_what_is_wrong_is_named(text: str, says: str) -> None:
    with pytest.raises(SetupError, match=says) as caught:
        parse(text)
    assert str(caught.value).startswith("routes.toml")


def test_limits_themselves_are_allowed() -> None:
    (route,) = parse(
        ROW + "price_usd = 100\nmax_concurrency = 1\ntimeout_s = 3600\nmax_references = 0\n"
    ).routes
    assert (route.price_microusd, route.timeout_s, route.max_references) == (100_000_000, 3600.0, 0)


def test_the_default_file_lists_every_hosted_provider_and_model() -> None:
    routes = read_route_file().routes
    assert {route.provider for route in routes} >= {
        "gemini", "vertex", "fal", "replicate", "kie", "apixo", "openrouter", "comfyui", "diffusers",
    }  # fmt: skip
    assert {route.model for route in routes} == {"nano-banana", "nano-banana-2", "nano-banana-pro"}
    assert {route.provider for route in routes if route.tier is Tier.OFFICIAL} == {"gemini", "vertex"}
    assert all(route.price_microusd > 0 for route in routes if route.tier is not Tier.LOCAL)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"none\.toml"):
        read_route_file(tmp_path / "none.toml")
