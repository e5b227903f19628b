/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-page-buffer-private.h"
#include "gazette-text.h"

G_DEFINE_FINAL_TYPE (GazettePageBuffer, gazette_page_buffer, GTK_TYPE_TEXT_BUFFER)

static void
clear_piece (gpointer data)
{
  g_clear_object (&((GazettePiece *) data)->anchor);
}

static void
gazette_page_buffer_finalize (GObject *object)
{
  GazettePageBuffer *self = GAZETTE_PAGE_BUFFER (object);

  g_array_unref (self->pieces);
  g_array_unref (self->links);
  g_array_unref (self->titles);
  g_array_unref (self->folds);
  g_clear_pointer (&self->tags, gazette_page_tags_free);
  g_clear_pointer (&self->document, gazette_document_unref);
  g_clear_pointer (&self->stored, gazette_stored_unref);

  G_OBJECT_CLASS (gazette_page_buffer_parent_class)->finalize (object);
}

static void
gazette_page_buffer_class_init (GazettePageBufferClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_page_buffer_finalize;
}

static void
gazette_page_buffer_init (GazettePageBuffer *self)
{
  self->pieces = g_array_new (FALSE, TRUE, sizeof (GazettePiece));
  g_array_set_clear_func (self->pieces, clear_piece);
  self->links = g_array_new (FALSE, FALSE, sizeof (GazettePageLink));
  self->titles = g_array_new (FALSE, FALSE, sizeof (GazettePageTitle));
  self->folds = g_array_new (FALSE, FALSE, sizeof (GazettePageFold));
}

static gboolean
has_wide_markers (GazetteDocument *document)
{
  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);

      if (block->marker != NULL && g_utf8_strlen (block->marker, -1) > 3)
        return TRUE;
    }

  return FALSE;
}

/**
 * gazette_page_buffer_new:
 * @stored: an article
 * @document: its body
 *
 * Returns: (transfer full): its page, with nothing written yet
 */
GazettePageBuffer *
gazette_page_buffer_new (GazetteStored   *stored,
                         GazetteDocument *document)
{
  g_autoptr(GazettePageTags) tags = gazette_page_tags_new ();
  GazettePageBuffer *self = g_object_new (GAZETTE_TYPE_PAGE_BUFFER,
                                          "tag-table", gazette_page_tags_get_table (tags),
                                          "enable-undo", FALSE,
                                          NULL);

  self->tags = g_steal_pointer (&tags);
  self->stored = gazette_stored_ref (stored);
  self->document = gazette_document_ref (document);
  self->wide_lists = has_wide_markers (document);

  return self;
}

/**
 * gazette_page_buffer_set_look:
 * @self: a page
 * @look: fonts and colours
 *
 * Gives the page a look, whether or not it is written.
 */
void
gazette_page_buffer_set_look (GazettePageBuffer     *self,
                              const GazettePageLook *look)
{
  gazette_page_tags_set_look (self->tags, look);
}

/**
 * gazette_page_buffer_get_stored:
 * @self: a page
 *
 * Returns: (transfer none): the article that it is made from
 */
GazetteStored *
gazette_page_buffer_get_stored (GazettePageBuffer *self)
{
  return self->stored;
}

/**
 * gazette_page_buffer_get_lead:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what the body knows about the lead picture
 */
const GazetteBlock *
gazette_page_buffer_get_lead (GazettePageBuffer *self)
{
  return gazette_document_get_lead (self->document);
}

/**
 * gazette_page_buffer_get_margin:
 * @self: a page
 * @piece: one of its pieces
 *
 * Returns: how far the piece's text begins from the edge of the column, in pixels
 */
int
gazette_page_buffer_get_margin (GazettePageBuffer  *self,
                                const GazettePiece *piece)
{
  return gazette_page_tags_get_margin (self->tags, &piece->indent);
}

/**
 * gazette_page_buffer_get_gap:
 * @self: a page
 * @piece: one of its pieces
 *
 * Returns: how much above the piece is empty, in pixels
 */
