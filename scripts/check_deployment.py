"""Checks everything in deploy/ with the tools that read it for real: `make check-deploy` (in .venv-tools)."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import helm_python
import kubernetes_validate
import yaml
from compose_spec import PyCompose

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
CHART = DEPLOY / "helm" / "cavendish"
BIN = Path(sys.executable).parent
OLDEST, NEWEST = "1.29", "1.37"
"""Kubernetes releases between which the manifests must hold."""
SECRETS = {"values": {"CAVENDISH_DATABASE_URL": "postgresql://db/c", "CAVENDISH_ADMIN_TOKEN": "x" * 32}}
INSTALLATIONS = {
    "defaults": {"secret": SECRETS},
    "everything on": {
        "secret": {"existingName": "mine"},
        "ingress": {"enabled": True, "className": "nginx", "tlsSecretName": "tls", "annotations": {"a": "b"}},
        "imagePullSecrets": [{"name": "registry"}],
        "nodeSelector": {"disk": "ssd"},
        "tolerations": [{"operator": "Exists"}],
        "serviceAccount": {"annotations": {"role": "x"}},
    },
    "everything off": {
        "secret": SECRETS,
        "worker": {"autoscaling": {"enabled": False}},
        "networkPolicy": {"enabled": False},
    },
}
_VARIABLE = re.compile(r"\$\{\w+(:[-?][^}]*)?\}")
_HELM_WARNING = 2
MOST_EXPOSURE = 20
"""systemd's own score of what a unit could do, in tenths: 0 is nothing, 100 everything."""


def _run(*command: str | Path) -> Iterator[str]:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, cwd=DEPLOY
    )
    if done.returncode:
        yield f"{Path(command[0]).name}: {done.stdout}{done.stderr}".strip()


def check_dockerfile() -> Iterator[str]:
    yield from _run(BIN / "hadolint", "--failure-threshold", "style", "Dockerfile")


def check_compose() -> Iterator[str]:
    merged = yaml.safe_load(_VARIABLE.sub("set", (DEPLOY / "compose.yaml").read_text()))
    try:
        PyCompose.from_json(json.dumps(merged))
    except ValueError as error:
        yield f"compose.yaml is against the Compose specification: {error}"
    yield from _run(BIN / "compose-lint", "--fail-on", "high", "compose.yaml")
    yield from _run(BIN / "caddy", "validate", "--adapter", "caddyfile", "--config", "Caddyfile")


def check_chart() -> Iterator[str]:
    for name, values in INSTALLATIONS.items():
        report = helm_python.lint(CHART, values, strict=True, quiet=True)
        messages = report.get("messages") or []
        yield from (f"helm lint ({name}): {one}" for one in messages if one["severity"] >= _HELM_WARNING)
        with helm_python.Chart.load(CHART) as chart:
            chart.validate_schema(values)
            rendered = chart.render(values, name="test", namespace="apps")
        manifests = [
            one
            for file, text in rendered.items()
            if file.endswith(".yaml")
            for one in yaml.safe_load_all(text)
            if one
        ]
        yield from _check_manifests(name, manifests)


def _check_manifests(name: str, manifests: list[dict[str, object]]) -> Iterator[str]:
    for manifest in manifests:
        for version in (OLDEST, NEWEST):
            try:
                kubernetes_validate.validate(manifest, version, strict=True)
            except kubernetes_validate.ValidationError as error:
                yield f"{name}: {manifest['kind']}: Kubernetes {version}: {error}"
    kinds = sorted(str(manifest["kind"]) for manifest in manifests)
    print(f"  chart, {name}: {len(manifests)} manifests ({', '.join(kinds)})")


def check_units() -> Iterator[str]:
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        print("  units: not checked, for this machine has no systemd-analyze")
        return
    with tempfile.TemporaryDirectory() as folder:
        units = []
        for unit in sorted((DEPLOY / "systemd").glob("*.service")):
            # The program need not be installed where its unit is checked.
            text = unit.read_text().replace("/opt/cavendish/bin/cavendish-server", "/bin/true")
            units.append(Path(folder, unit.name))
            units[-1].write_text(text)
        yield from _run(systemd, "verify", *units)
        yield from _run(systemd, "security", "--offline=true", f"--threshold={MOST_EXPOSURE}", *units)


def main() -> None:
    checks: list[Callable[[], Iterator[str]]] = [check_dockerfile, check_compose, check_chart, check_units]
    failed = False
    for check in checks:
        findings = list(check())
        failed = failed or bool(findings)
        print(f"{'wrong' if findings else 'ok   '} {check.__name__.removeprefix('check_')}")
        print("".join(f"{finding}\n" for finding in findings), end="")
    sys.exit(failed)


if __name__ == "__main__":
    main()
