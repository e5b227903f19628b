/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "gazette-text.h"

/* In characters. Lines that were broken so that they fit are about as long as most of
 * the longer ones; a verse is shorter. */
#define MIN_WRAP 58
#define MAX_WRAP 100
#define USUAL    0.85

/* Fewer lines that are full may be so by chance. */
#define MIN_FULL 3

#define MIN_INDENT 4

/* What is further in stands in the middle. */
#define MAX_INDENT 12

/* Once it is sure that a text was broken, a line that is less full was so as well. */
#define SURELY_FULL 0.95
#define FULL        0.8

/* Fewer spaces part sentences. */
#define GAP "   "

/* Length in bytes of the web address at @text, 0 when there is none. What ends
 * a sentence does not end an address; nor does a bracket that was not opened
 * in it. */
static gsize
address_length (const char *text)
{
  gsize prefix;
  gsize n;
  int open = 0;

  if (g_str_has_prefix (text, "https://"))
    prefix = strlen ("https://");
  else if (g_str_has_prefix (text, "http://"))
    prefix = strlen ("http://");
  else
    return 0;

  for (n = prefix; text[n] != '\0'; n += g_utf8_skip[(guchar) text[n]])
    {
      gunichar c = g_utf8_get_char (text + n);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || strchr ("<>\"`", text[n]) != NULL)
        break;
      open += text[n] == '(';
      if (text[n] == ')' && --open < 0)
        break;
    }

  while (n > prefix && strchr (".,;:!?'", text[n - 1]) != NULL)
    n--;

  return n > prefix ? n : 0;
}

static void
append_line (GString    *html,
             const char *line)
{
  const char *p = line;
  gunichar before = ' ';

  while (*p != '\0')
    {
      gsize length = g_unichar_isalnum (before) ? 0 : address_length (p);

      if (length > 0)
        {
          g_autofree char *address = g_markup_escape_text (p, length);

          g_string_append_printf (html, "<a href=\"%s\">%s</a>", address, address);
        }
      else
        {
          g_autofree char *escaped = NULL;

          length = g_utf8_next_char (p) - p;
          escaped = g_markup_escape_text (p, length);
          g_string_append (html, escaped);
        }

      p += length;
      before = g_utf8_get_char (g_utf8_prev_char (p));
    }
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\v\f")] == '\0';
}

static gsize
get_indent (const char *line)
{
  return strspn (line, " \t");
}

/* Whether a line begins an item of a list, or is quoted. */
static gboolean
begins_item (const char *line)
{
  static const char *const marks[] = { "*", "-", "+", "•", "–", "·", ">" };
  gsize digits;

  line += get_indent (line);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (g_str_has_prefix (line, marks[i]) && strchr (" \t>", line[strlen (marks[i])]) != NULL)
        return TRUE;
    }

  digits = strspn (line, "0123456789");

  return digits > 0 && (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
}

/* Whether the first word of @next would not have fitted behind @line. */
static gboolean
is_full (const char *line,
         const char *next,
         double      width)
{
  next += get_indent (next);

  return (double) (g_utf8_strlen (line, -1) + 1 + g_utf8_strlen (next, (gssize) strcspn (next, " \t"))) > width;
}

/* Whether @next goes on with what the line before it says, as far as that can be told. */
static gboolean
goes_on (const char *line,
         const char *next,
         glong       width)
{
  return width > 0 && !begins_item (next) && get_indent (next) < get_indent (line) + MIN_INDENT &&
         is_full (line, next, FULL * (double) width);
}

/* Whether words are kept apart by spaces so that they stand below those of another line. */
static gboolean
has_gap (const char *line)
{
  const char *gap = strstr (line + get_indent (line), GAP);

  return gap != NULL && !is_blank (gap);
}

static guint
count_lines (char **lines)
{
  guint n = 0;

  while (lines[n] != NULL && !is_blank (lines[n]))
    n++;

  return n;
}

static gboolean
is_indented (char **lines,
             guint  n)
{
  gboolean is_centred = TRUE;

  for (guint i = 0; i < n; i++)
    {
      if (*lines[i] != '\t' && get_indent (lines[i]) < MIN_INDENT)
        return FALSE;
      if (g_utf8_strlen (lines[i], -1) > MAX_WRAP)
        return FALSE;
      is_centred &= get_indent (lines[i]) > MAX_INDENT;
    }

  return !is_centred;
}

/* Whether the lines were set out by hand: code, or a table. */
static gboolean
is_set_out (char   **lines,
            guint    n,
            gboolean may_be_indented)
{
  guint n_gaps = 0;

  if (may_be_indented && is_indented (lines, n))
    return TRUE;

  for (guint i = 0; i < n; i++)
    n_gaps += has_gap (lines[i]);

  return n_gaps >= 2;
}

