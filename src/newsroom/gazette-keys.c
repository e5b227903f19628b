/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys that a person has for APIs, as they are given and asked for. */

#include "config.h"

#include "gazette-error.h"
#include "gazette-fiber.h"
#include "gazette-newsroom-private.h"

typedef struct
{
  GazetteNewsroom *newsroom;
  gint64           source_id;
  char            *key;
} Unlocking;

static void
unlocking_free (gpointer data)
{
  Unlocking *unlocking = data;

  g_object_unref (unlocking->newsroom);
  g_free (unlocking->key);
  g_free (unlocking);
}

static DexFuture *
kept_cb (DexFuture *future,
         gpointer   user_data)
{
  const GValue *is_kept = dex_future_get_value (future, NULL);

  if (is_kept != NULL && !g_value_get_boolean (is_kept))
    g_signal_emit_by_name (user_data, "key-not-kept");

  return NULL;
}

/*
 * gazette_newsroom_keep_key:
 * @self: a newsroom
 * @dialect: a dialect whose API takes a key
 * @url: the address of a source
 * @key: its key from now on
 *
 * Keeps the key for the API of the source; in the keyring of the desktop, or else
 * as long as the program runs, which is told then.
 */
void
gazette_newsroom_keep_key (GazetteNewsroom *self,
                           GazetteDialect  *dialect,
                           const char      *url,
                           const char      *key)
{
  DexFuture *future = gazette_keyring_keep (self->keyring, gazette_dialect_get_id (dialect),
                                            gazette_dialect_get_name (dialect), url, key);

  dex_future_disown (dex_future_finally (future, kept_cb, g_object_ref (self), g_object_unref));
}

static DexFuture *
set_key_fiber (gpointer user_data)
{
  Unlocking *unlocking = user_data;
  GazetteNewsroom *self = unlocking->newsroom;
  g_autoptr(GazetteSource) source = NULL;
  GazetteDialect *dialect;
  g_autoptr(GError) error = NULL;

  source = dex_await_boxed (gazette_library_load_source (self->library, unlocking->source_id), &error);
  if (source == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  dialect = gazette_dialects_lookup (self->dialects, source->dialect);
  if (dialect != NULL && gazette_dialect_takes_key (dialect, source->url))
    gazette_newsroom_keep_key (self, dialect, source->url, unlocking->key);

  return gazette_newsroom_refresh_source (self, source->id);
}

/**
 * gazette_newsroom_set_key:
 * @self: a newsroom
 * @source_id: a source whose API takes a key
 * @key: the key
 *
 * Gives the source another key, and asks it with that.
 *
 * Rejected as gazette_newsroom_refresh_source() is.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_set_key (GazetteNewsroom *self,
                          gint64           source_id,
                          const char      *key)
{
  Unlocking *unlocking;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (key != NULL && *key != '\0');

  unlocking = g_new0 (Unlocking, 1);
  unlocking->newsroom = g_object_ref (self);
  unlocking->source_id = source_id;
  unlocking->key = g_strdup (key);

  return gazette_newsroom_spawn (self, NULL, set_key_fiber, unlocking, unlocking_free);
}

/**
 * gazette_newsroom_dup_key_hint:
 * @self: a newsroom
 * @source: a source
 * @url: (out) (nullable) (transfer full): the page where keys are to be had
 *
 * Returns: (transfer full) (nullable): one sentence on where to get a key for it;
 *   %NULL when it takes none
 */
char *
gazette_newsroom_dup_key_hint (GazetteNewsroom *self,
                               GazetteSource   *source,
                               char           **url)
{
  GazetteDialect *dialect;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (self), NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (url != NULL, NULL);

  *url = NULL;
  dialect = gazette_dialects_lookup (self->dialects, source->dialect);
  if (dialect == NULL || !gazette_dialect_takes_key (dialect, source->url))
    return NULL;

  *url = g_strdup (gazette_dialect_get_key_url (dialect));

  return g_strdup (gazette_dialect_get_key_hint (dialect));
}
