"""Which blocks belong together: one stream for pages that everybody reads, one for lessons."""

from wagtail import blocks

from .text import BulletsBlock, ExerciseBlock, HeadingBlock, NoticeBlock, ParagraphBlock, QuoteBlock


class ContentBlock(blocks.StreamBlock):
    """Running text of a public page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    bullets = BulletsBlock()
    quote = QuoteBlock()
    notice = NoticeBlock()


class LessonBlock(ContentBlock):
    """What a lesson may hold; it is shown only after the gate said yes."""

    exercise = ExerciseBlock()
