"""How a sign is written and run: what a sign is, what it observes, the catalogue, the run, the generated page."""

from upstander.contacts.known import Known
from upstander.contacts.ledger import Answer, ContactKind
from upstander.detection.observation import observe
from upstander.detection.sign import About, Family, Given, Parameter, Sign, Source

__all__ = ["About", "Answer", "ContactKind", "Family", "Given", "Known", "Parameter", "Sign", "Source", "observe"]
