/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"
#include "gazette-reading.h"

#define STARTER_SETTING "starter-added"

typedef struct
{
  GazetteNewsroom *newsroom;
  GBytes          *edition;
} Starter;

static void
starter_free (gpointer data)
{
  Starter *starter = data;

  g_object_unref (starter->newsroom);
  g_bytes_unref (starter->edition);
  g_free (starter);
}

static DexFuture *
add_starter_fiber (gpointer user_data)
{
  Starter *starter = user_data;
  GazetteNewsroom *self = starter->newsroom;
  GazetteAnswer answer = { .body = starter->edition };
  g_autoptr(GazetteReading) reading = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *setting = NULL;

  setting = dex_await_string (gazette_library_load_setting (self->library, STARTER_SETTING), &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (setting != NULL)
    return dex_future_new_false ();

  reading = dex_await_boxed (gazette_reading_run (self->dialects, NULL, &answer, GAZETTE_READ_PLAINLY), &error);
  if (reading == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (reading->edition == NULL)
    return dex_future_new_for_error (g_error_copy (reading->error));

  source = gazette_source_new (GAZETTE_STARTER_URL);
  g_set_str (&source->dialect, reading->edition->dialect);
  source->fetched = gazette_newsroom_now ();
  /* Noted first: if the program ends in between, the starter is missing, which
   * is better than coming back after it was removed. */
  if (!dex_await (gazette_library_store_setting (self->library, STARTER_SETTING, "1"), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  dex_await (gazette_library_add_source (self->library, source, reading->edition), &error);
  if (error != NULL && !g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_EXISTS))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * gazette_newsroom_add_starter:
 * @self: a newsroom
 * @edition: an answer in any known dialect
 *
 * Adds the source that comes with the program, the first time that this is
 * called for a library: one that was removed does not come back. It is never
 * asked for news.
 *
 * Returns: (transfer full): a future for a gboolean, whether it was added
 */
DexFuture *
gazette_newsroom_add_starter (GazetteNewsroom *self,
                              GBytes          *edition)
{
  Starter *starter;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (edition != NULL);

  starter = g_new0 (Starter, 1);
  starter->newsroom = g_object_ref (self);
  starter->edition = g_bytes_ref (edition);

  return gazette_fiber_spawn (add_starter_fiber, starter, starter_free);
}
