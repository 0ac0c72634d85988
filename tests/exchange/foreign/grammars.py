"""Files as other programs write them, made by chance from each format's grammar, with what they say."""

import csv
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_time

from tests.exchange.foreign.loop_grammars import loop_backup, loop_new, loop_old, loop_root, loop_single
from tests.exchange.foreign.made_files import (
    NAMES,
    TEXTS,
    Fact,
    Made,
    clock,
    days,
    fact,
    names,
    table,
    zipped,
)

LOCALES = """
    en_US es ko ja el ar_EG tr vi hi sv fr_CA fa he fi hu cs th zh_Hans zh_Hant de pt_BR sq bn my am
""".split()  # noqa: SIM905 - as one reads them
"""Of the writer's phone."""


# Daylio

MOODS = ("rad", "good", "meh", "bad", "awful", "超棒", "心情复杂")


def daylio(chance: Random) -> Made:
    locale = Locale.parse(chance.choice(LOCALES))
    pattern = chance.choice(["h:mm a", "HH:mm", "H.mm", None]) or locale.time_formats["short"].pattern
    kind = chance.choice(["old", "new", "scales"])
    head = ["full_date", "date", "weekday", "time", "mood", "activities", "note"]
    if kind != "old":
        head.insert(6, "note_title")
    if kind == "scales":
        head.insert(6, "scales")
    rows, facts, told = [head], [], []
    for day in days(chance):
        (hour, minute), mood = clock(chance), chance.choice(MOODS)
        at, activities = (
            f"{hour:02}:{minute:02}",
            chance.sample(("social", "吃饭", "a walk"), chance.randint(0, 3)),
        )
        note, title = chance.choice(TEXTS[:14]), chance.choice(["", "标题", "Title"]) if kind != "old" else ""
        time = format_time(datetime(2024, 3, 5, hour, minute, tzinfo=UTC), pattern, locale=locale)
        row = [str(day), f"{day.day}", "Tue", time, mood, " | ".join(activities), note]
        if kind != "old":
            row.insert(6, title)
        if kind == "scales":
            row.insert(6, "Sleep: 7")
            told.append("Sleep: 7")
        rows.append(row)
        facts += [fact(day, at, mood=mood), *(fact(day, at, name, "yes") for name in activities)]
        facts += [fact(day, at, text=text)] if (text := "\n".join(x for x in (title, note) if x)) else []
    return Made("daylio", _csv_bytes(rows, chance), facts, tuple(told))


def daylio_2018(chance: Random) -> Made:
    locale = Locale.parse(chance.choice(["en", "de", "es", "fr", "ru", "pl", "it", "pt", "zh", "ja", "ko"]))
    months = dict(locale.months["format"]["wide"])
    rows: list[list[str]] = [["year", "date", "weekday", "time", "mood", "activities", "note"]]
    facts: list[Fact] = []
    # All months, as a diary of a year has them: two languages have one word for two of them.
    for month in range(1, 13):
        day, (hour, minute) = date(2018, month, chance.randint(1, 28)), clock(chance)
        word = months[month]
        cjk = locale.language in ("zh", "ja", "ko")
        said = f"{month}월 {day.day}일" if locale.language == "ko" else f"{month}月{day.day}日"
        said = (
            said if cjk else chance.choice([f"{day.day} {word}", f"{word} {day.day}", f"{day.day}. {word}"])
        )
        rows.append(
            [
                "2018",
                said,
                "Thursday",
                f"{hour % 12 or 12}:{minute:02} {'pm' if hour > 11 else 'am'}",
                "good",
                "",
                "ok",
            ]
        )
        at = f"{hour:02}:{minute:02}"
        facts += [fact(day, at, mood="good"), fact(day, at, text="ok")]
    return Made("daylio", table(rows).encode(), facts)


def _csv_bytes(rows: Sequence[Sequence[object]], chance: Random) -> bytes:
    text = table(
        rows, ends=chance.choice(["\n", "\r\n"]), quoting=chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    )
    return text.encode(chance.choice(["utf-8", "utf-8-sig"]))


