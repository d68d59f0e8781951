"""Any net of dependencies, in circles or not: what is reached, and the most days that arrive."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.batches import status_batch
from tests.portfolio import asked, project, register, report
from tests.test_metrics_reach import gate, waits
from warehouse import open_warehouse

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
Net = dict[tuple[int, int], int]
"""How many days after the day it is needed what a project owes another one is expected."""
NETS = some.dictionaries(some.tuples(some.integers(0, 5), some.integers(0, 5)), some.integers(-3, 3), max_size=12)


def ways(net: Net, path: tuple[int, ...] = (0,), days: int = 0) -> list[tuple[tuple[int, ...], int]]:
    """Every way from project 0 that visits no project twice, with the days that arrive at its end."""
    onward = [(two, late) for (one, two), late in net.items() if one == path[-1] and two not in path]
    return [(path, days), *(way for two, late in onward for way in ways(net, (*path, two), max(0, days + late)))]


def onward(net: Net, reached: set[int]) -> dict[int, set[int]]:
    """To which projects each one leads, over any number of steps; nothing leads back to project 0."""
    inner = [(one, two) for one, two in net if one in reached and two in reached - {0}]
    leads: dict[int, set[int]] = {each: {two for one, two in inner if one == each} for each in reached}
    for _ in reached:
        leads = {each: next_.union(*(leads[two] for two in next_)) for each, next_ in leads.items()}
    return leads


def carried(net: Net, steps: dict[int, int], leads: dict[int, set[int]]) -> dict[int, int]:
    """The most days that arrive at each project, within a circle only by ways that lead further away."""
    days = {0: 0}
    for _ in steps:
        for (one, two), late in net.items():
            circling = one in leads.get(two, set()) and two in leads.get(one, set())
            if one in days and two != 0 and not (circling and steps[one] >= steps[two]):
                days[two] = max(days.get(two, 0), days[one] + late)
    return days


@FEW
@given(NETS)
def test_any_net_of_dependencies_is_walked_by_the_fewest_steps_and_carries_the_most_days(net: Net):
    with TemporaryDirectory() as folder:
        home = open_warehouse(Path(folder))
        gates = [gate(f"M{one}-{two}", f"P{one}", late) for (one, two), late in net.items()]
        needs = [waits(f"P{two}", f"M{one}-{two}") for one, two in net]
        reports = status_batch(status=[report(f"P{n}") for n in range(6)], milestone=gates)
        home.publish([register(*(project(f"P{n}") for n in range(6)), dependency=needs), reports])
        found = [row for row in asked(home, "blast_radius", node_id="P0") if row["kind"] == "project"]
    every = ways(net)
    steps = {path[-1]: min(len(other) - 1 for other, _ in every if other[-1] == path[-1]) for path, _ in every}
    leads = onward(net, set(steps))
    circles = any(each in far for each, far in leads.items())
    assert {row["node_id"] for row in found} == {f"P{each}" for each in steps}
    for each, fewest in steps.items():
        rows = [row for row in found if row["node_id"] == f"P{each}"]
        arrived = max(row["days_late"] for row in rows)
        assert min(row["depth"] for row in rows) == 2 * fewest
        assert arrived == carried(net, steps, leads)[each]
        assert circles or arrived == max(days for path, days in every if path[-1] == each)
