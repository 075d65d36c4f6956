"""The colours, declared once, for light and for dark: figures take them, and the style sheet is filled from them."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Palette:
    """Named colours of one theme, as CSS hex. Text colours hold at least 4.5:1 on `paper`."""

    paper: str
    panel: str
    ink: str
    quiet: str
    line: str
    control: str
    land: str
    country: str
    border: str
    region: str
    water: str
    shore: str
    sea_name: str
    record: str
    on_record: str
    chosen: str
    on_chosen: str
    flow: str
    custody: str
    limited: str
    free: str
    unclear: str

    def css(self) -> str:
        """The colours as CSS custom properties."""
        return ";".join(f"--{name.replace('_', '-')}:{value}" for name, value in asdict(self).items())


LIGHT = Palette(
    paper="#fbfaf7",
    panel="#ffffff",
    ink="#22272b",
    quiet="#5c646a",
    line="#dcd8ce",
    control="#8d887b",
    land="#f4f2ec",
    country="#e8dfcb",
    border="#8f8466",
    region="#fbf8f1",
    water="#d2e3ea",
    shore="#b3cfdb",
    sea_name="#3a6074",
    record="#0d6b74",
    on_record="#ffffff",
    chosen="#b8441f",
    on_chosen="#ffffff",
    flow="#c9653f",
    custody="#7a1f3d",
    limited="#9a6200",
    free="#2d6a9f",
    unclear="#6b7177",
)
DARK = Palette(
    paper="#15171a",
    panel="#1d2125",
    ink="#ecebe6",
    quiet="#a7adb2",
    line="#363c42",
    control="#727b83",
    land="#1a242a",
    country="#2c383d",
    border="#9db0b3",
    region="#1d282d",
    water="#0f1d26",
    shore="#29475a",
    sea_name="#7fa6bb",
    record="#4fbfc4",
    on_record="#0c2226",
    chosen="#f08a5d",
    on_chosen="#2a1206",
    flow="#e08a60",
    custody="#f08aa5",
    limited="#e8b04a",
    free="#86b9ea",
    unclear="#a9b0b6",
)

THEMES = {"light": LIGHT, "dark": DARK}

# The colour of each status, which only helps: a status is told by its word and its mark.
TONES: dict[str, str] = {
    "in_custody": "custody",
    "restricted": "limited",
    "travel_banned": "limited",
    "paroled": "limited",
    "on_trial": "limited",
    "accused": "limited",
    "under_investigation": "limited",
    "released": "free",
    "acquitted": "free",
    "case_closed": "free",
    "restriction_ended": "free",
    "fined": "unclear",
    "held_briefly": "unclear",
    "acquittal_appealed": "limited",
    "not_known": "unclear",
    "died": "unclear",
    "expelled": "unclear",
    "convicted": "limited",
    "tried": "unclear",
    "none": "unclear",
}


def tones() -> str:
    """The colours of the states as the rules of a style sheet."""
    of: dict[str, list[str]] = {}
    for state, tone in TONES.items():
        of.setdefault(tone, []).append(f".{state}")
    return "".join(f".state:is({','.join(states)}){{color:var(--{tone})}}" for tone, states in of.items())
