"""Sentences about the columns of the people that could be false; no screen is opened for them."""

import pytest

from detox.tui.people_drawing import PersonCells, person_columns


def cells(name: str, address: str = "", channel: str = "SMS", how: str = "") -> PersonCells:
    return PersonCells(name=name, state="confirmed", channel=channel, address=address, how=how)


FEW = [cells("Lao Ma", "555-0112"), cells("Xiao Yu", "person04@example.org", "iMessage / FaceTime")]


def test_a_column_is_as_wide_as_what_stands_in_it() -> None:
    at = person_columns(FEW, 114)

    assert (at.names, at.channel - at.state, at.address - at.channel) == (7, 11, 21)


def test_an_address_stands_right_behind_its_channel_where_two_columns_are_too_much() -> None:
    assert person_columns(FEW, 60).address == 0
    assert person_columns(FEW, 71).address > 0


def test_one_long_channel_pushes_nobody_elses_address_aside() -> None:
    mostly = [cells(f"Friend {n}", "person04@example.org", "E-mail") for n in range(6)]

    at = person_columns([*mostly, cells("Xiao Yu", "555-0108", "iMessage / FaceTime")], 58)

    assert at.address == at.channel + 6 + 2


@pytest.mark.parametrize("width", [38, 58, 71, 74, 114, 160])
def test_no_name_is_cut_while_there_is_room_for_it(width: int) -> None:
    longest = "Old classmate Wu, the one from Hefei"

    at = person_columns([cells(longest)], width)

    assert at.names == min(36, width - 5 - 2 - 9)


def test_how_a_person_was_made_sure_of_is_said_only_where_it_fits_whole() -> None:
    rows = [*FEW, cells("Chen", how="by a shared memory")]

    assert person_columns(rows, 71).how == 0
    assert person_columns(rows, 91).how > 0
