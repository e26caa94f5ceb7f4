"""What a batch reads, and what it writes down."""

import json

import pytest

from cavendish_client.commands.batch_journal import JOURNAL_NAME, BatchJournal, RowRecord, Step
from cavendish_client.commands.batch_rows import read_rows
from cavendish_client.commands.exit_codes import CommandError
from cavendish_client.task_request import TaskRequest

DEFAULTS = TaskRequest(prompt="", aspect_ratio="3:2")
BASE = "http://e.example"


def rows_of(tmp_path, text, name="prompts.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_rows(path, DEFAULTS)


def test_a_csv_names_its_columns(tmp_path) -> None:
    rows = rows_of(
        tmp_path,
        "\ufeffprompt,aspect_ratio,images,name,_note\n"
        '"a fox, red",16:9,a.png| https://e.example/b.png ,fox,x\n'
        "ein Öhi,,,,\n",
    )
    assert rows[0].request == TaskRequest(
        prompt="a fox, red",
        aspect_ratio="16:9",
        images=[str(tmp_path / "a.png"), "https://e.example/b.png"],
    )
    assert [row.stem for row in rows] == ["fox", "2-ein-öhi"]
    assert rows[1].request.aspect_ratio == "3:2"


def test_a_jsonl_holds_objects_or_bare_prompts(tmp_path) -> None:
    rows = rows_of(tmp_path, '"a fox"\n\n{"prompt": "an owl", "output_format": "jpeg"}\n', "p.jsonl")
    assert [(row.request.prompt, row.request.output_format) for row in rows] == [
        ("a fox", None),
        ("an owl", "jpeg"),
    ]


def test_a_row_keeps_its_id_wherever_it_moves(tmp_path) -> None:
    before = rows_of(tmp_path, "prompt\nfox\nowl\nfox\n")
    after = rows_of(tmp_path, "prompt\ncat\nowl\nfox\nfox\n")
    assert {row.id for row in before} == {row.id for row in after[1:]}
    assert len({row.id for row in before}) == 3


def test_names_are_padded_so_that_they_sort(tmp_path) -> None:
    rows = rows_of(tmp_path, "prompt\n" + "fox\n" * 10)
    assert [rows[0].stem, rows[9].stem] == ["01-fox", "10-fox"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("p.csv", "prompt,aspect_ration\nfox,1:1\n", "unknown column 'aspect_ration'"),
        ("p.csv", "prompt,aspect_ratio\nfox,5:3\n", r"p\.csv:2: aspect_ratio must be one of"),
        ("p.csv", "prompt,name\nfox,../x\n", "name must be a file's name"),
        ("p.csv", "prompt,name\nfox,.x\n", "name must be a file's name"),
        ("p.csv", "prompt,name\nfox,x\nowl,X\n", "stands in several rows"),
        ("p.csv", "prompt,name\n,x\n", "prompt is missing"),
        ("p.csv", "prompt\nfox,owl\n", "more cells"),
        ("p.csv", "prompt\n", "no rows"),
        ("p.csv", "", "no rows"),
        ("p.jsonl", "{", r"p\.jsonl:1: not JSON"),
        ("p.jsonl", "[1]", "a row is an object"),
        ("p.jsonl", '{"prompt": 1}', "prompt must be a text"),
        ("p.jsonl", '{"prompt": "x", "images": "a.png"}', "images must be a list"),
        ("p.txt", "fox", r"\.csv or \.jsonl"),
    ],
)
def test_a_fault_is_found_before_anything_is_paid(tmp_path, name, text, problem) -> None:
    with pytest.raises(CommandError, match=problem):
        rows_of(tmp_path, text, name)


def test_a_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(CommandError, match="Cannot read"):
        read_rows(tmp_path / "none.csv", DEFAULTS)


def test_a_journal_tells_the_next_run_what_was_done(tmp_path) -> None:
    with BatchJournal.open(tmp_path, base_url=BASE) as journal:
        assert journal.find("a") is None
        journal.record("a", RowRecord(step=Step.SUBMITTING, idempotency_key="k"))
        journal.advance("a", Step.SUBMITTED, task_id="task_1")
        journal.advance("a", Step.SAVED, path="a.png")
    with BatchJournal.open(tmp_path, base_url=BASE) as journal:
        assert journal.find("a") == RowRecord(
            step=Step.SAVED, idempotency_key="k", task_id="task_1", path="a.png"
        )


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_line_that_a_crash_cut_short_is_as_if_never_written(tmp_path, cut) -> None:
    path = tmp_path / JOURNAL_NAME
    with BatchJournal.open(tmp_path, base_url=BASE) as journal:
        journal.record("a", RowRecord(step=Step.SUBMITTING, idempotency_key="k"))
        whole = path.read_bytes()
        journal.advance("a", Step.SUBMITTED, task_id="täsk_1")
    path.write_bytes(path.read_bytes()[:-cut])
    with BatchJournal.open(tmp_path, base_url=BASE) as journal:
        assert journal.find("a").step is Step.SUBMITTING
        journal.advance("a", Step.SUBMITTED, task_id="task_2")
    lines = path.read_bytes().removeprefix(whole).splitlines()
    assert [json.loads(line)["taskId"] for line in lines] == ["task_2"]


def test_only_one_run_fills_a_folder(tmp_path) -> None:
    with (
        BatchJournal.open(tmp_path, base_url=BASE),
        pytest.raises(CommandError, match="Another run"),
        BatchJournal.open(tmp_path, base_url=BASE),
    ):
        pass


def test_a_batch_goes_on_only_where_it_began(tmp_path) -> None:
    with BatchJournal.open(tmp_path, base_url=BASE):
        pass
    with (
        pytest.raises(CommandError, match=r"begun at http://e\.example"),
        BatchJournal.open(tmp_path, base_url="http://other.example"),
    ):
        pass


@pytest.mark.parametrize(
    "content", ['{"version": 9}\n', "[]\n", "x\n", '{"version": 1, "baseUrl": "http://e.example"}\n{}\n']
)
def test_a_damaged_journal_is_refused(tmp_path, content) -> None:
    (tmp_path / JOURNAL_NAME).write_text(content)
    with pytest.raises(CommandError, match="--output"), BatchJournal.open(tmp_path, base_url=BASE):
        pass
