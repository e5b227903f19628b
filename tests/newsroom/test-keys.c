/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys of APIs. The whole runs twice: without any keyring, and with one on a bus
 * of its own, see with-keyring. */

#define _GNU_SOURCE

#include "config.h"

#include <string.h>

#include "gazette-finding.h"
#include "test-newsroom-util.h"

#define KEY "s3cret-key+1"
#define ANSWER(title) "{\"locked\":{\"stories\":[{\"nr\":1,\"name\":\"" title "\"}]}}"
#define TYPE "Content-Type: application/json"

static gboolean has_keyring;

static char *
dup_dialect (Room       *room,
             const char *key)
{
  return g_strdup_printf ("{\"id\": \"locked\", \"name\": \"The Locked\", \"recognise\": [[{\"path\": \"$.locked.stories\"}]],"
                          " \"request\": {\"hosts\": [\"%s\"], \"parameters\": {\"show\": \"all\"},"
                          " \"search\": {\"parameter\": \"q\"}, \"key\": {%s, \"required\": true,"
                          " \"hint\": \"Ask the keeper.\", \"url\": \"https://example.org/keys\"}},"
                          " \"articles\": [\"$.locked.stories\"], \"article\": {"
                          " \"id\": [{\"path\": \"$.nr\"}], \"title\": [{\"path\": \"$.name\"}]}}",
                          gazette_test_server_get_base (room->server) + strlen ("http://"), key);
}

/* A newsroom that knows a dialect with a key. */
static void
open_locked (Room       *room,
             const char *key)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *dialect = NULL;
  g_autoptr(GError) error = NULL;

  room_open (room);
  room_leave (room);
  folder = g_build_filename (room->data, "dialects", NULL);
  path = g_build_filename (folder, "locked.json", NULL);
  dialect = dup_dialect (room, key);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, dialect, -1, &error);
  g_assert_no_error (error);
  room_enter (room);
}

static GazetteFinding *
look (Room       *room,
      const char *path)
{
  g_autofree char *url = gazette_test_server_dup_url (room->server, path);
  g_autoptr(GPtrArray) findings = test_await_boxed (gazette_newsroom_look (room->newsroom, url));

  g_assert_cmpuint (findings->len, ==, 1);

  return gazette_finding_ref (findings->pdata[0]);
}

static GazetteFinding *
look_again (Room           *room,
            GazetteFinding *finding,
            const char     *terms,
            const char     *key)
{
  return test_await_boxed (gazette_newsroom_look_again (room->newsroom, finding, terms, key));
}

static void
not_kept_cb (guint *n)
{
  (*n)++;
}

/* Nobody who reads the folder learns the key. */
static void
assert_is_nowhere (const char *folder,
                   const char *words)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        assert_is_nowhere (path, words);
      else if (g_file_get_contents (path, &content, &length, NULL))
        g_assert_null (memmem (content, length, words, strlen (words)));
    }
}

