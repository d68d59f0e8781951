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


def in_or_behind_a_cycle(net: Net) -> set[int]:
    """The reached projects that are in a cycle of dependencies that leaves project 0 out, or are reached from one."""
    reached = {path[-1] for path, _ in ways(net)}
    inner = [(one, two) for one, two in net if one in reached and two in reached - {0}]
    onward: dict[int, set[int]] = {each: {two for one, two in inner if one == each} for each in reached}
    for _ in reached:
        onward = {each: next_.union(*(onward[two] for two in next_)) for each, next_ in onward.items()}
    cyclic = {each for each in reached if each in onward[each]}
    return cyclic.union(*(onward[each] for each in cyclic))


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
    every, tangled = ways(net), in_or_behind_a_cycle(net)
    assert {row["node_id"] for row in found} == {f"P{path[-1]}" for path, _ in every}
    for project_id in {path[-1] for path, _ in every}:
        mine = [(len(path) - 1, days) for path, days in every if path[-1] == project_id]
        rows = [row for row in found if row["node_id"] == f"P{project_id}"]
        fewest, arrived = min(mine)[0], max(row["days_late"] for row in rows)
        assert min(row["depth"] for row in rows) == 2 * fewest
        assert max(days for steps, days in mine if steps == fewest) <= arrived <= max(days for _, days in mine)
        assert project_id in tangled or arrived == max(days for _, days in mine)
