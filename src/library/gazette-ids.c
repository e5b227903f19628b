/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-ids.h"

#define FIRST_CAPACITY 64
#define MAX_WIDTH      57

/**
 * gazette_ids_new:
 *
 * Returns: (transfer full): none yet
 */
GazetteIds *
gazette_ids_new (void)
{
  GazetteIds *self = g_atomic_rc_box_new0 (GazetteIds);

  self->width = 1;
  self->mask = 1;

  return self;
}

/**
 * gazette_ids_new_from_array:
 * @array: (element-type gint64): ids
 *
 * Returns: (transfer full): the same
 */
GazetteIds *
gazette_ids_new_from_array (GArray *array)
{
  GazetteIds *self = gazette_ids_new ();

  for (guint i = 0; i < array->len; i++)
    gazette_ids_append (self, g_array_index (array, gint64, i));

  return self;
}

/**
 * gazette_ids_ref:
 * @self: ids
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteIds *
gazette_ids_ref (GazetteIds *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_ids (gpointer data)
{
  GazetteIds *self = data;

  g_free (self->data);
}

/**
 * gazette_ids_unref:
 * @self: (transfer full): ids
 *
 * Drops a reference, on any thread.
 */
void
gazette_ids_unref (GazetteIds *self)
{
  g_atomic_rc_box_release_full (self, clear_ids);
}

static void
put (GazetteIds *self,
     guint       position,
     gint64      id)
{
  gsize at = (gsize) position * self->width;
  guint shift = at % 8;
  guint64 bits;

  memcpy (&bits, self->data + at / 8, sizeof bits);
  bits = GUINT64_FROM_LE (bits) & ~(self->mask << shift);
  bits = GUINT64_TO_LE (bits | (guint64) id << shift);
  memcpy (self->data + at / 8, &bits, sizeof bits);
}

static void
grow (GazetteIds *self,
      guint       capacity)
{
  self->capacity = capacity;
  self->data = g_realloc (self->data, (gsize) capacity * self->width / 8 + sizeof (guint64));
}

/* From the last to the first: each is put where none is that is still to be moved. */
static void
widen (GazetteIds *self,
       gint64      id)
{
  GazetteIds before = *self;

  while (((guint64) id & ~self->mask) != 0)
    {
      /* More are not in eight bytes that begin with a part of another. */
      self->width = self->width < MAX_WIDTH ? self->width + 1 : 64;
      self->mask = G_MAXUINT64 >> (64 - self->width);
    }

  grow (self, self->capacity);
  before.data = self->data;
  for (guint i = self->n; i > 0; i--)
    put (self, i - 1, gazette_ids_get (&before, i - 1));
}

/**
 * gazette_ids_append:
 * @self: ids that are not shared yet
 * @id: one more
 *
 * Adds one at the end.
 */
void
gazette_ids_append (GazetteIds *self,
                    gint64      id)
{
  if (((guint64) id & ~self->mask) != 0)
    widen (self, id);
  if (self->n == self->capacity)
    grow (self, MAX (FIRST_CAPACITY, self->capacity + self->capacity / 2));

  put (self, self->n++, id);
}

/**
 * gazette_ids_find:
 * @self: (nullable): ids
 * @start: where to begin
 * @end: where to end, at most where they do
 * @id: one of them
 *
 * Returns: where it is among them, %G_MAXUINT if it is not
 */
guint
gazette_ids_find (GazetteIds *self,
                  guint       start,
                  guint       end,
                  gint64      id)
{
  if (self == NULL || ((guint64) id & ~self->mask) != 0)
    return G_MAXUINT;

  end = MIN (end, self->n);
  for (guint i = start; i < end; i++)
    {
      if (gazette_ids_get (self, i) == id)
        return i;
    }

  return G_MAXUINT;
}

/**
 * gazette_ids_to_array:
 * @self: ids
 * @start: the first
 * @n: how many
 *
 * Returns: (transfer full) (element-type gint64): these of them
 */
GArray *
gazette_ids_to_array (GazetteIds *self,
                      guint       start,
                      guint       n)
{
  GArray *array;

  g_return_val_if_fail (start <= self->n && n <= self->n - start, NULL);

  array = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  for (guint i = start; i < start + n; i++)
    {
      gint64 id = gazette_ids_get (self, i);

      g_array_append_val (array, id);
    }

  return array;
}