static void
assert_key_opens (Room       *room,
                  const char *path,
                  const char *good_path,
                  const char *expect)
{
  g_autoptr(GazetteFinding) locked = look (room, path);
  g_autoptr(GazetteFinding) wrong = NULL;
  g_autoptr(GazetteFinding) open = NULL;
  g_autofree char *complaint = NULL;
  g_autofree char *titles = NULL;
  g_autoptr(GazetteSource) source = NULL;
  guint n_not_kept = 0;
  gint64 id;

  /* Nobody was asked for nothing. */
  g_assert_cmpuint (gazette_test_server_get_hits (room->server, NULL), ==, 0);
  g_assert_true (locked->needs_key);
  g_assert_null (locked->edition);
  g_assert_cmpstr (locked->key_hint, ==, "Ask the keeper.");
  g_assert_cmpstr (locked->key_url, ==, "https://example.org/keys");
  g_assert_error (locked->error, GAZETTE_ERROR, GAZETTE_ERROR_NEEDS_KEY);

  room_answer (room, path, &(GazetteTestAnswer) { .status = 401 });
  wrong = look_again (room, locked, NULL, "not-the-key");
  g_assert_null (wrong->edition);
  test_assert_words (wrong->error, GAZETTE_ERROR_NEEDS_KEY, "does not accept the key");
  g_assert_null (strstr (wrong->error->message, "not-the-key"));

  room_answer (room, good_path, &(GazetteTestAnswer) { .headers = TYPE, .body = ANSWER ("One"), .expect = expect });
  open = look_again (room, wrong, NULL, KEY);
  g_assert_no_error (open->error);
  g_assert_cmpuint (open->edition->articles->len, ==, 1);
  complaint = gazette_test_server_dup_complaint (room->server);
  g_assert_cmpstr (complaint, ==, NULL);

  g_signal_connect_swapped (room->newsroom, "key-not-kept", G_CALLBACK (not_kept_cb), &n_not_kept);
  id = room_take (room, open, NULL);
  while (!has_keyring && n_not_kept == 0)
    g_main_context_iteration (NULL, TRUE);
  source = room_load_source (room, id);
  g_assert_null (strstr (source->url, "s3cret"));
  assert_is_nowhere (room->data, "s3cret");

  room_answer (room, good_path, &(GazetteTestAnswer) { .headers = TYPE, .body = ANSWER ("Two"), .expect = expect });
  test_await (gazette_newsroom_refresh_source (room->newsroom, id));
  titles = room_list (room);
  g_assert_cmpstr (titles, ==, "Two,");
  g_assert_cmpuint (n_not_kept, ==, has_keyring ? 0 : 1);
}

static void
test_a_key_goes_into_a_parameter (void)
{
  g_auto(Room) room = { 0 };

  open_locked (&room, "\"parameter\": \"api-key\"");
  assert_key_opens (&room, "/news", "/news?show=all&api-key=s3cret-key%2B1", "");
}

static void
test_a_key_goes_into_a_header (void)
{
  g_auto(Room) room = { 0 };

  open_locked (&room, "\"header\": \"Authorization\", \"prefix\": \"Bearer \"");
  assert_key_opens (&room, "/news", "/news?show=all", "Authorization: Bearer " KEY);
}

/* What was pasted from a manual is taken apart. */
static void
test_a_key_in_the_address_is_taken_out (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteFinding) finding = NULL;

  open_locked (&room, "\"parameter\": \"api-key\"");
  room_serve (&room, "/news?show=all&api-key=s3cret-key%2B1", TYPE, ANSWER ("One"));
  finding = look (&room, "/news?api-key=s3cret-key%2B1");

  g_assert_no_error (finding->error);
  g_assert_null (strstr (finding->source->url, "s3cret"));
  room_take (&room, finding, NULL);
  assert_is_nowhere (room.data, "s3cret");
}

static void
test_a_key_lasts_as_long_as_it_is_kept (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteFinding) locked = NULL;
  g_autoptr(GazetteFinding) open = NULL;
  g_autofree char *hint = NULL;
  g_autofree char *url = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  open_locked (&room, "\"parameter\": \"api-key\"");
  room_serve (&room, "/news?show=all&api-key=s3cret-key%2B1", TYPE, ANSWER ("One"));
  locked = look (&room, "/news");
  open = look_again (&room, locked, NULL, KEY);
  id = room_take (&room, open, NULL);
  room_restart (&room);

  if (has_keyring)
    {
      test_await (gazette_newsroom_refresh_source (room.newsroom, id));
      g_assert_false (gazette_newsroom_wants_key (room.newsroom, id));
      return;
    }

  error = test_await_error (gazette_newsroom_refresh_source (room.newsroom, id));
  test_assert_words (error, GAZETTE_ERROR_NEEDS_KEY, "Ask the keeper.");
  g_assert_true (gazette_newsroom_wants_key (room.newsroom, id));
  source = room_load_source (&room, id);
  hint = gazette_newsroom_dup_key_hint (room.newsroom, source, &url);
  g_assert_cmpstr (hint, ==, "Ask the keeper.");

  test_await (gazette_newsroom_set_key (room.newsroom, id, KEY));
  g_assert_false (gazette_newsroom_wants_key (room.newsroom, id));
}

