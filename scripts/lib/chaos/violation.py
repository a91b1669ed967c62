"""What ends the whole run: something that must hold does not."""


class Violation(Exception):
    """An invariant that is broken, in words for whoever looks into it."""


def demand(condition, message):
    """Raises a violation with the message where the condition does not hold."""
    if not condition:
        raise Violation(message)
