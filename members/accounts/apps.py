from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.core.checks import register
from django.db.models.signals import m2m_changed, pre_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "members.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from allauth.account.signals import password_reset

        from legal.statements.acts.open_pages import keep_open

        from .checks import check_key_is_there, check_keys
        from .limiting import forget_wrong_passwords
        from .models import User
        from .second_factor.guard import refuse_log_in_around_the_stages
        from .sessions.ending import end_after_change, end_after_new_role
        from .sessions.starting import note_log_in

        user_logged_in.connect(refuse_log_in_around_the_stages, dispatch_uid="log-in-around-the-stages")  # the first
        user_logged_in.connect(note_log_in)
        password_reset.connect(forget_wrong_passwords)
        pre_save.connect(end_after_change, sender=User)
        for through in (User.groups.through, User.user_permissions.through):
            m2m_changed.connect(end_after_new_role, sender=through)
        keep_open("second_factor", "accounts:security")
        keep_open("accounts:sessions", "accounts:end_session", "accounts:end_other_sessions")
        register(check_keys)
        register(check_key_is_there, deploy=True)
