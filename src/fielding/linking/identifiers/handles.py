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
_JOINING = frozenset({"on", "at", "via", "is", "the", "-", "@", ""})
#: What people write who do not know.
_UNTOLD = frozenset({"unknown", "none", "n/a", "na", "nil", "no", "not-known", "anonymous"})
_REDDIT = re.compile(r"/?u/([\w-]{2,64})", re.IGNORECASE)


def read_handle(piece: str) -> Read:
    """Read one user name, with its platform if that is told."""
    piece = piece.strip().strip("\"'<>,;")
    if told := _REDDIT.fullmatch(piece):
        return (user(told[1].lower(), "Reddit"),)
    if "/" in piece and piece.lower() not in _UNTOLD:
        return read_website(piece)
    words = [word.strip(":()[]") for word in piece.split()]
    platforms = [_PLATFORMS[word.lower()] for word in words if word.lower() in _PLATFORMS]
    names = [word for word in words if word.lower() not in _JOINING | _PLATFORMS.keys()]
    name = _NAME.fullmatch(names[0]) if len(names) == 1 else None
    if name is None or name[1].lower() in _UNTOLD:
        return Refusal.NOT_A_HANDLE
    return (user((name[1] + (name[2] or "")).lower(), "".join(platforms[:1])),)
