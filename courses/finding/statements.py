"""The four questions to the full-text indexes of migration 0008: of public and of gated words, on each database.

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
        SELECT rowid FROM courses_gatedtext_words WHERE courses_gatedtext_words MATCH %(match)s ORDER BY rowid
    """,
    "postgresql": "SELECT courses_find_lessons(to_tsquery('simple', %(match)s))",  # migration 0009
}
