"""Orders that wait for the owner of their address, several customers of one person, and withdrawals."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import members.membership.fields


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0003_note_orders_that_wait_for_an_invoice"),
        ("billing", "0030_sell_trials_gifts_seats_and_coupons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="is_unclaimed",
            field=models.BooleanField(default=False, verbose_name="wacht op de eigenaar"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_unclaimed", False), ("user__isnull", True), _connector="OR"),
                name="claimed_order_is_somebodys",
            ),
        ),
        migrations.AlterField(
            model_name="customer",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account",
            ),
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wording", models.TextField(verbose_name="woorden")),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Nederlands"), ("en", "Engels")], max_length=10, verbose_name="taal"
                    ),
                ),
                ("declared_at", models.DateTimeField(verbose_name="ontvangen")),
                ("last_day", models.DateField(verbose_name="laatste dag van de bedenktijd")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("valid", "Geldig"),
                            ("waived", "Afgezien van bedenktijd"),
                            ("late", "Te laat"),
                            ("business", "Besteld voor een bedrijf"),
                            ("ended", "Al eerder beëindigd"),
                        ],
                        max_length=10,
                        verbose_name="uitkomst",
                    ),
                ),
                (
                    "cents",
                    members.membership.fields.CentsField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(1000000)],
                        verbose_name="komt terug"),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="billing.order",
                        verbose_name="bestelling",
                    ),
                ),
            ],
            options={
                "verbose_name": "herroeping",
                "verbose_name_plural": "herroepingen",
                "ordering": ["-declared_at"],
                "default_permissions": ("view",),
            },
        ),
    ]
