/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-extract-private.h"
#include "gazette-text.h"

/* Words that follow each other: fewer are in many texts, more are lost to every
 * small change. */
#define SHINGLE 4

/* Below this share of it, what the page's data call the text is another one. */
#define MIN_FOUND 0.4

/* Hashes of the words of a text, in any script, without regard to case. */
static GArray *
read_words (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (guint));
  guint hash = 0;
  gboolean in_word = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_letter = g_unichar_isalnum (c);
      /* What is written without spaces counts by the character. */
      gboolean is_alone = is_letter && c >= 0x2e80 && g_unichar_iswide (c);

      if (in_word && (!is_letter || is_alone))
        g_array_append_val (words, hash);
      if (!in_word || is_alone)
        hash = 5381;
      in_word = is_letter && !is_alone;
      if (is_letter)
        hash = hash * 33 + g_unichar_tolower (c);
      if (is_alone)
        g_array_append_val (words, hash);
    }
  if (in_word)
    g_array_append_val (words, hash);

  return words;
}

static gpointer
hash_shingle (const GArray *words,
              guint         start,
              guint         n)
{
  gsize hash = n;

  for (guint i = start; i < start + n; i++)
    hash = hash * 1000003 + g_array_index (words, guint, i);

  return GSIZE_TO_POINTER (hash | 1);
}

static GHashTable *
read_shingles (const GArray *words)
{
  GHashTable *shingles = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i + SHINGLE <= words->len; i++)
    g_hash_table_add (shingles, hash_shingle (words, i, SHINGLE));

  return shingles;
}

static gboolean
is_found (GHashTable *shingles,
          const char *text)
{
  g_autoptr(GArray) words = read_words (text);
  guint n = 0;

  if (words->len < SHINGLE)
    return FALSE;

  for (guint i = 0; i + SHINGLE <= words->len; i++)
    n += g_hash_table_contains (shingles, hash_shingle (words, i, SHINGLE));

  return n * 10 >= (words->len - SHINGLE + 1) * 8;
}

/* Data may have tags or references in them. */
static char *
dup_plain (const char *body)
{
  return strchr (body, '<') != NULL || strchr (body, '&') != NULL ? gazette_text_from_html (body, -1) : g_strdup (body);
}

/*
 * gazette_extract_match:
 * @outline: a page
 * @body: what the page's data say is the text of its article
 *
 * Marks the blocks that say what @body says, if they are much of it.
 *
 * Returns: whether they are
 */
gboolean
gazette_extract_match (GazetteOutline *outline,
                       const char     *body)
{
  g_autofree char *plain = dup_plain (body);
  g_autoptr(GArray) words = read_words (plain);
  g_autoptr(GHashTable) shingles = read_shingles (words);
  gsize found = 0;

  for (guint i = 0; i < outline->blocks->len; i++)
    {
      GazetteOutlineBlock *block = gazette_outline_block (outline, i);

      block->is_known = is_found (shingles, block->text);
      if (block->is_known)
        found += strlen (block->text);
    }

  if (found > 0 && found >= MIN_FOUND * strlen (plain))
    return TRUE;

  for (guint i = 0; i < outline->blocks->len; i++)
    gazette_outline_block (outline, i)->is_known = FALSE;

  return FALSE;
}
