"""Articles and guidance for an issue: those that are shown, writing one, and letting it be published."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.learning import policy
from upstander.learning.articles import acting
from upstander.learning.articles.acting import KIND, KINDS, REACH
from upstander.learning.articles.telling import piece
from upstander.learning.could_tell import CouldTell
from upstander.learning.models import ArticleVersion

WORK = "articles and guidance for an issue"


class ArticleForm(forms.Form):
    """An article or a piece of guidance, in plain text."""

    kind = fields.choice("What it is", KINDS.items(), needed="Choose what it is")
    title = fields.words("Title", needed="Give it a title")
    standfirst = fields.words("Standfirst", "One sentence that says what it is about and for whom")
    by = fields.words(
        "Who wrote it", "As everybody will read it: a name, a post or a team. It is not checked for names",
        needed="Say who wrote it",
    )  # fmt: skip
    text = fields.long_words(
        "Text",
        "Plain text. An empty line begins a new paragraph, # before a line makes it a heading, and - a point of a list",
        needed="Write the text",
        rows=16,
    )
    reach = fields.choice("Where it may be told", REACH.items(), needed="Choose where it may be told")
    kept = fields.long_words(
        "Why phrases stay that could tell who it is about", "Only where the page shows some: it covers those", rows=2
    )


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """What is shown; for who writes or lets out, everything that was written, with how far each is."""
    account = signed_in(request)
    asker, up = asker_of(account), acting.shown()
    drafts = not policy.against_article_drafts(asker)
    leave(account, "articles listed", KIND, "", purpose=WORK, outcome="allowed", ids=[str(key) for key in up])
    shown = {
        "articles": [(key, KINDS[one.words["kind"]], one) for key, one in up.items()],
        "drafts": [(key, one, _how_far(one, up)) for key, one in acting.newest().items()] if drafts else [],
        "sees_drafts": drafts, "writes": not policy.against_writing_articles(asker),
    }  # fmt: skip
    return render(request, "learning/articles.html", shown)


@require_GET
def one(request: HttpRequest, article: uuid.UUID, number: int | None = None) -> HttpResponse:
    """An article as everybody reads it; or, for who writes or lets out, any of its versions."""
    return _one(request, article, number)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """A form for a first version."""
    return _write(request, uuid.uuid4(), None)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, article: uuid.UUID) -> HttpResponse:
    """A form for a newer version, filled with the one before."""
    _or_unseen(policy.against_writing_articles(asker_of(signed_in(request))), article)
    return _write(request, article, _newest(article))


@require_POST
def approve(request: HttpRequest, article: uuid.UUID, number: int) -> HttpResponse:
    """Lets a version be published."""
    _or_unseen(policy.against_letting_articles_out(asker_of(signed_in(request))), article)
    try:
        acting.approve(version=_version(article, number), by=signed_in(request))
    except NotNow as answer:
        return _one(request, article, number, [str(answer)], 409)
    return redirect("article", article)


@require_POST
def take_down(request: HttpRequest, article: uuid.UUID) -> HttpResponse:
    """Takes an article down that is shown."""
    _or_unseen(policy.against_writing_articles(asker_of(signed_in(request))), article)
    found = acting.shown().get(article)
    if found is None:
        raise Unseen(KIND, str(article), "it is not shown")
    why = request.POST.get("why", "").strip()[: fields.A_TEXT]
    if not why:
        return _one(request, article, None, ["Say why this article is taken down"], 422)
    try:
        acting.take_down(version=found, why=why, by=signed_in(request))
    except NotNow as answer:
        return _one(request, article, None, [str(answer)], 409)
    return redirect("articles")


def _write(request: HttpRequest, article: uuid.UUID, before: ArticleVersion | None) -> HttpResponse:
    _or_unseen(policy.against_writing_articles(asker_of(signed_in(request))), article)
    form = ArticleForm(request.POST if request.method == "POST" else None, initial=before.words if before else {})
    told: dict[str, Any] = {"status": 422 if form.is_bound else 200}
    after = request.POST.get("after", "")
    if form.is_valid():
        words = {name: value for name, value in form.cleaned_data.items() if name != "kept"}
        about = {"kept": form.cleaned_data["kept"], "seen": request.POST.getlist("seen"), "by": signed_in(request)}
        number = int(after) if after.isdecimal() and len(after) < len("1000000") else 0
        try:
            made = acting.write(article=article, after=number, words=words, **about)
            return redirect("article-version", article, made.number)
        except CouldTell as answer:
            told["flags"] = answer.flags
        except NotNow as answer:
            told |= {"problems": [str(answer)], "status": 409}
    if before:
        leave(request.user, "article read", KIND, str(article), purpose=WORK, outcome="allowed", version=before.number)
    status = told.pop("status")
    shown = {"form": form, "before": before, "article": article, "after": before.number if before else 0}
    return render(request, "learning/article_write.html", shown | told, status=status)


def _one(
    request: HttpRequest, article: uuid.UUID, number: int | None, problems: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    asker = asker_of(signed_in(request))
    drafts = not policy.against_article_drafts(asker)
    up = acting.shown()
    version = up.get(article) if number is None else None
    if version is None:
        _or_unseen(policy.against_article_drafts(asker), article)
        version = _newest(article) if number is None else _version(article, number)
    leave(request.user, "article read", KIND, str(article), purpose=WORK, outcome="allowed", version=version.number)
    newest = not drafts or not ArticleVersion.objects.filter(article=article, number__gt=version.number).exists()
    lets_out = not policy.against_letting_articles_out(asker) and newest and not hasattr(version, "approval")
    shown = {
        "version": version, "piece": piece(version), "kind": KINDS[version.words["kind"]],
        "reach": REACH[version.words["reach"]], "is_shown": up.get(article) == version, "problems": problems,
        "versions": _versions(article, up) if drafts else [], "sees_drafts": drafts,
        "writes": not policy.against_writing_articles(asker),
        "lets_out": lets_out and version.by_id != signed_in(request).pk,
        "waits": drafts and newest and not hasattr(version, "approval"),
    }  # fmt: skip
    return render(request, "learning/article.html", shown, status=status)


def _versions(article: uuid.UUID, up: dict[uuid.UUID, ArticleVersion]) -> list[tuple[ArticleVersion, str]]:
    held = ArticleVersion.objects.filter(article=article).select_related("by", "approval__taken_down")
    return [(version, _how_far(version, up)) for version in held.order_by("-number")]


def _how_far(version: ArticleVersion, up: dict[uuid.UUID, ArticleVersion]) -> str:
    if up.get(version.article) == version:
        return "Published"
    approval = getattr(version, "approval", None)
    if approval is None:
        return "Written: a second person lets it be published"
    down = getattr(approval, "taken_down", None)
    return f"Taken down: {down.why}" if down else "Published before"


def _newest(article: uuid.UUID) -> ArticleVersion:
    found = ArticleVersion.objects.filter(article=article).order_by("-number").first()
    if found is None:
        raise Unseen(KIND, str(article), "there is no such article")
    return found


def _version(article: uuid.UUID, number: int) -> ArticleVersion:
    found = ArticleVersion.objects.filter(article=article, number=number).first()
    if found is None:
        raise Unseen(KIND, str(article), "there is no such version")
    return found


def _or_unseen(reason: str, article: uuid.UUID) -> None:
    if reason:
        raise Unseen(KIND, str(article), reason)
