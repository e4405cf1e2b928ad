"""Asks another library, in an environment of its own, and reads its answer."""

import json
import subprocess
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).parent / "peers"


def ask(environment: Path, script: str, *arguments: object, timeout: float = 900) -> dict[str, Any] | None:
    """Runs peers/<script>.py with the Python of an environment; None, said aloud, where that is missing or fails."""
    python = environment / "bin" / "python"
    if not python.exists():
        print(f"left out: {script}, because {environment.name} has no Python")
        return None
    command = [str(python), str(SCRIPTS / f"{script}.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    if done.returncode:
        print(f"left out: {script} failed: {done.stderr.strip().splitlines()[-1:]}")
        return None
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer
