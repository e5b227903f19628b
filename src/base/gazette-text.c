/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-html.h"
#include "gazette-simple-html.h"
#include "gazette-text.h"

/* The longest name of a character reference has 31 letters. */
#define MAX_ENTITY_LENGTH 40

/* How much of a long HTML text is looked at first for its beginning, and at most,
 * in bytes. */
#define FIRST_PIECE 512
#define LAST_PIECE  (FIRST_PIECE * 256)

#define ZERO_WIDTH_JOINER 0x200d

/* Stands for something that is not text, and for a widget in a text of GTK's. */
#define OBJECT 0xfffc

static gboolean
is_space (gunichar c)
{
  if (c < 0x80) /* most of all text, so worth a short way */
    return g_ascii_isspace (c) || c == 0x0b;

  return g_unichar_isspace (c) || c == 0x85;
}

/* Characters without width or meaning of their own, which only break searching
 * and comparing; and overrides of direction, which can only deceive. The
 * joiners and marks that scripts and emoji need are not among them. */
static gboolean
is_nothing (gunichar c)
{
  if (c < 0x80)
    return g_ascii_iscntrl (c);

  return g_unichar_iscntrl (c) || c == 0x00ad || c == 0x200b || c == 0x2060 || c == 0xfeff ||
         c == 0x202d || c == 0x202e || c == OBJECT;
}

static void
fold_into (GString    *folded,
           const char *text)
{
  gboolean pending_space = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_space (c))
        {
          pending_space = folded->len > 0;
        }
      else if (!is_nothing (c))
        {
          if (pending_space)
            g_string_append_c (folded, ' ');
          pending_space = FALSE;
          g_string_append_len (folded, p, g_utf8_next_char (p) - p);
        }
    }
}

/**
 * gazette_text_fold:
 * @text: plain text of any origin
 *
 * Makes it fit for one line: white space of every kind, no-break spaces
 * included, becomes single spaces and goes from both ends; control characters
 * and characters of no width that carry nothing go; bytes that are not UTF-8
 * become U+FFFD.
 *
 * Returns: (transfer full): valid UTF-8, maybe ""
 */
char *
gazette_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr(GString) folded = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  folded = g_string_sized_new (strlen (text));
  fold_into (folded, text);

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

/* Length in bytes of the character reference at @text, with "&" and ";"; 0 when
 * there is none. */
static gsize
entity_length (const char *text)
{
  gsize n = 1;
  gsize first;

  if (text[0] != '&')
    return 0;

  if (text[n] == '#')
    {
      gboolean is_hex = text[++n] == 'x' || text[n] == 'X';

      n += is_hex;
      first = n;
      while (n < MAX_ENTITY_LENGTH && (is_hex ? g_ascii_isxdigit (text[n]) : g_ascii_isdigit (text[n])))
        n++;
    }
  else
    {
      first = n;
      if (!g_ascii_isalpha (text[n]))
        return 0;
      while (n < MAX_ENTITY_LENGTH && g_ascii_isalnum (text[n]))
        n++;
    }

  return n > first && text[n] == ';' ? n + 1 : 0;
}

static const GumboNode *
find_text (GazetteHtml *html)
{
  const GumboNode *root = gazette_html_get_root (html);

  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      if (node->type == GUMBO_NODE_TEXT)
        return node;
    }

  return NULL;
}

/* The HTML parser knows the 2231 names, so it is asked, for each reference
 * alone: in a whole text it would also take "&copy" without a semicolon, as in
 * "?a=1&copy=2". A space around keeps a reference to a space from being lost. */
static void
append_entity (GString    *decoded,
               const char *entity,
               gsize       length)
{
  g_autofree char *padded = g_strdup_printf ("x%.*s", (int) length, entity);
  g_autoptr(GazetteHtml) html = gazette_html_parse (padded, -1);
  const GumboNode *node = find_text (html);

  if (node != NULL)
    g_string_append (decoded, node->v.text.text + 1);
}

static char *
decode_entities (const char *text)
{
  GString *decoded = g_string_sized_new (strlen (text));

  while (*text != '\0')
    {
      gsize length = entity_length (text);

      if (length > 0)
        append_entity (decoded, text, length);
      else
        g_string_append_c (decoded, *text);
      text += MAX (length, 1);
    }

  return g_string_free (decoded, FALSE);
}

/**
 * gazette_text_decode_plain:
 * @text: what a source promises to be plain text
 *
 * Undoes the HTML escaping that many sources apply to plain text all the same.
 * It is undone only where that cannot be wrong: when there is a character
 * reference and no "<" in the result, so that a title such as
 * "How &lt;div&gt; works" is left alone. The result is folded.
 *
 * Returns: (transfer full): plain text
 */
char *
gazette_text_decode_plain (const char *text)
{
  g_autofree char *decoded = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (strchr (text, '&') == NULL || strchr (text, '<') != NULL)
    return gazette_text_fold (text);

  decoded = decode_entities (text);

  return gazette_text_fold (strchr (decoded, '<') != NULL ? text : decoded);
}

