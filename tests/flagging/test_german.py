"""German: what is worth checking and what is not, by the word lists of ``languages/de.toml`` alone."""

from __future__ import annotations

import pytest

from claimcheck.errors import ClaimcheckError
from claimcheck.flagging.language_words import known_language
from claimcheck.flagging.signals.find import signals
from claimcheck.flagging.signals.grammar import Grammar
from claimcheck.flagging.signals.words import SIGNS
from claimcheck.flagging.worthiness import Signs
from claimcheck.model import Signal, Span


def found(sentence: str, language: str = "de") -> dict[str, Signal]:
    """The signals of a German sentence, by name."""
    return {signal.name: signal for signal in signals(sentence, Span(0, len(sentence)), language)}


def flagged(sentence: str) -> bool:
    """Whether a German sentence is worth checking."""
    return bool(Signs("de").score([sentence])[0] >= Signs.threshold)


# Twenty and twenty to begin with, all of which came out right; then, of fifteen and fifteen on other
# subjects, eight and fifteen did before the lists were added to.
CHECKABLE = [
    "Die Arbeitslosigkeit ist seit 2019 um 12 Prozent gesunken.",
    "Deutschland gibt 3,5 Prozent seiner Wirtschaftsleistung für Verteidigung aus.",
    "Russland produziert in drei Monaten so viele Granaten wie die Nato in einem Jahr.",
    "Der Bundestag hat das Gesetz am 22. März verabschiedet.",
    "Die Mieten in Berlin haben sich in zehn Jahren verdoppelt.",
    "Jedes fünfte Kind in diesem Land lebt in Armut.",
    "Bayern ist flächenmäßig das größte Bundesland.",
    "Die Ministerin unterzeichnete das Abkommen in Wien.",
    "Ausländer dürfen bei Bundestagswahlen nicht wählen, das Grundgesetz schließt das aus.",
    "Windräder verursachen keinen messbaren Infraschall, teilte das Umweltamt mit.",
    "Die Kommission verklagt Ungarn vor dem Gerichtshof.",
    "Der Strompreis ist in Deutschland höher als in Frankreich.",
    "Noch nie sind so viele Menschen nach Österreich eingewandert.",
    "Das Kraftwerk wurde im April stillgelegt.",
    "Die Partei stimmte gegen die Erhöhung des Mindestlohns.",
    "Wegen der Dürre fiel die Ernte kleiner aus.",
    "Das Unternehmen beschäftigt in Sachsen 1.700 Mitarbeiter.",
    "Die Schweiz ist kein Mitglied der Europäischen Union.",
    "Die Zahl der Asylanträge geht seit Monaten zurück.",
    "Der neue Bahnhof wird rund 11 Milliarden Euro kosten.",
    "Die Feuerwehr rettete am Sonntag zwei Kinder aus dem brennenden Haus.",
    "Der Konzern schließt sein Werk in Zwickau.",
    "Die Inflation liegt bei 2,3 Prozent.",
    "Frankreich exportiert mehr Strom, als es einführt.",
    "Impfungen schützen vor schweren Verläufen.",
    "In Hamburg fehlen tausende Lehrkräfte.",
    "Die Stadt hat den Vertrag mit dem Betreiber gekündigt.",
    "Cannabis ist in Deutschland seit vergangenem Jahr legal.",
    "Der Rhein führt so wenig Wasser wie seit Jahrzehnten nicht.",
    "Die Regierung hat das Versprechen nie eingelöst.",
    "Polen nahm mehr Flüchtlinge auf als jedes andere Land.",
    "Der Gerichtshof hob das Urteil auf.",
    "Die Lebenserwartung der Frauen ist niedriger geworden.",
    "China baut weiterhin Kohlekraftwerke.",
    "Der Torwart wechselt nach Madrid.",
]
NOT_CHECKABLE = [
    "Ich glaube, dass wir auf dem richtigen Weg sind.",
    "Wir müssen jetzt gemeinsam handeln.",
    "Das ist eine wunderbare Nachricht für uns alle.",
    "Lasst uns endlich anfangen!",
    "Guten Abend, meine Damen und Herren.",
    "Meiner Meinung nach ist das ungerecht.",
    "Irgendwann wird alles besser.",
    "Warum hört uns niemand zu?",
    "Ich freue mich sehr auf die Zusammenarbeit mit Ihnen.",
    "Die Bürger verdienen Respekt und Sicherheit.",
    "Stellen Sie sich vor, Ihr Kind käme nicht nach Hause.",
    "Freiheit ist ein hohes Gut.",
    "Wir wollen eine bessere Zukunft für unsere Kinder.",
    "Die Regierung sollte sich schämen.",
    "Es ist höchste Zeit, dass sich etwas ändert.",
    "Vielen Dank für Ihre Geduld.",
    "Bitte bleiben Sie ruhig und helfen Sie Ihren Nachbarn.",
    "Unsere Gedanken sind bei den Familien der Opfer.",
    "Der Bischof rief die Gläubigen zum Frieden auf.",
    "Europa spielt in der Welt eine wichtige Rolle.",
    "Das Wetter war herrlich.",
    "Wir stehen fest an der Seite unserer Freunde.",
    "Niemand sollte Angst haben müssen.",
    "Es war mir eine Ehre, hier zu sein.",
    "Die Opposition redet das Land schlecht.",
    "Solche Sprüche helfen niemandem.",
    "Der Trainer lobte den Einsatz seiner Mannschaft.",
    "Für mich ist das ein Skandal.",
    "Wie soll es nun weitergehen?",
    "Man kann nur hoffen, dass die Vernunft siegt.",
    "Kunst darf alles.",
    "Jetzt ist die Stunde der Wahrheit.",
    "So geht es nicht weiter, sagte sie.",
    "Wir lassen niemanden zurück.",
    "Das Publikum war begeistert von dem Abend.",
]


