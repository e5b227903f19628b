/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-base-direction.h"
#include "gazette-byline.h"
#include "gazette-export-private.h"
#include "gazette-markup.h"

/* What a person reads with may have its own; this is for what it leaves open. */
static const char style[] =
  "body{line-height:1.5;overflow-wrap:break-word}"
  "h1,h2,h3,h4,h5,h6{line-height:1.2;text-wrap:balance}"
  ".source{font-weight:bold;margin-bottom:0}"
  ".source+h1{margin-top:.2em}"
  ".standfirst{font-size:1.15em}"
  ".byline,figcaption,.address{font-size:.85em;opacity:.75}"
  "figure{margin:1.5em 0}"
  "img{max-width:100%;height:auto}"
  "figure img,figcaption,.missing{display:block}"
  ".missing{font-style:italic}"
  "blockquote{margin:1em 0;margin-inline-start:.5em;padding-inline-start:1em;border-inline-start:3px solid #888}"
  "pre{overflow-x:auto;white-space:pre-wrap;font-size:.9em}"
  "table{border-collapse:collapse}"
  "td,th{border-bottom:1px solid #888;padding:.3em .6em;text-align:start;vertical-align:top}"
  ".left{text-align:left}.center{text-align:center}.right{text-align:right}"
  ".indent,dd{margin:0;margin-inline-start:1.5em}"
  "nav ol{list-style:none;padding-inline-start:1.2em}";

/*
 * gazette_export_get_style:
 *
 * Returns: the style sheet of articles
 */
const char *
gazette_export_get_style (void)
{
  return style;
}

/*
 * gazette_export_append_escaped:
 * @xml: what is written
 * @text: plain text
 *
 * Writes text or the value of an attribute, without what XML does not have.
 */
void
gazette_export_append_escaped (GString    *xml,
                               const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (xml, "&amp;");
      else if (c == '<')
        g_string_append (xml, "&lt;");
      else if (c == '>')
        g_string_append (xml, "&gt;");
      else if (c == '"')
        g_string_append (xml, "&quot;");
      else if ((c >= ' ' && c != 0xfffe && c != 0xffff) || c == '\n' || c == '\t')
        g_string_append_unichar (xml, c);
    }
}

static void
append_element (GString    *xml,
                const char *start,
                const char *text,
                const char *end)
{
  if (text == NULL || *text == '\0')
    return;

  g_string_append (xml, start);
  gazette_export_append_escaped (xml, text);
  g_string_append (xml, end);
}

/*
 * gazette_export_find_picture:
 * @src: the address of a picture of the article that is written
 * @data: a #GazetteExport
 *
 * Returns: (transfer full) (nullable): where it is, as a #GazetteMarkupPictureFunc
 */
char *
gazette_export_find_picture (const char *src,
                             gpointer    data)
{
  GazetteExport *self = data;

  return g_strdup (g_hash_table_lookup (self->pictures, src));
}

/*
 * gazette_export_get_lead_text:
 * @item: an article
 *
 * Returns: (nullable): what stands below its lead picture
 */
const char *
gazette_export_get_lead_text (const GazetteExportItem *item)
{
  const GazetteBlock *lead = gazette_document_get_lead (item->document);
  const char *caption = item->article->image_caption;

  /* The body may know more about it than the source has said. */
  if (caption == NULL || *caption == '\0')
    caption = lead != NULL ? lead->text : NULL;

  return caption != NULL && *caption != '\0' ? caption : NULL;
}

static void
append_lead (GString                 *xml,
             GazetteExport           *self,
             const GazetteExportItem *item)
{
  const GazetteBlock *lead = gazette_document_get_lead (item->document);
  const char *alt = lead != NULL && lead->alt != NULL ? lead->alt : "";
  g_autofree char *src = NULL;

  if (item->article->image == NULL)
    return;

  src = gazette_export_find_picture (item->article->image, self);
  if (src == NULL && gazette_export_get_lead_text (item) == NULL)
    return;

  g_string_append (xml, "<figure>");
  if (src != NULL)
    {
      append_element (xml, "<img src=\"", src, "\" alt=\"");
      gazette_export_append_escaped (xml, alt);
      g_string_append (xml, "\"/>");
    }
  append_element (xml, "<figcaption>", gazette_export_get_lead_text (item), "</figcaption>");
  g_string_append (xml, "</figure>\n");
}

/* What comes with it is not in the file, but where it is. */
static void
append_files (GString              *xml,
              const GazetteArticle *article)
{
  gboolean is_any = FALSE;

  for (guint i = 0; article->attachments != NULL && i < article->attachments->len; i++)
    {
      const GazetteAttachment *attachment = article->attachments->pdata[i];
      g_autofree char *name = gazette_attachment_dup_name (attachment);

      if (!g_uri_is_valid (attachment->url, G_URI_FLAGS_NONE, NULL))
        continue;
      if (!is_any)
        append_element (xml, "\n<p class=\"files\">", _("Files, on the web:"), "</p>\n<ul>\n");
      is_any = TRUE;
      append_element (xml, "<li><a href=\"", attachment->url, "\">");
      gazette_export_append_escaped (xml, name);
      g_string_append (xml, "</a></li>\n");
    }
  if (is_any)
    g_string_append (xml, "</ul>");
}

