"""Template tags of the house: numbers, components with content, icons."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import Parser, Token, token_kwargs
from django.utils.html import format_html
from django.utils.safestring import SafeString

from vorort.platform.common import text

register = template.Library()


@register.simple_tag
def number(value: Any, decimals: int = 0) -> str:
    """{% number figure.value 1 %}"""
    return text.number(value, decimals)


@register.simple_tag
def percent(value: Any, decimals: int = 1) -> str:
    """{% percent share 1 %}"""
    return text.percent(value, decimals)


@register.simple_tag
def signed(value: Any, decimals: int = 0) -> str:
    """{% signed change 1 %}"""
    return text.signed(value, decimals)


@register.filter(name="number")
def number_filter(value: Any, decimals: int = 0) -> str:
    """{{ figure.value|number:1 }}, for use as an argument of a component."""
    return text.number(value, decimals)


@register.simple_tag
def static_icon(name: str, size: str = "") -> SafeString:
    """{% static_icon "download" %}: a decorative icon of KERN; the words beside it say it all."""
    extra = f" kern-icon--{size}" if size else ""
    return format_html('<span class="kern-icon kern-icon--{}{}" aria-hidden="true"></span>', name, extra)


@register.tag
def component(parser: Parser, token: Token) -> _Component:
    """{% component "card" title=place.name url=place.url %}…{% endcomponent %}

    Renders templates/components/<name>.html with the given values and the enclosed markup as
    `content`, and with nothing else of the page.
    """
    name, *arguments = token.split_contents()[1:]
    values = token_kwargs(arguments, parser)
    if arguments:
        raise template.TemplateSyntaxError(f"component: only name=value after the name, not {arguments[0]}")
    content = parser.parse(("endcomponent",))
    parser.delete_first_token()
    return _Component(parser.compile_filter(name), values, content)


class _Component(template.Node):
    def __init__(self, name: Any, values: dict[str, Any], nodelist: template.NodeList) -> None:
        self.name, self.values, self.nodelist = name, values, nodelist

    def render(self, context: template.Context) -> str:
        chosen = context.template.engine.get_template(f"components/{self.name.resolve(context)}.html")
        values = {key: value.resolve(context) for key, value in self.values.items()}
        return chosen.render(context.new({**values, "content": self.nodelist.render(context)}))
