"""Which column of a table is what: the layouts in which statistical offices and people give figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.importing.reference_files import read_columns
from claimcheck.references import References
from claimcheck.worksheet.proposing import FIELDS, Proposal, group_proposed, proposed, unit_in

WORLD_BANK_WIDE = """"Data Source","World Development Indicators",

"Last Updated Date","2024-12-16",

"Country Name","Country Code","Indicator Name","Indicator Code","1960","2022","2023",
"Aruba","ABW","GDP (current US$)","NY.GDP.MKTP.CD","","3544707788","",
"Arab World","ARB","GDP (current US$)","NY.GDP.MKTP.CD","","3500000000000","3600000000000",
"Germany","DEU","GDP (current US$)","NY.GDP.MKTP.CD","","4082469490797","4456081016705",
"""
LAYOUTS = [
    (
        "API_NY.GDP.MKTP.CD_DS2_en_csv_v2_1.csv",
        WORLD_BANK_WIDE,
        {
            "measure": "GDP",
            "entity": "Country Name",
            "code": "Country Code",
            "unit": "current US$",
            "source": "World Development Indicators",
        },
        [],
    ),
    (
        "databank.csv",
        "Country Name,Country Code,Series Name,Series Code,2022 [YR2022],2023 [YR2023]\n"
        'Poland,POL,"Population, total",SP.POP.TOTL,36821749,36685849\n'
        'World,WLD,"Population, total",SP.POP.TOTL,7950946801,..\n',
        {
            "measure": "Population, total",
            "entity": "Country Name",
            "code": "Country Code",
            "unit": "people",
        },
        [],
    ),
    (
        "long.csv",
        "Country Name,Country Code,Time,Time Code,Indicator Name,Value\n"
        "France,FRA,2023,YR2023,Military expenditure (% of GDP),2.06\n"
        "Italy,ITA,2023,YR2023,Military expenditure (% of GDP),1.61\n",
        {
            "measure": "Military expenditure",
            "entity": "Country Name",
            "code": "Country Code",
            "period": "Time",
            "value": "Value",
            "unit": "percent of GDP",
        },
        [],
    ),
    (
        "estat_nama_10_gdp.csv",
        "DATAFLOW,LAST UPDATE,freq,unit,na_item,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
        "ESTAT:NAMA_10_GDP(1.0),01/10/24,A,CP_MEUR,B1GQ,DE,2022,3876810,\n"
        "ESTAT:NAMA_10_GDP(1.0),01/10/24,A,CP_MEUR,B1GQ,EL,2022,206620,p\n"
        "ESTAT:NAMA_10_GDP(1.0),01/10/24,A,CP_MEUR,B1GQ,EU27_2020,2022,15900000,\n",
        {
            "measure": "GDP",
            "entity": "geo",
            "code": "geo",
            "period": "TIME_PERIOD",
            "value": "OBS_VALUE",
            "unit": "million EUR",
            "source": "Eurostat",
        },
        [],
    ),
    (
        "tps00001.tsv",
        "freq,indic_de,geo\\TIME_PERIOD\t2022 \t2023 \nA,JAN,FR\t67871925 \t68172977 p\n"
        "A,JAN,EL\t: \t10413982 e\n",
        {"entity": "geo", "code": "geo"},
        ["unit", "measure"],
    ),
    (
        "oecd_population.csv",
        "LOCATION,INDICATOR,SUBJECT,MEASURE,FREQUENCY,TIME,Value,Flag Codes\n"
        "AUS,GDP,TOT,MLN_USD,A,2022,1718000.1,\nAUT,GDP,TOT,MLN_USD,A,2022,610000.5,\n",
        {
            "measure": "GDP",
            "entity": "LOCATION",
            "code": "LOCATION",
            "period": "TIME",
            "value": "Value",
            "unit": "million USD",
        },
        [],
    ),
    (
        "OECD.SDD.NAD.csv",
        "STRUCTURE_ID,REF_AREA,Reference area,MEASURE,UNIT_MEASURE,Unit of measure,TIME_PERIOD,OBS_VALUE,"
        "UNIT_MULT,Unit multiplier,DECIMALS\n"
        "OECD.SDD:DF(1.0),JPN,Japan,GDP,USD,US dollars,2023,4213.2,9,Billions,1\n"
        "OECD.SDD:DF(1.0),CAN,Canada,GDP,USD,US dollars,2023,2142.5,9,Billions,1\n",
        {
            "measure": "GDP",
            "entity": "Reference area",
            "code": "REF_AREA",
            "period": "TIME_PERIOD",
            "value": "OBS_VALUE",
            "unit": "billions USD",
            "source": "OECD",
        },
        [],
    ),
    (
        "WEOOct2024all.tsv",
        "WEO Country Code\tISO\tCountry\tSubject Descriptor\tUnits\tScale\t2022\t2023"
        "\tEstimates Start After\n"
        "512\tAFG\tAfghanistan\tGross domestic product, current prices\tU.S. dollars\t"
        "Billions\t14.497\tn/a\t2020\n"
        "134\tDEU\tGermany\tGross domestic product, current prices\tU.S. dollars\t"
        'Billions\t"4,166.9"\t"4,527.0"'
        "\t2023\n",
        {
            "measure": "Gross domestic product, current prices",
            "entity": "Country",
            "code": "ISO",
            "unit": "billions USD",
        },
        [],
    ),
    (
        "bip.csv",
        "Land;Jahr;Wert;Einheit\nFrankreich;2023;2.804,5;Mrd. Euro\nDeutschland;2023;4.185,6;Mrd. Euro\n",
        {"measure": "GDP", "entity": "Land", "period": "Jahr", "value": "Wert", "unit": "billion EUR"},
        [],
    ),
    (
        "figures.csv",
        "country;year;GDP in Mio. Euro\nFrance;2023;2804,5\nGermany;2023;4185,6\n",
        {
            "measure": "GDP",
            "entity": "country",
            "period": "year",
            "value": "GDP in Mio. Euro",
            "unit": "million EUR",
        },
        [],
    ),
    (
        "two.csv",
        "country,year,gdp,population\nFrance,2023,3000,68\nItaly,2023,2300,59\n",
        {"entity": "country", "period": "year", "value": None},
        ["value", "unit"],
    ),
    (
        "gdp.csv",
        "country,year,usd\nFrance,2023,3.0\nEuropean Union,2023,18.3\n",
        {"measure": "GDP", "entity": "country", "code": None, "unit": "USD"},
        [],
    ),
    (
        "gdp_usd.csv",
        "country,usd\nFrance,3.0\nItaly,2.3\n",
        {"measure": "GDP", "entity": "country", "value": "usd", "unit": "USD", "period": None},
        ["period"],
    ),
    (
        "steel production 2020-2023.csv",
        "Entity,Code,Year,Crude steel (million tonnes)\nIndia,IND,2023,140.8\nJapan,JPN,2023,87.0\n",
        {"measure": "steel production", "entity": "Entity", "code": "Code", "period": "Year"},
        ["unit"],
    ),
    (
        "table.csv",
        "a,b\nx,y\nz,w\n",
        {"entity": None, "value": None, "measure": None, "unit": None},
        ["entity", "period", "value", "unit", "measure"],
    ),
    (
        "population.csv",
        'country,year,population\nFrance,2023,"68,172"\nItaly,2023,"58,997"\n',
        {"measure": "population", "value": "population", "unit": None},
        ["decimal", "unit"],
    ),
    (
        "inflation.csv",
        "iso2,date,inflation_pct\nFR,2023-01-01,4.9\nUK,2023-01-01,6.8\n",
        {"measure": "inflation", "entity": "iso2", "period": "date", "unit": "percent"},
        [],
    ),
]


def read(path: Path, content: str, **said: str) -> Proposal:
    path.write_text(content, encoding="utf-8")
    found = read_columns(path)
    return proposed(found.columns, path.name, found.above, said)


@pytest.mark.parametrize(("name", "content", "columns", "asked"), LAYOUTS, ids=[one[0] for one in LAYOUTS])
def test_the_columns_of_a_layout_are_proposed_and_what_is_not_told_is_asked(
    tmp_path: Path, name: str, content: str, columns: dict[str, str | None], asked: list[str]
) -> None:
    found = read(tmp_path / name, content)
    assert {field: getattr(found, field) for field in columns} == columns
    assert (list(found.asks or ()), found.problem) == (asked, None)


@pytest.mark.parametrize(
    ("name", "content"),
    [one[:2] for one in LAYOUTS if not one[3]],
    ids=[one[0] for one in LAYOUTS if not one[3]],
)
def test_a_table_is_added_as_it_is_proposed(tmp_path: Path, name: str, content: str) -> None:
    found = read(tmp_path / name, content)
    references = References()
    said = {field: getattr(found, field) for field in FIELDS}
    references.add(tmp_path / name, **said)
    (table,) = references.tables
    assert len(table.names) >= 2
    assert len(found.samples) >= 2


@pytest.mark.parametrize(("name", "content", "columns", "asked"), LAYOUTS, ids=[one[0] for one in LAYOUTS])
def test_what_is_said_is_not_asked(
    tmp_path: Path, name: str, content: str, columns: dict[str, str | None], asked: list[str]
) -> None:
    found = read(tmp_path / name, content, unit="sheep", measure="wool", decimal=".")
    assert (found.unit, found.measure, found.decimal) == ("sheep", "wool", ".")
    assert not {"unit", "measure", "decimal"} & set(found.asks or ())


def test_a_workbook_with_a_title_above_is_read_from_its_header(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    rows = [
        ["Table 1: GDP at current prices", None, None],
        ["Unit: million EUR", None, None],
        [None, None, None],
        ["Country", 2022, 2023],
        ["France", 2639092.5, 2822455.0],
        ["Germany", 3953850.0, None],
    ]
    path = tmp_path / "gdp.xlsx"
    pandas.DataFrame(rows).to_excel(path, header=False, index=False)
    read_in = read_columns(path)
    found = proposed(read_in.columns, path.name, read_in.above)
    assert (found.measure, found.entity, found.unit) == ("GDP", "Country", "million EUR")
    assert found.years == ("2022", "2023")
    assert found.samples[1] == ("Germany", "2022", "3953850.0")
    references = References()
    references.add(path, measure="GDP", entity="Country", unit="million EUR")
    assert references.tables[0].series("FRA")[2023].row == 5


@pytest.mark.parametrize("column", ["Indicator Name", "Unit"])
def test_a_table_of_several_measures_or_units_is_refused_with_what_to_do(tmp_path: Path, column: str) -> None:
    content = f"country,year,{column},Value\nFrance,2023,Apples,1\nItaly,2023,Pears,2\n"
    problem = read(tmp_path / "fruit.csv", content).problem
    assert problem is not None
    assert f'"{column}" holds 2' in problem
    assert "as a file of its own" in problem


def test_samples_show_hostile_cells_as_they_are(tmp_path: Path) -> None:
    content = (
        "country,year,usd\n=cmd|' /C calc'!A0,2023,1\n<img src=x onerror=alert(1)>,2023,2\nItaly,2023,3\n"
    )
    names = [name for name, _, _ in read(tmp_path / "gdp.csv", content, entity="country").samples]
    assert names == ["=cmd|' /C calc'!A0", "<img src=x onerror=alert(1)>", "Italy"]


def test_the_columns_of_a_group_are_proposed(tmp_path: Path) -> None:
    path = tmp_path / "nato.csv"
    path.write_text("code,country,joined,left\nBEL,Belgium,1949,\nFIN,Finland,2023,\n", encoding="utf-8")
    found = group_proposed(read_columns(path).columns)
    assert (found.entity, found.code, found.since, found.until) == ("country", "code", "joined", "left")
    assert found.samples[1] == ("Finland", "2023", "")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("constant 2015 US$", "constant 2015 US$"),
        ("annual %", "percent"),
        ("USD bn", "billion USD"),
        ("Mio. Euro", "million EUR"),
        ("€", "EUR"),
        ("value", None),
        ("year", None),
        ("Bm", None),
    ],
)
def test_a_unit_is_read_from_a_header_and_never_guessed(text: str, unit: str | None) -> None:
    assert unit_in(text) == unit
