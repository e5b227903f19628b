/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "gazette-markup-private.h"

typedef enum
{
  LEVEL_BULLETS,
  LEVEL_NUMBERS,
  LEVEL_DESCRIPTION,
  LEVEL_DETAILS,
  LEVEL_INDENT,
} LevelKind;

/* What a block stands in. A description has a `dd` open, or has not; one without a
 * term is only further in, where what is written has to be valid. */
typedef struct
{
  LevelKind kind;
  gboolean  has_part;
  int       number;
} Level;

/**
 * gazette_markup_new:
 * @url: (nullable): where the blocks come from; what links within them lead to is
 *   there
 *
 * Returns: (transfer full): markup with nothing in it
 */
GazetteMarkup *
gazette_markup_new (const char *url)
{
  GazetteMarkup *self = g_new0 (GazetteMarkup, 1);

  self->html = g_string_new (NULL);
  self->levels = g_array_new (FALSE, FALSE, sizeof (Level));
  self->url = url != NULL ? g_strndup (url, strcspn (url, "#")) : NULL;

  return self;
}

/**
 * gazette_markup_free:
 * @self: (transfer full): markup
 */
void
gazette_markup_free (GazetteMarkup *self)
{
  if (self->html != NULL)
    g_string_free (self->html, TRUE);
  g_array_unref (self->levels);
  g_clear_pointer (&self->anchors, g_hash_table_unref);
  g_clear_pointer (&self->written, g_hash_table_unref);
  g_free (self->url);
  g_free (self);
}

/* Whether it is to be valid, also as XML: the way of files. What is pasted is read
 * by those who know the old elements better. */
static gboolean
is_for_file (GazetteMarkup *self)
{
  return self->picture != NULL;
}

static Level *
get_level (GazetteMarkup *self)
{
  return &g_array_index (self->levels, Level, self->levels->len - 1);
}

/* How many bytes there are that XML does not have: of a control, U+FFFE or U+FFFF
 * (XML 1.0, 2.2). */
static guint
count_unknown (const guchar *p)
{
  if (*p < ' ' && *p != '\t' && *p != '\n' && *p != '\r')
    return 1;

  return p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe ? 3 : 0;
}

static void
append_escaped (GazetteMarkup *self,
                const char    *text,
                gsize          length)
{
  const char *end = text + length;
  guint unknown;

  for (const char *p = text; p < end; p++)
    {
      switch (*p)
        {
        case '&':
          g_string_append (self->html, "&amp;");
          break;
        case '<':
          g_string_append (self->html, "&lt;");
          break;
        case '>':
          g_string_append (self->html, "&gt;");
          break;
        case '"':
          g_string_append (self->html, "&quot;");
          break;
        default:
          unknown = is_for_file (self) ? count_unknown ((const guchar *) p) : 0;
          if (unknown > 0)
            p += unknown - 1;
          else
            g_string_append_c (self->html, *p);
        }
    }
}

static void
append_attribute (GazetteMarkup *self,
                  const char    *name,
                  const char    *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (self->html, " %s=\"", name);
  append_escaped (self, value, strlen (value));
  g_string_append_c (self->html, '"');
}

static void
append_number (GazetteMarkup *self,
               const char    *name,
               guint          value,
               guint          usual)
{
  if (value != usual)
    g_string_append_printf (self->html, " %s=\"%u\"", name, value);
}

/* Where it leads from wherever it is pasted, or within the file.
 *
 * Returns: whether it leads anywhere */
static gboolean
append_link (GazetteMarkup *self,
             const char    *href)
{
  g_autofree char *whole = NULL;

  if (is_for_file (self))
    whole = gazette_markup_dup_file_link (self, href);
  else
    whole = href[0] == '#' && self->url != NULL ? g_strconcat (self->url, href, NULL) : g_strdup (href);
  if (whole == NULL)
    return FALSE;

  g_string_append (self->html, "<a");
  append_attribute (self, "href", whole);
  g_string_append_c (self->html, '>');

  return TRUE;
}

/* What links of the document lead to. */
static void
append_anchors (GazetteMarkup      *self,
                const GazetteBlock *block,
                const char         *element)
{
  for (guint i = 0; self->anchors != NULL && block->anchors != NULL && i < block->anchors->len; i++)
    {
      const char *id = g_array_index (block->anchors, GazetteAnchor, i).id;
      const char *name = g_hash_table_lookup (self->anchors, id);

      /* Once only, where the page has it twice. */
      if (name != NULL && g_hash_table_add (self->written, (gpointer) name))
        g_string_append_printf (self->html, "<%s id=\"%s\"></%s>", element, name, element);
    }
}

