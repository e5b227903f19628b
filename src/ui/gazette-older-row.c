/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-older-row.h"

struct _GazetteOlderRow
{
  AdwBin               parent_instance;

  GtkLabel            *note;
  GtkWidget           *button;
  GtkWidget           *spinner;
  GtkLabel            *label;

  GazetteArchiveWatch *watch;
};

G_DEFINE_FINAL_TYPE (GazetteOlderRow, gazette_older_row, ADW_TYPE_BIN)

/**
 * gazette_older_row_is_needed:
 * @watch: what is known of the archive
 *
 * Returns: whether there is anything to offer or to say. A source that has nothing
 *   older needs no words for it, unless it was asked
 */
gboolean
gazette_older_row_is_needed (GazetteArchiveWatch *watch)
{
  const GazetteArchive *archive = gazette_archive_watch_get_archive (watch);

  return archive != NULL && (!archive->ended || archive->n_pages > 0 || archive->note != NULL);
}

static const char *
get_note (const GazetteArchive *archive)
{
  if (archive->note != NULL)
    return archive->note;

  return archive->ended ? _("These are all articles") : NULL;
}

static const char *
get_label (GazetteArchiveWatch  *watch,
           const GazetteArchive *archive)
{
  if (archive->downloading)
    return _("Downloading the Archive…");
  if (gazette_archive_watch_get_loading (watch))
    return _("Loading Older Articles…");

  return archive->note != NULL ? _("_Try Again") : _("_Load Older Articles");
}

static void
update (GazetteOlderRow *self)
{
  const GazetteArchive *archive = gazette_archive_watch_get_archive (self->watch);
  gboolean is_busy;
  const char *note;

  /* What is shown stays until the row goes. */
  if (archive == NULL)
    return;

  is_busy = archive->downloading || gazette_archive_watch_get_loading (self->watch);
  note = is_busy && !archive->downloading ? NULL : get_note (archive);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_label_set_label (self->label, get_label (self->watch, archive));
  gtk_widget_set_visible (self->spinner, is_busy);
  gtk_widget_set_visible (self->button, !archive->ended);
}

/* For keys that go along the headlines. */
static gboolean
gazette_older_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GAZETTE_OLDER_ROW (widget)->button);
}

static void
gazette_older_row_dispose (GObject *object)
{
  GazetteOlderRow *self = GAZETTE_OLDER_ROW (object);

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_OLDER_ROW);

  G_OBJECT_CLASS (gazette_older_row_parent_class)->dispose (object);
}

static void
gazette_older_row_class_init (GazetteOlderRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_older_row_dispose;
  widget_class->grab_focus = gazette_older_row_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-older-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteOlderRow, note);
  gtk_widget_class_bind_template_child (widget_class, GazetteOlderRow, button);
  gtk_widget_class_bind_template_child (widget_class, GazetteOlderRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, GazetteOlderRow, label);
}

static void
gazette_older_row_init (GazetteOlderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_older_row_new:
 * @watch: what is known of the archive
 *
 * Returns: (transfer full): a row that follows it
 */
GtkWidget *
gazette_older_row_new (GazetteArchiveWatch *watch)
{
  GazetteOlderRow *self;

  g_return_val_if_fail (GAZETTE_IS_ARCHIVE_WATCH (watch), NULL);

  self = g_object_new (GAZETTE_TYPE_OLDER_ROW, NULL);
  self->watch = g_object_ref (watch);
  g_signal_connect_swapped (watch, "changed", G_CALLBACK (update), self);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * gazette_older_row_dup_name:
 * @self: a row
 *
 * Returns: (transfer full): what assistive technology calls it
 */
char *
gazette_older_row_dup_name (GazetteOlderRow *self)
{
  g_return_val_if_fail (GAZETTE_IS_OLDER_ROW (self), NULL);

  return g_strdup (gtk_widget_get_visible (self->button) ? gtk_label_get_text (self->label)
                                                         : gtk_label_get_text (self->note));
}
