"""Colours that everybody can read and tell apart."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from charts.palette import DARK, LETTERS, LIGHT, RATINGS, SHAPES, Palette, rating_of

# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
both_themes = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    light, dark = sorted((float(linear(colour) @ XYZ[1]) for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    ratio = XYZ @ np.clip(rgb, 0, 1) / XYZ.sum(axis=1)
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: str, other: str, sight: np.ndarray) -> float:
    """CIE 1976 colour difference as that eye sees it."""
    return float(np.linalg.norm(lab(sight @ linear(one)) - lab(sight @ linear(other))))


@both_themes
@pytest.mark.parametrize("ink", ["text", "secondary", "accent"])
def test_text_reads_on_every_ground(palette: Palette, ink: str):
    for ground in (palette.page, palette.surface):
        assert contrast(getattr(palette, ink), ground) >= 4.5


@both_themes
def test_letters_read_on_every_status_colour(palette: Palette):
    grounds = {**palette.fill, "Not rated": palette.surface}
    assert {rating: contrast(palette.on[rating], grounds[rating]) >= 3 for rating in RATINGS} == dict.fromkeys(
        RATINGS, True
    )


@both_themes
def test_shapes_and_outlines_stand_out_from_the_surface(palette: Palette):
    for colours in (palette.glyph, palette.outline):
        assert min(contrast(colour, palette.surface) for colour in colours.values()) >= 3


@both_themes
def test_numbers_read_on_every_step_of_the_ramp(palette: Palette):
    steps = zip(palette.ramp, palette.on_ramp, strict=True)
    assert min(contrast(ground, ink) for ground, ink in steps) >= 4.5


@both_themes
def test_the_ramp_goes_one_way(palette: Palette):
    lightness = [lab(linear(step))[0] for step in (palette.surface, *palette.ramp)]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True))


@both_themes
@pytest.mark.parametrize("sight", SIGHT)
def test_status_colours_differ_in_every_kind_of_sight(palette: Palette, sight: str):
    pairs = combinations(palette.fill, 2)
    close = {pair: difference(*(palette.fill[each] for each in pair), SIGHT[sight]) for pair in pairs}
    assert {pair: distance for pair, distance in close.items() if distance < 24} == {}


@both_themes
@pytest.mark.parametrize("sight", SIGHT)
def test_late_and_early_differ_in_every_kind_of_sight(palette: Palette, sight: str):
    assert difference(palette.late, palette.early, SIGHT[sight]) >= 24


def test_no_rating_leans_on_colour_alone():
    assert len(set(SHAPES.values())) == len(set(LETTERS.values())) == len(RATINGS)


@pytest.mark.parametrize("value", [None, float("nan"), "", "Blue", 3])
def test_what_is_no_colour_is_not_rated(value: object):
    assert rating_of(value) == "Not rated"


def test_the_ramp_takes_any_share():
    assert [LIGHT.step(share) for share in (-1, 0, 0.5, 1, 7)] == [0, 0, 3, 6, 6]