static gboolean
is_tag_in (const GumboNode *node,
           const GumboTag  *tags,
           guint            n_tags)
{
  if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE)
    return FALSE;

  for (guint i = 0; i < n_tags; i++)
    {
      if (node->v.element.tag == tags[i])
        return TRUE;
    }

  return FALSE;
}

/* Elements whose text is not part of what is read. */
static gboolean
is_unread (const GumboNode *node)
{
  static const GumboTag tags[] = {
    GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_NOFRAMES,
    GUMBO_TAG_NOEMBED, GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO,
    GUMBO_TAG_CANVAS, GUMBO_TAG_SVG, GUMBO_TAG_TITLE, GUMBO_TAG_TEXTAREA, GUMBO_TAG_SELECT,
  };

  return is_tag_in (node, tags, G_N_ELEMENTS (tags));
}

static gboolean
is_inline (const GumboNode *node)
{
  static const GumboTag tags[] = {
    GUMBO_TAG_A, GUMBO_TAG_ABBR, GUMBO_TAG_ACRONYM, GUMBO_TAG_B, GUMBO_TAG_BDI, GUMBO_TAG_BDO, GUMBO_TAG_BIG,
    GUMBO_TAG_CITE, GUMBO_TAG_CODE, GUMBO_TAG_DATA, GUMBO_TAG_DEL, GUMBO_TAG_DFN, GUMBO_TAG_EM, GUMBO_TAG_FONT,
    GUMBO_TAG_I, GUMBO_TAG_IMG, GUMBO_TAG_INS, GUMBO_TAG_KBD, GUMBO_TAG_LABEL, GUMBO_TAG_MARK, GUMBO_TAG_NOBR,
    GUMBO_TAG_Q, GUMBO_TAG_RUBY, GUMBO_TAG_S, GUMBO_TAG_SAMP, GUMBO_TAG_SMALL, GUMBO_TAG_SPAN, GUMBO_TAG_STRIKE,
    GUMBO_TAG_STRONG, GUMBO_TAG_SUB, GUMBO_TAG_SUP, GUMBO_TAG_TIME, GUMBO_TAG_TT, GUMBO_TAG_U, GUMBO_TAG_UNKNOWN,
    GUMBO_TAG_VAR, GUMBO_TAG_WBR,
  };

  return node->type != GUMBO_NODE_ELEMENT || is_tag_in (node, tags, G_N_ELEMENTS (tags));
}

/* The nearest element around @node that stands apart from what is beside it. */
static const GumboNode *
get_block (const GumboNode *node)
{
  while (node->parent != NULL && is_inline (node))
    node = node->parent;

  return node;
}

/**
 * gazette_text_from_html:
 * @html: an HTML page or fragment
 * @length: of @html in bytes, or -1 when it is nul-terminated
 *
 * Takes the text out of it: entities decoded, tags gone, scripts, styles and
 * other things that are not read left out, a space between blocks, folded.
 *
 * Wants more stack than a fiber has.
 *
 * Returns: (transfer full): plain text
 */
char *
gazette_text_from_html (const char *html,
                        gssize      length)
{
  g_autoptr(GazetteHtml) parsed = NULL;
  g_autoptr(GString) text = NULL;
  const GumboNode *root;
  const GumboNode *node;
  const GumboNode *block = NULL;

  g_return_val_if_fail (html != NULL, NULL);

  parsed = gazette_html_parse (html, length);
  root = gazette_html_get_root (parsed);
  text = g_string_new (NULL);

  node = root;
  while (node != NULL)
    {
      if (is_unread (node))
        {
          node = gazette_html_next_skipping (root, node);
          continue;
        }

      if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA)
        {
          const GumboNode *its_block = get_block (node);

          if (its_block != block)
            g_string_append_c (text, ' ');
          block = its_block;
          g_string_append (text, node->v.text.text);
        }
      else if (!is_inline (node) || node->type == GUMBO_NODE_WHITESPACE)
        {
          g_string_append_c (text, ' ');
        }
      node = gazette_html_next (root, node);
    }

  return gazette_text_fold (text->str);
}

/* Returns: (transfer full) (nullable): the text of what needs no parser */
static char *
read_simple (const char *html,
             gsize       length)
{
  g_autoptr(GString) text = g_string_sized_new (length);

  return g_utf8_validate_len (html, length, NULL) && gazette_simple_html_read (html, length, text)
         ? gazette_text_fold (text->str)
         : NULL;
}

/**
 * gazette_text_from_html_start:
 * @html: an HTML page or fragment
 * @n_chars: how many characters are enough
 *
 * As gazette_text_from_html(), but of a long text only the beginning, with more
 * than @n_chars characters. Most of the time the first bytes are enough for that;
 * a long script or picture may be before the text.
 *
 * Returns: (transfer full): plain text
 */
