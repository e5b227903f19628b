/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gazette-error.h"
#include "gazette-file-name.h"
#include "gazette-output.h"
#include "gazette-page-markdown.h"
#include "gazette-page-print.h"
#include "gazette-ticket.h"
#include "gazette-window-private.h"

/* How often it is looked how far the work is, in milliseconds; what is done before
 * the second look says nothing. */
#define LOOK 300

/* In points: what is good to read, where the printer leaves room for it. */
#define MARGIN_X 68
#define MARGIN_Y 57

/* An article that is being written. */
typedef struct
{
  GazetteWindow  *window;
  GazettePrint   *print;
  GCancellable   *cancellable;
  char           *path;
  AdwToast       *toast;
  guint           source;
  guint           n_looks;

  /* When it is for paper. */
  GtkPrintDialog *dialog;
  GtkPrintSetup  *setup;
  char           *folder;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_handle_id (&job->source, g_source_remove);
  if (job->toast != NULL)
    adw_toast_dismiss (job->toast);
  g_clear_object (&job->toast);
  if (job->window->output == job->cancellable)
    g_clear_object (&job->window->output);
  if (job->folder != NULL)
    {
      g_unlink (job->path);
      g_rmdir (job->folder);
    }
  g_object_unref (job->window);
  g_object_unref (job->print);
  g_object_unref (job->cancellable);
  g_clear_object (&job->dialog);
  g_clear_object (&job->setup);
  g_free (job->folder);
  g_free (job->path);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static gboolean
look_cb (gpointer user_data)
{
  Job *job = user_data;
  g_autofree char *title = NULL;

  if (++job->n_looks < 2)
    return G_SOURCE_CONTINUE;

  /* TRANSLATORS: how much of an article is made ready for printing */
  title = g_strdup_printf (_("Laying out the pages: %d %%"), (int) (gazette_print_get_progress (job->print) * 100));
  if (job->toast != NULL)
    {
      adw_toast_set_title (job->toast, title);
      return G_SOURCE_CONTINUE;
    }

  job->toast = g_object_ref (adw_toast_new (title));
  adw_toast_set_timeout (job->toast, 0);
  adw_toast_set_button_label (job->toast, _("_Cancel"));
  adw_toast_set_action_name (job->toast, "win.cancel-output");
  adw_toast_overlay_add_toast (job->window->toast_overlay, g_object_ref (job->toast));

  return G_SOURCE_CONTINUE;
}

static void
printed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_print_dialog_print_file_finish (GTK_PRINT_DIALOG (object), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) && job->window->toast_overlay != NULL)
    gazette_window_tell (job->window, _("The printer did not take the article. See whether it is switched on."));
}

static DexFuture *
written_cb (DexFuture *future,
            gpointer   user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = dex_future_get_value (future, &error) != NULL;

  g_clear_handle_id (&job->source, g_source_remove);
  /* The window may be closed by now. */
  if (job->window->toast_overlay == NULL)
    return dex_future_new_true ();

  if (!good)
    {
      if (error->domain == GAZETTE_ERROR)
        gazette_window_tell (job->window, error->message);
    }
  else
    {
      g_autoptr(GFile) file = g_file_new_for_path (job->path);
      GtkPrintDialog *dialog = job->dialog;
      GtkPrintSetup *setup = job->setup;

      gtk_print_dialog_print_file (dialog, GTK_WINDOW (job->window), setup, file, job->cancellable, printed_cb,
                                   g_steal_pointer (&job));
    }

  return dex_future_new_true ();
}

static void
begin_writing (Job *job)
{
  GazetteWindow *window = job->window;

  if (window->toast_overlay == NULL || window->output != NULL)
    {
      job_free (job);
      return;
    }

  window->output = g_object_ref (job->cancellable);
  job->source = g_timeout_add (LOOK, look_cb, job);
  dex_future_disown (dex_future_finally (gazette_output_write (window->newsroom, job->print, job->path,
                                                               job->cancellable),
                                         written_cb, job, NULL));
}

static Job *
job_new (GazetteWindow *window)
{
  g_autoptr(GazettePrint) print = gazette_page_dup_print (gazette_pane_get_page (window->pane));
  Job *job;

  if (print == NULL || window->output != NULL)
    return NULL;

  job = g_new0 (Job, 1);
  job->window = g_object_ref (window);
  job->print = g_steal_pointer (&print);
  job->cancellable = g_cancellable_new ();

  return job;
}

static char *
dup_file_name (GazetteWindow *self)
{
  GazetteStored *stored = gazette_pane_get_article (self->pane);

  return gazette_file_name_new (stored->article->title, ".pdf");
}

/* As wide as is good to read, and as the printer can at least. */
static double
get_margin (double of_printer,
            double wanted,
            double side)
{
  return MAX (of_printer, MIN (wanted, 0.12 * side));
}

