"""Writing SVG: elements as text, escaped, with presentation attributes and classes only.

Django's templates would do too, but a chart has hundreds of elements and a page two sizes of each
chart: this is ten times faster, and nothing here is worth a designer's template (ADR 0003).
"""

from __future__ import annotations

from html import escape

Attribute = str | float | int | None
NAMES = {"class_": "class", "x": "x", "y": "y", "text_anchor": "text-anchor"}  # the most frequent ones


def tag(name: str, *content: str, **attributes: Attribute) -> str:
    """`tag("text", "Köln", x=3, class_="name")`; None leaves an attribute out. Content is markup."""
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is not None:
            parts.append(f' {NAMES.get(key) or _name(key)}="{_value(value)}"')
    inner = "".join(content)
    parts.append(f">{inner}</{name}>" if inner else "/>")
    return "".join(parts)


def text(words: str, **attributes: Attribute) -> str:
    return tag("text", escape(words), **attributes)


def number(value: float) -> str:
    """A coordinate with one decimal: stable bytes, small pages, finer than any screen."""
    written = f"{value:.1f}"
    if written.endswith(".0"):
        return "0" if written == "-0.0" else written[:-2]
    return written


def path(points: list[tuple[float, float]], *, closed: bool = False) -> str:
    steps = [f"{number(x)} {number(y)}" for x, y in points]
    return "M" + "L".join(steps) + ("Z" if closed else "")


def drawing(
    *content: str,
    chart_id: str,
    width: float,
    height: float,
    title: str,
    description: str,
    mirrored: bool,
    kind: str,
) -> str:
    """The outermost element: a picture with a name and a description for those who hear it."""
    names = tag("title", escape(title), id=f"{chart_id}-title") + tag(
        "desc", escape(description), id=f"{chart_id}-desc"
    )
    return tag(
        "svg",
        names,
        *content,
        xmlns="http://www.w3.org/2000/svg",
        id=chart_id,
        class_=f"chart-svg chart-svg-{kind}",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=number(width),
        height=number(height),
        role="img",
        aria_labelledby=f"{chart_id}-title {chart_id}-desc",
        direction="rtl" if mirrored else None,
    )


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)
