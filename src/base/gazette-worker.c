/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"
#include "gazette-worker.h"

struct _GazetteWorker
{
  GObject      parent_instance;

  GAsyncQueue *queue;
  guint        n_threads;
};

G_DEFINE_FINAL_TYPE (GazetteWorker, gazette_worker, G_TYPE_OBJECT)

typedef struct
{
  GazetteWorkFunc func;
  gpointer        data;
  GDestroyNotify  destroy;
  DexPromise     *promise;

  gboolean        success;
  GValue          result;
  GError         *error;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  dex_unref (work->promise);
  g_value_unset (&work->result);
  g_clear_error (&work->error);
  g_free (work);
}

static gboolean
work_tell (gpointer user_data)
{
  Work *work = user_data;

  if (!work->success)
    dex_promise_reject (work->promise, g_steal_pointer (&work->error));
  else if (G_IS_VALUE (&work->result))
    dex_promise_resolve (work->promise, &work->result);
  else
    dex_promise_resolve_boolean (work->promise, TRUE);

  return G_SOURCE_REMOVE;
}

static void
work_do (Work *work)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  work->success = work->func (work->data, &work->result, &work->error);
  if (!work->success && work->error == NULL)
    g_set_error_literal (&work->error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED, "Work failed without a reason");

  /* Freed before anybody who waits goes on, so that what it holds is not in use
   * on two threads. */
  if (work->destroy != NULL)
    work->destroy (work->data);

  /* Not from here: whoever completes a future may be the last to hold what
   * waited for it, and all that hangs on that would end on this thread. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, work_tell, work, work_free);
  g_source_attach (source, NULL);
}

static gpointer
thread_main (gpointer data)
{
  g_autoptr(GAsyncQueue) queue = data;
  Work *work;

  /* Work without a function is the sign to end. */
  while ((work = g_async_queue_pop (queue))->func != NULL)
    work_do (work);
  g_free (work);

  return NULL;
}

static void
gazette_worker_finalize (GObject *object)
{
  GazetteWorker *self = GAZETTE_WORKER (object);

  /* The signs stand behind all work that was given, and nobody waits for the
   * threads: the last of them frees the queue. */
  for (guint i = 0; i < self->n_threads; i++)
    g_async_queue_push (self->queue, g_new0 (Work, 1));
  g_clear_pointer (&self->queue, g_async_queue_unref);

  G_OBJECT_CLASS (gazette_worker_parent_class)->finalize (object);
}

static void
gazette_worker_class_init (GazetteWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_worker_finalize;
}

static void
gazette_worker_init (GazetteWorker *self)
{
  self->queue = g_async_queue_new ();
}

/**
 * gazette_worker_new:
 * @name: name of its threads, for debuggers; at most 15 bytes are shown
 * @n_threads: how many pieces of work may be done at once, at least 1
 *
 * Starts a worker. When it is dropped, work that it was given is still done;
 * dropping it never waits.
 *
 * Returns: (transfer full): a worker
 */
GazetteWorker *
gazette_worker_new (const char *name,
                    guint       n_threads)
{
  GazetteWorker *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (n_threads > 0, NULL);

  self = g_object_new (GAZETTE_TYPE_WORKER, NULL);
  self->n_threads = n_threads;
  for (guint i = 0; i < n_threads; i++)
    g_thread_unref (g_thread_new (name, thread_main, g_async_queue_ref (self->queue)));

  return self;
}

/**
 * gazette_worker_get_cpu:
 *
 * The worker for what takes processor time: HTML, JSON, pictures. It has as
 * many threads as are of use.
 *
 * Returns: (transfer none): the one worker of the process; any thread may ask
 */
GazetteWorker *
gazette_worker_get_cpu (void)
{
  static GazetteWorker *worker;

  if (g_once_init_enter_pointer (&worker))
    g_once_init_leave_pointer (&worker, gazette_worker_new ("gazette-cpu", CLAMP (g_get_num_processors (), 2, 4)));

  return worker;
}

/**
 * gazette_worker_run:
 * @self: a worker
 * @func: what to do
 * @data: for @func
 * @destroy: (nullable): frees @data, on the worker's thread, once @func has
 *   returned and before the future completes
 *
 * Queues a piece of work. It is done even if nobody waits for it any more. May
 * be called on any thread. The future completes on the main thread; whoever
 * awaits it goes on where it awaits.
 *
 * Returns: (transfer full): a future for the result of @func
 */
DexFuture *
gazette_worker_run (GazetteWorker   *self,
                    GazetteWorkFunc  func,
                    gpointer         data,
                    GDestroyNotify   destroy)
{
  Work *work;
  DexFuture *future;

  dex_return_error_if_fail (GAZETTE_IS_WORKER (self));
  dex_return_error_if_fail (func != NULL);

  work = g_new0 (Work, 1);
  work->func = func;
  work->data = data;
  work->destroy = destroy;
  work->promise = dex_promise_new ();
  future = DEX_FUTURE (dex_ref (work->promise));
  g_async_queue_push (self->queue, work);

  return future;
}