/*
 * gazette_export_append_article:
 * @xml: what is written
 * @self: the file, with the pictures of the article
 * @item: the article
 * @prefix: what the names of places in it begin with
 *
 * Writes an article with its head, as an element of HTML and XML both.
 */
void
gazette_export_append_article (GString                 *xml,
                               GazetteExport           *self,
                               const GazetteExportItem *item,
                               const char              *prefix)
{
  const GazetteArticle *article = item->article;
  g_autofree char *byline = gazette_byline_new (article, item->first_seen,
                                                gazette_byline_count_minutes (item->document));
  g_autofree char *body = gazette_document_to_file_markup (item->document, article->url, prefix,
                                                           gazette_export_find_picture, self);

  append_element (xml, "<p class=\"source\">", item->source, "</p>\n");
  append_element (xml, "<h1>", article->title, "</h1>\n");
  if (gazette_byline_has_standfirst (article, item->document))
    append_element (xml, "<p class=\"standfirst\">", article->summary, "</p>\n");
  append_element (xml, "<p class=\"byline\">", byline, "</p>\n");
  append_lead (xml, self, item);
  g_string_append (xml, body);
  append_files (xml, article);
  if (article->url != NULL && g_uri_is_valid (article->url, G_URI_FLAGS_NONE, NULL))
    {
      append_element (xml, "\n<p class=\"address\"><a href=\"", article->url, "\">");
      gazette_export_append_escaped (xml, article->url);
      g_string_append (xml, "</a></p>");
    }
  g_string_append_c (xml, '\n');
}

/*
 * gazette_export_dup_language:
 * @tag: (nullable): what a source says
 *
 * Returns: (transfer full) (nullable): the same where it is formed as such tags are
 *   (BCP 47), else %NULL
 */
char *
gazette_export_dup_language (const char *tag)
{
  g_auto(GStrv) parts = tag != NULL ? g_strsplit (tag, "-", -1) : NULL;

  if (parts == NULL || parts[0] == NULL || strlen (parts[0]) < 2 || strlen (parts[0]) > 3)
    return NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize length = strlen (parts[i]);

      /* What goes on after a single letter has rules of its own, and says nothing here. */
      if (length < 2 || length > 8 || i > 3)
        return NULL;
      for (gsize j = 0; j < length; j++)
        {
          if (!g_ascii_isalnum (parts[i][j]) || (i == 0 && !g_ascii_isalpha (parts[i][j])))
            return NULL;
        }
      /* Only a region has two letters, a script four, and a country three digits. */
      if (i > 0 && length == 3 && !g_ascii_isdigit (parts[i][0]))
        return NULL;
      if (i > 0 && length == 2 && !g_ascii_isalpha (parts[i][0]))
        return NULL;
    }

  return g_strdup (tag);
}

/*
 * gazette_export_is_rtl:
 * @item: an article
 *
 * Returns: whether it is read from right to left
 */
gboolean
gazette_export_is_rtl (const GazetteExportItem *item)
{
  GazetteDirection direction = gazette_base_direction_of_text (item->article->title, -1);

  for (guint i = 0; direction == GAZETTE_DIRECTION_NONE && i < gazette_document_get_n_blocks (item->document); i++)
    direction = gazette_base_direction_of_text (gazette_document_get_block (item->document, i)->text, -1);

  return direction == GAZETTE_DIRECTION_RTL;
}

/*
 * gazette_export_append_language:
 * @xml: what is written, within the tag of an element
 * @item: the article that the element has in it
 * @as_xml: whether it is XML
 *
 * Writes in which language and direction the element is read.
 */
void
gazette_export_append_language (GString                 *xml,
                                const GazetteExportItem *item,
                                gboolean                 as_xml)
{
  g_autofree char *language = gazette_export_dup_language (item->article->language);

  if (language != NULL)
    g_string_append_printf (xml, " lang=\"%s\"", language);
  if (language != NULL && as_xml)
    g_string_append_printf (xml, " xml:lang=\"%s\"", language);
  g_string_append (xml, gazette_export_is_rtl (item) ? " dir=\"rtl\"" : " dir=\"ltr\"");
}

/*
 * gazette_export_append_contents:
 * @xml: what is written
 * @self: a file with all of its articles
 * @before: what stands before the name of a chapter in a link to it
 *
 * Writes the table of contents as a list, by source.
 */
void
gazette_export_append_contents (GString       *xml,
                                GazetteExport *self,
                                const char    *before)
{
  const char *source = NULL;
  gboolean within = FALSE;

  g_string_append (xml, "<ol>\n");
  for (guint i = 0; i < self->chapters->len; i++)
    {
      const GazetteChapter *chapter = &g_array_index (self->chapters, GazetteChapter, i);

      if (within && g_strcmp0 (source, chapter->source) != 0)
        {
          g_string_append (xml, "</ol></li>\n");
          within = FALSE;
        }
      if (!within && chapter->source != NULL && *chapter->source != '\0')
        {
          append_element (xml, "<li><span dir=\"auto\">", chapter->source, "</span><ol>\n");
          source = chapter->source;
          within = TRUE;
        }
      g_string_append_printf (xml, "<li><a dir=\"auto\" href=\"%s%s\">", before, chapter->name);
      gazette_export_append_escaped (xml, chapter->title);
      g_string_append (xml, "</a></li>\n");
    }
  g_string_append (xml, within ? "</ol></li>\n</ol>\n" : "</ol>\n");
}
