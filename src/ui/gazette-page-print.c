/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-page-buffer-private.h"
#include "gazette-page-print.h"
#include "gazette-page-private.h"

/* What the page shows in a piece of its head, which is what the print says. */
static char *
dup_piece (GazettePageBuffer *page,
           GazettePieceKind   kind)
{
  for (guint i = 0; i < gazette_page_buffer_get_n_pieces (page); i++)
    {
      const GazettePiece *piece = gazette_page_buffer_get_piece (page, i);
      GtkTextIter start;
      GtkTextIter end;

      if (piece->kind == GAZETTE_PIECE_BLOCK)
        break;
      if (piece->kind != kind)
        continue;
      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &start, piece->start);
      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &end, piece->end);

      return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (page), &start, &end, FALSE);
    }

  return NULL;
}

static char *
dup_date (GazetteStored *stored)
{
  gint64 time = stored->article->published != 0 ? stored->article->published : stored->first_seen;
  g_autoptr(GDateTime) date = time != 0 ? g_date_time_new_from_unix_local (time) : NULL;

  /* TRANSLATORS: the day on which an article was published, as strftime() has it:
   * "23 November 2026"; xgettext:no-c-format */
  return date != NULL ? g_date_time_format (date, _("%-d %B %Y")) : NULL;
}

/**
 * gazette_page_dup_print:
 * @self: a page
 *
 * Takes what is shown, without its pictures.
 *
 * Returns: (transfer full) (nullable): the article for paper, %NULL when no article
 *   is shown
 */
GazettePrint *
gazette_page_dup_print (GazettePage *self)
{
  GazettePageBuffer *page;
  GazettePrintHead head = { 0 };
  g_autofree char *standfirst = NULL;
  g_autofree char *byline = NULL;
  g_autofree char *caption = NULL;
  g_autofree char *authors = NULL;
  g_autofree char *date = NULL;
  GazetteAnnotations *annotations;
  GazetteStored *stored;

  g_return_val_if_fail (GAZETTE_IS_PAGE (self), NULL);

  page = gazette_page_view_get_page (self->view);
  if (page == NULL || self->stored == NULL)
    return NULL;

  stored = gazette_page_buffer_get_stored (page);
  standfirst = dup_piece (page, GAZETTE_PIECE_STANDFIRST);
  byline = dup_piece (page, GAZETTE_PIECE_BYLINE);
  caption = dup_piece (page, GAZETTE_PIECE_CAPTION);
  date = dup_date (stored);
  authors = stored->article->authors != NULL ? g_strjoinv (", ", stored->article->authors) : NULL;
  head.source = stored->source_title;
  head.title = stored->article->title;
  head.standfirst = standfirst;
  head.byline = byline;
  head.author = authors;
  head.date = date;
  head.url = stored->article->url;
  head.lead = stored->article->image;
  head.lead_caption = caption;
  head.language = stored->article->language;

  annotations = gazette_page_highlights_get_all (self->highlights);

  return gazette_print_new (annotations != NULL && annotations->marked != NULL ? annotations->marked : page->document,
                            &head);
}
