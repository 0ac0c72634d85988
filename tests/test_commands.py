"""Each command stands in the file that is searched for it, and a call loads that file alone."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.cli.parser import FILES

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("file", sorted(set(FILES.values())))
def test_a_file_holds_the_commands_that_are_searched_for_in_it(file: str) -> None:
    searched = [name for name, held in FILES.items() if held == file]

    held = [command.name for command in import_module(f"detox.cli.{file}").COMMANDS]

    assert sorted(held) == sorted(searched)


NEEDLESS = ("filelock", "inspect", "logging", "platformdirs", "random", "secrets", "statistics", "traceback")
"""Each of these takes milliseconds, and no entry needs any of them on Linux."""


def test_a_call_loads_the_file_of_its_own_command_alone_and_no_figures(home: Path) -> None:
    assert main(["--home", str(home), "start", "--yes"]) == 0
    script = (
        "import sys; from detox.__main__ import main; from detox.cli.parser import FILES\n"
        "assert main(['log', 'pay.shop', 'w', '--minutes', '5']) == 0\n"
        "print([name for name in sorted(set(FILES.values())) if f'detox.cli.{name}' in sys.modules])\n"
        f"print([name for name in {NEEDLESS} if name in sys.modules])"
    )

    result = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"DETOX_HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout.splitlines() == ["['entry_commands']", "[]"]
