"""A statement that was written elsewhere, as plain text."""

from .lines import UnreadableStatement
from .reading import Block, Section, Statement, read_statement

__all__ = ["Block", "Section", "Statement", "UnreadableStatement", "read_statement"]
