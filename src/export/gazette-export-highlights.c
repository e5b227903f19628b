/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-annotation.h"
#include "gazette-draft.h"
#include "gazette-export-highlights.h"
#include "gazette-markdown-export.h"

/* One after the other, each line of the text a paragraph. */
static void
append_lines (GString    *markdown,
              const char *prefix,
              const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean is_first = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = gazette_markdown_escape (g_strstrip (lines[i]));

      if (*line == '\0')
        continue;
      if (!is_first)
        g_string_append_printf (markdown, "%s\n", *prefix != '\0' ? ">" : "");
      g_string_append_printf (markdown, "%s%s\n", prefix, line);
      is_first = FALSE;
    }
  g_string_append_c (markdown, '\n');
}

static void
append_article (GString                 *markdown,
                const GazetteAnnotation *annotation)
{
  g_autofree char *title = gazette_markdown_escape (annotation->title);
  g_autofree char *line = g_strdelimit (g_strdup (title), "\n", ' ');
  g_autofree char *source = gazette_markdown_escape (annotation->source);
  g_autoptr(GDateTime) date = annotation->published != 0 ? g_date_time_new_from_unix_local (annotation->published) : NULL;
  g_autofree char *day = date != NULL ? g_date_time_format (date, "%Y-%m-%d") : NULL;

  if (annotation->url != NULL)
    g_string_append_printf (markdown, "## [%s](<%s>)\n\n", line, annotation->url);
  else
    g_string_append_printf (markdown, "## %s\n\n", line);
  g_string_append_printf (markdown, "%s%s%s\n\n", source, day != NULL ? ", " : "", day != NULL ? day : "");
}

/**
 * gazette_export_highlights:
 * @annotations: (element-type GazetteAnnotation): highlights with what is known of
 *   their articles; those of one article one after the other
 * @path: the file that they become
 * @error: return location for an error
 *
 * Writes highlights as Markdown: quotations by article, each with its note below it.
 * What is at @path stays as it is until all of the new file is written.
 *
 * Fails with %GAZETTE_ERROR_FAILED, which says in words what to do.
 *
 * Returns: whether it is there
 */
gboolean
gazette_export_highlights (GPtrArray   *annotations,
                           const char  *path,
                           GError     **error)
{
  g_autoptr(GazetteDraft) draft = gazette_draft_new (path, error);
  g_autoptr(GString) markdown = g_string_new (NULL);
  gint64 article_id = 0;

  if (draft == NULL)
    return FALSE;

  g_string_append_printf (markdown, "# %s\n\n", _("Highlights"));
  for (guint i = 0; i < annotations->len; i++)
    {
      const GazetteAnnotation *annotation = annotations->pdata[i];

      if (annotation->article_id != article_id)
        append_article (markdown, annotation);
      article_id = annotation->article_id;
      append_lines (markdown, "> ", annotation->quote.exact);
      if (annotation->note != NULL)
        append_lines (markdown, "", annotation->note);
      gazette_draft_write (draft, markdown->str, markdown->len);
      g_string_truncate (markdown, 0);
    }

  return gazette_draft_finish (draft, error);
}
