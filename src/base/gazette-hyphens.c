/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "gazette-hyphens.h"

#ifdef HAVE_HYPHEN
#include <hyphen.h>

/* In characters: what is shorter is not worth it, what is longer no word. */
#define MIN_WORD 5
#define MAX_WORD 60

/* What may stand between two letters of what is still words. */
#define JOINTS "-'\u2019\u2010\u2011\u2013\u2014/"

typedef struct
{
  HyphenDict *patterns;
  GIConv      encoding;
} Dictionary;

/* By the name of their file. They stay: to load one may take seconds. */
static GHashTable *dictionaries;
static GMutex dictionaries_lock;

static char *
find_in_folder (const char *folder,
                const char *language)
{
  g_autofree char *name = g_strconcat ("hyph_", language, ".dic", NULL);
  g_autofree char *path = g_build_filename (folder, "hyphen", name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

static char *
find_file (const char *language)
{
  const char *const *folders = g_get_system_data_dirs ();
  char *path = find_in_folder (g_get_user_data_dir (), language);

  for (gsize i = 0; path == NULL && folders[i] != NULL; i++)
    path = find_in_folder (folders[i], language);

  return path;
}

/* "de-AT" is hyph_de_AT.dic, else hyph_de.dic; for a language alone, there may be
 * only the file of the country that has its name, or of the largest that speaks it. */
static char *
find_patterns (const char *language)
{
  g_auto(GStrv) parts = g_strsplit_set (language, "-_", -1);
  g_autofree char *code = parts[0] != NULL ? g_ascii_strdown (parts[0], -1) : NULL;
  g_autofree char *country = NULL;
  char *path = NULL;

  /* It comes from outside, and becomes the name of a file. */
  if (code == NULL || strlen (code) < 2 || strlen (code) > 3 || strspn (code, "abcdefghijklmnopqrstuvwxyz") != strlen (code))
    return NULL;

  for (gsize i = 1; path == NULL && parts[i] != NULL; i++)
    {
      g_autofree char *region = g_ascii_strup (parts[i], -1);
      g_autofree char *name = g_strconcat (code, "_", region, NULL);

      if (strlen (region) == 2 && g_ascii_isalpha (region[0]) && g_ascii_isalpha (region[1]))
        path = find_file (name);
    }
  if (path == NULL)
    path = find_file (code);
  if (path == NULL)
    {
      g_autofree char *region = g_ascii_strup (code, -1);

      country = g_strconcat (code, "_", g_str_equal (code, "en") ? "US" : region, NULL);
      path = find_file (country);
    }

  return path;
}

static Dictionary *
load_dictionary (const char *path)
{
  Dictionary *self = g_new0 (Dictionary, 1);

  self->encoding = (GIConv) -1;
  self->patterns = hnj_hyphen_load (path);
  if (self->patterns == NULL || self->patterns->utf8)
    return self;

  self->encoding = g_iconv_open (self->patterns->cset, "UTF-8");
  if (self->encoding == (GIConv) -1)
    g_clear_pointer (&self->patterns, hnj_hyphen_free);

  return self;
}

/* Returns: (nullable): what there is for the language */
static Dictionary *
open_dictionary (const char *language)
{
  g_autofree char *path = find_patterns (language);
  /* Many languages are links to the same file. */
  g_autofree char *file = path != NULL ? realpath (path, NULL) : NULL;
  Dictionary *dictionary;

  if (file == NULL)
    return NULL;

  if (dictionaries == NULL)
    dictionaries = g_hash_table_new (g_str_hash, g_str_equal);
  dictionary = g_hash_table_lookup (dictionaries, file);
  if (dictionary == NULL)
    {
      dictionary = load_dictionary (file);
      g_hash_table_insert (dictionaries, g_steal_pointer (&file), dictionary);
    }

  return dictionary->patterns != NULL ? dictionary : NULL;
}

/* Marks where the word may be broken: after the characters whose mark is odd. Where
 * it would be spelt otherwise then, it is not. */
static gboolean
mark_breaks (Dictionary *dictionary,
             const char *word,
             gsize       length,
             char       *marks)
{
  char **rep = NULL;
  int *pos = NULL;
  int *cut = NULL;
  gboolean success;

  success = hnj_hyphen_hyphenate2 (dictionary->patterns, word, (int) length, marks, NULL, &rep, &pos, &cut) == 0;
  for (gsize i = 0; rep != NULL && i < length; i++)
    {
      if (rep[i] == NULL)
        continue;
      marks[i] = '0';
      free (rep[i]);
    }
  free (rep);
  free (pos);
  free (cut);

  return success;
}

/* In lower case, as patterns are, a letter for a letter; NULL for a name that is
 * written in capitals. */
static char *
dup_lower (const char *word,
           guint       n_letters)
{
  g_autoptr(GString) lower = g_string_sized_new (n_letters * 2);

  for (guint i = 0; i < n_letters; i++, word = g_utf8_next_char (word))
    {
      gunichar c = g_utf8_get_char (word);

      if (i > 0 && g_unichar_isupper (c))
        return NULL;
      g_string_append_unichar (lower, g_unichar_tolower (c));
    }

  return g_string_free_and_steal (g_steal_pointer (&lower));
}

static void
add_word (Dictionary *dictionary,
          GArray     *syllables,
          const char *word,
          guint       n_letters,
          guint       offset)
{
  char marks[MAX_WORD * 6 + 8] = { 0 };
  g_autofree char *lower = NULL;
  g_autofree char *encoded = NULL;
  gsize length;
  guint start = 0;

  if (n_letters < MIN_WORD || n_letters > MAX_WORD || (lower = dup_lower (word, n_letters)) == NULL)
    return;

  length = strlen (lower);
  if (!dictionary->patterns->utf8)
    {
      encoded = g_convert_with_iconv (lower, (gssize) length, dictionary->encoding, NULL, &length, NULL);
      if (encoded == NULL || length != n_letters)
        return;
    }
  if (length + 6 > sizeof marks || !mark_breaks (dictionary, encoded != NULL ? encoded : lower, length, marks))
    return;

  /* A syllable in two is enough: there is a break before it and one after it. */
  for (guint i = 1; i <= n_letters; i++)
    {
      GazetteSyllable syllable = { offset + start, offset + i };
      gboolean breaks = i < n_letters ? i >= 2 && n_letters - i >= 2 && (marks[i - 1] & 1) != 0 : start > 0;

      if (!breaks)
        continue;
      if (start > 0)
        g_array_append_val (syllables, syllable);
      start = start > 0 ? 0 : i;
    }
}

/* Of what a name may have, not only a word. */
static gboolean
is_of_name (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_' || c == '@';
}

/* Whether these are words, with what may join and surround them, and no address,
 * number or name of a file. */
static gboolean
are_words (const char *start,
           const char *end)
{
  while (start < end && !is_of_name (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && !is_of_name (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c) && g_utf8_strchr (JOINTS, -1, c) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* What stands between two spaces: a word, or several with hyphens. */
static void
add_words (Dictionary *dictionary,
           GArray     *syllables,
           const char *start,
           const char *end,
           guint       offset)
{
  if (!are_words (start, end))
    return;

  while (start < end)
    {
      const char *word = start;
      guint n_letters = 0;

      while (start < end && g_unichar_isalpha (g_utf8_get_char (start)))
        {
          start = g_utf8_next_char (start);
          n_letters++;
        }
      if (n_letters > 0)
        add_word (dictionary, syllables, word, n_letters, offset);
      else
        start = g_utf8_next_char (start);
      offset += MAX (n_letters, 1);
    }
}

static GArray *
find (Dictionary *dictionary,
      const char *text)
{
  GArray *syllables = g_array_new (FALSE, FALSE, sizeof (GazetteSyllable));
  const char *start = text;
  guint offset = 0;
  guint start_offset = 0;

  for (const char *p = text;; p = g_utf8_next_char (p), offset++)
    {
      if (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
        continue;
      add_words (dictionary, syllables, start, p, start_offset);
      if (*p == '\0')
        break;
      start = g_utf8_next_char (p);
      start_offset = offset + 1;
    }

  return syllables;
}
#endif

/**
 * gazette_hyphens_find:
 * @text: text in UTF-8
 * @language: of the text, such as "de-AT"
 *
 * Finds where words may be broken at the end of a line, by the patterns of libhyphen
 * that the system has for the language, or the person in their data folder. Words
 * that are not spelt in letters alone, and those in capitals, are left whole.
 *
 * May be called on any thread, one at a time. The first time for a language it reads
 * a file, which may take seconds.
 *
 * Returns: (transfer full) (nullable) (element-type GazetteSyllable): the syllables to
 *   mark, in order; %NULL when there are no patterns for the language
 */
GArray *
gazette_hyphens_find (const char *text,
                      const char *language)
{
  GArray *syllables = NULL;
#ifdef HAVE_HYPHEN
  Dictionary *dictionary;
#endif

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

#ifdef HAVE_HYPHEN
  g_mutex_lock (&dictionaries_lock);
  dictionary = open_dictionary (language);
  if (dictionary != NULL)
    syllables = find (dictionary, text);
  g_mutex_unlock (&dictionaries_lock);
#endif

  return syllables;
}
