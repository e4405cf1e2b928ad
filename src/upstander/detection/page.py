"""A page for each sign, made from its facts, for people who do not read code."""

from collections.abc import Iterable

from upstander.detection.sign import About, Sign

FAMILIES = {
    "A": "what was looked up in force systems",
    "B": "calls and texts of force devices",
    "C": "where force vehicles and devices were",
    "D": "duty, casework and custody",
    "E": "words in messages and calls",
    "F": "what is known of the member of staff",
}


def sign_page(sign: Sign) -> str:
    """The page of one sign, in Markdown."""
    about = "a member of staff and a member of the public" if sign.about is About.PAIR else "a member of staff alone"
    parts = [
        f"# {sign.title}",
        f"*{sign.asks}*",
        f"Family {sign.family}: {FAMILIES[sign.family]}. About {about}. {_standing(sign)}",
        "## Where it comes from\n\n" + _bullets(f"“{s.quote}” ({s.document}, {s.place})" for s in sign.sources),
        "## What it counts\n\n" + _function_words(sign),
        "## Feeds it needs\n\n" + _bullets(f"`{feed}`" for feed in sign.needs),
        "## Its numbers\n\n" + _numbers(sign),
        "## Innocent explanations\n\n" + _bullets(sign.innocent),
        "## What it cannot see\n\n" + _bullets(sign.blind_spots),
        f"## Published cases that show it\n\n{', '.join(sign.cases) or 'None: guidance names it.'}",
    ]
    return "\n\n".join(parts) + "\n"


def signs_index(signs: tuple[Sign, ...]) -> str:
    """The list of all signs by family, in Markdown."""
    lines = ["# The signs", "Made from the signs themselves by `upstander pages`; edit the sign, not the page."]
    for letter, meaning in FAMILIES.items():
        of_family = [sign for sign in signs if sign.family == letter]
        if of_family:
            listed = _bullets(f"[{s.title}]({s.name}.md): {s.asks}" for s in of_family)
            lines.append(f"## {letter}: {meaning}\n\n{listed}")
    return "\n\n".join(lines) + "\n"


def _standing(sign: Sign) -> str:
    if not sign.evidence:
        return "A prevention sign: shown to the prevent officer, never evidence about a person."
    if sign.content:
        return "It reads words: off until the force records an authority to switch it on."
    return "It counts towards a lead."


def _function_words(sign: Sign) -> str:
    least = sign.parameters[sign.least]
    description = (sign.expression.__doc__ or "").strip() if sign.expression else ""
    enough = f"It is said once there are at least {least.value:g} ({least.unit}); one observation is a {sign.counts}."
    return f"{description}\n\n{enough}"


def _numbers(sign: Sign) -> str:
    rows = [f"| {name} | {p.value:g} | {p.unit} | {p.why} |" for name, p in sign.parameters.items()]
    return "\n".join(["| number | value | unit | why |", "| --- | --- | --- | --- |", *rows])


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
