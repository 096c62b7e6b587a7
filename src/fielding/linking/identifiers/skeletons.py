"""What a name looks like at a glance: look-alike letters and signs made one.

`paypa1`, `рaypal` with a Cyrillic р and `paypal` have one skeleton. The letters are those of
Unicode's table of confusables (UTS #39, confusables.txt) that the name system allows in a host and
that a common typeface draws like a small Latin letter; the pairs of Latin ones (rn for m, vv for w,
0 for o, 1 for l) are the usual ones of phishing.
"""

import unicodedata

_ALIKE = str.maketrans({
    # Cyrillic
    "а": "a", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "ԛ": "q", "к": "k",
    "ӏ": "l", "м": "m", "п": "n", "о": "o", "р": "p", "г": "r", "ѕ": "s", "т": "t", "υ": "u",
    "ѵ": "v", "ԝ": "w", "х": "x", "у": "y", "ү": "y", "ӡ": "3", "в": "b", "ь": "b", "н": "h",
    # Greek
    "α": "a", "ϲ": "c", "ε": "e", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p",
    "σ": "o", "τ": "t", "ω": "w", "χ": "x", "γ": "y", "β": "b",
    # Armenian, and Latin letters with a stroke or without a dot
    "օ": "o", "ս": "u", "հ": "h", "ո": "n", "ց": "g", "զ": "q", "ı": "i", "ł": "l", "ø": "o",
    "đ": "d", "ħ": "h", "ŧ": "t", "ɑ": "a", "ɡ": "g", "ɩ": "i", "ß": "b", "æ": "ae", "œ": "oe",
    # digits and signs that stand for letters; i, l and 1 are one
    "0": "o", "1": "i", "l": "i", "3": "e", "5": "s", "|": "i", "!": "i", "$": "s",
    "-": None, "_": None, ".": None,
})  # fmt: skip
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"))


def skeleton(name: str) -> str:
    """Give what a name looks like; hyphens, dots and underscores do not count."""
    bare = name.lower()
    if not bare.isascii():
        folded = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    for pair, one in _PAIRS:
        bare = bare.replace(pair, one)
    return bare.translate(_ALIKE)
