/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-clip.h"
#include "gazette-error.h"
#include "gazette-file.h"
#include "gazette-import-dialog.h"
#include "gazette-ticket.h"

/* How many pages of a file are shown before they are taken. */
#define N_EXAMPLES 5

struct _GazetteImportDialog
{
  AdwDialog             parent_instance;

  AdwNavigationView    *view;
  GtkWidget            *choose_button;
  AdwActionRow         *error;
  GtkWidget            *last;
  AdwActionRow         *state;
  GtkButton            *stop_button;
  GtkProgressBar       *progress;
  AdwActionRow         *failures;
  AdwNavigationPage    *preview_page;
  GtkWidget            *import_button;
  AdwActionRow         *found;
  AdwActionRow         *known;
  AdwActionRow         *with_text;
  AdwActionRow         *passed_over;
  AdwPreferencesGroup  *examples;
  GtkListBox           *failure_list;

  GazetteNewsroom      *newsroom;
  GazetteImportState   *import;
  /* What was read and is not taken yet, and the file that it is from. */
  GazetteImportOffer   *offer;
  char                 *name;
  GPtrArray            *example_rows;
  /* The file that is wanted now; an earlier one may still be read. */
  guint                 serial;
  guint                 is_loading : 1;
  guint                 load_again : 1;
};

G_DEFINE_FINAL_TYPE (GazetteImportDialog, gazette_import_dialog, ADW_TYPE_DIALOG)

enum
{
  ARTICLE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void load_import (GazetteImportDialog *self);

static void
set_title (AdwActionRow *row,
           const char   *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
}

static void
take_title (AdwActionRow *row,
            char         *title)
{
  set_title (row, title);
  g_free (title);
}

/**
 * gazette_import_dialog_tell:
 * @self: a dialog
 * @message: why a file cannot be read, in plain words
 */
void
gazette_import_dialog_tell (GazetteImportDialog *self,
                            const char          *message)
{
  g_return_if_fail (GAZETTE_IS_IMPORT_DIALOG (self));
  g_return_if_fail (message != NULL);

  set_title (self->error, message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
}

static char *
dup_state (const GazetteImportState *import)
{
  /* TRANSLATORS: of an import: the numbers are how many pages are done, and how many there are */
  return g_strdup_printf (ngettext ("%'u of %'u page", "%'u of %'u pages", import->n_all),
                          import->n_done + import->n_failed, import->n_all);
}

static void
update_import (GazetteImportDialog *self)
{
  const GazetteImportState *import = self->import;
  guint n_dealt = import != NULL ? import->n_done + import->n_failed : 0;
  gboolean is_done;
  g_autofree char *subtitle = NULL;

  gtk_widget_set_visible (self->last, import != NULL);
  if (import == NULL)
    return;

  is_done = n_dealt == import->n_all;
  subtitle = dup_state (import);
  set_title (self->state, import->name);
  adw_action_row_set_subtitle (self->state, subtitle);
  gtk_button_set_label (self->stop_button, import->is_stopped ? _("_Go On") : _("_Stop"));
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button), !is_done);
  gtk_progress_bar_set_fraction (self->progress, import->n_all > 0 ? (double) n_dealt / import->n_all : 1);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !is_done);
  take_title (self->failures, g_strdup_printf (ngettext ("%'u page could not be had", "%'u pages could not be had",
                                                         import->n_failed),
                                               import->n_failed));
  gtk_widget_set_visible (GTK_WIDGET (self->failures), import->n_failed > 0);
}

static DexFuture *
import_loaded_cb (DexFuture *future,
                  gpointer   user_data)
{
  g_autoptr(GazetteImportDialog) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self == NULL || self->view == NULL)
    return NULL;

  self->is_loading = FALSE;
  g_clear_pointer (&self->import, gazette_import_state_unref);
  if (value != NULL)
    self->import = g_value_dup_boxed (value);
  update_import (self);
  if (self->load_again)
    load_import (self);

  return NULL;
}

static void
load_import (GazetteImportDialog *self)
{
  GazetteLibrary *library = gazette_newsroom_get_library (self->newsroom);

  self->load_again = self->is_loading;
  if (self->is_loading)
    return;

  self->is_loading = TRUE;
  dex_future_disown (dex_future_finally (gazette_library_load_import (library), import_loaded_cb,
                                         gazette_ticket_new (self, 0), gazette_ticket_free));
}

