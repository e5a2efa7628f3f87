/* What Wagtail's scripts say and its own Ukrainian catalogue leaves in English: named here for our
   catalogue, which goes before it. No page loads this file. */
gettext("Write something or type ‘/’ to insert a block");
gettext("Enter your comments...");
gettext("Enter your reply...");
gettext("Autosave in progress…");
gettext("Changes have been autosaved.");
gettext("A network error occurred.");
gettext("A server error occurred.");
gettext("Error while sending preview data.");
gettext("Character count:");
gettext("Good");
gettext("Fair");
gettext("Complex");
gettext("Deleting");
gettext("Main menu");
gettext("Pin toolbar");
gettext("Unpin toolbar");
gettext("Toggle section");
gettext("Toggle side panel");
gettext("Toggle sidebar");
gettext("(New)");
gettext("(1 new item in this menu)");
gettext("(%(number)s new items in this menu)");
ngettext("%(num)s error", "%(num)s errors", 2);
ngettext("%(num)s min", "%(num)s mins", 2);
ngettext("%(num)s pixel", "%(num)s pixels", 2);
