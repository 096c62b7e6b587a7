"""Wording: how far two reports tell it in the same words, by a sketch that says none of them.

A sketch is eight bytes; each is the same in two texts as often as they have pieces in common
(Broder 1997, On the resemblance and containment of documents; Li and König 2010, b-bit minwise
hashing). `sketching` makes it.
"""

#: Two of eight bytes are alike as often as not where a fifth of the pieces is common. Texts that
#: have nothing in common show two alike by chance once in 2,300 pairs (28 pairs of bytes, 2^-16).
ALIKE = 2
BYTES = 8


def in_same_words(one: int | None, other: int | None) -> bool:
    """Say whether two sketches are of texts that share their wording; None is no sketch."""
    if one is None or other is None:
        return False
    mixed = (one ^ other) & 0xFFFF_FFFF_FFFF_FFFF
    return mixed.to_bytes(BYTES).count(0) >= ALIKE
