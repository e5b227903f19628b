/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gazette-export.h"
#include "gazette-extract.h"
#include "gazette-inspect-export.h"
#include "gazette-input.h"
#include "gazette-payload.h"
#include "gazette-picture-kind.h"

#define ACCEPT "text/html, application/xhtml+xml;q=0.9, text/markdown;q=0.8, */*;q=0.5"

static gboolean
find_format (const char           *path,
             GazetteExportFormat  *format,
             GError              **error)
{
  for (guint i = 0; i < GAZETTE_EXPORT_N_FORMATS; i++)
    {
      if (g_str_has_suffix (path, gazette_export_get_ending (i)))
        {
          *format = i;
          return TRUE;
        }
    }

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("The name of the file to write ends with “.epub”, “.html”, “.zip” or “.pdf”."));

  return FALSE;
}

/* The pictures that are in the page itself; nothing else is fetched. */
static void
add_pictures (GazetteExport           *file,
              const GazetteExportItem *item)
{
  g_auto(GStrv) urls = gazette_export_dup_pictures (item);

  for (guint i = 0; urls[i] != NULL; i++)
    {
      g_autoptr(GBytes) bytes = NULL;

      if (g_ascii_strncasecmp (urls[i], "data:", 5) == 0)
        bytes = gazette_picture_decode_data_url (urls[i], NULL);
      if (bytes != NULL)
        gazette_export_add_picture (file, urls[i], bytes, gazette_picture_get_ending (bytes));
    }
}

static gboolean
add_page (GazetteExport  *file,
          const char     *page,
          const char     *base,
          GError        **error)
{
  g_autoptr(GazetteInput) input = gazette_input_load (page, NULL, ACCEPT, error);
  g_autoptr(GazetteExtract) extract = NULL;
  g_autoptr(GazetteArticle) article = NULL;
  g_autoptr(GazetteDocument) document = NULL;
  GazetteExportItem item = { 0 };
  const char *url;
  g_autofree char *text = NULL;
  gsize length;

  if (input == NULL)
    return FALSE;

  url = base != NULL ? base : input->url;
  text = gazette_payload_decode (&input->answer, G_MAXSIZE, &length);
  extract = gazette_extract_new_from_html (text, (gssize) length, url);
  document = gazette_document_new_for_type (text, (gssize) length, input->content_type, url);
  article = gazette_article_new (page);
  if (extract->title != NULL)
    g_set_str (&article->title, extract->title);
  article->url = g_strdup (url);
  article->published = extract->published;
  article->language = g_strdup (extract->language);
  if (extract->byline != NULL)
    {
      const char *names[] = { extract->byline, NULL };

      article->authors = g_strdupv ((GStrv) names);
    }
  item.article = article;
  item.document = document;
  item.source = extract->site;
  add_pictures (file, &item);

  return gazette_export_add_article (file, &item, NULL, error);
}

/**
 * gazette_inspect_export:
 * @path: the file to write, whose ending says what it becomes
 * @pages: (array zero-terminated=1): files or addresses of pages
 * @url: (nullable): what relative addresses are relative to
 * @error: return location for an error
 *
 * Writes pages into one file.
 *
 * Returns: whether it was written
 */
gboolean
gazette_inspect_export (const char         *path,
                        const char *const  *pages,
                        const char         *url,
                        GError            **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *title = g_filename_display_name (name);
  g_autoptr(GazetteExport) file = NULL;
  GazetteExportFormat format;

  if (!find_format (path, &format, error))
    return FALSE;

  file = gazette_export_new (format, path, pages[1] != NULL ? title : NULL, error);
  if (file == NULL)
    return FALSE;

  for (guint i = 0; pages[i] != NULL; i++)
    {
      if (!add_page (file, pages[i], url, error))
        return FALSE;
    }

  return gazette_export_finish (file, error);
}
