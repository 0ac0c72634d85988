"""The folders of a person are those that the system names, however the environment says it."""

import sys

import platformdirs
import pytest

from detox import wiring

HOMES = ("/home/li", "/home/li/", "/", "/家", "relative", "", None)
NAMED = (None, "", "/data", "/data/", "/da ta", "relative/data", "~/data")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("named", NAMED)
def test_the_folders_are_those_that_platformdirs_names(
    monkeypatch: pytest.MonkeyPatch, home: str | None, named: str | None
) -> None:
    for name, value in {
        "HOME": home, "XDG_DATA_HOME": named, "XDG_STATE_HOME": named, "XDG_CONFIG_HOME": named,
    }.items():  # fmt: skip
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)

    ours = (*wiring.folders(None), wiring.config_folder())

    assert ours == (
        platformdirs.user_data_path("detox", appauthor=False),
        platformdirs.user_state_path("detox", appauthor=False),
        platformdirs.user_config_path("detox", appauthor=False),
    )
