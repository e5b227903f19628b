/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-markup.h"
#include "gazette-page-buffer-private.h"

static void
add_words (GazettePageBuffer  *self,
           GazetteMarkup      *markup,
           const GazettePiece *piece,
           int                 start,
           int                 end)
{
  g_autofree char *text = gazette_page_buffer_dup_text (self, start, end);

  gazette_markup_add_text (markup, piece->kind == GAZETTE_PIECE_TITLE ? "h1" : "p", text);
}

static void
add_lead (GazettePageBuffer *self,
          GazetteMarkup     *markup)
{
  const GazetteArticle *article = self->stored->article;
  const GazetteBlock *lead = gazette_document_get_lead (self->document);
  const GazetteBlock picture = {
    .kind = GAZETTE_BLOCK_PICTURE,
    .text = (char *) "",
    .src = article->image,
    .alt = lead != NULL && lead->alt != NULL ? lead->alt : article->image_caption,
  };

  gazette_markup_add (markup, &picture, 0, 0);
}

/* The part of a block's text that is between two characters of the page. */
static void
add_part (GazetteMarkup      *markup,
          const GazettePiece *piece,
          int                 start,
          int                 end)
{
  const char *text = piece->block->text;
  const char *from = g_utf8_offset_to_pointer (text, MAX (start - piece->text_start, 0));
  const char *to = end >= piece->end ? text + strlen (text)
                                     : g_utf8_offset_to_pointer (text, MAX (end - piece->text_start, 0));

  gazette_markup_add (markup, piece->block, (gsize) (from - text), (gsize) (to - text));
}

static void
add_piece (GazettePageBuffer  *self,
           GazetteMarkup      *markup,
           const GazettePiece *piece,
           const GazettePiece *previous,
           int                 start,
           int                 end)
{
  if (piece->kind == GAZETTE_PIECE_LEAD_PICTURE)
    add_lead (self, markup);
  else if (piece->kind == GAZETTE_PIECE_BLOCK && piece->block->kind != GAZETTE_BLOCK_RULE && piece->anchor == NULL)
    add_part (markup, piece, start, end);
  else if (piece->kind == GAZETTE_PIECE_BLOCK)
    gazette_markup_add (markup, piece->block, 0, strlen (piece->block->text));
  /* A picture has brought its caption. */
  else if (piece->kind != GAZETTE_PIECE_FOOT && (previous == NULL || piece->block == NULL || piece->block != previous->block))
    add_words (self, markup, piece, start, end);
}

/**
 * gazette_page_buffer_dup_html:
 * @self: a page
 * @start: the first character
 * @end: the one after the last
 *
 * Says what stands there as HTML: with its headings, lists, tables and pictures,
 * and with links that lead where they lead here.
 *
 * Returns: (transfer full): the HTML
 */
char *
gazette_page_buffer_dup_html (GazettePageBuffer *self,
                              int                start,
                              int                end)
{
  g_autoptr(GazetteMarkup) markup = gazette_markup_new (self->stored->article->url);
  const GazettePiece *previous = NULL;

  g_return_val_if_fail (GAZETTE_IS_PAGE_BUFFER (self), NULL);

  for (guint i = gazette_page_buffer_find_piece (self, start); i < self->pieces->len; i++)
    {
      const GazettePiece *piece = &g_array_index (self->pieces, GazettePiece, i);

      if (piece->start >= end)
        break;
      if (piece->end <= start)
        continue;
      add_piece (self, markup, piece, previous, MAX (start, piece->start), MIN (end, piece->end));
      previous = piece;
    }

  return gazette_markup_finish (markup);
}

/**
 * gazette_page_buffer_copy:
 * @self: a page
 * @clipboard: where to
 *
 * Copies what is selected, if anything is, as text and as HTML.
 */
void
gazette_page_buffer_copy (GazettePageBuffer *self,
                          GdkClipboard      *clipboard)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GdkContentProvider *providers[2];
  g_autoptr(GdkContentProvider) both = NULL;

  g_return_if_fail (GAZETTE_IS_PAGE_BUFFER (self));

  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end))
    return;

  text = gazette_page_buffer_dup_text (self, gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end));
  html = gazette_page_buffer_dup_html (self, gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end));
  bytes = g_bytes_new (html, strlen (html));
  providers[0] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  providers[1] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  both = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (clipboard, both);
}
