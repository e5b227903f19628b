/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-newsroom-private.h"
#include "gazette-power.h"
#include "test-newsroom-util.h"

#define PICTURE      "\x89PNG\r\n\x1a\n a picture"
#define PICTURE_TYPE "Content-Type: image/png"
#define IMG(path)    "<img src='{{base}}" path "'>"

/* A desktop that saves power, or does not. */
typedef struct
{
  GObject  parent_instance;
  gboolean saves;
} TestPower;

typedef GObjectClass TestPowerClass;

static gboolean
test_power_init_sync (GInitable     *initable,
                      GCancellable  *cancellable,
                      GError       **error)
{
  return TRUE;
}

static void
test_power_initable_init (gpointer iface,
                          gpointer data)
{
  ((GInitableIface *) iface)->init = test_power_init_sync;
}

static void
add_interfaces (GType type)
{
  static const GInterfaceInfo initable = { test_power_initable_init, NULL, NULL };
  static const GInterfaceInfo monitor = { NULL, NULL, NULL };

  g_type_add_interface_static (type, G_TYPE_INITABLE, &initable);
  g_type_add_interface_static (type, G_TYPE_POWER_PROFILE_MONITOR, &monitor);
}

static GType test_power_get_type (void);
G_DEFINE_TYPE_WITH_CODE (TestPower, test_power, G_TYPE_OBJECT, add_interfaces (g_define_type_id))

static void
test_power_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  g_value_set_boolean (value, ((TestPower *) object)->saves);
}

static void
test_power_class_init (TestPowerClass *klass)
{
  klass->get_property = test_power_get_property;
  g_object_class_override_property (klass, 1, "power-saver-enabled");
}

static void
test_power_init (TestPower *self)
{
}

static const GazetteAhead week = { .n_days = 7, .budget = 1 << 20, .on_metered = TRUE, .on_battery = TRUE };

/* Two articles of today, with a picture each. */
static gint64
add_illustrated (Room *room)
{
  room_serve (room, "/feed.json", JSON_TYPE, FEED (ITEM ("1", "One", IMG ("/a.png")) "," ITEM ("2", "Two", IMG ("/b.png"))));

  return room_add (room, "/feed.json");
}

static gboolean
is_copied (Room       *room,
           const char *title)
{
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (room_get_library (room));

  test_await (gazette_headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (headlines)); i++)
    {
      g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (headlines), i);

      while (!gazette_headline_get_loaded (headline))
        g_main_context_iteration (NULL, TRUE);
      if (g_str_equal (gazette_headline_get_title (headline), title))
        return gazette_headline_get_copied (headline);
    }

  g_assert_not_reached ();
}

static void
wait_until_copied (Room       *room,
                   const char *title)
{
  while (!is_copied (room, title))
    g_main_context_iteration (NULL, FALSE);
}

static void
test_unread_articles_are_copied (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *url = NULL;
  g_autoptr(GBytes) picture = NULL;

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE);
  room_answer (&room, "/b.png", &(GazetteTestAnswer) { .status = 404 });
  add_illustrated (&room);
  room.newsroom->ahead_delay = 1;
  gazette_newsroom_set_ahead (room.newsroom, &week);
  wait_until_copied (&room, "One");
  /* What cannot be had is not asked for again and again. */
  wait_until_copied (&room, "Two");
  room_assert_hits (&room, "/a.png", 1);
  room_assert_hits (&room, "/b.png", 1);

  /* Without the site, and without the cache. */
  room_restart (&room);
  url = gazette_test_server_dup_url (room.server, "/a.png");
  picture = test_await_boxed (gazette_library_load_picture (room_get_library (&room), url));
  g_assert_cmpuint (g_bytes_get_size (picture), ==, strlen (PICTURE));
  g_assert_true (is_copied (&room, "One"));
}

static void
test_what_is_new_is_copied_after_a_refresh (void)
{
  g_auto(Room) room = { 0 };
  gint64 id;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE, FEED (ITEM ("1", "One", "1")));
  room_serve (&room, "/feed.json", JSON_TYPE, FEED (ITEM ("2", "Two", IMG ("/b.png")) "," ITEM ("1", "One", "1")));
  room_serve (&room, "/b.png", PICTURE_TYPE, PICTURE);
  id = room_add (&room, "/feed.json");
  room.newsroom->ahead_delay = 1;
  test_await (gazette_library_set_rule (room_get_library (&room), id, GAZETTE_SOURCE_RULE_KEEP, GAZETTE_KEEP_NEW));
  gazette_newsroom_set_ahead (room.newsroom, &(GazetteAhead) { .budget = 1 << 20, .on_metered = TRUE, .on_battery = TRUE });
  wait_until_copied (&room, "One");
  test_await (gazette_newsroom_refresh (room.newsroom));
  wait_until_copied (&room, "Two");
  room_assert_hits (&room, "/b.png", 1);
}

/* What is unread is what the room is for: the rest waits. */
static void
test_a_full_budget_ends_it (void)
{
  g_auto(Room) room = { 0 };
  GazetteAhead tight = week;

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE);
  room_serve (&room, "/b.png", PICTURE_TYPE, PICTURE);
  add_illustrated (&room);
  room.newsroom->ahead_delay = 1;
  tight.budget = 5;
  gazette_newsroom_set_ahead (room.newsroom, &tight);
  wait_until_copied (&room, "One");
  while (room.newsroom->is_ahead_running || room.newsroom->ahead_source != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_copied (&room, "Two"));

  /* Read, the first one makes room for the second. */
  test_await (gazette_library_set_read (room_get_library (&room), room_find (&room, "One"), TRUE));
  wait_until_copied (&room, "Two");
  g_assert_false (is_copied (&room, "One"));
}

