"""Trial: the sentence, the rule, how much data there is; the verdict at the end, and a free choice."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from detox.catalogue.labels import ENDINGS
from detox.diary.decisions import FIELDS, weeks_said
from detox.domain.kept_readings import kept_reading
from detox.domain.trial import Ending, Rule, Trial, usual_rule
from detox.messages import dated
from detox.messages.choice_messages import ASKED, further_text, usual_answer
from detox.messages.verdict_messages import (
    broken_texts,
    choice_text,
    criterion_name,
    criterion_text,
    finding_text,
    need_text,
    read_question,
)
from detox.messages.version_messages import rivals_text
from detox.tui.answer_drawing import answer_lines
from detox.tui.canvas import Canvas
from detox.tui.dialog import Keys
from detox.tui.diary_screen import TALL, DiaryScreen
from detox.tui.header_footer import trial_status
from detox.tui.pause_dialogs import ask_pause
from detox.tui.return_screen import ReturnScreen
from detox.tui.rule_form import ask_change, ask_trial
from detox.tui.standard_dialogs import (
    ChoiceDialog,
    Field,
    FormDialog,
    InfoDialog,
    Option,
    YesNoDialog,
    label_cells,
)
from detox.tui.styled_lines import Line, folded, wrapped
from detox.tui.trial_drawing import (
    TrialContext,
    amendment_lines,
    before_lines,
    criterion_line,
    days_line,
    empty_lines,
    rule_lines,
    sentence_lines,
    side_lines,
    unread_lines,
    waiting_lines,
)
from detox.words import N_, _

STOP_KEYS: Keys = (("enter", N_("stop")), ("esc", N_("go on")))


class TrialScreen(DiaryScreen):
    """Before the end only how much data there is; at the end the same layout for every result."""

    MODE = "trial"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", N_("more"), key_display="down", id="trial.down"),
        Binding("enter", "verdict", N_("read the rule"), id="trial.verdict"),
        Binding("c", "choose", N_("choose what comes next"), id="trial.choose"),
        Binding("b", "went_back", N_("if you went back"), id="went-back"),
        Binding("m", "amend", N_("amend the rule"), id="trial.amend"),
        Binding("r", "read", N_("how the rule is read"), id="trial.read"),
        Binding("v", "preview", N_("preview, not a verdict"), show=False, id="trial.preview"),
        Binding("s", "stop", N_("stop the trial"), show=False, id="trial.stop"),
        Binding("p", "pause", N_("pause"), id="trial.pause"),
        Binding("n", "new", N_("a new trial"), id="trial.new"),
        Binding("up", "scroll(-1)", N_("up"), show=False, id="trial.up"),
        Binding("pagedown", "scroll(2)", N_("down"), show=False, id="trial.page-down"),
        Binding("pageup", "scroll(-2)", N_("up"), show=False, id="trial.page-up"),
    ]

    def page(self) -> ComposeResult:
        """The trial at the left, the panels at the right."""
        with Horizontal(id="columns"):
            with VerticalScroll(id="day", can_focus=False):
                yield Canvas(id="rows")
            with Vertical(id="side", classes="side"):
                yield Canvas(id="week-panel", ground="panel")
                yield Canvas(id="checkin-panel", ground="panel")

    def show_diary(self) -> None:
        """Read the trial and draw it."""
        canvas = self.query_one("#rows", Canvas)
        width = canvas.size.width or self.size.width
        trial = self._trial_shown()
        answered = trial is not None and kept_reading(trial) is not None
        panels_shown = trial is not None and self.wide and not answered
        self.query_one("#side").display = panels_shown
        self.set_class(answered, "answered")
        if trial is None:
            canvas.show(empty_lines(width))
            return
        context = self._drawing_context(trial, width)
        lines = self._lines(context, panels=panels_shown)
        if panels_shown:
            panels = (self.query_one("#week-panel", Canvas), self.query_one("#checkin-panel", Canvas))
            for panel, drawn in zip(panels, side_lines(context, panels[0].size.width or 28), strict=True):
                panel.show(drawn)
        elif trial.amendments and not answered:
            lines += [Line(), Line().put(0, _("Amendments"), "bright bold")]
            lines += folded(amendment_lines(trial, self.names), width)
        canvas.show([*lines, *_apart_lines(rivals_text(self.diary), width)])

    def _trial_shown(self) -> Trial | None:
        """The trial; what came to its own end since it was first read is read and kept when it is shown."""
        trials = self.diary.trial
        trial = trials.current()
        return trials.read() if trial is not None and kept_reading(trial) is not None else trial

    def _lines(self, context: TrialContext, *, panels: bool) -> list[Line]:
        if context.found.over:
            return answer_lines(context)
        lines = [*sentence_lines(context), *days_line(context)]
        if self.diary.trial.over():
            return [*lines, *unread_lines(context)]
        return [
            *lines,
            *rule_lines(context),
            *waiting_lines(context, written=not panels),
            *before_lines(context),
        ]

    def _drawing_context(self, trial: Trial, width: int) -> TrialContext:
        airy = self.full and self.size.height >= TALL
        found = self.diary.trial.verdict()
        return TrialContext(self.diary, trial, found, self.names, self.host.glyphs, width, airy)

    def right_words(self) -> Sequence[str]:
        """Which day of the trial this is."""
        return trial_status(self.diary, wide=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what works now."""
        trial = self.diary.trial.current()
        over = trial is not None and self.diary.trial.over()
        works = {
            "verdict": self.diary.trial.unread(),
            "choose": over,
            "amend": trial is not None and not over,
            "stop": trial is not None and not over,
            "preview": trial is not None and not over,
            "read": trial is not None,
            "new": trial is None or over,
        }
        if action == "scroll":
            return self.query_one("#day", VerticalScroll).max_scroll_y > 0
        return works.get(action, True)

    def action_went_back(self) -> None:
        """What would change, task by task."""
        self.app.push_screen(ReturnScreen(self.MODE))

    def action_pause(self) -> None:
        """Days that count for nothing: illness, a journey."""
        ask_pause(self)

    def action_scroll(self, step: int) -> None:
        """Further down or up."""
        self.scroll_by("#day", step)

    def action_verdict(self) -> None:
        """Ask once more, then read the rule for good; the answer that is offered is no."""
        choices = [
            Option(key="no", name=_("not yet")),
            Option(key="yes", name=_("read it; the answer stays")),
        ]
        question = read_question(self.diary.trial.verdict())
        self.app.push_screen(ChoiceDialog(question, choices, broad=True), self.read_now)

    def read_now(self, answer: str | None) -> None:
        """Read it where they said so."""
        if answer == "yes":
            with self.reporting():
                self.diary.trial.read()
            self.refresh_diary()

    def action_read(self) -> None:
        """The first rule, how it is read, its code, and what became of it."""
        trial = self.diary.trial.needed()
        rule, end = trial.first_rule, dated(trial.first_end, self.diary.today)
        parts = [criterion_text(criterion) for criterion in rule.criteria]
        parts += [
            "",
            need_text(rule),
            _("It reads the last {window} days, up to {day}.").format(window=rule.window, day=end),
            _("It is read once, from the day after; that answer stays, and what is written later is told."),
            _("A line with too few days cannot be said. Statistics only say how clear a line is."),
            _("A change is dated and keeps its reason; the first rule, on its first list, gives the answer."),
            "",
            _("Code of the first rule, to keep on paper: {code}").format(code=trial.code),
            *broken_texts(trial),
        ]
        lines = [Line().put(0, part) for part in parts]
        if trial.amendments:
            lines += [Line(), Line().put(0, _("Amendments"), "bright bold")]
            lines += amendment_lines(trial, self.names)
        self.app.push_screen(InfoDialog(_("How the rule is read"), lines))

    def action_preview(self) -> None:
        """The values of the days so far, without a word; that somebody looked is kept."""
        with self.reporting():
            self.diary.trial.look()
            found = self.diary.trial.verdict(preview=True)
            lines = []
            for finding in found.criteria:
                lines.append(Line().put(0, criterion_line(finding)))
                lines.append(Line().put(2, finding_text(finding), "muted"))
            question = _("Not a verdict. Whether a line holds is said at the end; that you looked is kept.")
            self.app.push_screen(InfoDialog(question, lines))

    def action_amend(self) -> None:
        """Other lines, or another place for one; the reason is asked."""
        rule = self.diary.trial.needed().rule
        self.run_worker(ask_change(self.app, rule, self.diary.trial.amend), name="amend", exclusive=True)

    def action_stop(self) -> None:
        """Stop today; that is a decision."""
        field = Field(key="why", label=_("Why, to yourself"), hint=_("or nothing"))
        question = _("Stop the trial today? Everything you wrote is kept.")
        self.app.push_screen(
            FormDialog(question, [field], broad=True, draft="stop:", keys=STOP_KEYS, submit=self.stop)
        )

    def stop(self, answer: dict[str, str]) -> None:
        """It is stopped."""
        self.diary.trial.end(answer["why"].strip())

    def action_choose(self) -> None:
        """What comes after the trial, free of the verdict."""
        choices = [Option(key=str(what), name=_(said)) for what, said in ENDINGS.items()]
        self.app.push_screen(ChoiceDialog(_("What comes next?"), choices), self.choose)

    def choose(self, answer: str | None) -> None:
        """Ask what goes with it, and write it down."""
        if answer is None:
            return
        what, today = Ending(answer), self.diary.today
        needed = ("tasks",) if what is Ending.BRIDGE else ()
        fields = [
            Field(
                key=name,
                label=_(ASKED[name]),
                value=usual_answer(name, what, today),
                hint=_("pay.shop, or several") if name in needed else _("or nothing"),
            )
            for name in FIELDS[what]
        ]

        def write(form: dict[str, str]) -> None:
            if not self._too_short_for(what, form):
                self.diary.decisions.choose(what, form)

        def written(form: dict[str, str] | None) -> None:
            if form is None:
                return
            lines = self._too_short_for(what, form)
            if lines is None:
                self._say_chosen(what)
                return
            names = _("; ").join(criterion_name(name) for name in lines)
            question = _("That is too short for: {names}. Leave them out?").format(names=names)
            self.app.push_screen(YesNoDialog(question), partial(self._leave_out, what, form))

        form = FormDialog(
            _(ENDINGS[what]),
            fields,
            broad=True,
            labels=label_cells(fields),
            draft=f"choice:{what}",
            submit=write,
        )
        self.app.push_screen(form, written)

    def _too_short_for(self, what: Ending, form: dict[str, str]) -> Sequence[str] | None:
        """The lines an extension would lose, while it is not written; `None` where it loses none."""
        trial = self.diary.trial.needed()
        if what is not Ending.EXTEND or not self.diary.trial.over():
            return None
        weeks = weeks_said(form["weeks"].strip() or "4")
        return tuple(self.diary.trial.further(trial, weeks)[1]) or None

    def _leave_out(self, what: Ending, form: dict[str, str], answer: bool | None) -> None:  # noqa: FBT001 - Textual's
        if answer:
            with self.reporting():
                self.diary.decisions.choose(what, form, leave_out=True)
                self._say_chosen(what)
            self.refresh_diary()

    def _say_chosen(self, what: Ending) -> None:
        trial = self.diary.trial.needed()
        if what is Ending.EXTEND:
            self.host.say(further_text(trial) + "  " + _("u undo"), lasting=True)
        else:
            self.host.say(choice_text(trial) + "  " + _("u undo"))

    def action_new(self) -> None:
        """Write down a trial, a further one from its next week on; the rule of the last one is offered."""
        held = self.diary.trial.current()
        self._new(held.rule if held is not None else usual_rule())

    def _new(self, rule: Rule) -> None:
        held = self.diary.trial.current()
        sentence = held.sentence if held is not None else ""
        asking = ask_trial(
            self.app,
            rule,
            self.diary.trial.first_day(),
            sentence=sentence,
            refused=self.diary.trial.unreadable,
            submit=self.new,
        )
        self.run_worker(asking, name="new trial", exclusive=True)

    def new(self, trial: Trial) -> None:
        """It begins; its code is for paper."""
        trial = self.diary.trial.new(trial)
        code = _("The code of your rule, to keep on paper: {code}").format(code=trial.code)
        said = further_text(trial) if trial.start > self.diary.today else code
        self.app.call_after_refresh(self.host.say, said, lasting=True)


def _apart_lines(said: Sequence[str], width: int) -> list[Line]:
    """What another machine has of its own, below all else; nothing where it has nothing."""
    rows = [row for text in said for row in wrapped(text, width - 1)]
    return [Line(), *(Line().put(0, row, "muted") for row in rows)] if rows else []
