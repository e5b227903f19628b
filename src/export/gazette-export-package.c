/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-export-private.h"

/* More languages than this say nothing. */
#define MAX_LANGUAGES 8

static void
append_tag (GString    *xml,
            const char *start,
            const char *text,
            const char *end)
{
  g_string_append (xml, start);
  gazette_export_append_escaped (xml, text);
  g_string_append (xml, end);
}

/* One article is a work of its own; many are what a person has put together. */
static void
append_origin (GString       *xml,
               GazetteExport *self)
{
  const GazetteArticle *article = self->article;
  g_autoptr(GDateTime) date = NULL;
  const char *source = self->chapters->len > 0 ? g_array_index (self->chapters, GazetteChapter, 0).source : NULL;

  if (self->title != NULL || article == NULL)
    return;

  for (guint i = 0; article->authors != NULL && article->authors[i] != NULL; i++)
    append_tag (xml, "<dc:creator>", article->authors[i], "</dc:creator>\n");
  if (source != NULL && *source != '\0')
    append_tag (xml, "<dc:publisher>", source, "</dc:publisher>\n");
  if (article->url != NULL)
    append_tag (xml, "<dc:source>", article->url, "</dc:source>\n");
  date = article->published != 0 ? g_date_time_new_from_unix_utc (article->published) : NULL;
  if (date != NULL)
    {
      g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

      append_tag (xml, "<dc:date>", text, "</dc:date>\n");
    }
}

static void
append_metadata (GString       *xml,
                 GazetteExport *self)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  g_string_append (xml, "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
  g_string_append_printf (xml, "<dc:identifier id=\"id\">urn:uuid:%s</dc:identifier>\n", uuid);
  append_tag (xml, "<dc:title>", gazette_export_get_title (self), "</dc:title>\n");
  for (guint i = 0; i < MIN (self->languages->len, MAX_LANGUAGES); i++)
    append_tag (xml, "<dc:language>", self->languages->pdata[i], "</dc:language>\n");
  if (self->languages->len == 0)
    g_string_append (xml, "<dc:language>und</dc:language>\n");
  append_origin (xml, self);
  g_string_append_printf (xml, "<meta property=\"dcterms:modified\">%s</meta>\n</metadata>\n", date);
}

static void
write_package (GazetteExport *self)
{
  g_autoptr(GString) xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                         "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\""
                                         " unique-identifier=\"id\">\n");
  gboolean is_rtl = self->n_rtl * 2 > self->chapters->len;

  append_metadata (xml, self);
  g_string_append (xml, "<manifest>\n"
                        "<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n"
                        "<item id=\"title\" href=\"title.xhtml\" media-type=\"application/xhtml+xml\"/>\n"
                        "<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n");
  for (guint i = 0; i < self->chapters->len; i++)
    g_string_append_printf (xml, "<item id=\"a%u\" href=\"%s\" media-type=\"application/xhtml+xml\"/>\n", i + 1,
                            g_array_index (self->chapters, GazetteChapter, i).name);
  g_string_append_len (xml, self->manifest->str, (gssize) self->manifest->len);
  g_string_append_printf (xml, "</manifest>\n<spine page-progression-direction=\"%s\">\n", is_rtl ? "rtl" : "ltr");
  g_string_append (xml, "<itemref idref=\"title\"/>\n<itemref idref=\"nav\"/>\n");
  for (guint i = 0; i < self->chapters->len; i++)
    g_string_append_printf (xml, "<itemref idref=\"a%u\"/>\n", i + 1);
  g_string_append (xml, "</spine>\n</package>\n");
  gazette_zip_add (self->zip, "EPUB/package.opf", xml->str, xml->len, GAZETTE_ZIP_DEFLATED);
}

/* What is not of an article is in the language of the person. */
static GString *
begin_page (GazetteExport *self,
            const char    *title)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
                               "<html xmlns=\"http://www.w3.org/1999/xhtml\""
                               " xmlns:epub=\"http://www.idpf.org/2007/ops\" dir=\"auto\">\n");

  append_tag (xml, "<head><title>", title, "</title>");
  g_string_append (xml, "<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head>\n<body>\n");

  return xml;
}

static void
end_page (GazetteExport *self,
          GString       *xml,
          const char    *path)
{
  g_string_append (xml, "</body>\n</html>\n");
  gazette_zip_add (self->zip, path, xml->str, xml->len, GAZETTE_ZIP_DEFLATED);
}

static void
write_contents (GazetteExport *self)
{
  /* TRANSLATORS: above the table of contents of a book */
  const char *contents = _("Contents");
  g_autoptr(GString) xml = begin_page (self, contents);

  g_string_append (xml, "<nav epub:type=\"toc\" id=\"toc\">\n");
  append_tag (xml, "<h1>", contents, "</h1>\n");
  gazette_export_append_contents (xml, self, "");
  g_string_append (xml, "</nav>\n");
  end_page (self, xml, "EPUB/nav.xhtml");
}

static void
write_title (GazetteExport *self)
{
  const char *title = gazette_export_get_title (self);
  guint n = self->chapters->len;
  g_autoptr(GString) xml = begin_page (self, title);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  /* TRANSLATORS: how many articles are in a file */
  g_autofree char *count = g_strdup_printf (ngettext ("%'u article", "%'u articles", n), n);
  /* TRANSLATORS: when a book of articles was made, as strftime() has it:
   * "23 November 2026"; xgettext:no-c-format */
  g_autofree char *date = g_date_time_format (now, _("%-d %B %Y"));

  append_tag (xml, "<h1>", title, "</h1>\n");
  if (self->title != NULL)
    append_tag (xml, "<p>", count, "</p>\n");
  append_tag (xml, "<p>", date, "</p>\n");
  end_page (self, xml, "EPUB/title.xhtml");
}

/*
 * gazette_export_write_package:
 * @self: a book with all of its articles
 *
 * Writes what says what is in the book: its title page, the table of contents, and
 * the package (EPUB 3.2).
 */
void
gazette_export_write_package (GazetteExport *self)
{
  write_title (self);
  write_contents (self);
  write_package (self);
}