@pytest.mark.parametrize("sentence", CHECKABLE)
def test_what_can_be_checked_is_flagged(sentence: str) -> None:
    assert flagged(sentence)


@pytest.mark.parametrize("sentence", NOT_CHECKABLE)
def test_what_cannot_be_checked_is_not(sentence: str) -> None:
    assert not flagged(sentence)


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("Es waren 1.700 Menschen und 5,25 Mio. Euro.", "figure", ["1.700 Menschen", "5,25 Mio. Euro"]),
        ("Am 22. März 2024 um 14:30 kamen zwölf.", "figure", ["zwölf"]),
        ("Artikel 5 gilt seit 1949.", "figure", []),
        ("Jedes fünfte Kind ist arm.", "figure", ["Jedes fünfte"]),
        ("Bayern ist das größte Bundesland.", "rank", ["größte"]),
        ("Russland ist größer als China.", "comparison", ["größer als China"]),
        ("Sie haben so viele Ärzte wie Wien.", "comparison", ["so viele Ärzte wie Wien"]),
        ("Das BIP und die Arbeitslosenquote zählen.", "statistic", ["BIP", "Arbeitslosenquote"]),
        ("Die Preise STIEGEN.", "trend", ["STIEGEN"]),
        ("In Sankt Gallen schneit es.", "trend", []),
        ("Es liegt mir fern, mir gefallen zu lassen, was ist.", "trend", []),
        ("Arbeitgeber müssen sie laut Gesetz versichern.", "exhortation", []),
        ("Berlin und Hamburg, Köln und Bonn.", "names", []),
        ("Wer zahlt?“", "question", ["?"]),
    ],
)
def test_the_words_that_say_so_are_marked(sentence: str, name: str, expected: list[str]) -> None:
    signal = found(sentence).get(name)
    assert [span.of(sentence) for span in signal.spans] == expected if signal else not expected


@pytest.mark.parametrize("code", ["de", "de-AT", "de_CH", "DE"])
def test_a_language_is_known_by_any_of_its_codes(code: str) -> None:
    assert "trend" in found("Die Preise steigen.", code)
    assert set(Grammar(known_language(code)).rules(SIGNS)) == set(SIGNS)


@pytest.mark.parametrize("code", ["xx", "", "deutsch", "../en", "en/../de", "\x00", "e"])
def test_an_unknown_language_names_those_there_are_and_the_remedy(code: str) -> None:
    with pytest.raises(ClaimcheckError, match=r"de, en.*CONTRIBUTING"):
        signals("Nice.", Span(0, 5), code)
