"""What `forget` takes: an id, a day, a name; what is asked, what is told, and that nothing is left."""

import errno
import io
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.diary import Diary
from detox.diary.sender import Sender
from detox.domain.entries import Entry
from detox.domain.trial import usual_rule, written_down
from detox.errors import Ambiguous, NoSuch, StoreError
from detox.messages.forget_messages import mentions_text
from detox.storage.drafts import Draft
from detox.storage.transaction import Change
from tests.conftest import EVENING
from tests.storage.scenes import entry, store_at

WORDS = "the person nobody may know"
TODAY = EVENING.date()
Run = Callable[..., int]


@pytest.fixture
def run(home: Path) -> Run:
    """The program over a diary that has begun."""
    call = lambda *words: main(["--home", str(home), *words])  # noqa: E731
    assert call("--quiet", "start", "--app", "wechat", "--yes") == 0
    return call


def holding(folder: Path, words: str) -> list[str]:
    """The files below a folder that hold these words."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if words in path.read_text(errors="replace"))


def first_id(run: Run, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    run("day", "--json")
    return str(json.loads(capsys.readouterr().out)["entries"][0]["id"])


def test_a_day_goes_with_all_that_was_written_on_it_even_what_was_deleted(diary: Diary, home: Path) -> None:
    gone = diary.log("pay.shop", "d", note=WORDS, new=True)
    diary.delete(gone.id)
    diary.log("pay.shop", "w", note=WORDS)
    diary.check_in(mood=3, note=WORDS)
    kept = diary.log("pay.shop", "w", note="stays", day=date(2026, 3, 13))

    found = diary.forgetting.meant("today")
    diary.forgetting.forget(found, helper=True)

    assert (len(found.records), len(found.deleted)) == (2, 1)
    assert holding(home, WORDS) == []
    assert diary.entry(kept.id) == kept


def test_a_day_that_a_trial_began_on_leaves_the_trial(diary: Diary) -> None:
    trial = written_down(usual_rule(), start=TODAY, sentence="I want to know.")
    diary.store.save("trial new", [Change(after=trial)])
    diary.check_in(mood=3)

    diary.forgetting.forget(diary.forgetting.meant(TODAY.isoformat()), helper=True)

    assert diary.checkin(TODAY) is None
    assert diary.store.book().trials == (trial,)


def test_a_person_goes_by_name_and_out_of_who_helped(diary: Diary, home: Path) -> None:
    diary.people.add("阿强", address="13800001111")
    helped = diary.log("pay.shop", "p", helper="阿强", note="he paid", new=True)
    diary.edit(helped, minutes=4)

    found = diary.forgetting.meant("阿强")
    diary.forgetting.forget(found, helper=True)

    assert [entry.id for entry in found.helped] == [helped.id]
    assert holding(home, "阿强") == []
    left = diary.entry(helped.id)
    assert (left.helper, left.note, left.minutes) == (None, "he paid", 4)
    assert diary.store.contacts() == ()


def test_a_copy_with_the_name_of_who_helped_does_not_bring_it_back(diary: Diary, home: Path) -> None:
    helped = diary.log("pay.shop", "p", helper="阿强", note="he paid", new=True)
    month = home / "journal" / "2026-03.json"
    old = month.read_bytes()

    diary.forgetting.forget(diary.forgetting.meant("阿强"), helper=True)
    month.with_name("2026-03.sync-conflict-1.json").write_bytes(old)
    diary.log("pay.shop", "d")

    assert diary.entry(helped.id).helper is None
    assert holding(home, "阿强") == []


def test_every_version_of_an_entry_keeps_its_text_when_a_helper_is_forgotten(
    diary: Diary, home: Path
) -> None:
    first = diary.log("pay.shop", "p", helper="阿强", note="here", new=True)
    diary.store.save("edit", [Change(before=first.replace(note="unseen"), after=first.replace(note="there"))])
    both = {v.record.note for v in diary.store.versions(first) if isinstance(v.record, Entry)}

    diary.forgetting.forget(diary.forgetting.meant("阿强"), helper=True)

    left = [v.record for v in diary.store.versions(first) if isinstance(v.record, Entry)]
    assert len(both) == 2
    assert {entry.note for entry in left} == both
    assert holding(home, "阿强") == []


def test_a_helper_stays_where_that_is_the_answer(diary: Diary) -> None:
    diary.people.add("阿强")
    helped = diary.log("pay.shop", "p", helper="阿强", new=True)

    diary.forgetting.forget(diary.forgetting.meant("阿强"), helper=False)

    assert diary.entry(helped.id).helper == "阿强"
    assert diary.store.contacts() == ()


def test_a_person_who_was_taken_off_the_list_can_still_be_forgotten(diary: Diary, home: Path) -> None:
    diary.people.remove(diary.people.add("阿强"))

    diary.forgetting.forget(diary.forgetting.meant("阿强"), helper=True)

    assert holding(home, "阿强") == []


def test_texts_that_name_a_person_are_told_and_stay(diary: Diary) -> None:
    diary.people.add("Li Hua")
    noted = diary.log("pay.shop", "w", note="asked LI  HUA", new=True)
    step = diary.steps.add("Write to li-hua")
    diary.help.own("Li Hua 138")
    diary.sender.keep(Sender(name="Wang", mutual="ask Li Hua"))
    diary.drafts.keep(Draft(name="day:2026-03-01", texts={"note": "saw Ｌｉ Ｈｕａ"}))
    other = diary.log("pay.shop", "w", note="lihuang")

    found = diary.forgetting.meant("li hua")

    assert [record.id for record in found.mentions] == [step.id, noted.id]  # type: ignore[attr-defined]
    assert (found.in_help, found.in_sender, found.drafts) == (True, True, 1)
    assert len(mentions_text(found, diary.name)) == 1 + len(found.mentions) + 3
    diary.forgetting.forget(found, helper=True)
    assert diary.entry(noted.id).note == "asked LI  HUA"
    assert diary.entry(other.id) == other


def test_several_people_of_one_name_are_told_apart_by_their_ids(diary: Diary) -> None:
    people = [diary.people.add("Wang Wei", address=number) for number in ("13900001111", "13900002222")]

    with pytest.raises(Ambiguous) as refused:
        diary.forgetting.meant("wang wei")

    assert set(refused.value.ids) == {contact.id for contact in people}
    assert diary.forgetting.meant(people[1].id).records == (people[1],)


def test_a_person_who_is_called_as_a_day_is_not_taken_for_it(diary: Diary) -> None:
    contact = diary.people.add("Mon")
    diary.log("pay.shop", "w", new=True)

    with pytest.raises(Ambiguous) as refused:
        diary.forgetting.meant("mon")

    assert contact.id in refused.value.ids


@pytest.mark.parametrize("text", ["强", "nobody", "1", "2026-03-01", ""])
def test_what_is_no_whole_name_no_day_with_words_and_no_id_is_refused(diary: Diary, text: str) -> None:
    diary.people.add("阿强")
    before = diary.stamp()

    with pytest.raises(NoSuch):
        diary.forgetting.meant(text)

    assert diary.stamp() == before


def test_a_damaged_month_is_repaired_before_anything_is_forgotten(
    run: Run, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("log", "pay.shop", "w", "--note", WORDS)
    run("log", "pay.shop", "d")
    for folder in (home / "journal", home / ".state" / "mirror" / "journal"):
        for path in folder.glob("*.json"):
            path.write_bytes(path.read_bytes()[:-30])

    code = run("forget", "today", "--yes")

    assert code == 0
    assert "repaired first" in capsys.readouterr().err
    assert holding(home, WORDS) == []


def test_a_person_is_forgotten_only_when_they_say_so(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("contact", "add", "阿强")
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))

    assert run("forget", "阿强") == 1

    assert "Nothing was forgotten" in capsys.readouterr().err
    run("contact", "list")
    assert "阿强" in capsys.readouterr().out


def test_who_helped_is_asked_about_apart(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("contact", "add", "阿强")
    run("log", "pay.shop", "p", "--helper", "阿强")
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n\n"))

    assert run("forget", "阿强") == 0

    said = capsys.readouterr().err
    assert "1 entry says that 阿强 helped" in said
    assert "detox forget 阿强" in said
    assert run("forget", "阿强", "--yes") == 0
    assert "The name is gone from 1 entry." in capsys.readouterr().err


def test_what_cannot_be_reached_is_named(
    run: Run, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / ".git").mkdir()
    (home / ".stversions").mkdir()
    run("log", "pay.shop", "w", "--note", WORDS)
    run("export", str(tmp_path / "clear.json"))
    run("export", str(tmp_path / "gone.json"))
    (tmp_path / "gone.json").unlink()
    entry_id = first_id(run, capsys)

    assert run("forget", entry_id[:13], "--yes") == 0

    said = capsys.readouterr().err
    assert "clear.json, written" in said
    assert "no longer there" in said
    assert str(home / ".git") in said
    assert str(home / ".stversions") in said
    assert WORDS not in said


def test_the_list_of_exports_goes_and_the_files_stay(
    run: Run, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("export", str(tmp_path / "clear.json"))
    run("report", str(tmp_path / "page.html"))
    assert holding(home, "clear.json") == ["exports"]

    assert run("forget", "--exports", "--yes") == 0

    said = capsys.readouterr().err
    assert "page.html" in said
    assert "The files stay where they are" in said
    assert holding(home, "clear.json") == []
    assert (tmp_path / "clear.json").exists()


def test_no_export_is_remembered_where_the_settings_say_so(run: Run, home: Path, tmp_path: Path) -> None:
    run("config", "remember_exports", "false")

    run("export", str(tmp_path / "clear.json"))

    assert holding(home, "clear.json") == []


def test_a_made_up_export_is_none_of_the_diary(run: Run, home: Path, tmp_path: Path) -> None:
    run("demo", "--export", str(tmp_path / "demo.json"))

    assert holding(home, "demo.json") == []


def test_folders_that_keep_what_was_are_found_around_the_diary(diary: Diary, tmp_path: Path) -> None:
    diary.log("pay.shop", "w", new=True)
    before = diary.forgetting.out_of_reach()

    (tmp_path / ".dropbox.cache").mkdir()

    fresh = [held for held in diary.forgetting.out_of_reach() if held not in before]
    assert [held.path for held in fresh] == [tmp_path / ".dropbox.cache"]


def test_words_of_any_record_that_is_forgotten_go_out_of_the_drafts(diary: Diary) -> None:
    held = diary.log("pay.shop", "w", note="x", new=True)
    diary.store.save("edit", [Change(before=held, after=held.replace(helper="Aunt Mei"))])
    diary.drafts.keep(Draft(name="step:", texts={"text": "Aunt Mei knows"}))
    diary.drafts.keep(Draft(name="pause:", texts={"reason": "ill"}))

    diary.store.forget(held.id)

    assert [draft.name for draft in diary.drafts.all()] == ["pause:"]


def test_what_was_being_typed_about_a_day_goes_with_the_day(diary: Diary) -> None:
    diary.log("pay.shop", "w", new=True)
    for name in (f"day:{TODAY}", f"review:{TODAY}", "day:2026-03-01"):
        diary.drafts.keep(Draft(name=name, texts={"note": WORDS}))

    diary.forgetting.forget(diary.forgetting.meant("today"), helper=True)

    assert [draft.name for draft in diary.drafts.all()] == ["day:2026-03-01"]


def test_a_full_disk_at_any_step_costs_no_note_when_a_helper_is_forgotten(tmp_path: Path) -> None:
    for step in range(30):
        store = store_at(tmp_path / str(step))
        first = entry("a1", helper="Li", note=WORDS)
        store.save("log", [Change(after=first)])
        store.save("edit", [Change(before=first, after=first.replace(minutes=9))])
        left = [step]

        def replace(source: Path, target: Path, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "full")
            source.replace(target)

        store.paths.disk.replace = replace  # type: ignore[method-assign]
        with suppress(StoreError):
            store.forget_helper([first])
        del store.paths.disk.replace

        held = store_at(tmp_path / str(step)).entry("a1")
        assert held is not None
        assert held.note == WORDS
        with suppress(NoSuch):
            store_at(tmp_path / str(step)).forget_helper([held.replace(helper="Li")])
        assert holding(tmp_path / str(step), '"Li"') == []
