"""Signing in and out, and the password: what Django has, with audit lines. Too many tries are axes' matter."""

from typing import Any, ClassVar, cast

from axes.signals import user_locked_out
from django import forms
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse_lazy

from sync.central.audit import chain
from sync.central.console.access import StaffRequest, page
from sync.central.console.looks import Plain
from sync.central.people.models import Staff


class SignInForm(Plain, AuthenticationForm):
    """Name and password."""

    error_messages: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        "invalid_login": "用户名或者密码不对。连错五次要等一刻钟再试。",
        "inactive": "这个账号已经停用，请找系统管理员。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "用户名"
        self.fields["password"].label = "密码"


class SignIn(views.LoginView):
    """The first page; the second step follows by itself, for no page opens without it."""

    template_name = "console/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_valid(form)
        chain.add("signed-in", actor=_staff(self.request))
        return answer


class SignOut(views.LogoutView):
    """Ends the session; by POST only."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            chain.add("signed-out", actor=_staff(request))
        return super().post(request, *args, **kwargs)


class PasswordForm(Plain, PasswordChangeForm):
    """The old one and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "现在的密码"
        self.fields["new_password1"].label = "新密码"
        self.fields["new_password1"].help_text = "至少十个字符，不要用生日、电话或者常见的词。"
        self.fields["new_password2"].label = "新密码再输一遍"
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self) -> str:
        """Another than the old one: who must change it shall."""
        new = str(self.cleaned_data.get("new_password1", ""))
        if new and new == self.cleaned_data.get("old_password"):
            raise forms.ValidationError("新密码要和现在的不一样。")
        return new


class _Password(views.PasswordChangeView):
    template_name = "console/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("console:today")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        form.user.must_change_password = False
        answer = super().form_valid(form)
        chain.add("password-changed", actor=form.user)
        messages.success(self.request, "密码改好了。")
        return answer


_password = _Password.as_view()


@page(unchanged_password=True)
def password(request: StaffRequest) -> HttpResponseBase:
    """Change one's password; whoever must, comes here before anything else."""
    return _password(request)


@receiver(user_locked_out)
def _locked_out(**_: Any) -> None:
    chain.add("locked-out")


def _staff(request: HttpRequest) -> Staff:
    return cast(Staff, request.user)
