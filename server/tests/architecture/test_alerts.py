"""Every alert has its section in the runbook, and Prometheus takes the rules."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
FILE = ROOT / "deploy/observability/alerts.yaml"
TESTS = FILE.with_name("alerts_test.yaml")
RULES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text())["groups"][0]["rules"]


def anchors(document: Path) -> set[str]:
    """The names by which a Markdown page's sections are linked to."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_every_alert_leads_to_its_section_of_the_runbook(rule: dict[str, Any]) -> None:
    page, _, anchor = rule["annotations"]["runbook"].partition("#")
    assert anchor in anchors(ROOT / page)
    assert rule["labels"]["severity"] in ("critical", "warning")
    assert re.fullmatch(r"\d+[mh]", rule["for"])


def test_the_runbook_has_no_section_without_an_alert() -> None:
    named = {rule["alert"].lower() for rule in RULES}
    assert anchors(ROOT / "docs/runbook.md") - {"runbook"} == named


def test_links_within_the_runbook_lead_somewhere() -> None:
    links = re.findall(r"\]\(#([\w-]+)\)", (ROOT / "docs/runbook.md").read_text())
    assert set(links) <= anchors(ROOT / "docs/runbook.md")


def test_every_panel_of_the_dashboard_asks_something() -> None:
    panels = json.loads((ROOT / "deploy/observability/dashboard.json").read_text())["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    assert all(target["expr"] for panel in panels for target in panel["targets"])


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool (Debian: prometheus) is not installed")
@pytest.mark.parametrize("arguments", [("check", "rules", FILE), ("test", "rules", TESTS)])
def test_prometheus_takes_the_rules_and_they_fire_when_they_should(arguments: tuple[str | Path, ...]) -> None:
    done = subprocess.run(["promtool", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