int
gazette_page_buffer_get_gap (GazettePageBuffer  *self,
                             const GazettePiece *piece)
{
  return gazette_page_tags_measure (self->tags, piece->gap);
}

/**
 * gazette_page_buffer_get_n_pieces:
 * @self: a page
 *
 * Returns: how many pieces of it are written
 */
guint
gazette_page_buffer_get_n_pieces (GazettePageBuffer *self)
{
  return self->pieces->len;
}

/**
 * gazette_page_buffer_get_piece:
 * @self: a page
 * @position: which of its pieces
 *
 * Returns: (transfer none): the piece, valid until more is written
 */
const GazettePiece *
gazette_page_buffer_get_piece (GazettePageBuffer *self,
                               guint              position)
{
  g_return_val_if_fail (position < self->pieces->len, NULL);

  return &g_array_index (self->pieces, GazettePiece, position);
}

/**
 * gazette_page_buffer_find_piece:
 * @self: a page
 * @offset: a character
 *
 * Returns: the position of the piece that has the character, or of the first one after it;
 *   how many pieces there are when it is after the last
 */
guint
gazette_page_buffer_find_piece (GazettePageBuffer *self,
                                int                offset)
{
  guint low = 0;
  guint high = self->pieces->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->pieces, GazettePiece, middle).end < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * gazette_page_buffer_get_link:
 * @self: a page
 * @offset: a character
 * @start: (out) (optional): the link's first character
 * @end: (out) (optional): the one after its last
 *
 * Returns: (transfer none) (nullable): where the link at this character leads
 */
const char *
gazette_page_buffer_get_link (GazettePageBuffer *self,
                              int                offset,
                              int               *start,
                              int               *end)
{
  guint low = 0;
  guint high = self->links->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const GazettePageLink *link = &g_array_index (self->links, GazettePageLink, middle);

      if (offset >= link->end)
        low = middle + 1;
      else if (offset < link->start)
        high = middle;
      else
        {
          if (start != NULL)
            *start = link->start;
          if (end != NULL)
            *end = link->end;

          return link->href;
        }
    }

  return NULL;
}

/**
 * gazette_page_buffer_get_title:
 * @self: a page
 * @offset: a character
 *
 * Returns: (transfer none) (nullable): what the abbreviation at this character
 *   stands for
 */
const char *
gazette_page_buffer_get_title (GazettePageBuffer *self,
                               int                offset)
{
  for (guint i = 0; i < self->titles->len; i++)
    {
      const GazettePageTitle *title = &g_array_index (self->titles, GazettePageTitle, i);

      if (offset >= title->start && offset < title->end)
        return title->title;
    }

  return NULL;
}

/* Where the document says that it leads to; sites that write what others type
 * put a word of their own before what was typed. */
static int
find_anchor (GazettePageBuffer *self,
             const char        *id)
{
  guint at;
  const GazetteBlock *block = gazette_document_find_anchor (self->document, id, &at);

  if (block == NULL)
    {
      g_autofree char *prefixed = g_strconcat ("user-content-", id, NULL);

      block = gazette_document_find_anchor (self->document, prefixed, &at);
    }

  for (guint i = 0; block != NULL && i < self->pieces->len; i++)
    {
      const GazettePiece *piece = &g_array_index (self->pieces, GazettePiece, i);

      if (piece->block != block)
        continue;
      if (piece->anchor != NULL)
        return piece->start;

      return piece->text_start + (int) g_utf8_strlen (block->text, at);
    }

  return -1;
}

/* As sites make an address from a heading: letters and digits in lower case,
 * all else as one hyphen. */
