/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-choice-row.h"

struct _GazetteChoiceRow
{
  AdwBin         parent_instance;

  GtkImage      *icon;
  GtkLabel      *title;
  GtkWidget     *trouble;
  GtkLabel      *count;

  GazetteChoice *choice;
};

G_DEFINE_FINAL_TYPE (GazetteChoiceRow, gazette_choice_row, ADW_TYPE_BIN)

static const char *
get_icon_name (GazetteChoice *choice)
{
  switch (gazette_choice_get_kind (choice))
    {
    case GAZETTE_VIEW_UNREAD:
      return "mail-unread-symbolic";
    case GAZETTE_VIEW_SAVED:
      return "user-bookmarks-symbolic";
    case GAZETTE_VIEW_TODAY:
      return "x-office-calendar-symbolic";
    case GAZETTE_VIEW_HIGHLIGHTS:
      return "document-edit-symbolic";
    case GAZETTE_VIEW_MUTED:
      return "audio-volume-muted-symbolic";
    case GAZETTE_VIEW_SOURCE:
      return gazette_choice_get_muted (choice) ? "audio-volume-muted-symbolic" : "application-rss+xml-symbolic";
    case GAZETTE_VIEW_SEARCH:
      return "edit-find-symbolic";
    case GAZETTE_VIEW_ALL:
    default:
      return "view-list-symbolic";
    }
}

static void
update (GazetteChoiceRow *self)
{
  const char *trouble = gazette_choice_get_trouble (self->choice);
  guint count = gazette_choice_get_count (self->choice);
  gboolean is_more = gazette_choice_get_kind (self->choice) == GAZETTE_VIEW_SEARCH && count >= GAZETTE_SEARCH_MAX_COUNT;
  g_autofree char *text = NULL;

  if (count > 0)
    text = is_more ? g_strdup_printf ("%'u+", count - 1) : g_strdup_printf ("%'u", count);

  gtk_image_set_from_icon_name (self->icon, get_icon_name (self->choice));
  gtk_label_set_text (self->title, gazette_choice_get_title (self->choice));
  gtk_label_set_text (self->count, text != NULL ? text : "");
  gtk_widget_set_visible (self->trouble, trouble != NULL);
  gtk_widget_set_tooltip_text (self->trouble, trouble);
}

static void
gazette_choice_row_dispose (GObject *object)
{
  gazette_choice_row_set_choice (GAZETTE_CHOICE_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_CHOICE_ROW);

  G_OBJECT_CLASS (gazette_choice_row_parent_class)->dispose (object);
}

static void
gazette_choice_row_class_init (GazetteChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_choice_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteChoiceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GazetteChoiceRow, title);
  gtk_widget_class_bind_template_child (widget_class, GazetteChoiceRow, trouble);
  gtk_widget_class_bind_template_child (widget_class, GazetteChoiceRow, count);
}

static void
gazette_choice_row_init (GazetteChoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_choice_row_new:
 *
 * Returns: (transfer full): an empty row
 */
GtkWidget *
gazette_choice_row_new (void)
{
  return g_object_new (GAZETTE_TYPE_CHOICE_ROW, NULL);
}

/**
 * gazette_choice_row_set_choice:
 * @self: a row
 * @choice: (nullable): what to show and follow
 */
void
gazette_choice_row_set_choice (GazetteChoiceRow *self,
                               GazetteChoice    *choice)
{
  g_return_if_fail (GAZETTE_IS_CHOICE_ROW (self));
  g_return_if_fail (choice == NULL || GAZETTE_IS_CHOICE (choice));

  if (self->choice != NULL)
    g_signal_handlers_disconnect_by_data (self->choice, self);
  g_set_object (&self->choice, choice);
  if (choice == NULL)
    return;

  g_signal_connect_swapped (choice, "notify", G_CALLBACK (update), self);
  update (self);
}

/**
 * gazette_choice_row_get_choice:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GazetteChoice *
gazette_choice_row_get_choice (GazetteChoiceRow *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICE_ROW (self), NULL);

  return self->choice;
}

/**
 * gazette_choice_row_dup_remark:
 * @self: a row
 *
 * Returns: (transfer full): what else assistive technology says of it: how many
 *   articles there are, and what is wrong
 */
char *
gazette_choice_row_dup_remark (GazetteChoiceRow *self)
{
  g_autofree char *count = NULL;

  g_return_val_if_fail (GAZETTE_IS_CHOICE_ROW (self), NULL);

  if (self->choice == NULL)
    return g_strdup ("");

  count = gazette_choice_dup_count (self->choice);
  if (gazette_choice_get_trouble (self->choice) == NULL)
    return g_steal_pointer (&count);

  return g_strconcat (count, ". ", gazette_choice_get_trouble (self->choice), NULL);
}
