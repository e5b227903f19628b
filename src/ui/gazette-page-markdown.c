/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-error.h"
#include "gazette-export.h"
#include "gazette-markdown-export.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-markdown.h"
#include "gazette-page-private.h"
#include "gazette-worker.h"

typedef struct
{
  GazetteStored   *stored;
  GazetteDocument *document;
  GazetteAnnotations *annotations;
  GazetteExcerpt   excerpt;
  gboolean         is_excerpt;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  gazette_stored_unref (work->stored);
  gazette_document_unref (work->document);
  g_clear_pointer (&work->annotations, gazette_annotations_unref);
  g_free (work);
}

static gboolean
write_on_thread (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  Work *work = data;
  const GazetteArticle *article = work->stored->article;
  gboolean is_data = article->image != NULL && g_ascii_strncasecmp (article->image, "data:", 5) == 0;
  gboolean is_listed = work->annotations != NULL && !work->is_excerpt;
  g_autoptr(GazetteDocument) document = is_listed ? gazette_annotations_list (work->annotations, work->document)
                                                  : gazette_document_ref (work->document);
  g_autofree char *body = gazette_document_to_markdown (document, work->is_excerpt ? &work->excerpt : NULL);
  g_autoptr(GString) text = g_string_new (NULL);

  if (!work->is_excerpt)
    gazette_export_append_head (text, article, work->stored->source_title, is_data ? NULL : article->image);
  g_string_append (text, body);
  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, g_string_free_and_steal (g_steal_pointer (&text)));

  return TRUE;
}

/* Which byte of the block's text the character of the page is. */
static guint
get_byte (const GazettePiece *piece,
          int                 offset)
{
  const char *text = piece->block->text;
  glong length = g_utf8_strlen (text, -1);

  if (piece->anchor != NULL || offset <= piece->text_start)
    return 0;

  return (guint) (g_utf8_offset_to_pointer (text, MIN (length, offset - piece->text_start)) - text);
}

static guint
find_block (GazetteDocument    *document,
            const GazetteBlock *block)
{
  guint position = 0;

  while (gazette_document_get_block (document, position) != block)
    position++;

  return position;
}

/**
 * gazette_page_find_excerpt:
 * @page: a page
 * @excerpt: (out): the part of its document that is selected
 *
 * Returns: whether one is
 */
gboolean
gazette_page_find_excerpt (GazettePageBuffer *page,
                           GazetteExcerpt    *excerpt)
{
  GtkTextIter start;
  GtkTextIter end;
  int from;
  int to;
  gboolean found = FALSE;

  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (page), &start, &end))
    return FALSE;

  from = gtk_text_iter_get_offset (&start);
  to = gtk_text_iter_get_offset (&end);
  for (guint i = gazette_page_buffer_find_piece (page, from); i < gazette_page_buffer_get_n_pieces (page); i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (page, i);

      if (piece->start >= to)
        break;
      if (piece->kind != GAZETTE_PIECE_BLOCK || piece->end <= from)
        continue;
      if (!found)
        {
          excerpt->first = find_block (page->document, piece->block);
          excerpt->start = get_byte (piece, from);
        }
      found = TRUE;
      excerpt->last = find_block (page->document, piece->block);
      excerpt->end = to >= piece->end ? G_MAXUINT : get_byte (piece, to);
    }

  return found;
}

/**
 * gazette_page_make_markdown:
 * @self: a page
 *
 * Writes what is selected as Markdown, else the whole article with its title and
 * its address, and what is highlighted below it.
 *
 * Rejected with %GAZETTE_ERROR_FAILED when no article is shown.
 *
 * Returns: (transfer full): a future for the text
 */
DexFuture *
gazette_page_make_markdown (GazettePage *self)
{
  GazettePageBuffer *page;
  Work *work;

  dex_return_error_if_fail (GAZETTE_IS_PAGE (self));

  page = gazette_page_view_get_page (self->view);
  if (page == NULL)
    return dex_future_new_reject (GAZETTE_ERROR, GAZETTE_ERROR_FAILED, "No article is shown");

  work = g_new0 (Work, 1);
  work->stored = gazette_stored_ref (gazette_page_buffer_get_stored (page));
  work->document = gazette_document_ref (page->document);
  if (gazette_page_highlights_get_all (self->highlights) != NULL)
    work->annotations = gazette_annotations_ref (gazette_page_highlights_get_all (self->highlights));
  work->is_excerpt = gazette_page_find_excerpt (page, &work->excerpt);

  return gazette_worker_run (gazette_worker_get_cpu (), write_on_thread, work, work_free);
}
