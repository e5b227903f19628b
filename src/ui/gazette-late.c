/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What few starts come to is invisible in the templates until it is shown first. GTK
 * looks up the style of all that is visible, and measures it, also where it is a page
 * of a stack that is not shown or a bar that is not revealed. A widget takes two
 * kilobytes, a button eight: bars full of them have a file of their own, and are made then. */

#include "config.h"

#include "gazette-late.h"

/**
 * gazette_late_build:
 * @name: the name of a file of the interface that is no template
 *
 * Returns: (transfer full): what is in it
 */
GtkBuilder *
gazette_late_build (const char *name)
{
  g_autofree char *path = g_strconcat ("/io/github/gazette_reader/Gazette/ui/", name, ".ui", NULL);

  return gtk_builder_new_from_resource (path);
}

/**
 * gazette_late_reveal_banner:
 * @banner: a banner, which may be invisible as yet
 * @revealed: whether it is to be seen
 *
 * Reveals the banner, or takes it away.
 */
void
gazette_late_reveal_banner (AdwBanner *banner,
                            gboolean   revealed)
{
  g_return_if_fail (ADW_IS_BANNER (banner));

  if (revealed)
    gtk_widget_set_visible (GTK_WIDGET (banner), TRUE);
  adw_banner_set_revealed (banner, revealed);
}
