"""Read an organisation's track record: findings, replies, awards, and whom it is held with."""

from dataclasses import dataclass

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.app.books.finding.read_findings import ToldFinding, tell_findings
from fielding.app.books.registering.opening import open_names
from fielding.app.read_figures import Bookkeeper, Figures
from fielding.kernel.instants import local_day
from fielding.oversight.awards.award import Award, Touch, connect, touch_of
from fielding.oversight.awards.awarding import PastAward, fold_awards
from fielding.oversight.awards.errors import NotRegistered
from fielding.oversight.awards.names import similar_names
from fielding.oversight.findings.finding import Finding, fold_findings
from fielding.oversight.register.organisations import Organisation
from fielding.oversight.register.register import fold_register


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the books know of an organisation as a supplier; an interval per figure, no score."""

    organisation: Organisation
    #: How each finding touches it, and the finding with both sides' words; the newest first.
    findings: tuple[tuple[Touch, ToldFinding], ...]
    awards: tuple[PastAward, ...]
    name: str
    #: Organisations with a similar name, by slug and name, not matched: a person should look.
    similar: tuple[tuple[str, str], ...]


def read_dossier(bookkeeper: Bookkeeper, actor: Actor, slug: str) -> Dossier:
    """Give an organisation's track record as it stands today; raise NotRegistered."""
    require(actor, Action.SEE_BOOKS)
    hub, figures = bookkeeper.hub, bookkeeper.figures()
    register = figures.folded(fold_register)
    known = register.organisations.get(slug)
    if known is None:
        raise NotRegistered(organisation=slug)
    today = local_day(hub.clock.now())
    award = Award(contract="", suppliers=(slug,), on=today, officer="")
    connections = connect(register)
    found = (touch_of(connections, one, award) for one in _newest_first(figures))
    touching = [touch for touch in found if touch]
    told = tell_findings(hub, actor, [touch.finding for touch in touching])
    names = open_names(hub, actor, register, register.organisations).names
    others = {one: name for one, name in names.items() if one != slug}
    return Dossier(
        organisation=known,
        findings=tuple(zip(touching, told, strict=True)),
        awards=tuple(one for one in figures.folded(fold_awards) if slug in one.suppliers)[::-1],
        name=names.get(slug, ""),
        similar=tuple((one, others[one]) for one in similar_names(names.get(slug, ""), others)),
    )


def _newest_first(figures: Figures) -> list[Finding]:
    return list(figures.folded(fold_findings).values())[::-1]
