"""The four questions to the full-text indexes of migration 0010: of public and of gated words, on each database.

Raw, because an index of FTS5 is no table that Django knows. They answer with thousands of rows within milliseconds
because they touch nothing but these indexes; `match` is written by searching.py.
"""

PUBLIC = {
    "sqlite": """
        SELECT text.page_id, text.kind, text.course_id
        FROM courses_findabletext_words
        JOIN courses_findabletext text ON text.page_id = courses_findabletext_words.rowid
        WHERE courses_findabletext_words MATCH %(match)s AND text.language = %(language)s
        ORDER BY bm25(courses_findabletext_words, 10.0, 1.0), text.page_id LIMIT %(most)s
    """,
    "postgresql": """
        SELECT text.page_id, text.kind, text.course_id
        FROM courses_findabletext text
        WHERE text.words @@ to_tsquery('simple', %(match)s) AND text.language = %(language)s
        ORDER BY ts_rank(text.words, to_tsquery('simple', %(match)s)) DESC, text.page_id LIMIT %(most)s
    """,
}
GATED = {
    "sqlite": """
        SELECT gated.lesson_id, gated.course_id, lesson.own_rule
        FROM courses_gatedtext_words
        JOIN courses_gatedtext gated ON gated.lesson_id = courses_gatedtext_words.rowid
        JOIN courses_lessonpage lesson ON lesson.page_ptr_id = gated.lesson_id
        WHERE courses_gatedtext_words MATCH %(match)s AND gated.language = %(language)s
        ORDER BY gated.lesson_id
    """,
    "postgresql": """
        SELECT gated.lesson_id, gated.course_id, lesson.own_rule
        FROM courses_gatedtext gated
        JOIN courses_lessonpage lesson ON lesson.page_ptr_id = gated.lesson_id
        WHERE gated.words @@ to_tsquery('simple', %(match)s) AND gated.language = %(language)s
        ORDER BY gated.lesson_id
    """,
}
