from .booking import Booking, News
from .calendar_address import CalendarAddress
from .catalog import CatalogPage, MakerPage, TopicPage
from .course import CourseMaker, CoursePage
from .edition import CourseEdition
from .files import LessonDocument, LessonImage, LessonMedia, LessonRendition
from .finding import FindableText, GatedText, Kind, KnownWord
from .lesson import LessonPage
from .reading import READING, CountedPage, MenuPage
from .review import ColleagueTask
from .session import LiveSession

__all__ = [
    "READING",
    "Booking",
    "CalendarAddress",
    "CatalogPage",
    "ColleagueTask",
    "CountedPage",
    "CourseEdition",
    "CourseMaker",
    "CoursePage",
    "FindableText",
    "GatedText",
    "Kind",
    "KnownWord",
    "LessonDocument",
    "LessonImage",
    "LessonMedia",
    "LessonPage",
    "LessonRendition",
    "LiveSession",
    "MakerPage",
    "MenuPage",
    "News",
    "TopicPage",
]
