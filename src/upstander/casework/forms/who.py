"""What is asked where somebody is looked for whom a report could not name, and who of those found it is about."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from upstander.casework.describing import Description, roles
from upstander.casework.presence import Place, Somebody
from upstander.govuk import fields

WITHIN = [("100", "100 metres"), ("200", "200 metres"), ("500", "500 metres")]
LAT, LON = 90.0, 180.0  # degrees
PURPOSE = 10  # characters
LONGEST_SERVICE = 60  # years
SEXES = [("", "Not asked"), ("female", "Female"), ("male", "Male"), ("other", "Other")]


class WhereForm(forms.Form):
    """A place, a day and two times, a description as far as there is one, and why these records are read."""

    place = fields.words(
        "The place, in degrees", "Latitude, longitude, such as 53.7021, -1.5016", needed="Give the place in degrees"
    )
    metres = fields.choice("How far around it", WITHIN, needed="Choose how far around it")
    day = fields.day("On which day", needed="Give the day", past=True)
    from_time = fields.words(
        "From", "Time of day, such as 21:30", needed="Give the time from which to look", width="10"
    )
    to_time = fields.words(
        "To", "An earlier time is of the next day", needed="Give the time until which to look", width="10"
    )
    role = fields.choice("What they were", roles(), "What no record holds, such as a beard, leaves nobody out")
    sex = fields.choice("Sex, as the force's records have it", SEXES)
    device = fields.words("Part of a vehicle's or device's name", "As the force's records call it", width="20")
    number = fields.words("Part of their number", "Such as the last two digits on a shoulder", width="10")
    least = fields.whole_number("With the force for at least, in years", least=0, most=LONGEST_SERVICE)
    most = fields.whole_number("And for at most, in years", least=0, most=LONGEST_SERVICE)
    purpose = fields.words(
        "Why do you read where people were?",
        "Your name, the time and this sentence are written where nobody can take them away",
        needed="Say why you read these records",
    )

    def clean_place(self) -> tuple[float, float]:
        """Latitude and longitude."""
        try:
            lat, lon = (float(part) for part in self.cleaned_data["place"].split(","))
        except ValueError as error:
            raise forms.ValidationError("Give two numbers with a comma between: 53.7021, -1.5016") from error
        if not (abs(lat) < LAT and abs(lon) <= LON):  # also what is no number
            raise forms.ValidationError("Give a latitude under 90 degrees and a longitude within 180")
        return lat, lon

    def clean_from_time(self) -> dt.time:
        """The first time."""
        return _time(self.cleaned_data["from_time"])

    def clean_to_time(self) -> dt.time:
        """The second time."""
        return _time(self.cleaned_data["to_time"])

    def clean_purpose(self) -> str:
        """A sentence."""
        purpose = str(self.cleaned_data["purpose"]).strip()
        if len(purpose) < PURPOSE:
            raise forms.ValidationError("Say why in a sentence: a supervisor will read it")
        return purpose

    def asked(self) -> Place:
        """Where and when to look, when the form is valid."""
        given = self.cleaned_data
        lat, lon = given["place"]
        return Place(lat, lon, int(given["metres"]), given["day"], given["from_time"], given["to_time"])

    def described(self) -> Description:
        """How they were described, when the form is valid."""
        given = self.cleaned_data
        words = {name: given[name].strip() for name in ("role", "sex", "device", "number")}
        return Description(**words, least=given["least"], most=given["most"])

    def told(self) -> dict[str, str]:
        """What was asked, for the report's history."""
        given = self.cleaned_data
        when = f"{given['day']:%d/%m/%Y}, {given['from_time']:%H:%M} to {given['to_time']:%H:%M}"
        return {
            "place": f"{given['place'][0]}, {given['place'][1]}",
            "within": f"{given['metres']} metres",
            "when": when,
            **self.described().asked(),
        }


def _time(words: str) -> dt.time:
    try:
        return dt.datetime.strptime(words.strip().replace(".", ":"), "%H:%M").time()  # noqa: DTZ007 - a time of day alone
    except ValueError as error:
        raise forms.ValidationError("Give the time as in the example: 21:30") from error


class ChosenForm(forms.Form):
    """Who of those that were near a report is about; those whom the description leaves out stand among them, last."""

    def __init__(
        self, found: Sequence[Somebody] = (), left_out: Sequence[tuple[Somebody, list[str]]] = (), given: Any = None
    ) -> None:
        super().__init__(given)
        listed = [(_key(one), _label(one)) for one in found]
        listed += [(_key(one), f"{_label(one)} (left out by {', '.join(why)})") for one, why in left_out]
        self.fields["named"] = forms.MultipleChoiceField(
            choices=listed, widget=fields.Ticks(), label="Whom the report is about", required=False
        )
        self.fields["why"] = fields.long_words("How they were found to be the one", rows=2)


def _key(one: Somebody) -> str:
    return f"{one.number},{one.name}"


def _label(one: Somebody) -> str:
    return f"{one.name or one.number}: {'; '.join(trace.said for trace in one.traces)}"
