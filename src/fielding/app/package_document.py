"""Writes a package as a document that programs read: format `fielding-package/v1`."""

from datetime import datetime

from fielding.app.fetch_package import Decided, Package
from fielding.definitions.service import Kind, Option, Question, Service
from fielding.kernel.instants import write_instant
from fielding.ledger.entry import Entry
from fielding.sorting.suggestion import Scored, Suggestion, code_title

FORMAT = "fielding-package/v1"
_YES_NO = {"yes": "Yes", "no": "No"}


def package_document(package: Package) -> dict[str, object]:
    """Write a package with text, whole numbers, lists and objects alone; wordings in English."""
    service, case, referral = package.service, package.case, package.referral
    return {
        "format": FORMAT,
        "synthetic": case.synthetic,
        "service": {
            "code": service.code,
            "name": service.name.en,
            "definition": case.definition,
        },
        "case": case.id,
        "reference": case.reference,
        "received_at": write_instant(case.received_at),
        "door": case.door,
        "referral": {
            "id": referral.id,
            "recipient": referral.recipient,
            "state": referral.state,
            "sent_at": write_instant(referral.sent_at),
            "delivered_at": _moment(referral.delivered_at),
        },
        "decision": _decision(service, package.decided) if package.decided else None,
        "answers": [_answer(service, *answered) for answered in package.answers],
        "additions": [{"at": write_instant(at), "text": text} for at, text in package.additions],
        "suggestion": _suggestion(service, package.suggestion),
        "history": [_happened(entry) for entry in package.history],
        "ledger": {
            "entry": package.received.entry.id,
            "leaf": package.received.leaf.hex(),
            "index": package.received.index,
        },
    }


def answer_labels(service: Service, question: Question, answer: object) -> list[str]:
    """Give the English wording of an answer that was chosen from a list; none for typed ones."""
    chosen = [str(one) for one in answer] if isinstance(answer, list | tuple) else [str(answer)]
    match question.kind:
        case Kind.YES_NO:
            return [_YES_NO[one] for one in chosen]
        case Kind.CHOICE | Kind.CHOICES:
            return [_label(question.options, one) for one in chosen]
        case Kind.CODE:
            table = service.tables.get(question.table or "")
            return [table.codes[one].title for one in chosen if one in table.codes] if table else []
        case _:
            return []


def _answer(service: Service, question: Question, answer: object) -> dict[str, object]:
    return {
        "question": question.name,
        "asked": question.wording.en,
        "type": question.kind.value,
        "answer": answer,
        "labels": answer_labels(service, question, answer),
    }


def _decision(service: Service, decided: Decided) -> dict[str, object]:
    decision = service.decisions[decided.decision]
    code = code_title(service, decided.code)
    return {
        "decision": decided.decision,
        "title": decision.title.en,
        "at": write_instant(decided.at),
        "role": decided.role,
        "body": decided.firm,
        "code": decided.code,
        "code_title": code.title if code else None,
        "reason": decided.reason,
        "reason_title": _label(decision.reasons, decided.reason) if decided.reason else None,
        "considered": [_label(decision.considered, one) for one in decided.considered],
        "explanation": decided.explanation,
    }


def _suggestion(service: Service, suggestion: Suggestion) -> dict[str, object]:
    rule = suggestion.code
    code = code_title(service, rule.code) if rule else None
    return {
        "code": rule.code if rule else None,
        "code_title": code.title if code else None,
        "because": rule.because.en if rule else None,
        "scores": [_score(scored) for scored in suggestion.scores],
        "urgent": [{"name": rule.name, "because": rule.because.en} for rule in suggestion.urgent],
    }


def _score(scored: Scored) -> dict[str, object]:
    return {
        "name": scored.score.name,
        "title": scored.score.title.en,
        "points": scored.points,
        "high_from": scored.score.high_from,
        "reasons": [{"points": points, "because": why.en} for points, why in scored.reasons],
    }


def _happened(entry: Entry) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "at": write_instant(entry.at),
        "role": entry.role,
        "body": entry.firm,
    }


def _label(options: tuple[Option, ...], code: str) -> str:
    return next((option.label.en for option in options if option.code == code), code)


def _moment(moment: datetime | None) -> str | None:
    return write_instant(moment) if moment else None
