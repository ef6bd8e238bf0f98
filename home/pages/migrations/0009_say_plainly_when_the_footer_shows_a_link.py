"""The words beside the links at the foot of every page; nothing in the database changes."""

import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0008_take_the_redirects_back'),
    ]

    operations = [
        migrations.AlterField(
            model_name='footer',
            name='columns',
            field=wagtail.fields.StreamField([('column', 6)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Kop', 'max_length': 40}), 1: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'We tonen de link pas als de pagina gepubliceerd en vertaald is, en voor iedereen.', 'label': 'Pagina', 'required': False}), 2: ('wagtail.blocks.RegexBlock', ('^(?:https://[^\\s/]\\S*|/(?:[^\\s/\\\\]\\S*)?)$',), {'error_messages': {'invalid': 'Vul een heel adres in, beginnend met https:// of met /.'}, 'help_text': 'Begin met https:// voor een andere site, of met / voor deze.', 'label': 'Of een adres', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leeg: de titel van de pagina.', 'label': 'Tekst', 'max_length': 40, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('page', 1), ('address', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Links', 'max_num': 8, 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('heading', 0), ('links', 5)]], {})}, help_text='Contact, afspraken, cookiekeuze en herroepen staan er altijd; die hoeven hier niet bij.', verbose_name='kolommen'),
        ),
    ]
