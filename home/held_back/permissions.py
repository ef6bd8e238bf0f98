from django.contrib.auth.models import AnonymousUser, PermissionsMixin


def may_see_what_was_held_back(user: PermissionsMixin | AnonymousUser) -> bool:
    return user.has_perm("held_back.view_heldback")
