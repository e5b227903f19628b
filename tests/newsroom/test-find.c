/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the address of a site to its API, with the keys that some want. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "test-newsroom-util.h"

#define JSON "Content-Type: application/json"
#define STATUSES \
  "[{\"id\":\"9\",\"url\":\"{{base}}/@ada/9\",\"visibility\":\"public\",\"content\":\"<p>Tea</p>\"," \
  "\"spoiler_text\":\"Tea\",\"account\":{\"acct\":\"ada\"}}]"
#define TOPICS "{\"topic_list\":{\"topics\":[{\"id\":5,\"slug\":\"tea\",\"title\":\"Tea\"}]}}"
#define CLOSED \
  "{\"code\":\"rest_not_logged_in\",\"message\":\"Only members may use the REST API.\",\"data\":{\"status\":401}}"

/* %s: the host; where the key is put */
#define KEYED \
  "{\"id\":\"keyed\",\"name\":\"Keyed\",\"request\":{\"hosts\":[\"%s\"],\"key\":{%s," \
  "\"required\":true,\"hint\":\"Ask the paper for one.\"}},\"articles\":[\"$.things\"]," \
  "\"recognise\":[[{\"path\":\"$.things\"}]]," \
  "\"article\":{\"id\":[{\"path\":\"$.id\"}],\"title\":[{\"path\":\"$.name\"}]}}"

static void
assert_found (Room       *room,
              const char *typed,
              const char *path,
              const char *dialect)
{
  g_autoptr(GazetteSource) source = room_load_source (room, room_add (room, typed));
  g_autofree char *url = gazette_test_server_dup_url (room->server, path);

  g_assert_cmpstr (source->url, ==, url);
  g_assert_cmpstr (source->dialect, ==, dialect);
  room_find (room, "Tea");
}

static void
test_what_made_a_page_leads_to_its_api (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE, "<!DOCTYPE html><meta name=generator content='Discourse 3.4'><title>Forum</title>");
  room_serve (&room, "/latest.json", JSON, TOPICS);

  assert_found (&room, "/", "/latest.json", "discourse");
}

/* The account is looked up by its name, and that leads to what it wrote. */
static void
test_an_index_is_a_step_on_the_way (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/@ada", HTML_TYPE, "<!DOCTYPE html><meta name=generator content='Mastodon v4.5'><title>Ada</title>");
  room_serve (&room, "/api/v1/accounts/lookup", JSON, "{\"id\":\"12\",\"acct\":\"ada\",\"display_name\":\"Ada L.\"}");
  room_serve (&room, "/api/v1/accounts/12/statuses", JSON, STATUSES);

  assert_found (&room, "/@ada", "/api/v1/accounts/12/statuses?exclude_replies=true&exclude_reblogs=true", "mastodon");
}

static void
test_what_a_site_hides_is_guessed (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE, "<!DOCTYPE html><title>Blog</title>");
  room_serve (&room, "/wp-json/wp/v2/posts", JSON,
              "[{\"id\":7,\"link\":\"{{base}}/tea\",\"title\":{\"rendered\":\"Tea\"}}]");

  assert_found (&room, "/", "/wp-json/wp/v2/posts", "wordpress");
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, "/feed.json"), ==, 1);
}

static void
test_a_page_without_news_is_guessed_at_three_times (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;

  room_open (&room);
  room_serve (&room, "/about", HTML_TYPE, "<!DOCTYPE html><title>Nothing</title>");

  error = room_fail_to_add (&room, "/about");
  test_assert_words (error, GAZETTE_ERROR_NOT_READABLE, "No news was found");
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, NULL), ==, 4);
}

