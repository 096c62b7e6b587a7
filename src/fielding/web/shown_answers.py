"""Show a canonical answer in words: choices by their labels, amounts in pounds, dates in full."""

from datetime import date

from fielding.definitions.service import Kind, Question, Service
from fielding.web.fields import options_of
from fielding.web.speaker import Speaker

#: What makes writing run backwards is shown as such: `live.com` must not stand where `moc.evil` is.
_OVERRIDES = {at: f"[U+{at:04X}]" for at in (0x202D, 0x202E)}


def show_words(words: str) -> str:
    """Show somebody's own words in the order in which they were written."""
    return words.translate(_OVERRIDES)


def show_answer(service: Service, question: Question, answer: object, speaker: Speaker) -> str:
    """Write an answer for reading; several answers stand on lines of their own."""
    if isinstance(answer, list | tuple):
        return "\n".join(show_answer(service, question, one, speaker) for one in answer)
    if question.kind is Kind.MONEY and isinstance(answer, int):
        return speaker.pounds(answer)
    if question.kind is Kind.DATE:
        return speaker.day(date.fromisoformat(str(answer)))
    if question.kind is Kind.YES_NO and not question.options:
        return speaker.say(f"question.{answer}")
    labels = {code: label for code, label, _ in options_of(service, question)}
    return speaker.text(labels[str(answer)]) if str(answer) in labels else show_words(str(answer))
