from django.urls import path

from .sharing_views import show_sharing_image

app_name = "pages"
urlpatterns = [
    path("deelbeeld.png", show_sharing_image, name="front_sharing_image"),
    path("<path:page_path>/deelbeeld.png", show_sharing_image, name="sharing_image"),
]
