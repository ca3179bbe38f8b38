"""claimcheck: a claim-checking workbench in Jupyter.

>>> import claimcheck as cc
>>> article = cc.read_text("The alliance has 32 members. It is 25 times bigger than Russia.")
>>> [claim.text for claim in cc.flag(article)]
['It is 25 times bigger than Russia.', 'The alliance has 32 members.']
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.arguments import each_of, refuse_no_path, refuse_no_switch, refuse_no_text
from claimcheck.desk_order import in_order
from claimcheck.desk_priorities import order_at
from claimcheck.errors import ClaimcheckError, ExportWarning, ReadingError, ReadingWarning, StoreError
from claimcheck.exporting.annotations import write_annotations
from claimcheck.exporting.choosing import Choice
from claimcheck.exporting.claimreview import to_html, to_text
from claimcheck.exporting.claimreview_files import checks_in, one_claimreview, write_claimreviews
from claimcheck.exporting.claimreview_lint import Finding, findings_of
from claimcheck.exporting.columns import read_csv, read_table, to_frame
from claimcheck.exporting.export import Beside, in_doubt, write_tables
from claimcheck.exporting.forms import Form
from claimcheck.exporting.publisher import Publisher
from claimcheck.flagging.comparisons.compare import comparisons as _comparisons
from claimcheck.flagging.flag import flag as _flag
from claimcheck.flagging.flag import language_of
from claimcheck.flagging.plain_reading import PlainReading, words_read_plainly
from claimcheck.flagging.quantities.extract import quantities as _quantities
from claimcheck.flagging.quotations.extract import quotations as _quotations
from claimcheck.flagging.scorer import Scorer
from claimcheck.flagging.worthiness import scorer
from claimcheck.matching.duplicates import group as _group
from claimcheck.matching.said import Statement
from claimcheck.model import Article, Claim, Comparison, KnownClaim, Quotation, Sentence
from claimcheck.open_desk import desk
from claimcheck.priority.orders import PRIORITY, listed, place_by
from claimcheck.priority.priorities import Priorities
from claimcheck.priority.prioritize import HOUSE
from claimcheck.reading.articles import read, read_text
from claimcheck.reading.language_detection import detected_language
from claimcheck.reading.sentences import sentences as _sentences
from claimcheck.references import References, worksheet
from claimcheck.review.agreement import Agreement, agreement_of
from claimcheck.review.article_facts import newer_facts, offered
from claimcheck.review.log.articles import Added
from claimcheck.review.log.backup import Copied
from claimcheck.review.log.backup import backup as _backup
from claimcheck.review.log.backup import restore as _restore
from claimcheck.review.log.store import Store
from claimcheck.review.policies import Policy
from claimcheck.review.scales import scale
from claimcheck.settings import (
    chosen_priorities,
    chosen_publisher,
    database_path,
    given_priorities,
    known_path,
    reviewer_name,
)
from claimcheck.statements.stand_alone import stand_alone as _stand_alone
from claimcheck.statements.values import StandAlone
from claimcheck.worksheet.values import Worksheet

if TYPE_CHECKING:
    from pandas import DataFrame

    from claimcheck.exporting.charts import Charts
    from claimcheck.exporting.report import ClaimReport
    from claimcheck.matcher import KnownClaims

__all__ = [
    "Article",
    "Claim",
    "ClaimcheckError",
    "Comparison",
    "Finding",
    "KnownClaim",
    "KnownClaims",
    "Policy",
    "Priorities",
    "Publisher",
    "Quotation",
    "ReadingError",
    "ReadingWarning",
    "References",
    "Scorer",
    "Worksheet",
    "add",
    "agreement",
    "backup",
    "charts",
    "claim_report",
    "claimreview",
    "comparisons",
    "desk",
    "export",
    "export_annotations",
    "export_claimreview",
    "export_csv",
    "flag",
    "flag_frame",
    "group",
    "lint",
    "quantities",
    "quotations",
    "read",
    "read_csv",
    "read_table",
    "read_text",
    "report",
    "restore",
    "scale",
    "scorer",
    "sentences",
    "stand_alone",
    "to_frame",
    "worksheet",
]


def __getattr__(name: str) -> type[KnownClaims]:
    """`KnownClaims`, once somebody asks for it: it brings NumPy along."""
    if name != "KnownClaims":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from claimcheck.matcher import KnownClaims

    return KnownClaims


def __dir__() -> list[str]:
    """The public names alone, for whoever looks around with Tab."""
    return __all__


quantities = words_read_plainly(_quantities)


def sentences(article: Article | str, *, language: str | None = None) -> tuple[Sentence, ...]:
    """The units of *article*, or of a text, in order: sentences, headlines and boilerplate.

    Each has its ``span``, the ``paragraph`` around it, its ``role``, and in a transcript its ``speaker``.
    The spans are of the text exactly as given; the marks of Markdown and HTML are no words, and belong to the
    unit that they stand at. *language* is a code such as "de", for a text; an article has its own. English
    and German (which is known by itself) are read by rules of their own, other languages by sentencex.

    >>> text = "Prices rose in the U.S. Inflation hit 9%. **Wages** fell."
    >>> [unit.span.of(text) for unit in sentences(text)]
    ['Prices rose in the U.S.', 'Inflation hit 9%.', '**Wages** fell.']
    """
    if language is not None:
        refuse_no_text("language", language, "de")
    if isinstance(article, str):
        article = Article(article, language=language or detected_language(article))
    _refuse_no_article("sentences", article)
    return _sentences(article)


def flag(
    article: Article,
    threshold: float | None = None,
    *,
    scorer: Scorer | str | None = None,
    priorities: Priorities | str | Path | None = None,
    order: str = PRIORITY,
) -> list[Claim]:
    """The claims of *article* whose worthiness is at least *threshold* (0 to 1), what to check first first.

    *scorer* is what ``cc.scorer`` gives, a scorer of your own, or a scorer's name; without one the
    default of the article's language scores, and without *threshold* the scorer's own counts. *priorities*,
    or a TOML file with yours (CLAIMCHECK_PRIORITIES), say what comes first, and below which minimum a claim
    is left out. *order* is "priority", "worthiness" or "text"; equals are in the order of the text.

    >>> article = read_text("The hall seats 500. It is 25 times bigger than Russia.")
    >>> [claim.text for claim in flag(article)]
    ['It is 25 times bigger than Russia.', 'The hall seats 500.']
    """
    ours = chosen_priorities(priorities)
    # What is wrong with the call is said before the article is read.
    place_by(order, ours)
    return listed(_flagged("flag", article, threshold, scorer, ours), order, ours)


def _flagged(
    function: str, article: Article, threshold: float | None, scorer: Scorer | str | None, ours: Priorities
) -> list[Claim]:
    """All claims of *article* with their priority by *ours*, in the order of the text."""
    _refuse_no_article(function, article)
    return in_order(article, _flag(article, _sentences(article), threshold, scorer), ours)


def _refuse_no_article(function: str, given: object) -> None:
    if not isinstance(given, Article):
        raise ClaimcheckError(
            f"{function}() takes an article and got {type(given).__name__}: "
            "make one with cc.read(path) or cc.read_text(text)."
        )
    if given.published is not None and not isinstance(given.published, str):
        raise ClaimcheckError(
            f"{function}(): the article's published is {type(given.published).__name__}; "
            'give the ISO date as text, such as "2025-03-11".'
        )


def quotations(article: Article | str) -> list[Quotation]:
    """What somebody says in *article*, or in a text, and who: quotations and reported statements, in order.

    Each has its ``span`` of the article's text, how it is ``quoted`` (direct, indirect, mixed), the
    ``speaker`` by full name where that is known, the ``mention`` and the ``cue`` ("said", "according to").

    >>> text = "Ana Ruiz won. “We built 300 homes,” she said."
    >>> [(said.span.of(text), said.quoted.value, said.speaker) for said in quotations(text)]
    [('“We built 300 homes,”', 'direct', 'Ana Ruiz')]
    """
    given = read_text(article) if isinstance(article, str) else article
    _refuse_no_article("quotations", given)
    reading = PlainReading(given, _sentences(given))
    found = _quotations(reading.article.text, reading.sentences, language=language_of(given))
    return reading.back(found)


def comparisons(article: Article | str) -> list[Comparison]:
    """What *article*, or a text, compares with what and by how much, in order.

    Each has its ``relation`` and ``factor`` ("times" 25), or ``amount`` and ``unit`` ("2,000 fewer
    people"), the two sides ``left`` and ``right`` with the ``measure`` where they are named, and the
    ``spans`` of the words that say so.

    >>> [(one.explanation, one.left) for one in comparisons("Oslo sells twice as many pumps as Madrid.")]
    [('2 times as many pumps as Madrid', 'Oslo')]
    """
    given = read_text(article) if isinstance(article, str) else article
    _refuse_no_article("comparisons", given)
    language = language_of(given)
    reading = PlainReading(given, _sentences(given))
    text = reading.article.text
    found: list[Comparison] = []
    for unit in reading.sentences:
        measured = _quantities(text, unit.span, language=language)
        found += _comparisons(text, unit.span, measured, language)
    return reading.back(found)


def stand_alone(article: Article, claim: Claim) -> StandAlone:
    """*claim* of *article* so that it stands alone, with what it lacks in [square brackets].

    ``text`` is the statement, ``brackets`` what was inserted, each with its place in it and the ``source``
    in the article (None where it follows from the article's date), ``open`` the words that point beyond the
    claim and are left, and why. Nothing is inserted that is not certain. Raises ClaimcheckError.

    >>> article = read_text("Mayor Tom Hale spoke. He cut 300 jobs last year.", published="2016-09-12")
    >>> stand_alone(article, flag(article, 0, order="text")[-1]).text
    '[Tom Hale] cut 300 jobs [in 2015].'
    """
    _refuse_no_article("stand_alone", article)
    if not isinstance(claim, Claim) or claim.span.end > len(article.text):
        raise ClaimcheckError(
            "stand_alone() takes a claim of that article, such as those of cc.flag(article)."
        )
    return _stand_alone(article, claim, _sentences(article))


def flag_frame(
    frame: DataFrame,
    threshold: float | None = None,
    *,
    scorer: Scorer | str | None = None,
    priorities: Priorities | str | Path | None = None,
    order: str = PRIORITY,
) -> DataFrame:
    """The claims of the texts in *frame*, one row each, under the names of the verdict CSV.

    *frame* has a column "text" and may have title, publisher, author, published, url and language. The
    index is that of the row which the claim comes from, so that
    ``frame.join(claims, rsuffix="_claim")`` finds it. The texts stay in the order of *frame*, the claims of
    each are in *order* by *priorities*, as ``cc.flag`` gives them: what a row comes to does not hang on
    other rows. Columns and types are the same for every frame, an empty one too, and nothing outside it is
    kept: any engine can map it over the parts of a table.

    >>> import pandas as pd
    >>> flag_frame(pd.DataFrame({"text": ["Nice day! Exports doubled in 2019."]}))["quote"].tolist()
    ['Exports doubled in 2019.']
    """
    from claimcheck.frames import claims_of

    ours = chosen_priorities(priorities)
    return claims_of(
        frame, lambda article: flag(article, threshold, scorer=scorer, priorities=ours, order=order)
    )


def group(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims in groups that say the same in other words, each claim in exactly one, in the order given.

    Nobody joins a group in which somebody differs from them in a number, a unit, a year, a negation, a
    direction, the subject, or the speaker where both are known. Nothing is merged: a group is for a person
    to look at. Raises ClaimcheckError for what is no claim.

    >>> text = "NATO has 32 members. Nice. The alliance now has 32 countries. NATO has 31 members."
    >>> article = read_text(text)
    >>> [[claim.text for claim in same] for same in group(flag(article, 0)) if len(same) > 1]
    [['NATO has 32 members.', 'The alliance now has 32 countries.']]
    """
    given = each_of("claims", claims, Claim, "give claims, such as those of cc.flag(article)")
    return [[given[place] for place in places] for places in _group([Statement.from_claim(c) for c in given])]


def add(
    db: str | Path | None,
    article: Article,
    threshold: float | None = None,
    *,
    scorer: Scorer | str | None = None,
    update_facts: bool = False,
) -> Added:
    """Put *article* with its claims on the desk of *db*; adding it again adds nothing twice.

    Nor does another reading of it with other line ends, outer blanks or spelling of its address. What that
    says otherwise of its title, publisher, author, date, language or address is told in a ``ReadingWarning``;
    with *update_facts* it holds from now on, and claims that nobody has touched are flagged anew, as they are
    by another *scorer*. Raises StoreError with the remedy where the database refuses.
    """
    path = database_path(db)
    # What is wrong with the article is said before there is a database.
    claims = _flagged("add", article, threshold, scorer, HOUSE)
    with Store(path) as store:
        kept = store.as_kept(article, update_facts=update_facts)
        newer = newer_facts(kept, article)
        if kept != article:
            claims = _flagged("add", kept, threshold, scorer, HOUSE)
        added = store.add(kept, claims, reviewer_name(), update_facts=update_facts)
    if newer:
        warnings.warn(f"{offered(newer)} update_facts=True takes it over.", ReadingWarning, stacklevel=2)
    return added


def export(
    db: str | Path | None,
    path: str | Path,
    force: bool = False,
    *,
    statuses: Sequence[str] = (),
    everything: bool = False,
    exactly: bool = False,
    tags: Sequence[str] = (),
    articles: Sequence[str] = (),
    columns: Sequence[str] = (),
    sources: str | Path | None = None,
    contacts: str | Path | None = None,
    calculations: str | Path | None = None,
    history: str | Path | None = None,
    datapackage: str | Path | None = None,
    until: int | None = None,
    bom: bool = True,
    delimiter: str = ",",
    priorities: Priorities | str | Path | None = None,
    order: str = PRIORITY,
) -> Path:
    """Write the verdicts of *db* to *path*, in the form of its ending: .csv, .tsv, .xlsx or .parquet.

    The claims that are decided go out, or those of *statuses*, or *everything*; "approved" has what was
    published since with it, unless that status is asked for *exactly*. *tags* and *articles* (by id, title,
    address or file) leave out the others, *columns* are those of the contract that are wanted, in that order.
    The rows are in *order*, "priority" by *priorities* (else CLAIMCHECK_PRIORITIES, else what was recorded at
    the desk), "worthiness" or "text", and equals in that of article and place.

    A workbook has a sheet for the verdicts, sources, contacts, calculations and the history of its claims.
    *sources*, *contacts*, *calculations* and *history* are files beside it, each in the form of its own
    ending; "-" is standard output. *datapackage* is a JSON file that describes all of them for other
    programs (Frictionless). Beside the first file lies their manifest.

    With *until* everything is as it stood after the event of that number, which also a damaged log gives as
    far as it fits, and one whose articles, claims or policies were changed as they are now. *bom* is the mark
    by which Excel knows UTF-8, *delimiter* what parts the cells of a CSV: ",", ";" or "tab".

    Raises ExportError where a path exists and *force* is off, is no place for a file or has another ending,
    where there is no such column or event, or the log does not verify, and ClaimcheckError for a status, tag
    or article that there is not; then none of the files is written.
    """
    choice = Choice(statuses, everything, exactly, tags, articles, columns)
    beside = Beside(sources, contacts, calculations, history, datapackage)
    return _export(db, path, force, choice, beside, until, bom, delimiter, priorities, order)


def export_csv(
    db: str | Path | None,
    path: str | Path,
    force: bool = False,
    *,
    statuses: Sequence[str] = (),
    everything: bool = False,
    sources: str | Path | None = None,
    history: str | Path | None = None,
    until: int | None = None,
    bom: bool = True,
    priorities: Priorities | str | Path | None = None,
    order: str = PRIORITY,
) -> Path:
    """Write the verdict CSV of *db* to *path*, whatever its ending; all else is as `export` has it."""
    choice, beside = Choice(statuses, everything), Beside(sources, history=history)
    return _export(db, path, force, choice, beside, until, bom, ",", priorities, order, Form.CSV)


def _export(
    db: str | Path | None,
    path: str | Path,
    force: bool,
    choice: Choice,
    beside: Beside,
    until: int | None,
    bom: bool,
    delimiter: str,
    priorities: Priorities | str | Path | None,
    order: str,
    form: Form | None = None,
) -> Path:
    # What is wrong with the call is said before a database is asked for.
    given = given_priorities(priorities)
    place_by(order, HOUSE)
    with Store(database_path(db), read_only=True) as store:
        first = order_at(store, given, known_path(None, store.path) if until is None else None)
        written = write_tables(
            store,
            path,
            force,
            choice=choice,
            beside=beside,
            form=form,
            until=until,
            bom=bom,
            delimiter=delimiter,
            prioritize=first.in_order,
            place=first.place_by(order),
        )
    if not written.found.clean:
        warnings.warn(f"{written.path}: {in_doubt(written.found)}", ExportWarning, stacklevel=3)
    return written.path


def export_claimreview(
    db: str | Path | None,
    folder: str | Path,
    force: bool = False,
    *,
    publisher: Publisher | str | Path | None = None,
) -> list[Path]:
    """Write the published checks of *db* to *folder* as ClaimReview: one file each, and feed.json with all.

    *publisher*, or a TOML file with its name and url (CLAIMCHECK_PUBLISHER), stands in each as its author.
    The folder is made where there is none; files that an earlier export wrote are replaced, others only
    with *force*. Returns the files, the feed last; its manifest lies beside it. A check that lacks what is
    required is left out; that, and which files are of checks that are not published any more, is told in an
    ``ExportWarning``. Raises ExportError where nobody is named as the publisher, the folder cannot be
    written or the log does not verify; then none of the files is written.
    """
    with Store(database_path(db), read_only=True) as store:
        written = write_claimreviews(store, folder, chosen_publisher(publisher), force)
    for said in written.told:
        warnings.warn(said, ExportWarning, stacklevel=2)
    return list(written.files)


def export_annotations(
    db: str | Path | None, path: str | Path, force: bool = False, *, statuses: Sequence[str] = ()
) -> Path:
    """Write the claims of *db* to *path* as Web Annotations (W3C, JSON-LD), with a manifest beside them.

    Each says where its claim stands, by place and by words, why it was flagged, and of a published check what
    was found and where. *statuses* chooses among the claims; none means all. "-" is standard output. Raises
    ExportError where the path exists and *force* is off, it cannot be written or the log does not verify;
    then nothing is written.
    """
    with Store(database_path(db), read_only=True) as store:
        written = write_annotations(store, path, force, statuses=statuses)
    if not written.found.clean:
        warnings.warn(f"{written.path}: {in_doubt(written.found)}", ExportWarning, stacklevel=2)
    return written.path


def report(
    db: str | Path | None,
    path: str | Path,
    force: bool = False,
    *,
    claim_id: str | None = None,
    statuses: Sequence[str] = (),
    title: str | None = None,
) -> Path:
    """Write the decided checks of *db* to *path* as one HTML page to read, print and pass on.

    What was corrected stands first; each check has the statement, who said it where, the rating, the
    rationale, the sources with their passages, the worksheet and the steps. *claim_id* names one check,
    *statuses* choose other claims than the decided ones, *title* stands over it; "-" is standard output. The
    page needs no script and nothing from elsewhere; a manifest lies beside it. What was found of a claim is
    told only once a verdict is proposed. Raises ExportError where the path exists and *force* is off, it
    cannot be written, there is no such claim or the log does not verify; then nothing is written.
    """
    from claimcheck.exporting.report import write_report

    with Store(database_path(db), read_only=True) as store:
        written = write_report(store, path, force, claim_id=claim_id, statuses=statuses, title=title)
    if not written.found.clean:
        warnings.warn(f"{written.path}: {in_doubt(written.found)}", ExportWarning, stacklevel=2)
    return written.path


def claim_report(db: str | Path | None, claim_id: str) -> ClaimReport:
    """The check of one claim of *db* as the report has it, for the last line of a notebook's cell.

    A notebook shows it in its own light or dark theme; ``str`` says it in a line. Raises ExportError where
    there is no such claim or the log does not verify.
    """
    from claimcheck.exporting.report import claim_report_of

    with Store(database_path(db), read_only=True) as store:
        return claim_report_of(store, claim_id)


def claimreview(
    db: str | Path | None,
    claim_id: str,
    *,
    publisher: Publisher | str | Path | None = None,
    html: bool = False,
) -> str:
    """The ClaimReview of one published check of *db*, as JSON; with *html* the snippet for its page.

    *publisher* is as for `export_claimreview`. Raises ExportError where the claim has no published check,
    or lacks what is required, with the claim, the field and the remedy.
    """
    refuse_no_switch("html", html)
    with Store(database_path(db), read_only=True) as store:
        record = one_claimreview(store, claim_id, chosen_publisher(publisher))
    return to_html(record) if html else to_text(record)


def lint(
    db: str | Path | None = None,
    *,
    publisher: Publisher | str | Path | None = None,
    approved: bool = False,
) -> list[Finding]:
    """What would be wrong with the ClaimReview of each published check of *db*; nothing is an empty list.

    Each ``Finding`` has the ``claim_id``, the ``field``, the ``problem``, the ``remedy``, and says whether
    it is ``required``; ``print`` says it in a sentence. With *approved*, checks that wait for being
    published too, while their statement can still be changed. *publisher* is as for `export_claimreview`.
    Raises StoreError where there is no such database.
    """
    with Store(database_path(db), read_only=True) as store:
        return findings_of(checks_in(store, approved=approved), chosen_publisher(publisher))


def backup(db: str | Path | None, to: str | Path, force: bool = False) -> Copied:
    """Copy *db*, of either kind, into the file *to*, while reviewers go on working.

    Files that sources have attached are not in it: copy their folder along, ``claimcheck.db.files``.
    Raises StoreError where *db* does not verify, or *to* exists and *force* is off.
    """
    refuse_no_path("to", to, StoreError)
    refuse_no_switch("force", force)
    return _backup(database_path(db), to, force)


def restore(file: str | Path, db: str | Path | None, force: bool = False) -> Copied:
    """Bring the backup *file* back as *db*, a path with nothing at it or an empty PostgreSQL database.

    With *force* a file that is there is moved aside. Raises StoreError where the backup does not verify or
    *db* cannot be replaced; then nothing was changed.
    """
    refuse_no_path("file", file, StoreError)
    refuse_no_switch("force", force)
    return _restore(file, database_path(db), force)


def charts(db: str | Path | None = None) -> Charts:
    """Charts of *db*: the claims by status over time, the verdicts by speaker, the time in each step.

    An Altair chart: the last expression of a cell shows it, without the network, and
    ``charts().save("charts.html")`` keeps it as a page. Days are those of this machine's clock. Raises
    StoreError with the remedy where there is no such database.
    """
    from claimcheck.exporting.charts import charts_of

    with Store(database_path(db), read_only=True) as store:
        return charts_of(store)


def agreement(db: str | Path | None = None, *, scale_name: str | None = None) -> Agreement:
    """How far two reviewers agree who rated the same claims of *db* without seeing each other's rating.

    *scale_name* says by which scale's ratings; without it, those that there are. ``print(agreement())``
    says it in a sentence. Raises ClaimcheckError with the remedy where claims were rated by several scales.
    """
    with Store(database_path(db), read_only=True) as store:
        return agreement_of(store, scale_name)
