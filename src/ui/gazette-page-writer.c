/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gazette-byline.h"
#include "gazette-direction.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-folds.h"

/* A line of text view is laid out in one go: longer ones are broken where a
 * sentence ends, so that no single one holds up the window. In bytes. */
#define MAX_LINE 6000

/* Each cell is a widget: what an article has more of is text in columns. */
#define MAX_CELLS 1000

/* How far a caption is from what it belongs to, of the body's font size in percent. */
#define CAPTION_GAP 45

static int
get_length (GazettePageBuffer *self)
{
  return gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self));
}

static void
append (GazettePageBuffer *self,
        const char        *text)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self), &end);
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self), &end, text, -1);
}

static void
apply (GazettePageBuffer *self,
       GtkTextTag        *tag,
       int                start,
       int                end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter from;
  GtkTextIter to;

  if (tag == NULL)
    return;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);
  gtk_text_buffer_apply_tag (buffer, tag, &from, &to);
}

static void
apply_look (GazettePageBuffer *self,
            GazetteTag         tag,
            int                start,
            int                end)
{
  apply (self, gazette_page_tags_get (self->tags, tag), start, end);
}

/* Begins a piece on a line of its own. It stays valid until the next one. */
static GazettePiece *
begin_piece (GazettePageBuffer  *self,
             GazettePieceKind    kind,
             const GazetteBlock *block,
             guint               gap)
{
  GazettePiece piece = { .kind = kind, .block = block, .gap = gap };

  if (self->pieces->len > 0)
    append (self, "\n");
  else
    piece.gap = 0;

  piece.start = get_length (self);
  if (block != NULL)
    {
      piece.indent.quote_depth = block->quote_depth;
      piece.indent.list_depth = block->list_depth;
      piece.indent.wide = self->wide_lists;
    }
  g_array_append_val (self->pieces, piece);

  return &g_array_index (self->pieces, GazettePiece, self->pieces->len - 1);
}

/* Ends the piece: the gap is above its first line alone, and the marker of a
 * list hangs before its first line alone. */
static void
end_piece (GazettePageBuffer *self,
           GazettePiece      *piece,
           GazetteTag         look)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GazetteIndent rest = piece->indent;
  GtkTextIter iter;
  int first_end;
  int end;

  piece->end = get_length (self);

  /* What a line looks like as a whole is read from its first character, which
   * an empty one does not have before the next piece begins. */
  if (piece->end == piece->start)
    append (self, "\u200b");
  piece->end = get_length (self);
  end = piece->end;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, piece->start);
  gtk_text_iter_forward_line (&iter);
  first_end = MIN (gtk_text_iter_get_offset (&iter), end);

  apply_look (self, look, piece->start, end);
  if (piece->gap > 0)
    apply (self, gazette_page_tags_get_above (self->tags, piece->gap), piece->start, first_end);
  apply (self, gazette_page_tags_get_indent (self->tags, &piece->indent), piece->start, first_end);
  rest.hanging = FALSE;
  if (first_end < end)
    apply (self, gazette_page_tags_get_indent (self->tags, &rest), first_end, end);
}

static gboolean
is_rtl (const char *text)
{
  return gazette_direction_of_text (text) == GTK_TEXT_DIR_RTL;
}

static void
write_line (GazettePageBuffer *self,
            GazettePieceKind   kind,
            GazetteTag         look,
            guint              gap,
            const char        *text)
{
  GazettePiece *piece;

  if (text == NULL || text[0] == 0)
    return;

  piece = begin_piece (self, kind, NULL, gap);
  piece->indent.rtl = is_rtl (text);
  append (self, text);
  end_piece (self, piece, look);

  /* All of the head begins where the title does, whatever its own direction. */
  if (piece->indent.rtl != is_rtl (self->stored->article->title) && self->stored->article->title[0] != 0)
    apply_look (self, GAZETTE_TAG_OTHER_SIDE, piece->start, piece->end);
}

static void
write_slot (GazettePageBuffer  *self,
            GazettePieceKind    kind,
            const GazetteBlock *block,
            guint               gap)
{
  GazettePiece *piece = begin_piece (self, kind, block, gap);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self), &end);
  /* Before its widget is there it stands for nothing that is seen. */
  piece->anchor = gtk_text_child_anchor_new_with_replacement (" ");
  gtk_text_buffer_insert_child_anchor (GTK_TEXT_BUFFER (self), &end, piece->anchor);
  end_piece (self, piece, GAZETTE_TAG_SLOT);
}

