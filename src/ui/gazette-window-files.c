/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that the window writes and reads: articles that are exported, backups. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-backup.h"
#include "gazette-error.h"
#include "gazette-export-dialog.h"
#include "gazette-export-run.h"
#include "gazette-file-name.h"
#include "gazette-settings-text.h"
#include "gazette-window-private.h"

/* What is done before that many milliseconds says nothing. */
#define PATIENCE 600

/* A file that is being written or read. */
typedef struct
{
  GazetteWindow       *window;
  GCancellable        *cancellable;
  char                *path;
  char                *progress;
  AdwToast            *toast;
  guint                source;

  /* When it is an export. */
  GazetteExportWhat    what;
  GazetteExportFormat  format;
  gboolean             with_pictures;
  /* Of several that were selected. */
  GArray              *ids;

  /* When it is restored. */
  GazetteBackup       *backup;
} Job;

static void
end_progress (Job *job)
{
  g_clear_handle_id (&job->source, g_source_remove);
  if (job->toast != NULL)
    adw_toast_dismiss (job->toast);
  g_clear_object (&job->toast);
  if (job->window->output == job->cancellable)
    g_clear_object (&job->window->output);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  end_progress (job);
  g_object_unref (job->window);
  g_object_unref (job->cancellable);
  g_clear_pointer (&job->backup, gazette_backup_unref);
  g_clear_pointer (&job->ids, g_array_unref);
  g_free (job->progress);
  g_free (job->path);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (GazetteWindow *window)
{
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (window);
  job->cancellable = g_cancellable_new ();

  return job;
}

static gboolean
patience_cb (gpointer user_data)
{
  Job *job = user_data;

  job->source = 0;
  job->toast = g_object_ref (adw_toast_new (job->progress));
  adw_toast_set_timeout (job->toast, 0);
  adw_toast_set_use_markup (job->toast, FALSE);
  adw_toast_set_button_label (job->toast, _("_Cancel"));
  adw_toast_set_action_name (job->toast, "win.cancel-output");
  adw_toast_overlay_add_toast (job->window->toast_overlay, g_object_ref (job->toast));

  return G_SOURCE_REMOVE;
}

/* Returns: whether nothing else is under way that could be cancelled */
static gboolean
begin_progress (Job        *job,
                const char *progress)
{
  if (!gazette_window_is_open (job->window) || job->window->output != NULL)
    return FALSE;

  job->window->output = g_object_ref (job->cancellable);
  g_set_str (&job->progress, progress);
  job->source = g_timeout_add (PATIENCE, patience_cb, job);

  return TRUE;
}

static void
tell_error (Job          *job,
            const GError *error)
{
  if (error->domain == GAZETTE_ERROR)
    gazette_window_tell (job->window, error->message);
}

static char *
dup_shown_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_filename_display_name (name);
}

/* Exporting */

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  Job *job = user_data;

  g_free (job->progress);
  /* TRANSLATORS: the number of the article that is written to a file, and of how many */
  job->progress = g_strdup_printf (_("Exporting article %u of %u"), done + 1, total);
  if (job->toast != NULL)
    adw_toast_set_title (job->toast, job->progress);
}

static void
tell_exported (Job                       *job,
               const GazetteExportReport *report)
{
  g_autofree char *name = dup_shown_name (job->path);
  /* TRANSLATORS: %s is the name of a file */
  g_autofree char *saved = g_strdup_printf (_("“%s” saved"), name);
  g_autofree char *message = NULL;
  AdwToast *toast;

  if (report->n_missing > 0)
    message = g_strdup_printf (ngettext ("“%s” saved, without %u picture that is not on this computer",
                                         "“%s” saved, without %u pictures that are not on this computer",
                                         report->n_missing),
                               name, report->n_missing);
  toast = adw_toast_new (message != NULL ? message : saved);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Open"));
  adw_toast_set_action_name (toast, "win.open-file");
  adw_toast_set_action_target (toast, "^ay", job->path);
  adw_toast_overlay_add_toast (job->window->toast_overlay, toast);
}