static void
test_an_api_that_is_closed_says_why (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;

  room_open (&room);
  room_serve (&room, "/", HTML_TYPE, "<!DOCTYPE html><title>Blog</title><link rel='https://api.w.org/' href='/wp-json/'>");
  room_answer (&room, "/wp-json/wp/v2/posts", &(GazetteTestAnswer) { .status = 401, .headers = JSON, .body = CLOSED });

  error = room_fail_to_add (&room, "/");
  test_assert_words (error, GAZETTE_ERROR_UNAUTHORIZED, "signed in");
  test_assert_words (error, GAZETTE_ERROR_UNAUTHORIZED, "“Only members may use the REST API.”");
}

static void
test_why_a_source_stopped_is_told_with_it (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  room_open (&room);
  room_serve (&room, "/wp-json/wp/v2/posts", JSON,
              "[{\"id\":7,\"link\":\"{{base}}/tea\",\"title\":{\"rendered\":\"Tea\"}}]");
  id = room_add (&room, "/wp-json/wp/v2/posts");
  room_answer (&room, "/wp-json/wp/v2/posts", &(GazetteTestAnswer) { .status = 403, .headers = JSON, .body = CLOSED });
  error = test_await_error (gazette_newsroom_refresh_source (room.newsroom, id));
  source = room_load_source (&room, id);

  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (source->error, "Only members"));
}

/* Of a dialect whose API is on this server. @place: where the key is put */
static void
speak_keyed (Room       *room,
             const char *place)
{
  const char *host = gazette_test_server_get_base (room->server) + strlen ("http://");
  g_autofree char *folder = g_build_filename (room->data, "dialects", NULL);
  g_autofree char *path = g_build_filename (folder, "keyed.json", NULL);
  g_autofree char *file = g_strdup_printf (KEYED, host, place);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, file, -1, NULL));
  room_leave (room);
  room_enter (room);
}

static void
test_an_api_that_wants_a_key_is_not_asked_without (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;

  room_open (&room);
  speak_keyed (&room, "\"header\":\"X-Key\"");
  room_serve (&room, "/news", JSON, "{\"things\":[{\"id\":1,\"name\":\"Tea\"}]}");

  error = room_fail_to_add (&room, "/news");
  test_assert_words (error, GAZETTE_ERROR_NEEDS_KEY, "Ask the paper for one.");
  g_assert_cmpuint (gazette_test_server_get_hits (room.server, NULL), ==, 0);
}

static void
test_a_key_in_an_address_is_used_and_not_kept (void)
{
  g_auto(Room) room = { 0 };

  room_open (&room);
  speak_keyed (&room, "\"parameter\":\"key\"");
  /* Nowhere else is an answer. */
  room_serve (&room, "/news?page=1&key=secret", JSON, "{\"things\":[{\"id\":1,\"name\":\"Tea\"}]}");

  assert_found (&room, "/news?key=secret&page=1", "/news?page=1", "keyed");
}

static void
test_a_key_that_is_refused_is_not_shown (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GError) error = NULL;

  room_open (&room);
  speak_keyed (&room, "\"parameter\":\"key\"");
  room_answer (&room, "/news", &(GazetteTestAnswer) { .status = 401 });

  error = room_fail_to_add (&room, "/news?key=secret");
  test_assert_words (error, GAZETTE_ERROR_NEEDS_KEY, "does not accept the key");
  g_assert_null (strstr (error->message, "secret"));
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/find/" name, func)
  ADD ("generator", test_what_made_a_page_leads_to_its_api);
  ADD ("index", test_an_index_is_a_step_on_the_way);
  ADD ("guess", test_what_a_site_hides_is_guessed);
  ADD ("no-guess", test_a_page_without_news_is_guessed_at_three_times);
  ADD ("closed", test_an_api_that_is_closed_says_why);
  ADD ("stopped", test_why_a_source_stopped_is_told_with_it);
  ADD ("key-needed", test_an_api_that_wants_a_key_is_not_asked_without);
  ADD ("key-in-address", test_a_key_in_an_address_is_used_and_not_kept);
  ADD ("key-refused", test_a_key_that_is_refused_is_not_shown);
#undef ADD

  return g_test_run ();
}
