"""What the server calls. The settings must be named in the environment: nothing is assumed in production."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
