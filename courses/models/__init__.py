from .catalog import CatalogPage, MakerPage, TopicPage
from .course import CourseMaker, CoursePage
from .edition import CourseEdition
from .finding import FindableText, GatedText, Kind, KnownWord
from .lesson import LessonPage
from .reading import READING, CountedPage
from .session import Booking, CalendarAddress, LiveSession

__all__ = [
    "READING",
    "Booking",
    "CalendarAddress",
    "CatalogPage",
    "CountedPage",
    "CourseEdition",
    "CourseMaker",
    "CoursePage",
    "FindableText",
    "GatedText",
    "Kind",
    "KnownWord",
    "LessonPage",
    "LiveSession",
    "MakerPage",
    "TopicPage",
]
