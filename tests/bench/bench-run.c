/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libdex.h>

#include "bench-run.h"

typedef struct
{
  const char *name;
  BenchFunc   func;
  gpointer    data;
  GMainLoop  *loop;
  int         status;
} Run;

static DexFuture *
run_fiber (gpointer user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;

  if (!run->func (run->data, &error))
    {
      g_printerr ("%s: %s\n", run->name, error->message);
      run->status = 1;
    }
  g_main_loop_quit (run->loop);

  return dex_future_new_true ();
}

/**
 * bench_run:
 * @name: of the program
 * @func: what is to be timed
 * @data: for @func
 *
 * Runs it on a fiber of a main loop, and tells why it failed.
 *
 * Returns: the status to exit with
 */
int
bench_run (const char *name,
           BenchFunc   func,
           gpointer    data)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { name, func, data, loop, 0 };

  dex_init ();
  dex_future_disown (dex_scheduler_spawn (NULL, 0, run_fiber, &run, NULL));
  g_main_loop_run (loop);

  return run.status;
}