static char *
dup_slug (const char *text)
{
  GString *slug = g_string_new (NULL);

  for (const char *p = text; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (slug, g_unichar_tolower (c));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  return g_string_free_and_steal (slug);
}

/**
 * gazette_page_buffer_find_fragment:
 * @self: a page
 * @fragment: of an address, "#" not included
 *
 * Looks for the place that such a fragment leads to: one with that name, else the
 * heading to which it would lead on most sites.
 *
 * Returns: its first character, -1 when there is none
 */
int
gazette_page_buffer_find_fragment (GazettePageBuffer *self,
                                   const char        *fragment)
{
  g_autofree char *decoded = g_uri_unescape_string (fragment, NULL);
  g_autofree char *wanted = dup_slug (decoded != NULL ? decoded : fragment);
  int anchor = find_anchor (self, decoded != NULL ? decoded : fragment);

  if (anchor >= 0)
    return anchor;
  if (wanted[0] == 0 || g_str_equal (wanted, "top"))
    return 0;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const GazettePiece *piece = &g_array_index (self->pieces, GazettePiece, i);
      g_autofree char *slug = NULL;

      if (piece->kind != GAZETTE_PIECE_BLOCK || piece->block->kind != GAZETTE_BLOCK_HEADING)
        continue;
      slug = dup_slug (piece->block->text);
      if (g_str_equal (slug, wanted))
        return piece->start;
    }

  return -1;
}

static gboolean
is_list_item (const GazettePiece *piece)
{
  return piece->block != NULL && piece->block->list_depth > 0;
}

/* Marks of direction and spaces that do not break are for the screen. */
static void
append_byline (GString    *text,
               const char *byline)
{
  for (const char *p = byline; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0x2068 && c != 0x2069)
        g_string_append_unichar (text, c == 0x00a0 ? ' ' : c);
    }
}

/* A picture says nothing, and what is below it has a piece of its own. */
static void
append_widget (GString            *text,
               const GazetteBlock *block)
{
  g_autofree char *own = NULL;

  if (block == NULL || block->kind == GAZETTE_BLOCK_PICTURE)
    return;

  own = block->kind == GAZETTE_BLOCK_EMBED ? g_strdup (block->alt) : gazette_block_dup_text (block);
  g_string_append (text, own);
}

/* What a piece says without its layout: for a widget the text it stands for. */
static void
append_piece (GazettePageBuffer  *self,
              GString            *text,
              const GazettePiece *piece,
              int                 start,
              int                 end)
{
  GtkTextIter from;
  GtkTextIter to;
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;

  if (piece->anchor != NULL)
    {
      append_widget (text, piece->block);
      return;
    }

  if (start == piece->start && is_list_item (piece))
    {
      for (guint i = 1; i < piece->block->list_depth; i++)
        g_string_append (text, "  ");
      if (!piece->indent.hanging)
        g_string_append (text, "  ");
    }

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &from, start);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &to, end);
  whole = gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self), &from, &to, TRUE);
  part = gazette_text_without_breaks (whole);
  if (piece->indent.hanging && start == piece->start && part[0] == '\t')
    {
      char *tab = strchr (part + 1, '\t');

      if (tab != NULL)
        *tab = ' ';
      g_string_append (text, part + 1);
    }
  else if (piece->kind == GAZETTE_PIECE_BYLINE)
    {
      append_byline (text, part);
    }
  else
    {
      g_string_append (text, part);
    }
}

/**
 * gazette_page_buffer_dup_text:
 * @self: a page
 * @start: the first character
 * @end: the one after the last
 *
 * Says what stands there as plain text that reads well elsewhere: a blank line
 * between paragraphs, a line for an item of a list, its marker before it, and
 * nothing for a picture but its caption.
 *
 * Returns: (transfer full): the text
 */
char *
gazette_page_buffer_dup_text (GazettePageBuffer *self,
                              int                start,
                              int                end)
{
  GString *text = g_string_new (NULL);
  const GazettePiece *previous = NULL;

  for (guint i = gazette_page_buffer_find_piece (self, start); i < self->pieces->len; i++)
    {
      const GazettePiece *piece = &g_array_index (self->pieces, GazettePiece, i);
      gsize separator = text->len;
      gsize before;

      if (piece->start >= end)
        break;
      if (previous != NULL)
        g_string_append (text, is_list_item (previous) && is_list_item (piece) ? "\n" : "\n\n");
      before = text->len;
      append_piece (self, text, piece, MAX (start, piece->start), MIN (end, piece->end));
      if (text->len > before)
        previous = piece;
      else
        g_string_truncate (text, separator);
    }

  return g_string_free_and_steal (text);
}
