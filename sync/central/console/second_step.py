"""The second step (TOTP): asked at every signing in of whoever has set it up, and how it is set up."""

from base64 import b32encode
from io import BytesIO
from typing import cast

import django_otp
import qrcode
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage

from sync.central.audit import chain
from sync.central.console.access import StaffRequest, is_verified, page, safe_next
from sync.central.console.looks import Plain
from sync.central.people.models import Staff


class CodeForm(Plain, forms.Form):
    """Six digits."""

    code = forms.RegexField(
        r"^[0-9]{6}$",
        label="手机上显示的六位数字",
        error_messages={"invalid": "请填六位数字"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
    )


@never_cache
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the six digits."""
    staff = cast(Staff, request.user)
    if is_verified(request):
        return redirect(safe_next(request))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if _verify(request, staff, form.cleaned_data["code"]):
            chain.add("second-step", actor=staff)
            return redirect(safe_next(request))
        form.add_error("code", "数字不对，或者已经过时。请等手机换一组数字再填；连错几次要多等一会儿。")
    return render(request, "console/second_step.html", {"form": form, "next": safe_next(request)})


@page()
def set_up(request: StaffRequest) -> HttpResponse:
    """Show a new secret, and take it when the phone shows the right digits; an older one is gone then."""
    device = _begun(request.user)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if device.verify_token(form.cleaned_data["code"]):
            TOTPDevice.objects.filter(user=request.user, confirmed=True).delete()
            device.confirmed = True
            device.save()
            django_otp.login(request, device)
            chain.add("second-step-set", actor=request.user)
            messages.success(request, "动态口令设好了，以后登录要多填六位数字。")
            return redirect("console:today")
        form.add_error("code", "数字不对。请看看手机的时间准不准，再填新的一组。")
    has = TOTPDevice.objects.filter(user=request.user, confirmed=True).exists()
    return render(request, "console/second_step_set.html", {"form": form, "secret": _secret(device), "has": has})


@require_safe
@page()
def picture(request: StaffRequest) -> HttpResponse:
    """The secret that is being set up, as a code for the phone's camera."""
    return as_picture(_begun(request.user).config_url)


def as_picture(text: str) -> HttpResponse:
    """A text as a QR code, drawn."""
    out = BytesIO()
    qrcode.make(text, image_factory=SvgPathImage, border=2).save(out)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


def _verify(request: HttpRequest, staff: Staff, code: str) -> bool:
    for device in TOTPDevice.objects.filter(user=staff, confirmed=True):
        verified = django_otp.verify_token(staff, device.persistent_id, code)
        if verified is not None:
            request.session.cycle_key()
            django_otp.login(request, verified)
            return True
    return False


def _begun(staff: Staff) -> TOTPDevice:
    """The device that is being set up; made when first asked for."""
    device, _ = TOTPDevice.objects.get_or_create(user=staff, confirmed=False, defaults={"name": "手机"})
    return device


def _secret(device: TOTPDevice) -> str:
    """The secret in groups of four, to type where there is no camera."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
