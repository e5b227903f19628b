/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"
#include "gazette-worker.h"

#define N_WORK 200
#define N_WAITERS 20000

typedef struct
{
  GMutex  mutex;
  GArray *order;
  int     n_freed;
} Log;

typedef struct
{
  Log *log;
  int  number;
} Item;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_atomic_int_inc (&item->log->n_freed);
  g_free (item);
}

static gboolean
note_number (gpointer   data,
             GValue    *result,
             GError   **error)
{
  Item *item = data;

  g_mutex_lock (&item->log->mutex);
  g_array_append_val (item->log->order, item->number);
  g_mutex_unlock (&item->log->mutex);

  g_value_init (result, G_TYPE_INT);
  g_value_set_int (result, item->number);

  return TRUE;
}

static DexFuture *
run_number (GazetteWorker *worker,
            Log           *log,
            int            number)
{
  Item *item = g_new0 (Item, 1);

  item->log = log;
  item->number = number;

  return gazette_worker_run (worker, note_number, item, item_free);
}

/* Runs @fiber to its end on the main loop. */
static void
run_fiber (DexFiberFunc fiber)
{
  g_autoptr(DexFuture) future = dex_scheduler_spawn (NULL, 0, fiber, NULL, NULL);
  g_autoptr(GError) error = NULL;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  dex_future_get_value (future, &error);
  g_assert_no_error (error);
}

static DexFuture *
one_thread_fiber (gpointer user_data)
{
  g_autoptr(GazetteWorker) worker = gazette_worker_new ("test", 1);
  g_autoptr(GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr(GError) error = NULL;
  Log log = { .order = g_array_new (FALSE, FALSE, sizeof (int)) };

  g_mutex_init (&log.mutex);
  for (int i = 0; i < N_WORK; i++)
    g_ptr_array_add (futures, run_number (worker, &log, i));

  for (int i = 0; i < N_WORK; i++)
    {
      g_assert_cmpint (dex_await_int (dex_ref (futures->pdata[i]), &error), ==, i);
      g_assert_no_error (error);
      g_assert_cmpint (g_array_index (log.order, int, i), ==, i);
    }

  g_assert_cmpint (g_atomic_int_get (&log.n_freed), ==, N_WORK);
  g_array_unref (log.order);
  g_mutex_clear (&log.mutex);

  return dex_future_new_true ();
}

static void
test_one_thread_keeps_the_order (void)
{
  run_fiber (one_thread_fiber);
}

static gboolean
fail (gpointer   data,
      GValue    *result,
      GError   **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY, "It failed.");
  return FALSE;
}

static gboolean
fail_silently (gpointer   data,
               GValue    *result,
               GError   **error)
{
  return FALSE;
}

static gboolean
succeed (gpointer   data,
         GValue    *result,
         GError   **error)
{
  return TRUE;
}

static DexFuture *
results_fiber (gpointer user_data)
{
  GazetteWorker *worker = gazette_worker_get_cpu ();
  g_autoptr(GError) error = NULL;

  g_assert_true (dex_await_boolean (gazette_worker_run (worker, succeed, NULL, NULL), &error));
  g_assert_no_error (error);

  g_assert_false (dex_await (gazette_worker_run (worker, fail, NULL, NULL), &error));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY);
  g_clear_error (&error);

  g_assert_false (dex_await (gazette_worker_run (worker, fail_silently, NULL, NULL), &error));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED);

  return dex_future_new_true ();
}

static void
test_results_and_errors_arrive (void)
{
  run_fiber (results_fiber);
}

static gboolean
get_thread (gpointer   data,
            GValue    *result,
            GError   **error)
{
  g_value_init (result, G_TYPE_POINTER);
  g_value_set_pointer (result, g_thread_self ());

  return TRUE;
}

static DexFuture *
threads_fiber (gpointer user_data)
{
  GThread *here = g_thread_self ();
  GThread *there = dex_await_pointer (gazette_worker_run (gazette_worker_get_cpu (), get_thread, NULL, NULL), NULL);

  g_assert_true (there != here);
  g_assert_true (g_thread_self () == here);

  return dex_future_new_true ();
}

static void
test_work_is_done_elsewhere_and_awaited_here (void)
{
  run_fiber (threads_fiber);
}

static void
test_work_outlives_a_dropped_worker (void)
{
  GazetteWorker *worker = gazette_worker_new ("test", 2);
  Log log = { .order = g_array_new (FALSE, FALSE, sizeof (int)) };

  g_mutex_init (&log.mutex);
  for (int i = 0; i < N_WORK; i++)
    dex_unref (run_number (worker, &log, i));
  g_assert_finalize_object (worker);

  while (g_atomic_int_get (&log.n_freed) < N_WORK)
    g_usleep (1000);
  g_assert_cmpuint (log.order->len, ==, N_WORK);
  g_array_unref (log.order);
  g_mutex_clear (&log.mutex);
}

