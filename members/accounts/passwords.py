"""What is asked of a password, in the words of this site."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class UnlikeTheirDetails(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Dit wachtwoord lijkt te veel op je naam of je e-mailadres.")

    def get_help_text(self) -> str:
        return _("Gebruik niet je naam of je e-mailadres.")


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Dit wachtwoord is te kort. Gebruik minstens %(count)s tekens.") % {"count": self.min_length}

    def get_help_text(self) -> str:
        return _("Gebruik minstens %(count)s tekens.") % {"count": self.min_length}


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Dit wachtwoord wordt te vaak gebruikt. Bedenk een ander.")

    def get_help_text(self) -> str:
        return _("Gebruik geen wachtwoord dat veel mensen gebruiken.")


class NotOnlyDigits(password_validation.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return _("Dit wachtwoord bestaat alleen uit cijfers. Gebruik ook letters.")

    def get_help_text(self) -> str:
        return _("Gebruik niet alleen cijfers.")