/* The body may know more about it than the source has said. */
static void
write_lead (GazettePageBuffer *self)
{
  const GazetteArticle *article = self->stored->article;
  const GazetteBlock *lead = gazette_document_get_lead (self->document);
  const char *caption = article->image_caption;

  if ((caption == NULL || caption[0] == 0) && lead != NULL)
    caption = lead->text;

  write_slot (self, GAZETTE_PIECE_LEAD_PICTURE, NULL, 140);
  write_line (self, GAZETTE_PIECE_CAPTION, GAZETTE_TAG_CAPTION, CAPTION_GAP, caption);
}

static void
write_head (GazettePageBuffer *self)
{
  const GazetteArticle *article = self->stored->article;
  guint minutes = gazette_byline_count_minutes (self->document);
  g_autofree char *byline = gazette_byline_new (article, self->stored->first_seen, minutes);

  write_line (self, GAZETTE_PIECE_KICKER, GAZETTE_TAG_KICKER, 0, self->stored->source_title);
  write_line (self, GAZETTE_PIECE_TITLE, GAZETTE_TAG_TITLE, 30, article->title);
  if (gazette_byline_has_standfirst (article, self->document))
    write_line (self, GAZETTE_PIECE_STANDFIRST, GAZETTE_TAG_STANDFIRST, 60, article->summary);
  write_line (self, GAZETTE_PIECE_BYLINE, GAZETTE_TAG_BYLINE, 75, byline);

  if (article->image != NULL)
    write_lead (self);
}

static void
apply_style (GazettePageBuffer *self,
             GazetteStyle       style,
             int                start,
             int                end)
{
  static const struct
  {
    GazetteStyle style;
    GazetteTag   tag;
  } styles[] = {
    { GAZETTE_STYLE_EMPHASIS, GAZETTE_TAG_EMPHASIS },
    { GAZETTE_STYLE_STRONG, GAZETTE_TAG_STRONG },
    { GAZETTE_STYLE_CODE, GAZETTE_TAG_CODE },
    { GAZETTE_STYLE_DELETED, GAZETTE_TAG_DELETED },
    { GAZETTE_STYLE_UNDERLINE, GAZETTE_TAG_UNDERLINE },
    { GAZETTE_STYLE_SUBSCRIPT, GAZETTE_TAG_SUBSCRIPT },
    { GAZETTE_STYLE_SUPERSCRIPT, GAZETTE_TAG_SUPERSCRIPT },
    { GAZETTE_STYLE_SMALL, GAZETTE_TAG_SMALL },
    { GAZETTE_STYLE_MARK, GAZETTE_TAG_MARK },
    { GAZETTE_STYLE_KEY, GAZETTE_TAG_KEY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if ((style & styles[i].style) != 0)
        apply_look (self, styles[i].tag, start, end);
    }
}

/* The block's text was written at @start, a character for a character. */
static void
begin_runs (GazettePageBuffer  *self,
            const GazetteBlock *block,
            int                 start)
{
  self->styling = block->runs != NULL ? block : NULL;
  self->next_run = 0;
  self->run_byte = 0;
  self->run_offset = start;
}

/* A heading that leads to another place of its page, as those of many handbooks do to the
 * table of contents, is a heading to the eye. */
static gboolean
is_plain (GazettePageBuffer *self,
          const char        *href)
{
  return *href == '#' && self->styling != NULL && self->styling->kind == GAZETTE_BLOCK_HEADING;
}

/* A link may have several runs, and is still one. */
static void
add_link (GazettePageBuffer *self,
          guint              number,
          const char        *href,
          int                start,
          int                end)
{
  GazettePageLink link = { start, end, number, href };
  GazettePageLink *last = self->links->len > 0
                          ? &g_array_index (self->links, GazettePageLink, self->links->len - 1)
                          : NULL;

  if (!is_plain (self, href))
    apply_look (self, GAZETTE_TAG_LINK, start, end);
  if (last != NULL && last->end == start && last->number == number)
    last->end = end;
  else
    g_array_append_val (self->links, link);
}

static void
apply_run (GazettePageBuffer *self,
           const GazetteRun  *run,
           int                start,
           int                end)
{
  apply_style (self, run->style, start, end);
  if (run->href != NULL)
    add_link (self, run->link, run->href, start, end);
  if (run->title != NULL)
    {
      GazettePageTitle title = { start, end, run->title };

      apply_look (self, GAZETTE_TAG_ABBREVIATION, start, end);
      g_array_append_val (self->titles, title);
    }
}

/* Goes on with the runs until that time; a paragraph may have thousands. */
static gboolean
apply_runs (GazettePageBuffer *self,
            gint64             until)
{
  const GazetteBlock *block = self->styling;

  while (self->next_run < block->runs->len)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, self->next_run++);
      const char *text = block->text;
      int start = self->run_offset + (int) g_utf8_pointer_to_offset (text + self->run_byte, text + run->start);
      int end = start + (int) g_utf8_pointer_to_offset (text + run->start, text + run->end);

      apply_run (self, run, start, end);
      self->run_offset = end;
      self->run_byte = run->end;
      if (self->next_run % 64 == 0 && g_get_monotonic_time () >= until)
        return TRUE;
    }
  self->styling = NULL;

  return FALSE;
}

