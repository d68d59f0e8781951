"""How good early warnings were, without a look ahead; and what the sample's stories are warned of."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.batches import status_batch
from tests.histories import ROUND, days, reported
from tests.portfolio import TODAY, asked, milestone, project, register
from warehouse import Query, Warehouse, open_warehouse


@pytest.fixture
def one(home: Warehouse) -> Warehouse:
    """A portfolio of one project."""
    home.publish([register(project())])
    return home


def test_a_record_counts_the_reports_after_which_trouble_came(one: Warehouse):
    """Nine reports, of which the first five can be judged: the project has reported for 56 days since."""
    reported(one, [0, 7, 14, 21, 21, 21, 21, 21, 21])
    rows = asked(one, "warning_record", key="warning")
    slipping = rows["slipping"]
    # Trouble follows the first two (0 → 14, 7 → 21). Warned are the third to the fifth, rightly none of them.
    assert (slipping["judged"], slipping["warned"], slipping["right_warnings"]) == (5, 2, 0)
    assert (slipping["base_rate"], slipping["precision"], slipping["recall"]) == (0.4, 0, 0)
    assert (rows["waiting"]["warned"], rows["waiting"]["precision"], rows["waiting"]["lead_days"]) == (0, None, None)


def test_a_record_tells_how_long_before_the_trouble_a_warning_came(one: Warehouse):
    reported(one, [late - 50 for late in (0, 7, 14, 21, 28, 35, 42, 42, 42, 42, 42, 42)])
    slipping = asked(one, "warning_record", key="warning")["slipping"]
    # Warned are the third to the seventh; after the first five 14 days more follow, 28 days later.
    assert (slipping["warned"], slipping["right_warnings"], slipping["lead_days"]) == (5, 3, 28)
    assert (slipping["precision"], slipping["recall"], slipping["projects_warned"]) == (0.6, 0.6, 1)


def test_evidence_that_turns_red_is_trouble_too(one: Warehouse):
    """40 days are a tenth of the 400 approved; nine of them more are no move of 14."""
    reported(one, [31, 31, 31, 31, 40, 40, 40, 40, 40], percent_complete=[50] * 9)
    stalled = asked(one, "warning_record", key="warning")["stalled"]
    assert (stalled["judged"], stalled["warned"], stalled["right_warnings"]) == (5, 3, 2)


def test_what_counts_as_trouble_can_be_asked_otherwise(one: Warehouse):
    reported(one, [0, 7, 14, 21, 21, 21, 21, 21, 21])
    rates = [
        asked(one, "warning_record", ahead=ahead, moved=moved)[0]["base_rate"] for ahead, moved in ((14, 7), (14, 8))
    ]
    assert rates == [3 / 8, 0]


@settings(max_examples=6, deadline=None)
@given(
    late=st.lists(st.integers(-20, 90), min_size=3, max_size=9),
    after=st.lists(st.integers(-20, 200), min_size=1, max_size=4),
)
def test_no_warning_and_no_record_sees_a_report_later_than_its_day(late: list[int], after: list[int]):
    with tempfile.TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder) / "warehouse")
        home.publish([register(project())])
        reported(home, late, summary=["Same"] * len(late))
        home.publish([status_batch(milestone=[milestone(critical=True, forecast_date=date(2027, 1, 9))])])
        before = [asked(home, macro) for macro in ("early_warnings", "warning_record")]
        later = TODAY + days(ROUND * len(after))
        reported(home, after, until=later, overall_rag=["Red"] * len(after))
        home.publish([status_batch(milestone=[milestone(on=later, actual_date=later)])])
        assert [asked(home, macro) for macro in ("early_warnings", "warning_record")] == before
        assert len(before[0]) >= 2


@pytest.fixture(scope="module")
def ask(sample_warehouse: Path) -> Query:
    """A question to the published sample."""
    return open_warehouse(sample_warehouse).read()


@pytest.mark.parametrize(
    ("warning", "projects"),
    [
        ("slipping", {"P018", "P011", "P046", "P008"}),
        ("green while late", {"P011", "P036"}),
        ("pasted", {"P011"}),
        ("waiting", {"P002"}),
    ],
)
def test_the_stories_of_the_sample_are_warned_of(ask: Query, warning: str, projects: set[str]):
    found = ask("select project_id from early_warnings($d) where warning = $warning", d=TODAY, warning=warning)
    assert projects <= set(found["project_id"])


def test_the_day_for_day_slipper_was_warned_of_as_soon_as_it_began(ask: Query):
    for day, expected in ((date(2026, 5, 27), []), (date(2026, 6, 10), ["slipping"])):
        found = ask("select warning from early_warnings($d) where project_id = 'P018' and warning = 'slipping'", d=day)
        assert found["warning"].tolist() == expected


def test_in_the_sample_slipping_on_was_right_far_more_often_than_any_report(ask: Query):
    found = ask("from warning_record($d) where warning = 'slipping'", d=TODAY).iloc[0]
    assert found["precision"] > 5 * found["base_rate"] and found["projects_warned"] >= 5


def test_the_latest_forecast_of_the_sample_is_that_of_its_day_for_day_slipper(ask: Query):
    found = ask("from forecast_finish($d) where level = 'project' order by days_late_p80 desc limit 1", d=TODAY)
    assert found["scope_id"].tolist() == ["P018"] and found["days_late_p80"].iloc[0] > 126


def test_in_the_sample_dates_far_ahead_were_kept_less_often_than_near_ones(ask: Query):
    kept = ask("from forecast_calibration($d) order by band", d=TODAY)["kept_p80"].tolist()
    assert len(kept) == 4 and kept == sorted(kept, reverse=True)
