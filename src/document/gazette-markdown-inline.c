/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-markdown-private.h"

/* A stretch of text in one style, or one link. What has no @mark is written as HTML. */
typedef struct
{
  guint         start;
  guint         end;
  GazetteStyle  style;
  const char   *href;
  const char   *title;
  const char   *mark;
} Span;

static const struct
{
  GazetteStyle style;
  const char  *mark;
  const char  *element;
} styles[] = {
  { GAZETTE_STYLE_STRONG, "**", "strong" },
  { GAZETTE_STYLE_EMPHASIS, "*", "em" },
  { GAZETTE_STYLE_DELETED, "~~", "del" },
  { GAZETTE_STYLE_UNDERLINE, NULL, "ins" },
  { GAZETTE_STYLE_MARK, NULL, "mark" },
  { GAZETTE_STYLE_SMALL, NULL, "small" },
  { GAZETTE_STYLE_SUPERSCRIPT, NULL, "sup" },
  { GAZETTE_STYLE_SUBSCRIPT, NULL, "sub" },
  { GAZETTE_STYLE_KEY, NULL, "kbd" },
  { GAZETTE_STYLE_CODE, NULL, "code" },
};

static const char *
get_element (GazetteStyle style)
{
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if (styles[i].style == style)
        return styles[i].element;
    }

  return NULL;
}

static void
append_html (GString    *text,
             const char *part,
             gsize       length)
{
  for (const char *p = part; p < part + length; p++)
    {
      if (*p == '<')
        g_string_append (text, "&lt;");
      else if (*p == '>')
        g_string_append (text, "&gt;");
      else if (*p == '&')
        g_string_append (text, "&amp;");
      else if (*p == '"')
        g_string_append (text, "&quot;");
      else
        g_string_append_c (text, *p);
    }
}

/* Whether a "_" stands between letters, where it has no meaning. */
static gboolean
is_within_word (const char *text,
                const char *p,
                const char *end)
{
  return p > text && p + 1 < end && (g_ascii_isalnum (p[-1]) || (guchar) p[-1] >= 0x80) &&
         (g_ascii_isalnum (p[1]) || (guchar) p[1] >= 0x80);
}

/* What begins a block, if it is at the start of a line: "#", "-", "1." and the like. */
static gboolean
begins_block (const char *text,
              const char *p,
              const char *end)
{
  if (strchr ("#>+-=", *p) != NULL)
    return p == text;
  if (*p != '.' && *p != ')')
    return FALSE;
  if (p == text || p - text > 9)
    return FALSE;
  for (const char *q = text; q < p; q++)
    {
      if (!g_ascii_isdigit (*q))
        return FALSE;
    }

  return p + 1 == end || p[1] == ' ';
}

/* What would become a link by itself. */
static gboolean
begins_address (const char *text,
                const char *p,
                const char *end)
{
  if (*p == ':')
    return end - p > 2 && p[1] == '/' && p[2] == '/';
  if (*p == '.')
    return p - text >= 3 && g_ascii_strncasecmp (p - 3, "www", 3) == 0;

  return *p == '@';
}

/*
 * gazette_markdown_write_text:
 * @self: where to
 * @text: plain text without line ends
 * @length: of @text in bytes
 * @at_start: whether a line begins with it
 *
 * Writes text that means itself.
 */
void
gazette_markdown_write_text (GazetteMarkdown *self,
                             const char      *text,
                             gsize            length,
                             gboolean         at_start)
{
  const char *end = text + length;

  if (self->as_html)
    {
      append_html (self->text, text, length);
      return;
    }

  for (const char *p = text; p < end; p++)
    {
      gboolean escape;

      if (*p == '_')
        escape = !is_within_word (text, p, end);
      else if (*p == '&')
        escape = p + 1 < end && (g_ascii_isalpha (p[1]) || p[1] == '#');
      else if (*p == '!')
        escape = p + 1 == end || p[1] == '[';
      else
        escape = strchr ("\\`*[]<~|", *p) != NULL || begins_address (text, p, end) ||
                 (at_start && begins_block (text, p, end));
      if (escape)
        g_string_append_c (self->text, '\\');
      g_string_append_c (self->text, *p);
    }
}

/*
 * gazette_markdown_write_href:
 * @self: where to
 * @href: where a link leads
 *
 * Writes the address between the brackets of a link.
 */
