"""What a server of Python web applications calls for the door."""

import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upstander.reporting.settings")
logging.disable(logging.CRITICAL)  # nothing that anybody's request brought is written anywhere
application = get_wsgi_application()
