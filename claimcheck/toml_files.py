"""A TOML file that a person has written, read with a message that says what is wrong with it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from claimcheck.arguments import refuse_no_path
from claimcheck.errors import ClaimcheckError
from claimcheck.output_paths import special


def read_toml(path: str | Path, what: str, remedy: str) -> dict[str, Any]:
    """The table in the file at *path*, which holds *what* ("policy", "priorities").

    Raises ClaimcheckError with the *remedy* where it cannot be read, and where it is not TOML.
    """
    refuse_no_path(what, path)
    try:
        file = Path(path).expanduser()
        kind = special(file)
        if kind is not None:
            raise ValueError(f"it is a {kind}")
        content = file.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        # Beside OSError: a path that no file can have, and the home of a user that is not there.
        raise ClaimcheckError(
            f"The {what} {path} cannot be read: {getattr(error, 'strerror', None) or error}. {remedy}"
        ) from error
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        # Beside TOMLDecodeError: no UTF-8, a number of thousands of digits, brackets nested without end.
        is_not = "are not" if what.endswith("s") else "is not"
        raise ClaimcheckError(f"The {what} {file} {is_not} TOML: {error}. Mend that line.") from error
