/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-file-keep.h"
#include "gazette-file-row.h"
#include "gazette-ticket.h"
#include "gazette-toast.h"

struct _GazetteFileRow
{
  GtkListBoxRow      parent_instance;

  GtkImage          *icon;
  GtkLabel          *title;
  GtkLabel          *facts;
  GtkLabel          *note;
  GtkProgressBar    *progress;
  GtkWidget         *buttons;
  GtkWidget         *keep;
  GtkWidget         *measure;
  GtkWidget         *stop;
  GtkWidget         *open;
  GtkWidget         *save_as;
  GtkWidget         *remove;
  GtkWidget         *browse;

  GazetteNewsroom   *newsroom;
  gint64             article_id;
  GazetteAttachment *attachment;

  /* What the library knows of a copy; until that is read, nothing is offered. */
  gboolean           is_loaded;
  gboolean           has_copy;
  gboolean           has_failed;
  char              *reason;
  /* The server was asked for the size. */
  gboolean           is_measured;
};

G_DEFINE_FINAL_TYPE (GazetteFileRow, gazette_file_row, GTK_TYPE_LIST_BOX_ROW)

/* A copy that was removed, and may come back as long as a toast says so. */
typedef struct
{
  GazetteNewsroom *newsroom;
  gint64           article_id;
  char            *url;
  gboolean         is_back;
} Removed;

static void load (GazetteFileRow *self);

static char *
dup_duration (gint64 seconds)
{
  if (seconds >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));

  return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

/* "MP3 audio · 12.3 MB · 24:10 · Copy kept" */
static char *
describe (GazetteFileRow *self)
{
  const GazetteAttachment *attachment = self->attachment;
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_auto(GStrv) strings = NULL;

  if (attachment->type != NULL)
    {
      g_autofree char *content_type = g_content_type_from_mime_type (attachment->type);

      g_strv_builder_take (parts, content_type != NULL ? g_content_type_get_description (content_type)
                                                       : g_strdup (attachment->type));
    }
  if (attachment->size > 0)
    g_strv_builder_take (parts, g_format_size ((guint64) attachment->size));
  else
    g_strv_builder_add (parts, _("size unknown"));
  if (attachment->duration > 0)
    g_strv_builder_take (parts, dup_duration (attachment->duration));
  if (self->has_copy)
    g_strv_builder_add (parts, _("copy kept"));
  strings = g_strv_builder_end (parts);

  return g_strjoinv (" · ", strings);
}

static char *
describe_progress (gint64 n_received,
                   gint64 n_all)
{
  g_autofree char *received = g_format_size ((guint64) n_received);
  g_autofree char *all = n_all > 0 ? g_format_size ((guint64) n_all) : NULL;

  if (all == NULL)
    /* TRANSLATORS: how much of a file was fetched, such as "3 MB" */
    return g_strdup_printf (_("Keeping a copy: %s"), received);

  /* TRANSLATORS: how much of a file was fetched, such as "3 MB of 12 MB" */
  return g_strdup_printf (_("Keeping a copy: %s of %s"), received, all);
}

static void
show_progress (GazetteFileRow *self,
               gboolean        is_keeping,
               gint64          n_received,
               gint64          n_all)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_keeping);
  if (is_keeping && n_all > 0)
    gtk_progress_bar_set_fraction (self->progress, CLAMP ((double) n_received / (double) n_all, 0, 1));
  else if (is_keeping)
    gtk_progress_bar_pulse (self->progress);
}

