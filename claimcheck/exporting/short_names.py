"""Names beside what is drawn: one short line each."""

LONGEST_NAME = 48


def shown_name(name: str) -> str:
    """*name* as one short line: what could turn the direction of the words around it is shown as a box."""
    joiners = "\u200c\u200d"
    line = "".join(c if c.isprintable() or c in joiners else "\ufffd" for c in " ".join(name.split()))
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1].rstrip()}…"
