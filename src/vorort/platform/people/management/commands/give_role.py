from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from vorort.platform.people.actions import NoAccount, give_role
from vorort.platform.people.roles import ROLES


class Command(BaseCommand):
    help = "Gibt einem Menschen eine Rolle und legt dafür, wenn nötig, ein Konto an. Rollen: " + ", ".join(
        f"{role.name} ({role.title})" for role in ROLES
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="E-MAIL")
        parser.add_argument("role", metavar="ROLLE", choices=[role.name for role in ROLES])
        parser.add_argument("--name", default="", help="Name; nötig, wenn es das Konto noch nicht gibt")
        parser.add_argument(
            "--until",
            type=date.fromisoformat,
            metavar="DATUM",
            help="letzter Tag der Rolle, 2027-12-31; ein vergangener Tag nimmt sie weg",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email, role = options["email"], options["role"]
        try:
            user, is_new = give_role(email=email, role=role, name=options["name"], until=options["until"])
        except NoAccount as error:
            raise CommandError(
                f"Ein Konto „{email}“ gibt es nicht. Um eines anzulegen, bitte den Namen nennen: --name"
            ) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        title = next(each.title for each in ROLES if each.name == role)
        last_day = f" bis {options['until']:%d.%m.%Y}" if options["until"] else ""
        self.stdout.write(f"{user.name} hat die Rolle „{title}“{last_day}.")
        if is_new:
            self.stdout.write(f"Neues Konto, noch ohne Kennwort: vorort manage changepassword {user.email}")
