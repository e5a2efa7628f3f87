"""Django's settings as commands use them."""

from django.core.management import call_command


def test_files_for_a_web_server_can_be_collected():
    call_command("collectstatic", interactive=False, dry_run=True, verbosity=0)
