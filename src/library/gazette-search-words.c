/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words that the beginning of one stands for. The index puts all that begins so
 * together before it tells what comes first, which takes seconds where a million
 * articles have such words; a word is read from its newest article on, as far as
 * wanted. So of a large library what is still being typed, and many articles have, stands
 * for the words that the newest of them have: who types on gets the others. */

#include "config.h"

#include <string.h>

#include "gazette-search-private.h"
#include "gazette-skim.h"
#include "gazette-words.h"

/* Up to so many articles the index is fast enough. */
#define FEW_ARTICLES "20000"

/* How many are looked at, and in how many of them it is found when it is rare: then
 * there is little to put together. */
#define N_SAMPLE "100"
#define N_RARE   4

/* More words are not worth looking for at once. */
#define MAX_WORDS 48

typedef struct
{
  const char *beginning;
  gsize       length;
  /* Of each word how often it is there. */
  GHashTable *counts;
  gboolean    is_found;
} Sample;

typedef struct
{
  const char *word;
  guint       count;
} Count;

static int
take_word (void       *data,
           int         flags,
           const char *word,
           int         length,
           int         start,
           int         end)
{
  Sample *sample = data;
  g_autofree char *copy = NULL;
  guint count;

  if ((gsize) length < sample->length || memcmp (word, sample->beginning, sample->length) != 0)
    return SQLITE_OK;

  sample->is_found = TRUE;
  copy = g_strndup (word, length);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (sample->counts, copy));
  g_hash_table_insert (sample->counts, g_steal_pointer (&copy), GUINT_TO_POINTER (count + 1));

  return SQLITE_OK;
}

static gboolean
is_large (GazetteDatabase  *database,
          gboolean         *large,
          GError          **error)
{
  static const char select_many[] = "SELECT 1 FROM search_places LIMIT 1 OFFSET " FEW_ARTICLES;
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_many, error);

  return statement != NULL && gazette_statement_find (statement, large, error);
}

static gboolean
read_sample (GazetteDatabase  *database,
             Sample           *sample,
             guint            *n_found,
             GError          **error)
{
  static const char select_newest[] =
    "SELECT a.title, a.summary, gazette_unpack (coalesce (c.full_html, c.html))"
    "  FROM search_places p CROSS JOIN articles a ON a.id = p.article_id"
    "  LEFT JOIN contents c ON c.article_id = a.id"
    " ORDER BY p.place DESC LIMIT " N_SAMPLE;
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_newest, error);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  while (gazette_statement_step (statement, &local_error))
    {
      const char *html = gazette_statement_get_text (statement, 2);

      g_string_assign (text, gazette_statement_get_text (statement, 0));
      g_string_append_c (text, ' ');
      g_string_append (text, gazette_statement_get_text (statement, 1));
      g_string_append_c (text, ' ');
      if (html != NULL)
        gazette_skim_html (html, text);
      sample->is_found = FALSE;
      gazette_words_scan (text->str, text->len, take_word, sample);
      *n_found += sample->is_found;
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const Count *one = a;
  const Count *other = b;

  return one->count != other->count ? (one->count < other->count) - (one->count > other->count)
                                    : strcmp (one->word, other->word);
}

/* The most frequent come first. */
static GPtrArray *
list_words (Sample *sample)
{
  g_autoptr(GArray) counts = g_array_new (FALSE, FALSE, sizeof (Count));
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer word, number;

  g_hash_table_iter_init (&iter, sample->counts);
  while (g_hash_table_iter_next (&iter, &word, &number))
    {
      Count count = { word, GPOINTER_TO_UINT (number) };

      g_array_append_val (counts, count);
    }
  g_array_sort (counts, compare_counts);

  g_ptr_array_add (words, g_strdup (sample->beginning));
  for (guint i = 0; i < counts->len && words->len < MAX_WORDS; i++)
    {
      word = (gpointer) g_array_index (counts, Count, i).word;
      if (strcmp (word, sample->beginning) != 0)
        g_ptr_array_add (words, g_strdup (word));
    }

  return words;
}

/*
 * gazette_search_sample_words:
 * @database: a connection
 * @beginning: the beginning of a word, folded
 * @words: (out) (nullable): that, and the words of the newest articles that begin so,
 *   the most frequent first; %NULL where few articles have any
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_search_sample_words (GazetteDatabase  *database,
                             const char       *beginning,
                             GPtrArray       **words,
                             GError          **error)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Sample sample = { .beginning = beginning, .length = strlen (beginning), .counts = counts };
  guint n_found = 0;

  *words = NULL;
  if (!read_sample (database, &sample, &n_found, error))
    return FALSE;
  if (n_found > N_RARE)
    *words = list_words (&sample);

  return TRUE;
}

/*
 * gazette_search_find_words:
 * @database: a connection
 * @beginning: the beginning of a word, folded
 * @words: (out) (nullable): the words that it stands for; %NULL for all that begin so
 * @error: return location for an error
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_search_find_words (GazetteDatabase  *database,
                           const char       *beginning,
                           GPtrArray       **words,
                           GError          **error)
{
  gboolean large;

  *words = NULL;
  if (!is_large (database, &large, error))
    return FALSE;

  return !large || gazette_search_sample_words (database, beginning, words, error);
}
