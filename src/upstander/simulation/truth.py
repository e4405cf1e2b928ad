"""What is true and stands in no record: who is the subject of which case, and who only looks like one."""

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from upstander.simulation.arrays import DAY, NOTHING
from upstander.simulation.causes import Began
from upstander.simulation.writing import Labels

NOTE = """# What is planted in this force

`subjects.parquet`: each pair of a member of staff and a member of the public for whom a case was planted. `case` is
the number of the case in the project's sources, `began_on` the first day of what was wrong, `force_knew_on` the day on
which the force of the story found out (empty: it had not when the records end). Cases 1 and 6 leave no early trace in
records. There are far more cases than in life (about one for 150 staff), so that a small force shows some.

`look_alikes.parquet`: innocent people whose records look like a sign; `kind` says which.

`causes.parquet`: why each trace came to be, by feed and record (several key columns joined by "|", instants as
microseconds): the cause in a word, its nature (work, unrecorded, curiosity, news, improper), and the incident and the
person who were meant, which the record may not say. `stays.parquet`: the same for where somebody went and stopped.

Nothing in the records says any of this. The force is invented: it is for demonstration, examples and tests of scale,
and what is found in it proves nothing about detection in a real force.
"""


@dataclass
class Truth:
    """Grows while stories are told."""

    subjects: list[tuple[int, int, str, int, int]] = field(default_factory=list)
    look_alikes: list[tuple[int, int, str]] = field(default_factory=list)
    began: Began = field(default_factory=dict)

    def subject(self, staff: int, nominal: int, case: str, began: int, knew: int = NOTHING) -> None:
        """Notes a pair; `nominal` may be NOTHING where nobody on record is affected."""
        self.subjects.append((staff, nominal, case, began, knew))

    def began_in(self, cause: str, known: int) -> None:
        """Notes whose doings in a story are wrong, and since when: of the subjects noted after the first `known`."""
        for staff, _, _, began, _ in self.subjects[known:]:
            self.began[cause] = staff, min(began, self.began.get(cause, (staff, began))[1])

    def look_alike(self, staff: int, kind: str, nominal: int = NOTHING) -> None:
        """Notes somebody innocent."""
        self.look_alikes.append((staff, nominal, kind))


def write_truth(out: Path, truth: Truth, labels: Labels, end: int) -> None:
    """Writes OUT/truth: two tables and a note."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "README.md").write_text(NOTE)
    staff = labels.each("staff_id", [row[0] for row in truth.subjects])
    nominal = labels.each("nominal_id", [row[1] for row in truth.subjects])
    knew = [None if row[4] == NOTHING or row[4] >= end else row[4] // DAY for row in truth.subjects]
    columns = {
        "staff_id": staff,
        "nominal_id": nominal,
        "case": pa.array([row[2] for row in truth.subjects], pa.string()),
        "began_on": pa.array([row[3] // DAY for row in truth.subjects], pa.int32()).cast(pa.date32()),
        "force_knew_on": pa.array(knew, pa.int32()).cast(pa.date32()),
    }
    pq.write_table(pa.table(columns), out / "subjects.parquet")
    alike = {
        "staff_id": labels.each("staff_id", [row[0] for row in truth.look_alikes]),
        "nominal_id": labels.each("nominal_id", [row[1] for row in truth.look_alikes]),
        "kind": pa.array([row[2] for row in truth.look_alikes], pa.string()),
    }
    pq.write_table(pa.table(alike), out / "look_alikes.parquet")
