"""How the words of a terminal look."""

import re

TERMINAL = re.compile(
    r"`?\bclaimcheck (?:add|annotations|backup|claimreview|export|flag|known|lint|restore|verify)\b"
    r"|\bpip install\b|\bmake (?:review|lint|test)\b"
    r"|(?<![\w-])--[a-z][a-z-]+|\bCLAIMCHECK_[A-Z]+|\bcc\.\w+\(|\b(?:allow_private|day_first|force|until|db)="
)