/* Text that is too long for one line has a line's end in place of a space. */
static char *
dup_broken (const char *text)
{
  char *broken = g_strdup (text);
  char *line = broken;

  for (char *p = broken; *p != 0; p++)
    {
      if (*p == '\n')
        line = p;
      else if (*p == ' ' && p - line > MAX_LINE && (strchr (".!?", p[-1]) != NULL || p - line > 2 * MAX_LINE))
        *p = '\n', line = p;
    }

  return broken;
}

/* A table that is shown as text has a line for each row. */
static void
join_lines (const GazetteBlock *block,
            char               *text)
{
  for (guint i = 0; block->cells != NULL && i < block->cells->len; i++)
    {
      const GazetteCell *cell = &g_array_index (block->cells, GazetteCell, i);

      for (guint j = cell->start; j < cell->end; j++)
        {
          if (text[j] == '\n')
            text[j] = ' ';
        }
    }
}

/* The view finds the direction of a line by its first letter. Where it is another,
 * a mark that is not seen comes before that. */
static void
write_direction (GazettePageBuffer *self,
                 const char        *text,
                 gboolean           rtl)
{
  if (gazette_direction_of_first_letter (text) != (rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR))
    append (self, rtl ? "\u200f" : "\u200e");
}

static gboolean
is_block_rtl (const GazetteBlock *block)
{
  return block->direction != GAZETTE_DIRECTION_NONE ? block->direction == GAZETTE_DIRECTION_RTL : is_rtl (block->text);
}

static gboolean
has_link (const GazetteBlock *block)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      if (g_array_index (block->runs, GazetteRun, i).href != NULL)
        return TRUE;
    }

  return FALSE;
}

/* The focus stops at a summary; at its sign alone where there are links in it. */
static void
add_summary (GazettePageBuffer  *self,
             const GazettePiece *piece,
             int                 marker_end)
{
  GazettePageLink stop = { piece->start, has_link (piece->block) ? marker_end : piece->end, 0, NULL };

  g_array_append_val (self->links, stop);
}

static const char *
get_marker (const GazettePiece *piece)
{
  if (piece->block->role == GAZETTE_ROLE_SUMMARY)
    return gazette_page_folds_get_sign (piece->block->is_open, piece->indent.rtl);

  return piece->block->marker;
}

static void
write_text (GazettePageBuffer  *self,
            const GazetteBlock *block,
            GazettePieceKind    kind,
            GazetteTag          look,
            guint               gap)
{
  g_autofree char *text = dup_broken (block->text);
  GazettePiece *piece = begin_piece (self, kind, block, gap);
  int marker_end = 0;

  join_lines (block, text);
  piece->indent.rtl = is_block_rtl (block);
  piece->indent.hanging = block->marker != NULL && block->list_depth > 0;
  if (look == GAZETTE_TAG_BODY && piece->indent.rtl)
    look = GAZETTE_TAG_BODY_RTL;

  if (piece->indent.hanging)
    {
      append (self, "\t");
      append (self, get_marker (piece));
      append (self, "\t");
      marker_end = get_length (self);
    }
  write_direction (self, text, piece->indent.rtl);
  piece->text_start = get_length (self);
  append (self, text);
  end_piece (self, piece, look);

  if (marker_end > 0)
    apply_look (self, GAZETTE_TAG_MARKER, piece->start, marker_end);
  if (marker_end > 0 && block->role == GAZETTE_ROLE_SUMMARY)
    add_summary (self, piece, marker_end);
  begin_runs (self, block, piece->text_start);
}

