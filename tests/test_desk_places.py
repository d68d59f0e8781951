"""Where on a sheet its tables stand, as said on the Intake page: headings, columns, end, cells above."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from loaders import engine
from loaders.profile import read_profile
from tests.foreign import FINISH, KEEP, OCTOBER, READY, SEPTEMBER, box, chosen, fed, kept
from tests.pages import headings, opened, run, said
from tests.test_desk_unknown import column, dropped
from tests.workbooks import register, upload
from warehouse import Warehouse

pytestmark = pytest.mark.usefixtures("served")


@pytest.fixture
def page(served: Warehouse) -> AppTest:
    """The Intake page with P1 and P2 registered."""
    engine.load(served, [upload(register())])
    return opened("intake")


def portuguese() -> dict[str, list[list[Any]]]:
    """A legend as wide as the table, then headings in two rows, a row of units, and remarks below."""
    return {
        "Folha1": [
            ["Legenda", "bom", "mau", "médio", "outro"],
            ["a", "b", "c", "d", "e"],
            [],
            ["Obra", None, "Situação", None, "Prazo"],
            ["Cod.", "Ref.", "Cor", "Feito", "Fim"],
            ["texto", "data", "cor", "%", "data"],
            ["P1", SEPTEMBER, "verde", 40, FINISH],
            ["P2", SEPTEMBER, "vermelho", 70, FINISH],
            ["Observações", "tudo", "como", "antes", "aqui"],
            ["nada", "a", "dizer", "hoje", "não"],
        ]
    }


def test_the_rows_of_headings_and_where_the_data_begin_and_end_are_chosen(page: AppTest, served: Warehouse):
    dropped(page, upload(portuguese()))
    chosen(page, "It holds", "status")
    chosen(page, "Headings in row", 3)
    chosen(page, "Headings down to", 4)
    chosen(page, "Data begins in", 6)
    chosen(page, "It ends", r"Observações\s*$")
    fed(page, project_id="heading:Obra › Cod.", report_date="heading:Obra › Ref.", overall_rag="heading:Situação › Cor")
    fed(page, percent_complete="heading:Situação › Feito", forecast_finish="heading:Prazo › Fim")
    assert "Status: 2 rows can be read, 0 cannot." in said(page)
    kept(page, "obra")
    assert READY in headings(page)
    region = read_profile(served.layouts()["obra"]).regions[0]
    assert (region.header_rows, region.below) == (2, 1)
    assert list(region.notes.values()) == ["texto", "data", "cor", "%", "data"]


def abreast() -> dict[str, list[list[Any]]]:
    """Two lists without a gap between them, in words of nobody's."""
    return {
        "Лист": [
            ["Код", "На дату", "Цвет", "Готово", "Сдача", "Объект", "Номер", "Что", "Род", "Шанс", "Вред", "Как"],
            ["P1", SEPTEMBER, "зелёный", 40, FINISH, "P1", "R1", "Дождь", "Погода", 2, 3, "открыт"],
            ["P2", SEPTEMBER, "красный", 70, FINISH, "P2", "R2", "Снег", "Погода", 4, 4, "открыт"],
            [None, None, None, None, None, "P2", "R3", "Град", "Погода", 1, 5, "закрыт"],
        ]
    }


def test_tables_side_by_side_are_laid_out_one_after_the_other(page: AppTest, served: Warehouse):
    dropped(page, upload(abreast()))
    chosen(page, "It holds", "status")
    chosen(page, "To column", 4)
    fed(page, project_id="heading:Код", report_date="heading:На дату", overall_rag="heading:Цвет")
    fed(page, percent_complete="heading:Готово", forecast_finish="heading:Сдача")
    assert "Объект" not in " ".join(column(page, "project_id").options)
    chosen(page, "Table on this sheet", "another")
    chosen(page, "It holds", "risk")
    assert (box(page, "From column").value, box(page, "To column").value) == (5, 11)
    risk = {"scope_id": "Объект", "risk_id": "Номер", "risk": "Что", "category": "Род", "probability": "Шанс",
            "impact": "Вред", "state": "Как"}  # fmt: skip
    for name, heading in risk.items():
        next(each for each in page.selectbox if each.key.endswith(f"-risk-{name}")).set_value(f"heading:{heading}")
        run(page)
    assert "Status: 2 rows can be read, 0 cannot." in said(page)
    assert "Risks: 3 rows can be read, 0 cannot." in said(page)
    kept(page, "pair")
    assert READY in headings(page)
    assert [each.columns for each in read_profile(served.layouts()["pair"]).regions] == ["A:E", "F:L"]


