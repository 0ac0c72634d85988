"""The people to be reached: their order, who is told next, and who is meant by a name or a number."""

import pytest

from detox.diary import Diary
from detox.domain.entries import ContactState
from detox.errors import Ambiguous, NoSuch

LISTED, TOLD, REPLIED, CONFIRMED = (
    ContactState.LISTED,
    ContactState.TOLD,
    ContactState.REPLIED,
    ContactState.CONFIRMED,
)


def test_those_who_matter_most_stand_first_and_then_the_names_by_how_they_are_read(diary: Diary) -> None:
    for name, key in (("Zoe", False), ("李明", False), ("Anna", False), ("王伟", True), ("陈静", True)):
        diary.people.add(name, key=key)

    assert [person.name for person in diary.people.all()] == ["陈静", "王伟", "Anna", "李明", "Zoe"]


def test_by_state_who_is_not_told_stands_before_who_matters_most(diary: Diary) -> None:
    for name, key, state in (
        ("A", True, TOLD),
        ("B", False, CONFIRMED),
        ("C", False, LISTED),
        ("D", False, TOLD),
    ):
        diary.people.add(name, key=key, state=state)

    assert [person.name for person in diary.people.all(by_state=True)] == ["C", "A", "D", "B"]
    assert [person.name for person in diary.people.all()] == ["A", "B", "C", "D"]


def test_the_next_five_are_the_key_people_untold_first_then_the_others_alike(diary: Diary) -> None:
    every = (
        ("A", False, TOLD), ("B", False, LISTED), ("C", True, TOLD), ("D", True, LISTED),
        ("E", True, REPLIED), ("F", True, CONFIRMED), ("G", False, LISTED), ("H", False, TOLD),
    )  # fmt: skip
    for name, key, state in every:
        diary.people.add(name, key=key, state=state)

    assert [person.name for person in diary.people.next()] == ["D", "C", "B", "G", "A"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("1", "7"), ("3", "Zoe"), (" 3 ", "Zoe"), ("３", "Zoe"), ("zo", "Zoe"), ("7", "7"), ("4", None),
     ("0", None), ("00001", None)],
)  # fmt: skip
def test_a_person_is_meant_by_their_number_unless_somebody_is_called_that(
    diary: Diary, text: str, name: str | None
) -> None:
    for called in ("Zoe", "Anna", "7"):
        diary.people.add(called)

    if name is None:
        with pytest.raises(NoSuch):
            diary.people.find(text)
    else:
        assert diary.people.find(text).name == name


def test_two_of_one_name_are_told_apart_by_number_and_address_or_the_first_line_of_a_note(
    diary: Diary,
) -> None:
    diary.people.add("Li", address="138")
    diary.people.add("Li", note="from work\nand the choir")
    diary.people.add("Li")

    with pytest.raises(Ambiguous) as refused:
        diary.people.find("li")

    assert refused.value.numbered
    told = {text.partition(" ")[2] for text in refused.value.matches}
    assert told == {"Li (138)", "Li (from work)", "Li"}


@pytest.mark.parametrize(
    ("text", "name"),
    [("zhangsan", "张三"), ("zs", "张三"), ("張三", "张三"), (" 张三 ", "张三"), ("zhang", "zhang"),
     ("li", "Li"), ("wanghong", "wanghong"), (" Nobody ", "Nobody")],
)  # fmt: skip
def test_a_helper_is_written_by_the_name_of_the_one_person_who_is_called_so(
    diary: Diary, text: str, name: str
) -> None:
    for called in ("张三", "Li", "王红", "王宏"):
        diary.people.add(called)

    assert diary.people.helper_named(text) == name


def test_a_change_that_changes_nothing_is_not_written_and_who_is_listed_is_not_listed_again(
    diary: Diary,
) -> None:
    person = diary.people.add("Li", state=TOLD)
    before = diary.undo_list.done()

    same = diary.people.set(person, state=TOLD)
    again = diary.people.add_all([person.replace(id="other")])

    assert (same, again, diary.undo_list.done()) == (person, [], before)
    assert diary.people.set(person, state=REPLIED).updated_at > person.updated_at
    assert diary.people.name(person.id) == "Li"
    assert diary.people.name("gone") == "gone"
