"""Check `rules`: the operator's own words and rules. A filter, not a safety system.

CAVENDISH_MODERATION_RULES is the path of a policy file in place of the one that comes with the server, or
`off`.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cavendish.adapters.prompt_rules.rule_file import load_policy
from cavendish.adapters.prompt_rules.rule_matching import RuleMatcher
from cavendish.domain.moderation import Finding
from cavendish.ports.moderator import Content, ModeratorPlugin

_QUICK_CHARS: Final = 1_000
"""Longer prompts take about a millisecond and more; they are read in a thread."""
_VARIABLE: Final = "CAVENDISH_MODERATION_RULES"


class OperatorRules:
    def __init__(self, matcher: RuleMatcher) -> None:
        self._matcher = matcher

    async def review(self, content: Content) -> Finding | None:
        if len(content.prompt) <= _QUICK_CHARS:
            broken = self._matcher.find_broken(content.prompt)
        else:
            broken = await asyncio.to_thread(self._matcher.find_broken, content.prompt)
        if broken is None:
            return None
        return Finding(category=broken.rule.category, reason=f"rule {broken.rule.name}")

    async def close(self) -> None:
        """Nothing is held."""


def open_rules(environ: Mapping[str, str]) -> RuleMatcher:
    """The rules of this installation, the packaged ones where they are off. Raises SetupError when broken."""
    path = environ.get(_VARIABLE, "").strip()
    named = bool(path) and path.lower() != "off"
    return RuleMatcher(load_policy(Path(path).expanduser() if named else None))


def _why_off(environ: Mapping[str, str]) -> str | None:
    is_off = environ.get(_VARIABLE, "").strip().lower() == "off"
    return f"{_VARIABLE} is off" if is_off else None


PLUGIN = ModeratorPlugin(
    name="rules", rank=10, why_off=_why_off, build=lambda environ: OperatorRules(open_rules(environ))
)
