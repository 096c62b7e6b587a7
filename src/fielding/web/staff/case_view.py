"""What the page of one case says: pure, from the case laid open, who reads it, and the time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fielding.access.permissions import MAY, Action
from fielding.access.roles import Actor, Role
from fielding.app.open_case import Opened
from fielding.cases.case import Case
from fielding.cases.clocks import Promise
from fielding.cases.deciding import decisions_from
from fielding.cases.errors import NotTheirs
from fielding.cases.handling import HOLD_REASONS, PURPOSES, is_waiting
from fielding.cases.reviewing import require_independent
from fielding.definitions.service import Decision, Service
from fielding.definitions.shown import shown_pages, shown_questions
from fielding.referral.answering import outcomes_allowed
from fielding.sorting.suggestion import suggest
from fielding.web.bodies import body_name
from fielding.web.shown_answers import show_answer
from fielding.web.speaker import Speaker
from fielding.web.staff.telling import code_name, tell, who
from fielding.web.staff.words import DOORS, OUTSIDE, REFERRAL_STATES, SETTLED_BY, state_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a list of facts."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The answers of one page of questions."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A promise as the page shows it."""

    title: str
    by: str
    owed_by: str
    state: str
    late: bool
    to_be_confirmed: bool


def case_context(
    opened: Opened, actor: Actor, now: datetime, speaker: Speaker
) -> dict[str, object]:
    """Put together everything that the page shows."""
    service, case = opened.service, opened.standing.case
    answers = opened.answers()
    return {
        "service": service,
        "case": case,
        "title": f"{service.called.en.capitalize()} {case.reference}",
        "state": state_name(case.state),
        "held": HOLD_REASONS.get(case.held or "", ""),
        "about": _about(service, case, actor, speaker),
        "promises": [promised(service, one, now, speaker) for one in opened.standing.promises],
        "suggestion": suggest(service, answers) if case.sorted else None,
        "code": code_name(service, case.sorted["code"]) if "code" in case.sorted else "",
        "lead": lead_words(service, case, speaker),
        "sections": answer_sections(service, answers, speaker),
        "told": tell(service, opened.history, opened.disclosed, speaker),
        "reads": _reads(case, speaker),
        "referrals": [
            (body_name(one.recipient, speaker), REFERRAL_STATES[one.state], one)
            for one in case.referrals.values()
        ],
        **_possible(service, case, actor),
    }


def answer_sections(
    service: Service, answers: Mapping[str, object], speaker: Speaker
) -> list[Section]:
    """Lay the answers out as they were asked, page by page."""
    asked = {question.name: question for question in shown_questions(service, answers)}
    pages = [(speaker.text(page.title), page.questions) for page in shown_pages(service, answers)]
    on_pages = {name for _, names in pages for name in names}
    loose = tuple(name for name in asked if name not in on_pages)
    sections: list[Section] = []
    for title, names in [*pages, ("", loose)]:
        rows = tuple(
            Row(
                name=speaker.text(asked[name].wording),
                value=show_answer(service, asked[name], answers[name], speaker),
            )
            for name in names
            if name in asked and name in answers
        )
        sections.append(Section(title=title if len(rows) > 1 else "", rows=rows))
    return _joined(sections)


def _joined(sections: Sequence[Section]) -> list[Section]:
    """Let lone questions, which need no heading, follow each other in one list."""
    joined: list[Section] = []
    for section in sections:
        if joined and not joined[-1].title and not section.title:
            joined[-1] = Section(title="", rows=(*joined[-1].rows, *section.rows))
        else:
            joined.append(section)
    return [section for section in joined if section.rows]


def promised(service: Service, promise: Promise, now: datetime, speaker: Speaker) -> Promised:
    """Say what was promised by when, and how it stands."""
    clock = service.clocks[promise.clock]
    late = promise.is_overdue(now) or promise.kept is False
    if promise.kept is not None:
        state = "Kept" if promise.kept else "Kept too late"
    elif promise.paused_at:
        state = "Paused"
    else:
        state = "Overdue" if late else "Running"
    return Promised(
        title=clock.title.en,
        by=speaker.day(promise.due_at.date()),
        owed_by="the recipient" if promise.owed_by == "recipient" else "the hub",
        state=state,
        late=late,
        to_be_confirmed=clock.to_be_confirmed,
    )


def lead_words(service: Service, case: Case, speaker: Speaker) -> dict[str, str]:
    """Say which body is suggested, by which rule and step, or which ones are in doubt."""
    if "settled_by" not in case.sorted:
        return {}
    told = case.sorted.get("bodies")
    bodies = told if isinstance(told, list) else []
    named = [body_name(str(body), speaker) for body, _ in bodies]
    rank = case.sorted.get("rank")
    rule = next((one.title.en for one in service.referral.lead if one.rank == rank), "")
    outside = OUTSIDE.get(str(case.sorted.get("outside", "")), "")
    if not named:
        return {"who": "No force is suggested", "why": outside or OUTSIDE["unknown"], "doubt": ""}
    doubt = "" if case.sorted.get("sure") else f"May be {' or '.join(_shares(bodies, speaker))}"
    settled = SETTLED_BY.get(str(case.sorted["settled_by"]), "")
    return {"who": named[0], "rule": rule, "why": f"Settled by {settled}", "doubt": doubt}


def review_open_to(service: Service, case: Case, actor: Actor) -> bool:
    """Say whether this reader may answer the review that waits."""
    if not case.in_review or Action.REVIEW not in MAY[actor.role]:
        return False
    try:
        require_independent(service, case, actor)
    except NotTheirs:
        return False
    return True


def _shares(bodies: Sequence[tuple[str, int]], speaker: Speaker) -> list[str]:
    return [f"{body_name(body, speaker)} ({share / 10:g}%)" for body, share in bodies[:4]]


def _possible(service: Service, case: Case, actor: Actor) -> dict[str, object]:
    """Say what this reader can do with the case now."""
    may = MAY[actor.role]
    decisions: list[Decision] = []
    if Action.DECIDE in may and not case.in_review:
        decisions = [d for d in decisions_from(service, case) if actor.role.value in d.by]
    handles = Action.ASSIGN in may and is_waiting(service, case)
    records = Action.RECORD_OUTCOME in may and actor.role is not Role.OFFICER
    return {
        "decisions": decisions,
        "can_handle": handles,
        "can_review": review_open_to(service, case, actor),
        "can_record": records and bool(outcomes_allowed(service, actor, case.state)),
    }


def _about(service: Service, case: Case, actor: Actor, speaker: Speaker) -> list[Row]:
    by = case.received_by
    received = f"{speaker.moment(case.received_at)}, by {DOORS.get(case.door, case.door).lower()}"
    if by.role != "reporter":
        received += f" ({who(by.role, by.name, by.firm, speaker)})"
    rows = [
        Row(name="State", value=state_name(case.state)),
        Row(name="Received", value=received),
    ]
    if actor.role is not Role.OFFICER:
        rows.append(Row(name="With", value=case.assigned_to or "Nobody"))
    if case.firm:
        rows.append(Row(name="Last firm", value=body_name(case.firm, speaker)))
    if case.code:
        rows.append(Row(name="Decided kind", value=code_name(service, case.code)))
    return rows


def _reads(case: Case, speaker: Speaker) -> list[str]:
    return [
        f"{speaker.moment(read.at)}: {who(read.by.role, read.by.name, read.by.firm, speaker)}. "
        f"{PURPOSES.get(read.purpose, read.purpose)}."
        for read in reversed(case.reads)
    ]
