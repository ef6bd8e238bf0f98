import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('pages', '0003_review_legal_texts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='contentpage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('bullets', 2), ('quote', 5), ('notice', 8), ('image', 13), ('gallery', 14), ('video', 16), ('audio', 18), ('download', 21)], blank=True, block_lookup={0: ('home.blocks.text.HeadingBlock', (), {}), 1: ('home.blocks.text.ParagraphBlock', (), {}), 2: ('home.blocks.text.BulletsBlock', (), {}), 3: ('wagtail.blocks.TextBlock', (), {'label': 'Citaat', 'max_length': 500}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Van wie', 'max_length': 100, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('text', 3), ('attribution', 4)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Titel', 'max_length': 120}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'Tekst', 'max_length': 500}), 8: ('wagtail.blocks.StructBlock', [[('title', 6), ('text', 7)]], {}), 9: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Afbeelding'}), 10: ('wagtail.blocks.CharBlock', (), {'help_text': 'Voor wie de afbeelding niet ziet. Zeg wat ertoe doet, zonder ‘afbeelding van’.', 'label': 'Wat erop te zien is', 'max_length': 250, 'required': False}), 11: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Wie de afbeelding niet ziet, mist dan niets.', 'label': 'Alleen versiering', 'required': False}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Bijschrift', 'max_length': 250, 'required': False}), 13: ('wagtail.blocks.StructBlock', [[('image', 9), ('alternative', 10), ('is_decorative', 11), ('caption', 12)]], {}), 14: ('home.blocks.files.GalleryBlock', (), {}), 15: ('wagtailmedia.blocks.VideoChooserBlock', (), {'label': 'Video'}), 16: ('wagtail.blocks.StructBlock', [[('media', 15), ('caption', 12)]], {}), 17: ('wagtailmedia.blocks.AudioChooserBlock', (), {'label': 'Geluid'}), 18: ('wagtail.blocks.StructBlock', [[('media', 17), ('caption', 12)]], {}), 19: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 20: ('wagtail.blocks.CharBlock', (), {'help_text': 'Staat onder de naam van het bestand.', 'label': 'Wat je ermee doet', 'max_length': 200, 'required': False}), 21: ('wagtail.blocks.StructBlock', [[('document', 19), ('text', 20)]], {})}, verbose_name='inhoud'),
        ),
    ]
