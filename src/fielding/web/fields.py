"""Render a question as a GOV.UK component: a pure map from question, what was typed, and fault.

It knows nothing of requests; `typed_answers` reads what a form sends back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fielding.definitions.service import Kind, Question, Service, Text
from fielding.web.speaker import Speaker
from fielding.web.typed_answers import ACCOUNT_PARTS, DATE_PARTS, Typed, split_account, split_date

Params = dict[str, object]

#: More options than this are easier to find in a list that can be searched by typing.
MANY_OPTIONS = 15
#: WCAG 1.3.5 asks for these, but only where the answer is about the reader.
_AUTOCOMPLETE = {
    Kind.NAME: "name",
    Kind.PHONE: "tel",
    Kind.EMAIL: "email",
    Kind.POSTCODE: "postal-code",
}
_INPUT: Mapping[Kind, Params] = {
    Kind.PHONE: {"type": "tel", "classes": "govuk-input--width-20"},
    Kind.EMAIL: {"type": "email", "spellcheck": False},
    Kind.POSTCODE: {"classes": "govuk-input--width-10"},
    Kind.WEBSITE: {"inputmode": "url", "spellcheck": False, "autocapitalize": "none"},
    Kind.MONEY: {
        "inputmode": "decimal",
        "classes": "govuk-input--width-10",
        "prefix": {"text": "£"},
    },
    Kind.NAME: {"spellcheck": False},
    Kind.AREA: {"classes": "govuk-input--width-10", "spellcheck": False},
    Kind.WALLET: {"spellcheck": False, "autocapitalize": "none"},
    Kind.HANDLE: {"spellcheck": False, "autocapitalize": "none"},
    Kind.COMPANY: {"classes": "govuk-input--width-10", "spellcheck": False},
    Kind.VEHICLE: {"classes": "govuk-input--width-10", "spellcheck": False},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A component to show: its template macro, its parameters, and where a fault links to."""

    component: str
    params: Params
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One question about to be asked."""

    service: Service
    question: Question
    typed: Typed = ""
    fault: str = ""
    #: The question's wording is the page's heading: the page asks one thing.
    alone: bool = True


def field_of(asking: Asking, speaker: Speaker) -> Field:
    """Choose the component for a question and fill in its parameters."""
    question = asking.question
    if question.kind in {Kind.CHOICE, Kind.YES_NO, Kind.CHOICES, Kind.CODE, Kind.BODY}:
        return _choice(asking, speaker)
    renderer = _RENDERERS.get(question.kind, _input)
    return _lines(asking, speaker) if question.several else renderer(asking, speaker)


def options_of(service: Service, question: Question) -> list[tuple[str, Text, Text | None]]:
    """List what can be chosen: code, label, hint."""
    if question.options:
        return [(option.code, option.label, option.hint) for option in question.options]
    table = service.tables.get(question.table or "")
    codes = table.codes.values() if table else ()
    return [(code.code, Text(en=code.title, cy=code.title), None) for code in codes]


def _label(asking: Asking, speaker: Speaker, *, legend: bool) -> Params:
    question = asking.question
    words = speaker.text(question.wording)
    if not question.required:
        words = speaker.say("question.optional", wording=words)
    block = "govuk-fieldset__legend" if legend else "govuk-label"
    label: Params = {
        "text": words,
        "classes": f"{block}--l" if asking.alone else f"{block}--m",
        "isPageHeading": asking.alone,
    }
    if speaker.missing(question.wording) and not legend:
        label["attributes"] = {"lang": "en"}
    return label


def _common(asking: Asking, speaker: Speaker) -> Params:
    question = asking.question
    params: Params = {"name": question.name}
    if question.hint:
        params["hint"] = {"text": speaker.text(question.hint)}
        if speaker.missing(question.hint):
            params["hint"] = {"text": question.hint.en, "attributes": {"lang": "en"}}
    if asking.fault:
        params["errorMessage"] = {
            "text": asking.fault,
            "visuallyHiddenText": speaker.say("question.error"),
        }
    return params


def _fieldset(asking: Asking, speaker: Speaker) -> Params:
    fieldset: Params = {"legend": _label(asking, speaker, legend=True)}
    if speaker.missing(asking.question.wording):
        fieldset["attributes"] = {"lang": "en"}
    return fieldset


def _choice(asking: Asking, speaker: Speaker) -> Field:
    question = asking.question
    options = options_of(asking.service, question)
    if question.kind is not Kind.CHOICES and not question.options and question.kind is Kind.BODY:
        return _input(asking, speaker)
    if len(options) > MANY_OPTIONS and question.kind is not Kind.CHOICES:
        return _select(asking, speaker)
    chosen = asking.typed if isinstance(asking.typed, list) else [asking.typed]
    if question.kind is Kind.YES_NO and not question.options:
        items: list[Params] = [
            {"value": code, "text": speaker.say(f"question.{code}"), "checked": code in chosen}
            for code in ("yes", "no")
        ]
    else:
        items = [_item(option, chosen, speaker) for option in options]
    params = _common(asking, speaker) | {
        "idPrefix": question.name,
        "fieldset": _fieldset(asking, speaker),
        "items": items,
    }
    if question.kind is Kind.YES_NO:
        params["classes"] = "govuk-radios--inline"
    if question.kind is Kind.CHOICES and not question.hint:
        params["hint"] = {"text": speaker.say("question.all-that-apply")}
    component = "checkboxes" if question.kind is Kind.CHOICES else "radios"
    return Field(component=component, params=params, anchor=question.name)


def _item(option: tuple[str, Text, Text | None], chosen: list[str], speaker: Speaker) -> Params:
    code, label, hint = option
    item: Params = {"value": code, "text": speaker.text(label), "checked": code in chosen}
    if hint:
        item["hint"] = {"text": speaker.text(hint)}
    return item


def _select(asking: Asking, speaker: Speaker) -> Field:
    question = asking.question
    items: list[Params] = [{"value": "", "text": speaker.say("question.choose")}]
    items += [
        {"value": code, "text": speaker.text(label), "selected": code == asking.typed}
        for code, label, _ in options_of(asking.service, question)
    ]
    params = _common(asking, speaker) | {
        "id": question.name,
        "label": _label(asking, speaker, legend=False),
        "items": items,
    }
    return Field(component="select", params=params, anchor=question.name)


def _input(asking: Asking, speaker: Speaker) -> Field:
    question = asking.question
    params = _common(asking, speaker) | dict(_INPUT.get(question.kind, {}))
    params |= {
        "id": question.name,
        "label": _label(asking, speaker, legend=False),
        "value": asking.typed,
        "autocomplete": _autocomplete(question),
    }
    return Field(component="input", params=params, anchor=question.name)


def _autocomplete(question: Question) -> str:
    own = question.identifier == "reporter"
    return _AUTOCOMPLETE.get(question.kind, "off") if own else "off"


def _long_text(asking: Asking, speaker: Speaker) -> Field:
    question = asking.question
    params = _common(asking, speaker) | {
        "id": question.name,
        "label": _label(asking, speaker, legend=False),
        "value": asking.typed,
        "rows": 8,
        "maxlength": question.longest,
        "threshold": 75,
    }
    params |= {
        f"{key}Text": {form: speaker.say(f"count.{key}-{form}") for form in ("one", "other")}
        for key in ("charactersUnderLimit", "charactersOverLimit")
    }
    params["charactersAtLimitText"] = speaker.say("count.charactersAtLimit")
    params["textareaDescriptionText"] = speaker.say("count.description")
    return Field(component="character-count", params=params, anchor=question.name)


def _lines(asking: Asking, speaker: Speaker) -> Field:
    """Ask for several answers, one on each line."""
    question = asking.question
    entered = asking.typed if isinstance(asking.typed, list) else [asking.typed]
    params = _common(asking, speaker) | {
        "id": question.name,
        "label": _label(asking, speaker, legend=False),
        "value": "\n".join(entered),
        "rows": max(3, len(entered) + 1),
        "spellcheck": False,
    }
    lines = speaker.say("question.one-a-line")
    told = params.get("hint")
    if isinstance(told, dict):
        params["hint"] = {**told, "text": f"{told['text']} {lines}"}
    else:
        params["hint"] = {"text": lines}
    return Field(component="textarea", params=params, anchor=question.name)


def _date(asking: Asking, speaker: Speaker) -> Field:
    question = asking.question
    parts = split_date(str(asking.typed))
    error = " govuk-input--error" if asking.fault else ""
    items = [
        {
            "name": part,
            "label": speaker.say(f"question.{part}"),
            "value": value,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}{error}",
        }
        for part, value in zip(DATE_PARTS, parts, strict=True)
    ]
    params = _common(asking, speaker) | {
        "id": question.name,
        "namePrefix": question.name,
        "fieldset": _fieldset(asking, speaker),
        "items": items,
    }
    if not question.hint:
        params["hint"] = {"text": speaker.say("question.date-example")}
    return Field(component="date-input", params=params, anchor=f"{question.name}-day")


def _account(asking: Asking, speaker: Speaker) -> Field:
    question = asking.question
    inputs = [
        {
            "id": f"{question.name}-{part}",
            "name": f"{question.name}-{part}",
            "label": {"text": speaker.say(f"question.{part}")},
            "value": value,
            "inputmode": "numeric",
            "autocomplete": "off",
            "spellcheck": False,
            "classes": "govuk-input--width-10" + (" govuk-input--error" if asking.fault else ""),
        }
        for part, value in zip(ACCOUNT_PARTS, split_account(str(asking.typed)), strict=True)
    ]
    params = _common(asking, speaker) | {
        "id": question.name,
        "fieldset": _fieldset(asking, speaker),
        "inputs": inputs,
    }
    return Field(component="account", params=params, anchor=f"{question.name}-sort-code")


_RENDERERS: Mapping[Kind, Callable[[Asking, Speaker], Field]] = {
    Kind.LONG_TEXT: _long_text,
    Kind.DATE: _date,
    Kind.ACCOUNT: _account,
}