# Journals


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def jrnl_json(chance: Random) -> Made:
    entries, facts = [], []
    for day in days(chance):
        hour, minute = clock(chance)
        title, body, star = chance.choice(TEXTS[2:5]), chance.choice(TEXTS), chance.random() < 0.3
        entry = {
            "title": title,
            "body": body,
            "date": str(day),
            "time": f"{hour:02}:{minute:02}",
            "tags": [],
            "starred": star,
        }
        if chance.random() < 0.3:
            entry |= {"tags": ["@cash"], "uuid": "8F7A"}
        said = _joined(title, body) + (" @cash" if entry["tags"] else "") + (" *" if star else "")
        entries.append(entry)
        facts.append(fact(day, f"{hour:02}:{minute:02}", text=said))
    told = ("uuid: 8F7A",) if any("uuid" in entry for entry in entries) else ()
    whole = {"tags": {"@cash": 1}, "entries": entries}
    return Made("jrnl", json.dumps(whole, indent=chance.choice([None, 2])).encode(), facts, told)


def jrnl_text(chance: Random) -> Made:
    style = chance.choice(
        [
            "[{:%Y-%m-%d %H:%M}]",
            "{:%Y-%m-%d %H:%M}",
            "[{:%Y-%m-%d %I:%M %p}]",
            "[{:%d.%m.%Y %H:%M}]",
            "[{:%A %d %B %Y %H:%M}]",
        ]
    )
    text, facts = "", []
    for day in days(chance):
        hour, minute = clock(chance)
        title, body = chance.choice(TEXTS[2:5]), chance.choice(TEXTS[2:])
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
        text += f"{style.format(moment)} {title}\n{body}\n\n"
        facts.append(fact(day, f"{hour:02}:{minute:02}", text=f"{title}\n{body}"))
    return Made("jrnl-text", text.replace("\n", chance.choice(["\n", "\r\n"])).encode(), facts)


def tui_journal(chance: Random) -> Made:
    entries, facts = [], []
    for n, day in enumerate(days(chance)):
        hour, minute = clock(chance)
        title, content = chance.choice(TEXTS[2:5]), chance.choice(TEXTS)
        tags = chance.choice([[], ["zebra"]])
        at = f"{hour:02}:{minute:02}"
        entries.append(
            {
                "id": n,
                "date": f"{day}T{at}:00Z",
                "title": title,
                "content": content,
                "tags": tags,
                "priority": 3,
            }
        )
        facts.append(fact(day, at, text=" ".join([_joined(title, content), *tags])))
    data = json.dumps({"version": 100, "entries": entries}, ensure_ascii=chance.random() < 0.5)
    return Made("tui-journal", data.encode(), facts, ("priority: 3",))


def day_one(chance: Random) -> Made:
    entries, facts = [], []
    for n, day in enumerate(days(chance)):
        zone = chance.choice(["Asia/Shanghai", "America/New_York", "Europe/Berlin", "UTC", "Asia/Kathmandu"])
        moment = datetime(day.year, day.month, day.day, *clock(chance), tzinfo=UTC)
        text = chance.choice(TEXTS[2:])
        tags, star = chance.choice([[], ["zebra"]]), chance.random() < 0.3
        entries.append(
            {"uuid": f"A{n}", "creationDate": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "timeZone": zone, "text": text,
             "tags": tags, "starred": star, "weather": {"temperatureCelsius": 3}}
        )  # fmt: skip
        there = moment.astimezone(ZoneInfo(zone))
        facts.append(fact(there.date(), f"{there:%H:%M}", text=" ".join([text, *tags, *(["*"] * star)])))
    whole = json.dumps({"metadata": {"version": "1.0"}, "entries": entries})
    data = zipped({"Journal.json": whole, "photos/a.jpeg": "x"}) if chance.random() < 0.4 else whole.encode()
    return Made("day-one", data, facts, ("temperatureCelsius",))


# Beaver, HabitBull, Table Habit, harsh


def beaver(chance: Random) -> Made:
    habits, facts = [], []
    for name in names(chance):
        records = []
        for day in days(chance):
            done, text = chance.choice([True, False, None]), chance.choice(TEXTS)
            record: dict[str, object] = {"day": str(day), "text": text}
            records.append(record if done is None else record | {"done": done})
            facts.append(fact(day, None, name, "yes" if done else "no", text=text))
        habits.append(
            {
                "name": name,
                "records": records,
                "id": name,
                "star": True,
                "tags": ["health"],
                "status": "active",
            }
        )
    around = chance.choice(
        [{"user_email": "a@example.com", "exported_at": "2026-03-04 20:15:00"}, {"order": []}, {}]
    )
    data = json.dumps({"habits": habits} | around, ensure_ascii=chance.random() < 0.5)
    return Made("beaver", data.encode(), facts, ("star: True", "status: active"))


