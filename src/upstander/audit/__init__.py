"""The tamper-evident log: who read, decided, refused and exported what, and a verifier that needs no web application.

Events are appended by a function of the database in the transaction of the act itself (`append`), chained by digests,
and signed now and then by checkpoints kept outside the database (`take`). `verify_database` and `verify_export` tell
what does not fit. This room knows no other room and no Django.
"""

from upstander.audit.appending import append, append_many
from upstander.audit.export import ProofError, check_proof, export_log, export_proof
from upstander.audit.finding import Finding
from upstander.audit.installing import install
from upstander.audit.keys import KeyFileError, new_key, read_key, read_public_key
from upstander.audit.taking import CheckpointRefusedError, take
from upstander.audit.verify import Report, verify_database, verify_export

__all__ = [
    "CheckpointRefusedError",
    "Finding",
    "KeyFileError",
    "ProofError",
    "Report",
    "append",
    "append_many",
    "check_proof",
    "export_log",
    "export_proof",
    "install",
    "new_key",
    "read_key",
    "read_public_key",
    "take",
    "verify_database",
    "verify_export",
]
