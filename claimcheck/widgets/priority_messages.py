"""What the page says of the desk's priorities."""

from __future__ import annotations

from claimcheck.widgets.message_records import Number, Record, Said


class WeightsForm(Record):
    """What each part of a priority counts."""

    checkable: float
    look_up: float
    who: float
    about: float
    elsewhere: float
    interest: float
    stakes: float


class TopicForm(Record):
    """A topic and the words by which it is known."""

    name: str
    words: tuple[str, ...]


class PrioritiesForm(Record):
    """The priorities as they are filled in; what cannot be meant is told where it is tried or kept."""

    weights: WeightsForm
    topics: tuple[TopicForm, ...]
    people: tuple[str, ...]
    leave_out: tuple[str, ...]
    minimum: float


class ShowPriorities(Said):
    """Tell by which priorities the desk goes, and who changed them."""


class TryPriorities(Said):
    """Say what would come first by ``form``; answered under the number ``n``."""

    n: Number
    form: PrioritiesForm


class KeepPriorities(Said):
    """Record ``form`` for all who work at this database."""

    form: PrioritiesForm


OfPriorities = ShowPriorities | TryPriorities | KeepPriorities
"""What the panel of priorities asks for; answered by a message."""
