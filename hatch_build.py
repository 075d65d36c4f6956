"""What a wheel holds inside the package beside the package's own files. An editable install leaves all where it is."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BESIDE = ("dashboard.py", "pages", "data", ".streamlit")


class WheelContents(BuildHookInterface[Any]):
    """Puts the pages, the settings and the shipped record into `esimder/app`; Streamlit looks for pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the further files, before the wheel is built."""
        if version == "standard":
            build_data["force_include"] |= {name: f"esimder/app/{name}" for name in BESIDE}
            build_data["force_include"]["pyproject.toml"] = "esimder/pyproject.toml"
