from django.urls import path

from . import views

app_name = "files"
urlpatterns = [
    path("<path:page_path>/bestanden/<slug:kind>/<int:number>/<str:name>", views.send_page_file, name="page_file"),
]
