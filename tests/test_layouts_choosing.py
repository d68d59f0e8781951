"""Which layout a file is read with, and how that is remembered: history does not change when a layout is mended."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from typer.testing import CliRunner

from i18n import Words
from loaders import engine
from loaders.__main__ import app
from loaders.library import library, shipped
from loaders.profile import Profile, Region, Source, write_profile
from loaders.reading import Upload
from tests.layouts import HEADINGS, columns, known, profile, read, read_with, region, status_feed, told
from tests.workbooks import register, status, upload
from warehouse import Warehouse

DAY, END = date(2026, 9, 30), date(2027, 1, 31)
SENT = {"Report": [HEADINGS, ["P1", DAY, "Green", 40, END], ["P2", DAY, "Red", 10, END]]}


def learn(home: Warehouse, layout: Profile) -> None:
    home.save_layout(layout.name, write_profile(layout))


@pytest.fixture
def registered(home: Warehouse) -> Warehouse:
    assert engine.load(home, [upload(register())]).accepted
    learn(home, profile())
    return home


def test_the_one_layout_that_fits_is_used_without_a_question(registered: Warehouse) -> None:
    (result,) = engine.load(registered, [upload(SENT)]).imports
    assert (result.status, result.problems, result.reading.layout.name) == ("accepted", [], "sender")
    assert registered.read()("select overall_rag from status order by project_id")["overall_rag"].tolist() == [
        "Green",
        "Red",
    ]


def test_a_template_filled_in_rightly_is_read_as_such_even_where_a_layout_fits_too() -> None:
    layout = profile(region(sheet="Status", headings=("Project ID",)))
    assert read_with(upload(status()), layout).layout.profile is None


def test_a_layout_that_fits_goes_before_a_sheet_that_only_has_a_name_of_ours() -> None:
    sent = {"Status": [["Project ID", "Report date", *HEADINGS[2:]], ["P1", DAY, "Green", 40, END]]}
    feed = status_feed(project_id=Source(heading="Project ID"), report_date=Source(heading="Report date"))
    assert told(read_with(upload(sent)))[0][0] == "missing-column"
    reading = read_with(upload(sent), profile(region(feed, headings=("Project ID", "Colour"))))
    assert told(reading) == [] and reading.layout.name == "sender"


def test_a_file_that_nobody_knows_needs_a_layout_and_does_not_hold_up_the_others(registered: Warehouse) -> None:
    unknown = upload({"Sheet1": [["hello"], ["you"]]}, "unknown.xlsx")
    outcome = engine.load(registered, [unknown, upload(SENT, "known.xlsx")])
    assert {result.file: result.status for result in outcome.imports} == {
        "unknown.xlsx": "needs_layout",
        "known.xlsx": "accepted",
    }
    (problem,) = outcome.needing_layout[0].problems
    assert problem.code == "needs-a-layout" and "propose" in problem.message(Words())
    assert outcome.refused == [] and registered.attempts() == []


def test_a_file_that_two_layouts_fit_asks_and_the_answer_is_taken(registered: Warehouse) -> None:
    learn(registered, profile(name="other"))
    (asks,) = engine.load(registered, [upload(SENT)]).imports
    assert (asks.status, [p.code for p in asks.problems]) == ("needs_layout", ["fits-two-layouts"])
    assert "other, sender" in asks.problems[0].message(Words())
    (told_so,) = engine.load(registered, [upload(SENT)], layout="other").imports
    assert (told_so.status, told_so.reading.layout.name) == ("accepted", "other")


def test_a_named_layout_that_does_not_fit_is_told_and_an_unknown_one_is_an_error(registered: Warehouse) -> None:
    learn(registered, profile(region(sheet="Finance"), name="other"))
    (result,) = engine.check(registered, [upload(SENT)], layout="other").imports
    assert (result.status, [p.code for p in result.problems]) == ("refused", ["layout-region-missing"])
    with pytest.raises(LookupError):
        engine.check(registered, [upload(SENT)], layout="nobody")


def test_a_learnt_layout_counts_in_place_of_a_shipped_one_of_its_name(home: Warehouse) -> None:
    name = next(iter(shipped().profiles))
    learn(home, profile(name=name))
    assert library(home).profiles[name].title == "A sender"
    assert shipped().profiles[name].title != "A sender"


def test_a_layout_that_cannot_be_read_is_told_where_one_is_missed_and_harms_nobody(registered: Warehouse) -> None:
    registered.save_layout("broken", "name = ")
    (unknown,) = engine.check(registered, [upload({"Sheet1": [["hello"], ["you"]]})]).imports
    assert [(p.code, p.value) for p in unknown.problems if not p.is_error] == [("layout-unreadable", "broken")]
    assert engine.check(registered, [upload(SENT)]).accepted


def test_the_name_of_a_layout_leads_nowhere_else(home: Warehouse) -> None:
    with pytest.raises(ValueError):
        home.save_layout("../outside", "")


def test_a_rebuild_reads_with_the_layout_of_the_time(registered: Warehouse) -> None:
    engine.load(registered, [upload(SENT)])
    names = ["status", "statement", "intake", "source_sheet"]
    before = {name: registered.read()(f"from {name} order by all") for name in names}
    learn(registered, profile(region(status_feed(overall_rag=Source(constant="Amber")))))
    engine.rebuild(registered)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, registered.read()(f"from {name} order by all"), obj=name)


def test_the_same_file_with_a_mended_layout_is_a_new_import_that_restates(registered: Warehouse) -> None:
    sent = upload(SENT)
    engine.load(registered, [sent])
    assert engine.load(registered, [sent]).unchanged == 1
    learn(registered, profile(region(status_feed(overall_rag=Source(constant="Amber")))))
    (result,) = engine.load(registered, [sent]).imports
    assert result.status == "accepted" and [p.code for p in result.problems] == ["restates"]


def test_a_stored_row_leads_back_to_its_cell_through_the_part_it_came_from(home: Warehouse) -> None:
    sheets = {**register(), **{"Data": [["Title"], HEADINGS, ["P1", DAY, "Green", 40, END]]}}
    across = {"Turned": [list(row) for row in zip(HEADINGS, ["P2", DAY, "Red", 10, END], strict=True)]}
    layout = profile(region(sheet="Data"), region(sheet="Turned", transposed=True))
    learn(home, layout)
    engine.load(home, [upload(register(), "register.xlsx"), upload({"Data": sheets["Data"], **across})])
    found = home.read()(
        "select project_id, sheet, letters['overall_rag'] as letter, source_row from status r"
        " join source_sheet s on s.table_name = 'status' and s.part = r.source_part order by project_id"
    )
    assert found.values.tolist() == [["P1", "Data", "C", 3], ["P2", "Turned", "3", 2]]


def test_a_warehouse_from_before_there_were_layouts_can_be_checked_against_loaded_and_rebuilt(home: Warehouse) -> None:
    (first,) = engine.load(home, [upload(register())]).imports
    with duckdb.connect(home.folder / "generations" / "000001.duckdb") as connection:
        for table, column in (("intake", "layout"), ("intake", "layout_sha256"), ("project", "source_part")):
            connection.execute(f"alter table {table} drop column {column}")
        connection.execute("update generation set definitions = 'older'")
    assert engine.check(home, [first.reading.upload]).unchanged == 1
    engine.rebuild(home)
    learn(home, profile())
    assert engine.load(home, [upload(SENT)]).accepted
    assert home.read()("select distinct source_part from project")["source_part"].tolist() == [0]


def run(*arguments: object, code: int = 0) -> Any:
    result = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_the_command_line_names_the_layout_and_counts_what_needs_one_as_not_loaded(
    registered: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_WAREHOUSE", str(registered.folder))
    sent, unknown = tmp_path / "sent.xlsx", tmp_path / "unknown.xlsx"
    sent.write_bytes(upload(SENT).content)
    unknown.write_bytes(upload({"Sheet1": [["hello"], ["you"]]}).content)
    (result,) = run("load", sent, "--layout", "sender")["imports"]
    assert (result["status"], result["layout"]) == ("accepted", "sender")
    assert [entry["layout"] for entry in run("history")["imports"]] == ["sender", ""]
    assert run("check", unknown, code=1)["imports"][0]["status"] == "needs a layout"
    said = CliRunner().invoke(app, ["check", str(sent), "--layout", "nobody"])
    assert said.exit_code == 2 and "sender" in said.output


def test_a_layout_found_by_nothing_but_regions_that_may_be_missing_needs_its_first() -> None:
    optional: tuple[Region, ...] = (region(optional=True),)
    assert known(profile(*optional)).fitting([]) == []


def test_a_text_file_is_laid_out_by_its_headings_like_a_sheet() -> None:
    text = "Ref;As at;Colour;Done;End\nP1;30/09/2026;Green;45 %;31/01/2027\n"
    reading = read_with(Upload("return.csv", text.encode()), profile())
    assert columns(reading, "status", "project_id", "percent_complete", "forecast_finish") == [("P1", 45.0, END)]


def test_several_sheets_that_fit_are_read_one_after_the_other() -> None:
    sent = {"North": SENT["Report"][:2], "South": [HEADINGS, SENT["Report"][2]]}
    assert columns(read(sent, profile()), "status", "project_id") == [("P1",), ("P2",)]


def test_of_an_unknown_file_a_load_names_the_required_column_that_is_nowhere_in_it(registered: Warehouse) -> None:
    heads = ["Proj. No.", "Position at", "Health", "Done so far"]
    rows = [["P1", "2026-09-30", "Green", 40], ["P2", "2026-09-30", "Amber", 70]]
    [result] = engine.load(registered, [upload({"Return": [heads, *rows]}, "return.xlsx")]).imports
    said = [problem.message(Words()) for problem in result.problems]
    assert result.status == "needs_layout" and any("Forecast finish" in each for each in said)
