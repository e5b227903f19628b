/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "gazette-document-private.h"
#include "gazette-markdown-private.h"

/* A list within which text stands. */
typedef struct
{
  /* How far its text stands in; 0 for what Markdown has no sign for, such as details. */
  guint    width;
  /* In how many quotations the list itself stands. */
  guint    quote_depth;
  gboolean is_item;
  gboolean is_ordered;
  gint     number;
  /* "." or ")": another list begins where it changes (CommonMark 0.31, 5.3). */
  char     delimiter;
} Level;

typedef struct
{
  GazetteMarkdown     markdown;
  GArray             *levels;
  const GazetteBlock *previous;

  /* Where pictures are; NULL where they are what the document says. */
  GazetteMarkupPictureFunc  picture;
  gpointer                  data;
} Exporter;

static gboolean
has_anchor (const GazetteBlock *block,
            const char         *id)
{
  for (guint i = 0; block->anchors != NULL && i < block->anchors->len; i++)
    {
      if (strcmp (g_array_index (block->anchors, GazetteAnchor, i).id, id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The run by which a note leads back to where it is referred to. */
static const GazetteRun *
find_way_back (const GazetteBlock *note,
               const GazetteBlock *reference)
{
  for (guint i = 0; i < note->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (note->runs, GazetteRun, i);

      if (run->href != NULL && *run->href == '#' && has_anchor (reference, run->href + 1))
        return run;
    }

  return NULL;
}

static void
find_note (Exporter           *self,
           GHashTable         *by_anchor,
           const GazetteBlock *block,
           const GazetteRun   *run)
{
  const GazetteBlock *target = run->href != NULL && *run->href == '#' ? g_hash_table_lookup (by_anchor, run->href + 1)
                                                                      : NULL;
  GazetteNote note = { block, target, self->markdown.notes->len + 1 };

  if (target == NULL || target == block || target->items == 0 || target->kind != GAZETTE_BLOCK_PARAGRAPH ||
      block->cells != NULL || find_way_back (target, block) == NULL || find_way_back (block, target) == NULL)
    return;
  /* That leads back: a note stands after what refers to it. */
  for (guint i = 0; i < self->markdown.notes->len; i++)
    {
      const GazetteNote *other = &g_array_index (self->markdown.notes, GazetteNote, i);

      if (other->target == block || other->target == target)
        return;
    }
  g_array_append_val (self->markdown.notes, note);
}

/* Items of lists that are referred to, and lead back there, are notes. */
static void
find_notes (Exporter        *self,
            GazetteDocument *document)
{
  g_autoptr(GHashTable) by_anchor = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const GazetteBlock *block = document->blocks->pdata[i];

      for (guint j = 0; block->anchors != NULL && j < block->anchors->len; j++)
        g_hash_table_insert (by_anchor, (gpointer) g_array_index (block->anchors, GazetteAnchor, j).id,
                             (gpointer) block);
    }
  for (guint i = 0; i < document->blocks->len && g_hash_table_size (by_anchor) > 0; i++)
    {
      const GazetteBlock *block = document->blocks->pdata[i];

      for (guint j = 0; j < block->runs->len; j++)
        find_note (self, by_anchor, block, &g_array_index (block->runs, GazetteRun, j));
    }
}

static const GazetteNote *
get_note (Exporter           *self,
          const GazetteBlock *block)
{
  for (guint i = 0; i < self->markdown.notes->len; i++)
    {
      const GazetteNote *note = &g_array_index (self->markdown.notes, GazetteNote, i);

      if (note->target == block)
        return note;
    }

  return NULL;
}

/* What each line of the block begins with. */
static char *
dup_prefix (Exporter *self,
            guint     quote_depth,
            guint     n_levels)
{
  GString *prefix = g_string_new (NULL);
  guint n_quotes = 0;

  for (guint i = 0; i < MIN (n_levels, self->levels->len); i++)
    {
      const Level *level = &g_array_index (self->levels, Level, i);

      for (; n_quotes < MIN (level->quote_depth, quote_depth); n_quotes++)
        g_string_append (prefix, "> ");
      for (guint j = 0; j < level->width; j++)
        g_string_append_c (prefix, ' ');
    }
  for (; n_quotes < quote_depth; n_quotes++)
    g_string_append (prefix, "> ");

  return g_string_free_and_steal (prefix);
}

/* Whether the block follows the last one of a list without a blank line. */
static gboolean
is_tight (Exporter           *self,
          const GazetteBlock *block)
{
  const GazetteBlock *previous = self->previous;

  return block->items == 1 && block->marker != NULL && block->kind == GAZETTE_BLOCK_PARAGRAPH &&
         previous->kind == GAZETTE_BLOCK_PARAGRAPH && previous->items > 0 && previous->marker != NULL &&
         block->list_depth == previous->list_depth && block->quote_depth == previous->quote_depth && block->quotes == 0 &&
         get_note (self, previous) == NULL && get_note (self, block) == NULL;
}

static void
write_gap (Exporter           *self,
           const GazetteBlock *block)
{
  g_autofree char *prefix = NULL;
  guint quote_depth;
  guint n_levels = 0;

  if (self->previous == NULL)
    return;

  g_string_append_c (self->markdown.text, '\n');
  if (is_tight (self, block))
    return;

  /* A quotation goes on over the line, within the lists that it is in itself. */
  quote_depth = MIN (block->quote_depth - block->quotes, self->previous->quote_depth);
  while (n_levels < MIN (self->levels->len, block->list_depth) &&
         g_array_index (self->levels, Level, n_levels).quote_depth < quote_depth)
    n_levels++;
  prefix = dup_prefix (self, quote_depth, n_levels);
  g_string_append (self->markdown.text, g_strchomp (prefix));
  g_string_append_c (self->markdown.text, '\n');
}

/* The number that a marker is, 0 for one that is none. */
static gint
read_marker (const char *marker,
             gint        next)
{
  char *end;
  gint64 number = g_ascii_strtoll (marker, &end, 10);

  if (end > marker && strcmp (end, ".") == 0)
    return number >= 0 && number <= 999999999 ? (gint) number : next;
  /* Letters and Roman numerals are not known to Markdown. */
  if (g_str_has_suffix (marker, "."))
    return next;

  return -1;
}

/* Writes the sign of an item, and says how wide that is. */
static void
begin_item (Exporter    *self,
            guint        depth,
            guint        quote_depth,
            const char  *marker,
            const Level *former)
{
  gint next = former->is_item && former->is_ordered ? former->number + 1 : 1;
  gint number = read_marker (marker, next);
  Level level = { 0, quote_depth, TRUE, number >= 0, number, '.' };
  g_autofree char *sign = NULL;

  if (level.is_ordered && former->is_item && former->is_ordered)
    level.delimiter = (number == next) == (former->delimiter == '.') ? '.' : ')';

  if (level.is_ordered)
    sign = g_strdup_printf ("%d%c ", number, level.delimiter);
  else if (strcmp (marker, "☑") == 0)
    sign = g_strdup ("- [x] ");
  else if (strcmp (marker, "☐") == 0)
    sign = g_strdup ("- [ ] ");
  else
    sign = g_strdup ("- ");
  level.width = level.is_ordered ? (guint) strlen (sign) : 2;
  g_string_append (self->markdown.text, sign);

  g_array_set_size (self->levels, depth);
  g_array_append_val (self->levels, level);
}

/* Goes into as many lists as the block stands in, and begins those of their items
 * that begin with it. */
static void
enter (Exporter           *self,
       const GazetteBlock *block)
{
  guint first = block->marker != NULL ? block->list_depth - MIN (MAX (1, block->items), block->list_depth)
                                      : block->list_depth;
  g_autofree char *prefix = NULL;

  if (block->role == GAZETTE_ROLE_SUMMARY)
    first = block->list_depth;
  /* A list within a quotation ends with that. */
  for (guint i = 0; i < self->levels->len; i++)
    {
      if (g_array_index (self->levels, Level, i).quote_depth > block->quote_depth - block->quotes)
        g_array_set_size (self->levels, i);
    }
  /* Of levels that nothing began. */
  while (self->levels->len < first)
    {
      Level level = { 0 };

      g_array_append_val (self->levels, level);
    }
  prefix = dup_prefix (self, block->quote_depth, first);
  g_string_append (self->markdown.text, prefix);

  for (guint i = first; i < block->list_depth; i++)
    {
      Level former = { 0 };

      if (i < self->levels->len && block->quote_depth == (self->previous != NULL ? self->previous->quote_depth : 0))
        former = g_array_index (self->levels, Level, i);
      /* The outer ones say nothing of their own. */
      begin_item (self, i, block->quote_depth, i + 1 == block->list_depth ? block->marker : "•", &former);
    }
  /* What may go on after it are the lists that it is in. */
  g_array_set_size (self->levels, block->list_depth);
}

static void
write_fence (Exporter           *self,
             const GazetteBlock *block,
             guint               start,
             guint               end,
             const char         *prefix)
{
  GString *text = self->markdown.text;
  g_autofree char *code = g_strndup (block->text + start, end - start);
  g_auto(GStrv) lines = g_strsplit (code, "\n", -1);
  guint longest = 2;
  guint n = 0;
  g_autofree char *fence = NULL;

  for (const char *p = code; *p != '\0'; p++)
    {
      n = *p == '`' ? n + 1 : 0;
      longest = MAX (longest, n);
    }
  fence = g_strnfill (longest + 1, '`');
  g_string_append (text, fence);
  if (block->language != NULL && strpbrk (block->language, "` \n") == NULL)
    g_string_append (text, block->language);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "\n%s%s", *lines[i] != '\0' ? prefix : "", lines[i]);
  g_string_append_printf (text, "\n%s%s", prefix, fence);
}

static void
write_label (Exporter   *self,
             const char *label)
{
  g_autofree char *line = g_strdelimit (g_strdup (label != NULL ? label : ""), "\r\n", ' ');

  gazette_markdown_write_text (&self->markdown, line, strlen (line), FALSE);
}

/* What is in the address itself is too long for a text. */
static void
write_picture (Exporter           *self,
               const GazetteBlock *block)
{
  GString *text = self->markdown.text;
  gboolean is_data = g_ascii_strncasecmp (block->src, "data:", 5) == 0;
  g_autofree char *where = self->picture != NULL ? self->picture (block->src, self->data) : NULL;
  const char *src = where != NULL || is_data ? where : block->src;

  if (block->href != NULL)
    g_string_append_c (text, '[');
  g_string_append (text, src == NULL ? "" : "![");
  write_label (self, block->alt);
  if (src != NULL)
    {
      g_string_append (text, "](");
      gazette_markdown_write_href (&self->markdown, src);
      g_string_append_c (text, ')');
    }
  if (block->href != NULL)
    {
      g_string_append (text, "](");
      gazette_markdown_write_href (&self->markdown, block->href);
      g_string_append_c (text, ')');
    }
}

static void
write_embed (Exporter           *self,
             const GazetteBlock *block)
{
  g_string_append_c (self->markdown.text, '[');
  write_label (self, block->alt != NULL && *block->alt != '\0' ? block->alt : block->href);
  g_string_append (self->markdown.text, "](");
  gazette_markdown_write_href (&self->markdown, block->href);
  g_string_append_c (self->markdown.text, ')');
}

/* Says the block again where it leads back from a note: without that. */
static guint
trim_way_back (Exporter           *self,
               const GazetteBlock *block,
               guint               end)
{
  const GazetteNote *note = get_note (self, block);
  const GazetteRun *back = note != NULL ? find_way_back (block, note->reference) : NULL;

  if (back == NULL || back->end < end || back->start == 0)
    return end;

  end = back->start;
  while (end > 0 && (block->text[end - 1] == ' ' || block->text[end - 1] == '\n'))
    end--;

  return end;
}

static void
write_lines (Exporter           *self,
             const GazetteBlock *block,
             guint               start,
             guint               end,
             const char         *prefix)
{
  g_autofree char *line_break = g_strdup_printf ("\\\n%s", prefix);

  gazette_markdown_write_inline (&self->markdown, block, start, trim_way_back (self, block, end), line_break);
}

static void
write_heading (Exporter           *self,
               const GazetteBlock *block,
               guint               start,
               guint               end)
{
  GString *text = self->markdown.text;

  for (guint i = 0; i < block->level; i++)
    g_string_append_c (text, '#');
  g_string_append_c (text, ' ');
  gazette_markdown_write_inline (&self->markdown, block, start, end, "<br>");
  /* Else it would be taken for the end of the sign. */
  if (g_str_has_suffix (text->str, "#"))
    g_string_insert_c (text, (gssize) text->len - 1, '\\');
}

static void
write_caption (Exporter           *self,
               const GazetteBlock *block,
               const char         *prefix)
{
  g_autofree char *blank = g_strchomp (g_strdup (prefix));

  if (*block->text == '\0')
    return;

  g_string_append_printf (self->markdown.text, "\n%s\n%s", blank, prefix);
  write_lines (self, block, 0, (guint) strlen (block->text), prefix);
}

static void
write_content (Exporter           *self,
               const GazetteBlock *block,
               guint               start,
               guint               end,
               const char         *prefix)
{
  switch (block->kind)
    {
    case GAZETTE_BLOCK_HEADING:
      write_heading (self, block, start, end);
      break;

    case GAZETTE_BLOCK_PREFORMATTED:
      write_fence (self, block, start, end, prefix);
      break;

    case GAZETTE_BLOCK_PICTURE:
      write_picture (self, block);
      write_caption (self, block, prefix);
      break;

    case GAZETTE_BLOCK_RULE:
      g_string_append (self->markdown.text, "---");
      break;

    case GAZETTE_BLOCK_TABLE:
      gazette_markdown_write_table (&self->markdown, block, prefix);
      break;

    case GAZETTE_BLOCK_EMBED:
      write_embed (self, block);
      write_caption (self, block, prefix);
      break;

    case GAZETTE_BLOCK_PARAGRAPH:
    default:
      write_lines (self, block, start, end, prefix);
      break;
    }
}

static void
enter_note (Exporter           *self,
            const GazetteBlock *block,
            const GazetteNote  *note)
{
  Level level = { .width = 4 };
  g_autofree char *prefix = dup_prefix (self, block->quote_depth, 0);

  g_string_append_printf (self->markdown.text, "%s[^%u]: ", prefix, note->number);
  g_array_set_size (self->levels, 0);
  g_array_append_val (self->levels, level);
}

static void
write_block (Exporter           *self,
             const GazetteBlock *block,
             guint               start,
             guint               end)
{
  const GazetteNote *note = get_note (self, block);
  g_autofree char *prefix = NULL;

  write_gap (self, block);
  if (note != NULL)
    enter_note (self, block, note);
  else
    enter (self, block);
  prefix = dup_prefix (self, block->quote_depth, self->levels->len);
  write_content (self, block, start, end, prefix);
  self->previous = block;
}

static char *
write_document (GazetteDocument          *self,
                const GazetteExcerpt     *excerpt,
                GazetteMarkupPictureFunc  picture,
                gpointer                  data)
{
  Exporter exporter = { .picture = picture, .data = data };
  guint first = excerpt != NULL ? excerpt->first : 0;
  guint last;

  last = self->blocks->len > 0 ? self->blocks->len - 1 : 0;
  last = excerpt != NULL ? MIN (last, excerpt->last) : last;
  exporter.markdown.text = g_string_new (NULL);
  exporter.markdown.notes = g_array_new (FALSE, FALSE, sizeof (GazetteNote));
  exporter.levels = g_array_new (FALSE, FALSE, sizeof (Level));
  find_notes (&exporter, self);

  for (guint i = first; i <= last && i < self->blocks->len; i++)
    {
      const GazetteBlock *block = self->blocks->pdata[i];
      guint end = (guint) strlen (block->text);
      gboolean is_text = block->kind == GAZETTE_BLOCK_PARAGRAPH || block->kind == GAZETTE_BLOCK_HEADING ||
                         block->kind == GAZETTE_BLOCK_PREFORMATTED;
      guint from = excerpt != NULL && i == first && is_text ? MIN (excerpt->start, end) : 0;

      if (excerpt != NULL && i == last && is_text)
        end = MIN (end, excerpt->end);
      if (is_text && from >= end)
        continue;
      write_block (&exporter, block, from, end);
    }
  if (exporter.markdown.text->len > 0)
    g_string_append_c (exporter.markdown.text, '\n');

  g_array_unref (exporter.levels);
  g_array_unref (exporter.markdown.notes);

  return g_string_free_and_steal (exporter.markdown.text);
}

/**
 * gazette_document_to_markdown:
 * @self: a document
 * @excerpt: (nullable): the part that is wanted, %NULL for all
 *
 * Writes a document as Markdown: CommonMark, with tables, tasks and text that is
 * struck out as GitHub has them, and footnotes. What Markdown has no sign for is
 * written as HTML in it where that is short (styles, tables with joined cells), else
 * as what reads well: a caption as a paragraph, a film as a link.
 *
 * Returns: (transfer full): Markdown, with an end of line after the last one
 */
char *
gazette_document_to_markdown (GazetteDocument      *self,
                              const GazetteExcerpt *excerpt)
{
  g_return_val_if_fail (self != NULL, NULL);

  return write_document (self, excerpt, NULL, NULL);
}

/**
 * gazette_document_to_file_markdown:
 * @self: a document
 * @picture: (scope call): says where its pictures are; one that is not to be had
 *   stays at its address on the web
 * @data: for @picture
 *
 * As gazette_document_to_markdown(), for a file with pictures beside it.
 *
 * Returns: (transfer full): Markdown, with an end of line after the last one
 */
char *
gazette_document_to_file_markdown (GazetteDocument          *self,
                                   GazetteMarkupPictureFunc  picture,
                                   gpointer                  data)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (picture != NULL, NULL);

  return write_document (self, NULL, picture, data);
}
