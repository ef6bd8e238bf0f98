"""Which blocks belong together: one stream for pages that everybody reads, one for lessons."""

from wagtail import blocks

from .embed import EmbedBlock
from .files import AudioBlock, DownloadBlock, GalleryBlock, PictureBlock, VideoBlock
from .text import (
    BulletsBlock,
    ConductBlock,
    ExerciseBlock,
    HeadingBlock,
    NoticeBlock,
    ParagraphBlock,
    QuestionBlock,
    QuoteBlock,
)


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
    question = QuestionBlock()
    conduct = ConductBlock()
    image = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    audio = AudioBlock()
    download = DownloadBlock()
    embed = EmbedBlock()
