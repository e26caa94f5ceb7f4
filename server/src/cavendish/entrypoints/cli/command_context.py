"""What every command knows: the environment it was called in, as settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cavendish.settings import Settings, load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandContext:
    environ: Mapping[str, str]
    is_root: bool
    home: Path

    def settings(self, **overrides: str | None) -> Settings:
        """Settings of the environment, with variables replaced by what the command line says."""
        environ = {**self.environ, **{name: value for name, value in overrides.items() if value is not None}}
        return load_settings(environ, is_root=self.is_root, home=self.home)
