/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-diff.h"
#include "gazette-document-private.h"

/* How what went and what came looks: struck through, and marked and underlined. */
#define STYLE_GONE GAZETTE_STYLE_DELETED
#define STYLE_NEW  (GAZETTE_STYLE_MARK | GAZETTE_STYLE_UNDERLINE)

/* How many pairs of words are compared, in all. */
#define EFFORT (32 * 1000 * 1000)

/* Among how many blocks the one is sought that a block has become. */
#define MAX_CANDIDATES 8

/* A block has become another when so many of a hundred words are in both. */
#define LIKENESS 40

typedef struct
{
  GazetteDocument *document;
  GHashTable      *symbols;
  gsize            effort;
} Changes;

/* A block as words; what stands between them is one as well. */
typedef struct
{
  const GazetteBlock *block;
  /* Where each begins, and one more for the end. */
  GArray             *starts;
  GArray             *symbols;
} Words;

static guint
intern (Changes    *self,
        const char *text,
        gsize       length)
{
  g_autofree char *key = g_strndup (text, length);
  gpointer symbol = g_hash_table_lookup (self->symbols, key);

  if (symbol == NULL)
    {
      symbol = GUINT_TO_POINTER (g_hash_table_size (self->symbols) + 1);
      g_hash_table_insert (self->symbols, g_steal_pointer (&key), symbol);
    }

  return GPOINTER_TO_UINT (symbol);
}

/* Scripts that write without spaces: each of their signs is a word. */
static gboolean
is_of_word (gunichar c)
{
  return (g_unichar_isalnum (c) || g_unichar_ismark (c)) && !g_unichar_iswide (c);
}