static DexFuture *
exported_cb (DexFuture *future,
             gpointer   user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  end_progress (job);
  if (!gazette_window_is_open (job->window))
    return dex_future_new_true ();

  if (value != NULL)
    tell_exported (job, g_value_get_boxed (value));
  else
    tell_error (job, error);

  return dex_future_new_true ();
}

static void
begin_export (Job *job)
{
  GazetteWindow *window = job->window;
  GazetteStored *stored = gazette_pane_get_article (window->pane);
  g_autoptr(GArray) ids = NULL;
  g_autofree char *title = NULL;
  GazetteExportOrder order = {
    .format = job->format,
    .path = job->path,
    .with_pictures = job->with_pictures,
    .kind = GAZETTE_VIEW_SAVED,
  };

  if (job->what == GAZETTE_EXPORT_THIS && stored != NULL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (ids, stored->id);
    }
  else if (job->what == GAZETTE_EXPORT_SHOWN)
    {
      ids = gazette_sidebar_dup_ids (window->sidebar);
      title = g_strdup (gazette_sidebar_get_title (window->sidebar));
    }
  else if (job->what == GAZETTE_EXPORT_SELECTED)
    {
      ids = g_array_ref (job->ids);
      title = g_strdup (gazette_sidebar_get_title (window->sidebar));
    }
  else if (job->what == GAZETTE_EXPORT_SAVED)
    {
      title = g_strdup (_("Saved Articles"));
    }
  else
    {
      job_free (job);
      return;
    }

  order.ids = ids;
  order.title = title;
  dex_future_disown (dex_future_finally (gazette_newsroom_export (window->newsroom, &order, job->cancellable,
                                                                  progress_cb, job, NULL),
                                         exported_cb, job, NULL));
}

static void
export_file_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Job) job = user_data;

  job->path = gazette_window_finish_target (job->window, GTK_FILE_DIALOG (object), result);
  if (job->path != NULL && begin_progress (job, _("Exporting…")))
    begin_export (g_steal_pointer (&job));
}

static void
chosen_cb (GazetteWindow       *self,
           GazetteExportWhat    what,
           GazetteExportFormat  format,
           gboolean             with_pictures)
{
  GazetteStored *stored = gazette_pane_get_article (self->pane);
  const char *title = NULL;
  g_autofree char *name = NULL;
  Job *job = job_new (self);

  job->what = what;
  job->format = format;
  job->with_pictures = with_pictures;
  if (what == GAZETTE_EXPORT_SELECTED)
    {
      job->ids = gazette_sidebar_dup_selected (self->sidebar);
      gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "headlines.end", NULL);
    }
  if (what == GAZETTE_EXPORT_THIS)
    title = stored != NULL ? stored->article->title : NULL;
  else
    title = what != GAZETTE_EXPORT_SAVED ? gazette_sidebar_get_title (self->sidebar) : _("Saved Articles");
  name = gazette_file_name_new (title, gazette_export_get_ending (format));
  gazette_window_choose_target (self, _("Export"), _("_Export"), name, export_file_cb, job);
}

static DexFuture *
counted_cb (DexFuture *future,
            gpointer   user_data)
{
  g_autoptr(Job) job = user_data;
  const GValue *value = dex_future_get_value (future, NULL);
  const GazetteCounts *counts = value != NULL ? g_value_get_boxed (value) : NULL;
  GazetteWindow *self = job->window;
  g_autoptr(GArray) shown = NULL;
  g_autoptr(GArray) selected = NULL;
  AdwDialog *dialog;

  if (!gazette_window_is_open (job->window) || counts == NULL ||
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return dex_future_new_true ();

  shown = gazette_sidebar_dup_ids (self->sidebar);
  selected = gazette_sidebar_dup_selected (self->sidebar);
  dialog = gazette_export_dialog_new (gazette_sidebar_get_title (self->sidebar), shown->len, counts->n_saved,
                                      gazette_pane_get_article (self->pane) != NULL, selected->len, job->what);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));

  return dex_future_new_true ();
}

