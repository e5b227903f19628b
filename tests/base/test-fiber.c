/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-fiber.h"
#include "gazette-worker.h"

#define N_FIBERS 2000

/* How many fibers have ended, and on how many the data was freed. */
typedef struct
{
  guint n_ended;
  guint n_freed;
} Log;

static gboolean
do_nothing (gpointer   data,
            GValue    *result,
            GError   **error)
{
  return TRUE;
}

static DexFuture *
work_fiber (gpointer user_data)
{
  Log *log = user_data;

  g_assert_true (dex_await (gazette_worker_run (gazette_worker_get_cpu (), do_nothing, NULL, NULL), NULL));
  log->n_ended++;

  return dex_future_new_true ();
}

static void
count_freed (gpointer data)
{
  g_assert_true (g_main_context_is_owner (NULL));
  ((Log *) data)->n_freed++;
}

/* Whatever they wait for comes from a thread, at any moment, and the thread may
 * be the last to hold the fiber. */
static void
test_a_dropped_fiber_runs_to_its_end (void)
{
  Log log = { 0 };

  for (guint i = 0; i < N_FIBERS; i++)
    {
      DexPromise *stop = dex_promise_new ();
      DexFuture *future = dex_future_first (gazette_fiber_spawn (work_fiber, &log, count_freed), dex_ref (stop), NULL);

      /* Some have not begun, the others wait. */
      if (i % 3 != 0)
        g_main_context_iteration (NULL, FALSE);
      if (i % 2 == 0)
        dex_promise_reject (stop, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped"));
      dex_unref (future);
      dex_unref (stop);
    }

  while (log.n_freed < N_FIBERS)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (log.n_ended, ==, N_FIBERS);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/fiber/a-dropped-one-runs-to-its-end", test_a_dropped_fiber_runs_to_its_end);

  return g_test_run ();
}
