"""What a server of Python web applications calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upstander.website.settings")
application = get_wsgi_application()
