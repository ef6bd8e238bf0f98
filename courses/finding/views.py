from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from .results import answer
from .words import read_question


@require_safe
def search_site(request: HttpRequest) -> HttpResponse:
    """Whatever is asked, the answer is a page. What members find is for their eyes and kept nowhere."""
    question = read_question(request.GET.get("q", ""), get_language() or "nl")
    found = answer(question, request.user, kind=request.GET.get("soort", ""), number=request.GET.get("p", "1"))
    response = render(request, "courses/search.html", {"answer": found})
    if request.user.is_authenticated:
        response["Cache-Control"] = "private, no-store"
    return response