static const char *
find_word_end (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  p = g_utf8_next_char (p);
  if (g_unichar_isspace (c))
    {
      while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    }
  else if (is_of_word (c))
    {
      while (*p != '\0' && is_of_word (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    }

  return p;
}

static void
words_init (Words              *self,
            Changes            *changes,
            const GazetteBlock *block)
{
  const char *p = block->text;
  guint end;

  self->block = block;
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->symbols = g_array_new (FALSE, FALSE, sizeof (guint));
  while (*p != '\0')
    {
      const char *next = find_word_end (p);
      guint start = (guint) (p - block->text);
      guint symbol = intern (changes, p, (gsize) (next - p));

      g_array_append_val (self->starts, start);
      g_array_append_val (self->symbols, symbol);
      p = next;
    }
  end = (guint) (p - block->text);
  g_array_append_val (self->starts, end);
}

static void
words_clear (Words *self)
{
  g_clear_pointer (&self->starts, g_array_unref);
  g_clear_pointer (&self->symbols, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static guint
get_start (const Words *self,
           guint        word)
{
  return g_array_index (self->starts, guint, word);
}

static gboolean
is_space (const Words *self,
          guint        word)
{
  return g_unichar_isspace (g_utf8_get_char (self->block->text + get_start (self, word)));
}

/* A picture that is not there any more is its words: it may be nowhere to be had. */
static GazetteBlock *
make_memory (const GazetteBlock *picture)
{
  GazetteBlock *block = gazette_block_new (GAZETTE_BLOCK_PARAGRAPH);
  const char *words = picture->text[0] != '\0' ? picture->text : picture->alt;
  const char *name = picture->src != NULL ? strrchr (picture->src, '/') : NULL;

  block->quote_depth = picture->quote_depth;
  block->quotes = picture->quotes;
  block->list_depth = picture->list_depth;
  block->details_depth = picture->details_depth;
  g_free (block->text);
  if (words == NULL && name != NULL && g_str_has_prefix (picture->src, "http"))
    block->text = g_strndup (name + 1, strcspn (name + 1, "?#"));
  else
    block->text = g_strdup (words != NULL ? words : "");

  return block;
}

static void
add_whole (Changes            *self,
           const GazetteBlock *block,
           GazetteStyle        style)
{
  g_autoptr(GazetteBlock) memory = NULL;
  GazetteBlock *copy;

  if (style == STYLE_GONE && block->kind == GAZETTE_BLOCK_PICTURE)
    {
      memory = make_memory (block);
      block = memory;
    }
  if (style == STYLE_GONE && block->text[0] == '\0')
    return;

  copy = gazette_block_copy_frame (block);
  copy->text = g_strdup (block->text);
  gazette_document_add_looks (self->document, copy, 0, block, 0, (guint) strlen (block->text), style);
  if (style == STYLE_GONE)
    copy->link = 0;
  else
    gazette_document_copy_anchors (self->document, copy, block);
  g_ptr_array_add (self->document->blocks, copy);
}

static void
add_stretch (Changes      *self,
             GazetteBlock *to,
             GString      *text,
             const Words  *from,
             guint         first,
             guint         end,
             GazetteStyle  style)
{
  guint start = get_start (from, first);
  guint stop = get_start (from, end);

  gazette_document_add_looks (self->document, to, (guint) text->len, from->block, start, stop, style);
  g_string_append_len (text, from->block->text + start, stop - start);
}

/* Whether the word @i stays, and more than a space between two changes. */
static gboolean
is_anchor (const Words *before,
           const guint *matches,
           guint        n,
           guint        i,
           gboolean     after_change)
{
  return matches[i] != 0 && !(after_change && is_space (before, i) && i + 1 < n && matches[i + 1] == 0);
}

static void
add_merged (Changes     *self,
            const Words *before,
            const Words *after)
{
  GazetteBlock *to = gazette_block_copy_frame (after->block);
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = before->symbols->len;
  guint m = after->symbols->len;
  g_autofree guint *matches = gazette_diff_match ((guint *) (void *) before->symbols->data, n,
                                                  (guint *) (void *) after->symbols->data, m, &self->effort);

  for (guint i = 0, j = 0; i < n || j < m;)
    {
      guint end_i = i;
      guint end_j;

      while (end_i < n && !is_anchor (before, matches, n, end_i, end_i > i))
        end_i++;
      end_j = end_i < n ? matches[end_i] - 1 : m;
      add_stretch (self, to, text, before, i, end_i, STYLE_GONE);
      add_stretch (self, to, text, after, j, end_j, STYLE_NEW);

      for (i = end_i, j = end_j; i < n && matches[i] == j + 1; i++, j++)
        add_stretch (self, to, text, after, j, j + 1, 0);
    }

  to->text = g_string_free_and_steal (g_steal_pointer (&text));
  g_ptr_array_add (self->document->blocks, to);
}

static gboolean
can_be_merged (const GazetteBlock *before,
               const GazetteBlock *after)
{
  return before->kind == after->kind && before->cells == NULL && after->cells == NULL && before->text[0] != '\0' &&
         after->text[0] != '\0' && g_strcmp0 (before->src, after->src) == 0;
}

/* Of a hundred words of the longer one, how many are in the other. */
static guint
measure_likeness (const Words *before,
                  const Words *after)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_same = 0;
  guint n_before = 0;
  guint n_after = 0;

  for (guint i = 0; i < before->symbols->len; i++)
    {
      gpointer symbol = GUINT_TO_POINTER (g_array_index (before->symbols, guint, i));

      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, symbol));

      if (is_space (before, i))
        continue;
      n_before++;
      g_hash_table_insert (seen, symbol, GUINT_TO_POINTER (n + 1));
    }
  for (guint j = 0; j < after->symbols->len; j++)
    {
      gpointer symbol = GUINT_TO_POINTER (g_array_index (after->symbols, guint, j));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, symbol));

      if (is_space (after, j))
        continue;
      n_after++;
      if (n > 0)
        {
          n_same++;
          g_hash_table_insert (seen, symbol, GUINT_TO_POINTER (n - 1));
        }
    }

  return n_same * 100 / MAX (1, MAX (n_before, n_after));
}

/* Which of the blocks from @first to @end a block has become; @end for none. */
static guint
find_successor (Changes            *self,
                const GazetteBlock *block,
                GazetteDocument    *after,
                guint               first,
                guint               end,
                gboolean            is_alone)
{
  g_auto(Words) words = { 0 };

  words_init (&words, self, block);
  for (guint j = first; j < MIN (end, first + MAX_CANDIDATES); j++)
    {
      const GazetteBlock *other = gazette_document_get_block (after, j);
      g_auto(Words) other_words = { 0 };

      if (!can_be_merged (block, other))
        continue;
      if (is_alone)
        return j;

      words_init (&other_words, self, other);
      if (measure_likeness (&words, &other_words) >= LIKENESS)
        return j;
    }

  return end;
}

