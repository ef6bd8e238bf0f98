"""What one line of a statement is, as far as the line alone can tell."""

import re
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from ..writing.lines import CONTROLLERS
from ..writing.registers import list_choices
from .lines import Line, UnreadableStatement
from .update_date import is_update_line

BULLET = re.compile(r"[•‣◦▪·*–-](?:\s+(?P<text>.+))?")
NUMBERED = re.compile(r"(?P<number>[0-9]{1,3})\.(?:\s+(?P<text>.+))?")
REGISTER = re.compile(r"\[register:\s*(?P<name>[a-z-]+)\]")
NOTICE = re.compile(r"(?:let op|please note|note)(?:\s+[0-9]{1,3})?\s*:.*", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One line and what it is. The text goes without its bullet or number; that of a register is its name."""

    kind: Literal["paragraph", "bullets", "numbered", "notice", "register", "contact", "update"]
    text: str
    line: int
    number: int = 0


def recognise(line: Line) -> Part:
    if is_update_line(line):
        return Part("update", line.text, line.number)
    if NOTICE.fullmatch(line.text):
        return Part("notice", line.text, line.number)
    if register := REGISTER.fullmatch(line.text):
        if register["name"] == CONTROLLERS:
            return Part("contact", CONTROLLERS, line.number)
        return Part("register", _find_register(register["name"], line.number), line.number)
    numbered = NUMBERED.fullmatch(line.text)
    item = numbered or BULLET.fullmatch(line.text)
    if item is None:
        return Part("paragraph", line.text, line.number)
    if not item["text"]:
        raise UnreadableStatement(_("Achter dit nummer of dit teken staat geen tekst."), line.number)
    if numbered:
        return Part("numbered", numbered["text"], line.number, int(numbered["number"]))
    return Part("bullets", item["text"], line.number)


def _find_register(name: str, line: int) -> str:
    if name not in dict(list_choices()):
        raise UnreadableStatement(_("Dit register kennen we niet: %(name)s.") % {"name": name}, line)
    return name
