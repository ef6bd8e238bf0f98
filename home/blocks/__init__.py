"""The building blocks of running text, for every page of the site."""

from .streams import ContentBlock, LessonBlock

__all__ = ["ContentBlock", "LessonBlock"]