void
gazette_markdown_write_href (GazetteMarkdown *self,
                             const char      *href)
{
  gboolean brackets = *href == '\0' || strpbrk (href, " ()<>\\") != NULL;

  if (brackets)
    g_string_append_c (self->text, '<');
  for (const char *p = href; *p != '\0'; p++)
    {
      const char *semicolon = *p == '&' ? strchr (p, ';') : NULL;

      if ((brackets && strchr ("<>\\", *p) != NULL) || semicolon != NULL || (self->in_table && *p == '|'))
        g_string_append_c (self->text, '\\');
      g_string_append_c (self->text, *p);
    }
  if (brackets)
    g_string_append_c (self->text, '>');
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\t';
}

/* Marks stand at words. */
static gboolean
trim (const char *text,
      Span       *span)
{
  while (span->start < span->end && is_blank (text[span->start]))
    span->start++;
  while (span->start < span->end && is_blank (text[span->end - 1]))
    span->end--;

  return span->start < span->end;
}

static guint
find_note (GazetteMarkdown    *self,
           const GazetteBlock *block,
           const GazetteRun   *run)
{
  for (guint i = 0; run->href != NULL && *run->href == '#' && i < self->notes->len; i++)
    {
      const GazetteNote *note = &g_array_index (self->notes, GazetteNote, i);

      if (note->reference != block)
        continue;
      for (guint j = 0; note->target->anchors != NULL && j < note->target->anchors->len; j++)
        {
          if (strcmp (g_array_index (note->target->anchors, GazetteAnchor, j).id, run->href + 1) == 0)
            return note->number;
        }
    }

  return 0;
}

static gboolean
is_in_span (const GazetteRun *run,
            GazetteStyle      style,
            gboolean          links)
{
  if (links)
    return run->href != NULL;

  return style != 0 ? (run->style & style) != 0 : run->title != NULL;
}

/* Runs that follow one another with the same style are one span of it; those of one
 * link are one of that. */
static void
collect (GArray             *spans,
         const GazetteBlock *block,
         guint               start,
         guint               end,
         GazetteStyle        style,
         gboolean            links)
{
  Span span = { 0 };
  guint link = 0;

  for (guint i = 0; i < block->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);
      Span own = { MAX (run->start, start), MIN (run->end, end), style };

      if (!is_in_span (run, style, links) || run->start >= end || run->end <= start)
        continue;
      own.href = links ? run->href : NULL;
      own.title = !links && style == 0 ? run->title : NULL;
      if (span.end == own.start && span.end > span.start && (!links || link == run->link) && style + links > 0)
        {
          span.end = own.end;
          continue;
        }
      if (span.end > span.start)
        g_array_append_val (spans, span);
      span = own;
      link = run->link;
    }
  if (span.end > span.start)
    g_array_append_val (spans, span);
}

/* What is longer is around what is shorter. */
static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const Span *one = a;
  const Span *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end > other->end ? -1 : 1;

  return (one->href == NULL) - (other->href == NULL);
}

/* Returns: whether the span crosses one that begins before it, and was cut there */
static gboolean
cut (GArray *spans,
     guint   position)
{
  for (guint i = 0; i < position; i++)
    {
      const Span *outer = &g_array_index (spans, Span, i);
      Span *inner = &g_array_index (spans, Span, position);
      Span rest = *inner;

      if (outer->end <= inner->start || outer->end >= inner->end)
        continue;

      rest.start = inner->end = outer->end;
      g_array_append_val (spans, rest);
      /* What was cut may belong after what it was before. */
      g_array_sort (spans, compare_spans);

      return TRUE;
    }

  return FALSE;
}

/* Spans that cross are cut in two, so that all of them nest. */
static void
nest (GArray *spans)
{
  guint position = 0;

  while (position < spans->len)
    {
      if (!cut (spans, position))
        position++;
    }
}

static gunichar
get_before (const char *text,
            guint       at)
{
  return at > 0 ? g_utf8_get_char (g_utf8_prev_char (text + at)) : ' ';
}

static gunichar
get_after (const char *text,
           guint       at)
{
  return text[at] != '\0' ? g_utf8_get_char (text + at) : ' ';
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c);
}

