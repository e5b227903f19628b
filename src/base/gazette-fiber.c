/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-fiber.h"

/**
 * gazette_fiber_spawn:
 * @func: what to do
 * @data: for @func
 * @destroy: (nullable): frees @data
 *
 * Starts a fiber on the main thread that runs to its end, whoever drops its
 * future. Where it may be unwanted before, let what it waits for be rejected
 * (such as dex_future_first() with a promise), and leave on that error.
 *
 * Every fiber is to be started so. When libdex 0.10.0 cancels a fiber that
 * waits, and what it waits for comes before the fiber runs again, the fiber is
 * taken out of a queue in which it is not: others are lost, or the program
 * crashes (mended in libdex 0.10.1 by "fiber: cleanup queue swap management").
 *
 * Returns: (transfer full): a future for what @func returns
 */
DexFuture *
gazette_fiber_spawn (DexFiberFunc   func,
                     gpointer       data,
                     GDestroyNotify destroy)
{
  DexFuture *future = dex_scheduler_spawn (NULL, 0, func, data, destroy);

  dex_future_disown (dex_ref (future));

  return future;
}
