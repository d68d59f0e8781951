"""Sheets in languages that we do not know, and the choices by which they are laid out on the Intake page."""

from __future__ import annotations

from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages import run
from tests.test_desk_unknown import column

SEPTEMBER, OCTOBER, FINISH = date(2026, 9, 30), date(2026, 10, 31), date(2027, 1, 15)
COVER = [["Сводка отдела"], [], ["Куратор", "Иванов"]]
KEEP, READY = "layout-save", "1 workbook can be published"


def russian(day: date = SEPTEMBER, more: tuple[list[Any], ...] = ()) -> dict[str, list[list[Any]]]:
    """A cover, and on the second sheet a list under headings that nothing of ours resembles; its ids are no words."""
    rows = [["Цех", day, "хорошо", "40", FINISH], ["Сеть", day, "плохо", "70", date(2027, 3, 1)], *more]
    return {"Обложка": COVER, "Проекты": [["Отчёт"], [], ["Код", "На дату", "Погода", "Готово", "Сдача"], *rows]}


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
