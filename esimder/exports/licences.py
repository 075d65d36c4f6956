"""The licences that a record may state, with the names and addresses by which machines know them."""

_KNOWN = {
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC BY-SA 4.0": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC BY-NC 4.0": ("CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "CC0 1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODbL 1.0": ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "ODC-By 1.0": ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    "PDDL 1.0": ("PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
}


def code(licence: str) -> str:
    """The SPDX code of a licence, or nothing for one that is not known here."""
    return _KNOWN.get(licence, ("", ""))[0]


def address(licence: str) -> str:
    """Where the text of a licence stands, or nothing for one that is not known here."""
    return _KNOWN.get(licence, ("", ""))[1]