static gboolean
is_sign (gunichar c)
{
  switch ((guint) g_unichar_type (c))
    {
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
    case G_UNICODE_FORMAT:
      return TRUE;

    default:
      return FALSE;
    }
}

/* Whether another span begins or ends at this place, so that signs would meet. */
static gboolean
meets_other (const GArray *spans,
             guint         position,
             guint         at)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      if (i != position && (span->start == at || span->end == at))
        return TRUE;
    }

  return FALSE;
}

/* Whether marks here are read as such by all (CommonMark 0.31, 6.2, and some distance
 * from its finer points): a letter within, and nothing else at the same place. */
static gboolean
can_be_marked (const char   *text,
               const GArray *spans,
               guint         position)
{
  const Span *span = &g_array_index (spans, Span, position);
  gunichar first = get_after (text, span->start);
  gunichar last = get_before (text, span->end);

  if (meets_other (spans, position, span->start) || meets_other (spans, position, span->end))
    return FALSE;
  if (is_space (first) || is_space (last))
    return FALSE;
  if (is_sign (first) && !is_space (get_before (text, span->start)))
    return FALSE;
  if (is_sign (last) && !is_space (get_after (text, span->end)))
    return FALSE;
  if (get_before (text, span->start) == '~' || get_after (text, span->end) == '~')
    return FALSE;

  return TRUE;
}

/* Code means itself only if nothing else is in it. */
static gboolean
is_plain_code (const char   *text,
               const GArray *spans,
               guint         position)
{
  const Span *code = &g_array_index (spans, Span, position);
  gsize length = code->end - code->start;

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      if (i != position && span->start >= code->start && span->end <= code->end &&
          (i > position || span->end - span->start < length))
        return FALSE;
    }

  return memchr (text + code->start, '\n', length) == NULL && memchr (text + code->start, '|', length) == NULL &&
         memchr (text + code->start, '`', length) == NULL &&
         /* Some take it for the definition of a link, whatever is around it. */
         g_strstr_len (text + code->start, (gssize) length, "]:") == NULL;
}

static void
choose_marks (GazetteMarkdown *self,
              const char      *text,
              GArray          *spans)
{
  for (guint i = 0; i < spans->len && !self->as_html; i++)
    {
      Span *span = &g_array_index (spans, Span, i);

      if (span->style == GAZETTE_STYLE_CODE)
        {
          if (is_plain_code (text, spans, i))
            span->mark = "`";
          continue;
        }
      for (gsize j = 0; j < G_N_ELEMENTS (styles); j++)
        {
          if (span->style == styles[j].style && styles[j].mark != NULL && can_be_marked (text, spans, i))
            span->mark = styles[j].mark;
        }
    }
}

static GArray *
collect_spans (GazetteMarkdown    *self,
               const GazetteBlock *block,
               guint               start,
               guint               end)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));

  collect (spans, block, start, end, 0, TRUE);
  collect (spans, block, start, end, 0, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    collect (spans, block, start, end, styles[i].style, FALSE);

  for (guint i = spans->len; i > 0; i--)
    {
      if (!trim (block->text, &g_array_index (spans, Span, i - 1)))
        g_array_remove_index (spans, i - 1);
    }
  g_array_sort (spans, compare_spans);
  nest (spans);
  choose_marks (self, block->text, spans);

  return spans;
}

static void
open_span (GazetteMarkdown *self,
           const Span      *span)
{
  if (span->href != NULL && !self->as_html)
    {
      g_string_append_c (self->text, '[');
    }
  else if (span->href != NULL)
    {
      g_string_append (self->text, "<a href=\"");
      append_html (self->text, span->href, strlen (span->href));
      g_string_append (self->text, "\">");
    }
  else if (span->title != NULL)
    {
      g_string_append (self->text, "<abbr title=\"");
      append_html (self->text, span->title, strlen (span->title));
      g_string_append (self->text, "\">");
    }
  else if (span->mark != NULL)
    {
      g_string_append (self->text, span->mark);
    }
  else
    {
      g_string_append_printf (self->text, "<%s>", get_element (span->style));
    }
}

