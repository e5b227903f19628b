/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-export-private.h"

/* How many bytes of pictures one article has: they are in memory while it is written. */
#define MAX_PICTURES (128 * 1024 * 1024)

static const char page_style[] =
  ":root{color-scheme:light dark}"
  "body{font-family:system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
  "a{color:#1a5fb4}"
  "article{margin-top:4rem}"
  "nav+article{border-top:1px solid #888;padding-top:2rem}"
  "@media (prefers-color-scheme:dark){body{color:#ddd;background:#1d1d20}a{color:#99c1f1}}"
  "@media print{body{max-width:none;margin:0}article{break-before:page}}";

/* The articles are written before it is known how many there are: into a file of
 * their own, to which the table of contents is put at the end. */
static gboolean
begin (GazetteExport  *self,
       const char     *path,
       GError        **error)
{
  self->draft = gazette_draft_new (path, error);
  if (self->draft != NULL)
    self->body = gazette_draft_new (path, error);

  return self->body != NULL;
}

static const char *
get_type (const char *ending)
{
  static const char *const types[][2] = {
    { "jpg", "image/jpeg" }, { "jpeg", "image/jpeg" }, { "png", "image/png" }, { "gif", "image/gif" },
    { "webp", "image/webp" }, { "avif", "image/avif" }, { "bmp", "image/bmp" }, { "svg", "image/svg+xml" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (strcmp (types[i][0], ending) == 0)
        return types[i][1];
    }

  return NULL;
}

static gboolean
add_picture (GazetteExport *self,
             const char    *url,
             GBytes        *bytes,
             const char    *ending)
{
  g_autofree char *text = NULL;

  self->pictures_size += g_bytes_get_size (bytes);
  if (get_type (ending) == NULL || self->pictures_size > MAX_PICTURES)
    return FALSE;

  text = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_hash_table_insert (self->pictures, g_strdup (url), g_strdup_printf ("data:%s;base64,%s", get_type (ending), text));

  return TRUE;
}

static gboolean
add_article (GazetteExport            *self,
             const GazetteExportItem  *item,
             GCancellable             *cancellable,
             GError                  **error)
{
  const GazetteChapter *chapter =
    gazette_export_add_chapter (self, item, g_strdup_printf ("a%u", self->chapters->len + 1));
  g_autoptr(GString) html = g_string_new (NULL);

  g_string_append_printf (html, "<article id=\"%s\"", chapter->name);
  gazette_export_append_language (html, item, FALSE);
  g_string_append (html, ">\n");
  gazette_export_append_article (html, self, item, chapter->name);
  g_string_append (html, "</article>\n");
  gazette_draft_write (self->body, html->str, html->len);

  return gazette_draft_check (self->body, error);
}

/* Nothing in it acts or loads, and a browser is told so, too. */
static void
write_head (GazetteExport *self)
{
  g_autoptr(GString) html = g_string_new ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\"/>\n"
                                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                                          " img-src data:; style-src 'unsafe-inline'\"/>\n"
                                          "<meta name=\"viewport\" content=\"width=device-width\"/>\n"
                                          "<meta name=\"generator\" content=\"Gazette\"/>\n<title>");

  gazette_export_append_escaped (html, gazette_export_get_title (self));
  g_string_append_printf (html, "</title>\n<style>%s%s</style>\n</head>\n<body>\n", gazette_export_get_style (),
                          page_style);
  if (self->title != NULL)
    {
      g_string_append (html, "<h1 dir=\"auto\">");
      gazette_export_append_escaped (html, self->title);
      g_string_append_printf (html, "</h1>\n<nav aria-label=\"%s\">\n", _("Contents"));
      gazette_export_append_contents (html, self, "#");
      g_string_append (html, "</nav>\n");
    }
  gazette_draft_write (self->draft, html->str, html->len);
}

static gboolean
finish (GazetteExport  *self,
        GError        **error)
{
  static const char end[] = "</body>\n</html>\n";

  write_head (self);
  gazette_draft_append (self->draft, self->body);
  gazette_draft_write (self->draft, end, strlen (end));

  return gazette_draft_finish (self->draft, error);
}

const GazetteExportKind gazette_export_html = { begin, add_picture, add_article, finish };
