"""One row for each choice, whatever it was about; whose it was, apart; and a root of each day.

The rows that proved choices by purpose go, and with them what a trial of the site left: nobody has used it yet.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions.text import Length
from django.db.models.lookups import Exact


class Migration(migrations.Migration):
    dependencies = [
        ("cookies", "0002_declare_our_cookies"),
        ("ledger", "0002_seal_the_ledger"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel("CookieChoice"),
        migrations.CreateModel(
            name="CookieChoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name="nummer"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("consent", "toestemming gegeven"),
                            ("decline", "geweigerd"),
                            ("change", "veranderd"),
                            ("withdraw", "ingetrokken"),
                        ],
                        max_length=10,
                        verbose_name="keuze",
                    ),
                ),
                ("answers", models.JSONField(verbose_name="antwoorden")),
                ("language", models.CharField(max_length=10, verbose_name="taal")),
                ("chosen_at", models.DateTimeField(db_index=True, verbose_name="gekozen op")),
                (
                    "commitment",
                    models.CharField(blank=True, max_length=64, verbose_name="verzegeling van de persoon"),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="cookies.shownwording",
                        verbose_name="getoonde tekst",
                    ),
                ),
            ],
            options={
                "verbose_name": "cookiekeuze",
                "verbose_name_plural": "cookiekeuzes",
                "ordering": ["-chosen_at"],
            },
        ),
        migrations.CreateModel(
            name="ChoiceDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True, verbose_name="dag")),
                ("number", models.PositiveIntegerField(verbose_name="aantal keuzes")),
                ("root", models.CharField(max_length=64, verbose_name="wortel")),
                (
                    "leaf",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.leaf"
                    ),
                ),
            ],
            options={
                "verbose_name": "dag met cookiekeuzes",
                "verbose_name_plural": "dagen met cookiekeuzes",
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="ChoicePerson",
            fields=[
                (
                    "choice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="person",
                        serialize=False,
                        to="cookies.cookiechoice",
                        verbose_name="cookiekeuze",
                    ),
                ),
                ("salt", models.BinaryField(max_length=32)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cookie_choices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="persoon",
                    ),
                ),
            ],
            options={
                "verbose_name": "persoon bij een cookiekeuze",
                "verbose_name_plural": "personen bij cookiekeuzes",
                "constraints": [
                    models.CheckConstraint(condition=Exact(Length("salt"), 32), name="choice_salt_of_32_bytes")
                ],
            },
        ),
    ]
