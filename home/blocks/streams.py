"""Which blocks belong together: one stream for pages that everybody reads, one for lessons."""

from wagtail import blocks

from .company import ContactFactsBlock
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


class RunningTextBlock(blocks.StreamBlock):
    """What every page may hold."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    bullets = BulletsBlock()
    quote = QuoteBlock()
    notice = NoticeBlock()


class ContentBlock(RunningTextBlock):
    """A public page: its files are for everybody, at addresses beneath that page."""

    image = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    audio = AudioBlock()
    download = DownloadBlock()
    contact_facts = ContactFactsBlock()


class LessonBlock(RunningTextBlock):
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
