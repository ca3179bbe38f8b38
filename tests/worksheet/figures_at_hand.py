"""Small tables of round figures, so that every answer can be reckoned by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import pandas as pd

import claimcheck as cc

YEARS = (2019, 2020, 2021, 2022, 2023)

# Billions of dollars, by year.
GDP = {
    "Germany": (3600, 3600, 4000, 4000, 4400),
    "France": (2500, 2400, 2800, 2800, 3000),
    "Italy": (2000, 1900, 2100, 2100, 2200),
    "Poland": (600, 600, 700, 700, 800),
    "Estonia": (30, 30, 36, 38, 40),
    "Latvia": (34, 34, 38, 40, 44),
    "Finland": (270, 270, 290, 280, 300),
    "Norway": (400, 360, 500, 600, 480),
    "Russian Federation": (1700, 1500, 1800, 2200, 2000),
    "United States": (21000, 21000, 23000, 25000, 27000),
    "World": (87000, 85000, 97000, 101000, 105000),
}
# Millions of people.
PEOPLE = {
    "Germany": (82, 82, 83, 84, 84),
    "France": (66, 66, 67, 68, 68),
    "Italy": (60, 60, 59, 59, 59),
    "Poland": (38, 38, 38, 37, 36.7),
    "Estonia": (1.3, 1.3, 1.3, 1.35, 1.4),
    "Latvia": (1.9, 1.9, 1.9, 1.9, 1.9),
    "Finland": (5.5, 5.5, 5.5, 5.5, 5.6),
    "Norway": (5.3, 5.4, 5.4, 5.5, 5.5),
    "Russian Federation": (144, 144, 144, 144, 144),
    "United States": (328, 330, 332, 333, 335),
    "World": (7700, 7800, 7900, 7950, 8000),
}
# Billions of dollars for arms.
ARMS = {
    "Germany": (45, 50, 55, 56, 66),
    "France": (50, 52, 56, 54, 60),
    "Italy": (26, 29, 32, 33, 33),
    "Poland": (12, 13, 15, 17, 32),
    "Estonia": (0.6, 0.7, 0.8, 0.9, 1.2),
    "Finland": (4, 4, 5, 5, 6),
    "Norway": (7, 7, 8, 8, 9),
    "Russia": (65, 60, 66, 100, 110),
    "United States": (730, 770, 800, 860, 900),
}
INFLATION = {"Germany": (1, 1, 3, 10, 5), "Poland": (2, 3, 5, 15, 10)}
RATES = {"Euro": (0.9, 0.9, 0.8, 0.95, 0.92), "Norway": (9, 9, 9, 10, 10.5)}
ALLIES = {
    "Germany": 1955, "France": 1949, "Italy": 1949, "Poland": 1999, "Estonia": 2004, "Norway": 1949,
    "United States": 1949, "Finland": 2023,
}  # fmt: skip


def table(figures: Mapping[str, Sequence[float]], order: int = 1) -> pd.DataFrame:
    """One line a figure; *order* -1 turns the lines round."""
    lines = [
        {"country": name, "year": year, "value": value}
        for name, values in figures.items()
        for year, value in zip(YEARS, values, strict=True)
    ]
    return pd.DataFrame(lines[::order])


@cache
def at_hand(order: int = 1) -> cc.References:
    """The tables and an alliance of eight."""
    refs = cc.References()

    def add(figures: Mapping[str, Sequence[float]], measure: str, unit: str) -> None:
        refs.add(
            table(figures, order), measure=measure, entity="country", period="year", value="value", unit=unit
        )

    add(GDP, "GDP", "billion USD")
    add(PEOPLE, "population", "million people")
    add(ARMS, "military spending", "billion USD")
    add(INFLATION, "inflation", "percent a year")
    add(RATES, "exchange rate", "per USD")
    allies = pd.DataFrame({"country": list(ALLIES), "joined": list(ALLIES.values())})
    refs.group("NATO", allies, entity="country", since="joined")
    return refs
