"""What editors put at the foot of every page, and short titles in the menu."""

import django.db.models.deletion
import uuid
import wagtail.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0005_let_owners_review'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='contentpage',
            name='menu_title',
            field=models.CharField(blank=True, help_text='Zo heet de pagina in het menu. Leeg: daar staat de titel van de pagina.', max_length=30, verbose_name='korte titel'),
        ),
        migrations.AlterField(
            model_name='contentpage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('bullets', 2), ('quote', 5), ('notice', 8), ('image', 13), ('gallery', 14), ('video', 16), ('audio', 18), ('download', 21), ('contact_facts', 22)], blank=True, block_lookup={0: ('home.blocks.text.HeadingBlock', (), {}), 1: ('home.blocks.text.ParagraphBlock', (), {}), 2: ('home.blocks.text.BulletsBlock', (), {}), 3: ('wagtail.blocks.TextBlock', (), {'label': 'Citaat', 'max_length': 500}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Van wie', 'max_length': 100, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('text', 3), ('attribution', 4)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Titel', 'max_length': 120}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'Tekst', 'max_length': 500}), 8: ('wagtail.blocks.StructBlock', [[('title', 6), ('text', 7)]], {}), 9: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Afbeelding'}), 10: ('wagtail.blocks.CharBlock', (), {'help_text': 'Voor wie de afbeelding niet ziet. Zeg wat ertoe doet, zonder ‘afbeelding van’.', 'label': 'Wat erop te zien is', 'max_length': 250, 'required': False}), 11: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Wie de afbeelding niet ziet, mist dan niets.', 'label': 'Alleen versiering', 'required': False}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Bijschrift', 'max_length': 250, 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('image', 9), ('alternative', 10), ('is_decorative', 11), ('caption', 12)]], {}), 14: ('home.blocks.files.GalleryBlock', (), {}), 15: ('wagtailmedia.blocks.VideoChooserBlock', (), {'label': 'Video'}), 16: ('wagtail.blocks.StructBlock', [[('media', 15), ('caption', 12)]], {}), 17: ('wagtailmedia.blocks.AudioChooserBlock', (), {'label': 'Geluid'}), 18: ('wagtail.blocks.StructBlock', [[('media', 17), ('caption', 12)]], {}), 19: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Staat onder de naam van het bestand.', 'label': 'Wat je ermee doet', 'max_length': 200, 'required': False}), 21: ('wagtail.blocks.StructBlock', [[('document', 19), ('text', 20)]], {}), 22: ('home.blocks.company.ContactFactsBlock', (), {})}, verbose_name='inhoud'),
        ),
        migrations.CreateModel(
            name='Footer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('slogan', models.CharField(blank=True, help_text='Staat onder onze naam.', max_length=120, verbose_name='slogan')),
                ('columns', wagtail.fields.StreamField([('column', 6)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Kop', 'max_length': 40}), 1: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'We tonen de link pas als de pagina gepubliceerd en vertaald is, en voor iedereen.', 'label': 'Pagina', 'required': False}), 2: ('wagtail.blocks.RegexBlock', ('^(?:https://[^\\s/]\\S*|/(?:[^\\s/\\\\]\\S*)?)$',), {'error_messages': {'invalid': 'Vul een heel adres in, beginnend met https:// of met /.'}, 'help_text': 'Begin met https:// voor een andere site, of met / voor deze.', 'label': 'Of een adres', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leeg: de titel van de pagina.', 'label': 'Tekst', 'max_length': 40, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('page', 1), ('address', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'label': 'Links', 'max_num': 8, 'min_num': 1}), 6: ('wagtail.blocks.StructBlock', [[('heading', 0), ('links', 5)]], {})}, help_text='Contact, afspraken, cookiekeuze en herroepen staan er altijd; die hoeven hier niet bij.', verbose_name='kolommen')),
                ('accessibility_page', models.ForeignKey(blank=True, help_text='Staat op elke pagina, bij de afspraken.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='toegankelijkheidsverklaring')),
                ('contact_page', models.ForeignKey(blank=True, help_text='Staat op elke pagina op dezelfde plek, bij het adres.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='contactpagina')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'voettekst',
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('locale',), name='one_footer_for_each_language', violation_error_message='Deze taal heeft al een voettekst. Wijzig die.')],
                'unique_together': {('translation_key', 'locale')},
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
    ]
