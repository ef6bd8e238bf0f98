"""A function that finds lessons by the index and in no other way; PostgreSQL only.

The planner does not know that `@@` on a row of a long lesson fetches that row's words from another table (TOAST): for a
common word it would read all of them, ten times slower than the index answers.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION courses_find_lessons(question tsquery) RETURNS SETOF integer
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off
AS 'SELECT lesson_id FROM courses_gatedtext WHERE words @@ question ORDER BY lesson_id'
"""


def make_function(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MAKE)


def drop_function(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION courses_find_lessons(tsquery)")


class Migration(migrations.Migration):
    dependencies = [("courses", "0008_find_courses")]

    operations = [migrations.RunPython(make_function, drop_function)]
