"""An operator changes the route file under a running server, and looks at the routes."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.e2e.cavendish_process import COMMAND, CavendishProcess, free_port

pytestmark = pytest.mark.e2e

ROW = '[[routes]]\nname = "NAME"\nmodel = "nano-banana"\nprovider = "fal"\ntier = "value"\nprice_usd = 0.02\n'


def state_metrics(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            return answer.read().decode()
    except urllib.error.URLError:
        return ""


def wait_for(text: str, port: int) -> str:
    give_up_at = time.monotonic() + 20
    while text not in (metrics := state_metrics(port)):
        assert time.monotonic() < give_up_at, metrics
        time.sleep(0.1)
    return metrics


@pytest.fixture
def routes(tmp_path: Path) -> Path:
    file = tmp_path / "routes.toml"
    file.write_text(ROW.replace("NAME", "first"))
    return file


def test_a_changed_route_file_is_read_on_sighup_and_a_broken_one_changes_nothing(routes: Path) -> None:
    port = free_port()
    environ = {
        "CAVENDISH_ROUTES": str(routes),
        "FAL_KEY": "id:secret",
        "CAVENDISH_WORKER_METRICS_PORT": str(port),
    }
    with CavendishProcess.running(**environ) as server:
        assert server._process is not None
        wait_for('cavendish_route_state{route="first"} 0.0', port)
        routes.write_text(ROW.replace("NAME", "second"))
        server._process.send_signal(signal.SIGHUP)
        metrics = wait_for('cavendish_route_state{route="second"} 0.0', port)
        assert 'route="first"' not in metrics
        routes.write_text("[[routes]]\nmodel = 7\n")
        server._process.send_signal(signal.SIGHUP)
        give_up_at = time.monotonic() + 10
        while "the route file is broken" not in server.log():
            assert time.monotonic() < give_up_at
            time.sleep(0.1)
        assert 'cavendish_route_state{route="second"} 0.0' in state_metrics(port)
        routes.write_text(ROW.replace("NAME", "second"))
        shown = subprocess.run(
            [COMMAND, "routes"],
            env={**os.environ, **environ, "CAVENDISH_DATA": str(server.data), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
    assert "second" in shown
    assert "$0.02" in shown
    assert "rests while an upstream route is live (second)" in shown


def test_a_real_picture_is_made_through_a_route_and_saved(
    plain_server: CavendishProcess, tmp_path: Path
) -> None:
    done = subprocess.run(
        [COMMAND, "routes", "test", "-o", str(tmp_path / "it.png")],
        env={**os.environ, "CAVENDISH_DATA": str(plain_server.data)},
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    assert "illustrator/nano-banana" in done.stdout
    assert (tmp_path / "it.png").read_bytes().startswith(b"\x89PNG")


def test_a_server_with_a_broken_route_file_does_not_start_and_says_why(routes: Path) -> None:
    routes.write_text("[[routes]]\nmodel = 7\n")
    done = subprocess.run(
        [COMMAND, "serve", "--port", str(free_port())],
        env={
            **os.environ,
            "CAVENDISH_ROUTES": str(routes),
            "CAVENDISH_DATABASE_URL": "postgresql://127.0.0.1:1/x",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "route 1, field model" in done.stderr
