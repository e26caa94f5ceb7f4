"""The route file that comes with the server names what there is."""

from cavendish.adapters.providers import openai_images
from cavendish.discovery import find_plugins
from cavendish.domain.routing import Tier
from cavendish.ports.model import ModelPlugin
from cavendish.ports.provider import ProviderPlugin
from cavendish.ports.route_file import read_route_file

PROVIDERS = {plugin.name: plugin for plugin in find_plugins("cavendish.adapters.providers", ProviderPlugin)}
MODELS = {model.slug: model for model in find_plugins("cavendish.models", ModelPlugin)}
ROUTES = read_route_file().routes


def test_every_route_names_a_provider_and_a_model_that_exist() -> None:
    for route in ROUTES:
        assert route.provider in PROVIDERS, route.name
        assert route.model in MODELS, route.name


def test_without_credentials_no_route_is_live_and_each_says_what_it_misses() -> None:
    for route in ROUTES:
        assert PROVIDERS[route.provider].why_not_live(route, {}), route.name


def test_each_route_is_live_once_its_provider_s_variables_are_set() -> None:
    for route in ROUTES:
        plugin = PROVIDERS[route.provider]
        assert plugin.why_not_live(route, dict.fromkeys(plugin.credentials, "x")) is None, route.name


def test_another_maker_s_model_does_not_serve_unasked() -> None:
    assert openai_images.PLUGIN.name not in {route.provider for route in ROUTES}


def test_the_contract_s_references_and_ratios_are_served_for_every_model() -> None:
    for model in MODELS.values():
        for tier in (Tier.OFFICIAL, Tier.VALUE):
            routes = [route for route in ROUTES if route.model == model.slug and route.tier is tier]
            assert max(route.max_references for route in routes) >= model.max_references
            assert any(
                route.aspect_ratios is None or route.aspect_ratios >= set(model.aspect_ratios)
                for route in routes
            )


def test_the_models_have_the_limits_of_the_contract() -> None:
    limits = {slug: (m.max_prompt_chars, m.max_references, m.resolutions) for slug, m in MODELS.items()}
    assert limits == {
        "nano-banana": (5000, 5, ()),
        "nano-banana-2": (20_000, 14, ("1K", "2K", "4K")),
        "nano-banana-pro": (20_000, 8, ("1K", "2K", "4K")),
    }
    assert set(MODELS["nano-banana-2"].aspect_ratios) - set(MODELS["nano-banana"].aspect_ratios) == {
        "1:4", "4:1", "1:8", "8:1",
    }  # fmt: skip
    assert MODELS["nano-banana-pro"].aspect_ratios == MODELS["nano-banana"].aspect_ratios
