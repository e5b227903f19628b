/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-byline.h"
#include "gazette-export-private.h"

static gboolean
begin (GazetteExport  *self,
       const char     *path,
       GError        **error)
{
  /* Pictures are values of another kind here. */
  g_hash_table_unref (self->pictures);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) gazette_print_picture_unref);
  self->print = gazette_print_file_new (path, self->title, error);

  return self->print != NULL;
}

static gboolean
add_picture (GazetteExport *self,
             const char    *url,
             GBytes        *bytes,
             const char    *ending)
{
  GazettePrintPicture *picture = gazette_print_picture_new (bytes, NULL);

  if (picture == NULL)
    return FALSE;

  g_hash_table_insert (self->pictures, g_strdup (url), picture);

  return TRUE;
}

static GazettePrint *
make_print (const GazetteExportItem *item)
{
  const GazetteArticle *article = item->article;
  const GazetteBlock *lead = gazette_document_get_lead (item->document);
  gint64 time = article->published != 0 ? article->published : item->first_seen;
  g_autoptr(GDateTime) moment = time != 0 ? g_date_time_new_from_unix_local (time) : NULL;
  g_autofree char *date = moment != NULL ? g_date_time_format (moment, _("%-d %B %Y")) : NULL;
  g_autofree char *byline = gazette_byline_new (article, item->first_seen,
                                                gazette_byline_count_minutes (item->document));
  g_autofree char *authors = article->authors != NULL ? g_strjoinv (", ", article->authors) : NULL;
  GazettePrintHead head = {
    .source = item->source,
    .title = article->title,
    .standfirst = gazette_byline_has_standfirst (article, item->document) ? article->summary : NULL,
    .byline = byline,
    .author = authors,
    .date = date,
    .url = article->url,
    .lead = article->image,
    .lead_alt = lead != NULL ? lead->alt : NULL,
    .lead_caption = gazette_export_get_lead_text (item),
    .language = article->language,
  };

  return gazette_print_new (item->document, &head);
}

static gboolean
add_article (GazetteExport            *self,
             const GazetteExportItem  *item,
             GCancellable             *cancellable,
             GError                  **error)
{
  g_autoptr(GazettePrint) print = make_print (item);
  GHashTableIter iter;
  gpointer url;
  gpointer picture;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &url, &picture))
    gazette_print_add_picture (print, url, picture);

  return gazette_print_file_add (self->print, print, cancellable, error);
}

static gboolean
finish (GazetteExport  *self,
        GError        **error)
{
  return gazette_print_file_finish (self->print, error);
}

const GazetteExportKind gazette_export_pdf = { begin, add_picture, add_article, finish };