static void
append_styles (GazetteMarkup *self,
               GazetteStyle   style,
               gboolean       begin)
{
  static const struct
  {
    GazetteStyle style;
    const char  *name;
  } styles[] = {
    { GAZETTE_STYLE_EMPHASIS, "em" }, { GAZETTE_STYLE_STRONG, "strong" }, { GAZETTE_STYLE_CODE, "code" },
    { GAZETTE_STYLE_DELETED, "del" }, { GAZETTE_STYLE_UNDERLINE, "u" }, { GAZETTE_STYLE_SUBSCRIPT, "sub" },
    { GAZETTE_STYLE_SUPERSCRIPT, "sup" }, { GAZETTE_STYLE_SMALL, "small" }, { GAZETTE_STYLE_MARK, "mark" },
    { GAZETTE_STYLE_KEY, "kbd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      gsize at = begin ? i : G_N_ELEMENTS (styles) - 1 - i;

      if ((style & styles[at].style) != 0)
        g_string_append_printf (self->html, "<%s%s>", begin ? "" : "/", styles[at].name);
    }
}

/* Lines end where the text says so. */
static void
append_lines (GazetteMarkup      *self,
              const GazetteBlock *block,
              gsize               start,
              gsize               end)
{
  while (start < end && block->kind != GAZETTE_BLOCK_PREFORMATTED)
    {
      const char *newline = memchr (block->text + start, '\n', end - start);
      gsize at = newline != NULL ? (gsize) (newline - block->text) : end;

      append_escaped (self, block->text + start, at - start);
      if (newline != NULL)
        g_string_append (self->html, is_for_file (self) ? "<br/>" : "<br>");
      start = MIN (at + 1, end);
    }

  append_escaped (self, block->text + start, end - start);
}

static void
append_run (GazetteMarkup      *self,
            const GazetteBlock *block,
            const GazetteRun   *run,
            gsize               start,
            gsize               end)
{
  append_styles (self, run->style, TRUE);
  if (run->title != NULL)
    {
      g_string_append (self->html, "<abbr");
      append_attribute (self, "title", run->title);
      g_string_append_c (self->html, '>');
    }
  append_lines (self, block, start, end);
  if (run->title != NULL)
    g_string_append (self->html, "</abbr>");
  append_styles (self, run->style, FALSE);
}

/* The text of a block from one byte to another with all that its runs say. */
static void
append_text (GazetteMarkup      *self,
             const GazetteBlock *block,
             gsize               start,
             gsize               end)
{
  guint link = 0;
  gboolean opens;

  for (guint i = 0; i < block->runs->len && start < end; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);
      gsize from = MAX (run->start, start);
      gsize to = MIN (run->end, end);

      if (from >= to)
        continue;
      if (link != 0 && (link != run->link || from > start))
        {
          g_string_append (self->html, "</a>");
          link = 0;
        }
      append_lines (self, block, start, from);
      opens = run->href != NULL && link == 0 && append_link (self, run->href);
      if (opens)
        link = run->link;
      append_run (self, block, run, from, to);
      if (opens && run->link == 0)
        g_string_append (self->html, "</a>");
      start = to;
    }
  if (link != 0)
    g_string_append (self->html, "</a>");
  append_lines (self, block, start, end);
}

static void
close_level (GazetteMarkup *self)
{
  static const char *const ends[] = {
    [LEVEL_BULLETS] = "</li></ul>",
    [LEVEL_NUMBERS] = "</li></ol>",
    [LEVEL_DESCRIPTION] = "</dl>",
    [LEVEL_DETAILS] = "</details>",
    [LEVEL_INDENT] = "</div>",
  };
  const Level *level = get_level (self);

  if (level->kind == LEVEL_DESCRIPTION && level->has_part)
    g_string_append (self->html, "</dd>");
  else if (level->kind == LEVEL_DESCRIPTION && is_for_file (self))
    g_string_append (self->html, "<dd></dd>");
  g_string_append (self->html, ends[level->kind]);
  g_array_set_size (self->levels, self->levels->len - 1);
}

static void
close_levels (GazetteMarkup *self,
              guint          depth)
{
  while (self->levels->len > depth)
    close_level (self);
}

/* Goes into as many quotations, of which the innermost @n_new begin here. */
static void
set_quotes (GazetteMarkup *self,
            guint          depth,
            guint          n_new)
{
  guint kept = MIN (self->quote_depth, depth - n_new);

  if (self->quote_depth != kept || kept != depth)
    close_levels (self, 0);

  for (; self->quote_depth > kept; self->quote_depth--)
    g_string_append (self->html, "</blockquote>");
  for (; self->quote_depth < depth; self->quote_depth++)
    g_string_append (self->html, "<blockquote>");
}

