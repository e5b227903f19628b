/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-writer-private.h"

static GazetteRun *
get_adjacent_run (GazetteWriter        *self,
                  const GazetteContext *context)
{
  GazetteRun *last;

  if (self->runs->len == 0)
    return NULL;

  last = &g_array_index (self->runs, GazetteRun, self->runs->len - 1);
  if (last->end != self->text->len || last->style != context->style || last->link != context->link ||
      last->title != context->title)
    return NULL;

  return last;
}

static void
add_run (GazetteWriter        *self,
         const GazetteContext *context,
         guint                 start)
{
  GazetteRun run = { start, self->text->len, context->style, context->link, context->href, context->title };

  if (start == self->text->len ||
      (context->style == GAZETTE_STYLE_NONE && context->link == 0 && context->title == NULL))
    return;

  if (self->runs_left == 0)
    {
      self->truncated = TRUE;
      return;
    }

  self->runs_left--;
  g_array_append_val (self->runs, run);
}

static void
append_run (GazetteWriter        *self,
            const GazetteContext *context,
            const char           *text,
            gsize                 length)
{
  GazetteRun *run = get_adjacent_run (self, context);
  gsize start = self->text->len;

  g_string_append_len (self->text, text, length);
  if (run != NULL)
    run->end = self->text->len;
  else
    add_run (self, context, start);
}

static const char *
get_pending (GazetteWriter *self)
{
  if (self->pending == GAZETTE_PENDING_SPACE)
    return " ";

  return self->pending == GAZETTE_PENDING_GAP && !g_str_has_suffix (self->text->str, "\n") ? "\n\n" : "\n";
}

/* White space between two pieces of text has the look that both share. */
static void
append_pending (GazetteWriter        *self,
                const GazetteContext *context)
{
  const GazetteRun *last = self->runs->len > 0 ? &g_array_index (self->runs, GazetteRun, self->runs->len - 1) : NULL;
  GazetteContext shared = { 0 };

  if (self->pending == GAZETTE_PENDING_NOTHING)
    return;

  if (last != NULL && last->end == self->text->len)
    {
      shared.style = last->style & context->style;
      shared.link = last->link == context->link ? context->link : 0;
      shared.href = shared.link != 0 ? context->href : NULL;
      shared.title = last->title == context->title ? context->title : NULL;
    }
  append_run (self, &shared, get_pending (self), strlen (get_pending (self)));
  self->pending = GAZETTE_PENDING_NOTHING;
}

/* Appends what needs no more care. */
static void
append (GazetteWriter        *self,
        const GazetteContext *context,
        const char           *text,
        gsize                 length)
{
  if (self->full || length == 0)
    return;

  if (length > self->text_left)
    {
      length = self->text_left;
      while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
        length--;
      self->full = TRUE;
      self->truncated = TRUE;
    }
  self->text_left -= length;

  append_pending (self, context);
  append_run (self, context, text, length);
  self->at_start = FALSE;
}

static gboolean
is_at_start (GazetteWriter *self)
{
  return self->open == NULL || self->at_start;
}

static void
append_span (GazetteWriter        *self,
             const GazetteContext *context,
             const char           *start,
             const char           *end)
{
  if (start == end || self->full)
    return;

  if (self->open != NULL || gazette_writer_open_block (self, context))
    append (self, context, start, end - start);
}

/* What only gets in the way of searching and showing: controls, a byte order
 * mark, and the mark that GTK uses for a widget within text. */
static gboolean
is_nothing (gunichar c)
{
  if (c < 0x7f)
    return c < ' ' && c != '\n' && c != '\t';

  return g_unichar_iscntrl (c) || c == 0xfeff || c == 0xfffc;
}

/* Line and paragraph separator, which a text view would take for an end. */
static gboolean
is_separator (gunichar c)
{
  return c == 0x2028 || c == 0x2029;
}

static gboolean
is_folding_space (gunichar c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || is_separator (c);
}

static void
write_folded (GazetteWriter        *self,
              const GazetteContext *context,
              const char           *text)
{
  const char *start = text;
  const char *p;

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_space = is_folding_space (c);

      if (!is_space && !is_nothing (c) && !(start == p && is_at_start (self) && g_unichar_isspace (c)))
        continue;

      append_span (self, context, start, p);
      if (is_space && !is_at_start (self) && self->pending == GAZETTE_PENDING_NOTHING)
        self->pending = GAZETTE_PENDING_SPACE;
      start = g_utf8_next_char (p);
    }

  append_span (self, context, start, p);
}

static void
write_preformatted (GazetteWriter        *self,
                    const GazetteContext *context,
                    const char           *text)
{
  const char *start = text;
  const char *p;

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      /* At the beginning, and where an empty line follows anyway. */
      gboolean is_needless = c == '\n' && start == p && (is_at_start (self) || self->pending == GAZETTE_PENDING_GAP);

      if (!is_needless && !is_nothing (c) && !is_separator (c))
        continue;

      append_span (self, context, start, p);
      if (is_separator (c) && !is_at_start (self))
        append (self, context, "\n", 1);
      start = g_utf8_next_char (p);
    }

  append_span (self, context, start, p);
}

/*
 * gazette_writer_text:
 * @self: a writer
 * @context: what holds for it
 * @text: any text
 *
 * Writes text to the block that is being written, or begins one.
 */
void
gazette_writer_text (GazetteWriter        *self,
                     const GazetteContext *context,
                     const char           *text)
{
  g_autofree char *valid = NULL;

  if (self->full)
    return;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  if (context->flow == GAZETTE_FLOW_PREFORMATTED)
    write_preformatted (self, context, text);
  else
    write_folded (self, context, text);
}

/* Takes back what is blank at the end. Returns whether that was a line of its
 * own, which in a paragraph nobody would see. */
static gboolean
take_back_blank (GazetteWriter *self)
{
  gsize length = gazette_writer_get_visible_length (self);
  gboolean has_line = memchr (self->text->str + length, '\n', self->text->len - length) != NULL;

  gazette_writer_cut_text (self, length);

  return has_line;
}

/*
 * gazette_writer_line_break:
 * @self: a writer
 * @context: what holds for it
 *
 * Goes to the next line. Two in a row are what many write for a new paragraph.
 */
void
gazette_writer_line_break (GazetteWriter        *self,
                           const GazetteContext *context)
{
  if (is_at_start (self))
    return;

  if (self->flow == GAZETTE_FLOW_PREFORMATTED)
    append (self, context, "\n", 1);
  else if (self->flow == GAZETTE_FLOW_TABLE)
    self->pending = GAZETTE_PENDING_LINE;
  else if ((self->pending == GAZETTE_PENDING_LINE || take_back_blank (self)) && self->flow == GAZETTE_FLOW_PARAGRAPH)
    gazette_writer_end_block (self);
  else
    self->pending = GAZETTE_PENDING_LINE;
}