def habitbull(chance: Random) -> Made:
    shape = chance.choice(["%Y-%m-%d", "%d.%m.%Y"])
    rows: list[list[object]] = [
        ["HabitName", "HabitDescription", "HabitCategory", "CalendarDate", "Value", "CommentText"]
    ]
    facts = []
    for name in names(chance):
        for day in days(chance):
            value, text = chance.choice([0, 1, 1, 3]), chance.choice(TEXTS)
            rows.append([name, "", "Money", day.strftime(shape), value, text])
            told = _joined(str(value) if value > 1 else "", text)
            facts.append(fact(day, None, name, "yes" if value else "no", text=told))
    return Made("habitbull", _csv_bytes(rows, chance), facts)


def table_habit(chance: Random) -> Made:
    habits, facts = [], []
    for name in names(chance):
        goal, unit, negative = chance.choice([1, 30]), chance.choice(["", "min"]), chance.random() < 0.3
        records = []
        for day in days(chance):
            kind, value, reason = (
                chance.choice([0, 1, 1, 2]),
                chance.choice([1, 30, 45]),
                chance.choice(TEXTS),
            )
            value = value if kind == 1 else 0
            epoch = (day - date(1970, 1, 1)).days
            records.append(
                {"record_date": epoch, "record_type": kind, "record_value": value, "reason": reason}
            )
            reached = value <= goal if negative else value >= goal
            mark = {0: "unknown", 2: "skip"}.get(kind, "yes" if reached else "no")
            amount = "" if kind != 1 or (value, goal, unit) == (1, 1, "") else f"{value} {unit}".strip()
            facts.append(fact(day, None, name, mark, text=_joined(amount, reason)))
        habits.append(
            {"name": name, "desc": "", "type": 2 if negative else 1, "daily_goal": goal,
             "daily_goal_unit": unit, "freq_type": 3, "start_date": 16000, "records": records, "color": 4}
        )  # fmt: skip
    whole = {"habits": habits} | chance.choice([{}, {"groups": [{"name": "G"}]}])
    return Made("table-habit", json.dumps(whole).encode(), facts, ("color: 4",))


def harsh(chance: Random) -> Made:
    lines, said, told = [], {}, []
    facts: list[Fact] = []
    for day in days(chance):
        for name in chance.sample(NAMES, 2):
            mark, text = chance.choice("yns"), chance.choice(TEXTS).replace("\n", " ")
            tail = f" : {text}" if text else ""
            zone = chance.choice(["", "", "+02:00"])
            lines.append(f"{day}{zone} : {name} : {mark}{tail}")
            said[day, name] = fact(day, None, name, {"y": "yes", "n": "no", "s": "skip"}[mark], text=text)
    if chance.random() < 0.5:
        lines.insert(0, "# since I left\n" * chance.choice([1, 90]))
        told.append("# since I left")
    facts = list(said.values())
    if chance.random() < 0.5:  # the last line of a day and habit counts
        (day, name), was = chance.choice(list(said.items()))
        lines.append(f"{day} : {name} : y")
        facts.remove(was)
        facts += [fact(day, None, name, "replaced", text=was[-1]), fact(day, None, name, "yes")]
    return Made("harsh", ("\n".join(lines) + "\n").encode(), facts, tuple(told))


# Nomie

TAGS = ("cash", "walk", "咖啡", "no_value")


def _note(chance: Random) -> tuple[str, list[tuple[str, str]]]:
    """A note and the trackers in it, each with its value."""
    words, found = [], []
    for _ in range(chance.randint(0, 3)):
        tag, value = chance.choice(TAGS), chance.choice(["", "2.5", "-3", "01:30:00", "1+2"])
        written = chance.choice([tag, tag.title(), tag.upper()])
        words.append(
            f"#{written}" + (f"({value})" if value else "") + chance.choice(["", ",", ".", "!", "?", ":"])
        )
        found.append((tag, value))
    words += chance.choice(
        [[], ["just", "words"], ["https://example.org/a#part"], ["老板说"], ["@someone", "+home"]]
    )
    chance.shuffle(words)
    return chance.choice([" ", "\n", "  "]).join(words), found


def _has_words(note: str) -> bool:
    return any(not word.startswith("#") for word in note.split())