static void
test_a_refused_key_can_be_changed (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteFinding) locked = NULL;
  g_autoptr(GazetteFinding) open = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GError) refused = NULL;
  gint64 id;

  open_locked (&room, "\"parameter\": \"api-key\"");
  room_serve (&room, "/news?show=all&api-key=old", TYPE, ANSWER ("One"));
  locked = look (&room, "/news");
  open = look_again (&room, locked, NULL, "old");
  id = room_take (&room, open, NULL);

  room_answer (&room, "/news?show=all&api-key=old", &(GazetteTestAnswer) { .status = 403 });
  refused = test_await_error (gazette_newsroom_refresh_source (room.newsroom, id));
  test_assert_words (refused, GAZETTE_ERROR_NEEDS_KEY, "does not accept the key");
  g_assert_true (gazette_newsroom_wants_key (room.newsroom, id));

  room_serve (&room, "/news?show=all&api-key=new", TYPE, ANSWER ("Two"));
  test_await (gazette_newsroom_set_key (room.newsroom, id, "new"));
  source = room_load_source (&room, id);
  g_assert_null (source->error);
}

/* The key goes along, and the source is called after what was looked for. */
static void
test_a_search_is_a_source (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteFinding) locked = NULL;
  g_autoptr(GazetteFinding) open = NULL;
  g_autoptr(GazetteFinding) about = NULL;
  g_autoptr(GazetteFinding) all = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *name = NULL;

  open_locked (&room, "\"parameter\": \"api-key\"");
  room_serve (&room, "/news?show=all&api-key=old", TYPE, ANSWER ("All"));
  room_serve (&room, "/news?q=the%20sea&show=all&api-key=old", TYPE, ANSWER ("About the sea"));
  locked = look (&room, "/news");
  open = look_again (&room, locked, NULL, "old");
  g_assert_true (open->can_search);
  about = look_again (&room, open, "the sea", NULL);
  g_assert_cmpstr (about->terms, ==, "the sea");
  g_assert_cmpstr (((GazetteArticle *) about->edition->articles->pdata[0])->title, ==, "About the sea");

  source = room_load_source (&room, room_take (&room, about, NULL));
  expected = gazette_test_server_dup_url (room.server, "/news?q=the%20sea");
  g_assert_cmpstr (source->url, ==, expected);
  g_assert_cmpstr (source->title, ==, "the sea – 127.0.0.1");

  all = look_again (&room, about, "", NULL);
  name = gazette_finding_dup_name (all);
  g_assert_cmpstr (name, ==, "127.0.0.1");
  g_assert_cmpstr (((GazetteArticle *) all->edition->articles->pdata[0])->title, ==, "All");
}

int
main (int   argc,
      char *argv[])
{
  has_keyring = g_getenv ("GAZETTE_TEST_KEYRING") != NULL;
  /* The keyring of who runs this is not for tests. */
  if (!has_keyring)
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/newsroom/keys/parameter", test_a_key_goes_into_a_parameter);
  g_test_add_func ("/newsroom/keys/header", test_a_key_goes_into_a_header);
  g_test_add_func ("/newsroom/keys/address", test_a_key_in_the_address_is_taken_out);
  g_test_add_func ("/newsroom/keys/restart", test_a_key_lasts_as_long_as_it_is_kept);
  g_test_add_func ("/newsroom/keys/refused", test_a_refused_key_can_be_changed);
  g_test_add_func ("/newsroom/keys/search", test_a_search_is_a_source);

  return g_test_run ();
}
