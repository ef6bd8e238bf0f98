"""Tables of what can be found, and the full-text index that each database keeps beside them by itself.

PostgreSQL: a generated column with a GIN index; no extension, so the owner of the database needs no other rights.
SQLite: an FTS5 table that points at our rows, followed by triggers, as https://sqlite.org/fts5.html#external_content_tables
describes. A later migration that changes one of these two tables on SQLite makes the table anew: it must run
`index_on_sqlite` again.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = {
    "courses_findabletext": ("page_id", ("title_stems", "text_stems")),
    "courses_gatedtext": ("lesson_id", ("stems",)),
}
VECTORS = {
    "courses_findabletext": "setweight(to_tsvector('simple', title_stems), 'A') || setweight(to_tsvector('simple', text_stems), 'C')",
    "courses_gatedtext": "to_tsvector('simple', stems)",
}


def make_index(apps, schema_editor):
    {"sqlite": index_on_sqlite, "postgresql": index_on_postgresql}[schema_editor.connection.vendor](schema_editor)


def index_on_postgresql(schema_editor):
    for table, vector in VECTORS.items():
        schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS ({vector}) STORED")
        schema_editor.execute(f"CREATE INDEX {table}_words ON {table} USING gin (words)")


def index_on_sqlite(schema_editor):
    for table, (key, columns) in TABLES.items():
        names = ", ".join(columns)
        new, old = (", ".join(f"{row}.{column}" for column in (key, *columns)) for row in ("new", "old"))
        index = f"INSERT INTO {table}_words"
        add = f"{index}(rowid, {names}) VALUES ({new});"
        remove = f"{index}({table}_words, rowid, {names}) VALUES ('delete', {old});"
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {table}_words USING fts5({names}, content='{table}', content_rowid='{key}', "
            "tokenize='unicode61 remove_diacritics 0')"
        )
        for act, work in {"INSERT": add, "DELETE": remove, "UPDATE": remove + add}.items():
            schema_editor.execute(
                f"CREATE TRIGGER {table}_words_{act.lower()} AFTER {act} ON {table} BEGIN {work} END"
            )


def drop_index(apps, schema_editor):
    """On PostgreSQL, and the triggers on SQLite, it goes with the tables."""
    if schema_editor.connection.vendor == "sqlite":
        for table in TABLES:
            for act in ("insert", "delete", "update"):
                schema_editor.execute(f"DROP TRIGGER {table}_words_{act}")
            schema_editor.execute(f"DROP TABLE {table}_words")


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0007_book_live_sessions"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="GatedText",
            fields=[
                (
                    "lesson",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="courses.lessonpage",
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                (
                    "course",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="courses.coursepage",
                    ),
                ),
                ("text", models.TextField()),
                ("stems", models.TextField()),
            ],
            options={
                "verbose_name": "besloten tekst",
                "verbose_name_plural": "besloten teksten",
                "default_permissions": (),
                "indexes": [models.Index(fields=["language", "course"], name="gated_text_of_course")],
            },
        ),
        migrations.CreateModel(
            name="FindableText",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cursus", "Cursussen"),
                            ("onderwerp", "Onderwerpen"),
                            ("maker", "Makers"),
                            ("les", "Lessen"),
                            ("pagina", "Pagina’s"),
                        ],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                (
                    "course",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="courses.coursepage",
                    ),
                ),
                ("title", models.TextField()),
                ("text", models.TextField()),
                ("title_stems", models.TextField()),
                ("text_stems", models.TextField()),
            ],
            options={
                "verbose_name": "vindbare tekst",
                "verbose_name_plural": "vindbare teksten",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=10)),
                ("word", models.CharField(max_length=40)),
                ("length", models.PositiveSmallIntegerField()),
                ("uses", models.IntegerField()),
            ],
            options={
                "verbose_name": "bekend woord",
                "verbose_name_plural": "bekende woorden",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("language", "word"), name="known_word_once_per_language")
                ],
            },
        ),
        migrations.AddIndex("LessonPage", models.Index(fields=["own_rule"], name="lesson_own_rule")),
        migrations.RunPython(make_index, drop_index),
    ]
