from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class LogInForm(AuthenticationForm):
    """E-mail address and password; the same answer for a wrong name and a wrong password."""

    error_messages = {
        "invalid_login": _(
            "E-Mail-Adresse und Passwort passen nicht zusammen. "
            "Bitte prüfen Sie beides; Groß- und Kleinschreibung zählt beim Passwort."
        ),
        "inactive": _("Dieses Konto ist stillgelegt. Bitte wenden Sie sich an den Betrieb der Plattform."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("E-Mail-Adresse")
        self.fields["username"].widget.attrs |= {"autocomplete": "username", "inputmode": "email"}
        self.fields["password"].label = _("Passwort")
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)
