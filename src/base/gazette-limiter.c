/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-limiter.h"

struct _GazetteLimiter
{
  GObject     parent_instance;

  guint       max_total;
  guint       max_per_key;

  /* Guards all below. Never held while a promise is resolved or rejected. */
  GMutex      mutex;
  guint       n_total;
  GHashTable *n_per_key;
  GQueue      waiters;
};

struct _GazettePermit
{
  GazetteLimiter *limiter;
  char           *key;
};

/* In the queue for as long as it waits. Both the queue and the handler of its
 * cancellation hold it. */
typedef struct
{
  GazetteLimiter *limiter;
  char           *key;
  DexPromise     *promise;
  gulong          cancelled_id;
  GList           link;
  gboolean        waiting;
} Waiter;

G_DEFINE_FINAL_TYPE (GazetteLimiter, gazette_limiter, G_TYPE_OBJECT)
G_DEFINE_BOXED_TYPE (GazettePermit, gazette_permit, gazette_permit_ref, gazette_permit_unref)

static void
waiter_clear (gpointer data)
{
  Waiter *waiter = data;

  g_clear_object (&waiter->limiter);
  g_free (waiter->key);
  dex_clear (&waiter->promise);
}

static void
waiter_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, waiter_clear);
}

static void
waiter_unref_closure (gpointer  data,
                      GClosure *closure)
{
  waiter_unref (data);
}

/* The promise holds the handler, which holds the waiter, which holds the
 * promise. */
static void
waiter_break_cycle (Waiter *waiter)
{
  g_signal_handler_disconnect (dex_promise_get_cancellable (waiter->promise), waiter->cancelled_id);
}

static guint
get_count (GazetteLimiter *self,
           const char     *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->n_per_key, key));
}

static void
set_count (GazetteLimiter *self,
           const char     *key,
           guint           count)
{
  if (count == 0)
    g_hash_table_remove (self->n_per_key, key);
  else
    g_hash_table_insert (self->n_per_key, g_strdup (key), GUINT_TO_POINTER (count));
}

/* Takes out of the queue those who may go on now, and counts them in. */
static GList *
pick_waiters_locked (GazetteLimiter *self)
{
  GList *picked = NULL;
  GList *iter = self->waiters.head;

  while (iter != NULL && self->n_total < self->max_total)
    {
      Waiter *waiter = iter->data;
      guint count = get_count (self, waiter->key);

      iter = iter->next;
      if (self->max_per_key > 0 && count >= self->max_per_key)
        continue;

      self->n_total++;
      set_count (self, waiter->key, count + 1);
      waiter->waiting = FALSE;
      g_queue_unlink (&self->waiters, &waiter->link);
      picked = g_list_prepend (picked, waiter);
    }

  return g_list_reverse (picked);
}

static void
grant (GList *picked)
{
  for (GList *iter = picked; iter != NULL; iter = iter->next)
    {
      Waiter *waiter = iter->data;
      GazettePermit *permit = g_atomic_rc_box_new0 (GazettePermit);

      permit->limiter = g_object_ref (waiter->limiter);
      permit->key = g_strdup (waiter->key);
      /* If nobody waits any more the permit goes with the promise. */
      dex_promise_resolve_boxed (waiter->promise, GAZETTE_TYPE_PERMIT, permit);
      waiter_break_cycle (waiter);
    }

  g_list_free_full (picked, waiter_unref);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Waiter *waiter = user_data;
  GazetteLimiter *self = waiter->limiter;
  gboolean was_waiting;

  g_mutex_lock (&self->mutex);
  was_waiting = waiter->waiting;
  waiter->waiting = FALSE;
  if (was_waiting)
    g_queue_unlink (&self->waiters, &waiter->link);
  g_mutex_unlock (&self->mutex);

  if (!was_waiting)
    return;

  dex_promise_reject (waiter->promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  waiter_break_cycle (waiter);
  waiter_unref (waiter);
}

static void
gazette_limiter_finalize (GObject *object)
{
  GazetteLimiter *self = GAZETTE_LIMITER (object);

  /* Each who waits holds the limiter. */
  g_assert (self->waiters.length == 0);
  g_hash_table_unref (self->n_per_key);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (gazette_limiter_parent_class)->finalize (object);
}

static void
gazette_limiter_class_init (GazetteLimiterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_limiter_finalize;
}

static void
gazette_limiter_init (GazetteLimiter *self)
{
  g_mutex_init (&self->mutex);
  g_queue_init (&self->waiters);
  self->n_per_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * gazette_limiter_new:
 * @max_total: most units in use at once, at least 1
 * @max_per_key: most units in use at once for one key, 0 for no bound
 *
 * Returns: (transfer full): a limiter of which nothing is in use
 */
GazetteLimiter *
gazette_limiter_new (guint max_total,
                     guint max_per_key)
{
  GazetteLimiter *self;

  g_return_val_if_fail (max_total > 0, NULL);

  self = g_object_new (GAZETTE_TYPE_LIMITER, NULL);
  self->max_total = max_total;
  self->max_per_key = max_per_key;

  return self;
}

/**
 * gazette_limiter_acquire:
 * @self: a limiter
 * @key: what the unit is used for, such as a host
 *
 * Waits for a unit. A wait that is cancelled gives its place up. Any thread.
 *
 * Returns: (transfer full): a future for a #GazettePermit; the unit is in use
 *   until the permit is freed
 */
DexFuture *
gazette_limiter_acquire (GazetteLimiter *self,
                         const char     *key)
{
  Waiter *waiter;
  DexFuture *future;
  GList *picked;

  dex_return_error_if_fail (GAZETTE_IS_LIMITER (self));
  dex_return_error_if_fail (key != NULL);

  waiter = g_atomic_rc_box_new0 (Waiter);
  waiter->limiter = g_object_ref (self);
  waiter->key = g_strdup (key);
  waiter->promise = dex_promise_new_cancellable ();
  waiter->link.data = waiter;
  waiter->waiting = TRUE;
  future = DEX_FUTURE (dex_ref (waiter->promise));

  waiter->cancelled_id =
    g_signal_connect_data (dex_promise_get_cancellable (waiter->promise), "cancelled", G_CALLBACK (cancelled_cb),
                           g_atomic_rc_box_acquire (waiter), waiter_unref_closure, G_CONNECT_DEFAULT);

  g_mutex_lock (&self->mutex);
  g_queue_push_tail_link (&self->waiters, &waiter->link);
  picked = pick_waiters_locked (self);
  g_mutex_unlock (&self->mutex);

  grant (picked);

  return future;
}

/**
 * gazette_permit_ref:
 * @self: a permit
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazettePermit *
gazette_permit_ref (GazettePermit *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
permit_clear (gpointer data)
{
  GazettePermit *self = data;
  g_autoptr(GazetteLimiter) limiter = self->limiter;
  g_autofree char *key = self->key;
  GList *picked;

  g_mutex_lock (&limiter->mutex);
  limiter->n_total--;
  set_count (limiter, key, get_count (limiter, key) - 1);
  picked = pick_waiters_locked (limiter);
  g_mutex_unlock (&limiter->mutex);

  grant (picked);
}

/**
 * gazette_permit_unref:
 * @self: (transfer full): a permit
 *
 * Drops a reference, on any thread; the last one gives the unit back.
 */
void
gazette_permit_unref (GazettePermit *self)
{
  g_atomic_rc_box_release_full (self, permit_clear);
}
