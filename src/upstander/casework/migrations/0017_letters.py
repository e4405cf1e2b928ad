"""Letters and notices."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0016_words_of_stages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "reader",
                    models.CharField(
                        choices=[
                            ("subject", "The subject"),
                            ("affected person", "An affected person"),
                            ("complainant", "Whoever complained"),
                            ("reporter", "Whoever reported it"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kind", upstander.access.sealed.SealedText()),
                ("addressed", upstander.access.sealed.SealedText()),
                ("details", upstander.access.sealed.SealedJSON(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="casework.matter"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.affectedperson",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "id"),
            },
        ),
        migrations.CreateModel(
            name="LetterCopy",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("made_for", upstander.access.sealed.SealedText()),
                ("copy", models.CharField(max_length=16)),
                ("sha256", models.CharField(max_length=64)),
                ("held", upstander.access.sealed.SealedBytes()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="LetterGiven",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("day", models.DateField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("handed over", "Handed over"),
                            ("posted", "Posted"),
                            ("secure mail", "Sent by secure mail"),
                            ("read out", "Read out, and then handed over"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", upstander.access.sealed.SealedText(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "copied",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="given", to="casework.lettercopy"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LetterVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("words", upstander.access.sealed.SealedJSON()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="casework.letter"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddField(
            model_name="lettercopy",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="casework.letterversion"
            ),
        ),
        migrations.CreateModel(
            name="LetterApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("approved", models.BooleanField()),
                ("why", upstander.access.sealed.SealedText(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval",
                        to="casework.letterversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
