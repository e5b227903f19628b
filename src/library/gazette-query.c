/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The language of the search bar: docs/search.md. Whatever is typed means
 * something; there are no errors. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-query.h"
#include "gazette-words.h"

/* What is beyond these is not looked at: somebody has pasted a text. */
#define MAX_LENGTH 1000
#define MAX_TERMS  24
#define MAX_WORDS  24

/* Shorter beginnings, in characters and in bytes, are of too many words: three
 * letters of the Latin script, two of others. */
#define MIN_PREFIX       2
#define MIN_PREFIX_BYTES 3

typedef enum
{
  OPERATOR_NONE,
  OPERATOR_TITLE,
  OPERATOR_AUTHOR,
  OPERATOR_SOURCE,
  OPERATOR_TOPIC,
  OPERATOR_IS,
  OPERATOR_BEFORE,
  OPERATOR_AFTER,
} Operator;

/* One piece of what was typed: -name:"value"* */
typedef struct
{
  gboolean    is_excluded;
  Operator    op;
  gboolean    is_quoted;
  gboolean    is_starred;
  gboolean    is_last;
  char       *value;
} Piece;

static void
term_free (gpointer data)
{
  GazetteTerm *term = data;

  g_free (term->text);
  g_strfreev (term->words);
  g_free (term);
}

/**
 * gazette_query_is_quote:
 * @c: a character
 *
 * Returns: whether it begins or ends a phrase
 */
gboolean
gazette_query_is_quote (gunichar c)
{
  return c == '"' || (c >= 0x201c && c <= 0x201f) || c == 0xab || c == 0xbb;
}

static gboolean
equals (const char *text,
        gsize       length,
        const char *name)
{
  g_autofree char *folded_text = g_utf8_casefold (text, length);
  g_autofree char *folded_name = g_utf8_casefold (name, -1);

  return g_str_equal (folded_text, folded_name);
}

