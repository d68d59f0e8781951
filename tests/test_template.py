"""The templates: what Excel shows, checks and keeps of them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from contract.model import Table, fold
from contract.settings import SETTINGS
from contract.tables import TABLES, tables_of
from contract.template import write_template
from contract.template_validation import TEXT_LIMIT, TITLE_LIMIT
from contract.template_words import GUIDE_SHEET
from loaders import engine
from loaders.reading import Upload
from warehouse import Warehouse

BOTH = pytest.mark.parametrize("workbook", ["register", "status"])
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
RISK = {
    "scope_id": "P1", "risk_id": "R1", "risk": "Frost delays the roof.", "category": "Technical", "probability": 2,
    "impact": 3, "state": "Open", "report_date": date(2026, 9, 30),
}  # fmt: skip


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def sheet_of(book: Workbook, table: Table, language: str) -> Worksheet:
    return book[table.sheet.in_language(language)]


@BOTH
@LANGUAGES
def test_a_template_has_the_guide_and_then_every_sheet_in_the_order_of_the_contract(workbook: str, language: str):
    book = opened(write_template(workbook, language))
    tables = [table.sheet.in_language(language) for table in tables_of(workbook)]
    assert book.sheetnames == [GUIDE_SHEET.in_language(language), *tables]


@BOTH
@LANGUAGES
def test_headings_are_recognised_and_the_required_ones_marked(workbook: str, language: str):
    book = opened(write_template(workbook, language))
    for table in tables_of(workbook):
        for column, cell in zip(table.columns, sheet_of(book, table, language)[1], strict=True):
            assert fold(cell.value) in column.headings()
            assert cell.value.endswith(" *") == column.required
            assert cell.comment.text == column.help.in_language(language)


@BOTH
@LANGUAGES
def test_excel_takes_every_message_and_every_list(workbook: str, language: str):
    for sheet in opened(write_template(workbook, language)):
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.promptTitle) <= TITLE_LIMIT
            assert max(map(len, (rule.prompt, rule.error or "", rule.formula1 or ""))) <= TEXT_LIMIT


@LANGUAGES
def test_drop_downs_offer_the_choices_in_the_language_of_the_workbook(language: str):
    sheet = sheet_of(opened(write_template("status", language)), TABLES["status"], language)
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert lists[0] == {"en": '"Red,Amber,Green"', "zh": '"红,黄,绿"'}[language]


def test_the_settings_sheet_lists_every_setting_with_its_default():
    rows = opened(write_template("register"))["Settings"].iter_rows(min_row=2, values_only=True)
    listed = {name.removesuffix(" *"): value for name, value in rows}
    assert listed == {setting.heading.en: setting.default for setting in SETTINGS}


def test_a_setting_given_takes_the_place_of_its_default():
    rows = {"setting": [{"name": "red_zone_from", "value": 12}]}
    cells = dict(opened(write_template("register", "en", rows))["Settings"].iter_rows(min_row=2, values_only=True))
    assert (cells["Red zone from score"], cells["Amber zone from score"]) == (12, 8)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "#REF!", "0012", "NA"])
def test_text_stays_text_whatever_it_begins_with(text: str):
    sheet = opened(write_template("status", "en", {"risk": [RISK | {"risk": text}]}))["Risks"]
    assert (sheet["C2"].value, sheet["C2"].data_type, sheet["C2"].number_format) == (text, "s", "@")


def test_dates_money_and_levels_are_written_as_values_with_their_format():
    row = RISK | {"cost_exposure": 1_250_000.0, "action_due": date(2026, 10, 7)}
    cells = {
        cell.value: cell.number_format for cell in opened(write_template("status", "en", {"risk": [row]}))["Risks"][2]
    }
    assert cells[1_250_000] == "#,##0"
    assert [shown for value, shown in cells.items() if hasattr(value, "year")] == ["yyyy-mm-dd"] * 2


def test_with_rows_only_the_sheets_named_are_there_and_an_empty_one_says_none():
    book = opened(write_template("status", "en", {"risk": [RISK], "issue": []}))
    assert book.sheetnames == [GUIDE_SHEET.en, "Risks", "Issues"]
    assert book["Issues"].max_row == 1


def test_the_same_rows_give_the_same_bytes():
    assert write_template("status", "zh", {"risk": [RISK]}) == write_template("status", "zh", {"risk": [RISK]})


@BOTH
def test_a_template_points_to_nothing_outside_itself(workbook: str):
    with ZipFile(BytesIO(write_template(workbook))) as parts:
        relations = [parts.read(name) for name in parts.namelist() if name.endswith(".rels")]
    assert not any(b"External" in relation for relation in relations)


@LANGUAGES
def test_a_workbook_written_by_the_template_is_accepted_by_the_loader(language: str, home: Warehouse):
    project: dict[str, Any] = {
        "project_id": "P1", "project": "Hall", "programme_id": "PG1", "tier": "Key", "project_manager": "Wang",
        "department": "Build", "approved_start": date(2026, 1, 1), "approved_finish": date(2026, 12, 31), "budget": 10,
    }  # fmt: skip
    rows = {
        "strategy": [{"strategy_id": "S1", "strategy": "Grow", "priority_weight_percent": 100, "state": "Active"}],
        "programme": [{"programme_id": "PG1", "programme": "Core", "strategy_id": "S1", "programme_manager": "Li"}],
        "project": [project],
        "setting": [{"name": "register_date", "value": date(2026, 1, 1)}],
    }
    files = {"register": rows, "status": {"risk": [RISK]}}
    uploads = [Upload(f"{name}.xlsx", write_template(name, language, given)) for name, given in files.items()]
    outcome = engine.load(home, uploads)
    assert [(result.status, result.problems) for result in outcome.imports] == [("accepted", [])] * 2
    assert home.read()("select tier, state from project_at($d), risk_at($d)", d=date(2026, 9, 30)).values.tolist() == [
        ["Key", "Open"]
    ]
