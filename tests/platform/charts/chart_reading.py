"""Reading a drawn chart back, for tests."""

from __future__ import annotations

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


def texts(drawing: str) -> list[str]:
    return ["".join(element.itertext()) for element in parsed(drawing).iter(f"{SVG}text")]


def by_class(drawing: str, name: str) -> list[ElementTree.Element]:
    return [e for e in parsed(drawing).iter() if name in e.get("class", "").split()]


def box(drawing: str) -> tuple[float, float]:
    _x, _y, width, height = (float(part) for part in parsed(drawing).get("viewBox", "").split())
    return width, height


def places(drawing: str) -> list[tuple[float, float]]:
    """Every point that an element of the chart names by attributes."""
    pairs = (("x", "y"), ("cx", "cy"), ("x1", "y1"), ("x2", "y2"))
    found = []
    for element in parsed(drawing).iter():
        for x, y in pairs:
            if x in element.attrib and y in element.attrib:
                found.append((float(element.get(x, "0")), float(element.get(y, "0"))))
        if element.tag == f"{SVG}rect":
            right = float(element.get("x", "0")) + float(element.get("width", "0"))
            found.append((right, float(element.get("y", "0")) + float(element.get("height", "0"))))
    return found
