/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-field-row.h"
#include "gazette-mapping-page.h"
#include "gazette-preview-row.h"
#include "gazette-ticket.h"

#define N_ARTICLES 3

/* Milliseconds without a key until what was typed is tried. */
#define PAUSE 150

struct _GazetteMappingPage
{
  AdwNavigationPage  parent_instance;

  GtkListBox        *preview;
  GtkWidget         *failure_box;
  GtkLabel          *failure;
  GtkListBox        *fields;

  GazetteNewsroom   *newsroom;
  GazetteThumbnails *thumbnails;
  /* What it is all made from, and the rows of its fields. */
  GazetteFinding    *finding;
  GPtrArray         *rows;

  DexFuture         *reading;
  guint              serial;
  guint              pause_source;
};

G_DEFINE_FINAL_TYPE (GazetteMappingPage, gazette_mapping_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop (GazetteMappingPage *self)
{
  self->serial++;
  g_clear_handle_id (&self->pause_source, g_source_remove);
  dex_clear (&self->reading);
}

static void
show_failure (GazetteMappingPage *self,
              const GError       *error)
{
  gtk_widget_set_visible (self->failure_box, error != NULL);
  if (error != NULL)
    gtk_label_set_text (self->failure, error->message);
}

/* What is shown stays as long as there is nothing else to show. */
static void
show_preview (GazetteMappingPage *self,
              GazetteFinding     *finding)
{
  GPtrArray *articles = finding->edition != NULL ? finding->edition->articles : NULL;

  if (articles == NULL)
    return;

  gtk_list_box_remove_all (self->preview);
  for (guint i = 0; i < MIN (articles->len, N_ARTICLES); i++)
    gtk_list_box_append (self->preview, gazette_preview_row_new (articles->pdata[i], self->thumbnails));
}

static void read_later (GazetteMappingPage *self);

static void
add_rows (GazetteMappingPage *self,
          GPtrArray          *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const GazetteField *field = fields->pdata[i];
      GtkWidget *row = gazette_field_row_new (field->name);

      g_signal_connect_object (row, "changed", G_CALLBACK (read_later), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->fields, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show (GazetteMappingPage *self,
      GazetteFinding     *finding)
{
  if (self->rows->len == 0)
    add_rows (self, finding->fields);

  for (guint i = 0; i < self->rows->len && i < finding->fields->len; i++)
    gazette_field_row_show (self->rows->pdata[i], finding->fields->pdata[i], i == 0 ? finding->lists : finding->places);
  show_preview (self, finding);
  show_failure (self, finding->error);
}

static DexFuture *
read_cb (DexFuture *future,
         gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteMappingPage) self = gazette_ticket_dup_owner (ticket);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  gboolean is_first;

  /* Something else was typed meanwhile. */
  if (self == NULL || ticket->id != self->serial)
    return NULL;

  stop (self);
  if (value == NULL)
    {
      show_failure (self, error);
      return NULL;
    }

  is_first = self->rows->len == 0;
  show (self, g_value_get_boxed (value));
  if (!is_first)
    g_signal_emit (self, signals[CHANGED], 0, g_value_get_boxed (value));

  return NULL;
}

/* Always from what was found at first: the paths that are there say it all. */
static void
read_again (GazetteMappingPage *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) paths = NULL;

  stop (self);
  for (guint i = 0; i < self->rows->len; i++)
    g_strv_builder_take (builder, g_strstrip (g_strdup (gazette_field_row_get_path (self->rows->pdata[i]))));
  paths = g_strv_builder_end (builder);

  self->reading = dex_future_finally (gazette_newsroom_read_again (self->newsroom, self->finding, paths), read_cb,
                                      gazette_ticket_new (self, self->serial), gazette_ticket_free);
}

static gboolean
pause_cb (gpointer user_data)
{
  GazetteMappingPage *self = user_data;

  self->pause_source = 0;
  read_again (self);

  return G_SOURCE_REMOVE;
}

static void
read_later (GazetteMappingPage *self)
{
  stop (self);
  self->pause_source = g_timeout_add (PAUSE, pause_cb, self);
}

static void
gazette_mapping_page_dispose (GObject *object)
{
  GazetteMappingPage *self = GAZETTE_MAPPING_PAGE (object);

  stop (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_MAPPING_PAGE);
  g_clear_pointer (&self->finding, gazette_finding_unref);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->newsroom);

  G_OBJECT_CLASS (gazette_mapping_page_parent_class)->dispose (object);
}

static void
gazette_mapping_page_class_init (GazetteMappingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_mapping_page_dispose;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, GAZETTE_TYPE_FINDING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-mapping-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteMappingPage, preview);
  gtk_widget_class_bind_template_child (widget_class, GazetteMappingPage, failure_box);
  gtk_widget_class_bind_template_child (widget_class, GazetteMappingPage, failure);
  gtk_widget_class_bind_template_child (widget_class, GazetteMappingPage, fields);
}

static void
gazette_mapping_page_init (GazetteMappingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

/**
 * gazette_mapping_page_new:
 * @newsroom: who reads
 * @thumbnails: where small pictures come from
 * @finding: one that can be edited
 *
 * Returns: (transfer floating): a page that shows how it is read
 */
AdwNavigationPage *
gazette_mapping_page_new (GazetteNewsroom   *newsroom,
                          GazetteThumbnails *thumbnails,
                          GazetteFinding    *finding)
{
  GazetteMappingPage *self;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (newsroom), NULL);
  g_return_val_if_fail (GAZETTE_IS_THUMBNAILS (thumbnails), NULL);
  g_return_val_if_fail (finding != NULL && finding->can_edit, NULL);

  self = g_object_new (GAZETTE_TYPE_MAPPING_PAGE, NULL);
  self->newsroom = g_object_ref (newsroom);
  self->thumbnails = g_object_ref (thumbnails);
  self->finding = gazette_finding_ref (finding);
  show_preview (self, finding);
  read_again (self);

  return ADW_NAVIGATION_PAGE (self);
}
