from .catalog import CatalogPage, MakerPage, TopicPage
from .course import CourseMaker, CoursePage
from .edition import CourseEdition
from .lesson import LessonPage
from .reading import READING, CountedPage
from .session import Booking, CalendarAddress, LiveSession, News

__all__ = [
    "READING",
    "Booking",
    "CalendarAddress",
    "CatalogPage",
    "CountedPage",
    "CourseEdition",
    "CourseMaker",
    "CoursePage",
    "LessonPage",
    "LiveSession",
    "MakerPage",
    "News",
    "TopicPage",
]
