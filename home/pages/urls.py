from django.urls import path

from .sharing_views import show_sharing_image

app_name = "pages"
urlpatterns = [
    path("<slug:catalogue>/<slug:course>/deelbeeld.png", show_sharing_image, name="sharing_image"),
]
