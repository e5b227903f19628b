/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-words.h"

/* A longer word is known by its beginning. */
#define MAX_WORD 64

/* What a character of the basic plane is: one of these, or what it is folded
 * to. They are themselves controls, to which nothing is folded. */
enum
{
  PARTS = 0,
  NOTHING = 1,
  ALONE = 2,
  SEVERAL = 3,
};

/* No combining marks, which are NOTHING: accents, Hebrew points, Arabic vowel
 * signs, variation selectors. The marks of other scripts are part of their words. */
static gboolean
is_accent (gunichar c)
{
  return (c >= 0x0300 && c <= 0x036f) || (c >= 0x0483 && c <= 0x0489) || (c >= 0x0591 && c <= 0x05bd) ||
         c == 0x05bf || c == 0x05c1 || c == 0x05c2 || (c >= 0x0610 && c <= 0x061a) || (c >= 0x064b && c <= 0x065f) ||
         c == 0x0670 || (c >= 0x06d6 && c <= 0x06dc) || (c >= 0x06df && c <= 0x06e8) || (c >= 0x06ea && c <= 0x06ed) ||
         (c >= 0x1ab0 && c <= 0x1aff) || (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x20d0 && c <= 0x20ff) ||
         c == 0x3099 || c == 0x309a || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xfe20 && c <= 0xfe2f);
}

