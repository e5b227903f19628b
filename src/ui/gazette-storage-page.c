/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-storage-page.h"
#include "gazette-ticket.h"

/* Those that take most; more are of no use to anybody. */
#define MAX_SOURCES 50

struct _GazetteStoragePage
{
  AdwPreferencesPage  parent_instance;

  AdwActionRow       *pictures;
  AdwActionRow       *files;
  AdwActionRow       *texts;
  AdwActionRow       *index;
  AdwActionRow       *cache;
  AdwExpanderRow     *sources;
  AdwSwitchRow       *clean_cache;
  AdwSwitchRow       *clean_copies;
  AdwSwitchRow       *clean_old;
  GtkWidget          *clean_button;

  GazetteNewsroom    *newsroom;
  GPtrArray          *rows;
  guint               serial;
  /* Set from the moment that a person wants it to that when it is done. */
  AdwToast           *toast;
  guint               was_undone : 1;
};

G_DEFINE_FINAL_TYPE (GazetteStoragePage, gazette_storage_page, ADW_TYPE_PREFERENCES_PAGE)

static void
set_size (AdwActionRow *row,
          guint64       size)
{
  g_autofree char *text = g_format_size (size);
  GtkWidget *label = g_object_get_data (G_OBJECT (row), "size");

  if (label == NULL)
    {
      label = gtk_label_new (NULL);
      gtk_widget_add_css_class (label, "dimmed");
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (row, label);
      g_object_set_data (G_OBJECT (row), "size", label);
    }
  gtk_label_set_text (GTK_LABEL (label), text);
}

static void
set_preview (AdwSwitchRow *row,
             const char   *text)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
}

static void
show_sources (GazetteStoragePage   *self,
              const GazetteStorage *storage)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->sources, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < MIN (storage->shares->len, MAX_SOURCES); i++)
    {
      const GazetteShare *share = storage->shares->pdata[i];
      g_autofree char *texts = g_format_size (share->texts);
      g_autofree char *pictures = g_format_size (share->pictures);
      g_autofree char *files = g_format_size (share->files);
      g_autofree char *parts = NULL;
      GtkWidget *row = adw_action_row_new ();

      if (share->files > 0)
        /* TRANSLATORS: sizes, such as "1 MB" */
        parts = g_strdup_printf (_("Texts %s, pictures %s, files %s"), texts, pictures, files);
      else
        /* TRANSLATORS: sizes, such as "1 MB" */
        parts = g_strdup_printf (_("Texts %s, pictures %s"), texts, pictures);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), share->title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), parts);
      set_size (ADW_ACTION_ROW (row), share->texts + share->pictures + share->files);
      adw_expander_row_add_row (self->sources, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show_storage (GazetteStoragePage   *self,
              const GazetteStorage *storage)
{
  g_autofree char *copies_size = g_format_size (storage->read_copies);
  g_autofree char *copies = g_strdup_printf (ngettext ("%'u article", "%'u articles", storage->n_read_copies),
                                             storage->n_read_copies);
  /* Set apart, as what follows an Arabic word would have its unit on the wrong side. */
  g_autofree char *copies_text = g_strconcat (copies, " · \u2068", copies_size, "\u2069", NULL);
  g_autofree char *old = g_strdup_printf (ngettext ("%'u article", "%'u articles", storage->n_old), storage->n_old);

  set_size (self->pictures, storage->pictures);
  set_size (self->files, storage->files);
  set_size (self->texts, storage->texts);
  set_size (self->index, storage->index);
  set_preview (self->clean_copies, copies_text);
  set_preview (self->clean_old, old);
  show_sources (self, storage);
}

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteStoragePage) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self != NULL && self->newsroom != NULL && value != NULL && ticket->id == self->serial)
    show_storage (self, g_value_get_boxed (value));

  return NULL;
}

static DexFuture *
measured_cb (DexFuture *future,
             gpointer   user_data)
{
  g_autoptr(GazetteStoragePage) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  g_autofree char *text = NULL;

  if (self == NULL || self->newsroom == NULL || value == NULL)
    return NULL;

  text = g_format_size (g_value_get_uint64 (value));
  set_size (self->cache, g_value_get_uint64 (value));
  set_preview (self->clean_cache, text);

  return NULL;
}

static void
load (GazetteStoragePage *self)
{
  self->serial++;
  dex_future_disown (dex_future_finally (gazette_library_load_storage (gazette_newsroom_get_library (self->newsroom)),
                                         loaded_cb, gazette_ticket_new (self, self->serial), gazette_ticket_free));
  dex_future_disown (dex_future_finally (gazette_newsroom_measure_cache (self->newsroom), measured_cb,
                                         gazette_ticket_new (self, 0), gazette_ticket_free));
}

