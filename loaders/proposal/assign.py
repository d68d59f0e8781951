"""Who gets whom, so that all together are served best."""

from __future__ import annotations

from collections.abc import Sequence


def assign(scores: Sequence[Sequence[float]]) -> dict[int, int]:
    """For each row at most one column and the other way round, with the greatest total; pairs of no score are left out.

    The Hungarian method with potentials, on costs that are the negative scores.
    """
    if not scores or not scores[0]:
        return {}
    width = max(len(scores[0]), len(scores))
    costs = [[-float(each) for each in row] + [0.0] * (width - len(row)) for row in scores]
    owner, rows, columns = [-1] * (width + 1), [0.0] * len(costs), [0.0] * (width + 1)
    for row in range(len(costs)):
        _place(row, costs, owner, rows, columns)
    pairs = {row: column for column, row in enumerate(owner[:width]) if row >= 0}
    return {row: column for row, column in pairs.items() if costs[row][column] < 0}


def _place(row: int, costs: list[list[float]], owner: list[int], rows: list[float], columns: list[float]) -> None:
    """Seat one more row, moving others along the cheapest path; the last column is where the path begins."""
    width = len(owner) - 1
    slack, before, seen = [float("inf")] * width, [width] * width, [False] * (width + 1)
    owner[width], column = row, width
    while owner[column] >= 0:
        seen[column], mover = True, owner[column]
        for other in range(width):
            spare = costs[mover][other] - rows[mover] - columns[other]
            if not seen[other] and spare < slack[other]:
                slack[other], before[other] = spare, column
        nearest = min((each for each in range(width) if not seen[each]), key=slack.__getitem__)
        step = slack[nearest]
        for other in range(width + 1):
            if seen[other]:
                rows[owner[other]] += step
                columns[other] -= step
            elif other < width:
                slack[other] -= step
        column = nearest
    while column != width:
        owner[column], column = owner[before[column]], before[column]
    owner[width] = -1
