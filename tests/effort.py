"""How much the tests try: the one knob is the profile of Hypothesis.

`ci` tries few examples, the same in each run, so that what fails once fails again. `thorough` tries all of
them, others in each run, and prints what shows a failure again.
"""

from typing import Any

from hypothesis import HealthCheck, settings

# A slow machine is no failure. What is left out here depends on whether the variable CI is set.
ALWAYS: dict[str, Any] = {
    "deadline": None,
    "print_blob": True,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("ci", max_examples=25, derandomize=True, **ALWAYS)
settings.register_profile("thorough", max_examples=100, derandomize=False, **ALWAYS)
settings.load_profile("ci")


def examples(thorough: int) -> int:
    """How many of so many examples (or kills, or damages) the profile tries."""
    return max(1, thorough * settings().max_examples // 100)
