"""Which service and key the command uses: options, environment, or the configuration file's profiles."""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from cavendish_client.commands.exit_codes import CommandError, ExitCode
from cavendish_client.service_address import DEFAULT_BASE_URL

DEFAULT_PROFILE: Final = "default"
_FIELDS: Final = ("base_url", "api_key", "model", "webhook_secret")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One service and one's key for it."""

    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    model: str | None = None
    webhook_secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What the file says; profiles by name."""

    profiles: Mapping[str, Profile]
    default_profile: str


def config_path(environ: Mapping[str, str], home: Path) -> Path:
    """`CAVENDISH_CONFIG`, else `cavendish/config.toml` where the system keeps configuration."""
    if named := environ.get("CAVENDISH_CONFIG"):
        return Path(named).expanduser()
    folder = environ.get("XDG_CONFIG_HOME") or home / ".config"
    return Path(folder) / "cavendish" / "config.toml"


def read_configuration(path: Path) -> Configuration:
    """The file's content; empty when there is none. Raises CommandError that names the field."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        content = {}
    except (OSError, ValueError) as error:
        raise CommandError(f"Cannot read {path}: {error}") from error
    profiles = content.get("profiles", {})
    if not isinstance(profiles, dict):
        raise CommandError(f"{path}: profiles must be tables: [profiles.NAME]")
    return Configuration(
        profiles={name: _read_profile(path, name, values) for name, values in profiles.items()},
        default_profile=str(content.get("default_profile", DEFAULT_PROFILE)),
    )


def write_profile(path: Path, name: str, profile: Profile, *, is_default: bool) -> None:
    """Add or replace one profile; only this user may read the file. Comments in it are lost."""
    known = read_configuration(path)
    profiles = {**known.profiles, name: profile}
    lines = [f"default_profile = {_quote(name if is_default else known.default_profile)}"]
    for title, values in profiles.items():
        lines += ["", f"[profiles.{_quote(title)}]"]
        lines += [f"{key} = {_quote(value)}" for key, value in asdict(values).items() if value is not None]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
    part.replace(path)


def choose_profile(
    configuration: Configuration, environ: Mapping[str, str], *, name: str | None, base_url: str | None
) -> Profile:
    """The profile in force. A key and its address come from one place, so that no key meets a strange server.

    A profile asked for by `name` or `CAVENDISH_PROFILE` is taken as it is; else `CAVENDISH_API_KEY` with
    `CAVENDISH_BASE_URL`; else the default profile. `base_url` is the caller's own word and wins always.
    """
    asked = name or environ.get("CAVENDISH_PROFILE")
    if asked is not None:
        if asked not in configuration.profiles:
            known = ", ".join(configuration.profiles) or "none yet"
            raise CommandError(
                f"There is no profile {asked!r} (there are: {known}); add it: cavendish configure"
            )
        chosen = configuration.profiles[asked]
    elif environ.get("CAVENDISH_API_KEY"):
        chosen = Profile(base_url=environ.get("CAVENDISH_BASE_URL"), api_key=environ["CAVENDISH_API_KEY"])
    else:
        chosen = configuration.profiles.get(configuration.default_profile, Profile())
        base_url = base_url or environ.get("CAVENDISH_BASE_URL")
    return Profile(
        base_url=base_url or chosen.base_url or DEFAULT_BASE_URL,
        api_key=chosen.api_key,
        model=chosen.model,
        webhook_secret=chosen.webhook_secret or environ.get("CAVENDISH_WEBHOOK_SECRET"),
    )


def require_key(profile: Profile) -> str:
    """The key. Raises CommandError that says where to put one."""
    if not profile.api_key:
        raise CommandError(
            f"No API key for {profile.base_url}: set CAVENDISH_API_KEY, or run `cavendish configure`",
            exit_code=ExitCode.KEY,
        )
    return profile.api_key


def _read_profile(path: Path, name: str, values: Any) -> Profile:  # noqa: ANN401  whatever the file holds
    if not isinstance(values, dict):
        raise CommandError(f"{path}: profiles.{name} must be a table")
    for key, value in values.items():
        if key not in _FIELDS:
            raise CommandError(f"{path}: profiles.{name}.{key} is unknown; there are {', '.join(_FIELDS)}")
        if not isinstance(value, str):
            raise CommandError(f"{path}: profiles.{name}.{key} must be a text in quotes")
    return Profile(**values)


def _quote(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for pairs of surrogates and DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
