import stat

import pytest

from cavendish_client.commands.exit_codes import CommandError, ExitCode
from cavendish_client.commands.profiles import (
    Configuration,
    Profile,
    choose_profile,
    config_path,
    read_configuration,
    require_key,
    write_profile,
)

FILED = Configuration(
    profiles={
        "default": Profile(base_url="http://filed.example", api_key="filed", webhook_secret="whsec_filed"),
        "work": Profile(base_url="http://work.example", api_key="work", model="nano-banana-pro"),
    },
    default_profile="default",
)
IN_ENVIRONMENT = {"CAVENDISH_API_KEY": "env", "CAVENDISH_BASE_URL": "http://env.example"}


def chosen(environ, *, name=None, base_url=None, configuration=FILED):
    profile = choose_profile(configuration, environ, name=name, base_url=base_url)
    return profile.base_url, profile.api_key


def test_the_default_profile_serves_when_nothing_else_is_said() -> None:
    assert chosen({}) == ("http://filed.example", "filed")


def test_the_environment_comes_before_the_file() -> None:
    assert chosen(IN_ENVIRONMENT) == ("http://env.example", "env")


def test_a_named_profile_comes_before_the_environment() -> None:
    assert chosen(IN_ENVIRONMENT, name="work") == ("http://work.example", "work")
    assert chosen({**IN_ENVIRONMENT, "CAVENDISH_PROFILE": "work"}) == ("http://work.example", "work")


def test_a_key_of_the_environment_never_goes_to_an_address_of_the_file() -> None:
    assert chosen({"CAVENDISH_API_KEY": "env"}) == ("http://127.0.0.1:8080", "env")


def test_an_address_given_on_the_line_wins_always() -> None:
    assert chosen(IN_ENVIRONMENT, base_url="http://line.example") == ("http://line.example", "env")
    assert chosen({}, name="work", base_url="http://line.example") == ("http://line.example", "work")


def test_without_anything_it_is_the_local_server_and_no_key() -> None:
    empty = Configuration(profiles={}, default_profile="default")
    assert chosen({}, configuration=empty) == ("http://127.0.0.1:8080", None)
    with pytest.raises(CommandError, match="cavendish configure") as caught:
        require_key(Profile(base_url="http://e.example"))
    assert caught.value.exit_code is ExitCode.KEY


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CommandError, match="default, work"):
        chosen({}, name="home")


@pytest.mark.parametrize(
    ("environ", "path"),
    [
        ({}, "home/.config/cavendish/config.toml"),
        ({"XDG_CONFIG_HOME": "/xdg"}, "/xdg/cavendish/config.toml"),
        ({"CAVENDISH_CONFIG": "/own.toml"}, "/own.toml"),
    ],
)
def test_the_file_lies_where_the_system_keeps_configuration(tmp_path, environ, path) -> None:
    assert config_path(environ, tmp_path / "home") == tmp_path / path


def test_a_written_profile_is_read_back_and_nobody_else_reads_it(tmp_path) -> None:
    path = tmp_path / "new" / "config.toml"
    odd = Profile(base_url="http://e.example", api_key='k"\\ \x7f\n é 🍌')
    write_profile(path, "first", odd, is_default=True)
    write_profile(path, 'a "b".c', Profile(api_key="k"), is_default=False)
    configuration = read_configuration(path)
    assert configuration.default_profile == "first"
    assert configuration.profiles == {"first": odd, 'a "b".c': Profile(api_key="k")}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_file_is_an_empty_configuration(tmp_path) -> None:
    assert read_configuration(tmp_path / "none.toml").profiles == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[profiles.a]\nkey = 'x'", "profiles.a.key is unknown"),
        ("[profiles.a]\napi_key = 1", "profiles.a.api_key must be a text"),
        ("profiles = 1", "must be tables"),
        ("[profiles]\na = 1", "profiles.a must be a table"),
        ("= broken", "Cannot read"),
    ],
)
def test_a_faulty_file_is_refused_by_field(tmp_path, text, problem) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(CommandError, match=problem):
        read_configuration(path)
