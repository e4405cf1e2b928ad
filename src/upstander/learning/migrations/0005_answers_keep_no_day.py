"""What readers answer of a bulletin keeps no day, which the log of readings could be held against."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("learning", "0004_notices_and_bulletins")]

    operations = [migrations.RemoveField(model_name="surveyanswer", name="day")]
