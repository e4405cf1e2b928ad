"""What people declare, and what is decided on it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0002_training_here"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approach", "Somebody I met through work is trying to get close to me"),
                            ("known", "I knew somebody before my work touched them"),
                            ("own_device", "I was in contact through my own telephone or account"),
                            ("workplace", "I have a relationship with somebody at work"),
                            ("partner", "I have a new partner"),
                            ("association", "I am close to somebody whom the force should know of"),
                            ("interest", "I have a business, a second job or a financial interest"),
                            ("gift", "I was offered a gift or hospitality"),
                        ],
                        max_length=20,
                    ),
                ),
                ("staff_id", upstander.access.sealed.SealedText()),
                (
                    "staff_mark",
                    upstander.access.sealed.MarkOf(
                        "staff_id", db_index=True, editable=False, kind="staff", max_length=32
                    ),
                ),
                ("who", upstander.access.sealed.SealedText(blank=True)),
                ("other_id", upstander.access.sealed.SealedText(blank=True)),
                ("other_mark", upstander.access.sealed.MarkOf("other_id", editable=False, kind="staff", max_length=32)),
                ("number", upstander.access.sealed.SealedText(blank=True)),
                ("address", upstander.access.sealed.SealedText(blank=True)),
                ("met", upstander.access.sealed.SealedText(blank=True)),
                ("happened_on", models.DateField()),
                ("what", upstander.access.sealed.SealedText()),
                ("did", upstander.access.sealed.SealedText(blank=True)),
                ("told_on", models.DateField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "id"),
            },
        ),
        migrations.CreateModel(
            name="DeclarationDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("noted", "Noted: nothing more is needed"),
                            ("advice", "Advice"),
                            ("measures", "Control measures"),
                            ("ended", "The control measures have ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", upstander.access.sealed.SealedText()),
                ("owner", upstander.access.sealed.SealedText(blank=True)),
                ("review_on", models.DateField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="workforce.declaration",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="DeclarationAcknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgement",
                        to="workforce.declarationdecision",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeclarationExclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="workforce.declaration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeclarationPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("nominal_id", upstander.access.sealed.SealedText()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="workforce.declaration"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
    ]