static void
close_span (GazetteMarkdown *self,
            const Span      *span)
{
  if (span->href != NULL && !self->as_html)
    {
      g_string_append (self->text, "](");
      gazette_markdown_write_href (self, span->href);
      g_string_append_c (self->text, ')');
    }
  else if (span->href != NULL)
    {
      g_string_append (self->text, "</a>");
    }
  else if (span->title != NULL)
    {
      g_string_append (self->text, "</abbr>");
    }
  else if (span->mark != NULL)
    {
      g_string_append (self->text, span->mark);
    }
  else
    {
      g_string_append_printf (self->text, "</%s>", get_element (span->style));
    }
}

typedef struct
{
  GazetteMarkdown *markdown;
  const char      *line_break;
  gboolean         at_start;
  gboolean         is_code;
} Output;

static void
write_part (Output     *output,
            const char *part,
            const char *end)
{
  while (part < end)
    {
      const char *stop = memchr (part, '\n', (gsize) (end - part));
      const char *to = stop != NULL ? stop : end;

      if (output->is_code)
        g_string_append_len (output->markdown->text, part, to - part);
      else
        gazette_markdown_write_text (output->markdown, part, (gsize) (to - part), output->at_start);
      output->at_start = output->at_start && to == part;
      if (stop != NULL)
        {
          g_string_append (output->markdown->text, output->line_break);
          output->at_start = TRUE;
        }
      part = stop != NULL ? stop + 1 : to;
    }
}

/* What is a reference to a note is written as such; what leads back from one is not
 * written at all. */
static guint
skip_note (GazetteMarkdown    *self,
           const GazetteBlock *block,
           guint               at,
           guint               end)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);
      guint number;

      if (run->start != at || run->end > end)
        continue;
      number = find_note (self, block, run);
      if (number > 0)
        {
          g_string_append_printf (self->text, "[^%u]", number);
          return run->end;
        }
    }

  return at;
}

/*
 * gazette_markdown_write_inline:
 * @self: where to
 * @block: what is written
 * @start: the first byte of its text
 * @end: the byte after the last
 * @line_break: what stands for the end of a line
 *
 * Writes text with its styles and links. Styles that Markdown does not have, or
 * cannot have at that place, are written as HTML, which belongs to it.
 */
void
gazette_markdown_write_inline (GazetteMarkdown    *self,
                               const GazetteBlock *block,
                               guint               start,
                               guint               end,
                               const char         *line_break)
{
  g_autoptr(GArray) spans = collect_spans (self, block, start, end);
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (Span));
  Output output = { self, line_break, TRUE, FALSE };
  guint next = 0;
  guint at = start;

  while (at < end)
    {
      guint to = end;
      guint after;

      while (open->len > 0 && g_array_index (open, Span, open->len - 1).end <= at)
        {
          const Span *span = &g_array_index (open, Span, open->len - 1);

          close_span (self, span);
          output.is_code = FALSE;
          g_array_set_size (open, open->len - 1);
        }
      /* A note that is referred to takes the place of its link and what is in that. */
      after = self->as_html ? at : skip_note (self, block, at, end);
      if (after > at)
        {
          at = after;
          while (next < spans->len && g_array_index (spans, Span, next).start < at)
            next++;
          continue;
        }
      for (; next < spans->len && g_array_index (spans, Span, next).start <= at; next++)
        {
          const Span *span = &g_array_index (spans, Span, next);

          if (span->end <= at)
            continue;
          open_span (self, span);
          output.at_start = FALSE;
          output.is_code = output.is_code || (span->mark != NULL && *span->mark == '`');
          g_array_append_vals (open, span, 1);
        }
      if (open->len > 0)
        to = MIN (to, g_array_index (open, Span, open->len - 1).end);
      if (next < spans->len)
        to = MIN (to, g_array_index (spans, Span, next).start);
      write_part (&output, block->text + at, block->text + to);
      at = to;
    }

  while (open->len > 0)
    {
      close_span (self, &g_array_index (open, Span, open->len - 1));
      g_array_set_size (open, open->len - 1);
    }
}

/**
 * gazette_markdown_escape:
 * @text: plain text
 *
 * Returns: (transfer full): Markdown that says the same; line ends are spaces in it
 */
char *
gazette_markdown_escape (const char *text)
{
  GazetteMarkdown self = { g_string_new (NULL), NULL, FALSE, FALSE };
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n", ' ');

  gazette_markdown_write_text (&self, line, strlen (line), TRUE);

  return g_string_free_and_steal (self.text);
}
