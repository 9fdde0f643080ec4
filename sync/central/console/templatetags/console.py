"""Signs and words for the console's templates."""

from datetime import datetime

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kiosk.store.receipt import show_number
from sync.central.console import words

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawn sign; the word beside it says the same."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("console/icons.svg"), name
    )


@register.simple_tag
def due_badge(due_at: datetime | None, paused: bool) -> SafeString:
    """How long there is still, as a badge."""
    told = words.due(due_at, paused)
    return format_html('<span class="badge {}">{}{}</span>', told.tone, icon(told.icon), told.text)


@register.filter
def grouped(number: str) -> str:
    """A receipt number in groups."""
    return show_number(number)


register.filter("matter", words.matter)
register.filter("desk", words.desk)
register.filter("action", words.action)
register.filter("step_tone", words.step_tone)
register.filter("ago", words.ago)
register.filter("slot", words.slot)
register.filter("refusal", words.refusal)


@register.filter
def gigabytes(megabytes: int) -> str:
    """Room on a disk."""
    return f"{megabytes / 1000:.1f} GB" if megabytes < 100_000 else f"{megabytes / 1000:.0f} GB"
