from typing import Any

VIEW_ACTS = "statements.view_act"


def may_see_evidence(user: Any) -> bool:
    """Who may read which person did what. Editors of courses and pages may not."""
    return user.is_active and user.has_perm(VIEW_ACTS)