static void
update (GazetteFileRow *self)
{
  gint64 n_received, n_all;
  gboolean is_keeping = gazette_newsroom_get_file_progress (self->newsroom, self->article_id, self->attachment->url,
                                                            &n_received, &n_all);
  gboolean is_free = self->is_loaded && !is_keeping && !self->has_copy;
  gboolean is_sized = self->attachment->size > 0 || self->is_measured;
  g_autofree char *facts = is_keeping ? describe_progress (n_received, n_all) : describe (self);

  gtk_label_set_label (self->facts, facts);
  gtk_label_set_label (self->note, self->reason != NULL ? self->reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), self->reason != NULL && !is_keeping);
  show_progress (self, is_keeping, n_received, n_all);
  gtk_button_set_label (GTK_BUTTON (self->keep), self->has_failed ? _("_Try Again") : _("_Keep a Copy"));
  gtk_widget_set_visible (self->keep, is_free && (is_sized || self->has_failed));
  gtk_widget_set_visible (self->measure, is_free && !is_sized && !self->has_failed);
  gtk_widget_set_visible (self->stop, is_keeping);
  gtk_widget_set_visible (self->open, self->has_copy && !is_keeping);
  gtk_widget_set_visible (self->save_as, self->has_copy && !is_keeping);
  gtk_widget_set_visible (self->remove, self->has_copy && !is_keeping);
  gtk_widget_set_visible (self->browse, !self->has_copy && !is_keeping);
}

static void
take (GazetteFileRow        *self,
      const GazetteKeptFile *file)
{
  gint64 n_received, n_all;
  gboolean is_keeping = gazette_newsroom_get_file_progress (self->newsroom, self->article_id, self->attachment->url,
                                                            &n_received, &n_all);

  self->is_loaded = TRUE;
  self->has_copy = file != NULL && file->state == GAZETTE_FILE_KEPT;
  self->has_failed = file != NULL && file->state != GAZETTE_FILE_KEPT && !is_keeping;
  g_clear_pointer (&self->reason, g_free);
  if (self->has_failed)
    self->reason = g_strdup (file->note != NULL ? file->note : _("The copy is not there yet."));
  if (self->has_copy)
    self->attachment->size = file->size;
  update (self);
}

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer   user_data)
{
  g_autoptr(GazetteFileRow) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  GPtrArray *files = value != NULL ? g_value_get_boxed (value) : NULL;
  const GazetteKeptFile *found = NULL;

  if (self == NULL || self->facts == NULL)
    return NULL;

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const GazetteKeptFile *file = files->pdata[i];

      if (g_str_equal (file->url, self->attachment->url))
        found = file;
    }
  take (self, found);

  return NULL;
}

static void
load (GazetteFileRow *self)
{
  GazetteLibrary *library = gazette_newsroom_get_library (self->newsroom);

  dex_future_disown (dex_future_finally (gazette_library_list_files (library, self->article_id), loaded_cb,
                                         gazette_ticket_new (self, 0), gazette_ticket_free));
}

static void
file_changed_cb (GazetteFileRow *self,
                 gint64          article_id,
                 const char     *url)
{
  gint64 n_received, n_all;

  if (article_id != self->article_id || !g_str_equal (url, self->attachment->url))
    return;

  if (gazette_newsroom_get_file_progress (self->newsroom, article_id, url, &n_received, &n_all))
    update (self);
  else
    load (self);
}

static void
keep_cb (GazetteFileRow *self)
{
  g_clear_pointer (&self->reason, g_free);
  dex_future_disown (gazette_newsroom_keep_file (self->newsroom, self->article_id, self->attachment));
}

static void
stop_cb (GazetteFileRow *self)
{
  gazette_newsroom_stop_file (self->newsroom, self->article_id, self->attachment->url);
}

static DexFuture *
measured_cb (DexFuture *future,
             gpointer   user_data)
{
  g_autoptr(GazetteFileRow) self = gazette_ticket_dup_owner (user_data);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || self->facts == NULL)
    return NULL;

  /* Without an answer it can be tried all the same: it says there why not. */
  self->is_measured = TRUE;
  if (value != NULL)
    self->attachment->size = g_value_get_int64 (value);
  else
    g_set_str (&self->reason, error->message);
  gtk_widget_set_sensitive (self->measure, TRUE);
  update (self);

  return NULL;
}

