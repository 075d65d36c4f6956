"""The one way from data to a label: every word of the record is shown letter by letter, never read as markup."""

from markupsafe import escape


def letters(text: object) -> str:
    """`text` so that HTML and Plotly, which reads tags and styles in any label, show it exactly as it is written.

    Templates do the same by themselves (Jinja's autoescape calls the same function).
    """
    return str(escape(text))
