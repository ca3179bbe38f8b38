"""What can go wrong, in kinds that a caller can tell apart.

Every message says what is wrong, where, and what to do about it; it is written for the
person who reads it and is shown as it stands. What names a command or an option says something else to
somebody at a desk, who has neither (`tests/test_terminal_words.py`).
"""

from __future__ import annotations

ASK = "Ask whoever set up this desk"
"""Where the remedy is none that somebody at a desk can take."""


class ClaimcheckError(Exception):
    """Anything that claimcheck refuses to do; the message names the remedy.

    Where that is a command or an option, *at_desk* says it to somebody at a desk, who has neither.

    >>> ClaimcheckError("It is damaged: run `claimcheck known rebuild`.", at_desk="It is damaged.").at_desk
    'It is damaged.'
    """

    def __init__(self, message: str = "", *, at_desk: str | None = None) -> None:
        super().__init__(message)
        self._at_desk = at_desk

    @property
    def at_desk(self) -> str:
        """What somebody at a desk is told."""
        return str(self) if self._at_desk is None else self._at_desk

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in a notebook: the message, since no traceback would help a reviewer."""
        return [f"{type(self).__name__}: {self}"]


class ReadingError(ClaimcheckError):
    """A file, a page or a string that cannot be read as an article."""


class WorkflowError(ClaimcheckError):
    """A move that is not open from here, or whose demands are not met yet."""


class FieldError(ClaimcheckError):
    """What was filled in cannot be meant so; ``field`` names where, so that it can be told there."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class StoreError(ClaimcheckError):
    """The database cannot be opened, read or written; nothing of the step was kept."""


class ArticleError(StoreError):
    """An article that is in the database already and is read otherwise there; nothing was written."""


class ConflictError(StoreError):
    """Somebody else acted on the claim since it was read; nothing was written."""


class ExportError(ClaimcheckError):
    """A file cannot be written, or a file read back is not one of ours."""


class AttachmentError(ClaimcheckError):
    """A file that cannot be attached, or is not as it was when it was."""


class ReadingWarning(UserWarning):
    """Something about an article that the reader was told but that did not stop them."""


class ExportWarning(UserWarning):
    """Something about a file that was written which its reader should know."""


class LanguageError(ClaimcheckError):
    """A text in a language that flagging has no words for."""


class ModelError(ClaimcheckError):
    """A model file that is missing, damaged or of another version; nothing was scored."""


DAMAGED_AT_DESK = (
    f"The collection of earlier checks is damaged, and none can be found in it. {ASK} to make it anew of "
    "what can be read; your own work is not touched by it."
)


class KnownClaimsError(ClaimcheckError):
    """The collection of known claims cannot be opened, read or written; what was in it is still there."""


class ReferenceTableError(ClaimcheckError):
    """A reference table or a group cannot be read or used as it was given."""
