/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What few starts come to is invisible in the templates until it is shown first. GTK
 * looks up the style of all that is visible, and measures it, also where it is a page
 * of a stack that is not shown or a bar that is not revealed: some 300 widgets, twice. */

#include "config.h"

#include "gazette-late.h"

/**
 * gazette_late_show_page:
 * @stack: a stack, in which pages may be invisible as yet
 * @name: one of its pages
 *
 * Shows that page.
 */
void
gazette_late_show_page (GtkStack   *stack,
                        const char *name)
{
  g_return_if_fail (GTK_IS_STACK (stack));
  g_return_if_fail (name != NULL);

  gtk_widget_set_visible (gtk_stack_get_child_by_name (stack, name), TRUE);
  gtk_stack_set_visible_child_name (stack, name);
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
