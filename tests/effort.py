"""How much the tests try: the one knob is the profile of Hypothesis.

`ci` tries few examples, the same in each run, so that what fails once fails again. `thorough` tries all of
them, others in each run, and prints what shows a failure again.
"""

from hypothesis import settings

# A slow machine is no failure: no example is timed.
settings.register_profile("ci", max_examples=25, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", max_examples=100, deadline=None, print_blob=True)
settings.load_profile("ci")


def examples(thorough: int) -> int:
    """How many of so many examples (or kills, or damages) the profile tries."""
    return max(1, thorough * settings().max_examples // 100)
