/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How requests are done, on the threads of a library. */

#include "config.h"

#include <glib/gstdio.h>

#include "gazette-error.h"
#include "gazette-library-private.h"
#include "gazette-rescue.h"

static gboolean
do_read (GazetteRequest  *request,
         GValue          *result,
         GError         **error)
{
  GazetteDatabase *database = gazette_store_take_reader (request->store);
  gboolean success;

  /* All that one request reads is of one and the same moment. */
  request->n_writes = gazette_store_get_n_writes (request->store);
  gazette_database_watch (database, &request->unwanted);
  success = gazette_database_execute (database, "BEGIN", error);
  if (success)
    success = gazette_database_end (database, request->func (request, database, result, error), error);
  gazette_database_watch (database, NULL);

  gazette_store_give_reader (request->store, database);

  return success;
}

static void
end_write (GazetteRequest *request)
{
  for (guint i = 0; i < request->unneeded->len; i++)
    g_unlink (request->unneeded->pdata[i]);
  gazette_store_count_write (request->store);
}

static gboolean
do_write (GazetteRequest  *request,
          GValue          *result,
          GError         **error)
{
  GazetteDatabase *database = gazette_store_get_writer (request->store);

  if (!gazette_database_begin (database, request->durable, error) ||
      !gazette_database_end (database, request->func (request, database, result, error), error))
    return FALSE;

  end_write (request);

  return TRUE;
}

/* In one transaction. */
static gboolean
do_all_writes (GazetteRequest **requests,
               GValue          *results,
               guint            n)
{
  GazetteDatabase *database = gazette_store_get_writer (requests[0]->store);
  g_autoptr(GError) error = NULL;
  gboolean success = gazette_database_begin (database, GAZETTE_DURABLE_NO, &error);

  if (!success)
    return FALSE;

  for (guint i = 0; success && i < n; i++)
    success = requests[i]->func (requests[i], database, &results[i], &error);
  if (gazette_database_end (database, success, error == NULL ? &error : NULL))
    {
      for (guint i = 0; i < n; i++)
        end_write (requests[i]);
      return TRUE;
    }

  for (guint i = 0; i < n; i++)
    {
      g_value_unset (&results[i]);
      gazette_request_forget_changes (requests[i]);
    }

  return FALSE;
}

/* Nobody could do anything about it but at the next start. */
static gboolean
demand_rescue (GazetteRequest *request,
               gboolean        success,
               GError        **error)
{
  if (!success && error != NULL && g_error_matches (*error, GAZETTE_ERROR, GAZETTE_ERROR_DAMAGED))
    gazette_rescue_demand (gazette_store_get_folder (request->store));

  return success;
}

/**
 * gazette_request_read:
 * @data: a request that reads
 * @result: (out): see #GazetteWorkFunc
 * @error: return location for an error
 *
 * Does it, on a thread that reads.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_request_read (gpointer   data,
                      GValue    *result,
                      GError   **error)
{
  return demand_rescue (data, do_read (data, result, error), error);
}

/**
 * gazette_request_write:
 * @data: a request that writes
 * @result: (out): see #GazetteWorkFunc
 * @error: return location for an error
 *
 * Does it, on the thread that writes.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_request_write (gpointer   data,
                       GValue    *result,
                       GError   **error)
{
  return demand_rescue (data, do_write (data, result, error), error);
}

/**
 * gazette_request_write_joined:
 * @data: requests that write, none of them durable
 * @results: (out): see #GazetteJoinedFunc
 * @errors: (out): where they failed
 * @n: how many there are
 *
 * Does them in one transaction, on the thread that writes. Where one fails, each is done
 * by itself: the others are not undone with it.
 */
void
gazette_request_write_joined (gpointer *data,
                              GValue   *results,
                              GError  **errors,
                              guint     n)
{
  if (n > 1 && do_all_writes ((GazetteRequest **) data, results, n))
    return;

  for (guint i = 0; i < n; i++)
    {
      if (!gazette_request_write (data[i], &results[i], &errors[i]) && errors[i] == NULL)
        g_set_error_literal (&errors[i], GAZETTE_ERROR, GAZETTE_ERROR_FAILED, "Work failed without a reason");
    }
}