/* Whether the block stands in an item of a list, and not at its beginning. */
static gboolean
follows_in_list (const GazetteBlock *block,
                 const GazettePiece *previous)
{
  return block->list_depth > 0 && previous->block != NULL && previous->block->list_depth > 0;
}

static gboolean
has_caption (const GazetteBlock *block)
{
  return block->kind == GAZETTE_BLOCK_TABLE || block->kind == GAZETTE_BLOCK_PREFORMATTED;
}

/* Whether a caption stands below what it is about, or above it. */
static gboolean
is_captioned (const GazetteBlock *block,
              const GazettePiece *previous)
{
  if (previous->block == NULL)
    return FALSE;
  if (block->role == GAZETTE_ROLE_CAPTION)
    return has_caption (previous->block);

  return has_caption (block) && previous->block->role == GAZETTE_ROLE_CAPTION && previous->gap != CAPTION_GAP;
}

static guint
get_gap (GazettePageBuffer  *self,
         const GazetteBlock *block)
{
  const GazettePiece *previous;
  gboolean first;

  if (self->pieces->len == 0)
    return 0;

  previous = &g_array_index (self->pieces, GazettePiece, self->pieces->len - 1);
  first = previous->block == NULL;
  if (is_captioned (block, previous))
    return CAPTION_GAP;

  switch (block->kind)
    {
    case GAZETTE_BLOCK_HEADING:
      return !first && block->level <= 2 ? 180 : 150;

    case GAZETTE_BLOCK_PICTURE:
    case GAZETTE_BLOCK_TABLE:
    case GAZETTE_BLOCK_EMBED:
    case GAZETTE_BLOCK_PREFORMATTED:
      return first ? 150 : 110;

    case GAZETTE_BLOCK_RULE:
      return 100;

    case GAZETTE_BLOCK_PARAGRAPH:
    default:
      break;
    }

  if (first)
    return previous->kind == GAZETTE_PIECE_CAPTION || previous->kind == GAZETTE_PIECE_LEAD_PICTURE ? 130 : 150;

  if (previous->anchor != NULL || previous->kind == GAZETTE_PIECE_CAPTION || previous->block->kind == GAZETTE_BLOCK_RULE)
    return 110;

  if (previous->indent.quote_depth != block->quote_depth || block->quotes > 0 || block->role == GAZETTE_ROLE_CAPTION)
    return 110;

  if (block->role == GAZETTE_ROLE_ATTRIBUTION || previous->block->role == GAZETTE_ROLE_TERM)
    return CAPTION_GAP;

  return follows_in_list (block, previous) && block->role != GAZETTE_ROLE_SUMMARY ? 35 : 75;
}

static GazetteTag
get_heading_look (guint level)
{
  static const GazetteTag looks[] = {
    GAZETTE_TAG_HEADING_1, GAZETTE_TAG_HEADING_1, GAZETTE_TAG_HEADING_2,
    GAZETTE_TAG_HEADING_3, GAZETTE_TAG_HEADING_4, GAZETTE_TAG_HEADING_5,
  };

  return looks[CLAMP (level, 1, G_N_ELEMENTS (looks)) - 1];
}

static GazetteTag
get_paragraph_look (GazetteRole role)
{
  switch (role)
    {
    case GAZETTE_ROLE_CAPTION:
      return GAZETTE_TAG_CAPTION;

    case GAZETTE_ROLE_ATTRIBUTION:
      return GAZETTE_TAG_ATTRIBUTION;

    case GAZETTE_ROLE_NONE:
    case GAZETTE_ROLE_TERM:
    case GAZETTE_ROLE_SUMMARY:
    default:
      return GAZETTE_TAG_BODY;
    }
}

/* Whether a table is shown as one. */
static gboolean
claim_cells (GazettePageBuffer  *self,
             const GazetteBlock *block)
{
  if (block->cells->len == 0 || self->n_cells + block->cells->len > MAX_CELLS)
    return FALSE;

  self->n_cells += block->cells->len;

  return TRUE;
}

/* What is as small as this counts visitors. */
static gboolean
is_speck (const GazetteBlock *block)
{
  return (block->width > 0 && block->width <= 2) || (block->height > 0 && block->height <= 2);
}

