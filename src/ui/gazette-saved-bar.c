/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-saved-bar.h"

struct _GazetteSavedBar
{
  AdwBin           parent_instance;

  AdwBanner       *offer;
  GtkRevealer     *decision;

  GazettePage     *page;
  GazetteNewsroom *newsroom;
  gint64           article_id;
  gboolean         is_comparing;
};

G_DEFINE_FINAL_TYPE (GazetteSavedBar, gazette_saved_bar, ADW_TYPE_BIN)

static void
set_comparing (GazetteSavedBar *self,
               gboolean         is_comparing)
{
  self->is_comparing = is_comparing;
  gtk_revealer_set_reveal_child (self->decision, is_comparing);
  if (is_comparing)
    adw_banner_set_revealed (self->offer, FALSE);
}

static void
see_changes_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GazetteSavedBar *self = GAZETTE_SAVED_BAR (widget);

  if (self->page == NULL || self->article_id == 0)
    return;

  set_comparing (self, TRUE);
  gazette_page_show_changes (self->page, TRUE);
}

static void
keep_saved_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GazetteSavedBar *self = GAZETTE_SAVED_BAR (widget);

  if (!self->is_comparing)
    return;

  set_comparing (self, FALSE);
  gazette_page_show_changes (self->page, FALSE);
  dex_future_disown (gazette_library_decline_update (gazette_newsroom_get_library (self->newsroom), self->article_id));
}

static void
take_update_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GazetteSavedBar *self = GAZETTE_SAVED_BAR (widget);

  if (!self->is_comparing)
    return;

  set_comparing (self, FALSE);
  gtk_widget_activate_action (widget, "win.take-update", "x", self->article_id);
}

static void
gazette_saved_bar_dispose (GObject *object)
{
  GazetteSavedBar *self = GAZETTE_SAVED_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GAZETTE_TYPE_SAVED_BAR);
  g_clear_object (&self->newsroom);
  g_clear_weak_pointer (&self->page);

  G_OBJECT_CLASS (gazette_saved_bar_parent_class)->dispose (object);
}

static void
gazette_saved_bar_class_init (GazetteSavedBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_saved_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-saved-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteSavedBar, offer);
  gtk_widget_class_bind_template_child (widget_class, GazetteSavedBar, decision);
  gtk_widget_class_install_action (widget_class, "saved-bar.see-changes", NULL, see_changes_cb);
  gtk_widget_class_install_action (widget_class, "saved-bar.keep-saved", NULL, keep_saved_cb);
  gtk_widget_class_install_action (widget_class, "saved-bar.take-update", NULL, take_update_cb);
}

static void
gazette_saved_bar_init (GazetteSavedBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_saved_bar_set_page:
 * @self: a bar
 * @page: the page that it is above; it is not kept alive
 */
void
gazette_saved_bar_set_page (GazetteSavedBar *self,
                            GazettePage     *page)
{
  g_return_if_fail (GAZETTE_IS_SAVED_BAR (self));
  g_return_if_fail (GAZETTE_IS_PAGE (page));

  g_set_weak_pointer (&self->page, page);
}

/**
 * gazette_saved_bar_show:
 * @self: a bar
 * @newsroom: (nullable): where changes come from
 * @stored: the article of the page, as it is now
 *
 * Offers to see what changed, if something has.
 */
void
gazette_saved_bar_show (GazetteSavedBar *self,
                        GazetteNewsroom *newsroom,
                        GazetteStored   *stored)
{
  g_return_if_fail (GAZETTE_IS_SAVED_BAR (self));
  g_return_if_fail (stored != NULL);

  g_set_object (&self->newsroom, newsroom);
  if (self->article_id != stored->id || !stored->is_updated)
    set_comparing (self, FALSE);
  self->article_id = stored->id;
  adw_banner_set_revealed (self->offer, newsroom != NULL && stored->is_updated && !self->is_comparing);
}
