/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * GazetteLimiter:
 *
 * Bounds how much of a resource is in use at once, in all and for each key
 * (such as a host). Waiters are served in the order they came, except that one
 * whose key is at its bound does not hold up the others. Thread-safe.
 */
#define GAZETTE_TYPE_LIMITER (gazette_limiter_get_type ())
G_DECLARE_FINAL_TYPE (GazetteLimiter, gazette_limiter, GAZETTE, LIMITER, GObject)

/**
 * GazettePermit:
 *
 * The right to use one unit of the resource. Freeing it gives the unit back,
 * from any thread.
 */
#define GAZETTE_TYPE_PERMIT (gazette_permit_get_type ())
typedef struct _GazettePermit GazettePermit;

GazetteLimiter *gazette_limiter_new     (guint           max_total,
                                         guint           max_per_key);
DexFuture      *gazette_limiter_acquire (GazetteLimiter *self,
                                         const char     *key);

GType           gazette_permit_get_type (void) G_GNUC_CONST;
GazettePermit  *gazette_permit_ref      (GazettePermit  *self);
void            gazette_permit_unref    (GazettePermit  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazettePermit, gazette_permit_unref)

G_END_DECLS
