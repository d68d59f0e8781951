"""Sheets in any language, laid out by hand on the Intake page; the next one like them asks nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from loaders import engine
from loaders.profile import read_profile
from tests.pages import headings, markup, opened, run, said
from tests.test_desk_unknown import column, dropped
from tests.workbooks import register, upload
from warehouse import Warehouse

pytestmark = pytest.mark.usefixtures("served")
SEPTEMBER, OCTOBER, FINISH = date(2026, 9, 30), date(2026, 10, 31), date(2027, 1, 15)
COVER = [["Сводка отдела"], [], ["Куратор", "Иванов"]]
KEEP, READY = "layout-save", "1 workbook can be published"


def russian(day: date = SEPTEMBER, more: tuple[list[Any], ...] = ()) -> dict[str, list[list[Any]]]:
    """A cover, and on the second sheet a list under headings that nothing of ours resembles; its ids are no words."""
    rows = [["Цех", day, "хорошо", "40", FINISH], ["Сеть", day, "плохо", "70", date(2027, 3, 1)], *more]
    return {"Обложка": COVER, "Проекты": [["Отчёт"], [], ["Код", "На дату", "Погода", "Готово", "Сдача"], *rows]}


@pytest.fixture
def page(served: Warehouse) -> AppTest:
    """The Intake page with the projects Цех and Сеть registered."""
    sheets = register()
    for row, name in zip(sheets["Projects"][1:], ("Цех", "Сеть"), strict=True):
        row[0] = name
    assert engine.load(served, [upload(sheets)]).accepted
    return opened("intake")


def box(page: AppTest, label: str) -> Any:
    return next(each for each in page.selectbox if each.label == label)


def chosen(page: AppTest, label: str, value: Any) -> AppTest:
    box(page, label).set_value(value)
    return run(page)


def fed(page: AppTest, **columns: str) -> AppTest:
    for name, value in columns.items():
        column(page, name).set_value(value)
        run(page)
    return page


def laid_out(page: AppTest) -> AppTest:
    """The Russian list, from its sheet to its last word."""
    chosen(page, "Sheet", "Проекты")
    chosen(page, "It holds", "status")
    fed(page, project_id="heading:Код", overall_rag="heading:Погода", percent_complete="heading:Готово")
    for word, meant in (("хорошо", "Green"), ("плохо", "Red")):
        chosen(page, f"Overall RAG: {word}", meant)
    return page


def kept(page: AppTest, name: str) -> AppTest:
    page.text_input[0].set_value(name)
    run(page).button(key=KEEP).click()
    return run(page)


def test_every_sheet_that_holds_anything_can_be_chosen_and_is_shown(page: AppTest):
    dropped(page, upload(russian()))
    assert "We recognise nothing in this workbook." in said(page)
    assert box(page, "Sheet").options == ["Обложка", "Проекты"]
    assert (box(page, "Sheet").value, "На дату" in said(page)) == ("Проекты", True)
    assert "Сводка отдела" in said(chosen(page, "Sheet", "Обложка"))


def test_a_sheet_that_nobody_understands_is_laid_out_by_choosing(page: AppTest):
    dropped(page, upload(russian()))
    chosen(page, "It holds", "status")
    assert box(page, "Headings in row").value == 2
    assert column(page, "report_date").value == "heading:На дату", "the only column of one day, by its values"
    assert page.button(key=KEEP).disabled
    laid_out(page)
    assert "Status: 2 rows can be read, 0 cannot." in said(page)
    assert "Read: Проекты (Status). Not read: Обложка." in said(page)
    assert not page.button(key=KEEP).disabled


def test_what_was_laid_out_by_hand_loads_next_month_without_a_question(page: AppTest, served: Warehouse):
    kept(laid_out(dropped(page, upload(russian()))), "отдел")
    assert READY in headings(page)
    page.button(key="publish").click()
    run(page)
    dropped(page, upload(russian(OCTOBER, more=([],))))
    assert READY in headings(page) and not [each for each in headings(page) if "do not know" in each]
    assert read_profile(served.layouts()["отдел"]).regions[0].sheet == "Проекты"


def test_a_word_may_say_that_nothing_is_stated(page: AppTest, served: Warehouse):
    dropped(page, upload(russian(more=(["Цех", OCTOBER, "неизвестно", "нет данных", FINISH],))))
    laid_out(page)
    assert "Status: 2 rows can be read, 1 cannot." in said(page)
    fed(page, report_date="heading:На дату", forecast_finish="heading:Сдача")
    chosen(page, "Overall RAG: неизвестно", "not stated")
    chosen(page, "% complete: нет данных", "not stated")
    assert box(page, "Overall RAG: неизвестно").value == "not stated"
    assert "Status: 3 rows can be read, 0 cannot." in said(page)
    kept(page, "words")
    source = read_profile(served.layouts()["words"]).regions[0].feeds[0].columns["percent_complete"]
    assert source.unstated == (r"нет\ данных\s*$",)
    assert READY in headings(page)


def test_a_word_that_stated_nothing_may_mean_something_after_all(page: AppTest):
    laid_out(dropped(page, upload(russian())))
    chosen(page, "Overall RAG: плохо", "not stated")
    chosen(page, "Overall RAG: плохо", "Amber")
    assert box(page, "Overall RAG: плохо").value == "Amber"
    assert "Status: 2 rows can be read, 0 cannot." in said(page)


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


def test_the_rows_of_headings_and_where_the_data_begin_and_end_are_chosen(served: Warehouse):
    engine.load(served, [upload(register())])
    page = opened("intake")
    dropped(page, upload(portuguese()))
    if box(page, "It holds").value is None:
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
    assert (region.header_rows, region.below, region.notes) == (2, 1, ("texto | data | cor | % | data",))


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


def test_tables_side_by_side_are_laid_out_one_after_the_other(served: Warehouse):
    engine.load(served, [upload(register())])
    page = opened("intake")
    dropped(page, upload(abreast()))
    if box(page, "It holds").value is None:
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


def test_a_file_that_lacks_a_column_of_a_layout_made_by_hand_is_asked_about_that_alone(page: AppTest):
    kept(laid_out(dropped(page, upload(russian()))), "отдел")
    page.button(key="clear-drop").click()
    run(page)
    lost = russian(OCTOBER)
    lost["Проекты"][2][2] = "Настроение"
    dropped(page, upload(lost))
    assert "1 workbook needs a layout" in headings(page)
    assert column(page, "project_id").value == "heading:Код"
    assert column(page, "overall_rag").value == "nothing"
    fed(page, overall_rag="heading:Настроение")
    assert page.text_input[0].value == "отдел"


def test_what_was_laid_out_by_hand_can_be_corrected(page: AppTest):
    kept(laid_out(dropped(page, upload(russian()))), "отдел")
    page.selectbox(key="change-layout").set_value(page.session_state.outcome.imports[0].reading.sha256)
    run(page)
    assert column(page, "overall_rag").value == "heading:Погода"
    assert box(page, "Overall RAG: плохо").value == "Red"


def test_what_a_sheet_says_where_it_is_laid_out_never_becomes_markup(page: AppTest):
    hostile = "<img src=x onerror=alert(1)>"
    dropped(page, upload({"A": [[hostile, "б", "в"], ["1", "2", "3"], [], [hostile], ["4", "5", "6"]]}))
    chosen(page, "It holds", "status")
    assert "<img" not in markup(page) and hostile in said(page)


def test_what_stands_above_the_table_is_chosen_for_all_its_rows_and_read_anew_next_month(served: Warehouse):
    def sheet(day: str) -> dict[str, list[list[Any]]]:
        rows = [["P1", "зелёный", 40, FINISH], ["P2", "красный", 70, date(2027, 3, 1)]]
        return {"Лист": [["Сводка"], ["На дату", None, day], [], ["Код", "Цвет", "Готово", "Сдача"], *rows]}

    engine.load(served, [upload(register())])
    page = dropped(opened("intake"), upload(sheet("30.09.2026")))
    if box(page, "It holds").value is None:
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
    if box(page, "It holds").value is None:
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
    if box(page, "It holds").value is None:
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


def test_a_workbook_of_empty_sheets_says_that_there_is_nothing_to_lay_out(page: AppTest):
    dropped(page, upload({"Пусто": []}))
    assert "Every sheet of this workbook is empty or hidden" in said(page)