static void
write_picture (GazettePageBuffer  *self,
               const GazetteBlock *block)
{
  if (block->src == NULL || is_speck (block))
    return;

  write_slot (self, GAZETTE_PIECE_BLOCK, block, get_gap (self, block));
  if (block->text[0] != 0)
    write_text (self, block, GAZETTE_PIECE_CAPTION, GAZETTE_TAG_CAPTION, CAPTION_GAP);
}

static void
write_block (GazettePageBuffer  *self,
             const GazetteBlock *block)
{
  guint gap = get_gap (self, block);
  GazettePiece *piece;

  switch (block->kind)
    {
    case GAZETTE_BLOCK_HEADING:
      write_text (self, block, GAZETTE_PIECE_BLOCK, get_heading_look (block->level), gap);
      break;

    case GAZETTE_BLOCK_PREFORMATTED:
      write_slot (self, GAZETTE_PIECE_BLOCK, block, gap);
      break;

    case GAZETTE_BLOCK_PICTURE:
      write_picture (self, block);
      break;

    case GAZETTE_BLOCK_RULE:
      piece = begin_piece (self, GAZETTE_PIECE_BLOCK, block, gap);
      end_piece (self, piece, GAZETTE_TAG_RULE);
      break;

    case GAZETTE_BLOCK_TABLE:
      if (claim_cells (self, block))
        write_slot (self, GAZETTE_PIECE_BLOCK, block, gap);
      else
        write_text (self, block, GAZETTE_PIECE_BLOCK, GAZETTE_TAG_PREFORMATTED, gap);
      break;

    case GAZETTE_BLOCK_EMBED:
      write_slot (self, GAZETTE_PIECE_BLOCK, block, gap);
      if (block->text[0] != 0)
        write_text (self, block, GAZETTE_PIECE_CAPTION, GAZETTE_TAG_CAPTION, CAPTION_GAP);
      break;

    case GAZETTE_BLOCK_PARAGRAPH:
    default:
      write_text (self, block, GAZETTE_PIECE_BLOCK, get_paragraph_look (block->role), gap);
      break;
    }
}

/* Says what is missing, and leads there. */
static void
write_note (GazettePageBuffer *self,
            const char        *text)
{
  const char *url = self->stored->article->url;
  const GazettePiece *piece;

  write_line (self, GAZETTE_PIECE_NOTE, GAZETTE_TAG_NOTE, 110, text);
  piece = &g_array_index (self->pieces, GazettePiece, self->pieces->len - 1);
  if (url != NULL)
    add_link (self, 0, url, piece->start, piece->end);
}

static gboolean
has_nothing (GazettePageBuffer *self)
{
  const GazetteArticle *article = self->stored->article;

  return gazette_document_get_n_blocks (self->document) == 0 && article->image == NULL && article->url != NULL &&
         (article->attachments == NULL || article->attachments->len == 0) && !gazette_document_shows_changes (self->document);
}

static void
write_end (GazettePageBuffer *self)
{
  if (gazette_document_is_truncated (self->document))
    write_note (self, _("The article is too long to be shown whole. Open it in the browser to read the rest."));
  else if (has_nothing (self))
    write_note (self, _("The source gives no text of this article. It may be for subscribers, or want a password. "
                        "Open it in the browser to read it."));
  write_slot (self, GAZETTE_PIECE_FOOT, NULL, 0);
  gazette_page_folds_find (self);
}

/**
 * gazette_page_buffer_write:
 * @self: a page
 * @until: when to pause, by g_get_monotonic_time()
 *
 * Goes on writing the page.
 *
 * Returns: whether there is more to write
 */
gboolean
gazette_page_buffer_write (GazettePageBuffer *self,
                           gint64             until)
{
  guint n_blocks = gazette_document_get_n_blocks (self->document);

  if (!self->head_written)
    {
      self->head_written = TRUE;
      write_head (self);
    }

  while (self->styling != NULL || self->next_block < n_blocks)
    {
      if (self->styling != NULL && apply_runs (self, until))
        return TRUE;
      if (self->next_block >= n_blocks)
        break;
      write_block (self, gazette_document_get_block (self->document, self->next_block++));
      if (g_get_monotonic_time () >= until)
        return TRUE;
    }
  if (self->next_block++ == n_blocks)
    write_end (self);

  return FALSE;
}
