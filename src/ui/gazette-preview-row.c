/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-ago.h"
#include "gazette-preview-row.h"
#include "gazette-ticket.h"

#define PICTURE_SIZE 48

struct _GazettePreviewRow
{
  GtkListBoxRow  parent_instance;

  GtkLabel      *title;
  GtkLabel      *remark;
  GtkPicture    *picture;

  DexFuture     *picture_load;
};

G_DEFINE_FINAL_TYPE (GazettePreviewRow, gazette_preview_row, GTK_TYPE_LIST_BOX_ROW)

static void
gazette_preview_row_dispose (GObject *object)
{
  GazettePreviewRow *self = GAZETTE_PREVIEW_ROW (object);

  dex_clear (&self->picture_load);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_PREVIEW_ROW);

  G_OBJECT_CLASS (gazette_preview_row_parent_class)->dispose (object);
}

static void
gazette_preview_row_class_init (GazettePreviewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_preview_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-preview-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GazettePreviewRow, title);
  gtk_widget_class_bind_template_child (widget_class, GazettePreviewRow, remark);
  gtk_widget_class_bind_template_child (widget_class, GazettePreviewRow, picture);
}

static void
gazette_preview_row_init (GazettePreviewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_texture (GazettePreviewRow *self,
              GdkTexture        *texture)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), texture != NULL);
}

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer   user_data)
{
  g_autoptr(GazettePreviewRow) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self != NULL && self->picture != NULL && value != NULL)
    show_texture (self, g_value_get_object (value));

  return NULL;
}

static void
load_picture (GazettePreviewRow *self,
              GazetteThumbnails *thumbnails,
              const char        *url)
{
  guint size = PICTURE_SIZE * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GdkTexture *texture;

  if (gazette_thumbnails_peek (thumbnails, url, size, &texture))
    show_texture (self, texture);
  else
    self->picture_load = dex_future_finally (gazette_thumbnails_load (thumbnails, url, size, 0), loaded_cb,
                                             gazette_ticket_new (self, 0), gazette_ticket_free);
}

/* "3 h · Ada Berg" */
static char *
dup_remark (GazetteArticle *article)
{
  g_autofree char *time = gazette_ago_format (article->published, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *authors = article->authors != NULL ? g_strjoinv (", ", article->authors) : g_strdup ("");

  return g_strconcat (time, *time != '\0' && *authors != '\0' ? " · " : "", authors, NULL);
}

/**
 * gazette_preview_row_new:
 * @article: an article
 * @thumbnails: where its picture comes from
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
gazette_preview_row_new (GazetteArticle    *article,
                         GazetteThumbnails *thumbnails)
{
  GazettePreviewRow *self;
  g_autofree char *remark = NULL;

  g_return_val_if_fail (article != NULL, NULL);
  g_return_val_if_fail (GAZETTE_IS_THUMBNAILS (thumbnails), NULL);

  self = g_object_new (GAZETTE_TYPE_PREVIEW_ROW, NULL);
  remark = dup_remark (article);
  gtk_label_set_text (self->title, *article->title != '\0' ? article->title : article->summary);
  gtk_label_set_text (self->remark, remark);
  gtk_widget_set_visible (GTK_WIDGET (self->remark), *remark != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, remark, -1);
  if (article->image != NULL)
    load_picture (self, thumbnails, article->image);

  return GTK_WIDGET (self);
}
