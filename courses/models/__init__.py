from .catalog import CatalogPage, MakerPage, TopicPage
from .course import CourseMaker, CoursePage
from .edition import CourseEdition
from .files import LessonDocument, LessonImage, LessonMedia, LessonRendition
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
    "LessonDocument",
    "LessonImage",
    "LessonMedia",
    "LessonPage",
    "LessonRendition",
    "LiveSession",
    "MakerPage",
    "News",
    "TopicPage",
]
