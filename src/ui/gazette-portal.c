/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>

#include "gazette-fiber.h"
#include "gazette-portal.h"

/* The background portal of the desktop, version 2 of its interface. Two calls and
 * a signal: for those GIO is enough. */
#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define BACKGROUND  "org.freedesktop.portal.Background"

/* The portal shows no more of a status. */
#define STATUS_LENGTH 96

/* A person may think about it; a portal that is started may take its time. */
#define TIMEOUT (60 * 1000)

typedef struct
{
  char    *reason;
  gboolean autostart;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->reason);
  g_free (wish);
}

static void
response_cb (GDBusConnection *connection,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  DexPromise *promise = user_data;

  if (dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_resolve_variant (promise, g_variant_ref (parameters));
}

/* Where the answer comes, which is listened for before it is asked: see
 * org.freedesktop.portal.Request. */
static char *
dup_handle (GDBusConnection *connection,
            const char      *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (connection) + 1);

  return g_strconcat (PORTAL_PATH "/request/", g_strdelimit (sender, ".", '_'), "/", token, NULL);
}

static GVariant *
make_parameters (const Wish *wish,
                 const char *token)
{
  const char *const command[] = { "gazette", "--background", NULL };
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (wish->reason));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (wish->autostart));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));

  return g_variant_new ("(sa{sv})", "", &options);
}

static guint
read_answer (GVariant *answer)
{
  g_autoptr(GVariant) results = NULL;
  gboolean background = FALSE;
  gboolean autostart = FALSE;
  guint response;

  if (!g_variant_is_of_type (answer, G_VARIANT_TYPE ("(ua{sv})")))
    return GAZETTE_PORTAL_ASKED;

  g_variant_get (answer, "(u@a{sv})", &response, &results);
  if (response == 0)
    {
      g_variant_lookup (results, "background", "b", &background);
      g_variant_lookup (results, "autostart", "b", &autostart);
    }

  return GAZETTE_PORTAL_ASKED | (background ? GAZETTE_PORTAL_BACKGROUND : 0) |
         (autostart ? GAZETTE_PORTAL_AUTOSTART : 0);
}

static DexFuture *
request_fiber (gpointer user_data)
{
  const Wish *wish = user_data;
  g_autoptr(GDBusConnection) connection = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), NULL);
  g_autoptr(DexPromise) promise = dex_promise_new ();
  g_autofree char *token = g_strdup_printf ("gazette%u", g_random_int ());
  g_autofree char *handle = NULL;
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GVariant) answer = NULL;
  g_autoptr(GError) error = NULL;
  guint subscription;

  if (connection == NULL)
    return dex_future_new_for_uint (GAZETTE_PORTAL_ABSENT);

  handle = dup_handle (connection, token);
  subscription = g_dbus_connection_signal_subscribe (connection, PORTAL_NAME, "org.freedesktop.portal.Request", "Response",
                                                     handle, NULL, G_DBUS_SIGNAL_FLAGS_NONE, response_cb,
                                                     dex_ref (promise), dex_unref);
  reply = dex_await_variant (dex_dbus_connection_call (connection, PORTAL_NAME, PORTAL_PATH, BACKGROUND,
                                                       "RequestBackground", make_parameters (wish, token),
                                                       G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, TIMEOUT),
                             &error);
  if (reply != NULL)
    answer = dex_await_variant (dex_future_first (DEX_FUTURE (dex_ref (promise)), dex_timeout_new_msec (TIMEOUT), NULL),
                                &error);
  g_dbus_connection_signal_unsubscribe (connection, subscription);

  if (answer != NULL)
    return dex_future_new_for_uint (read_answer (answer));

  g_debug ("The background portal: %s", error->message);

  return dex_future_new_for_uint (GAZETTE_PORTAL_ABSENT);
}

/**
 * gazette_portal_request_background:
 * @reason: why, in words that the desktop may show
 * @autostart: whether the program is to be started with the session; %FALSE also
 *   ends that
 *
 * Asks the desktop to be allowed to run without a window. Main thread only.
 *
 * Returns: (transfer full): a future for a #GazettePortalGrant, a guint; never
 *   rejected
 */
DexFuture *
gazette_portal_request_background (const char *reason,
                                   gboolean    autostart)
{
  Wish *wish;

  dex_return_error_if_fail (reason != NULL);

  wish = g_new0 (Wish, 1);
  wish->reason = g_strdup (reason);
  wish->autostart = autostart;

  return gazette_fiber_spawn (request_fiber, wish, wish_free);
}

static DexFuture *
status_fiber (gpointer user_data)
{
  g_autoptr(GDBusConnection) connection = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), NULL);
  g_autofree char *message = g_utf8_substring (user_data, 0, MIN (g_utf8_strlen (user_data, -1), STATUS_LENGTH));
  GVariantBuilder options;

  if (connection == NULL)
    return dex_future_new_false ();

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "message", g_variant_new_string (message));

  return dex_dbus_connection_call (connection, PORTAL_NAME, PORTAL_PATH, BACKGROUND, "SetStatus",
                                   g_variant_new ("(a{sv})", &options), NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, TIMEOUT);
}

/**
 * gazette_portal_set_status:
 * @message: what the program does without a window, in a few plain words
 *
 * Tells it to the desktop, which may show it where it lists what runs. That is a
 * courtesy: outside of a sandbox the portal refuses it. Main thread only.
 */
void
gazette_portal_set_status (const char *message)
{
  g_return_if_fail (message != NULL);

  dex_future_disown (gazette_fiber_spawn (status_fiber, g_strdup (message), g_free));
}
