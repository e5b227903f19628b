/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-anchoring-private.h"
#include "gazette-anchoring.h"
#include "gazette-signs.h"

/* How many steps all passages of a document may take that are not where they were:
 * about half a second. */
#define EFFORT (100 * 1000 * 1000)

/* Where a character is in the document. */
typedef struct
{
  guint block;
  guint start;
  guint end;
} Place;

struct _GazetteAnchoring
{
  GazetteDocument *document;
  GArray          *text;
  GArray          *places;
  gsize            effort;
};

/* All that is white is one sign. */
static gunichar
fold (gunichar c)
{
  return g_unichar_isspace (c) ? ' ' : gazette_sign_fold (c);
}

static void
append (GArray   *text,
        GArray   *places,
        guint     block,
        guint     start,
        guint     end,
        gunichar  c)
{
  Place place = { block, start, end };

  /* No two in a row; and none at the beginning of a document. */
  if (c == ' ' && (text->len > 0 ? g_array_index (text, gunichar, text->len - 1) == ' ' : places != NULL))
    return;

  g_array_append_val (text, c);
  if (places != NULL)
    g_array_append_val (places, place);
}

static void
append_text (GArray     *text,
             GArray     *places,
             guint       block,
             const char *string)
{
  for (const char *p = string; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!gazette_sign_is_unseen (c))
        append (text, places, block, (guint) (p - string), (guint) (g_utf8_next_char (p) - string), fold (c));
    }
}

static GArray *
fold_all (const char *string,
          gboolean    is_trimmed)
{
  GArray *text = g_array_new (FALSE, FALSE, sizeof (gunichar));

  append_text (text, NULL, 0, string);
  if (is_trimmed && text->len > 0 && g_array_index (text, gunichar, text->len - 1) == ' ')
    g_array_set_size (text, text->len - 1);
  if (is_trimmed && text->len > 0 && g_array_index (text, gunichar, 0) == ' ')
    g_array_remove_index (text, 0);

  return text;
}

/**
 * gazette_anchoring_new:
 * @document: a document
 *
 * Takes time and memory in proportion to the document, and more stack than a fiber
 * has: for another thread than the main one.
 *
 * Returns: (transfer full): its text
 */
GazetteAnchoring *
gazette_anchoring_new (GazetteDocument *document)
{
  GazetteAnchoring *self;

  g_return_val_if_fail (document != NULL, NULL);

  self = g_new0 (GazetteAnchoring, 1);
  self->document = gazette_document_ref (document);
  self->text = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->effort = EFFORT;
  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);

      if (*block->text == '\0')
        continue;
      append (self->text, self->places, i, 0, 0, ' ');
      append_text (self->text, self->places, i, block->text);
    }

  return self;
}

/**
 * gazette_anchoring_free:
 * @self: the text of a document
 */
void
gazette_anchoring_free (GazetteAnchoring *self)
{
  gazette_document_unref (self->document);
  g_array_unref (self->text);
  g_array_unref (self->places);
  g_free (self);
}

