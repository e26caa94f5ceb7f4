"""The command as a shell runs it, against a real server."""

import json
import signal
import time
import urllib.request

import pytest
from PIL import Image as PillowImage

from cavendish_client import Cavendish

pytestmark = pytest.mark.e2e


def test_generate_saves_the_picture_and_prints_where(terminal) -> None:
    done = terminal.run("generate", "a red fox", "-o", "fox.jpg", "--ratio", "3:2")
    assert (done.returncode, done.stdout) == (0, "fox.jpg\n"), done.stderr
    with PillowImage.open(terminal.folder / "fox.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", (1248, 832))


def test_generate_names_pictures_after_their_prompt_and_overwrites_none(terminal) -> None:
    told = terminal.json("generate", "A logo: letter C!", "--count", "2")
    assert sorted(line["path"] for line in told) == ["a-logo-letter-c-2.png", "a-logo-letter-c.png"]
    assert all((terminal.folder / line["path"]).stat().st_size > 1000 for line in told)


def test_generate_reads_the_prompt_from_stdin(terminal) -> None:
    done = terminal.run("generate", "-", "--json", stdin="a logo, letter T\n")
    assert json.loads(done.stdout)["path"] == "a-logo-letter-t.png", done.stderr


def test_a_preview_is_shown_where_it_is_asked_for(terminal) -> None:
    done = terminal.run("generate", "a logo with the letter P", "-o", "fox.png", "--preview", "kitty")
    assert done.stdout.startswith("\x1b_Ga=T,f=100")
    assert done.stdout.endswith("fox.png\n")


def test_edit_changes_a_local_file(terminal) -> None:
    PillowImage.effect_mandelbrot((256, 256), (-2, -1.5, 1, 1.5), 40).save(terminal.folder / "in.png")
    done = terminal.run("edit", "make it black and white", "in.png", "-o", "out.png")
    assert (done.returncode, done.stdout) == (0, "out.png\n"), done.stderr


def test_a_task_may_be_fetched_later(terminal) -> None:
    (submitted,) = terminal.json("generate", "a logo with the letter L", "--no-wait")
    (fetched,) = terminal.json("status", submitted["taskId"], "--wait", "-o", "light.png")
    assert (fetched["state"], fetched["path"]) == ("success", "light.png")
    listed = terminal.run("list", "-n", "1").stdout.split("\t")
    assert listed[:3] == [submitted["taskId"], "success", "nano-banana"]


def test_status_finds_the_model_by_itself(terminal) -> None:
    (submitted,) = terminal.json(
        "generate", "a logo with the letter L", "--no-wait", "--model", "nano-banana-2"
    )
    done = terminal.run("status", submitted["taskId"], "--wait")
    assert done.returncode == 0, done.stderr
    assert "success" in done.stdout


def test_a_cancelled_task_has_exit_code_5(terminal) -> None:
    for _ in range(3):
        (submitted,) = terminal.json("generate", "a castle", "--no-wait")
    (cancelled,) = terminal.json("cancel", submitted["taskId"])
    assert cancelled["failCode"] == "CANCELLED"
    assert terminal.run("status", submitted["taskId"]).returncode == 5


@pytest.mark.parametrize(
    ("arguments", "environ", "code"),
    [
        (["generate"], {}, 2),
        (["generate", "a fox", "-o", "fox.gif"], {}, 2),
        (["generate", "a fox", "-o", "fox.png", "--format", "jpeg"], {}, 2),
        (["generate", "a fox", "--ratio", "5:3"], {}, 2),
        (["generate", "x" * 5001], {}, 2),
        (["edit", "x", "missing.png"], {}, 2),
        (["batch", "missing.csv"], {}, 2),
        (["list", "--profile", "none"], {}, 2),
        (["list"], {"CAVENDISH_API_KEY": ""}, 3),
        (["list"], {"CAVENDISH_API_KEY": "wrong"}, 3),
        (["status", "task_none"], {}, 4),
        (["list"], {"CAVENDISH_BASE_URL": "http://127.0.0.1:1"}, 7),
        (["generate", "a fox", "--timeout", "0"], {}, 7),
        (["list"], {"CAVENDISH_BASE_URL": "nonsense"}, 2),
    ],
)
def test_exit_codes_tell_what_went_wrong(terminal, arguments, environ, code) -> None:
    done = terminal.run(*arguments, **environ)
    assert done.returncode == code, done.stderr
    assert "Error" in done.stderr
    assert "Traceback" not in done.stderr