static Operator
find_operator (const char *name,
               gsize       length)
{
  const struct
  {
    Operator    operator;
    const char *name;
    const char *local_name;
  } operators[] = {
    /* TRANSLATORS: one word that may be typed into the search bar before a colon,
     * as in "title:harbour" */
    { OPERATOR_TITLE, "title", C_("search operator", "title") },
    { OPERATOR_AUTHOR, "author", C_("search operator", "author") },
    { OPERATOR_SOURCE, "source", C_("search operator", "source") },
    { OPERATOR_TOPIC, "topic", C_("search operator", "topic") },
    /* TRANSLATORS: one word, as in "is:unread" */
    { OPERATOR_IS, "is", C_("search operator", "is") },
    /* TRANSLATORS: one word, as in "before:2026-01-31" */
    { OPERATOR_BEFORE, "before", C_("search operator", "before") },
    { OPERATOR_AFTER, "after", C_("search operator", "after") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (equals (name, length, operators[i].name) || equals (name, length, operators[i].local_name))
        return operators[i].operator;
    }

  return OPERATOR_NONE;
}

/* Reads the operator before a colon, if it is one. */
static const char *
read_operator (const char *p,
               Piece      *piece)
{
  const char *end = p;

  while (g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  if (*end != ':' || end == p)
    return p;

  piece->op = find_operator (p, end - p);

  return piece->op != OPERATOR_NONE ? end + 1 : p;
}

static const char *
read_value (const char *p,
            Piece      *piece)
{
  const char *start = p;

  piece->is_quoted = gazette_query_is_quote (g_utf8_get_char (p));
  if (piece->is_quoted)
    {
      start = p = g_utf8_next_char (p);
      while (*p != '\0' && !gazette_query_is_quote (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      piece->value = g_strndup (start, p - start);
      /* What is not closed is still being typed. */
      piece->is_last = *p == '\0';
      if (*p != '\0')
        p = g_utf8_next_char (p);
      piece->is_starred = *p == '*';
      return p + piece->is_starred;
    }

  while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)) && !gazette_query_is_quote (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  piece->value = g_strndup (start, p - start);
  piece->is_starred = g_str_has_suffix (piece->value, "*");
  piece->is_last = *p == '\0';

  return p;
}

static const char *
read_piece (const char *p,
            Piece      *piece)
{
  *piece = (Piece) { 0 };
  piece->is_excluded = *p == '-' && p[1] != '\0' && !g_unichar_isspace (g_utf8_get_char (p + 1));
  p = read_operator (p + piece->is_excluded, piece);

  return read_value (p, piece);
}

static int
add_word (void       *data,
          int         flags,
          const char *word,
          int         length,
          int         start,
          int         end)
{
  GPtrArray *words = data;

  if (words->len == MAX_WORDS)
    return SQLITE_DONE;

  g_ptr_array_add (words, g_strndup (word, length));

  return SQLITE_OK;
}

static GStrv
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new ();
  g_auto(GStrv) parts = g_strsplit (text, GAZETTE_WORDS_KEY, -1);
  g_autofree char *clean = g_strjoinv (" ", parts);

  gazette_words_scan (clean, strlen (clean), add_word, words);
  g_ptr_array_add (words, NULL);

  return (GStrv) g_ptr_array_free (words, FALSE);
}

/* The characters of scripts without spaces are words of their own. */
static gboolean
may_go_on (GStrv words)
{
  const char *last = words[g_strv_length (words) - 1];

  return strlen (last) >= MIN_PREFIX_BYTES && g_utf8_strlen (last, -1) >= MIN_PREFIX;
}

static void
add_term (GazetteQuery    *self,
          const Piece     *piece,
          GazetteTermKind  kind,
          gboolean         is_alternative)
{
  g_auto(GStrv) words = split_words (piece->value);
  GazetteTerm *term;

  if (words[0] == NULL || self->terms->len == MAX_TERMS)
    return;

  term = g_new0 (GazetteTerm, 1);
  term->kind = kind;
  term->text = g_strdup (piece->value);
  if (piece->is_starred && !piece->is_quoted)
    term->text[strlen (term->text) - 1] = '\0';
  term->is_prefix = may_go_on (words) &&
                    (piece->is_starred || kind == GAZETTE_TERM_AUTHOR || (piece->is_last && !piece->is_excluded));
  term->is_typed = term->is_prefix && !piece->is_starred && kind != GAZETTE_TERM_AUTHOR;
  term->words = g_steal_pointer (&words);
  term->is_excluded = piece->is_excluded;
  term->is_alternative = is_alternative && !piece->is_excluded;
  g_ptr_array_add (self->terms, term);
}

static void
add_state (GazetteQuery *self,
           const Piece  *piece)
{
  const char *value = piece->value;
  gsize length = strlen (value);

  if (equals (value, length, "unread") || equals (value, length, C_("search value", "unread")))
    self->unread = !piece->is_excluded;
  else if (equals (value, length, "read") || equals (value, length, C_("search value", "read")))
    self->unread = piece->is_excluded;
  else if (equals (value, length, "saved") || equals (value, length, C_("search value", "saved")))
    self->saved = !piece->is_excluded;
  else if (equals (value, length, "muted") || equals (value, length, C_("search value", "muted")))
    self->muted = !piece->is_excluded;
}

/* 2026, 2026-01, 2026-01-31, or how many days or weeks ago: 7d, 2w. */
static gboolean
read_moment (const char *value,
             gint64     *moment)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) date = NULL;
  g_auto(GStrv) parts = g_strsplit (value, "-", 4);
  guint n_parts = g_strv_length (parts);
  guint64 numbers[3] = { 0, 1, 1 };
  char *end;
  guint64 n_days = g_ascii_strtoull (value, &end, 10);

  if (end > value && end[0] != '\0' && end[1] == '\0' && strchr ("dw", end[0]) != NULL && n_days < 100000)
    {
      date = g_date_time_add_days (now, -(int) (n_days * (end[0] == 'w' ? 7 : 1)));
      *moment = date != NULL ? g_date_time_to_unix (date) : 0;
      return date != NULL;
    }

  if (n_parts == 0 || n_parts > 3 || strlen (parts[0]) != 4)
    return FALSE;
  for (guint i = 0; i < n_parts; i++)
    {
      if (!g_ascii_string_to_unsigned (parts[i], 10, 1, 9999, &numbers[i], NULL))
        return FALSE;
    }

  date = g_date_time_new_local (numbers[0], numbers[1], numbers[2], 0, 0, 0);
  if (date == NULL)
    return FALSE;
  *moment = g_date_time_to_unix (date);

  return TRUE;
}

static void
add_moment (GazetteQuery *self,
            const Piece  *piece)
{
  gint64 moment;

  if (!read_moment (piece->value, &moment))
    return;

  if ((piece->op == OPERATOR_AFTER) != piece->is_excluded)
    self->after = MAX (self->after, moment);
  else
    self->before = MIN (self->before, moment);
}

