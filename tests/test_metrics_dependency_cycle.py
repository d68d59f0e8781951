"""Projects that wait for each other in a circle."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.batches import status_batch
from tests.portfolio import asked, project, register, report
from tests.test_metrics_reach import gate, waits
from warehouse import Warehouse, open_warehouse

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
Net = set[tuple[str, str]]


def owed(home: Warehouse, net: Net) -> Warehouse:
    """Of each pair the first owes the second a milestone."""
    names = sorted({name for pair in net for name in pair} | {"A"})
    gates = [gate(f"M-{one}-{two}", one, 3) for one, two in net]
    needs = [waits(two, f"M-{one}-{two}") for one, two in net]
    told = status_batch(status=[report(name) for name in names], milestone=gates)
    home.publish([register(*(project(name) for name in names), dependency=needs), told])
    return home


def circles(home: Warehouse) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in asked(home, "dependency_cycles"):
        found.setdefault(row["cycle_id"], []).append(row["project_id"])
    return found


def test_projects_that_wait_for_each_other_are_told_in_the_order_of_their_circle(home: Warehouse):
    owed(home, {("A", "B"), ("B", "C"), ("C", "A"), ("C", "D"), ("X", "A")})
    assert circles(home) == {"A": ["A", "B", "C"]}
    first = asked(home, "dependency_cycles")[0]
    assert (first["provider_project_id"], first["milestone_id"], first["days_late"]) == ("C", "M-C-A", 3)


def test_a_project_that_waits_for_itself_is_a_circle(home: Warehouse):
    assert circles(owed(home, {("A", "A"), ("A", "B")})) == {"A": ["A"]}


def test_where_nothing_goes_round_there_is_no_circle(home: Warehouse):
    assert circles(owed(home, {("A", "B"), ("A", "C"), ("B", "D"), ("C", "D")})) == {}


NAMES = some.sampled_from("ABCDEF")


@FEW
@given(some.sets(some.tuples(NAMES, NAMES), max_size=12))
def test_every_circle_named_is_one_and_one_is_named_where_there_is_any(net: Net):
    with TemporaryDirectory() as folder:
        found = circles(owed(open_warehouse(Path(folder)), net))
    for path in found.values():
        assert set(zip(path, [*path[1:], path[0]], strict=True)) <= net
        assert len(set(path)) == len(path)
    reach = {one: {two for near, two in net if near == one} for one in "ABCDEF"}
    for _ in reach:
        reach = {one: far.union(*(reach[two] for two in far)) for one, far in reach.items()}
    assert bool(found) == any(one in far for one, far in reach.items())