def test_errors_are_json_where_json_is_asked_for(terminal) -> None:
    done = terminal.run("status", "task_none", "--json")
    told = json.loads(done.stdout)
    assert (told["error"]["type"], told["error"]["status"], told["exitCode"]) == ("NotFoundError", 404, 4)


def test_a_profile_stands_in_for_the_environment(terminal, server) -> None:
    bare = {"CAVENDISH_API_KEY": "", "CAVENDISH_BASE_URL": ""}
    answers = f"{server.base_url}\n{server.api_key}\n"
    assert terminal.run("configure", "local", stdin=answers, **bare).returncode == 0
    assert terminal.run("list", **bare).returncode == 0
    assert server.api_key in (terminal.folder / ".config/cavendish/config.toml").read_text()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_told_how_to_complete(terminal, shell) -> None:
    done = terminal.run(_CAVENDISH_COMPLETE=f"source_{shell}")
    assert "_CAVENDISH_COMPLETE" in done.stdout


def test_the_shell_completes_commands_and_choices(terminal) -> None:
    for typed, word in (("cavendish gen", "generate"), ("cavendish list --state pro", "processing")):
        done = terminal.run(
            _CAVENDISH_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(typed.count(" "))
        )
        assert word in done.stdout.split()


def made_for(server, source: str) -> list[str]:
    """The tasks of one batch, as the server knows them."""
    with Cavendish(server.api_key, base_url=server.base_url) as client:
        tasks, cursor = [], None
        while True:
            page = client.list(limit=100, cursor=cursor)
            tasks += [task.id for task in page.tasks if client.details(task)["source"] == source]
            if (cursor := page.next_cursor) is None:
                return tasks


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_batch_goes_on_after_an_interruption_and_pays_nothing_twice(terminal, server, number) -> None:
    source = f"batch-{number}-{time.time_ns()}"
    rows = [{"prompt": f"a logo with the letter {letter}", "source": source} for letter in "ABCDEF"]
    (terminal.folder / "p.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    pictures = terminal.folder / "p-pictures"
    process = terminal.start("batch", "p.jsonl", "--concurrency", "2")
    while len(list(pictures.glob("*.png"))) < 1:
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    assert terminal.stop(process, number) == (130 if number == signal.SIGINT else -9)
    assert len(list(pictures.glob("*.png"))) < 6
    told = terminal.json("batch", "p.jsonl", "--concurrency", "3")
    assert told[-1] == {"saved": 6, "failed": 0, "folder": "p-pictures"}
    assert len(list(pictures.glob("*.png"))) == 6
    assert len(made_for(server, source)) == 6
    assert terminal.json("batch", "p.jsonl") == [told[-1]]


def test_a_bad_row_fails_alone_and_only_again_when_asked(terminal) -> None:
    (terminal.folder / "p.csv").write_text(f"prompt\na logo with the letter A\n{'x' * 5001}\n")
    first = terminal.run("batch", "p.csv")
    assert (first.returncode, first.stdout) == (8, "1 pictures in p-pictures\n"), first.stderr
    assert "row 2" in first.stderr
    assert "5000" in first.stderr
    assert "were done by an earlier run" in terminal.run("batch", "p.csv").stderr
    again = terminal.run("batch", "p.csv", "--retry-failed")
    assert again.returncode == 8
    assert "row 2" in again.stderr


def test_a_wrong_key_stops_a_batch_at_once(terminal) -> None:
    (terminal.folder / "p.csv").write_text("prompt\n" + "a fox\n" * 5)
    done = terminal.run("batch", "p.csv", CAVENDISH_API_KEY="wrong")
    assert done.returncode == 3


def test_webhooks_are_received_checked_and_printed(terminal, server) -> None:
    process = terminal.start("webhook", "listen", "--port", "0", "--count", "1", "--json")
    url = process.stderr.readline().split()[-1]
    forged = urllib.request.Request(url, b"{}", {"webhook-id": "x"})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(forged, timeout=5)
    assert caught.value.code == 401
    caught.value.close()
    with Cavendish(server.api_key, base_url=server.base_url) as client:
        task = client.submit("a logo with the letter W", callback_url=url)
    out, err = process.communicate(timeout=60)
    told = json.loads(out)
    assert process.returncode == 0
    assert (told["task"]["taskId"], told["task"]["state"], told["isRepeated"]) == (task.id, "success", False)
    assert "refused:" in err


def test_webhooks_are_not_received_without_a_secret(terminal) -> None:
    done = terminal.run("webhook", "listen", CAVENDISH_WEBHOOK_SECRET="")
    assert done.returncode == 2
    assert "CAVENDISH_WEBHOOK_SECRET" in done.stderr
