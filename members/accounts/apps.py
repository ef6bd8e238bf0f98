from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "members.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from legal.statements.acts.open_pages import keep_open

        from .checks import check_key_is_there, check_keys
        from .second_factor.guard import refuse_log_in_around_the_stages

        user_logged_in.connect(refuse_log_in_around_the_stages, dispatch_uid="log-in-around-the-stages")
        keep_open("second_factor", "accounts:security")
        register(check_keys)
        register(check_key_is_there, deploy=True)
