/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "test-newsroom-util.h"

static GBytes *
load_starter (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "starter", name, NULL);
  g_autoptr(GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (contents, length);
}

static gboolean
add_starter (Room       *room,
             const char *name)
{
  g_autoptr(GBytes) edition = load_starter (name);
  g_autoptr(DexFuture) future = gazette_newsroom_add_starter (room->newsroom, edition);
  g_autoptr(GError) error = NULL;
  const GValue *value;

  test_wait (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);

  return g_value_get_boolean (value);
}

/* The only source there is. */
static GazetteSource *
load_only_source (Room *room)
{
  g_autoptr(GPtrArray) sources = test_await_boxed (gazette_library_list_sources (room_get_library (room)));

  g_assert_cmpuint (sources->len, ==, 1);

  return gazette_source_ref (sources->pdata[0]);
}

static void
test_it_is_there_in_its_order (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  g_autofree char *titles = NULL;

  room_open (&room);
  g_assert_true (add_starter (&room, "starter.json"));

  source = load_only_source (&room);
  g_assert_cmpstr (source->title, ==, "Starter Edition");
  g_assert_cmpstr (source->dialect, ==, "jsonfeed");
  titles = room_list (&room);
  g_assert_true (g_str_has_prefix (titles, "Welcome to Gazette,Add a source by its address,"));
}

static void
test_it_is_offered_once (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  g_assert_true (gazette_library_get_is_new (room_get_library (&room)));
  g_assert_true (add_starter (&room, "starter.json"));
  g_assert_false (add_starter (&room, "starter.json"));
  room_restart (&room);
  g_assert_false (gazette_library_get_is_new (room_get_library (&room)));
  /* Nor in another language. */
  g_assert_false (add_starter (&room, "starter.de.json"));
  g_assert_cmpuint (room_count_sources (&room), ==, 1);
}

static void
test_it_does_not_come_back (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;

  room_open (&room);
  add_starter (&room, "starter.json");
  source = load_only_source (&room);
  test_await (gazette_library_remove_source (room_get_library (&room), source->id));
  /* That can be undone, as with any other. */
  test_await (gazette_library_restore_source (room_get_library (&room), source->id));
  g_assert_cmpuint (room_count_sources (&room), ==, 1);
  test_await (gazette_library_remove_source (room_get_library (&room), source->id));

  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (add_starter (&room, "starter.json"));
      g_assert_cmpuint (room_count_sources (&room), ==, 0);
      room_restart (&room);
    }
}

static void
test_it_is_never_asked (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GazetteSource) after = NULL;

  room_open (&room);
  add_starter (&room, "starter.json");
  source = load_only_source (&room);
  test_await (gazette_newsroom_refresh (room.newsroom));
  test_await (gazette_newsroom_refresh_source (room.newsroom, source->id));

  after = load_only_source (&room);
  g_assert_cmpstr (after->error, ==, NULL);
  g_assert_false (after->ended);
}

static void
assert_pictures (Room            *room,
                 GazetteDocument *document,
                 const char      *image)
{
  g_auto(GStrv) pictures = gazette_document_dup_pictures (document);

  for (guint i = 0; pictures[i] != NULL; i++)
    {
      g_autoptr(GBytes) bytes = test_await_boxed (gazette_newsroom_load_picture (room->newsroom, pictures[i]));

      g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "<svg"));
    }
  if (image != NULL)
    g_bytes_unref (test_await_boxed (gazette_newsroom_load_picture (room->newsroom, image)));
}

/* Its pictures are in its text, so it can be shown and saved without network. */
static void
test_each_article_is_whole (gconstpointer name)
{
  g_auto(Room) room = { 0 };
  guint n_articles = 0;

  room_open (&room);
  g_assert_true (add_starter (&room, name));
  /* Ids are given from 1 on. */
  for (gint64 id = 1;; id++)
    {
      g_autoptr(DexFuture) future = gazette_library_load_article (room_get_library (&room), id);
      g_autoptr(GazetteDocument) document = NULL;
      g_autoptr(GazetteStored) saved = NULL;
      const GazetteStored *stored;

      test_wait (future);
      if (dex_future_is_rejected (future))
        break;

      n_articles++;
      stored = g_value_get_boxed (dex_future_get_value (future, NULL));
      g_assert_cmpstr (stored->article->title, !=, "");
      g_assert_cmpstr (stored->article->summary, !=, "");
      document = test_await_boxed (gazette_newsroom_load_document (room.newsroom, (GazetteStored *) stored));
      g_assert_cmpuint (gazette_document_get_n_blocks (document), >, 1);
      g_assert_false (gazette_document_is_truncated (document));
      assert_pictures (&room, document, stored->article->image);
      test_await (gazette_newsroom_save (room.newsroom, id));
      saved = room_load_article (&room, id);
      g_assert_cmpint (saved->saved, ==, GAZETTE_SAVED_COMPLETE);
    }

  g_assert_cmpuint (n_articles, >=, 3);
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, NULL), ==, 0);
}

static void
test_one_that_cannot_be_read_is_told (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GBytes) nothing = g_bytes_new_static ("nothing", 7);
  g_autoptr(GError) error = NULL;

  room_open (&room);
  error = test_await_error (gazette_newsroom_add_starter (room.newsroom, nothing));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE);
  /* It was not offered yet. */
  g_assert_true (add_starter (&room, "starter.json"));
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/starter/" name, func)
  ADD ("order", test_it_is_there_in_its_order);
  ADD ("once", test_it_is_offered_once);
  ADD ("removed", test_it_does_not_come_back);
  ADD ("never-asked", test_it_is_never_asked);
  ADD ("unreadable", test_one_that_cannot_be_read_is_told);
#undef ADD
  g_test_add_data_func ("/newsroom/starter/whole/en", "starter.json", test_each_article_is_whole);
  g_test_add_data_func ("/newsroom/starter/whole/de", "starter.de.json", test_each_article_is_whole);
  g_test_add_data_func ("/newsroom/starter/whole/ar", "starter.ar.json", test_each_article_is_whole);

  return g_test_run ();
}
