/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"
#include "gazette-worker.h"

/* How many pieces of work are done together at most, and how long more are waited for. */
#define MAX_JOINED  16
#define JOIN_WAIT_US 4000

struct _GazetteWorker
{
  GObject      parent_instance;

  GAsyncQueue *queue;
  guint        n_threads;
};

G_DEFINE_FINAL_TYPE (GazetteWorker, gazette_worker, G_TYPE_OBJECT)

typedef struct
{
  GazetteWorkFunc   func;
  GazetteJoinedFunc joined_func;
  gpointer          data;
  GDestroyNotify    destroy;
  DexPromise       *promise;

  GValue            result;
  GError           *error;
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

static void
work_complete (Work *work)
{
  if (work->error != NULL)
    dex_promise_reject (work->promise, g_steal_pointer (&work->error));
  else if (G_IS_VALUE (&work->result))
    dex_promise_resolve (work->promise, &work->result);
  else
    dex_promise_resolve_boolean (work->promise, TRUE);
}

static gboolean
tell_cb (gpointer user_data)
{
  GPtrArray *works = user_data;

  for (guint i = 0; i < works->len; i++)
    work_complete (works->pdata[i]);

  return G_SOURCE_REMOVE;
}

static void
tell (GPtrArray *works)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  /* Freed before anybody who waits goes on, so that what it holds is not in use
   * on two threads. */
  for (guint i = 0; i < works->len; i++)
    {
      Work *work = works->pdata[i];

      if (work->destroy != NULL)
        work->destroy (work->data);
    }

  /* Not from here: whoever completes a future may be the last to hold what
   * waited for it, and all that hangs on that would end on this thread. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, works, (GDestroyNotify) g_ptr_array_unref);
  g_source_attach (source, NULL);
}

static void
do_alone (Work *work)
{
  if (!work->func (work->data, &work->result, &work->error) && work->error == NULL)
    g_set_error_literal (&work->error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED, "Work failed without a reason");
}

/* What was asked for as well and may be done with it; the first piece that may not is
 * returned. */
static Work *
collect (GAsyncQueue *queue,
         GPtrArray   *works)
{
  GazetteJoinedFunc func = ((Work *) works->pdata[0])->joined_func;
  Work *next = NULL;

  if (g_async_queue_length (queue) <= 0)
    g_usleep (JOIN_WAIT_US);
  while (works->len < MAX_JOINED && (next = g_async_queue_try_pop (queue)) != NULL && next->joined_func == func)
    g_ptr_array_add (works, g_steal_pointer (&next));

  return next;
}

static void
do_together (GPtrArray *works)
{
  gpointer data[MAX_JOINED];
  GValue results[MAX_JOINED] = { 0 };
  GError *errors[MAX_JOINED] = { 0 };

  for (guint i = 0; i < works->len; i++)
    data[i] = ((Work *) works->pdata[i])->data;
  ((Work *) works->pdata[0])->joined_func (data, results, errors, works->len);
  for (guint i = 0; i < works->len; i++)
    {
      ((Work *) works->pdata[i])->result = results[i];
      ((Work *) works->pdata[i])->error = errors[i];
    }
}

static gpointer
thread_main (gpointer data)
{
  g_autoptr(GAsyncQueue) queue = data;
  Work *next = NULL;
  Work *work;

  /* Work without a function is the sign to end. */
  while ((work = next != NULL ? g_steal_pointer (&next) : g_async_queue_pop (queue))->func != NULL ||
         work->joined_func != NULL)
    {
      GPtrArray *works = g_ptr_array_new_with_free_func (work_free);

      g_ptr_array_add (works, work);
      if (work->func != NULL)
        {
          do_alone (work);
        }
      else
        {
          next = collect (queue, works);
          do_together (works);
        }
      tell (works);
    }
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

static DexFuture *
push (GazetteWorker     *self,
      GazetteWorkFunc    func,
      GazetteJoinedFunc  joined_func,
      gpointer           data,
      GDestroyNotify     destroy)
{
  Work *work = g_new0 (Work, 1);
  DexFuture *future;

  work->func = func;
  work->joined_func = joined_func;
  work->data = data;
  work->destroy = destroy;
  work->promise = dex_promise_new ();
  future = DEX_FUTURE (dex_ref (work->promise));
  g_async_queue_push (self->queue, work);

  return future;
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
  dex_return_error_if_fail (GAZETTE_IS_WORKER (self));
  dex_return_error_if_fail (func != NULL);

  return push (self, func, NULL, data, destroy);
}

/**
 * gazette_worker_run_joined:
 * @self: a worker
 * @func: what to do
 * @data: for @func
 * @destroy: (nullable): as for gazette_worker_run()
 *
 * Queues a piece of work that may be done together with others of the same @func that
 * stand right behind it. Where nothing does, a few milliseconds are waited for more,
 * so it is for what nobody looks at while it is done.
 *
 * Returns: (transfer full): a future for what @func makes of it
 */
DexFuture *
gazette_worker_run_joined (GazetteWorker     *self,
                           GazetteJoinedFunc  func,
                           gpointer           data,
                           GDestroyNotify     destroy)
{
  dex_return_error_if_fail (GAZETTE_IS_WORKER (self));
  dex_return_error_if_fail (func != NULL);

  return push (self, NULL, func, data, destroy);
}