static DexFuture *
cleaned_cb (DexFuture *future,
            gpointer   user_data)
{
  g_autoptr(GazetteStoragePage) self = gazette_ticket_dup_owner (user_data);

  if (self == NULL || self->newsroom == NULL)
    return NULL;

  gtk_widget_set_sensitive (self->clean_button, TRUE);
  load (self);

  return NULL;
}

/* What was wanted when the toast came up. */
static void
clean (GazetteStoragePage *self,
       GazetteNewsroom    *newsroom,
       AdwToast           *toast)
{
  guint wanted = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (toast), "wanted"));
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func (dex_unref);

  if ((wanted & 1) != 0)
    g_ptr_array_add (tasks, gazette_newsroom_clear_cache (newsroom));
  if ((wanted & 2) != 0)
    g_ptr_array_add (tasks, gazette_newsroom_let_read_copies_go (newsroom));
  if ((wanted & 4) != 0)
    g_ptr_array_add (tasks, gazette_newsroom_let_old_go (newsroom));

  dex_future_disown (dex_future_finally (dex_future_allv ((DexFuture **) tasks->pdata, tasks->len), cleaned_cb,
                                         gazette_ticket_new (self, 0), gazette_ticket_free));
}

/* Nothing is gone before: that is what Undo undoes. */
static void
dismissed_cb (GazetteStoragePage *self,
              AdwToast           *toast)
{
  g_clear_object (&self->toast);
  if (self->newsroom == NULL)
    return;

  if (self->was_undone)
    gtk_widget_set_sensitive (self->clean_button, TRUE);
  else
    clean (self, self->newsroom, toast);
}

static void
undone_cb (GazetteStoragePage *self)
{
  self->was_undone = TRUE;
}

static void
clean_cb (GazetteStoragePage *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  guint wanted = (adw_switch_row_get_active (self->clean_cache) ? 1 : 0) |
                 (adw_switch_row_get_active (self->clean_copies) ? 2 : 0) |
                 (adw_switch_row_get_active (self->clean_old) ? 4 : 0);

  if (wanted == 0 || dialog == NULL || self->toast != NULL)
    return;

  self->was_undone = FALSE;
  self->toast = g_object_ref_sink (adw_toast_new (_("Cleaning up…")));
  adw_toast_set_button_label (self->toast, _("_Undo"));
  g_object_set_data (G_OBJECT (self->toast), "wanted", GUINT_TO_POINTER (wanted));
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (undone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (self->clean_button, FALSE);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), g_object_ref (self->toast));
}

static void
gazette_storage_page_dispose (GObject *object)
{
  GazetteStoragePage *self = GAZETTE_STORAGE_PAGE (object);

  /* Whoever closes the dialog does not undo it. */
  if (self->toast != NULL && self->newsroom != NULL && !self->was_undone)
    clean (self, self->newsroom, self->toast);
  g_clear_object (&self->toast);
  g_clear_object (&self->newsroom);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_STORAGE_PAGE);

  G_OBJECT_CLASS (gazette_storage_page_parent_class)->dispose (object);
}

static void
gazette_storage_page_finalize (GObject *object)
{
  g_ptr_array_unref (GAZETTE_STORAGE_PAGE (object)->rows);

  G_OBJECT_CLASS (gazette_storage_page_parent_class)->finalize (object);
}

static void
gazette_storage_page_class_init (GazetteStoragePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_storage_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_storage_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-storage-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteStoragePage, pictures);
  gtk_widget_class_bind_template_child (widget_class, GazetteStoragePage, files);
  gtk_widget_class_bind_template_child (widget_class, GazetteStoragePage, texts);
  gtk_widget_class_bind_template_child (widget_class, GazetteStoragePage, index);
  gtk_widget_class_bind_template_child (widget_class, GazetteStoragePage, cache);
  gtk_widget_class_bind_template_child (widget_class, GazetteStoragePage, sources);
  gtk_widget_class_bind_template_child (widget_class, GazetteStoragePage, clean_cache);
  gtk_widget_class_bind_template_child (widget_class, GazetteStoragePage, clean_copies);
  gtk_widget_class_bind_template_child (widget_class, GazetteStoragePage, clean_old);
  gtk_widget_class_bind_template_child (widget_class, GazetteStoragePage, clean_button);
  gtk_widget_class_bind_template_callback (widget_class, clean_cb);
}

static void
gazette_storage_page_init (GazetteStoragePage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gazette_storage_page_set_newsroom:
 * @self: a page that has none yet
 * @newsroom: whose storage it shows
 */
void
gazette_storage_page_set_newsroom (GazetteStoragePage *self,
                                   GazetteNewsroom    *newsroom)
{
  g_return_if_fail (GAZETTE_IS_STORAGE_PAGE (self));
  g_return_if_fail (GAZETTE_IS_NEWSROOM (newsroom));

  g_set_object (&self->newsroom, newsroom);
  load (self);
}