static const char *
get_format_name (GazetteImportFormat format)
{
  switch (format)
    {
    case GAZETTE_IMPORT_ADDRESSES:
      return _("List of Addresses");
    case GAZETTE_IMPORT_TABLE:
      return _("Table");
    case GAZETTE_IMPORT_BOOKMARKS:
      return _("Bookmarks");
    case GAZETTE_IMPORT_POCKET:
      return "Pocket";
    case GAZETTE_IMPORT_INSTAPAPER:
      return "Instapaper";
    case GAZETTE_IMPORT_OMNIVORE:
      return "Omnivore";
    case GAZETTE_IMPORT_WALLABAG:
      return "wallabag";
    case GAZETTE_IMPORT_PINBOARD:
      return "Pinboard";
    case GAZETTE_IMPORT_RAINDROP:
      return "Raindrop.io";
    default:
      g_return_val_if_reached ("");
    }
}

static void
add_examples (GazetteImportDialog *self,
              GPtrArray           *clippings)
{
  for (guint i = 0; i < self->example_rows->len; i++)
    adw_preferences_group_remove (self->examples, self->example_rows->pdata[i]);
  g_ptr_array_set_size (self->example_rows, 0);

  for (guint i = 0; i < MIN (clippings->len, N_EXAMPLES); i++)
    {
      const GazetteClipping *clipping = clippings->pdata[i];
      const GazetteArticle *article = clipping->article;
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
      set_title (ADW_ACTION_ROW (row), *article->title != '\0' ? article->title : article->url);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), *article->title != '\0' ? article->url : "");
      adw_preferences_group_add (self->examples, row);
      g_ptr_array_add (self->example_rows, row);
    }
}

static void
show_count (AdwActionRow *row,
            guint         n,
            char         *title)
{
  take_title (row, title);
  gtk_widget_set_visible (GTK_WIDGET (row), n > 0);
}

static void
show_offer (GazetteImportDialog *self)
{
  const GazetteImport *import = self->offer->import;
  guint n = import->clippings->len;

  adw_navigation_page_set_title (self->preview_page, get_format_name (import->format));
  take_title (self->found, g_strdup_printf (ngettext ("%'u page was found", "%'u pages were found", n), n));
  adw_action_row_set_subtitle (self->found,
                               import->is_cut ? _("There are more in the file than are taken at once.") : "");
  show_count (self->known, self->offer->n_known,
              g_strdup_printf (ngettext ("%'u of them is here already", "%'u of them are here already",
                                         self->offer->n_known),
                               self->offer->n_known));
  show_count (self->with_text, import->n_with_text,
              g_strdup_printf (ngettext ("%'u of them comes with its text", "%'u of them come with their text",
                                         import->n_with_text),
                               import->n_with_text));
  show_count (self->passed_over, import->n_passed_over,
              g_strdup_printf (ngettext ("%'u entry is no page of the web", "%'u entries are no pages of the web",
                                         import->n_passed_over),
                               import->n_passed_over));
  add_examples (self, import->clippings);
  gtk_widget_set_sensitive (self->import_button, TRUE);
  adw_navigation_view_pop_to_tag (self->view, "start");
  adw_navigation_view_push_by_tag (self->view, "preview");
  gtk_widget_grab_focus (self->import_button);
}

static DexFuture *
offer_read_cb (DexFuture *future,
               gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteImportDialog) self = gazette_ticket_dup_owner (ticket);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || self->view == NULL || ticket->id != self->serial)
    return NULL;

  gtk_widget_set_sensitive (self->choose_button, TRUE);
  if (value == NULL)
    {
      gazette_import_dialog_tell (self, error->message);
      return NULL;
    }

  g_clear_pointer (&self->offer, gazette_import_offer_unref);
  self->offer = g_value_dup_boxed (value);
  show_offer (self);

  return NULL;
}

/**
 * gazette_import_dialog_read:
 * @self: a dialog
 * @bytes: what is in a file
 * @name: what it is called
 *
 * Shows which pages are in a file, and offers to take them.
 */
void
gazette_import_dialog_read (GazetteImportDialog *self,
                            GBytes              *bytes,
                            const char          *name)
{
  g_return_if_fail (GAZETTE_IS_IMPORT_DIALOG (self));
  g_return_if_fail (bytes != NULL && name != NULL);

  g_set_str (&self->name, name);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_widget_set_sensitive (self->choose_button, FALSE);
  dex_future_disown (dex_future_finally (gazette_newsroom_read_import (self->newsroom, bytes), offer_read_cb,
                                         gazette_ticket_new (self, ++self->serial), gazette_ticket_free));
}