static void
measure_cb (GazetteFileRow *self)
{
  gtk_widget_set_sensitive (self->measure, FALSE);
  dex_future_disown (dex_future_finally (gazette_newsroom_measure_file (self->newsroom, self->attachment->url),
                                         measured_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

static void
browse_cb (GazetteFileRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "page.open-link", "s", self->attachment->url);
}

static GtkWindow *
get_window (GazetteFileRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
launched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GazetteFileRow) self = gazette_ticket_dup_owner (user_data);
  g_autoptr(GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (object), result, &error) && self != NULL &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    gazette_toast_tell (GTK_WIDGET (self), _("No program could be opened for this file."));
  gazette_ticket_free (user_data);
}

/* Returns: (transfer full) (nullable): the copy, known to be whole, or else NULL, and why was told */
static GFile *
take_ready (GazetteFileRow *self,
            DexFuture      *future)
{
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || self->facts == NULL)
    return NULL;

  gtk_widget_set_sensitive (self->buttons, TRUE);
  if (value == NULL)
    {
      gazette_toast_tell (GTK_WIDGET (self), error->message);
      return NULL;
    }

  return g_file_new_for_path (g_value_get_string (value));
}

static DexFuture *
ready_cb (DexFuture *future,
          gpointer   user_data)
{
  g_autoptr(GazetteFileRow) self = gazette_ticket_dup_owner (user_data);
  g_autoptr(GFile) file = take_ready (self, future);
  g_autoptr(GtkFileLauncher) launcher = NULL;

  if (file == NULL)
    return NULL;

  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, get_window (self), NULL, launched_cb, gazette_ticket_new (self, 0));

  return NULL;
}

static DexFuture *
prepare (GazetteFileRow *self)
{
  g_autofree char *name = gazette_attachment_dup_file_name (self->attachment);

  /* It is read as a whole before. */
  gtk_widget_set_sensitive (self->buttons, FALSE);

  return gazette_newsroom_open_file (self->newsroom, self->article_id, self->attachment->url, name);
}

static void
open_cb (GazetteFileRow *self)
{
  dex_future_disown (dex_future_finally (prepare (self), ready_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

typedef struct
{
  GazetteTicket *ticket;
  GFile         *target;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  gazette_ticket_free (saving->ticket);
  g_object_unref (saving->target);
  g_free (saving);
}

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GazetteFileRow) self = gazette_ticket_dup_owner (user_data);
  g_autoptr(GError) error = NULL;
  gboolean success = g_file_copy_finish (G_FILE (object), result, &error);
  g_autofree char *failure = success ? NULL
                                     /* TRANSLATORS: %s says why, such as “Permission denied” */
                                     : g_strdup_printf (_("The file could not be saved (%s)."), error->message);

  gazette_ticket_free (user_data);
  if (self != NULL && self->facts != NULL)
    gazette_toast_tell (GTK_WIDGET (self), success ? _("File saved") : failure);
}

static DexFuture *
copy_cb (DexFuture *future,
         gpointer   user_data)
{
  Saving *saving = user_data;
  g_autoptr(GazetteFileRow) self = gazette_ticket_dup_owner (saving->ticket);
  g_autoptr(GFile) file = take_ready (self, future);

  if (file == NULL)
    return NULL;

  /* It is the person's own there, to be written to. */
  g_file_copy_async (file, saving->target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                     G_PRIORITY_DEFAULT, NULL, NULL, NULL, copied_cb, gazette_ticket_new (self, 0));

  return NULL;
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GazetteFileRow) self = gazette_ticket_dup_owner (user_data);
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  Saving *saving;

  gazette_ticket_free (user_data);
  if (self == NULL || self->facts == NULL || file == NULL)
    {
      g_clear_object (&file);
      return;
    }

  saving = g_new0 (Saving, 1);
  saving->ticket = gazette_ticket_new (self, 0);
  saving->target = file;
  dex_future_disown (dex_future_finally (prepare (self), copy_cb, saving, saving_free));
}

static void
save_as_cb (GazetteFileRow *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = gazette_attachment_dup_file_name (self->attachment);

  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, get_window (self), NULL, chosen_cb, gazette_ticket_new (self, 0));
}

