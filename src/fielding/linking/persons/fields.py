"""The fields of a person's record: a closed list, and which of them housemates share."""

from collections.abc import Mapping
from enum import StrEnum


class Field(StrEnum):
    """What can be known of a person; a record holds text for some of them.

    A date is written as `YYYY-MM-DD`, a telephone number in one form (E.164), all else in one
    case throughout: the model compares what it is given and changes nothing.
    """

    FIRST_NAME = "first_name"
    SURNAME = "surname"
    #: The whole name, where its parts are not known apart.
    FULL_NAME = "full_name"
    DATE_OF_BIRTH = "date_of_birth"
    PLACE = "place"
    POSTCODE = "postcode"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    #: A number of one person alone: of a passport, of national insurance.
    PERSONAL_NUMBER = "personal_number"
    GENDER = "gender"
    OCCUPATION = "occupation"


#: What those of one household have in common. Agreement here says "one household", and no more.
SHARED = frozenset({Field.SURNAME, Field.PLACE, Field.POSTCODE, Field.ADDRESS, Field.PHONE})

#: What is made of its holder's name: housemates' resemble one another, and being like is no news.
NAMED_AFTER = frozenset({Field.EMAIL})

#: What a person has one value of for life: two that are nothing alike are hardly of one person.
ONE_VALUED = frozenset({Field.DATE_OF_BIRTH})

#: One person as one report gives them; a field that is missing or None is not known. An empty text
#: is a value, unlike all others, as it is to Splink: whoever reads records writes none down.
Record = Mapping[str, str | None]
