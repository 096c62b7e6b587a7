"""User names as people tell them: `@name`, a link to the page, a name with its platform."""

import re

from fielding.linking.identifiers.identifier import Read, Refusal
from fielding.linking.identifiers.websites import read_website, user

_NAME = re.compile(r"@?([^\W_][\w.\-]{0,62}[\w])(#\d{1,6})?", re.IGNORECASE)
_PLATFORMS = {
    name.lower().replace(" ", ""): name
    for name in (
        "Telegram", "Facebook", "Instagram", "WhatsApp", "Snapchat", "TikTok", "Discord", "X",
        "Twitter", "Signal", "Messenger", "LinkedIn", "YouTube", "Reddit", "Skype", "WeChat",
        "Viber", "Line", "Kik", "Tinder", "Bumble", "Hinge", "Grindr", "Threads", "Steam", "Vinted",
    )
} | {
    "insta": "Instagram", "ig": "Instagram", "fb": "Facebook", "tg": "Telegram", "snap": "Snapchat",
}  # fmt: skip
#: Words that join a name to its platform.
_JOINING = frozenset({"on", "at", "via", "is", "the", "-", ""})


def read_handle(piece: str) -> Read:
    """Read one user name, with its platform if that is told."""
    piece = piece.strip().strip("\"'<>,;")
    if "/" in piece:
        return read_website(piece)
    words = [word.strip(":()[]") for word in piece.split()]
    platforms = [_PLATFORMS[word.lower()] for word in words if word.lower() in _PLATFORMS]
    names = [word for word in words if word.lower() not in _JOINING | _PLATFORMS.keys()]
    name = _NAME.fullmatch(names[0]) if len(names) == 1 else None
    if name is None:
        return Refusal.NOT_A_HANDLE
    return (user((name[1] + (name[2] or "")).lower(), "".join(platforms[:1])),)
