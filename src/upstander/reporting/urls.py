"""Every address of the door. Each says as little as it can: what is done is sent, and stands in no address."""

from django.urls import URLPattern, path

from upstander.reporting.doors import CALL_HANDLER, doors
from upstander.reporting.views import coming_back, entrance, going_in, not_there, printed

SPOKEN = {"": "en", "cy/": "cy", "easy/": "easy"}


def _addresses(prefix: str, language: str) -> list[URLPattern]:
    said = {"language": language}
    ways = [path(f"{prefix}start", entrance.welcome, said, name=f"{language}-welcome")]
    ways += [path(f"{prefix}return", coming_back.coming_back, said, name=f"{language}-return")]
    ways += [path(f"{prefix}support", entrance.support, said, name=f"{language}-support")]
    for door in doors().values():
        named = said | {"path": door.path}
        ways += [path(f"{prefix}{door.path}", going_in.door, named, name=f"{language}-{door.name}")]
        ways += [path(f"{prefix}paper/{door.name}", printed.paper, named, name=f"{language}-paper-{door.name}")]
        if door.name != CALL_HANDLER:  # who writes of a call asks the caller nothing for us
            ways += [path(f"{prefix}script/{door.name}", printed.script, named, name=f"{language}-script-{door.name}")]
    return ways


urlpatterns = [way for prefix, language in SPOKEN.items() for way in _addresses(prefix, language)]
handler400 = not_there.not_understood
handler404 = not_there.not_there
handler500 = not_there.failed
