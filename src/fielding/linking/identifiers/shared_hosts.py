"""Hosts that many people share: whose a page there is stands in its path, or cannot be told.

Sites that give everybody a host of their own (`name.blogspot.com`, `name.github.io`) are not here:
the private part of the Public Suffix List (publicsuffix.org) knows them. What is here is public
knowledge about each service, from its own addresses; checked against the services' help pages as
they stood in November 2026 where those are named.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

#: Services that shorten addresses: only the path says where one leads.
SHORTENERS = frozenset({
    "bit.ly", "bitly.com", "j.mp", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "v.gd",
    "buff.ly", "cutt.ly", "rb.gy", "rebrand.ly", "shorturl.at", "shorturl.gg", "t.ly", "tiny.cc",
    "tiny.one", "bl.ink", "lnkd.in", "s.id", "shorte.st", "adf.ly", "soo.gd", "clck.ru", "qrco.de",
    "forms.gle", "maps.app.goo.gl", "g.page", "youtu.be", "amzn.to", "amzn.eu", "ebay.us", "fb.me",
    "wa.link", "trib.al", "dlvr.it", "u.to", "x.gd", "urlz.fr", "kutt.it", "did.li", "linktw.in",
    "gg.gg", "hyperurl.co", "short.io", "spoo.me", "ln.run", "shrtco.de", "chilp.it", "n9.cl",
    "surl.li", "0rz.tw", "bc.vc", "lc.chat", "dub.sh",
    "cli.re", "smarturl.it", "snip.ly", "tr.im", "x.co", "zpr.io", "po.st", "mcaf.ee", "han.gl",
})  # fmt: skip

#: Sites where the first so many parts of the path say whose page it is.
PATHS: Mapping[str, int] = {
    "sites.google.com": 2, "docs.google.com": 4, "drive.google.com": 3, "forms.office.com": 3,
    "storage.googleapis.com": 2, "s3.amazonaws.com": 2, "onedrive.live.com": 2, "1drv.ms": 3,
    "dropbox.com": 3, "wetransfer.com": 2, "we.tl": 1, "mega.nz": 2, "mediafire.com": 3,
    "linktr.ee": 1, "beacons.ai": 1, "carrd.co": 1, "telegra.ph": 1, "graph.org": 1,
    "medium.com": 1, "ipfs.io": 2, "cloudflare-ipfs.com": 2, "opensea.io": 2,
    "notion.site": 1, "pastebin.com": 1, "justpaste.it": 1, "rentry.co": 1, "gofundme.com": 2,
    "justgiving.com": 2, "eventbrite.co.uk": 2, "eventbrite.com": 2, "calendly.com": 1,
    "ebay.co.uk": 2, "ebay.com": 2, "vinted.co.uk": 2, "gumtree.com": 3, "shpock.com": 2,
    "depop.com": 1, "airbnb.co.uk": 2, "airbnb.com": 2, "trustpilot.com": 2, "play.google.com": 9,
    "apps.apple.com": 9, "discord.gg": 1, "discord.com": 2, "chat.whatsapp.com": 1, "zoom.us": 2,
    "meet.google.com": 1, "buymeacoffee.com": 1, "ko-fi.com": 1, "patreon.com": 1, "twitch.tv": 1,
    "wise.com": 3, "revolut.me": 1, "monzo.me": 1, "etsy.com": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A site of many users: its name, and how the path of a user's page is written."""

    name: str
    page: re.Pattern[str]


def _platform(name: str, page: str) -> Platform:
    return Platform(name=name, page=re.compile(rf"/+{page}(?:[/?#].*)?$", re.IGNORECASE))


