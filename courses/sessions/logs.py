"""Keeps calendar secrets out of the log: Django names the path of what it did not find, or failed at."""

import logging
import re

SECRET_PATH = re.compile(r"(/agenda/)[^/\s]+?(\.ics)")


class HideCalendarSecrets(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        hidden = SECRET_PATH.sub(r"\1…\2", message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True
