"""Writing XML with names such as `ram:ID`, the same bytes each time."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element


class Writer:
    """Knows the namespaces of one kind of document. Elements that would be empty are left out."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self.namespaces = namespaces
        for prefix, address in namespaces.items():  # for the whole process: no two writers share a prefix
            ElementTree.register_namespace(prefix, address)

    def name(self, prefixed: str) -> str:
        prefix, local = prefixed.split(":")
        return f"{{{self.namespaces[prefix]}}}{local}"

    def begin(self, name: str) -> Element:
        return Element(self.name(name))

    def add(self, parent: Element, path: str, text: object = None, **attributes: str) -> Element:
        """Beneath `parent`, one inside the other: "ram:A/ram:B" makes both, and gives the last."""
        for name in path.split("/"):
            parent = ElementTree.SubElement(parent, self.name(name))
        parent.text = None if text is None else str(text)
        parent.attrib.update(attributes)
        return parent

    def add_text(self, parent: Element, path: str, text: object, **attributes: str) -> None:
        """Nothing at all for an empty text."""
        if text not in (None, ""):
            self.add(parent, path, text, **attributes)

    def write(self, root: Element) -> bytes:
        ElementTree.indent(root)
        return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)


def write_cents(cents: int) -> str:
    """In euros, as XML writes decimals: 12.34."""
    return f"{cents // 100}.{cents % 100:02}"


def write_percent(basis_points: int) -> str:
    return write_cents(basis_points)