static void
take_setup (Job *job)
{
  GtkPageSetup *page = gtk_print_setup_get_page_setup (job->setup);
  GtkPrintSettings *settings = gtk_print_setup_get_print_settings (job->setup);
  GazettePaper paper = GAZETTE_PAPER_A4;
  int n_ranges = 0;
  g_autofree GtkPageRange *ranges = NULL;

  if (page != NULL)
    {
      paper.width = gtk_page_setup_get_paper_width (page, GTK_UNIT_POINTS);
      paper.height = gtk_page_setup_get_paper_height (page, GTK_UNIT_POINTS);
      paper.left = get_margin (gtk_page_setup_get_left_margin (page, GTK_UNIT_POINTS), MARGIN_X, paper.width);
      paper.right = get_margin (gtk_page_setup_get_right_margin (page, GTK_UNIT_POINTS), MARGIN_X, paper.width);
      paper.top = get_margin (gtk_page_setup_get_top_margin (page, GTK_UNIT_POINTS), MARGIN_Y, paper.height);
      paper.bottom = get_margin (gtk_page_setup_get_bottom_margin (page, GTK_UNIT_POINTS), MARGIN_X, paper.height);
      gazette_print_set_paper (job->print, &paper);
    }

  if (settings == NULL || gtk_print_settings_get_print_pages (settings) != GTK_PRINT_PAGES_RANGES)
    return;

  ranges = gtk_print_settings_get_page_ranges (settings, &n_ranges);
  for (int i = 0; i < n_ranges; i++)
    {
      if (ranges[i].start >= 0 && ranges[i].end >= ranges[i].start)
        gazette_print_add_range (job->print, (guint) ranges[i].start, (guint) ranges[i].end);
    }
}

static void
set_up_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;

  job->setup = gtk_print_dialog_setup_finish (GTK_PRINT_DIALOG (object), result, &error);
  if (job->window->toast_overlay == NULL || gazette_pane_get_article (job->window->pane) == NULL)
    return;
  if (job->setup == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        gazette_window_tell (job->window, _("There is no way to print here. Export the article as PDF instead."));
      return;
    }

  take_setup (job);
  name = dup_file_name (job->window);
  job->folder = g_dir_make_tmp ("gazette-XXXXXX", NULL);
  if (job->folder == NULL)
    {
      gazette_window_tell (job->window, _("There is no room to print the article. Delete something, then try again."));
      return;
    }
  job->path = g_build_filename (job->folder, name, NULL);
  begin_writing (g_steal_pointer (&job));
}

/* GTK's own operation would draw on the main thread. This hands over a file that
 * was made on another one, and is what the portal does in any case. */
static void
print_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GazetteWindow *self = user_data;
  GtkPrintDialog *dialog;
  Job *job = job_new (self);

  if (job == NULL)
    return;

  dialog = job->dialog = gtk_print_dialog_new ();
  gtk_print_dialog_set_title (dialog, _("Print"));
  gtk_print_dialog_setup (dialog, GTK_WINDOW (self), NULL, set_up_cb, job);
}

static void
cancel_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GazetteWindow *self = user_data;

  if (self->output != NULL)
    g_cancellable_cancel (self->output);
}

static void
open_file_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  g_autoptr(GFile) file = g_file_new_for_path (g_variant_get_bytestring (parameter));
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (user_data), NULL, NULL, NULL);
}

static DexFuture *
markdown_made_cb (DexFuture *future,
                  gpointer   user_data)
{
  g_autoptr(GazetteWindow) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self != NULL && self->toast_overlay != NULL && value != NULL)
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), g_value_get_string (value));
      gazette_window_tell (self, _("Copied as Markdown"));
    }

  return dex_future_new_true ();
}

static void
copy_markdown_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GazetteWindow *self = user_data;
  DexFuture *future = gazette_page_make_markdown (gazette_pane_get_page (self->pane));

  dex_future_disown (dex_future_finally (future, markdown_made_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

static GazettePageAloud *
get_aloud (GazetteWindow *self)
{
  return gazette_page_get_aloud (gazette_pane_get_page (self->pane));
}

static void
read_aloud_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gazette_page_aloud_toggle (get_aloud (user_data));
}

static void
previous_sentence_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  gazette_page_aloud_skip (get_aloud (user_data), -1);
}

static void
next_sentence_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  gazette_page_aloud_skip (get_aloud (user_data), 1);
}

static void
stop_reading_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  gazette_page_aloud_stop (get_aloud (user_data));
}

/**
 * gazette_window_update_output:
 * @self: a window
 *
 * Takes over whether an article can be read aloud, and whether it is.
 */
void
gazette_window_update_output (GazetteWindow *self)
{
  static const char *const of_reading[] = { "previous-sentence", "next-sentence", "stop-reading" };
  gboolean available = FALSE;
  gboolean active = FALSE;

  if (gazette_pane_get_article (self->pane) != NULL)
    g_object_get (get_aloud (self), "available", &available, "active", &active, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_reading); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), of_reading[i])),
                                 active);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "read-aloud")),
                               available);
}

/**
 * gazette_window_follow_aloud:
 * @self: a window whose pane has its page
 *
 * Follows what reads its articles aloud, and looks whether that can speak.
 */
void
gazette_window_follow_aloud (GazetteWindow *self)
{
  GazettePageAloud *aloud = get_aloud (self);

  g_signal_connect_object (aloud, "notify", G_CALLBACK (gazette_window_update_output), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (aloud, "failed", G_CALLBACK (gazette_window_tell), self, G_CONNECT_SWAPPED);
  gazette_page_aloud_look (aloud);
}

/**
 * gazette_window_add_output:
 * @self: a window
 *
 * Adds what an article can leave the page by.
 */
void
gazette_window_add_output (GazetteWindow *self)
{
  static const GActionEntry entries[] = {
    { "print", print_cb },
    { "copy-markdown", copy_markdown_cb },
    { "read-aloud", read_aloud_cb },
    { "previous-sentence", previous_sentence_cb },
    { "next-sentence", next_sentence_cb },
    { "stop-reading", stop_reading_cb },
    { "cancel-output", cancel_cb },
    { "open-file", open_file_cb, "ay" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