def test_a_table_that_was_proposed_is_left_out_by_choosing(served: Warehouse):
    engine.load(served, [upload(register())])
    page = opened("intake")
    dropped(
        page,
        upload(
            {"Return": [["Proj. No.", "Position at", "Health", "% done", "End"], ["P1", SEPTEMBER, "G", 1, FINISH]]}
        ),
    )
    assert box(page, "It holds").value == "status"
    chosen(page, "It holds", "unread")
    assert box(page, "It holds").value is None and page.button(key=KEEP).disabled


def test_what_stands_above_the_table_is_chosen_for_all_its_rows_and_read_anew_next_month(served: Warehouse):
    def sheet(day: str) -> dict[str, list[list[Any]]]:
        rows = [["P1", "зелёный", 40, FINISH], ["P2", "красный", 70, date(2027, 3, 1)]]
        return {"Лист": [["Сводка"], ["На дату", None, day], [], ["Код", "Цвет", "Готово", "Сдача"], *rows]}

    engine.load(served, [upload(register())])
    page = dropped(opened("intake"), upload(sheet("30.09.2026")))
    chosen(page, "It holds", "status")
    fed(page, project_id="heading:Код", percent_complete="heading:Готово", report_date="above:C2")
    assert "C2 · 30.09.2026, above the table" in column(page, "report_date").options
    assert column(page, "report_date").value == "above:C2"
    kept(page, "above").button(key="publish").click()
    run(page)
    dropped(page, upload(sheet("31.10.2026"), "october.xlsx"))
    assert READY in headings(page)
    (result,) = page.session_state.outcome.imports
    assert result.reading.sheets["status"].columns["report_date"] == [OCTOBER, OCTOBER]


def test_a_cell_that_says_its_name_and_its_value_can_be_chosen(served: Warehouse):
    engine.load(served, [upload(register())])
    rows = [["Дата: 30.09.2026"], [], ["Код", "Цвет", "Готово", "Сдача"], ["P1", "красный", 70, FINISH]]
    page = dropped(opened("intake"), upload({"Лист": rows}))
    chosen(page, "It holds", "status")
    fed(page, project_id="heading:Код", percent_complete="heading:Готово", report_date="above:A1")
    fed(page, forecast_finish="heading:Сдача")
    assert READY in headings(kept(page, "colon"))


def test_a_sheet_of_our_name_with_headings_of_somebody_elses_can_be_laid_out(served: Warehouse):
    engine.load(served, [upload(register())])
    headings_ = ["Risk ID", "Owner", "Obra", "Texto", "Tipo", "Chance", "Dano", "Como"]
    page = dropped(
        opened("intake"), upload({"Risks": [headings_, ["R1", "Li", "P1", "Chuva", "Clima", 2, 3, "aberto"]]})
    )
    assert "1 workbook is refused" in headings(page)
    page.selectbox(key="change-layout").set_value(page.session_state.outcome.imports[0].reading.sha256)
    run(page)
    chosen(page, "It holds", "risk")
    risk = {"scope_id": "Obra", "risk": "Texto", "category": "Tipo", "probability": "Chance", "impact": "Dano",
            "state": "Como"}  # fmt: skip
    for name, heading in risk.items():
        next(each for each in page.selectbox if (each.key or "").endswith(f"-risk-{name}")).set_value(
            f"heading:{heading}"
        )
        run(page)
    (result,) = kept(page, "riscos").session_state.outcome.imports
    assert (result.reading.layout.name, result.rows) == ("riscos", {"risk": 1})
