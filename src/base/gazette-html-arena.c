/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-html-private.h"

#define CHUNK_SIZE (64 * 1024)
#define ALIGNMENT  16

typedef struct _Chunk Chunk;

struct _Chunk
{
  Chunk *next;
  gsize  padding;
};

G_STATIC_ASSERT (sizeof (Chunk) % ALIGNMENT == 0 || sizeof (gpointer) < 8);

struct _GazetteHtmlArena
{
  Chunk *chunks;
  char  *free_start;
  gsize  free_size;
  gsize  budget;
};

/*
 * gazette_html_arena_new:
 * @budget: most bytes to hand out in all
 *
 * Returns: (transfer full): an empty arena
 */
GazetteHtmlArena *
gazette_html_arena_new (gsize budget)
{
  GazetteHtmlArena *self = g_new0 (GazetteHtmlArena, 1);

  self->budget = budget;

  return self;
}

/*
 * gazette_html_arena_free:
 * @self: (transfer full): an arena
 *
 * Gives back all that was handed out.
 */
void
gazette_html_arena_free (GazetteHtmlArena *self)
{
  Chunk *chunk = self->chunks;

  while (chunk != NULL)
    {
      Chunk *next = chunk->next;

      g_free (chunk);
      chunk = next;
    }

  g_free (self);
}

static char *
add_chunk (GazetteHtmlArena *self,
           gsize             size)
{
  Chunk *chunk = g_try_malloc (sizeof (Chunk) + size);

  if (chunk == NULL)
    return NULL;

  chunk->next = self->chunks;
  self->chunks = chunk;

  return (char *) (chunk + 1);
}

/*
 * gazette_html_arena_alloc:
 * @self: an arena
 * @size: in bytes
 *
 * Returns: (nullable): memory, not zeroed; %NULL when the budget is spent
 */
gpointer
gazette_html_arena_alloc (GazetteHtmlArena *self,
                          gsize             size)
{
  gpointer memory;

  if (size > self->budget)
    return NULL;

  size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  self->budget -= MIN (size, self->budget);

  /* A large piece gets a chunk of its own, so that what is left of the current
   * one is not wasted. */
  if (size > CHUNK_SIZE / 4)
    return add_chunk (self, size);

  if (size > self->free_size)
    {
      char *start = add_chunk (self, CHUNK_SIZE);

      if (start == NULL)
        return NULL;
      self->free_start = start;
      self->free_size = CHUNK_SIZE;
    }

  memory = self->free_start;
  self->free_start += size;
  self->free_size -= size;

  return memory;
}
