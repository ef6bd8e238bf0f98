from django.urls import path

from .views import show_lesson

app_name = "courses"
urlpatterns = [path("<slug:catalog>/<slug:course>/<slug:lesson>/", show_lesson, name="lesson")]
