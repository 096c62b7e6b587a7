"""Plain answers to any service: everything that must be answered, with what passes every check."""

from fielding.definitions.service import Kind, Question, Service
from fielding.definitions.shown import shown_questions

PLAIN: dict[Kind, object] = {
    Kind.YES_NO: "no",
    Kind.DATE: "2026-11-03",
    Kind.MONEY: 123450,
    Kind.POSTCODE: "LS1 3EX",
    Kind.PHONE: "07700 900123",
    Kind.EMAIL: "reporter@example.com",
}


def plain_answer(service: Service, question: Question) -> object:
    """Give an answer that passes every check."""
    if question.kind is Kind.CHOICE:
        return question.options[-1].code
    if question.kind is Kind.CHOICES:
        return [question.options[0].code]
    if question.kind is Kind.CODE:
        return next(iter(service.tables[question.table or ""].codes))
    return PLAIN.get(question.kind, "Marker Marigold wrote this")


def plain_answers(service: Service, **told: object) -> dict[str, object]:
    """Answer everything that must be answered, `told` as told (with _ for -)."""
    answers = {name.replace("_", "-"): answer for name, answer in told.items()}
    for _ in service.questions:
        for question in shown_questions(service, answers):
            if question.required and question.name not in answers:
                answers[question.name] = plain_answer(service, question)
    return answers