typedef struct
{
  GThread *main_thread;
  guint    n_seen;
  int      n_ended;
} Waiters;

static DexFuture *
seen_cb (DexFuture *future,
         gpointer   user_data)
{
  Waiters *waiters = user_data;

  waiters->n_seen++;

  return dex_future_new_true ();
}

static void
end_waiter (gpointer data)
{
  Waiters *waiters = data;

  g_assert_true (g_thread_self () == waiters->main_thread);
  g_atomic_int_inc (&waiters->n_ended);
}

/* What a waiter holds may be an object of the main thread. */
static void
test_what_waited_ends_on_the_main_thread (void)
{
  Waiters waiters = { .main_thread = g_thread_self () };

  for (guint i = 0; i < N_WAITERS; i++)
    {
      DexFuture *work = gazette_worker_run (gazette_worker_get_cpu (), succeed, NULL, NULL);

      dex_future_disown (dex_future_finally (work, seen_cb, &waiters, end_waiter));
      while (waiters.n_seen <= i)
        g_main_context_iteration (NULL, TRUE);
    }

  while (g_atomic_int_get (&waiters.n_ended) < N_WAITERS)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
wait_for_signal (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  g_mutex_lock (data);
  g_mutex_unlock (data);

  return TRUE;
}

/* Logs how many are done at once; the second piece of all fails. */
static void
note_numbers (gpointer *data,
              GValue   *results,
              GError  **errors,
              guint     n)
{
  for (guint i = 0; i < n; i++)
    {
      if (((Item *) data[i])->number == 2)
        g_set_error_literal (&errors[i], GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY, "It failed.");
      else
        note_number (data[i], &results[i], NULL);
    }
  g_array_append_val (((Item *) data[0])->log->order, n);
}

static DexFuture *
run_joined (GazetteWorker *worker,
            Log           *log,
            int            number)
{
  Item *item = g_new0 (Item, 1);

  item->log = log;
  item->number = number;

  return gazette_worker_run_joined (worker, note_numbers, item, item_free);
}

static DexFuture *
joined_fiber (gpointer user_data)
{
  static const int order[] = { 1, 3, 3, 4, 5, 6, 2 };
  g_autoptr(GazetteWorker) worker = gazette_worker_new ("test", 1);
  g_autoptr(GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  Log log = { .order = g_array_new (FALSE, FALSE, sizeof (int)) };
  GMutex gate;

  g_mutex_init (&log.mutex);
  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  dex_future_disown (gazette_worker_run (worker, wait_for_signal, &gate, NULL));
  /* Three that stand together, one of another kind, and two more. */
  for (int i = 1; i <= 6; i++)
    g_ptr_array_add (futures, i == 4 ? run_number (worker, &log, i) : run_joined (worker, &log, i));
  g_mutex_unlock (&gate);

  for (int i = 1; i <= 6; i++)
    {
      g_autoptr(GError) error = NULL;
      int number = dex_await_int (dex_ref (futures->pdata[i - 1]), &error);

      if (i == 2)
        g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY);
      else
        g_assert_cmpint (number, ==, i);
    }
  g_assert_cmpmem (log.order->data, log.order->len * sizeof (int), order, sizeof order);
  g_assert_cmpint (g_atomic_int_get (&log.n_freed), ==, 6);

  g_array_unref (log.order);
  g_mutex_clear (&log.mutex);
  g_mutex_clear (&gate);

  return dex_future_new_true ();
}

static void
test_work_is_done_together_in_order (void)
{
  run_fiber (joined_fiber);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/worker/one-thread-keeps-the-order", test_one_thread_keeps_the_order);
  g_test_add_func ("/base/worker/results-and-errors-arrive", test_results_and_errors_arrive);
  g_test_add_func ("/base/worker/work-is-done-elsewhere-and-awaited-here", test_work_is_done_elsewhere_and_awaited_here);
  g_test_add_func ("/base/worker/what-waited-ends-on-the-main-thread", test_what_waited_ends_on_the_main_thread);
  g_test_add_func ("/base/worker/work-is-done-together-in-order", test_work_is_done_together_in_order);
  g_test_add_func ("/base/worker/work-outlives-a-dropped-worker", test_work_outlives_a_dropped_worker);

  return g_test_run ();
}
