"""Every figure, by its theme and its name there."""

from __future__ import annotations

from tests import (
    earned_figures,
    exposure_figures,
    forecast_figures,
    milestone_figures,
    programme_figures,
    risk_figures,
    schedule_figures,
    strategy_figures,
    whatif_figures,
)

_THEMES = {
    "strategy": strategy_figures.FIGURES,
    "programme": programme_figures.FIGURES,
    "what-if": whatif_figures.FIGURES,
    "schedule": schedule_figures.FIGURES,
    "earned": earned_figures.FIGURES,
    "milestone": milestone_figures.FIGURES,
    "forecast": forecast_figures.FIGURES,
    "risk": risk_figures.FIGURES,
    "exposure": exposure_figures.FIGURES,
}
FIGURES = {f"{theme} {name}": drawn for theme, figures in _THEMES.items() for name, drawn in figures.items()}