static void
add_piece (GazetteQuery *self,
           const Piece  *piece,
           gboolean      is_alternative)
{
  switch (piece->op)
    {
    case OPERATOR_IS:
      add_state (self, piece);
      break;
    case OPERATOR_BEFORE:
    case OPERATOR_AFTER:
      add_moment (self, piece);
      break;
    case OPERATOR_TITLE:
      add_term (self, piece, GAZETTE_TERM_TITLE, is_alternative);
      break;
    case OPERATOR_AUTHOR:
      add_term (self, piece, GAZETTE_TERM_AUTHOR, is_alternative);
      break;
    case OPERATOR_SOURCE:
      add_term (self, piece, GAZETTE_TERM_SOURCE, is_alternative);
      break;
    case OPERATOR_TOPIC:
      add_term (self, piece, GAZETTE_TERM_TOPIC, is_alternative);
      break;
    case OPERATOR_NONE:
    default:
      add_term (self, piece, GAZETTE_TERM_ANY, is_alternative);
      break;
    }
}

static gboolean
is_or (const Piece *piece)
{
  /* TRANSLATORS: the word between two that are searched for, of which one is enough;
   * in capital letters where there are such */
  const char *local = C_("search operator", "OR");

  return piece->op == OPERATOR_NONE && !piece->is_quoted && !piece->is_excluded &&
         (g_str_equal (piece->value, "OR") || g_str_equal (piece->value, "|") || g_str_equal (piece->value, local));
}

/**
 * gazette_query_parse:
 * @text: what was typed, of any origin
 *
 * Returns: (transfer full): what it means
 */
GazetteQuery *
gazette_query_parse (const char *text)
{
  GazetteQuery *self = g_new0 (GazetteQuery, 1);
  g_autofree char *start = g_strndup (text, MAX_LENGTH);
  g_autofree char *valid = g_utf8_make_valid (start, -1);
  const char *p = valid;
  gboolean is_alternative = FALSE;

  self->terms = g_ptr_array_new_with_free_func (term_free);
  self->unread = -1;
  self->saved = -1;
  self->muted = -1;
  self->after = G_MININT64;
  self->before = G_MAXINT64;

  while (*p != '\0')
    {
      Piece piece;

      if (g_unichar_isspace (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          continue;
        }

      p = read_piece (p, &piece);
      if (is_or (&piece))
        {
          is_alternative = self->terms->len > 0;
        }
      else
        {
          add_piece (self, &piece, is_alternative);
          is_alternative = FALSE;
        }
      g_free (piece.value);
    }

  self->is_empty = self->terms->len == 0 && self->unread < 0 && self->saved < 0 && self->muted < 0 &&
                   self->after == G_MININT64 &&
                   self->before == G_MAXINT64;

  return self;
}

/**
 * gazette_query_free:
 * @self: (transfer full): a query
 */
void
gazette_query_free (GazetteQuery *self)
{
  g_ptr_array_unref (self->terms);
  g_free (self);
}

/**
 * gazette_query_dup_words:
 * @self: a query
 *
 * Returns: (transfer full): what to mark in an article that was found, as it was
 *   typed
 */
GStrv
gazette_query_dup_words (const GazetteQuery *self)
{
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; i < self->terms->len; i++)
    {
      const GazetteTerm *term = self->terms->pdata[i];

      if (!term->is_excluded && term->kind != GAZETTE_TERM_SOURCE && term->kind != GAZETTE_TERM_TOPIC)
        g_ptr_array_add (words, g_strdup (term->text));
    }
  g_ptr_array_add (words, NULL);

  return (GStrv) g_ptr_array_free (words, FALSE);
}

static int
append_word (void       *data,
             int         flags,
             const char *word,
             int         length,
             int         start,
             int         end)
{
  g_string_append_c (data, ' ');
  g_string_append_len (data, word, length);

  return SQLITE_OK;
}

/**
 * gazette_query_fold:
 * @text: a text
 *
 * Returns: (transfer full): its words as the index has them, a space before each
 */
char *
gazette_query_fold (const char *text)
{
  GString *folded = g_string_new (NULL);

  gazette_words_scan (text, strlen (text), append_word, folded);

  return g_string_free_and_steal (folded);
}
