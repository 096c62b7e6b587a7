"""What the bills refuse, and what to do instead."""

from fielding.kernel.errors import FieldingError


class DuplicateInvoice(FieldingError):
    """The supplier has sent an invoice of this number already: look at that one, or ask for a new number."""  # noqa: E501 one sentence

    code = "invoice.duplicate"


class NoSuchInvoice(FieldingError):
    """There is no such invoice; the list of invoices shows those there are."""

    code = "invoice.unknown"


class NoSuchContract(FieldingError):
    """The register has no such contract: register it first, then post its invoices."""

    code = "invoice.contract"


class UnknownSupplier(FieldingError):
    """The contract names several firms, and the invoice none of them by an identifier of the register: ask for one that does."""  # noqa: E501 one sentence

    code = "invoice.supplier"


class NoTariff(FieldingError):
    """The contract's service says nothing about what is paid for, so nothing can be checked."""

    code = "invoice.tariff"


class NotChecked(FieldingError):
    """The invoice has not been checked yet: check it first, then settle its lines."""

    code = "invoice.unchecked"


class CannotSettle(FieldingError):
    """A line is settled as pay, query or dispute, with a reason, and with an amount within its own."""  # noqa: E501 one sentence

    code = "invoice.settlement"
