/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-memory.h"
#include "gazette-rescue.h"
#include "gazette-snapshot.h"
#include "gazette-upkeep.h"
#include "gazette-worker.h"

/* The start belongs to the person. */
#define FIRST_DELAY_SECONDS 30
#define DELAY_SECONDS       3600

/* What the thread shares with who waits for it. */
typedef struct
{
  GazetteStore *store;
  gboolean      is_wanted_now;
  int           unwanted;
} Work;

struct _GazetteUpkeep
{
  GazetteStore      *store;
  GazetteWorker     *worker;
  GazetteUpkeepFunc  func;
  gpointer           data;

  guint              source;
  gboolean           was_checked;

  /* What is under way, or NULL. */
  Work              *work;
  DexFuture         *running;
};

static void
clear_work (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->store, gazette_store_unref);
}

static void
work_unref (gpointer work)
{
  g_atomic_rc_box_release_full (work, clear_work);
}

/* The result is the condition, or none when nothing was due. */
static gboolean
check_and_copy (Work    *work,
                GValue  *result,
                GError **error)
{
  const char *folder = gazette_store_get_folder (work->store);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  gboolean is_due = gazette_snapshot_is_due (folder, g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr(GazetteDatabase) database = NULL;
  GazetteCondition condition;

  if (!is_due && !work->is_wanted_now)
    return TRUE;

  if ((database = gazette_database_open (path, FALSE, error)) == NULL)
    return FALSE;

  gazette_database_watch (database, &work->unwanted);
  if (!gazette_database_check (database, &condition, error))
    return FALSE;
  gazette_database_watch (database, NULL);

  /* What is damaged never takes the place of a copy that is not. */
  if (condition == GAZETTE_CONDITION_DAMAGED)
    gazette_rescue_demand (folder);
  else if (is_due && !gazette_snapshot_make (folder, database, &work->unwanted, error))
    return FALSE;

  g_value_init (result, G_TYPE_INT);
  g_value_set_int (result, condition);

  return TRUE;
}

static gboolean
work_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  gboolean success = check_and_copy (data, result, error);

  /* Of all pages that were read. */
  gazette_memory_give_back ();

  return success;
}

static DexFuture *
done_cb (DexFuture *future,
         gpointer   user_data)
{
  GazetteUpkeep *self = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  gboolean is_wanted = g_atomic_int_get (&self->work->unwanted) == 0;

  g_clear_pointer (&self->work, work_unref);
  dex_clear (&self->running);

  if (error != NULL && is_wanted)
    g_message ("The library could not be checked and copied: %s", error->message);
  if (value != NULL && is_wanted)
    {
      self->was_checked = TRUE;
      if (G_VALUE_HOLDS_INT (value))
        self->func (g_value_get_int (value), self->data);
    }

  return dex_ref (future);
}

static DexFuture *
start (GazetteUpkeep *self,
       gboolean       is_wanted_now)
{
  DexFuture *future;

  if (self->running != NULL)
    return dex_ref (self->running);

  self->work = g_atomic_rc_box_new0 (Work);
  self->work->store = gazette_store_ref (self->store);
  self->work->is_wanted_now = is_wanted_now;
  future = gazette_worker_run (self->worker, work_on_thread, g_atomic_rc_box_acquire (self->work), work_unref);
  self->running = dex_future_finally (future, done_cb, self, NULL);

  return dex_ref (self->running);
}

static gboolean
tick_cb (gpointer user_data)
{
  GazetteUpkeep *self = user_data;

  self->source = g_timeout_add_seconds (DELAY_SECONDS, tick_cb, self);
  dex_future_disown (start (self, !self->was_checked && gazette_store_get_was_cut_off (self->store)));

  return G_SOURCE_REMOVE;
}

/**
 * gazette_upkeep_new:
 * @store: an open store
 * @func: what to tell of each check, on the main thread
 * @data: for @func
 *
 * Returns: (transfer full): what looks after it from now on
 */
GazetteUpkeep *
gazette_upkeep_new (GazetteStore      *store,
                    GazetteUpkeepFunc  func,
                    gpointer           data)
{
  GazetteUpkeep *self = g_new0 (GazetteUpkeep, 1);

  self->store = gazette_store_ref (store);
  self->worker = gazette_worker_new ("library-upkeep", 1);
  self->func = func;
  self->data = data;
  self->source = g_timeout_add_seconds (FIRST_DELAY_SECONDS, tick_cb, self);

  return self;
}

/**
 * gazette_upkeep_free:
 * @self: (transfer full): one that has nothing under way: see
 *   gazette_upkeep_stop()
 *
 * Frees it.
 */
void
gazette_upkeep_free (GazetteUpkeep *self)
{
  g_return_if_fail (self->running == NULL);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->store, gazette_store_unref);
  g_free (self);
}

/**
 * gazette_upkeep_run:
 * @self: one that was not stopped
 *
 * Checks at once, and copies if that is due.
 *
 * Returns: (transfer full): a future for a #GazetteCondition, an int
 */
DexFuture *
gazette_upkeep_run (GazetteUpkeep *self)
{
  return start (self, TRUE);
}

/**
 * gazette_upkeep_stop:
 * @self: an upkeep
 *
 * Gives up what is under way, and begins nothing any more.
 *
 * Returns: (transfer full) (nullable): a future for its end, %NULL when nothing
 *   is under way
 */
DexFuture *
gazette_upkeep_stop (GazetteUpkeep *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->running == NULL)
    return NULL;

  g_atomic_int_set (&self->work->unwanted, TRUE);

  return dex_ref (self->running);
}
