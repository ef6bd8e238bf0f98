from django.contrib.auth.models import AnonymousUser, PermissionsMixin


def may_see_statistics(user: PermissionsMixin | AnonymousUser) -> bool:
    return user.has_perm("statistics.view_dailycount")
