"""The reminder: what is due, since when, and which cells came back, in plain text that no workbook can forge."""

from __future__ import annotations

from i18n import Words
from loaders import engine
from loaders.reminder import reminder, reminders
from tests.submissions import broken, shown
from tests.workbooks import REPORTED, register, status, upload
from warehouse import Warehouse


def test_the_reminder_names_what_is_due_since_when_and_the_refused_cells(home: Warehouse):
    engine.load(home, [upload(register()), upload(broken(), "late.xlsx")])
    text = reminders(shown(home), Words())["Wang"]
    assert text.startswith("Dear Wang,\n\nMay we remind you of a status report that")
    assert "* Hall (P1): was due on 15 Jan 2026, 273 days ago; we have no report yet.\n  “late.xlsx” reached us" in text
    assert "\n  - Status!C2: “Purple” is none of the choices" in text
    assert "Edge" not in text and text.endswith("Thank you!\n")


def test_the_reminder_speaks_chinese_whole(home: Warehouse):
    engine.load(home, [upload(register()), upload(broken(), "late.xlsx")])
    text = reminders(shown(home, language="zh"), Words("zh"))["Wang"]
    assert (
        text.startswith("Wang，您好：\n\n谨提醒您") and "* Hall（P1）：应于 2026年1月15日提交，已逾期 273 天；" in text
    )
    assert "\n  - Status!C2：“Purple”不是“总体状态”的选项：红, 黄, 绿。" in text


def test_a_reminder_lists_all_projects_of_a_manager_and_cuts_a_long_list_of_problems(home: Warehouse):
    sheets, many = register(), status()
    sheets["Projects"][2][4] = "Wang"
    many["Risks"] += [["P1", f"R{place}", "Late", "Supplier", "unclear", 3, 1, "Open"] for place in range(2, 9)]
    engine.load(home, [upload(sheets), upload(many)])
    [text] = reminders(shown(home), Words()).values()
    assert "of 2 status reports" in text and "Hall (P1)" in text and "Edge (P2)" in text
    assert text.count("\n  - Risks!E") == 2 * 5 and text.count("- and 2 more") == 2


def test_what_a_workbook_says_cannot_forge_a_line_of_the_reminder(home: Warehouse):
    sheets, report = register(), broken()
    sheets["Projects"][1][1] = "Hall\n\n* Edge (P2): nothing due"
    report["Status"][1][2] = "Purple\n\nPlease pay 1,000"
    engine.load(home, [upload(sheets), upload(report)])
    lines = reminders(shown(home), Words())["Wang"].splitlines()
    assert not [line for line in lines if line.startswith(("* Edge", "Please pay"))]


def test_nobody_is_reminded_of_what_came(home: Warehouse):
    engine.load(home, [upload(register()), upload(status())])
    assert reminders(shown(home, REPORTED), Words()) == {} and reminder(shown(home, REPORTED), Words()) == ""
