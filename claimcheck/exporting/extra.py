"""What is said where the libraries of the extra “tables” are not installed."""

from __future__ import annotations

from claimcheck.errors import ASK, ExportError


def not_installed(what: str) -> ExportError:
    """The refusal of a form, as *what* begins a sentence about it."""
    return ExportError(
        f"{what} needs the extra “tables”: pip install 'claimcheck-notebooks[tables]'.",
        at_desk=f"{what} needs libraries that are not installed here. {ASK} to install the extra “tables”, "
        "or choose CSV.",
    )