/* Within a word, but not seen: soft hyphens, joiners, the Arabic stretch. */
static gboolean
is_unseen (gunichar c)
{
  return c == 0x00ad || c == 0x0640 || (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff;
}

/* Of scripts without spaces between words: each character is a word. */
static gboolean
is_alone (gunichar c)
{
  return (c >= 0x0e00 && c <= 0x0eff) || (c >= 0x1000 && c <= 0x109f) || (c >= 0x1780 && c <= 0x17ff) ||
         c == 0x3005 || c == 0x3007 || (c >= 0x3041 && c <= 0x30ff && c != 0x30fb) || (c >= 0x3105 && c <= 0x312f) ||
         (c >= 0x31f0 && c <= 0x31ff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff66 && c <= 0xff9d) || (c >= 0x20000 && c <= 0x3ffff);
}

/* Letters that no accent makes of two. */
static const char *
get_spelling (gunichar c)
{
  switch (c)
    {
    case 0x00df: /* ß */
    case 0x1e9e:
      return "ss";
    case 0x00e6: /* æ */
    case 0x00c6:
      return "ae";
    case 0x0153: /* œ */
    case 0x0152:
      return "oe";
    case 0x00f8: /* ø */
    case 0x00d8:
      return "o";
    case 0x0142: /* ł */
    case 0x0141:
      return "l";
    case 0x0111: /* đ */
    case 0x0110:
      return "d";
    case 0x0131: /* ı */
      return "i";
    default:
      return NULL;
    }
}

/* Writes what a character of a word is folded to, at most a few characters.
 * Wide letters and ligatures become what they stand for; Korean syllables stay
 * whole. */
static gsize
fold (gunichar  c,
      gunichar *folded,
      gsize     size)
{
  const char *spelling = get_spelling (c);
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts;
  gsize n = 0;

  for (; spelling != NULL && *spelling != '\0'; spelling++)
    folded[n++] = *spelling;
  if (n > 0)
    return n;

  if (c >= 0xac00 && c <= 0xd7a3)
    {
      folded[0] = c;
      return 1;
    }

  n_parts = g_unichar_fully_decompose (g_unichar_tolower (c), TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < MIN (n_parts, G_N_ELEMENTS (parts)) && n < size; i++)
    {
      if (!is_accent (parts[i]) && (g_unichar_isalnum (parts[i]) || g_unichar_ismark (parts[i])))
        folded[n++] = g_unichar_tolower (parts[i]);
    }

  return n;
}

static guint16
classify (gunichar c)
{
  gunichar folded[8];
  gsize n;

  if (is_accent (c) || is_unseen (c))
    return NOTHING;
  if (c == 0xe000)
    return c;
  if (!g_unichar_isalnum (c) && !g_unichar_ismark (c))
    return PARTS;
  if (is_alone (c))
    return ALONE;

  n = fold (c, folded, G_N_ELEMENTS (folded));
  if (n == 0)
    return NOTHING;

  return n == 1 && folded[0] <= 0xffff ? folded[0] : SEVERAL;
}

/* For all of the basic plane, so that a text costs a look at a table for each of
 * its characters. */
static const guint16 *
get_classes (void)
{
  static guint16 *classes;

  if (g_once_init_enter_pointer (&classes))
    {
      guint16 *made = g_new (guint16, 0x10000);

      for (gunichar c = 0; c < 0x10000; c++)
        made[c] = g_unichar_validate (c) ? classify (c) : PARTS;
      g_once_init_leave_pointer (&classes, made);
    }

  return classes;
}

typedef struct
{
  char            word[MAX_WORD + 8];
  int             length;
  int             start;
  GazetteWordFunc func;
  void           *data;
} Scan;

static int
end_word (Scan *scan,
          int   end)
{
  int length = scan->length;

  if (length == 0)
    return SQLITE_OK;

  scan->length = 0;

  return scan->func (scan->data, 0, scan->word, length, scan->start, end);
}

static void
add_to_word (Scan     *scan,
             gunichar  c,
             int       at)
{
  if (scan->length == 0)
    scan->start = at;
  if (scan->length < MAX_WORD)
    scan->length += g_unichar_to_utf8 (c, scan->word + scan->length);
}

static void
add_several (Scan     *scan,
             gunichar  c,
             int       at)
{
  gunichar folded[8];
  gsize n = fold (c, folded, G_N_ELEMENTS (folded));

  for (gsize i = 0; i < n; i++)
    add_to_word (scan, folded[i], at);
}

static int
scan_character (Scan          *scan,
                const guint16 *classes,
                gunichar       c,
                int            at,
                int            next)
{
  guint16 class = c < 0x10000 ? classes[c] : classify (c);
  gunichar folded[8];
  int code;

  switch (class)
    {
    case PARTS:
      return end_word (scan, at);

    case NOTHING:
      return SQLITE_OK;

    case ALONE:
      if ((code = end_word (scan, at)) != SQLITE_OK)
        return code;
      add_to_word (scan, c >= 0xff00 && c < 0x10000 && fold (c, folded, 8) > 0 ? folded[0] : c, at);
      return end_word (scan, next);

    case SEVERAL:
      add_several (scan, c, at);
      return SQLITE_OK;

    default:
      add_to_word (scan, class, at);
      return SQLITE_OK;
    }
}

/**
 * gazette_words_scan:
 * @text: a text, which need not be valid
 * @length: its length in bytes
 * @func: takes each word
 * @data: for @func
 *
 * Parts a text into the words that it can be found by: in lower case, without
 * accents, wide letters as narrow ones. Of scripts that write without spaces
 * each character is a word, so that a row of them is found as a phrase.
 *
 * Returns: %SQLITE_OK, or what @func returned to end it
 */
int
gazette_words_scan (const char      *text,
                    gsize            length,
                    GazetteWordFunc  func,
                    void            *data)
{
  const guint16 *classes = get_classes ();
  const char *end = text + length;
  const char *p = text;
  Scan scan = { .func = func, .data = data };
  int code;

  while (p < end)
    {
      guchar byte = *p;
      int at = p - text;
      gunichar c;

      if (byte < 0x80)
        {
          p++;
          if (g_ascii_isalnum (byte))
            add_to_word (&scan, g_ascii_tolower (byte), at);
          else if ((code = end_word (&scan, at)) != SQLITE_OK)
            return code;
          continue;
        }

      c = g_utf8_get_char_validated (p, end - p);
      p = c >= 0x110000 ? p + 1 : g_utf8_next_char (p);
      if ((code = scan_character (&scan, classes, c < 0x110000 ? c : ' ', at, p - text)) != SQLITE_OK)
        return code;
    }

  return end_word (&scan, length);
}

static int
create_tokenizer (void          *context,
                  const char   **arguments,
                  int            n_arguments,
                  Fts5Tokenizer **tokenizer)
{
  /* There is nothing to remember, and NULL would be an error. */
  *tokenizer = (Fts5Tokenizer *) gazette_words_scan;

  return SQLITE_OK;
}

static void
delete_tokenizer (Fts5Tokenizer *tokenizer)
{
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void          *data,
          int            flags,
          const char    *text,
          int            length,
          int (*func)   (void *, int, const char *, int, int, int))
{
  return text != NULL ? gazette_words_scan (text, length, func, data) : SQLITE_OK;
}

/**
 * gazette_words_register:
 * @handle: a connection
 *
 * Tells SQLite's full-text search of these words, as tokenizer "gazette".
 *
 * Returns: whether it could be
 */
gboolean
gazette_words_register (sqlite3 *handle)
{
  static fts5_tokenizer functions = { create_tokenizer, delete_tokenizer, tokenize };
  sqlite3_stmt *statement = NULL;
  fts5_api *api = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5 (?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);

  return api != NULL && api->xCreateTokenizer (api, "gazette", NULL, &functions, NULL) == SQLITE_OK;
}