static void
add_pair (Changes            *self,
          const GazetteBlock *before,
          const GazetteBlock *after)
{
  g_auto(Words) words = { 0 };
  g_auto(Words) other_words = { 0 };

  words_init (&words, self, before);
  words_init (&other_words, self, after);
  add_merged (self, &words, &other_words);
}

/* Blocks between two that stayed. */
static void
add_gap (Changes         *self,
         GazetteDocument *before,
         guint            i,
         guint            end_i,
         GazetteDocument *after,
         guint            j,
         guint            end_j)
{
  gboolean is_alone = end_i - i == 1 && end_j - j == 1;

  for (; i < end_i; i++)
    {
      const GazetteBlock *block = gazette_document_get_block (before, i);
      guint successor = find_successor (self, block, after, j, end_j, is_alone);

      if (successor == end_j)
        {
          add_whole (self, block, STYLE_GONE);
          continue;
        }
      for (; j < successor; j++)
        add_whole (self, gazette_document_get_block (after, j), STYLE_NEW);
      add_pair (self, block, gazette_document_get_block (after, j++));
    }
  for (; j < end_j; j++)
    add_whole (self, gazette_document_get_block (after, j), STYLE_NEW);
}

static GArray *
list_symbols (Changes         *self,
              GazetteDocument *document)
{
  GArray *symbols = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const GazetteBlock *block = g_ptr_array_index (document->blocks, i);
      g_autofree char *key = g_strdup_printf ("%d %u %s\n%s", block->kind, block->level,
                                              block->src != NULL ? block->src : "", block->text);
      guint symbol = intern (self, key, strlen (key));

      g_array_append_val (symbols, symbol);
    }

  return symbols;
}

static void
add_title (Changes    *self,
           const char *before,
           const char *after)
{
  g_autoptr(GazetteBlock) from = gazette_block_new (GAZETTE_BLOCK_HEADING);
  g_autoptr(GazetteBlock) to = gazette_block_new (GAZETTE_BLOCK_HEADING);

  if (g_strcmp0 (before, after) == 0)
    return;

  from->level = 1;
  to->level = 1;
  g_set_str (&from->text, before != NULL ? before : "");
  g_set_str (&to->text, after != NULL ? after : "");
  add_pair (self, from, to);
}

/**
 * gazette_document_new_for_changes:
 * @before: what there was
 * @title_before: (nullable): its title
 * @after: what there is
 * @title_after: (nullable): its title
 *
 * Shows what was changed, word by word: what is in @before only is
 * %GAZETTE_STYLE_DELETED, what is in @after only is %GAZETTE_STYLE_MARK and
 * %GAZETTE_STYLE_UNDERLINE. Where the titles differ, a heading comes first that
 * shows how. Time and memory have a bound in proportion to the length of both; of
 * texts that are long and have little in common, more may be shown as changed than was.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): a document
 */
GazetteDocument *
gazette_document_new_for_changes (GazetteDocument *before,
                                  const char      *title_before,
                                  GazetteDocument *after,
                                  const char      *title_after)
{
  g_autoptr(GHashTable) symbols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) of_before = NULL;
  g_autoptr(GArray) of_after = NULL;
  g_autofree guint *matches = NULL;
  Changes self = { .symbols = symbols, .effort = EFFORT };
  guint i = 0;
  guint j = 0;

  g_return_val_if_fail (before != NULL, NULL);
  g_return_val_if_fail (after != NULL, NULL);

  self.document = gazette_document_new_empty ();
  self.document->truncated = before->truncated || after->truncated;
  self.document->shows_changes = TRUE;

  add_title (&self, title_before, title_after);
  of_before = list_symbols (&self, before);
  of_after = list_symbols (&self, after);
  matches = gazette_diff_match ((guint *) (void *) of_before->data, of_before->len,
                                (guint *) (void *) of_after->data, of_after->len, &self.effort);

  while (i < of_before->len || j < of_after->len)
    {
      guint end_i = i;
      guint end_j;

      while (end_i < of_before->len && matches[end_i] == 0)
        end_i++;
      end_j = end_i < of_before->len ? matches[end_i] - 1 : of_after->len;
      add_gap (&self, before, i, end_i, after, j, end_j);
      for (i = end_i, j = end_j; i < of_before->len && matches[i] == j + 1; i++, j++)
        add_whole (&self, gazette_document_get_block (after, j), 0);
    }

  return self.document;
}
