"""What the page of one report says: pure, from the report's progress and the time."""

from datetime import datetime, timedelta

from fielding.app.follow_case import Progress
from fielding.cases.clocks import Promise
from fielding.definitions.service import Service
from fielding.web.public.proving import where_to_go
from fielding.web.public.timeline import events, told_by, where_it_is, who_has_it
from fielding.web.shown_answers import show_words
from fielding.web.speaker import Speaker

#: The colour of a promise's tag; the word on it says the same.
_TAGS = {
    "due": "govuk-tag--blue",
    "kept": "govuk-tag--green",
    "paused": "govuk-tag--grey",
    "late": "govuk-tag--red",
    "missed": "govuk-tag--red",
}


def progress_context(progress: Progress, now: datetime, speaker: Speaker) -> dict[str, object]:
    """Put together everything that the page shows."""
    opened = progress.opened
    service, case = opened.service, opened.standing.case
    return {
        "service": service,
        "case": case,
        "now": where_it_is(service, case, speaker),
        "who": who_has_it(case, speaker),
        "elsewhere": where_to_go(case, speaker),
        "promises": [
            _promise(service, promised, now, speaker) for promised in opened.standing.promises
        ],
        "events": events(service, opened.history, speaker),
        "reads": [
            {
                "who": told_by(read.by.role, read.by.firm, speaker),
                "why": speaker.say(f"purpose.{read.purpose}"),
                "when": speaker.moment(read.at),
            }
            for read in case.reads[::-1]
        ],
        "explanation": show_words(progress.explanation),
        "reason": _reason(progress, speaker),
        "review_until": _review_until(progress, now, speaker),
    }


def _promise(
    service: Service, promised: Promise, now: datetime, speaker: Speaker
) -> dict[str, object]:
    clock = service.clocks[promised.clock]
    state = _state(promised, now)
    return {
        "title": speaker.text(clock.title),
        "by": speaker.day(promised.due_at.date()),
        "state": speaker.say(f"follow.{state}"),
        "tag": _TAGS[state],
        "to_be_confirmed": clock.to_be_confirmed,
    }


def _state(promised: Promise, now: datetime) -> str:
    """Say how a promise stands: running, paused, late, kept, or missed."""
    if promised.kept is not None:
        return "kept" if promised.kept else "missed"
    if promised.paused_at:
        return "paused"
    return "late" if promised.is_overdue(now) else "due"


def _reason(progress: Progress, speaker: Speaker) -> str:
    """Give the last decision's reason in words, where it has one and still stands."""
    opened = progress.opened
    taken = opened.standing.case.decisions
    if not taken or taken[-1].reason is None:
        return ""
    reasons = opened.service.decisions[taken[-1].decision].reasons
    return next((speaker.text(one.label) for one in reasons if one.code == taken[-1].reason), "")


def _review_until(progress: Progress, now: datetime, speaker: Speaker) -> str:
    """Say until when a review can be asked for; empty when it cannot."""
    taken = progress.opened.standing.case.decisions
    if progress.review is None or not taken:
        return ""
    until = taken[-1].at + timedelta(days=progress.review.within_days)
    return speaker.day(until.date()) if now <= until else ""