char *
gazette_text_from_html_start (const char *html,
                              guint       n_chars)
{
  gsize length;
  gsize piece = FIRST_PIECE;

  g_return_val_if_fail (html != NULL, NULL);

  length = strlen (html);
  for (;;)
    {
      gsize size = MIN (piece, length);
      g_autofree char *text = NULL;

      while (size > 0 && size < length && ((guchar) html[size] & 0xc0) == 0x80)
        size--;
      text = read_simple (html, size);
      if (text == NULL)
        text = gazette_text_from_html (html, (gssize) size);
      if (size == length || piece >= LAST_PIECE || g_utf8_strlen (text, -1) > n_chars)
        return g_steal_pointer (&text);
      piece *= 4;
    }
}

static gboolean
is_regional_indicator (gunichar c)
{
  return c >= 0x1f1e6 && c <= 0x1f1ff;
}

/* Whether @c belongs to the character before it, as a person sees it: the rules
 * of Unicode Standard Annex 29 as far as text of the news needs them. */
static gboolean
extends_character (gunichar c)
{
  return g_unichar_ismark (c) || c == ZERO_WIDTH_JOINER || c == 0x200c ||
         (c >= 0x1f3fb && c <= 0x1f3ff) || (c >= 0xe0020 && c <= 0xe007f) ||
         (c >= 0x1160 && c <= 0x11ff);
}

/* Says where a word may be broken: a soft hyphen or a space without width. */
static gboolean
is_break (gunichar c)
{
  return c == 0x00ad || c == 0x200b;
}

/**
 * gazette_text_without_breaks:
 * @text: plain text in UTF-8
 *
 * Takes out what only says where a line may end within a word.
 *
 * Returns: (transfer full): plain text
 */
char *
gazette_text_without_breaks (const char *text)
{
  GString *plain;
  const char *start = text;
  const char *p;

  g_return_val_if_fail (text != NULL, NULL);

  plain = g_string_sized_new (strlen (text));
  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!is_break (g_utf8_get_char (p)))
        continue;
      g_string_append_len (plain, start, p - start);
      start = g_utf8_next_char (p);
    }
  g_string_append_len (plain, start, p - start);

  return g_string_free (plain, FALSE);
}

/* The end of the character at @p, as a person sees it. */
static const char *
next_character (const char *p)
{
  gunichar before = g_utf8_get_char (p);
  gboolean is_half_flag = is_regional_indicator (before);

  for (p = g_utf8_next_char (p); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean joined = before == ZERO_WIDTH_JOINER && !g_unichar_isspace (c);

      if (is_half_flag && is_regional_indicator (c))
        is_half_flag = FALSE;
      else if (!extends_character (c) && !joined)
        break;
      before = c;
    }

  return p;
}

/* Punctuation that looks lost before an ellipsis. Marks that end a word with a
 * meaning of their own ("50 %", "Why?") and closing brackets are kept. */
static gboolean
dangles (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (is_space (c) || type == G_UNICODE_DASH_PUNCTUATION || type == G_UNICODE_OPEN_PUNCTUATION ||
      type == G_UNICODE_INITIAL_PUNCTUATION)
    return TRUE;

  return type == G_UNICODE_OTHER_PUNCTUATION &&
         !(c < 0x80 && strchr ("!?%'\"#*", (int) c) != NULL) &&
         c != 0xff01 && c != 0xff1f && c != 0xff05 && c != 0x2030 && c != 0x061f;
}

static const char *
without_dangling (const char *start,
                  const char *end)
{
  const char *p = end;

  while (p > start)
    {
      const char *before = g_utf8_prev_char (p);

      if (!dangles (g_utf8_get_char (before)))
        return p;
      p = before;
    }

  return end;
}

/**
 * gazette_text_ellipsize:
 * @text: folded plain text
 * @max_chars: most characters, as a person counts them, without the ellipsis
 *
 * Shortens a text that is longer: it ends on a word, with "…". Where the last
 * space is far back, as in a script that writes without spaces, it ends on a
 * character instead. What a person sees as one character is never split.
 *
 * Returns: (transfer full): plain text
 */
char *
gazette_text_ellipsize (const char *text,
                        guint       max_chars)
{
  g_autofree char *valid = NULL;
  const char *p;
  const char *word_end = NULL;
  const char *end;
  guint n = 0;
  guint n_at_word_end = 0;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (max_chars > 0, NULL);

  valid = g_utf8_make_valid (text, -1);

  for (p = valid; *p != '\0' && n < max_chars; p = next_character (p), n++)
    {
      if (is_space (g_utf8_get_char (p)))
        {
          word_end = p;
          n_at_word_end = n;
        }
    }

  if (*p == '\0')
    return g_steal_pointer (&valid);

  end = p;
  if (!is_space (g_utf8_get_char (p)) && word_end != NULL && n_at_word_end >= max_chars / 2)
    end = word_end;
  end = without_dangling (valid, end);

  return g_strdup_printf ("%.*s…", (int) (end - valid), valid);
}
