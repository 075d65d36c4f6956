"""How much room words take on a slide, so that nothing runs over its edge: measured with our own typeface."""

from esimder.figures.text_width import ems

# Height of a line as a part of the size of type: the typeface's own, set a little closer by the template.
LEADING = 1.326 * 0.9
# A program without our typeface takes another one: the widest that is common, DejaVu Sans, by how much it is wider.
_WIDER = {False: 1.23, True: 1.3}
_LONGEST = 24  # letters of a word; what is longer, as addresses are, may go on in the next line


def _word(text: str, bold: bool) -> float:
    return ems(text, bold) * _WIDER[bold]


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of one line in points."""
    return sum(_word(word, bold) for word in text.split(" ")) * size + text.count(" ") * _word(" ", bold) * size


def whole(text: str, size: float, room: float, bold: bool = False) -> bool:
    """Whether no word of a text is broken inside in a column of this width."""
    words = (word for word in text.split(" ") if len(word) <= _LONGEST and "/" not in word)
    return all(_word(word, bold) * size <= room for word in words)


def lines(text: str, size: float, room: float, bold: bool = False) -> int:
    """How many lines a paragraph fills in a column of this width; a word wider than it is broken."""
    count, used, space = 1, 0.0, _word(" ", bold) * size
    for word in text.split(" "):
        long = _word(word, bold) * size
        if used and used + space + long > room:
            count, used = count + 1, 0.0
        used += long + (space if used else 0)
        while used > room:
            count, used = count + 1, used - room
    return count


def clipped(text: str, size: float, room: float, most: int, bold: bool = False) -> str:
    """The text, or as much of it as fills so many lines, with an ellipsis where the rest was."""
    if lines(text, size, room, bold) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = lines(f"{text[:middle].rstrip()}…", size, room, bold) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return f"{text[:low].rstrip()}…"