static void
removed_free (gpointer  data,
              GClosure *closure)
{
  Removed *removed = data;

  g_object_unref (removed->newsroom);
  g_free (removed->url);
  g_free (removed);
}

static void
undo_cb (AdwToast *toast,
         Removed  *removed)
{
  removed->is_back = TRUE;
  dex_future_disown (gazette_newsroom_hide_file (removed->newsroom, removed->article_id, removed->url, FALSE));
}

static void
dismissed_cb (AdwToast *toast,
              Removed  *removed)
{
  if (!removed->is_back)
    dex_future_disown (gazette_newsroom_forget_file (removed->newsroom, removed->article_id, removed->url));
}

/* The room on the disk is free when the toast is gone. */
static void
remove_cb (GazetteFileRow *self)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast = adw_toast_new (_("Copy removed"));
  Removed *removed = g_new0 (Removed, 1);

  removed->newsroom = g_object_ref (self->newsroom);
  removed->article_id = self->article_id;
  removed->url = g_strdup (self->attachment->url);
  dex_future_disown (gazette_newsroom_hide_file (self->newsroom, self->article_id, self->attachment->url, TRUE));

  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), removed);
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (dismissed_cb), removed, removed_free, G_CONNECT_DEFAULT);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

static void
gazette_file_row_dispose (GObject *object)
{
  GazetteFileRow *self = GAZETTE_FILE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GAZETTE_TYPE_FILE_ROW);
  g_clear_object (&self->newsroom);

  G_OBJECT_CLASS (gazette_file_row_parent_class)->dispose (object);
}

static void
gazette_file_row_finalize (GObject *object)
{
  GazetteFileRow *self = GAZETTE_FILE_ROW (object);

  g_clear_pointer (&self->attachment, gazette_attachment_free);
  g_free (self->reason);

  G_OBJECT_CLASS (gazette_file_row_parent_class)->finalize (object);
}

static void
gazette_file_row_class_init (GazetteFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_file_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_file_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, title);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, facts);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, note);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, progress);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, keep);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, measure);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, stop);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, open);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, save_as);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, remove);
  gtk_widget_class_bind_template_child (widget_class, GazetteFileRow, browse);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, measure_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_as_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, browse_cb);
}

static void
gazette_file_row_init (GazetteFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
get_icon_name (const GazetteAttachment *attachment)
{
  if (attachment->type != NULL && g_str_has_prefix (attachment->type, "audio/"))
    return "audio-x-generic-symbolic";
  if (attachment->type != NULL && g_str_has_prefix (attachment->type, "video/"))
    return "video-x-generic-symbolic";

  return "mail-attachment-symbolic";
}

/**
 * gazette_file_row_new:
 * @newsroom: what keeps a copy
 * @article_id: the article
 * @attachment: what comes with it
 *
 * Returns: (transfer floating): a row of a list
 */
GtkWidget *
gazette_file_row_new (GazetteNewsroom         *newsroom,
                      gint64                   article_id,
                      const GazetteAttachment *attachment)
{
  GazetteFileRow *self = g_object_new (GAZETTE_TYPE_FILE_ROW, NULL);
  g_autofree char *name = gazette_attachment_dup_name (attachment);

  self->newsroom = g_object_ref (newsroom);
  self->article_id = article_id;
  self->attachment = gazette_attachment_copy (attachment);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (attachment));
  gtk_label_set_label (self->title, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), attachment->url);
  g_signal_connect_object (newsroom, "file-changed", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
  load (self);

  return GTK_WIDGET (self);
}

/**
 * gazette_file_row_new_card:
 * @newsroom: what keeps a copy
 * @article_id: the article
 * @attachment: what it shows
 *
 * Returns: (transfer floating): the same by itself, within a text
 */
GtkWidget *
gazette_file_row_new_card (GazetteNewsroom         *newsroom,
                           gint64                   article_id,
                           const GazetteAttachment *attachment)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "page-file");
  gtk_list_box_append (GTK_LIST_BOX (list), gazette_file_row_new (newsroom, article_id, attachment));

  return list;
}
