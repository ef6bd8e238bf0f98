"""The columns of a file with courses, as the command explains them and the reader expects them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    name: str
    meaning: str
    is_needed: bool = False  # in the heading


COLUMNS = (
    Column("course", "empty for a course; for a lesson the slug of its course", is_needed=True),
    Column("title", "the title of the course or lesson", is_needed=True),
    Column("slug", "its part of the address; made from the title when empty"),
    Column("teaser", "one sentence of at most 200 characters", is_needed=True),
    Column("minutes", "a whole number", is_needed=True),
    Column("topic", "courses: title or slug of a topic of the catalogue", is_needed=True),
    Column("form", "courses: online (when empty), live or blended"),
    Column("level", "courses: basis (when empty) or gevorderd"),
    Column("price", "courses: in euros with VAT, such as 49,50; 0: free; empty: not sold by itself"),
    Column("introduction", "courses: text; an empty line starts a paragraph"),
    Column("outcomes", "courses: what one can do afterwards, separated by |"),
    Column("audience", "courses: whom it is for, separated by |"),
    Column("module", "lessons: the heading above it in the outline"),
    Column("free", "lessons: yes or no (when empty); a free lesson is open to everybody"),
    Column("text", "lessons: text; an empty line starts a paragraph"),
)