static void
open_export (GazetteWindow     *self,
             GazetteExportWhat  what)
{
  Job *job = job_new (self);

  job->what = what;
  dex_future_disown (dex_future_finally (gazette_library_load_counts (gazette_newsroom_get_library (self->newsroom)),
                                         counted_cb, job, NULL));
}

static void
export_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  open_export (user_data, GAZETTE_EXPORT_THIS);
}

static void
export_articles_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  open_export (user_data, GAZETTE_EXPORT_SHOWN);
}

static void
export_selected_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  open_export (user_data, GAZETTE_EXPORT_SELECTED);
}

/* Backing up */

static DexFuture *
backed_up_cb (DexFuture *future,
              gpointer   user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = dex_future_get_value (future, &error) != NULL;

  end_progress (job);
  if (!gazette_window_is_open (job->window))
    return dex_future_new_true ();

  if (good)
    {
      g_autofree char *name = dup_shown_name (job->path);
      g_autofree char *message = g_strdup_printf (_("“%s” saved"), name);

      gazette_window_tell (job->window, message);
    }
  else
    {
      tell_error (job, error);
    }

  return dex_future_new_true ();
}

static void
backup_file_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autofree char *preferences = NULL;
  GazetteNewsroom *newsroom;

  job->path = gazette_window_finish_target (job->window, GTK_FILE_DIALOG (object), result);
  if (job->path == NULL || !begin_progress (job, _("Backing up…")))
    return;

  newsroom = job->window->newsroom;
  preferences = gazette_settings_to_text (job->window->settings);
  dex_future_disown (dex_future_finally (gazette_newsroom_back_up (newsroom, job->path, preferences,
                                                                   job->cancellable),
                                         backed_up_cb, job, NULL));
  g_steal_pointer (&job);
}

static void
back_up_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  /* TRANSLATORS: the name of a file, without its ending; %s is a day such as 2026-11-23 */
  g_autofree char *title = g_strdup_printf (_("Gazette Backup %s"), date);
  g_autofree char *name = gazette_file_name_new (title, ".zip");

  gazette_window_choose_target (user_data, _("Back Up"), _("_Back Up"), name, backup_file_cb, job_new (user_data));
}

/* Restoring */

static void
tell_restored (Job                   *job,
               const GazetteRestored *restored)
{
  g_autofree char *message = g_strdup_printf (ngettext ("%u article restored", "%u articles restored",
                                                        restored->n_articles),
                                              restored->n_articles);

  gazette_window_tell (job->window, restored->n_articles > 0 ? message : _("All articles of the backup were here already."));
  if (restored->n_skipped + restored->n_incomplete > 0)
    gazette_window_tell (job->window, _("Some of the backup was damaged, and was left out."));
}

static DexFuture *
restored_cb (DexFuture *future,
             gpointer   user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  end_progress (job);
  if (!gazette_window_is_open (job->window))
    return dex_future_new_true ();

  if (value == NULL)
    {
      tell_error (job, error);
      return dex_future_new_true ();
    }

  if (gazette_backup_get_preferences (job->backup) != NULL)
    gazette_settings_from_text (job->window->settings, gazette_backup_get_preferences (job->backup));
  tell_restored (job, g_value_get_boxed (value));

  return dex_future_new_true ();
}

static void
restore_response_cb (AdwAlertDialog *dialog,
                     GAsyncResult   *result,
                     gpointer        user_data)
{
  g_autoptr(Job) job = user_data;

  if (!g_str_equal (adw_alert_dialog_choose_finish (dialog, result), "restore") ||
      !begin_progress (job, _("Restoring…")))
    return;

  dex_future_disown (dex_future_finally (gazette_newsroom_restore (job->window->newsroom, job->backup,
                                                                   job->cancellable),
                                         restored_cb, job, NULL));
  g_steal_pointer (&job);
}

