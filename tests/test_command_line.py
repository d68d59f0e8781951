"""The command line: what it prints as JSON, its exit codes, and one period of the sample through its whole life."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from loaders.__main__ import app
from tests.workbooks import register, status, upload
from warehouse import open_warehouse

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
LAST = "2026-09-30"
MACROS = ("project_health", "strategy_trace", "schedule_variance", "risk_register", "risk_matrix", "report_coverage")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(tmp_path / "warehouse"))
    return tmp_path


def run(*arguments: object, code: int = 0) -> Any:
    result = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def answers(folder: Path) -> list[pd.DataFrame]:
    query = open_warehouse(folder / "warehouse").read()
    return [query(f"from {name}('{LAST}') order by all") for name in MACROS]


def saved(folder: Path, name: str, sheets: dict[str, Any]) -> Path:
    path = folder / name
    path.write_bytes(upload(sheets).content)
    return path


def test_a_load_prints_each_import_with_its_rows_and_problems(folder: Path) -> None:
    broken = status()
    broken["Status"][1][2] = "Purple"
    printed = run("load", saved(folder, "register.xlsx", register()), saved(folder, "broken.xlsx", broken), code=1)
    assert printed["version"] == 1
    first, second = printed["imports"]
    assert (first["import_id"], first["file"], first["status"]) == (1, "register.xlsx", "accepted")
    assert first["rows"] == {"strategy": 1, "programme": 1, "project": 2, "setting": 1} and first["problems"] == []
    assert (second["import_id"], second["status"]) == (None, "refused")
    (problem,) = second["problems"]
    assert set(problem) == {"code", "severity", "sheet", "cell", "value", "message"}
    assert (problem["severity"], problem["sheet"], problem["cell"], problem["value"]) == (
        "error",
        "Status",
        "C2",
        "Purple",
    )


def test_a_check_tells_what_must_be_corrected_apart_from_what_is_worth_a_look(folder: Path) -> None:
    broken = status()
    broken["Risks"][1][5], broken["Status"][1][2] = None, "Purple"
    paths = [saved(folder, "register.xlsx", register()), saved(folder, "broken.xlsx", broken)]
    result = CliRunner().invoke(app, ["check", *map(str, paths)])
    parts = ("Must be corrected:", "Status!C2", "Worth a look:", "Risks!F2")
    places = [result.stdout.index(part) for part in parts]
    assert places == sorted(places) and result.stdout.count("Must be corrected:") == 1


def test_a_check_publishes_nothing(folder: Path) -> None:
    printed = run("check", saved(folder, "register.xlsx", register()))
    assert printed["version"] == 0 and printed["imports"][0]["status"] == "accepted"
    assert not (folder / "warehouse" / "CURRENT").exists()


def test_one_sample_period_loads_twice_and_can_be_withdrawn_and_rebuilt(folder: Path) -> None:
    run("load", *SAMPLE.glob("register-*.xlsx"), SAMPLE / "2026-09-16")
    before = answers(folder)
    first, again = run("load", SAMPLE / LAST), run("load", SAMPLE / LAST)
    assert {each["status"] for each in first["imports"]} == {"accepted"} and len(first["imports"]) == 5
    assert {each["status"] for each in again["imports"]} == {"unchanged"} and again["version"] == first["version"]
    loaded = answers(folder)
    run("rebuild")
    for left, right in zip(loaded, answers(folder), strict=True):
        pd.testing.assert_frame_equal(left, right)
    for each in first["imports"]:
        run("withdraw", each["import_id"])
    for left, right in zip(before, answers(folder), strict=True):
        pd.testing.assert_frame_equal(left, right)
    statuses = {each["import_id"]: each["status"] for each in run("history")["imports"]}
    assert {statuses[each["import_id"]] for each in first["imports"]} == {"withdrawn"}


def test_withdrawing_what_is_not_there_is_refused_with_a_sentence(folder: Path) -> None:
    assert "history" in run("withdraw", 99, code=1)["error"]


def test_a_rebuild_without_an_archived_upload_says_which_and_changes_nothing(folder: Path) -> None:
    run("load", saved(folder, "register.xlsx", register()))
    before = answers(folder)
    [kept] = (folder / "warehouse" / "archive").iterdir()
    kept.unlink()
    assert "register.xlsx" in run("rebuild", code=1)["error"]
    pd.testing.assert_frame_equal(answers(folder)[0], before[0])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_template_is_written_and_asks_to_be_filled_in(folder: Path, language: str) -> None:
    out = folder / "status.xlsx"
    run("template", "status", out, "--language", language)
    (result,) = run("check", out, code=1)["imports"]
    assert [problem["code"] for problem in result["problems"]] == ["nothing-filled-in"]


def test_a_broken_workbook_is_written_back_and_a_good_one_is_not(folder: Path) -> None:
    run("load", saved(folder, "register.xlsx", register()))
    sheets, out = status(), folder / "back.xlsx"
    assert run("feedback", saved(folder, "good.xlsx", sheets), out) == {"written": []} and not out.exists()
    sheets["Status"][1][2] = "Purple"
    assert run("feedback", saved(folder, "broken.xlsx", sheets), out, "--language", "zh") == {"written": [str(out)]}
    (result,) = run("check", out, code=1)["imports"]
    assert [(problem["sheet"], problem["cell"]) for problem in result["problems"]] == [("Status", "C2")]


def test_the_next_workbook_is_written_for_a_project_and_loads(folder: Path) -> None:
    run("load", saved(folder, "register.xlsx", register()), saved(folder, "status.xlsx", status()))
    out = folder / "next.xlsx"
    assert run("next", "P1", out) == {"written": [str(out)]}
    (result,) = run("load", out)["imports"]
    assert (result["status"], result["problems"], result["rows"]["risk"]) == ("accepted", [], 1)
    assert "P9" in run("next", "P9", out, code=1)["error"]


def test_a_small_sample_can_be_written_and_loaded(folder: Path) -> None:
    run("sample", folder / "sample", "--projects", 10, "--periods", 2, "--seed", 3)
    told = {each["file"]: each["status"] for each in run("load", folder / "sample")["imports"]}
    assert told.pop("STORIES.md") == "skipped" and set(told.values()) == {"accepted"}


@pytest.mark.parametrize(
    "arguments", [["load"], ["load", "nowhere.xlsx"], ["withdraw", "first"], ["next", "P1", "next.pdf"], ["dance"]]
)
def test_wrong_usage_ends_with_code_2(folder: Path, arguments: list[str]) -> None:
    assert folder.exists()
    assert CliRunner().invoke(app, arguments).exit_code == 2