/* Where most paragraphs are indented, that is how they begin. */
static gboolean
may_indent_code (char **lines)
{
  guint n_all = 0;
  guint n_indented = 0;
  guint n;

  for (guint i = 0; lines[i] != NULL; i += MAX (n, 1))
    {
      n = count_lines (lines + i);
      n_all += n > 0;
      n_indented += n > 0 && is_indented (lines + i, n);
    }

  return n_indented * 2 < n_all;
}

static int
compare_lengths (const void *a,
                 const void *b)
{
  glong first = *(const glong *) a;
  glong second = *(const glong *) b;

  return (first > second) - (first < second);
}

/* The lines that others of the same paragraph follow, but where an item begins. */
static GPtrArray *
find_broken (char   **lines,
             gboolean may_be_indented)
{
  GPtrArray *broken = g_ptr_array_new ();
  guint n;

  for (guint i = 0; lines[i] != NULL; i += MAX (n, 1))
    {
      n = count_lines (lines + i);
      if (n == 0 || is_set_out (lines + i, n, may_be_indented))
        continue;
      for (guint j = i; j + 1 < i + n; j++)
        {
          /* A long address fits into no line. */
          if (!begins_item (lines[j + 1]) && strstr (lines[j], "://") == NULL)
            g_ptr_array_add (broken, lines + j);
        }
    }

  return broken;
}

/* At which width lines were broken by a program, or a person who followed one; 0 when
 * the line ends are meant, as those of a poem. */
static glong
find_wrap (char   **lines,
           gboolean may_be_indented)
{
  g_autoptr(GPtrArray) broken = find_broken (lines, may_be_indented);
  g_autofree glong *lengths = g_new0 (glong, broken->len + 1);
  glong width;
  guint n_full = 0;

  for (guint i = 0; i < broken->len; i++)
    lengths[i] = g_utf8_strlen (*(char **) broken->pdata[i], -1);
  qsort (lengths, broken->len, sizeof (glong), compare_lengths);
  width = lengths[(guint) (USUAL * broken->len)];
  if (width < MIN_WRAP || width > MAX_WRAP)
    return 0;

  for (guint i = 0; i < broken->len; i++)
    {
      char **line = broken->pdata[i];

      n_full += is_full (line[0], line[1], SURELY_FULL * (double) width);
    }

  return n_full >= MIN_FULL && n_full * 2 >= broken->len ? width : 0;
}

static void
append_set_out (GString *html,
                char   **lines,
                guint    n)
{
  gsize indent = get_indent (lines[0]);

  for (guint i = 1; i < n; i++)
    indent = MIN (indent, get_indent (lines[i]));

  g_string_append (html, "<pre>");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (lines[i] + indent, -1);

      g_string_append_printf (html, "%s%s", i > 0 ? "\n" : "", escaped);
    }
  g_string_append (html, "</pre>");
}

static void
append_paragraph (GString *html,
                  char   **lines,
                  guint    n,
                  glong    width)
{
  g_string_append (html, "<p>");
  for (guint i = 0; i < n; i++)
    {
      gboolean is_same_line = i > 0 && goes_on (lines[i - 1], lines[i], width);

      if (i > 0)
        g_string_append (html, is_same_line ? " " : "<br>");
      append_line (html, lines[i] + (is_same_line ? get_indent (lines[i]) : 0));
    }
  g_string_append (html, "</p>");
}

/**
 * gazette_text_to_html:
 * @text: plain text
 *
 * Writes plain text as HTML: blank lines part paragraphs, web addresses become
 * links. Line ends are kept unless they only come from the width of a window or a
 * letter; what was set out with spaces, as code and tables are, stays as it is.
 *
 * Returns: (transfer full): an HTML fragment, "" when @text is blank
 */
char *
gazette_text_to_html (const char *text)
{
  g_autofree char *valid = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GString) html = NULL;
  gboolean may_be_indented;
  glong width;
  guint n;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  lines = g_strsplit (valid, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_strchomp (lines[i]);
  html = g_string_sized_new (strlen (valid) + 16);
  may_be_indented = may_indent_code (lines);
  width = find_wrap (lines, may_be_indented);

  for (guint i = 0; lines[i] != NULL; i += MAX (n, 1))
    {
      n = count_lines (lines + i);
      if (n > 0 && is_set_out (lines + i, n, may_be_indented))
        append_set_out (html, lines + i, n);
      else if (n > 0)
        append_paragraph (html, lines + i, n, width);
    }

  return g_string_free (g_steal_pointer (&html), FALSE);
}
