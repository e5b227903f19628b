/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BenchFunc:
 * @data: what was given with it
 * @error: return location for an error
 *
 * What is to be timed, on a fiber.
 *
 * Returns: whether it succeeded
 */
typedef gboolean (*BenchFunc) (gpointer   data,
                               GError   **error);

int bench_run (const char *name,
               BenchFunc   func,
               gpointer    data);

G_END_DECLS