static gboolean
is_bullet (const char *marker)
{
  return strcmp (marker, "•") == 0 || strcmp (marker, "◦") == 0 || strcmp (marker, "▪") == 0;
}

static gboolean
is_summary (const GazetteBlock *block)
{
  return block->role == GAZETTE_ROLE_SUMMARY && block->marker != NULL;
}

static gboolean
is_item (const GazetteBlock *block)
{
  return block->marker != NULL && block->role != GAZETTE_ROLE_SUMMARY;
}

static LevelKind
get_kind (const GazetteBlock *block)
{
  if (is_summary (block))
    return LEVEL_DETAILS;
  if (!is_item (block))
    return LEVEL_DESCRIPTION;

  return is_bullet (block->marker) ? LEVEL_BULLETS : LEVEL_NUMBERS;
}

/* Numerals of Rome are told from letters by where a list begins. */
static const char *
get_numbering (const char *marker,
               int        *number)
{
  *number = atoi (marker);
  if (g_ascii_isdigit (marker[0]) || marker[0] == '-')
    return NULL;
  *number = 1;
  if (strcmp (marker, "i.") == 0 || strcmp (marker, "I.") == 0)
    return marker[0] == 'i' ? "i" : "I";
  if (marker[1] == '.')
    *number = g_ascii_tolower (marker[0]) - 'a' + 1;

  return g_ascii_islower (marker[0]) ? "a" : "A";
}

static void
open_list (GazetteMarkup *self,
           Level         *level,
           const char    *marker)
{
  const char *type = get_numbering (marker, &level->number);

  g_string_append (self->html, "<ol");
  append_attribute (self, "type", type);
  if (level->number != 1)
    g_string_append_printf (self->html, " start=\"%d\"", level->number);
  g_string_append (self->html, "><li>");
}

static void
open_level (GazetteMarkup      *self,
            const GazetteBlock *block,
            LevelKind           kind)
{
  Level level = { .kind = kind };

  switch (kind)
    {
    case LEVEL_BULLETS:
      g_string_append (self->html, "<ul><li>");
      break;

    case LEVEL_NUMBERS:
      open_list (self, &level, block->marker);
      break;

    case LEVEL_DETAILS:
      if (is_for_file (self))
        g_string_append (self->html, block->is_open ? "<details open=\"open\">" : "<details>");
      else
        g_string_append (self->html, block->is_open ? "<details open>" : "<details>");
      break;

    case LEVEL_INDENT:
      g_string_append (self->html, "<div class=\"indent\">");
      break;

    case LEVEL_DESCRIPTION:
    default:
      g_string_append (self->html, "<dl>");
      break;
    }
  g_array_append_val (self->levels, level);
}

static void
next_item (GazetteMarkup *self,
           const char    *marker)
{
  Level *level = get_level (self);
  int number;

  g_string_append (self->html, "</li><li");
  if (level->kind == LEVEL_NUMBERS && get_numbering (marker, &number) == NULL)
    {
      if (number != level->number + 1)
        g_string_append_printf (self->html, " value=\"%d\"", number);
      level->number = number;
    }
  g_string_append_c (self->html, '>');
}

/* A term is beside what describes it, which is one level further in. */
static guint
get_depth (const GazetteBlock *block)
{
  return block->list_depth + (block->role == GAZETTE_ROLE_TERM ? 1 : 0);
}

/* What stands within a description stands in its second part. */
static void
begin_part (GazetteMarkup *self)
{
  Level *level = self->levels->len > 0 ? get_level (self) : NULL;

  if (!is_for_file (self) || level == NULL || level->kind != LEVEL_DESCRIPTION || level->has_part)
    return;

  g_string_append (self->html, "<dd>");
  level->has_part = TRUE;
}

