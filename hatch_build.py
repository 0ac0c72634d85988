"""Compiles the catalogues of sentences while building; `python hatch_build.py` does it in a working tree."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> list[Path]:
    """Write a `.mo` beside every `.po` below `root`; the files written."""
    written = []
    for po in sorted(root.glob("detox/locale/*/LC_MESSAGES/*.po")):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=po.parts[-3]))
        written.append(po.with_suffix(".mo"))
    return written


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile into the source tree, where `artifacts` picks the files up."""
        compile_catalogues(Path(self.root))


if __name__ == "__main__":
    for path in compile_catalogues(Path(__file__).parent):
        print(path)
