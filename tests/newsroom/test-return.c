/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-error.h"
#include "gazette-newsroom.h"
#include "gazette-test-server.h"
#include "test-newsroom-util.h"

#define FEED "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"title\":\"One\"}]}"

static GazetteSource *
load_source (GazetteNewsroom *newsroom,
             gint64           id)
{
  g_autoptr(GError) error = NULL;
  GazetteSource *source = dex_await_boxed (gazette_library_load_source (gazette_newsroom_get_library (newsroom), id),
                                           &error);

  g_assert_no_error (error);

  return source;
}

/* 410 ends a source and keeps it from being asked for a while; the wait is over
 * here at once. */
static void
end_source (GazetteNewsroom *newsroom,
            gint64           id)
{
  g_autoptr(GazetteSource) ended = NULL;
  g_autoptr(GazetteSource) patient = NULL;
  g_autoptr(GError) error = NULL;

  dex_await (gazette_newsroom_refresh_source (newsroom, id), &error);
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_GONE);
  g_clear_error (&error);

  ended = load_source (newsroom, id);
  g_assert_true (ended->ended);
  g_assert_nonnull (ended->error);

  patient = gazette_source_copy (ended);
  patient->not_before = 0;
  dex_await (gazette_library_update_source (gazette_newsroom_get_library (newsroom), patient), &error);
  g_assert_no_error (error);
}

static DexFuture *
return_fiber (gpointer user_data)
{
  GazetteTestServer *server = user_data;
  g_autofree char *data = test_make_folder ();
  g_autofree char *cache = test_make_folder ();
  g_autofree char *url = gazette_test_server_dup_url (server, "/feed");
  g_autoptr(GazetteNewsroom) newsroom = NULL;
  g_autoptr(GazetteSource) source = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  newsroom = dex_await_object (gazette_newsroom_open (data, cache), &error);
  g_assert_no_error (error);
  id = dex_await_int64 (gazette_newsroom_add_source (newsroom, url), &error);
  g_assert_no_error (error);
  /* Only a refresh remembers what a body was. */
  dex_await (gazette_newsroom_refresh_source (newsroom, id), &error);
  g_assert_no_error (error);
  end_source (newsroom, id);

  dex_await (gazette_newsroom_refresh_source (newsroom, id), &error);
  g_assert_no_error (error);
  source = load_source (newsroom, id);
  g_assert_false (source->ended);
  g_assert_null (source->error);

  /* It takes part again. */
  dex_await (gazette_newsroom_refresh (newsroom), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gazette_test_server_get_hits (server, "/feed"), ==, 5);

  dex_await (gazette_newsroom_close (newsroom), &error);
  g_assert_no_error (error);

  return dex_future_new_true ();
}

static void
run_return (const GazetteTestAnswer *first,
            const GazetteTestAnswer *again)
{
  g_autoptr(GazetteTestServer) server = gazette_test_server_new ();

  gazette_test_server_add (server, "/feed", first);
  gazette_test_server_add (server, "/feed", first);
  gazette_test_server_add (server, "/feed", &(GazetteTestAnswer) { .status = 410 });
  gazette_test_server_add (server, "/feed", again);
  test_run_fiber (return_fiber, server);
}

static void
test_a_source_that_was_gone_returns_unchanged (void)
{
  run_return (&(GazetteTestAnswer) { .headers = "ETag: \"1\"", .body = FEED },
              &(GazetteTestAnswer) { .status = 304, .expect = "If-None-Match: \"1\"" });
}

static void
test_a_source_that_was_gone_returns_with_the_same_body (void)
{
  run_return (&(GazetteTestAnswer) { .body = FEED }, &(GazetteTestAnswer) { .body = FEED });
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/newsroom/return/unchanged", test_a_source_that_was_gone_returns_unchanged);
  g_test_add_func ("/newsroom/return/with-the-same-body", test_a_source_that_was_gone_returns_with_the_same_body);

  return g_test_run ();
}