def nomie(chance: Random) -> Made:
    logs, facts = [], []
    key = chance.choice(["note", "notes"])
    offset = chance.choice([0, -480, 300, 345])
    for n, day in enumerate(days(chance)):
        moment = datetime(day.year, day.month, day.day, *clock(chance), tzinfo=UTC)
        note, found = _note(chance)
        end: object = (
            int(moment.timestamp() * 1000) if chance.random() < 0.5 else f"{moment:%Y-%m-%dT%H:%M:00.000Z}"
        )
        log: dict[str, object] = {"_id": f"x{n}", "end": end, "offset": offset, "location": "上海"}
        logs.append(log | {key: note} if note else log)
        there = moment - timedelta(minutes=offset)
        day_there, at = there.date(), f"{there:%H:%M}"
        facts += [fact(day_there, at, tag, "yes", text=value) for tag, value in found]
        facts += [fact(day_there, at, text=note)] if _has_words(note) or not note else []
    trackers = {"cash": {"tag": "cash", "label": "Cash"}}
    if key == "note" and chance.random() < 0.5:
        books = {"books/2023-18": logs, "trackers.json": trackers, "boards.json": [{"id": "all"}]}
        data = json.dumps({"version": "6.1.7", "created": "x", "files": books})
        return Made("nomie", data.encode(), facts, ("location: 上海", "boards.json: settings"))
    whole = {"nomie": {"number": "5.6"}, "events": logs, "trackers": trackers, "people": {"a": {"b": 1}}}
    return Made("nomie", json.dumps(whole).encode(), facts, ("location: 上海", "file.people"))


def nomie_csv(chance: Random) -> Made:
    new = chance.random() < 0.5
    head = ["epoch", "start", "end", "offset", "tracker", "value", "note", "lat", "lng", "location", "score"]
    rows: list[list[object]] = [head if new else [*head[:4], *head[6:]]]
    facts: list[Fact] = []
    for day in days(chance):
        hour, minute = clock(chance)
        note, found = _note(chance)
        note = " ".join(note.replace(",", " ").split()) or "only words"
        at, moment = f"{hour:02}:{minute:02}", f"{day}T{hour:02}:{minute:02}:00.000"
        front, back = [f"{day.toordinal()}", moment, moment, -480], [note, "", "", "", 0]
        if new:
            rows += [[*front, tag, value, *back] for tag, value in found or [("note", "1")]]
        else:
            rows.append([*front, *back])
        facts += [fact(day, at, tag, "yes", text=value) for tag, value in found]
        facts += [fact(day, at, text=note)] if _has_words(note) else []
    return Made("nomie-csv", _csv_bytes(rows, chance), facts)


# A table of anybody's own


def any_table(chance: Random) -> Made:
    shape = chance.choice(["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%m/%d/%Y", "%d %B %Y", "%Y年%m月%d日"])
    heads = chance.choice(
        [
            ("Date", "Task", "Done", "Note"),
            ("日期", "任务", "完成", "备注"),
            ("day", "habit", "status", "comment"),
        ]
    )
    rows: list[list[object]] = [[*heads, "Weather"]]
    facts = []
    # One day that allows only one order, as any month has.
    for day in [*days(chance), date(2024, 3, 25)]:
        name, text = chance.choice(NAMES), chance.choice(TEXTS)
        word, mark, told = chance.choice(
            [("yes", "yes", ""), ("是", "yes", ""), ("1", "yes", ""), ("0", "no", ""), ("no", "no", ""),
             ("skip", "skip", ""), ("", "unknown", ""), ("perhaps", "unknown", "perhaps"),
             ("2.5", "yes", "2.5")]
        )  # fmt: skip
        rows.append([day.strftime(shape), name, word, text, "sunny"])
        facts.append(fact(day, None, name, mark, text=_joined(told, text)))
    delimiter = chance.choice([",", ";", "\t"])
    first = f"sep={delimiter}\n" if chance.random() < 0.2 else ""
    return Made("table", (first + table(rows, delimiter=delimiter)).encode(), facts, ("Weather sunny",))


GRAMMARS: dict[str, Callable[[Random], Made]] = {
    made.__name__: made
    for made in (
        loop_new, loop_old, loop_root, loop_single, loop_backup, daylio, daylio_2018, jrnl_json, jrnl_text,
        tui_journal, day_one, beaver, habitbull, table_habit, harsh, nomie, nomie_csv, any_table,
    )
}  # fmt: skip
