"""What the door keeps. Every column that a person filled is sealed to somebody else; days, never times, are plain.

The door's role reads none of these tables: it calls the functions of walls/1_door.sql, each of which asks for what only
the holder of a receipt has.
"""

from django.db import models


class Box(models.Model):
    """Where letters and replies of a receipt lie. `id` and `public_key` follow from it, and tell nothing of it.

    `came_by_bag`: the day on which a bag brought it from another desk's door (bags.py); `came_from`: the key to which
    that desk's bags of replies are sealed.
    """

    id = models.BinaryField(primary_key=True, max_length=32)
    public_key = models.BinaryField(max_length=32)
    recipient = models.CharField(max_length=40)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    came_by_bag = models.DateField(null=True)
    came_from = models.BinaryField(max_length=32, null=True)


class Letter(models.Model):
    """One letter, sealed to a recipient (`letters.seal`). `taken_on`: the day on which the recipient took it in.

    `number`: which of its box it is, counted from one by the database, since days do not tell which came later.
    `packed_on`: the day on which it was last put into a bag for a recipient outside the unit.
    """

    id = models.UUIDField(primary_key=True)
    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="letters")
    number = models.PositiveIntegerField(default=0, db_default=0)
    recipient = models.CharField(max_length=40)
    urgent = models.BooleanField()
    received_on = models.DateField()
    taken_on = models.DateField(null=True)
    sealed = models.BinaryField(null=True)
    packed_on = models.DateField(null=True)

    class Meta:
        """Found by who should take it in."""

        indexes = (models.Index(fields=("recipient", "taken_on"), name="letters_waiting"),)


class Reply(models.Model):
    """What the desk answered, sealed to the box's own key (`letters.seal_reply`). `packed_on`: as of a letter."""

    id = models.UUIDField(primary_key=True)
    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="replies")
    written_on = models.DateField()
    sealed = models.BinaryField()
    packed_on = models.DateField(null=True)


class Arrived(models.Model):
    """A bag, or a letter or reply that one brought: what was taken away since does not come back with the next."""

    id = models.UUIDField(primary_key=True)
    arrived_on = models.DateField()
