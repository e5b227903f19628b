/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-library-private.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"

/* Of a reader that takes its time. */
static DexPromise *has_read;
static GAsyncQueue *may_go_on;

static gboolean
read_slowly (GazetteRequest   *request,
             GazetteDatabase  *database,
             GValue           *result,
             GError          **error)
{
  gboolean success = gazette_rows_read_list (request, database, result, error);

  dex_promise_resolve_boolean (has_read, TRUE);
  g_async_queue_pop (may_go_on);

  return success;
}

static GazetteEdition *
make_edition (const char *title)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");

  fixture_add_article (edition, "1", title, 1700000000);

  return edition;
}

static void
test_change_while_a_row_is_on_its_way_is_not_lost (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) before = make_edition ("before");
  g_autoptr(GazetteEdition) after = make_edition ("after");
  g_autoptr(GPtrArray) headlines = NULL;
  g_autoptr(GError) error = NULL;
  DexFuture *future;
  GazetteRequest *request;
  GazetteHeadline *headline;
  gint64 source_id, id;

  has_read = dex_promise_new ();
  may_go_on = g_async_queue_new ();
  source_id = fixture_add_source (library, URL, before);
  id = fixture_find (library, source_id, "before");

  request = gazette_library_ask (library, read_slowly, 0);
  request->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (request->ids, id);
  future = gazette_library_load_headlines (library, request);
  fixture_await (DEX_FUTURE (dex_ref (has_read)));

  /* Nobody holds the headline when this is told. */
  fixture_store (library, source_id, after);
  g_async_queue_push (may_go_on, GINT_TO_POINTER (1));
  headlines = dex_await_boxed (future, &error);
  g_assert_no_error (error);

  headline = g_ptr_array_index (headlines, 0);
  for (guint i = 0; i < 5000 && !g_str_equal (gazette_headline_get_title (headline), "after"); i++)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_cmpstr (gazette_headline_get_title (headline), ==, "after");

  g_async_queue_unref (may_go_on);
  dex_clear (&has_read);
  fixture_close (library);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/rows/change-while-a-row-is-on-its-way-is-not-lost", test_change_while_a_row_is_on_its_way_is_not_lost);

  return g_test_run ();
}