/* The first character that does not stand before the byte. */
static guint
find_character (GazetteAnchoring *self,
                guint             block,
                guint             byte)
{
  guint low = 0;
  guint high = self->places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Place *place = &g_array_index (self->places, Place, middle);

      if (place->block < block || (place->block == block && place->start < byte))
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
is_space_at (GazetteAnchoring *self,
             guint             at)
{
  return g_array_index (self->text, gunichar, at) == ' ';
}

static void
trim (GazetteAnchoring *self,
      guint            *start,
      guint            *end)
{
  while (*start < *end && is_space_at (self, *start))
    (*start)++;
  while (*end > *start && is_space_at (self, *end - 1))
    (*end)--;
}

static void
set_excerpt (GazetteAnchoring *self,
             guint             start,
             guint             end,
             GazetteExcerpt   *excerpt)
{
  const Place *first = &g_array_index (self->places, Place, start);
  const Place *last = &g_array_index (self->places, Place, end - 1);

  *excerpt = (GazetteExcerpt) { first->block, first->start, last->block, last->end };
}

static char *
dup_part (GazetteAnchoring *self,
          guint             start,
          guint             end)
{
  return g_ucs4_to_utf8 (&g_array_index (self->text, gunichar, start), end - start, NULL, NULL, NULL);
}

static char *
dup_exact (GazetteAnchoring     *self,
           const GazetteExcerpt *excerpt)
{
  GString *exact = g_string_new (NULL);

  for (guint i = excerpt->first; i <= excerpt->last; i++)
    {
      const char *text = gazette_document_get_block (self->document, i)->text;
      guint start = i == excerpt->first ? excerpt->start : 0;
      guint end = i == excerpt->last ? excerpt->end : (guint) strlen (text);

      if (end <= start)
        continue;
      if (exact->len > 0)
        g_string_append_c (exact, '\n');
      g_string_append_len (exact, text + start, end - start);
    }

  return g_string_free_and_steal (exact);
}

/**
 * gazette_anchoring_take:
 * @self: the text of a document
 * @excerpt: a part of it
 * @quote: (out caller-allocates): what it says
 *
 * Takes what is to be found again, without what is white at its ends.
 *
 * Returns: %FALSE when there is nothing in it, or more than %GAZETTE_QUOTE_MAX_LENGTH
 *   characters
 */
gboolean
gazette_anchoring_take (GazetteAnchoring     *self,
                        const GazetteExcerpt *excerpt,
                        GazetteQuote         *quote)
{
  guint start = find_character (self, excerpt->first, excerpt->start);
  guint end = find_character (self, excerpt->last, excerpt->end);
  guint before;
  guint after;
  GazetteExcerpt trimmed;

  trim (self, &start, &end);
  if (start >= end || end - start > GAZETTE_QUOTE_MAX_LENGTH)
    return FALSE;

  before = start > GAZETTE_QUOTE_CONTEXT ? start - GAZETTE_QUOTE_CONTEXT : 0;
  after = MIN (end + GAZETTE_QUOTE_CONTEXT, self->text->len);
  set_excerpt (self, start, end, &trimmed);
  quote->exact = dup_exact (self, &trimmed);
  quote->prefix = dup_part (self, before, start);
  quote->suffix = dup_part (self, end, after);
  quote->position = start;

  return TRUE;
}

/**
 * gazette_anchoring_find:
 * @self: the text of a document
 * @quote: what was marked in it, or in another version of it
 * @excerpt: (out): where that is now
 *
 * Finds a passage again, also when its words were changed a little. What all calls
 * for one text take is bounded: of a text that is very long, passages are then looked
 * for only around where they were.
 *
 * Returns: whether it is there
 */
gboolean
gazette_anchoring_find (GazetteAnchoring   *self,
                        const GazetteQuote *quote,
                        GazetteExcerpt     *excerpt)
{
  g_autoptr(GArray) exact = fold_all (quote->exact, TRUE);
  g_autoptr(GArray) prefix = fold_all (quote->prefix, FALSE);
  g_autoptr(GArray) suffix = fold_all (quote->suffix, FALSE);
  GazetteSought sought = { self->text, exact, prefix, suffix, quote->position };
  guint start;
  guint end;

  if (exact->len == 0 || exact->len > GAZETTE_QUOTE_MAX_LENGTH || self->text->len == 0 ||
      prefix->len > 4 * GAZETTE_QUOTE_CONTEXT || suffix->len > 4 * GAZETTE_QUOTE_CONTEXT ||
      !gazette_anchoring_search (&sought, &self->effort, &start, &end))
    return FALSE;

  trim (self, &start, &end);
  if (start >= end)
    return FALSE;
  set_excerpt (self, start, end, excerpt);

  return TRUE;
}
