/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-export-private.h"

#define CONTENT_FOLDER "EPUB/"

static const char container[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
  "<rootfiles><rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>\n"
  "</container>\n";

/* What every reader of books shows (EPUB 3.2, 3.1), and what is called so. */
static const char *const core[][2] = {
  { "jpg", "image/jpeg" },
  { "png", "image/png" },
  { "gif", "image/gif" },
};

/* The type of the file is the first thing in it, as it is and without anything more
 * (OCF 3.2, 4.3). */
static gboolean
begin (GazetteExport  *self,
       const char     *path,
       GError        **error)
{
  static const char type[] = "application/epub+zip";

  self->draft = gazette_draft_new (path, error);
  if (self->draft == NULL)
    return FALSE;

  self->zip = gazette_zip_new (self->draft);
  gazette_zip_add (self->zip, "mimetype", type, strlen (type), GAZETTE_ZIP_STORED);
  gazette_zip_add (self->zip, "META-INF/container.xml", container, strlen (container), GAZETTE_ZIP_DEFLATED);
  gazette_zip_add (self->zip, CONTENT_FOLDER "style.css", gazette_export_get_style (), strlen (gazette_export_get_style ()),
                   GAZETTE_ZIP_DEFLATED);

  return TRUE;
}

static const char *
get_core_type (const char *ending)
{
  for (guint i = 0; i < G_N_ELEMENTS (core); i++)
    {
      if (strcmp (core[i][0], ending) == 0)
        return core[i][1];
    }

  return NULL;
}

/* What readers of books need not know becomes what they do. That it does not move
 * then is the smaller loss. */
static gboolean
add_picture (GazetteExport *self,
             const char    *url,
             GBytes        *bytes,
             const char    *ending)
{
  g_autoptr(GazettePrintPicture) picture = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  gboolean is_new;

  if (strcmp (ending, "jpeg") == 0)
    ending = "jpg";
  if (get_core_type (ending) == NULL)
    {
      picture = gazette_print_picture_new (bytes, NULL);
      if (picture == NULL)
        return FALSE;
      bytes = gazette_print_picture_get_bytes (picture);
      ending = gazette_print_picture_is_jpeg (picture) ? "jpg" : "png";
    }

  name = gazette_export_name_picture (self, bytes, ending, &is_new);
  if (is_new)
    {
      path = g_strconcat (CONTENT_FOLDER, name, NULL);
      gazette_zip_add (self->zip, path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), GAZETTE_ZIP_STORED);
      g_string_append_printf (self->manifest, "<item id=\"p%u\" href=\"%s\" media-type=\"%s\"/>\n",
                              g_hash_table_size (self->names), name, get_core_type (ending));
    }
  g_hash_table_insert (self->pictures, g_strdup (url), g_steal_pointer (&name));

  return TRUE;
}

static void
note_language (GazetteExport           *self,
               const GazetteExportItem *item)
{
  g_autofree char *language = gazette_export_dup_language (item->article->language);

  if (language != NULL && !g_ptr_array_find_with_equal_func (self->languages, language, g_str_equal, NULL))
    g_ptr_array_add (self->languages, g_steal_pointer (&language));
  if (gazette_export_is_rtl (item))
    self->n_rtl++;
}

static gboolean
add_article (GazetteExport            *self,
             const GazetteExportItem  *item,
             GCancellable             *cancellable,
             GError                  **error)
{
  const GazetteChapter *chapter =
    gazette_export_add_chapter (self, item, g_strdup_printf ("article-%u.xhtml", self->chapters->len + 1));
  g_autofree char *path = g_strconcat (CONTENT_FOLDER, chapter->name, NULL);
  g_autoptr(GString) xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
                                         "<html xmlns=\"http://www.w3.org/1999/xhtml\"");

  note_language (self, item);
  gazette_export_append_language (xml, item, TRUE);
  g_string_append (xml, ">\n<head><title>");
  gazette_export_append_escaped (xml, chapter->title);
  g_string_append (xml, "</title><link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head>\n<body>\n");
  gazette_export_append_article (xml, self, item, "a");
  g_string_append (xml, "</body>\n</html>\n");
  gazette_zip_add (self->zip, path, xml->str, xml->len, GAZETTE_ZIP_DEFLATED);

  return gazette_draft_check (self->draft, error);
}

static gboolean
finish (GazetteExport  *self,
        GError        **error)
{
  gazette_export_write_package (self);
  gazette_zip_finish (self->zip);

  return gazette_draft_finish (self->draft, error);
}

const GazetteExportKind gazette_export_epub = { begin, add_picture, add_article, finish };