static void
set_levels (GazetteMarkup      *self,
            const GazetteBlock *block)
{
  guint depth = get_depth (block);
  gboolean is_term = block->role == GAZETTE_ROLE_TERM;
  LevelKind plain = is_for_file (self) ? LEVEL_INDENT : LEVEL_DESCRIPTION;
  LevelKind kind = is_term ? LEVEL_DESCRIPTION : get_kind (block);

  if (kind == LEVEL_DESCRIPTION && !is_term)
    kind = plain;
  if (kind == LEVEL_DETAILS && block->kind != GAZETTE_BLOCK_PARAGRAPH && block->kind != GAZETTE_BLOCK_HEADING)
    kind = plain;
  close_levels (self, depth);
  if (depth > 0 && self->levels->len == depth)
    {
      LevelKind current = get_level (self)->kind;
      gboolean goes_on = !is_summary (block) && (is_item (block) || is_term ? current == kind : TRUE);

      if (!goes_on)
        close_level (self);
      else if (is_item (block) && !is_term)
        next_item (self, block->marker);
    }

  while (self->levels->len < depth)
    {
      gboolean innermost = self->levels->len + 1 == depth;
      LevelKind outer = block->items > 1 ? LEVEL_BULLETS : plain;

      begin_part (self);
      open_level (self, block, innermost ? kind : outer);
      if (!innermost && get_level (self)->kind == LEVEL_DESCRIPTION)
        {
          g_string_append (self->html, "<dd>");
          get_level (self)->has_part = TRUE;
        }
    }

  if (depth > 0 && get_level (self)->kind == LEVEL_DESCRIPTION && get_level (self)->has_part == is_term)
    {
      g_string_append (self->html, is_term ? "</dd>" : "<dd>");
      get_level (self)->has_part = !is_term;
    }
}

static void
append_cells (GazetteMarkup      *self,
              const GazetteBlock *block)
{
  static const char *const aligns[] = {
    [GAZETTE_ALIGN_LEFT] = "left",
    [GAZETTE_ALIGN_CENTER] = "center",
    [GAZETTE_ALIGN_RIGHT] = "right",
  };
  guint row = 0;

  g_string_append (self->html, "<table><tr>");
  for (guint i = 0; block->cells != NULL && i < block->cells->len; i++)
    {
      const GazetteCell *cell = &g_array_index (block->cells, GazetteCell, i);
      const char *name = cell->is_header ? "th" : "td";

      for (; row < cell->row; row++)
        g_string_append (self->html, "</tr><tr>");
      g_string_append_printf (self->html, "<%s", name);
      append_number (self, "colspan", cell->n_columns, 1);
      append_number (self, "rowspan", cell->n_rows, 1);
      append_attribute (self, is_for_file (self) ? "class" : "align", aligns[cell->align]);
      g_string_append_c (self->html, '>');
      append_text (self, block, cell->start, cell->end);
      g_string_append_printf (self->html, "</%s>", name);
    }
  g_string_append (self->html, "</tr></table>");
}

static void
append_image (GazetteMarkup      *self,
              const GazetteBlock *block)
{
  const char *alt = block->alt != NULL ? block->alt : "";
  g_autofree char *src = is_for_file (self) ? self->picture (block->src, self->data) : g_strdup (block->src);

  /* What was not to be had says what it shows. */
  if (is_for_file (self) && src == NULL)
    {
      g_string_append (self->html, "<span class=\"missing\">");
      append_escaped (self, alt, strlen (alt));
      g_string_append (self->html, "</span>");
      return;
    }

  g_string_append (self->html, "<img");
  append_attribute (self, "src", src);
  append_attribute (self, "alt", is_for_file (self) ? alt : block->alt);
  append_number (self, "width", (guint) MAX (block->width, 0), 0);
  append_number (self, "height", (guint) MAX (block->height, 0), 0);
  g_string_append (self->html, is_for_file (self) ? "/>" : ">");
}

static void
append_picture (GazetteMarkup      *self,
                const GazetteBlock *block,
                gsize               start,
                gsize               end)
{
  gboolean is_link;

  g_string_append (self->html, "<figure>");
  is_link = block->href != NULL && append_link (self, block->href);
  append_image (self, block);
  if (is_link)
    g_string_append (self->html, "</a>");
  if (start < end)
    {
      g_string_append (self->html, "<figcaption>");
      append_text (self, block, start, end);
      g_string_append (self->html, "</figcaption>");
    }
  g_string_append (self->html, "</figure>");
}

static void
append_embed (GazetteMarkup      *self,
              const GazetteBlock *block,
              gsize               start,
              gsize               end)
{
  const char *title = block->alt != NULL ? block->alt : block->href;
  gboolean is_link;

  g_string_append (self->html, "<p>");
  is_link = block->href != NULL && append_link (self, block->href);
  if (title != NULL)
    append_escaped (self, title, strlen (title));
  g_string_append (self->html, is_link ? "</a></p>" : "</p>");
  if (start < end)
    {
      g_string_append (self->html, "<p>");
      append_text (self, block, start, end);
      g_string_append (self->html, "</p>");
    }
}

static void
append_code (GazetteMarkup      *self,
             const GazetteBlock *block,
             gsize               start,
             gsize               end)
{
  g_autofree char *name = block->language != NULL ? g_strconcat ("language-", block->language, NULL) : NULL;

  g_string_append (self->html, "<pre><code");
  append_attribute (self, "class", name);
  g_string_append_c (self->html, '>');
  append_text (self, block, start, end);
  g_string_append (self->html, "</code></pre>");
}

