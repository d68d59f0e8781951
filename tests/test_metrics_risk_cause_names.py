"""What a common cause is called, and which shared wordings name none."""

from __future__ import annotations

from tests.portfolio import asked
from tests.test_metrics_risk_cause import caused
from warehouse import Warehouse


def test_a_cause_is_named_in_full_however_many_words_it_has(home: Warehouse):
    found = caused(
        home,
        "All seams wait for the welding team of Robert Krause, who retires.",
        "Only the welding team of Robert Krause may weld here.",
        "The ground is wet.",
    )
    assert list(found) == ["welding team of Robert Krause"]


def test_a_chinese_cause_is_named_in_full(home: Warehouse):
    found = caused(home, "天麓电源系统有限公司可能停产。", "整流器仅由天麓电源系统有限公司供应。", "地下水位偏高。")
    assert list(found) == ["天麓电源系统有限公司"]


def test_of_two_spellings_the_first_by_scope_names_the_cause(home: Warehouse):
    found = caused(home, "ACME turbine works halts.", "Late: Acme Turbine Works.", "We wait.")
    assert list(found) == ["ACME turbine works"]
    assert [row["cause"] for row in asked(home, "risk_causes")] == ["ACME turbine works"] * 2


def test_a_sentence_that_many_risks_are_written_after_is_no_cause(home: Warehouse):
    assert caused(home, "A long outage would leave the north dark.", "An outage would leave two sites cold.") == {}
    assert caused(home, "Acceptance Criteria Were Never agreed.", "Criteria Were Never written.") == {}


def test_wording_is_found_across_double_spaces(home: Warehouse):
    assert list(caused(home, "Parts of Acme  Chips are late.", "Only Acme Chips delivers.")) == ["Acme Chips"]


def test_a_name_of_one_word_is_a_cause_whatever_stands_around_it(home: Warehouse):
    found = caused(
        home,
        "New switches depend on Cisco, whose lead times are long and growing.",
        "Cisco's licences rise in price by a third within the year.",
        "Without spare parts from CISCO the old core cannot be kept alive.",
        "The ground is wet and may stay so until the end of the winter.",
    )
    assert [[row["risk_id"] for row in rows] for rows in found.values()] == [["R1", "R2", "R3"]]
    assert next(iter(found)).lower() == "cisco"


def test_months_words_that_begin_a_sentence_and_german_nouns_name_no_cause(home: Warehouse):
    assert caused(home, "Delivery slips, and in March it is late.", "Delivery is at risk because March was wet.") == {}
    german = ("Der Lieferant hat Probleme mit der Montage im Werk.", "Ohne Montage fehlt im Herbst die Abnahme.")
    assert caused(home, *german) == {}
