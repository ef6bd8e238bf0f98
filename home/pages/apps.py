from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "home.pages"
    label = "pages"
    verbose_name = _("Pagina’s")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from home.freshness.watching import watch

        from .finding import register_content_pages
        from .inline_scripts import take_scripts_out_of_choosers
        from .models import Footer
        from .pasted_code import refuse_code_in_translations
        from .permissions import FooterPolicy

        watch(Footer)
        register_permission_policy(Footer, FooterPolicy(Footer))
        refuse_code_in_translations()
        register_content_pages()
        take_scripts_out_of_choosers()
