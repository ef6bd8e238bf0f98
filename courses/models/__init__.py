from .catalog import CatalogPage, MakerPage, TopicPage
from .course import CourseMaker, CoursePage
from .edition import CourseEdition
from .files import LessonDocument, LessonImage, LessonMedia, LessonRendition
from .finding import FindableText, GatedText, Kind, KnownWord
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
    "FindableText",
    "GatedText",
    "Kind",
    "KnownWord",
    "LessonPage",
    "LessonRendition",
    "LiveSession",
    "MakerPage",
    "News",
    "TopicPage",
]
