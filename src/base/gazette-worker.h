/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * GazetteWorkFunc:
 * @data: what was given to gazette_worker_run()
 * @result: (out): a zeroed value to initialise and set; left alone, the future
 *   resolves to %TRUE
 * @error: return location for an error
 *
 * One piece of work, called on a thread of the worker. It has a whole thread's
 * stack, so codecs, regular expressions, HTML, JSON and SQLite belong here.
 *
 * Returns: whether it succeeded
 */
typedef gboolean (*GazetteWorkFunc) (gpointer   data,
                                     GValue    *result,
                                     GError   **error);

/**
 * GazetteJoinedFunc:
 * @data: what was given to gazette_worker_run_joined(), in the order it was given
 * @results: (out): as for #GazetteWorkFunc
 * @errors: (out): where one is set, that piece failed
 * @n: how many there are
 *
 * Pieces of work that are done together, called as #GazetteWorkFunc is.
 */
typedef void (*GazetteJoinedFunc) (gpointer *data,
                                   GValue   *results,
                                   GError  **errors,
                                   guint     n);

/**
 * GazetteWorker:
 *
 * A queue of work served by a fixed number of its own threads. With one
 * thread, work is done in the order it was given.
 */
#define GAZETTE_TYPE_WORKER (gazette_worker_get_type ())
G_DECLARE_FINAL_TYPE (GazetteWorker, gazette_worker, GAZETTE, WORKER, GObject)

GazetteWorker *gazette_worker_new     (const char      *name,
                                       guint            n_threads);
GazetteWorker *gazette_worker_get_cpu (void);
DexFuture     *gazette_worker_run     (GazetteWorker   *self,
                                       GazetteWorkFunc  func,
                                       gpointer         data,
                                       GDestroyNotify   destroy);
DexFuture     *gazette_worker_run_joined (GazetteWorker     *self,
                                          GazetteJoinedFunc  func,
                                          gpointer           data,
                                          GDestroyNotify     destroy);

G_END_DECLS
