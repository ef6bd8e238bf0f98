"""The four questions to the full-text indexes of migration 0010: of public and of gated words, on each database.

Raw, because an index of FTS5 is no table that Django knows. `match` is written by searching.py.
"""

PUBLIC = {
    "sqlite": """
        SELECT text.page_id, page.path, source.path, text.course_id, course.is_archived, text.kind
        FROM courses_findabletext_words
        JOIN courses_findabletext text ON text.page_id = courses_findabletext_words.rowid
        JOIN wagtailcore_page page ON page.id = text.page_id
        LEFT JOIN wagtailcore_page source ON source.id = page.alias_of_id
        LEFT JOIN courses_coursepage course ON course.page_ptr_id = text.course_id
        LEFT JOIN wagtailcore_page course_page ON course_page.id = text.course_id
        WHERE courses_findabletext_words MATCH %(match)s AND text.language = %(language)s AND page.live
        AND (text.course_id IS NULL OR course_page.live)
        ORDER BY bm25(courses_findabletext_words, 10.0, 1.0), page.path
    """,
    "postgresql": """
        SELECT text.page_id, page.path, source.path, text.course_id, course.is_archived, text.kind
        FROM courses_findabletext text
        JOIN wagtailcore_page page ON page.id = text.page_id
        LEFT JOIN wagtailcore_page source ON source.id = page.alias_of_id
        LEFT JOIN courses_coursepage course ON course.page_ptr_id = text.course_id
        LEFT JOIN wagtailcore_page course_page ON course_page.id = text.course_id
        WHERE text.words @@ to_tsquery('simple', %(match)s) AND text.language = %(language)s AND page.live
        AND (text.course_id IS NULL OR course_page.live)
        ORDER BY ts_rank(text.words, to_tsquery('simple', %(match)s)) DESC, page.path
    """,
}
# Behind the columns of the public question: the key of the course in grants, and the rule of the lesson.
GATED = {
    "sqlite": """
        SELECT gated.lesson_id, page.path, source.path, text.course_id, course.is_archived, text.kind,
            COALESCE(course_source.translation_key, course_page.translation_key),
            CASE WHEN lesson.own_rule = '' THEN course.access_rule ELSE lesson.own_rule END
        FROM courses_gatedtext_words
        JOIN courses_gatedtext gated ON gated.lesson_id = courses_gatedtext_words.rowid
        JOIN courses_lessonpage lesson ON lesson.page_ptr_id = gated.lesson_id
        JOIN courses_findabletext text ON text.page_id = gated.lesson_id
        JOIN wagtailcore_page page ON page.id = gated.lesson_id
        LEFT JOIN wagtailcore_page source ON source.id = page.alias_of_id
        JOIN courses_coursepage course ON course.page_ptr_id = text.course_id
        JOIN wagtailcore_page course_page ON course_page.id = text.course_id
        LEFT JOIN wagtailcore_page course_source ON course_source.id = course_page.alias_of_id
        WHERE courses_gatedtext_words MATCH %(match)s AND gated.language = %(language)s
        AND page.live AND course_page.live
        ORDER BY page.path
    """,
    "postgresql": """
        SELECT gated.lesson_id, page.path, source.path, text.course_id, course.is_archived, text.kind,
            COALESCE(course_source.translation_key, course_page.translation_key),
            CASE WHEN lesson.own_rule = '' THEN course.access_rule ELSE lesson.own_rule END
        FROM courses_gatedtext gated
        JOIN courses_lessonpage lesson ON lesson.page_ptr_id = gated.lesson_id
        JOIN courses_findabletext text ON text.page_id = gated.lesson_id
        JOIN wagtailcore_page page ON page.id = gated.lesson_id
        LEFT JOIN wagtailcore_page source ON source.id = page.alias_of_id
        JOIN courses_coursepage course ON course.page_ptr_id = text.course_id
        JOIN wagtailcore_page course_page ON course_page.id = text.course_id
        LEFT JOIN wagtailcore_page course_source ON course_source.id = course_page.alias_of_id
        WHERE gated.words @@ to_tsquery('simple', %(match)s) AND gated.language = %(language)s
        AND page.live AND course_page.live
        ORDER BY page.path
    """,
}
