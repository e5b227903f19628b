/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "test-newsroom-util.h"

/* The system's word on whether there is a network, which a test cannot change
 * otherwise. */
typedef struct
{
  GObject  parent_instance;
  gboolean available;
} TestMonitor;

typedef GObjectClass TestMonitorClass;

enum {
  PROP_0,
  PROP_AVAILABLE,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static gboolean
test_monitor_init_sync (GInitable     *initable,
                        GCancellable  *cancellable,
                        GError       **error)
{
  return TRUE;
}

static void
test_monitor_initable_init (gpointer iface,
                            gpointer data)
{
  ((GInitableIface *) iface)->init = test_monitor_init_sync;
}

static void
add_interfaces (GType type)
{
  static const GInterfaceInfo initable = { test_monitor_initable_init, NULL, NULL };
  static const GInterfaceInfo monitor = { NULL, NULL, NULL };

  g_type_add_interface_static (type, G_TYPE_INITABLE, &initable);
  g_type_add_interface_static (type, G_TYPE_NETWORK_MONITOR, &monitor);
}

static GType test_monitor_get_type (void);
G_DEFINE_TYPE_WITH_CODE (TestMonitor, test_monitor, G_TYPE_OBJECT, add_interfaces (g_define_type_id))

static void
test_monitor_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  TestMonitor *self = (TestMonitor *) object;

  switch (prop_id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, self->available);
      break;
    case PROP_METERED:
      g_value_set_boolean (value, FALSE);
      break;
    case PROP_CONNECTIVITY:
      g_value_set_enum (value, self->available ? G_NETWORK_CONNECTIVITY_FULL : G_NETWORK_CONNECTIVITY_LOCAL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
test_monitor_class_init (TestMonitorClass *klass)
{
  klass->get_property = test_monitor_get_property;
  g_object_class_override_property (klass, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (klass, PROP_METERED, "network-metered");
  g_object_class_override_property (klass, PROP_CONNECTIVITY, "connectivity");
}

static void
test_monitor_init (TestMonitor *self)
{
  self->available = TRUE;
}

static void
set_network (gboolean available,
             gboolean tell)
{
  TestMonitor *monitor = (TestMonitor *) g_network_monitor_get_default ();

  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (monitor, test_monitor_get_type ()));
  monitor->available = available;
  g_object_notify (G_OBJECT (monitor), "network-available");
  if (tell)
    g_signal_emit_by_name (monitor, "network-changed", available);
}

static void
count_cb (guint *n)
{
  *n += 1;
}

static void
test_what_the_system_says_is_told (void)
{
  g_auto(Room) room = { 0 };
  guint n_changes = 0;

  set_network (TRUE, FALSE);
  room_open (&room);
  g_signal_connect_swapped (room.newsroom, "notify::online", G_CALLBACK (count_cb), &n_changes);
  g_assert_true (gazette_newsroom_get_online (room.newsroom));

  set_network (FALSE, TRUE);
  g_assert_false (gazette_newsroom_get_online (room.newsroom));
  set_network (FALSE, TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  set_network (TRUE, TRUE);
  g_assert_true (gazette_newsroom_get_online (room.newsroom));
  g_assert_cmpuint (n_changes, ==, 2);
}

/* A site that cannot be reached says nothing of the network. */
static void
test_one_bad_site_is_not_the_network (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *url = NULL;

  set_network (TRUE, FALSE);
  room_open (&room);
  url = gazette_test_server_dup_refusing_url (room.server);
  g_error_free (room_fail_to_add (&room, url));
  g_assert_true (gazette_newsroom_get_online (room.newsroom));
  g_error_free (room_fail_to_add (&room, "http://gazette.invalid/feed.json"));
  g_assert_true (gazette_newsroom_get_online (room.newsroom));
}

/* The system may be slow to say so, or wrong. */
static void
test_what_happens_counts (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *url = NULL;

  set_network (FALSE, FALSE);
  room_open (&room);
  url = gazette_test_server_dup_refusing_url (room.server);
  g_error_free (room_fail_to_add (&room, url));
  g_assert_false (gazette_newsroom_get_online (room.newsroom));

  /* Any answer comes over a network, be it a bad one. */
  g_error_free (room_fail_to_add (&room, "/nothing"));
  g_assert_true (gazette_newsroom_get_online (room.newsroom));
  set_network (TRUE, FALSE);
}

/* Being offline is no fault of a source, which is asked again at once. */
static void
test_a_source_is_asked_again_when_the_network_is_back (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) failed = NULL;
  g_autoptr(GazetteSource) mended = NULL;
  gint64 id;

  set_network (TRUE, FALSE);
  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, FEED (ITEM ("1", "One", "1")));
  room_answer (&room, "/feed.json", &(GazetteTestAnswer) {
    .body = "x", .fault = GAZETTE_TEST_FAULT_CUT_OFF, .cut_off = 0,
  });
  room_serve (&room, "/feed.json", JSON_TYPE, FEED (ITEM ("2", "Two", "2")));
  id = room_add (&room, "/feed.json");
  set_network (FALSE, FALSE);
  test_await (gazette_newsroom_refresh (room.newsroom));
  failed = room_load_source (&room, id);
  g_assert_nonnull (failed->error);
  g_assert_false (gazette_newsroom_get_online (room.newsroom));

  set_network (TRUE, TRUE);
  test_await (gazette_newsroom_refresh (room.newsroom));
  mended = room_load_source (&room, id);
  g_assert_cmpstr (mended->error, ==, NULL);
  g_assert_cmpuint (mended->n_articles, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, test_monitor_get_type (), "test", 1000);

  g_test_add_func ("/newsroom/online/system", test_what_the_system_says_is_told);
  g_test_add_func ("/newsroom/online/bad-site", test_one_bad_site_is_not_the_network);
  g_test_add_func ("/newsroom/online/what-happens", test_what_happens_counts);
  g_test_add_func ("/newsroom/online/back", test_a_source_is_asked_again_when_the_network_is_back);

  return g_test_run ();
}