static void
file_loaded_cb (GBytes     *bytes,
                const char *name,
                const char *reason,
                gpointer    user_data)
{
  g_autoptr(GazetteTicket) ticket = user_data;
  g_autoptr(GazetteImportDialog) self = gazette_ticket_dup_owner (ticket);

  if (self == NULL || self->view == NULL)
    return;

  if (bytes != NULL)
    gazette_import_dialog_read (self, bytes, name);
  else
    gazette_import_dialog_tell (self, reason);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GazetteTicket) ticket = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file != NULL)
    gazette_file_load (file, file_loaded_cb, g_steal_pointer (&ticket));
}

static void
choose_cb (GazetteImportDialog *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Import Pages"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, chosen_cb,
                        gazette_ticket_new (self, 0));
}

static DexFuture *
taken_cb (DexFuture *future,
          gpointer   user_data)
{
  g_autoptr(GazetteImportDialog) self = gazette_ticket_dup_owner (user_data);
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (self == NULL || self->view == NULL)
    return NULL;

  adw_navigation_view_pop_to_tag (self->view, "start");
  if (error != NULL)
    gazette_import_dialog_tell (self, error->message);

  return NULL;
}

static void
import_cb (GazetteImportDialog *self)
{
  gtk_widget_set_sensitive (self->import_button, FALSE);
  dex_future_disown (dex_future_finally (gazette_newsroom_take_import (self->newsroom, self->offer, self->name),
                                         taken_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

static void
stop_cb (GazetteImportDialog *self)
{
  if (self->import != NULL)
    dex_future_disown (gazette_newsroom_stop_import (self->newsroom, self->import->id, !self->import->is_stopped));
}

static void
retry_cb (GazetteImportDialog *self)
{
  adw_navigation_view_pop_to_tag (self->view, "start");
  if (self->import != NULL)
    dex_future_disown (gazette_newsroom_retry_import (self->newsroom, self->import->id));
}

static DexFuture *
failures_listed_cb (DexFuture *future,
                    gpointer   user_data)
{
  g_autoptr(GazetteImportDialog) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  GPtrArray *failures;

  if (self == NULL || self->view == NULL || value == NULL)
    return NULL;

  gtk_list_box_remove_all (self->failure_list);
  failures = g_value_get_boxed (value);
  for (guint i = 0; i < failures->len; i++)
    {
      const GazetteClippingFailure *failure = failures->pdata[i];
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      set_title (ADW_ACTION_ROW (row), failure->title);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), failure->reason != NULL ? failure->reason : "");
      g_object_set_data_full (G_OBJECT (row), "article-id",
                              g_memdup2 (&failure->article_id, sizeof failure->article_id), g_free);
      gtk_list_box_append (self->failure_list, row);
    }
  adw_navigation_view_push_by_tag (self->view, "failures");

  return NULL;
}

static void
failures_cb (GazetteImportDialog *self)
{
  GazetteLibrary *library = gazette_newsroom_get_library (self->newsroom);

  dex_future_disown (dex_future_finally (gazette_library_list_import_failures (library, self->import->id),
                                         failures_listed_cb, gazette_ticket_new (self, 0), gazette_ticket_free));
}

static void
failure_activated_cb (GazetteImportDialog *self,
                      GtkListBoxRow       *row)
{
  const gint64 *article_id = g_object_get_data (G_OBJECT (row), "article-id");

  g_signal_emit (self, signals[ARTICLE_ACTIVATED], 0, *article_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
gazette_import_dialog_dispose (GObject *object)
{
  GazetteImportDialog *self = GAZETTE_IMPORT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->newsroom);
  g_clear_pointer (&self->import, gazette_import_state_unref);
  g_clear_pointer (&self->offer, gazette_import_offer_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->example_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gazette_import_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, view);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, choose_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, error);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, last);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, state);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, stop_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, failures);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, preview_page);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, found);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, known);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, with_text);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, passed_over);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, examples);
  gtk_widget_class_bind_template_child (widget_class, GazetteImportDialog, failure_list);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, failures_cb);
  gtk_widget_class_bind_template_callback (widget_class, failure_activated_cb);
}

static void
gazette_import_dialog_class_init (GazetteImportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gazette_import_dialog_dispose;

  signals[ARTICLE_ACTIVATED] =
    g_signal_new ("article-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gazette_import_dialog_init (GazetteImportDialog *self)
{
  self->example_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_import_dialog_new:
 * @newsroom: who imports
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
GazetteImportDialog *
gazette_import_dialog_new (GazetteNewsroom *newsroom)
{
  GazetteImportDialog *self;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (newsroom), NULL);

  self = g_object_new (GAZETTE_TYPE_IMPORT_DIALOG, NULL);
  self->newsroom = g_object_ref (newsroom);
  g_signal_connect_object (newsroom, "clippings-changed", G_CALLBACK (load_import), self, G_CONNECT_SWAPPED);
  load_import (self);

  return self;
}
