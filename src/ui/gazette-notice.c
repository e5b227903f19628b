/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page of a stack that says why there is nothing to show. Each has some twenty
 * widgets, and few starts come to one: it is made when there is something to say. */

#include "config.h"

#include "gazette-notice.h"

#define SPINNER_SIZE 48

static GtkWidget *
make_button (void)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_button_set_use_underline (GTK_BUTTON (button), TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");

  return button;
}

static GtkWidget *
make_spinner (void)
{
  GtkWidget *spinner = adw_spinner_new ();

  gtk_widget_set_size_request (spinner, -1, SPINNER_SIZE);

  return spinner;
}

static void
set_action (GtkActionable *button,
            const char    *action)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  if (!g_action_parse_detailed_name (action, &name, &target, NULL))
    g_return_if_reached ();
  /* At no moment the one without the other, which GTK warns of. */
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

/* A button stays the same, as it may be pressed at this moment. */
static void
fill (AdwStatusPage       *page,
      const GazetteNotice *notice)
{
  GtkWidget *child = adw_status_page_get_child (page);

  adw_status_page_set_icon_name (page, notice->icon_name);
  adw_status_page_set_title (page, notice->title);
  adw_status_page_set_description (page, notice->description);
  if (child == NULL)
    {
      child = notice->button != NULL ? make_button () : make_spinner ();
      adw_status_page_set_child (page, child);
    }
  if (notice->button != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (child), notice->button);
      set_action (GTK_ACTIONABLE (child), notice->action);
    }
}

/**
 * gazette_notice_put:
 * @stack: a stack
 * @name: the name of the page
 * @notice: what it says
 *
 * Puts a notice into the stack, in the place of one with that name. Does not show it.
 *
 * Returns: (transfer none): the page, the same each time
 */
AdwStatusPage *
gazette_notice_put (GtkStack            *stack,
                    const char          *name,
                    const GazetteNotice *notice)
{
  GtkWidget *page;

  g_return_val_if_fail (GTK_IS_STACK (stack), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (notice != NULL, NULL);

  if ((page = gtk_stack_get_child_by_name (stack, name)) == NULL)
    {
      page = adw_status_page_new ();
      gtk_stack_add_named (stack, page, name);
    }
  fill (ADW_STATUS_PAGE (page), notice);

  return ADW_STATUS_PAGE (page);
}

/**
 * gazette_notice_put_window:
 * @stack: what a window shows
 * @name: the name of the page
 * @notice: what it says
 *
 * Puts a notice that fills the window, with a bar to move and close it by. Its button
 * is what one should do.
 */
void
gazette_notice_put_window (GtkStack            *stack,
                           const char          *name,
                           const GazetteNotice *notice)
{
  GtkWidget *view;
  GtkWidget *page;

  g_return_if_fail (GTK_IS_STACK (stack));
  g_return_if_fail (name != NULL);
  g_return_if_fail (notice != NULL);

  if ((view = gtk_stack_get_child_by_name (stack, name)) == NULL)
    {
      view = adw_toolbar_view_new ();
      adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
      adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), adw_status_page_new ());
      gtk_stack_add_named (stack, view, name);
    }
  page = adw_toolbar_view_get_content (ADW_TOOLBAR_VIEW (view));
  fill (ADW_STATUS_PAGE (page), notice);
  if (notice->button != NULL)
    gtk_widget_add_css_class (adw_status_page_get_child (ADW_STATUS_PAGE (page)), "suggested-action");
}
