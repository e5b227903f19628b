/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * GazetteIds:
 * @data: @n times @width bits, the lowest first, and room to read eight bytes from each
 * @n: how many there are
 * @capacity: for how many there is room
 * @width: how many bits each takes: as many as the largest needs
 * @mask: the bits of that
 *
 * Articles in the order of a list: a row of it takes twenty bits, two and a half bytes, as long
 * as there are no more than a million. Filled in, then shared between threads and never written to again.
 */
typedef struct
{
  guint8  *data;
  guint    n;
  guint    capacity;
  guint    width;
  guint64  mask;
} GazetteIds;

GazetteIds *gazette_ids_new            (void);
GazetteIds *gazette_ids_new_from_array (GArray     *array);
GazetteIds *gazette_ids_ref            (GazetteIds *self);
void        gazette_ids_unref          (GazetteIds *self);
void        gazette_ids_append         (GazetteIds *self,
                                        gint64      id);
guint       gazette_ids_find           (GazetteIds *self,
                                        guint       start,
                                        guint       end,
                                        gint64      id);
GArray     *gazette_ids_to_array       (GazetteIds *self,
                                        guint       start,
                                        guint       n);

/**
 * gazette_ids_get:
 * @self: ids
 * @position: less than there are
 *
 * Returns: the one at this place
 */
static inline gint64
gazette_ids_get (const GazetteIds *self,
                 guint             position)
{
  gsize at = (gsize) position * self->width;
  guint64 bits;

  memcpy (&bits, self->data + at / 8, sizeof bits);

  return (gint64) (GUINT64_FROM_LE (bits) >> at % 8 & self->mask);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteIds, gazette_ids_unref)

G_END_DECLS
