"""Tokens: as whom a program acts. Only programs of recipients have an address here that asks."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from fielding.access.permissions import Action, require
from fielding.access.roles import Actor
from fielding.store.accounts import actor_of_token


class OfficerRequest(HttpRequest):
    """A request that a recipient's token came with."""

    auth: Actor


class OfficerToken(HttpBearer):
    """Lets tokens of people pass who may answer referrals; raises NotStaff or NotPermitted."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:  # noqa: ARG002
        actor = actor_of_token(token)
        require(actor, Action.ANSWER_REFERRAL)
        return actor