static void
test_saving_power_is_waited_for (void)
{
  g_autoptr(GPowerProfileMonitor) monitor = g_power_profile_monitor_dup_default ();
  TestPower *power = (TestPower *) monitor;
  g_auto(Room) room = { 0 };
  GazetteAhead careful = week;

  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (monitor, test_power_get_type ()));
  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE);
  room_serve (&room, "/b.png", PICTURE_TYPE, PICTURE);
  add_illustrated (&room);
  room.newsroom->ahead_delay = 1;
  careful.on_battery = FALSE;
  power->saves = TRUE;
  gazette_newsroom_set_ahead (room.newsroom, &careful);
  while (room.newsroom->is_ahead_running || room.newsroom->ahead_source != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_copied (&room, "One"));

  power->saves = FALSE;
  g_object_notify (G_OBJECT (power), "power-saver-enabled");
  g_assert_cmpuint (room.newsroom->ahead_source, !=, 0);
  while (room.newsroom->is_ahead_running || room.newsroom->ahead_source != 0)
    g_main_context_iteration (NULL, TRUE);
  /* A machine on battery waits all the same. */
  g_assert_true (is_copied (&room, "One") != gazette_power_is_on_battery (GAZETTE_POWER_SUPPLIES));
}

static void
progress_cb (GString *progress,
             guint    done,
             guint    total)
{
  g_string_append_printf (progress, "%u/%u ", done, total);
}

static void
test_articles_are_taken_along (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GString) progress = g_string_new (NULL);

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE);
  room_serve (&room, "/b.png", PICTURE_TYPE, PICTURE);
  add_illustrated (&room);
  g_signal_connect_swapped (room.newsroom, "journey-progress", G_CALLBACK (progress_cb), progress);
  test_await (gazette_newsroom_take_along (room.newsroom, 0, 10, 0));
  g_assert_cmpstr (progress->str, ==, "0/2 1/2 2/2 ");
  g_assert_true (is_copied (&room, "One"));
  g_assert_true (is_copied (&room, "Two"));
  g_assert_cmpuint (room.newsroom->n_journeys, ==, 0);

  /* Those that are here are not fetched again. */
  test_await (gazette_newsroom_take_along (room.newsroom, 0, 10, 0));
  room_assert_hits (&room, "/a.png", 1);
}

/* Whoever drops the future does not want it any more. */
static void
test_taking_along_can_be_stopped (void)
{
  g_auto(Room) room = { 0 };
  DexFuture *future;

  room_open (&room);
  room_serve (&room, "/a.png", PICTURE_TYPE, PICTURE);
  room_answer (&room, "/b.png", &(GazetteTestAnswer) { .fault = GAZETTE_TEST_FAULT_NEVER });
  add_illustrated (&room);
  future = gazette_newsroom_take_along (room.newsroom, 0, 10, 0);
  room_wait_for (&room, gazette_test_server_get_hits, "/b.png", 1);
  dex_clear (&future);
  room_wait_for (&room, gazette_test_server_get_dropped, "/b.png", 1);
  while (room.newsroom->n_journeys > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_copied (&room, "One"));
  g_assert_false (is_copied (&room, "Two"));
}

/* Of a source that publishes what is old. */
static void
test_what_is_not_to_stay_goes (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *titles = NULL;

  room_open (&room);
  room_serve (&room, "/feed.json", JSON_TYPE,
              FEED ("{\"id\":\"1\",\"title\":\"Old\",\"date_published\":\"2020-05-01T10:00:00Z\"},"
                    "{\"id\":\"2\",\"title\":\"Undated\"}"));
  room_add (&room, "/feed.json");
  test_await (gazette_library_set_read (room_get_library (&room), room_find (&room, "Old"), TRUE));
  room.newsroom->retention_delay = 1;
  room.newsroom->retention_pause = 1;
  gazette_newsroom_set_retention (room.newsroom, GAZETTE_RETENTION_YEAR);
  do
    {
      g_clear_pointer (&titles, g_free);
      titles = room_list (&room);
    }
  while (!g_str_equal (titles, "Undated,"));

  /* The source still lists it. */
  test_await (gazette_newsroom_refresh (room.newsroom));
  room_assert_list (&room, "Undated,");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  g_io_extension_point_register (G_POWER_PROFILE_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_POWER_PROFILE_MONITOR_EXTENSION_POINT_NAME, test_power_get_type (), "test", 1000);

  g_test_add_func ("/ahead/unread-articles-are-copied", test_unread_articles_are_copied);
  g_test_add_func ("/ahead/what-is-new-is-copied-after-a-refresh", test_what_is_new_is_copied_after_a_refresh);
  g_test_add_func ("/ahead/a-full-budget-ends-it", test_a_full_budget_ends_it);
  g_test_add_func ("/ahead/saving-power-is-waited-for", test_saving_power_is_waited_for);
  g_test_add_func ("/ahead/articles-are-taken-along", test_articles_are_taken_along);
  g_test_add_func ("/ahead/taking-along-can-be-stopped", test_taking_along_can_be_stopped);
  g_test_add_func ("/ahead/what-is-not-to-stay-goes", test_what_is_not_to_stay_goes);

  return g_test_run ();
}
