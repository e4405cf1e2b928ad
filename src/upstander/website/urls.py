"""Every address of the desk."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from upstander.website.middleware import not_there
from upstander.website.views import failed, start

urlpatterns = [
    path("", start, name="start"),
    path("sign-in", LoginView.as_view(template_name="website/sign_in.html"), name="sign-in"),
    path("sign-out", LogoutView.as_view(next_page="sign-in"), name="sign-out"),
    path("", include("upstander.casework.urls")),
]
handler404 = not_there
handler500 = failed
