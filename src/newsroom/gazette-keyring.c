/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <libsecret/secret.h>

#include "gazette-keyring.h"
#include "gazette-url.h"

struct _GazetteKeyring
{
  GObject parent_instance;

  /* By dialect and host: a future for the key, also once it is known. */
  GHashTable *keys;
};

/* What is called of libsecret. Few people have a key: with what it needs for its ciphers the library
 * is half a megabyte, which is loaded when one is asked for. */
typedef struct
{
  __typeof__ (secret_password_lookup)        *lookup;
  __typeof__ (secret_password_lookup_finish) *lookup_finish;
  __typeof__ (secret_password_free)          *free;
  __typeof__ (secret_password_store)         *store;
  __typeof__ (secret_password_store_finish)  *store_finish;
} Secret;

G_DEFINE_FINAL_TYPE (GazetteKeyring, gazette_keyring, G_TYPE_OBJECT)

static const SecretSchema schema = {
  APP_ID ".Key", SECRET_SCHEMA_NONE,
  {
    { "dialect", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  }
};

/* Returns: what is called, NULL where there is no such library. */
static const Secret *
get_secret (void)
{
  static Secret secret;
  static gsize state;

  if (g_once_init_enter (&state))
    {
      GModule *module = g_module_open ("libsecret-1.so.0", G_MODULE_BIND_LAZY);
      gboolean is_there = module != NULL &&
                          g_module_symbol (module, "secret_password_lookup", (gpointer *) &secret.lookup) &&
                          g_module_symbol (module, "secret_password_lookup_finish", (gpointer *) &secret.lookup_finish) &&
                          g_module_symbol (module, "secret_password_free", (gpointer *) &secret.free) &&
                          g_module_symbol (module, "secret_password_store", (gpointer *) &secret.store) &&
                          g_module_symbol (module, "secret_password_store_finish", (gpointer *) &secret.store_finish);

      if (!is_there)
        g_debug ("No keyring: %s", g_module_error ());
      g_once_init_leave (&state, is_there ? 2 : 1);
    }

  return state == 2 ? &secret : NULL;
}

static void
gazette_keyring_finalize (GObject *object)
{
  GazetteKeyring *self = GAZETTE_KEYRING (object);

  g_hash_table_unref (self->keys);

  G_OBJECT_CLASS (gazette_keyring_parent_class)->finalize (object);
}

static void
gazette_keyring_class_init (GazetteKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_keyring_finalize;
}

static void
gazette_keyring_init (GazetteKeyring *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, dex_unref);
}

/**
 * gazette_keyring_new:
 *
 * Returns: (transfer full): a keyring that has asked nobody yet
 */
GazetteKeyring *
gazette_keyring_new (void)
{
  return g_object_new (GAZETTE_TYPE_KEYRING, NULL);
}

/* With its port, if that is an unusual one: another server is there. */
static char *
dup_host (const char *url)
{
  g_autofree char *host = gazette_url_dup_host (url);
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);

  if (host == NULL || uri == NULL || g_uri_get_port (uri) < 0)
    return g_strdup (host != NULL ? host : "");

  return g_strdup_printf ("%s:%d", host, g_uri_get_port (uri));
}

static char *
dup_name (const char *dialect_id,
          const char *host)
{
  return g_strconcat (dialect_id, " ", host, NULL);
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  g_autoptr(GError) error = NULL;
  char *secret = get_secret ()->lookup_finish (result, &error);

  /* Where there is no keyring, there is no key in it. */
  if (error != NULL)
    g_debug ("No keyring: %s", error->message);

  dex_promise_resolve_string (promise, g_strdup (secret));
  get_secret ()->free (secret);
}

/**
 * gazette_keyring_look_up:
 * @self: a keyring
 * @dialect_id: who the key is for
 * @url: an address on the host that it is for
 *
 * The desktop may ask the person to unlock the keyring; it is asked once for
 * each key while the program runs.
 *
 * Returns: (transfer full): a future for a string, %NULL when there is no key or
 *   no keyring; never rejected
 */
DexFuture *
gazette_keyring_look_up (GazetteKeyring *self,
                         const char     *dialect_id,
                         const char     *url)
{
  const Secret *secret = get_secret ();
  g_autofree char *host = NULL;
  g_autofree char *name = NULL;
  DexFuture *known;
  DexPromise *promise;

  dex_return_error_if_fail (GAZETTE_IS_KEYRING (self));
  dex_return_error_if_fail (dialect_id != NULL);
  dex_return_error_if_fail (url != NULL);

  host = dup_host (url);
  name = dup_name (dialect_id, host);
  known = g_hash_table_lookup (self->keys, name);
  if (known != NULL)
    return dex_ref (known);

  promise = dex_promise_new ();
  g_hash_table_insert (self->keys, g_steal_pointer (&name), dex_ref (promise));
  if (secret == NULL)
    dex_promise_resolve_string (promise, NULL);
  else
    secret->lookup (&schema, NULL, looked_up_cb, dex_ref (promise), "dialect", dialect_id, "host", host, NULL);

  return DEX_FUTURE (promise);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(DexPromise) promise = user_data;
  g_autoptr(GError) error = NULL;
  gboolean is_kept = get_secret ()->store_finish (result, &error);

  if (error != NULL)
    g_debug ("No keyring: %s", error->message);
  dex_promise_resolve_boolean (promise, is_kept);
}

/**
 * gazette_keyring_keep:
 * @self: a keyring
 * @dialect_id: who the key is for
 * @dialect_name: the same for people
 * @url: an address on the host that it is for
 * @key: the key
 *
 * From now on, this is the key.
 *
 * Returns: (transfer full): a future for whether it is in the keyring of the
 *   desktop; if not, it lasts for this run of the program; never rejected
 */
DexFuture *
gazette_keyring_keep (GazetteKeyring *self,
                      const char     *dialect_id,
                      const char     *dialect_name,
                      const char     *url,
                      const char     *key)
{
  const Secret *secret = get_secret ();
  g_autofree char *host = NULL;
  g_autofree char *label = NULL;
  DexPromise *promise;

  dex_return_error_if_fail (GAZETTE_IS_KEYRING (self));
  dex_return_error_if_fail (dialect_id != NULL && dialect_name != NULL);
  dex_return_error_if_fail (url != NULL);
  dex_return_error_if_fail (key != NULL);

  host = dup_host (url);
  g_hash_table_insert (self->keys, dup_name (dialect_id, host), dex_future_new_for_string (key));

  promise = dex_promise_new ();
  /* TRANSLATORS: what a key is called in the list of passwords; %s is a service, such as “The Guardian” */
  label = g_strdup_printf (_("Gazette’s key for %s"), dialect_name);
  if (secret == NULL)
    dex_promise_resolve_boolean (promise, FALSE);
  else
    secret->store (&schema, SECRET_COLLECTION_DEFAULT, label, key, NULL, kept_cb, dex_ref (promise),
                   "dialect", dialect_id, "host", host, NULL);

  return DEX_FUTURE (promise);
}
