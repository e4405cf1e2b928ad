"""What a letter of a reporter says, and how it came."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

DOORS = {
    "public": "The public",
    "colleague": "A colleague",
    "supervisor": "A supervisor",
    "partner": "A partner agency",
    "call_handler": "A call handler",
    "survey": "A survey",
    "debrief": "After an investigation",
}
CHANNELS = {  # of what came in otherwise
    "telephone": "By telephone",
    "letter": "By letter",
    "email": "By e-mail",
    "crimestoppers": "Crimestoppers",
    "in_person": "In person",
    "agency": "From a partner agency",
    "iopc": "From the Independent Office for Police Conduct",
}


@dataclass(frozen=True)
class Said:
    """What one letter says. `identity` is sealed to custodians: nobody at the desk opens it.

    `provenance`: of what did not come by the door, whence it came (report_words.PROVENANCE).
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    contact: Mapping[str, str] = field(default_factory=dict)
    keep_from: Sequence[str] = ()
    identity: Mapping[str, str] = field(default_factory=dict)
    provenance: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> bytes:
        """As bytes."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def read(cls, plain: bytes) -> "Said":
        """From bytes."""
        return cls(**json.loads(plain))