_NAME = r"@?(?P<handle>[\w.\-]{2,64})"
_TELEGRAM = _platform("Telegram", rf"(?:s/)?{_NAME}")
_FACEBOOK = _platform(
    "Facebook",
    r"(?:profile\.php\?(?:.{0,200}&)?id=(?P<id>\d{5,20})|people/[^/]{1,100}/(?P<person>\d{5,20})"
    rf"|{_NAME})",
)
_X = _platform("X", _NAME)
_INSTAGRAM = _platform("Instagram", rf"(?:stories/)?{_NAME}")
_YOUTUBE = _platform("YouTube", r"(?:@|c/|user/|channel/)(?P<handle>[\w.\-]{2,64})")
_LINKEDIN = _platform("LinkedIn", r"(?:in|company|pub)/(?P<handle>[\w.\-%]{2,100})")
_PINTEREST = _platform("Pinterest", _NAME)
PLATFORMS: Mapping[str, Platform] = {
    "t.me": _TELEGRAM, "telegram.me": _TELEGRAM, "telegram.dog": _TELEGRAM,
    "facebook.com": _FACEBOOK, "m.facebook.com": _FACEBOOK, "fb.com": _FACEBOOK,
    "m.me": _platform("Messenger", _NAME), "messenger.com": _platform("Messenger", rf"t/{_NAME}"),
    "x.com": _X, "twitter.com": _X, "mobile.twitter.com": _X,
    "instagram.com": _INSTAGRAM, "instagr.am": _INSTAGRAM,
    "threads.net": _platform("Threads", _NAME),
    "tiktok.com": _platform("TikTok", r"@(?P<handle>[\w.\-]{2,64})"),
    "snapchat.com": _platform("Snapchat", rf"(?:add/)?{_NAME}"),
    "youtube.com": _YOUTUBE, "m.youtube.com": _YOUTUBE,
    "linkedin.com": _LINKEDIN, "uk.linkedin.com": _LINKEDIN,
    "reddit.com": _platform("Reddit", rf"(?:u|user)/{_NAME}"),
    "pinterest.com": _PINTEREST, "pinterest.co.uk": _PINTEREST,
    "vk.com": _platform("VK", _NAME), "ok.ru": _platform("OK", rf"profile/{_NAME}"),
    "onlyfans.com": _platform("OnlyFans", _NAME), "paypal.me": _platform("PayPal", _NAME),
    "signal.me": _platform("Signal", r"#eu/(?P<handle>\S{2,64})"),
    "cash.app": _platform("Cash App", r"\$(?P<handle>\w{2,64})"),
    "kik.me": _platform("Kik", _NAME), "github.com": _platform("GitHub", _NAME),
    "gitlab.com": _platform("GitLab", _NAME), "tinder.com": _platform("Tinder", _NAME),
}  # fmt: skip

#: Links that open a conversation with a phone number.
NUMBERS: Mapping[str, re.Pattern[str]] = {
    host: re.compile(r"(?:/+|/send/?\?(?:.{0,200}&)?phone=)\+?(\d{7,15})(?:[/?&#].*)?$")
    for host in ("wa.me", "api.whatsapp.com", "web.whatsapp.com", "whatsapp.com", "viber.me")
}

#: Sites that lead on to the address in their query.
REDIRECTORS = frozenset({
    "google.com", "google.co.uk", "youtube.com", "l.facebook.com", "lm.facebook.com",
    "l.instagram.com", "l.messenger.com", "out.reddit.com", "linkedin.com", "t.umblr.com",
    "steamcommunity.com", "vk.com", "bing.com", "duckduckgo.com", "slack-redir.net",
})  # fmt: skip

#: In a shop of apps, the app: `play.google.com/store/apps/details?id=com.evil.app`.
APPS = re.compile(r"^/store/apps/details\?(?:.{0,200}&)?id=([\w.]{3,200})")

#: First parts of a path that are nobody's page, on any shared site.
NOBODYS = frozenset({"login", "login.php", "signin", "index.html", "home"})

#: First parts of a path that name a part of the platform itself, and no user.
NOT_USERS = frozenset({
    "about", "account", "accounts", "ads", "app", "download", "events", "explore", "feed",
    "friends",
    "gaming", "groups", "hashtag", "help", "home", "i", "index.html", "index.php", "intent",
    "joinchat", "legal", "live", "login", "login.php", "marketplace", "messages", "notifications",
    "p", "pages", "people", "photo", "photo.php", "photos", "policies", "posts", "privacy",
    "profile.php", "reel", "reels", "search", "settings", "share", "sharer", "shop", "signup",
    "status", "stories", "story.php", "terms", "tv", "video", "videos", "watch", "web",
})  # fmt: skip