static char *
dup_summary (GazetteBackup *backup)
{
  gint64 made = gazette_backup_get_made (backup);
  guint n_articles = gazette_backup_get_n_rows (backup, "articles");
  guint n_sources = gazette_backup_get_n_rows (backup, "sources");
  g_autoptr(GDateTime) moment = made != 0 ? g_date_time_new_from_unix_local (made) : NULL;
  g_autofree char *date = moment != NULL ? g_date_time_format (moment, _("%-d %B %Y, %H:%M")) : g_strdup ("");
  g_autofree char *articles = g_strdup_printf (ngettext ("%'u article", "%'u articles", n_articles), n_articles);
  /* TRANSLATORS: how many news sources are in a backup */
  g_autofree char *sources = g_strdup_printf (ngettext ("%u source", "%u sources", n_sources), n_sources);

  /* TRANSLATORS: what a backup holds: its date, “12 articles”, “3 sources” */
  return g_strdup_printf (_("It is of %s, with %s of %s.\n\n"
                            "What you have now stays, and the backup is added to it. What was read or saved in either "
                            "will be so. Preferences become those of the backup."),
                          date, articles, sources);
}

static DexFuture *
looked_cb (DexFuture *future,
           gpointer   user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  g_autofree char *summary = NULL;
  AdwAlertDialog *dialog;

  end_progress (job);
  if (!gazette_window_is_open (job->window))
    return dex_future_new_true ();

  if (value == NULL)
    {
      tell_error (job, error);
      return dex_future_new_true ();
    }

  job->backup = g_value_dup_boxed (value);
  summary = dup_summary (job->backup);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Restore This Backup?"), summary));
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "restore", _("_Restore"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "restore", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "restore");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (job->window), NULL, (GAsyncReadyCallback) restore_response_cb, job);
  g_steal_pointer (&job);

  return dex_future_new_true ();
}

static void
look_at (Job   *job,
         GFile *file)
{
  g_autoptr(Job) own = job;

  job->path = g_file_get_path (file);
  if (job->path == NULL)
    {
      gazette_window_tell (job->window, _("Only files on this computer can be read. Copy the backup here first."));
      return;
    }
  if (!begin_progress (job, _("Looking at the backup…")))
    return;

  dex_future_disown (dex_future_finally (gazette_newsroom_look_at_backup (job->window->newsroom, job->path),
                                         looked_cb, g_steal_pointer (&own), NULL));
}

static void
restore_file_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file != NULL && gazette_window_is_open (job->window))
    look_at (g_steal_pointer (&job), file);
}

/**
 * gazette_window_restore:
 * @self: a window that has a newsroom
 * @file: a backup
 *
 * Asks whether it is to be restored.
 */
void
gazette_window_restore (GazetteWindow *self,
                        GFile         *file)
{
  g_return_if_fail (GAZETTE_IS_WINDOW (self) && self->newsroom != NULL);
  g_return_if_fail (G_IS_FILE (file));

  look_at (job_new (self), file);
}

static void
restore_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_add_suffix (filter, "zip");
  gtk_file_filter_set_name (filter, _("Backups"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_title (dialog, _("Restore"));
  gtk_file_dialog_set_accept_label (dialog, _("_Restore"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (user_data), NULL, restore_file_cb, job_new (user_data));
}

/**
 * gazette_window_add_files:
 * @self: a window
 *
 * Adds what writes and reads files of a person's own.
 */
void
gazette_window_add_files (GazetteWindow *self)
{
  static const GActionEntry entries[] = {
    { "export", export_cb },
    { "export-articles", export_articles_cb },
    { "export-selected", export_selected_cb },
    { "back-up", back_up_cb },
    { "restore", restore_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
