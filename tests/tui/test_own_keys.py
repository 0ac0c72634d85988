"""Sentences about keys of one's own that could be false."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from detox import settings as settings_file
from detox.diary import Diary
from detox.errors import BadField
from detox.settings import Settings, changed
from detox.tui.app import DetoxApp
from detox.tui.keymap import VIM, keymap_of, use_keys
from detox.tui.own_keys import bound_places, refused_key, sound_keymap
from tests.tui.seen import demo_diary, play


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Diary]:
    yield demo_diary(tmp_path)
    use_keys({})


PROGRAM = DetoxApp.BINDINGS


def test_a_changed_key_works_and_the_row_of_keys_help_and_the_palette_show_it(demo: Diary) -> None:
    own = {"checkin": "o"}

    assert "Did you live normally today?" in play(demo, "o", keys=own)
    assert "o check-in" in play(demo, size=(160, 36), keys=own)
    assert "o  check-in" in play(demo, "question_mark", size=(120, 60), keys=own)
    assert "check-in" in play(demo, "ctrl+p", *"check", keys=own)
    assert "Did you live normally today?" not in play(demo, "k", keys=own)


def test_it_is_changed_in_the_preferences_and_given_back(demo: Diary) -> None:
    seen = play(demo, "comma", "k", *"check", "enter", "o")
    back = play(demo, "comma", "k", *"check", "enter", "o", "delete")

    assert re.search(r"Today: check-in +o\b", seen)
    assert re.search(r"Today: check-in +k\b", back)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("m", "m is Today: minutes already"),
        ("comma", ", is preferences already"),
        ("1", "means the same everywhere"),
        ("enter", "means the same everywhere"),
        ("ctrl+j", "means the same everywhere"),
        ("o", ""),
        ("f7", ""),
    ],
)
def test_a_bad_or_doubled_key_is_refused_with_a_sentence(key: str, said: str) -> None:
    refused = refused_key("checkin", key, PROGRAM, {})

    assert refused.startswith(said) if not said else said in refused
    assert bool(refused) == bool(said)


def test_what_sentences_name_keeps_its_key() -> None:
    assert "cannot be changed" in refused_key("undo", "z", PROGRAM, {})
    assert "cannot be changed" in refused_key("no.such", "z", PROGRAM, {})


def test_a_bad_key_in_the_file_is_left_out_and_said(demo: Diary) -> None:
    keys, said = sound_keymap(Settings(keys={"checkin": "m", "urge": "o"}), PROGRAM)

    assert keys == {"urge": "o"}
    assert said == ["m is Today: minutes already. Choose another key, or give that one another first."]
    assert "is Today: minutes already" in play(demo, keys={"checkin": "m"})


def test_with_vim_keys_no_key_means_two_things_on_a_screen() -> None:
    keys = keymap_of(Settings(key_style="vim"))
    places = list(bound_places(PROGRAM))
    for mode in {mode for mode, _binding in places}:
        on_screen = [
            (key, binding.id)
            for where, binding in places
            for key in keys.get(str(binding.id), binding.key).split(",")
            if where == mode
        ]
        doubled = [
            key
            for key in VIM.values()
            for k in key.split(",")
            if len({i for q, i in on_screen if q == k}) > 1
        ]
        assert not doubled, mode


def test_with_vim_keys_j_and_k_move_and_the_check_in_has_another(demo: Diary) -> None:
    assert "Family group, workaround" in play(demo, "k", "i", key_style="vim")
    assert "Did you live normally today?" in play(demo, "o", key_style="vim")


def test_keys_are_kept_in_the_file_of_settings(tmp_path: Path) -> None:
    settings = changed(changed(Settings(), "key.checkin", "o"), "key_style", "vim")

    settings_file.save(tmp_path, settings)

    assert settings_file.load(tmp_path) == settings
    assert changed(settings, "key.checkin", "").keys == {}
    with pytest.raises(BadField):
        changed(settings, "key.", "o")
    with pytest.raises(BadField):
        changed(settings, "key.checkin", "a b")
