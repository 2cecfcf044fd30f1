"""Files that leave the dashboard: only for who may take them away, and each says who took it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from components import sign_in
from components.view import View
from data.access.people import Right
from data.language import label


def taken_away(view: View, what: str, make: Callable[[str], bytes], right: Right = "export") -> Callable[[], bytes]:
    """What a download button calls when it is pressed: `make` with the line that tells who exported when and what.

    The button was drawn for somebody who may; the press may come later, so it is asked again then.
    """
    still, who = sign_in.again(), sign_in.called()
    area, code, lang = view.area.name, view.area_code, view.lang

    def made() -> bytes:
        person = still()
        if person is None or not person.may(right) or not person.sees(code):
            raise PermissionError(what)
        at = datetime.datetime.now()
        with view.database.held():
            content = make(label("access.exported", who=who, at=f"{at:%Y-%m-%d %H:%M}", area=area).text(lang))
        sign_in.remember(view.database, "export", by=person, area_code=code, kind=what)
        return content

    return made