/* An element with text in it. A summary may be a heading, too. */
static void
append_words (GazetteMarkup      *self,
              const GazetteBlock *block,
              const char         *name,
              gsize               start,
              gsize               end)
{
  static const char *const directions[] = {
    [GAZETTE_DIRECTION_LTR] = "ltr",
    [GAZETTE_DIRECTION_RTL] = "rtl",
  };
  gboolean opens = is_summary (block) && (!is_for_file (self) || get_level (self)->kind == LEVEL_DETAILS);

  if (opens)
    g_string_append (self->html, "<summary>");
  if (name != NULL)
    {
      g_string_append_printf (self->html, "<%s", name);
      append_attribute (self, "dir", directions[block->direction]);
      g_string_append_c (self->html, '>');
    }
  append_anchors (self, block, "span");
  append_text (self, block, start, end);
  if (name != NULL)
    g_string_append_printf (self->html, "</%s>", name);
  if (opens)
    g_string_append (self->html, "</summary>");
}

static const char *
get_element (GazetteMarkup      *self,
             const GazetteBlock *block)
{
  switch (block->role)
    {
    case GAZETTE_ROLE_TERM:
      return "dt";

    case GAZETTE_ROLE_ATTRIBUTION:
      return "footer";

    case GAZETTE_ROLE_SUMMARY:
      return block->marker != NULL ? NULL : "p";

    case GAZETTE_ROLE_CAPTION:
    case GAZETTE_ROLE_NONE:
    default:
      return "p";
    }
}

/**
 * gazette_markup_add:
 * @self: markup
 * @block: a block
 * @start: the first byte of its text that is wanted
 * @end: the byte after the last one
 *
 * Writes a block, or a part of its text. A table is always written whole.
 */
void
gazette_markup_add (GazetteMarkup      *self,
                    const GazetteBlock *block,
                    gsize               start,
                    gsize               end)
{
  char heading[] = "h1";

  g_return_if_fail (self != NULL && self->html != NULL);
  g_return_if_fail (block != NULL);
  g_return_if_fail (start <= end && end <= strlen (block->text));

  set_quotes (self, block->quote_depth, block->quotes);
  set_levels (self, block);
  if (block->kind != GAZETTE_BLOCK_PARAGRAPH && block->kind != GAZETTE_BLOCK_HEADING)
    append_anchors (self, block, "div");

  switch (block->kind)
    {
    case GAZETTE_BLOCK_HEADING:
      heading[1] = (char) ('0' + CLAMP (block->level, 1, 6));
      append_words (self, block, heading, start, end);
      break;

    case GAZETTE_BLOCK_PREFORMATTED:
      append_code (self, block, start, end);
      break;

    case GAZETTE_BLOCK_PICTURE:
      append_picture (self, block, start, end);
      break;

    case GAZETTE_BLOCK_RULE:
      g_string_append (self->html, is_for_file (self) ? "<hr/>" : "<hr>");
      break;

    case GAZETTE_BLOCK_TABLE:
      append_cells (self, block);
      break;

    case GAZETTE_BLOCK_EMBED:
      append_embed (self, block, start, end);
      break;

    case GAZETTE_BLOCK_PARAGRAPH:
    default:
      append_words (self, block, get_element (self, block), start, end);
      break;
    }
}

/**
 * gazette_markup_add_text:
 * @self: markup
 * @element: the name of an element, such as "p"
 * @text: plain text
 *
 * Writes text that is of no block, outside of all lists and quotations.
 */
void
gazette_markup_add_text (GazetteMarkup *self,
                         const char    *element,
                         const char    *text)
{
  g_return_if_fail (self != NULL && self->html != NULL);
  g_return_if_fail (element != NULL && text != NULL);

  close_levels (self, 0);
  set_quotes (self, 0, 0);
  g_string_append_printf (self->html, "<%s>", element);
  append_escaped (self, text, strlen (text));
  g_string_append_printf (self->html, "</%s>", element);
}

/**
 * gazette_markup_finish:
 * @self: markup, to which nothing is added any more
 *
 * Returns: (transfer full): all of it as HTML, each element closed
 */
char *
gazette_markup_finish (GazetteMarkup *self)
{
  g_return_val_if_fail (self != NULL && self->html != NULL, NULL);

  close_levels (self, 0);
  set_quotes (self, 0, 0);

  return g_string_free_and_steal (g_steal_pointer (&self->html));
}
