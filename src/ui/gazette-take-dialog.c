/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-take-dialog.h"
#include "gazette-ticket.h"

struct _GazetteTakeDialog
{
  AdwDialog        parent_instance;

  GtkStack        *stack;
  AdwComboRow     *from;
  AdwComboRow     *measure;
  AdwSpinRow      *amount;
  GtkWidget       *begin_button;
  AdwStatusPage   *progress_page;
  GtkProgressBar  *progress;
  GtkWidget       *stop_button;
  AdwStatusPage   *done_page;
  GtkWidget       *close_button;

  GazetteNewsroom *newsroom;
  /* The source that is shown, and those that can be chosen, after all of them. */
  gint64           source_id;
  GArray          *source_ids;
  DexFuture       *taking;
  guint            n_done;
};

G_DEFINE_FINAL_TYPE (GazetteTakeDialog, gazette_take_dialog, ADW_TYPE_DIALOG)

/* What had the focus is not seen any more. */
static void
show_page (GazetteTakeDialog *self,
           const char        *name,
           GtkWidget         *button)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_grab_focus (button);
}

static char *
dup_articles (guint n)
{
  return g_strdup_printf (ngettext ("%'u article", "%'u articles", n), n);
}

static void
progress_cb (GazetteTakeDialog *self,
             guint              n_done,
             guint              n_total)
{
  g_autofree char *total = dup_articles (n_total);
  g_autofree char *text = NULL;

  if (self->taking == NULL)
    return;

  /* TRANSLATORS: the first is a number, the second "7 articles" */
  text = g_strdup_printf (_("%u of %s"), n_done, total);
  self->n_done = n_done;
  adw_status_page_set_description (self->progress_page, text);
  gtk_progress_bar_set_fraction (self->progress, n_total > 0 ? (double) n_done / n_total : 0);
}

static void
show_end (GazetteTakeDialog *self,
          const GError      *error)
{
  g_autofree char *articles = dup_articles (self->n_done);
  g_autofree char *markup = NULL;
  g_autofree char *escaped = NULL;

  if (error == NULL)
    {
      /* TRANSLATORS: %s is "7 articles" */
      markup = self->n_done > 0 ? g_strdup_printf (_("%s fetched. All you chose is on this device."), articles)
                                : g_strdup (_("All you chose was on this device already."));
    }
  else
    {
      escaped = g_markup_escape_text (error->message, -1);
      /* TRANSLATORS: the first %s is "7 articles", the second a sentence that says what went wrong */
      markup = g_strdup_printf (_("%s fetched, to stay on this device. %s"), articles, escaped);
    }

  adw_status_page_set_title (self->done_page, error == NULL ? _("Ready to Go Offline") : _("Not All Could Be Fetched"));
  adw_status_page_set_icon_name (self->done_page, error == NULL ? "object-select-symbolic" : "dialog-warning-symbolic");
  adw_status_page_set_description (self->done_page, markup);
  show_page (self, "done", self->close_button);
}

static DexFuture *
taken_cb (DexFuture *future,
          gpointer   user_data)
{
  g_autoptr(GazetteTakeDialog) self = gazette_ticket_dup_owner (user_data);
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (self == NULL || self->newsroom == NULL)
    return NULL;

  if (error == NULL || error->domain == GAZETTE_ERROR)
    show_end (self, error);
  dex_clear (&self->taking);

  return NULL;
}

static void
begin_cb (GazetteTakeDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->from);
  guint amount = (guint) adw_spin_row_get_value (self->amount);
  gboolean by_minutes = adw_combo_row_get_selected (self->measure) == 1;
  gint64 source_id = chosen < self->source_ids->len ? g_array_index (self->source_ids, gint64, chosen) : 0;
  DexFuture *future;

  self->n_done = 0;
  show_page (self, "progress", self->stop_button);
  future = gazette_newsroom_take_along (self->newsroom, source_id, by_minutes ? 0 : amount, by_minutes ? amount : 0);
  dex_clear (&self->taking);
  self->taking = dex_future_finally (future, taken_cb, gazette_ticket_new (self, 0), gazette_ticket_free);
}

/* What was fetched stays. */
static void
stop_cb (GazetteTakeDialog *self)
{
  dex_clear (&self->taking);
  show_page (self, "choose", self->begin_button);
}

static DexFuture *
sources_loaded_cb (DexFuture *future,
                   gpointer   user_data)
{
  g_autoptr(GazetteTakeDialog) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  g_autoptr(GtkStringList) names = NULL;
  GPtrArray *sources;
  gint64 all = 0;
  guint chosen = 0;

  if (self == NULL || self->newsroom == NULL || value == NULL)
    return NULL;

  names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _("All Sources"));
  g_array_append_val (self->source_ids, all);
  sources = g_value_get_boxed (value);
  for (guint i = 0; i < sources->len; i++)
    {
      GazetteSource *source = sources->pdata[i];

      gtk_string_list_append (names, source->title);
      g_array_append_val (self->source_ids, source->id);
      if (source->id == self->source_id)
        chosen = i + 1;
    }
  adw_combo_row_set_model (self->from, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->from, chosen);

  return NULL;
}

/* Nothing goes on that nobody sees. */
static void
gazette_take_dialog_closed (AdwDialog *dialog)
{
  dex_clear (&GAZETTE_TAKE_DIALOG (dialog)->taking);
}

static void
gazette_take_dialog_dispose (GObject *object)
{
  GazetteTakeDialog *self = GAZETTE_TAKE_DIALOG (object);

  dex_clear (&self->taking);
  g_clear_object (&self->newsroom);
  g_clear_pointer (&self->source_ids, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_TAKE_DIALOG);

  G_OBJECT_CLASS (gazette_take_dialog_parent_class)->dispose (object);
}

static void
gazette_take_dialog_class_init (GazetteTakeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_take_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = gazette_take_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-take-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteTakeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GazetteTakeDialog, from);
  gtk_widget_class_bind_template_child (widget_class, GazetteTakeDialog, measure);
  gtk_widget_class_bind_template_child (widget_class, GazetteTakeDialog, amount);
  gtk_widget_class_bind_template_child (widget_class, GazetteTakeDialog, begin_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteTakeDialog, progress_page);
  gtk_widget_class_bind_template_child (widget_class, GazetteTakeDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, GazetteTakeDialog, stop_button);
  gtk_widget_class_bind_template_child (widget_class, GazetteTakeDialog, done_page);
  gtk_widget_class_bind_template_child (widget_class, GazetteTakeDialog, close_button);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
gazette_take_dialog_init (GazetteTakeDialog *self)
{
  self->source_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_take_dialog_new:
 * @newsroom: who fetches the articles
 * @source_id: the source that is shown, 0 for none
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gazette_take_dialog_new (GazetteNewsroom *newsroom,
                         gint64           source_id)
{
  GazetteTakeDialog *self;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (newsroom), NULL);

  self = g_object_new (GAZETTE_TYPE_TAKE_DIALOG, NULL);
  self->newsroom = g_object_ref (newsroom);
  self->source_id = source_id;
  g_signal_connect_object (newsroom, "journey-progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  dex_future_disown (dex_future_finally (gazette_library_list_sources (gazette_newsroom_get_library (newsroom)),
                                         sources_loaded_cb, gazette_ticket_new (self, 0), gazette_ticket_free));

  return ADW_DIALOG (self);
}
