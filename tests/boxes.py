"""Whether things that were drawn stand apart."""

from esimder.figures.labels import Box


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share any ground."""
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
