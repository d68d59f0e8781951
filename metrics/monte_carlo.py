"""What the open risks could cost together: their occurrence and impact, drawn many times over.

A risk occurs with the chance of its probability level and then costs its exposure, give or take a `spread` (triangular,
so that the mean is the exposure). Risks of one common cause tend to occur together: their occurrence follows a normal
variable of which the cause explains a `shared` part (one-factor Gaussian copula: Vasicek 1987; Hull, Risk Management,
ch. 11). Both are Settings.
Beyond the dearest `MOST` risks the sum of the others is drawn as one normal amount of their mean and variance.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.risk import risks_of
from metrics.risk_cause import risk_causes
from metrics.scope import EVERYTHING, Scope
from warehouse import Query

TRIALS, SEED, MOST = 10_000, 1, 2_000
PERCENTILES = (50, 80, 95)
_DRIVERS, _AT_ONCE = 40, 1_000
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Assumed:
    """What Settings assume of all risks, from 0 to 1.

    `spread` is how far the impact lies around the exposure, as a share of it; `shared` how much of a risk's occurrence
    its common cause explains.
    """

    spread: float
    shared: float


@dataclass(frozen=True)
class Simulation:
    """What the trials gave, in money.

    `totals` are sorted; `drivers` has by risk how much lower the P80 would be without it (`p80_drop`), largest first;
    `risks` were simulated, `unpriced` left out since they state no cost; `correlated` belong to a common cause.
    """

    totals: NDArray[np.float64]
    drivers: pd.DataFrame
    assumed: Assumed
    risks: int
    unpriced: int
    correlated: int
    trials: int = TRIALS
    seed: int = SEED

    def percentile(self, percent: float) -> float:
        """The amount that the losses stay below in so many per cent of the trials; 0 without risks."""
        return float(np.percentile(self.totals, percent)) if len(self.totals) else 0.0

    def covered(self, money: float) -> float:
        """The share of the trials (0 to 1) whose loss stays within an amount."""
        return float((self.totals <= money).mean()) if len(self.totals) else 1.0

    @property
    def curve(self) -> pd.DataFrame:
        """The chance (0 to 1) of losing more than an amount of money, in 101 points; three have their `percentile`."""
        if not self.risks:
            return pd.DataFrame(columns=["loss", "chance", "percentile"], dtype=float)
        at = np.arange(101)
        named = np.where(np.isin(at, PERCENTILES), at, np.nan)
        return pd.DataFrame({"loss": np.percentile(self.totals, at), "chance": 1 - at / 100, "percentile": named})

    @property
    def mean(self) -> float:
        """The mean loss, which is the expected cost within the trials' error."""
        return float(self.totals.mean()) if len(self.totals) else 0.0


def loss_simulation(query: Query, as_of: date, scope: Scope = EVERYTHING) -> Simulation:
    """The simulated losses of the open threats of this scope, common causes as `risk_causes` finds them.

    Of a strategy those that count in it, as in `exposure_total`.
    """
    risks = risks_of(query, as_of, scope)
    causes = risk_causes(query, as_of, scope)[["scope_id", "risk_id", "cause_id"]]
    return simulated(risks.merge(causes, how="left", on=["scope_id", "risk_id"]), assumptions(query, as_of))


def assumptions(query: Query, as_of: date) -> Assumed:
    """What Settings assume of all risks on that day."""
    said = "impact_spread_percent / 100 as spread, common_cause_percent / 100 as shared"
    return Assumed(**query(f"select {said} from setting_values($as_of)", as_of=as_of).iloc[0])


def simulated(risks: pd.DataFrame, assumed: Assumed, trials: int = TRIALS, seed: int = SEED) -> Simulation:
    """Trials over risks with `chance` (0 to 1), `cost_exposure` in money and `cause_id`, absent for a risk alone."""
    stated = risks[risks["cost_exposure"].notna() & risks["chance"].notna()]
    order = (stated["cost_exposure"] * stated["chance"]).astype(float).argsort()[::-1]
    ranked = stated.iloc[order].reset_index(drop=True)
    priced, top = ranked.head(MOST), np.arange(min(_DRIVERS, len(ranked)))
    random = np.random.default_rng(seed)
    totals, kept = _others(ranked.iloc[MOST:], assumed, trials, random), np.zeros((trials, len(top)), np.float32)
    for start in range(0, trials, _AT_ONCE):
        part = slice(start, min(start + _AT_ONCE, trials))
        losses = _losses(priced, assumed, part.stop - start, random)
        totals[part] += losses.sum(axis=1, dtype=np.float64)
        kept[part] = losses[:, top]
    counts = (len(ranked), len(risks) - len(ranked), int(priced["cause_id"].notna().sum()))
    return Simulation(np.sort(totals), _drivers(priced.loc[top], totals, kept), assumed, *counts, trials, seed)


def _others(others: pd.DataFrame, assumed: Assumed, trials: int, random: np.random.Generator) -> NDArray[np.float64]:
    """What the many small risks cost together in each trial."""
    if others.empty:
        return np.zeros(trials)
    chance, cost = others["chance"].to_numpy(np.float64), others["cost_exposure"].to_numpy(np.float64)
    mean, spread = chance * cost, 1 + assumed.spread**2 / 6
    deviation = float(np.sqrt((chance * cost**2 * spread - mean**2).sum()))
    drawn: NDArray[np.float64] = np.maximum(random.normal(mean.sum(), deviation, trials), 0)
    return drawn


def _losses(priced: pd.DataFrame, assumed: Assumed, trials: int, random: np.random.Generator) -> Floats:
    """What each risk costs in each trial."""
    chance = priced["chance"].to_numpy(np.float64)
    costs = priced["cost_exposure"].to_numpy(np.float32)
    occurs = random.random((trials, len(priced)), np.float32) < chance.astype(np.float32)
    cause = priced["cause_id"].notna().to_numpy()
    if cause.any():
        occurs[:, cause] = _together(priced["cause_id"][cause], chance[cause], assumed.shared, trials, random)
    impact: Floats = np.zeros((trials, len(priced)), np.float32)
    hit = int(occurs.sum())
    # The sum of two uniform draws is triangular.
    drawn = random.random(hit, np.float32) + random.random(hit, np.float32) - np.float32(1)
    impact[occurs] = 1 + np.float32(assumed.spread) * drawn
    impact *= costs
    return impact


def _together(
    causes: pd.Series[str], chance: NDArray[np.float64], shared: float, trials: int, random: np.random.Generator
) -> Floats:
    """Whether the risks of common causes occur, those of one cause rather together."""
    groups, names = pd.factorize(causes)
    common = random.standard_normal((trials, len(names)), np.float32)[:, groups]
    own = random.standard_normal((trials, len(causes)), np.float32)
    limit = [NormalDist().inv_cdf(min(max(each, 1e-9), 1 - 1e-9)) for each in chance]
    drawn: Floats = np.float32(shared**0.5) * common + np.float32((1 - shared) ** 0.5) * own
    return np.asarray(drawn < np.asarray(limit, np.float32))


def _drivers(risks: pd.DataFrame, totals: NDArray[np.float64], losses: Floats) -> pd.DataFrame:
    p80 = np.percentile(totals, 80) if len(risks) else 0.0
    drops = [p80 - np.percentile(totals - losses[:, place], 80) for place in range(len(risks))]
    found = risks.assign(p80_drop=np.asarray(drops, float))
    return found.sort_values("p80_drop", ascending=False, kind="stable").reset_index(drop=True)
