from django.urls import path

from . import views

urlpatterns = [
    path("account/team/", views.show, name="team"),
    path("account/team/uitnodiging/<str:token>/", views.accept, name="accept_seat"),
    path("account/team/<uuid:key>/uitnodigen/", views.send_invitations, name="invite"),
    path("account/team/<uuid:key>/intrekken/", views.withdraw, name="withdraw_invitation"),
    path("account/team/<uuid:key>/terugnemen/", views.take_seat_back, name="take_seat_back"),
    path("account/team/<uuid:key>/zelf/", views.take_own_seat, name="take_own_seat"),
    path("account/team/<uuid:key>/verlaten/", views.leave, name="leave_seat"),
]
