/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-export-private.h"
#include "gazette-file-name.h"
#include "gazette-markdown-export.h"

/**
 * gazette_export_append_head:
 * @markdown: what is written
 * @article: an article
 * @source: (nullable): the name of its source
 * @lead: (nullable): where its lead picture is
 *
 * Writes what a page says above the text as Markdown: the title, and where it is from.
 */
void
gazette_export_append_head (GString              *markdown,
                            const GazetteArticle *article,
                            const char           *source,
                            const char           *lead)
{
  g_autofree char *title = gazette_markdown_escape (article->title);
  g_autofree char *shown = gazette_markdown_escape (source != NULL ? source : "");
  g_autofree char *names = article->authors != NULL ? g_strjoinv (", ", article->authors) : NULL;
  g_autofree char *authors = gazette_markdown_escape (names != NULL ? names : "");

  if (*title != '\0')
    g_string_append_printf (markdown, "# %s\n\n", title);
  if (*authors != '\0')
    g_string_append_printf (markdown, "%s\n\n", authors);
  if (article->url != NULL)
    g_string_append_printf (markdown, "[%s](<%s>)\n\n", *shown != '\0' ? shown : title, article->url);
  if (lead != NULL)
    {
      g_autofree char *caption = gazette_markdown_escape (article->image_caption != NULL ? article->image_caption : "");

      g_string_append_printf (markdown, "![%s](<%s>)\n\n", caption, lead);
    }
}

static gboolean
begin (GazetteExport  *self,
       const char     *path,
       GError        **error)
{
  self->draft = gazette_draft_new (path, error);
  if (self->draft == NULL)
    return FALSE;

  self->zip = gazette_zip_new (self->draft);

  return TRUE;
}

/* Texts are in folders of their sources when there are several. */
static gboolean
add_picture (GazetteExport *self,
             const char    *url,
             GBytes        *bytes,
             const char    *ending)
{
  gboolean is_new;
  g_autofree char *name = gazette_export_name_picture (self, bytes, ending, &is_new);

  if (is_new)
    gazette_zip_add (self->zip, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), GAZETTE_ZIP_STORED);
  g_hash_table_insert (self->pictures, g_strdup (url), g_strconcat (self->title != NULL ? "../" : "", name, NULL));

  return TRUE;
}

/* A name that no other file has, also where large and small letters are the same. */
static char *
make_name (GazetteExport           *self,
           const GazetteExportItem *item)
{
  gboolean is_one = self->title == NULL;
  g_autofree char *folder = is_one ? g_strdup ("")
                                   : gazette_file_name_new (item->source != NULL ? item->source : "", "/");
  g_autofree char *base = gazette_file_name_new (item->article->title, "");

  for (guint i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf (" (%u)", i) : g_strdup ("");
      g_autofree char *name = g_strconcat (folder, base, number, ".md", NULL);

      if (g_hash_table_add (self->names, g_utf8_casefold (name, -1)))
        return g_steal_pointer (&name);
    }
}

/* What comes with it is not in the file, but where it is. */
static void
append_files (GString              *text,
              const GazetteArticle *article)
{
  for (guint i = 0; article->attachments != NULL && i < article->attachments->len; i++)
    {
      const GazetteAttachment *attachment = article->attachments->pdata[i];
      g_autofree char *name = gazette_attachment_dup_name (attachment);
      g_autofree char *escaped = gazette_markdown_escape (name);
      g_autofree char *line = g_strdelimit (g_strdup (escaped), "\n", ' ');
      g_autofree char *url = g_uri_escape_string (attachment->url, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH "?#[]%", FALSE);

      if (i == 0)
        g_string_append_printf (text, "\n%s\n\n", _("Files, on the web:"));
      g_string_append_printf (text, "- [%s](<%s>)\n", line, url);
    }
}

static gboolean
add_article (GazetteExport            *self,
             const GazetteExportItem  *item,
             GCancellable             *cancellable,
             GError                  **error)
{
  const GazetteArticle *article = item->article;
  const GazetteChapter *chapter = gazette_export_add_chapter (self, item, make_name (self, item));
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *body = gazette_document_to_file_markdown (item->document, gazette_export_find_picture, self);
  const char *lead = NULL;

  if (article->image != NULL)
    lead = g_hash_table_lookup (self->pictures, article->image);
  if (lead == NULL && article->image != NULL && g_ascii_strncasecmp (article->image, "data:", 5) != 0)
    lead = article->image;
  gazette_export_append_head (text, article, item->source, lead);
  g_string_append (text, body);
  append_files (text, article);
  gazette_zip_add (self->zip, chapter->name, text->str, text->len, GAZETTE_ZIP_DEFLATED);

  return gazette_draft_check (self->draft, error);
}

static void
write_contents (GazetteExport *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *title = gazette_markdown_escape (self->title);
  /* TRANSLATORS: the name of the file with the table of contents, without its ending */
  g_autofree char *base = gazette_file_name_new (_("Contents"), ".md");
  const char *source = NULL;

  g_string_append_printf (text, "# %s\n", title);
  for (guint i = 0; i < self->chapters->len; i++)
    {
      const GazetteChapter *chapter = &g_array_index (self->chapters, GazetteChapter, i);
      g_autofree char *name = gazette_markdown_escape (chapter->title);
      g_autofree char *line = g_strdelimit (g_strdup (name), "\n", ' ');

      if (i == 0 || g_strcmp0 (source, chapter->source) != 0)
        {
          g_autofree char *heading = gazette_markdown_escape (chapter->source != NULL ? chapter->source : "");

          g_string_append_printf (text, "\n## %s\n\n", heading);
          source = chapter->source;
        }
      g_string_append_printf (text, "- [%s](<%s>)\n", line, chapter->name);
    }
  gazette_zip_add (self->zip, base, text->str, text->len, GAZETTE_ZIP_DEFLATED);
}

static gboolean
finish (GazetteExport  *self,
        GError        **error)
{
  if (self->title != NULL)
    write_contents (self);
  gazette_zip_finish (self->zip);

  return gazette_draft_finish (self->draft, error);
}

const GazetteExportKind gazette_export_markdown = { begin, add_picture, add_article, finish };
