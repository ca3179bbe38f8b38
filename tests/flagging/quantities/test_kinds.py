"""Kinds of quantities, each in many forms: scales, formats, signs, parts, currencies, decades and ranks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.flagging.quantities.extract import quantities
from claimcheck.model import Quantity

# (language, text, what is found: kind:notation[:unit][:limit], parted by "; "; "" where nothing is)
SUFFIX = [
    ("en", "The firm raised $1.7MM in May.", "money:1700000 USD; date:XXXX-05"),
    ("en", "It paid $4 mil for it.", "money:4000000 USD"),
    ("en", "The fund manages $2tr.", "money:2000000000000 USD"),
    ("en", "It lost S$8mil.", "money:8000000 SGD"),
    ("en", "Sales of €3.2bn fell.", "money:3200000000 EUR"),
    ("en", "It cost £750k.", "money:750000 GBP"),
    ("en", "A $6tn plan.", "money:6000000000000 USD"),
    ("en", "They owe 9mn euros.", "money:9000000 EUR"),
    ("en", "It costs Rs 45 lakh.", "money:4500000 INR"),
    ("en", "He won 3 crore votes.", "count:30000000:votes"),
    ("en", "It costs $12 m.", "money:12000000 USD"),
    ("en", "Debt of $34trn is high.", "money:34000000000000 USD"),
    ("en", "It sold 40k tickets.", "count:40000:tickets"),
    ("en", "A US$2.5 billion loan.", "money:2500000000 USD"),
    ("en", "It raised 2mil dollars.", "money:2000000 USD"),
    ("en", "A 15 mm pipe.", "count:15:mm"),
    ("en", "It wants €10B.", "money:10000000000 EUR"),
    ("en", "It pays $1.5T in interest.", "money:1500000000000 USD"),
    ("en", "The crane lifts 80t.", "count:80"),
]
FORMAT = [
    ("en", "The state has 14 300 teachers.", "count:14300:teachers"),
    ("en", "It cost 2 750 000 euros.", "money:2750000 EUR"),
    ("en", "The city has 3.456.789 residents.", "count:3456789:residents"),
    ("en", "It cost 4.567.890,50 euros.", "money:4567890.5 EUR"),
    ("de", "Es kamen 12.500 Besucher.", "count:12500:Besucher"),
    ("de", "Es kostet 2,75 Mio. Euro.", "money:2750000 EUR"),
    ("de", "Es kostet 12 500 Euro.", "money:12500 EUR"),
    ("en", "It cost 1,250,000 pesos.", "money:1250000 MXN"),
    ("en", "About .5 percent failed.", "percent:0.5%"),
    ("en", "The rate is 1.234 percent.", "percent:1.234%"),
    ("fr", "Le budget est de 2,5 milliards d'euros.", "money:2500000000 EUR"),
    ("fr", "La ville compte 12 500 habitants.", "count:12500"),
    ("es", "El plan cuesta 3,5 millones de euros.", "money:3500000 EUR"),
    ("es", "Hay 1.234.567 votos.", "count:1234567"),
    ("en", "Call 020 7946 0958 now.", ""),
    ("de", "Rund 1,2 Milliarden Dollar fehlen.", "money:1200000000 USD"),
    ("fr", "Le taux a atteint 7,3 %.", "percent:7.3%"),
    ("es", "El paro cayó al 11,8 %.", "percent:11.8%"),
    ("pt", "O plano custa 2,5 % do PIB.", "percent:2.5%"),
    ("it", "Costa € 1.200,50 al mese.", "money:1200.5 EUR"),
]
YEARS = [
    ("en", "It costs $1999.", "money:1999 USD"),
    ("en", "The army lost 1950 tanks.", "count:1950:tanks"),
    ("en", "A crowd of 2020 sang.", "count:2020"),
    ("en", "In 2020 people stayed home.", "date:2020"),
    ("en", "A total of 1985 homes burned.", "count:1985:homes"),
    ("en", "The crisis of 2008 hurt.", "date:2008"),
    ("en", "The 2012 election was close.", "date:2012"),
    ("en", "Some 2030 soldiers deserted.", "count:2030:soldiers"),
    ("en", "It weighs 2000 kg.", "count:2000:kg"),
    ("en", "He paid €2024 in rent.", "money:2024 EUR"),
    ("en", "By 2031 emissions will halve.", "date:2031; multiplier:x0.5"),
    ("en", "The 1918 flu killed many.", "date:1918"),
    ("en", "It sold 1975 cars in 2019.", "count:1975:cars; date:2019"),
    ("en", "Hospitals have 2015 beds.", "count:2015:beds"),
    ("en", "The village has 1900 residents.", "count:1900:residents"),
]
SIGNS = [
    ("en", "Inflation was minus 2 percent.", "percent:-2%"),
    ("en", "His net approval is negative 15.", "count:-15"),
    ("en", "It was minus twelve degrees.", "count:-12:degrees"),
    ("en", "It was 12 degrees below zero.", "count:-12:degrees"),
    ("en", "Growth was -0.4%.", "percent:-0.4%"),
    ("en", "Growth was −0.4%.", "percent:-0.4%"),
    ("en", "It fell to minus $37 a barrel.", "money:-37 USD"),
    ("en", "It fell to -$37.", "money:-37 USD"),
    ("en", "It was negative 4 degrees Fahrenheit.", "count:-4:°F"),
    ("de", "Es waren minus zehn Grad.", "count:-10:degrees"),
    ("en", "It was ten degrees Celsius below zero.", "count:-10:°C"),
    ("en", "It fell to 5 below zero.", "count:-5"),
    ("en", "A margin of plus or minus 3 percent.", "percent:3%"),
    ("en", "It fell to 5 below zero in 2019.", "count:-5; date:2019"),
]
RANGES = [
    ("en", "It would cost $20 to $25 billion.", "money:20000000000..25000000000 USD"),
    ("en", "It would cost between $3 and $4 million.", "money:3000000..4000000 USD"),
    ("en", "Some 12-18 percent quit.", "percent:12..18%"),
    ("en", "It takes 3 to 5 years.", "duration:P3Y/P5Y"),
    ("en", "It costs €2-3 million.", "money:2000000..3000000 EUR"),
    ("en", "It kills between 200 and 300 people a year.", "count:200..300:people"),
    ("en", "It costs $1.5 million to $2 million.", "money:1500000..2000000 USD"),
    ("en", "It costs $500,000 to more than $1 million.", "money:500000..1000000 USD"),
    ("en", "Between 1.5 and 2 million people fled.", "count:1500000..2000000:people"),
    ("en", "From $5 billion to $7 billion.", "money:5000000000 USD; money:7000000000 USD"),
    ("en", "It rose between 1990 and 2000.", "date:1990/2000"),
    ("en", "It needs 10,000 to 12,000 troops.", "count:10000..12000:troops"),
    ("en", "They earn £20-30k.", "money:20000..30000 GBP"),
    ("en", "It costs US$40–50 million.", "money:40000000..50000000 USD"),
    ("en", "two to three million people", "count:2000000..3000000:people"),
    ("en", "18- to 24-year-olds voted.", "duration:P18Y/P24Y"),
    ("en", "It rose to 3.4 from 3.2 percent.", "percent:3.4%; percent:3.2%"),
]
PARTS = [
    ("en", "It cost three quarters of a billion dollars.", "money:750000000 USD"),
    ("en", "Two thirds of a million fled.", "count:666666.67"),
    ("en", "A third of a million homes.", "count:333333.33"),
    ("en", "A quarter-billion dollars was lost.", "money:250000000 USD"),
    ("en", "Nearly half a billion people.", "count:500000000:people"),
    ("en", "One and a half million people.", "count:1500000:people"),
    ("en", "A million and a half people.", "count:1500000:people"),
    ("en", "Two and a quarter billion euros.", "money:2250000000 EUR"),
    ("en", "Half-a-million homes.", "count:500000:homes"),
    ("en", "A half million voters.", "count:500000:voters"),
    ("en", "Three and three quarter million.", "count:3750000"),
    ("en", "Half a trillion dollars.", "money:500000000000 USD"),
    ("en", "Half a dozen ships.", "count:6:ships"),
    ("en", "Seven and a half percent.", "percent:7.5%"),
    ("en", "A half-million-dollar fine.", "money:500000 USD"),
    ("en", "3/4 of voters agree.", "percent:3/4"),
    ("en", "1/5 of voters agree.", "percent:1/5"),
    ("en", "A 1/4 mile track.", "count:0.25:miles"),
    ("en", "One-and-a-half years.", "duration:P1.5Y"),
    ("de", "Eine halbe Million Menschen.", "count:500000"),
    ("de", "Zweieinhalb Millionen Euro.", "money:2500000 EUR"),
    ("de", "Anderthalb Milliarden Dollar.", "money:1500000000 USD"),
    ("en", "Two and a half billion people.", "count:2500000000:people"),
    ("en", "quarter of a million pounds", "money:250000 GBP"),
    ("en", "Rates fell by half a percentage point.", "percent:0.5pp"),
    ("en", "It grew by half a percent.", "percent:0.5%"),
    ("en", "It is a quarter of a mile long.", "count:0.25:miles"),
    ("en", "Three quarters of a percent.", "percent:0.75%"),
    ("en", "Rates fell by three-quarters of a point.", ""),
    ("en", "Five billion and three quarters.", "count:5750000000"),
    ("en", "It took an hour and a half.", "duration:PT1.5H"),
]
CURRENCY = [
    ("en", "It cost R7.2bn.", "money:7200000000 ZAR"),
    ("en", "A R500 fine.", "money:500 ZAR"),
    ("en", "KSh 40 million went missing.", "money:40000000 KES"),
    ("en", "GH¢2.1 billion.", "money:2100000000 GHS"),
    ("en", "MXN$900 million.", "money:900000000 MXN"),
    ("en", "J$4.5 million.", "money:4500000 JMD"),
    ("en", "N800 billion was spent.", "money:800000000000 NGN"),
    ("en", "₦800 billion was spent.", "money:800000000000 NGN"),
    ("en", "Rs. 12,000 crore.", "money:120000000000 INR"),
    ("en", "A$60m.", "money:60000000 AUD"),
    ("en", "HK$12bn.", "money:12000000000 HKD"),
    ("en", "Two billion Egyptian pounds.", "money:2000000000 EGP"),
    ("en", "300 million Mexican pesos.", "money:300000000 MXN"),
    ("en", "90 million Kenyan shillings.", "money:90000000 KES"),
    ("en", "40 billion Pakistani rupees.", "money:40000000000 PKR"),
    ("en", "Ush 3bn was stolen.", "money:3000000000 UGX"),
    ("en", "TSh 3bn was stolen.", "money:3000000000 TZS"),
    ("en", "COP 28 was held.", ""),
    ("en", "She lost 20 pounds.", "count:20:lb"),
    ("en", "He weighs 190 pounds.", "count:190:lb"),
    ("en", "It costs 190 pounds.", "money:190 GBP"),
    ("en", "5 trillion won.", "money:5000000000000 KRW"),
    ("en", "60 million Swiss francs.", "money:60000000 CHF"),
    ("en", "CHF 60 million.", "money:60000000 CHF"),
    ("en", "600 million Ukrainian hryvnias.", "money:600000000 UAH"),
    ("en", "C$45.", "money:45 CAD"),
    ("en", "NZ$2.3b.", "money:2300000000 NZD"),
    ("en", "RM50 million.", "money:50000000 MYR"),
    ("en", "1.2 billion South African rand.", "money:1200000000 ZAR"),
    ("en", "200 million Jamaican dollars.", "money:200000000 JMD"),
    ("en", "4 billion Danish kroner.", "money:4000000000 DKK"),
    ("en", "P400 million.", "money:400000000 BWP"),
    ("en", "Take the M25 and the A40.", ""),
    ("en", "Tk 500 crore.", "money:5000000000 BDT"),
    ("en", "EC$3 million.", "money:3000000 XCD"),
    ("en", "TT$3 million.", "money:3000000 TTD"),
    ("de", "5 Milliarden Schweizer Franken.", "money:5000000000 CHF"),
    ("de", "20 Mio. ägyptische Pfund.", "money:20000000 EGP"),
    ("fr", "12 millions de dollars.", "money:12000000 USD"),
    ("es", "40 millones de pesos mexicanos.", "money:40000000 MXN"),
    ("en", "£99m", "money:99000000 GBP"),
    ("en", "It lost 30 MUSD.", "money:30000000 USD"),
    ("en", "It lost 75 USD million.", "money:75000000 USD"),
    ("en", "It cost 3 dollars and 50 cents.", "money:3.5 USD"),
    ("en", "It cost Q$5.", ""),
    ("en", "It cost 50¢.", "money:0.5 USD"),
]
DECADES = [
    ("en", "In the 80s it rained.", "date:198X"),
    ("en", "The ’70s were loud.", "date:197X"),
    ("en", "In the early 90s it rained.", "date:199X-start"),
    ("en", "She is in her 60s.", ""),
    ("en", "In the nineties it rained.", "date:199X"),
    ("en", "It began in the late 1940s.", "date:194X-end"),
    ("en", "Temperatures in the 90s.", ""),
    ("en", "The mid-60s were calm.", "date:196X-mid"),
    ("en", "In the '50s it rained.", "date:195X"),
    ("de", "In den 90er Jahren regnete es.", "date:199X"),
    ("en", "The talks run Oct 3-5.", "date:XXXX-10-03/XXXX-10-05"),
    ("en", "The talks run 3-5 October.", "date:XXXX-10-03/XXXX-10-05"),
    ("en", "Sept. 9-11 talks.", "date:XXXX-09-09/XXXX-09-11"),
    ("en", "The talks run Oct 3 to 5.", "date:XXXX-10-03/XXXX-10-05"),
    ("en", "In the years 1998 to 2004.", "date:1998/2004"),
    ("en", "Between 1989 and 2003 it fell.", "date:1989/2003"),
    ("en", "The 1990-91 recession.", "date:1990/1991"),
    ("en", "From Oct. 2 to October 22 it rained.", "date:XXXX-10-02/XXXX-10-22"),
    ("en", "Between May 2015 and June 2018 it rained.", "date:2015-05/2018-06"),
    ("en", "H1 2025 sales fell.", "date:2025-H1"),
    ("en", "Over the past year it rained.", "duration:P1Y"),
]
COMPOUND = [
    ("en", "She is 5ft 9in.", "count:69:inches"),
    ("en", "She is 5 feet 9 inches tall.", "count:69:inches"),
    ("en", "He weighs 11st 3lb.", "count:157:lb"),
    ("en", "He weighs 11 stone 3 pounds.", "count:157:lb"),
    ("en", "It lasted 2 hours 15 minutes.", "duration:PT2H15M"),
    ("en", "He served 3 years and 4 months.", "duration:P3Y4M"),
    ("en", "A 6-foot-4 guard.", "count:76:inches"),
    ("en", "He is 6'2\".", "count:74:inches"),
    ("en", "It took 1 hour and 5 minutes.", "duration:PT1H5M"),
    ("en", "Baby weighed 7lb 4oz.", "count:116:ounces"),
]
MULTIPLIED = [
    ("en", "Exports doubled.", "multiplier:x2"),
    ("en", "Rents more than tripled.", "multiplier:x3::at least"),
    ("en", "More than tenfold.", "multiplier:x10::at least"),
    ("en", "Profits halved.", "multiplier:x0.5"),
    ("en", "Prices nearly doubled.", "multiplier:x2"),
    ("en", "It quadrupled in size.", "multiplier:x4"),
    ("en", "He doubled down on it.", ""),
    ("en", "It will double by then.", "multiplier:x2"),
    ("en", "A double room and a double agent.", ""),
    ("en", "It has trebled.", "multiplier:x3"),
    ("en", "A twelvefold rise.", "multiplier:x12"),
    ("en", "Deaths have more than doubled since May.", "multiplier:x2::at least; date:XXXX-05"),
    ("en", "Halving emissions is hard.", "multiplier:x0.5"),
    ("en", "It rose 12-fold.", "multiplier:x12"),
    ("de", "Die Preise haben sich verdoppelt.", "multiplier:x2"),
    ("en", "A 30-fold rise.", "multiplier:x30"),
    ("en", "They doubled as spies.", ""),
]
RANKS = [
    ("en", "Cancer is the number one killer.", "rank:rank=1"),
    ("en", "She is ranked 14th.", "rank:rank=14"),
    ("en", "It is the fourth-largest economy.", "rank:rank=4 desc"),
    ("en", "He finished third.", "rank:rank=3"),
    ("en", "He is No. 3 in the party.", "rank:rank=3"),
    ("en", "Norway ranks first, Chad ranks at 187.", "rank:rank=1; rank:rank=187"),
    ("en", "The world's number two economy.", "rank:rank=2"),
    ("en", "They are in 12th place.", "rank:rank=12"),
    ("en", "For the first time it rained.", "rank:1"),
    ("en", "Top 20 banks.", "rank:rank<=20"),
    ("en", "The second most populous state.", "rank:rank=2 desc"),
    ("en", "It is second only to Texas.", "rank:rank=2"),
    ("en", "He is number one.", "rank:rank=1"),
    ("en", "Iceland ranks No. 1.", "rank:rank=1"),
    ("en", "They placed 23rd.", "rank:rank=23"),
    ("en", "No 1 cause of death.", "rank:rank=1"),
]
BOUNDS = [
    ("en", "At least 40 people died.", "count:40:people:at least"),
    ("en", "No fewer than 40 people died.", "count:40:people:at least"),
    ("en", "It pays $12 an hour or less.", "money:12 USD::at most"),
    ("en", "Inflation topped 8%.", "percent:8%::at least"),
    ("en", "As few as 20 people came.", "count:20:people:at most"),
    ("en", "Fewer than one in ten vote.", "percent:1/10::at most"),
    ("en", "More than half of voters agree.", "percent:1/2::at least"),
    ("en", "Upwards of 300 homes.", "count:300:homes:at least"),
    ("en", "It has a minimum of 20 rooms.", "count:20:rooms:at least"),
    ("en", "Up to $5 million.", "money:5000000 USD::at most"),
    ("en", "It surpassed 9 million tonnes.", "count:9000000:tonnes:at least"),
    ("en", "20 or more people.", "count:20:people:at least"),
    ("en", "Just over 2 million people.", "count:2000000:people:at least"),
    ("en", "Well over a million people.", "count:1000000:people:at least"),
    ("en", "The death toll passed 500.", "count:500::at least"),
]
UNITS = [
    ("en", "A crowd of 3000 gathered.", "count:3000"),
    ("en", "It killed 14 children.", "count:14:children"),
    ("en", "Drive 60 miles per hour.", "count:60:mph"),
    ("en", "Drive 60 miles an hour.", "count:60"),
    ("en", "It uses 5 kWh.", "count:5:kWh"),
    ("en", "It was 30 degrees Celsius.", "count:30:°C"),
    ("en", "It was 30 deg C.", "count:30:°C"),
    ("en", "It covers 200 sq km.", "count:200:km²"),
    ("en", "It covers 200 km2.", "count:200:km²"),
    ("en", "It uses 90 cubic metres.", "count:90:m³"),
    ("en", "It has 5 terabytes.", "count:5:TB"),
    ("en", "two litres of milk", "count:2:litres"),
    ("de", "Er fuhr 120 Kilometer pro Stunde.", "count:120"),
    ("en", "It emits 4 gigatonnes of CO2.", "count:4"),
    ("en", "12 judges agreed.", "count:12:judges"),
    ("en", "It hired 300 Department of Trade staff.", "count:300"),
    ("en", "Temperatures hit 41.5C in Rome.", "count:41.5:°C"),
    ("en", "A 100,000-strong army.", "count:100000"),
    ("en", "At 10 Downing Street.", ""),
    ("en", "A rate of 10^6.", ""),
]
MAY = [
    ("en", "He may resign in May.", "date:XXXX-05"),
    ("en", "Mrs May resigned in March.", "date:XXXX-03"),
    ("en", "May 2021 was wet.", "date:2021-05"),
    ("en", "They March on.", ""),
    ("en", "May, who lost, wept.", ""),
    ("en", "April Jones won.", ""),
    ("en", "Theresa May said in April that it may rain.", "date:XXXX-04"),
    ("en", "On May 5 it rained.", "date:XXXX-05-05"),
    ("en", "Prime Minister May won 318 seats.", "count:318:seats"),
]
GERMAN = [
    ("de", "Die Zahl stieg auf 3,4 Millionen.", "count:3400000"),
    ("de", "Drei Viertel der Befragten.", "percent:3/4"),
    ("de", "Mehr als die Hälfte der Wähler.", "percent:1/2::at least"),
    ("de", "Etwa 40 Prozent der Bürger.", "percent:40%"),
    ("de", "Zwischen 20 und 30 Prozent.", "percent:20..30%"),
    ("de", "Jeder dritte Deutsche.", "percent:1/3"),
    ("de", "einhunderteinunddreißig Leute", "count:131"),
    ("de", "fuenfhundert Leute", "count:500"),
    ("de", "Im Jahr 2019 starben 12 Menschen.", "date:2019; count:12:Menschen"),
    ("de", "3,5 Mrd. Euro", "money:3500000000 EUR"),
    ("de", "12 Tsd. Euro", "money:12000 EUR"),
    ("de", "Bis 2030 sinkt der Ausstoß um 65 Prozent.", "date:2030; percent:65%"),
    ("de", "doppelt so viele wie 2015", "multiplier:x2; date:2015"),
]

NEWS = [
    ("en", "Crude rose $1.50 to $82.", "money:1.5 USD; money:82 USD"),
    ("en", "Inflation was up 0.5% to 3.2%.", "percent:0.5%; percent:3.2%"),
    ("en", "It costs R5bn to R7bn.", "money:5000000000..7000000000 ZAR"),
    ("en", "It has 15.7\nmillion readers.", "count:15700000:readers"),
    ("en", "Villages: 12\n500 readers", "count:12; count:500:readers"),
    ("en", "It cost Rs500cr.", "money:5000000000 INR"),
    ("en", "It cost Rs500xy.", ""),
    ("en", "It rained in ’08.", "date:2008"),
    ("en", "It fell 5pc.", "percent:5%"),
    ("en", "It closed a year and a half ago.", "date:PREV P18M"),
    ("en", "It rained January-March.", "date:XXXX-01/XXXX-03"),
    ("en", "Seven of every ten ponies limp.", "percent:7/10"),
    ("en", "It grew 5 per cent per annum.", "percent:5%"),
    ("en", "It cut 300 Department of Trade posts.", "count:300:Department of Trade posts"),
    ("en", "A Boeing 777F and a 13F filing.", ""),
    ("en", "It cost 1.2 m euros.", "money:1200000 EUR"),
    ("en", "It has 0.75 M and 3 mil.", ""),
    ("en", "It posted 2023 earnings.", "date:2023"),
    ("en", "In the first half of it he slept.", ""),
    ("en", "Five more ponies limp.", "count:5:ponies"),
    ("fr", "Au moins 12 morts.", "count:12:morts:at least"),
    ("fr", "Le 14 juillet 2021.", "date:2021-07-14"),
    ("fr", "Quatre-vingt-dix-sept morts.", "count:97:morts"),
    ("fr", "Soixante et onze morts.", "count:71:morts"),
    ("es", "El plan cuesta 3.500 millones de euros.", "money:3500000000 EUR"),
    ("es", "El 14 de julio de 2021.", "date:2021-07-14"),
    ("es", "Veinticinco por ciento.", "percent:25%"),
    ("de", "Zum ersten Mal regnete es.", "rank:1"),
    ("de", "Sie liegt auf Platz 5.", "rank:rank=5"),
    ("de", "Von 20 auf 30 Prozent.", "percent:20%; percent:30%"),
    ("de", "Es ist das dritte Land, das austritt.", "rank:rank=3"),
]

EVERY = [
    *SUFFIX,
    *FORMAT,
    *YEARS,
    *SIGNS,
    *RANGES,
    *PARTS,
    *CURRENCY,
    *DECADES,
    *COMPOUND,
    *MULTIPLIED,
    *RANKS,
    *BOUNDS,
    *UNITS,
    *MAY,
    *GERMAN,
    *NEWS,
]


def stands(wanted: str, found: Quantity) -> bool:
    """Whether a quantity is what is wanted, in as much as that is said."""
    kind, notation, *more = wanted.split(":")
    unit, limit = [*more, "", ""][:2]
    return (
        (kind, notation) == (found.kind.value, found.normalized)
        and unit in {"", found.unit}
        and limit in {"", found.bound and found.bound.value}
    )


@pytest.mark.parametrize(("language", "text", "wanted"), EVERY)
def test_each_form_of_a_kind_is_read(language: str, text: str, wanted: str) -> None:
    found = quantities(text, language=language)
    every = [one for one in wanted.split("; ") if one]
    assert len(found) == len(every), found
    assert all(map(stands, every, found)), found


SCALES = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mil": 10**6, "MM": 10**6, "million": 10**6, "bn": 10**9, "b": 10**9,
    "billion": 10**9, "tn": 10**12, "trn": 10**12, "tr": 10**12, "trillion": 10**12, "lakh": 10**5,
    "crore": 10**7, "": 1,
}  # fmt: skip
BEFORE = ["$", "€", "US$", "S$", "HK$", "R", "KSh", "MXN$", "₦", "Rs ", "GH¢", "J$", "CHF ", "USD ", ""]
BEHIND = [" dollars", " euros", " Kenyan shillings", " USD"]


@given(
    st.sampled_from(BEFORE), st.integers(1, 999), st.integers(0, 99), st.sampled_from(sorted(SCALES)),
    st.booleans(), st.sampled_from(BEHIND),
)  # fmt: skip
def test_an_amount_is_read_with_its_scale_or_left_out(
    before: str, whole: int, cents: int, scale: str, blank: bool, behind: str
) -> None:
    written = f"{whole}.{cents:02}" if cents else str(whole)
    amount = f"{before}{written}{' ' if blank and scale else ''}{scale}{'' if before else behind}"
    value = (whole + cents / 100) * SCALES[scale]
    assert all(one.value == pytest.approx(value) for one in quantities(f"It cost {amount}."))
