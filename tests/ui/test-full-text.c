/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-error.h"
#include "gazette-newsroom-private.h"
#include "gazette-page-view.h"
#include "gazette-source-dialog.h"
#include "gazette-test-server.h"
#include "shell-fixture.h"

#define WORDS \
  "The harbour woke before the town did, and with it the gulls, the ropes, the horns and the smell of coffee on the quay. "
#define PARAGRAPH "<p>" WORDS WORDS WORDS "</p>"
#define TEN(text) text text text text text text text text text text
#define LAST "It was a clock, and it was late."
#define PAGE "<article>" PARAGRAPH PARAGRAPH PARAGRAPH "<p>" LAST "</p></article>"
#define LONG_PAGE "<article>" TEN (PARAGRAPH) TEN (PARAGRAPH) TEN (PARAGRAPH) "<p>" LAST "</p></article>"

#define FEED(text) \
  "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"The Bugle\", \"items\": [" \
  "{\"id\": \"1\", \"url\": \"{{base}}/1\", \"title\": \"First\", \"content_html\": \"" text "\"}]}"

static GazetteTestServer *
serve (ShellFixture *fixture,
       const char   *feed,
       const char   *page)
{
  GazetteTestServer *server = gazette_test_server_new ();
  g_autofree char *url = gazette_test_server_dup_url (server, "/feed.json");

  gazette_test_server_add (server, "/feed.json", &(GazetteTestAnswer) {
    .headers = "Content-Type: application/feed+json",
    .body = feed,
  });
  if (page != NULL)
    gazette_test_server_add (server, "/1", &(GazetteTestAnswer) { .headers = "Content-Type: text/html", .body = page });
  shell_fixture_await (gazette_newsroom_add_source (fixture->newsroom, url), NULL);
  shell_fixture_show (fixture);
  WAIT_FOR (shell_fixture_open_id (fixture) != 0);

  return server;
}

static gboolean
shows (ShellFixture *fixture,
       const char   *text)
{
  GtkWidget *view = shell_fixture_find (GTK_WIDGET (fixture->window), GAZETTE_TYPE_PAGE_VIEW);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (gazette_page_view_get_page (GAZETTE_PAGE_VIEW (view)));
  g_autofree char *all = NULL;

  if (buffer == NULL)
    return FALSE;
  g_object_get (buffer, "text", &all, NULL);

  return strstr (all, text) != NULL;
}

static gboolean
is_full (ShellFixture *fixture)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "full-text");

  return g_variant_get_boolean (state);
}

static AdwBanner *
get_banner (ShellFixture *fixture)
{
  return ADW_BANNER (gtk_widget_get_template_child (GTK_WIDGET (fixture->window->pane), GAZETTE_TYPE_PANE,
                                                    "full_text_banner"));
}

static void
test_a_short_text_is_completed (ShellFixture  *fixture,
                                gconstpointer  data)
{
  GazetteTestServer *server = serve (fixture, FEED ("<p>The harbour woke…</p>"), PAGE);

  WAIT_FOR (shows (fixture, LAST) && is_full (fixture));
  g_assert_false (adw_banner_get_revealed (get_banner (fixture)));

  /* The key gives the text of the source back, and fetches again. */
  shell_fixture_activate (fixture, "win.full-text");
  WAIT_FOR (shows (fixture, "woke…") && !is_full (fixture));
  shell_fixture_activate (fixture, "win.full-text");
  WAIT_FOR (shows (fixture, LAST) && is_full (fixture));

  gazette_test_server_free (server);
}

static void
test_the_text_stays_when_there_is_no_page (ShellFixture  *fixture,
                                           gconstpointer  data)
{
  GazetteTestServer *server = serve (fixture, FEED ("<p>The harbour woke…</p>"), NULL);

  WAIT_FOR (adw_banner_get_revealed (get_banner (fixture)));
  g_assert_nonnull (strstr (adw_banner_get_title (get_banner (fixture)), "does not have it any more"));
  WAIT_FOR (shows (fixture, "woke…"));
  g_assert_false (is_full (fixture));

  /* It is there now. */
  gazette_test_server_add (server, "/1", &(GazetteTestAnswer) { .headers = "Content-Type: text/html", .body = PAGE });
  g_signal_emit_by_name (get_banner (fixture), "button-clicked");
  WAIT_FOR (shows (fixture, LAST));
  g_assert_false (adw_banner_get_revealed (get_banner (fixture)));

  gazette_test_server_free (server);
}

static DexFuture *
failed_cb (DexFuture *future,
           gpointer   user_data)
{
  dex_future_get_value (future, user_data);

  return NULL;
}

/* Whoever reads without a network is told of it only when asking for more. */
static void
test_nothing_is_said_unasked_without_a_network (ShellFixture  *fixture,
                                                gconstpointer  data)
{
  GazetteTestServer *server = gazette_test_server_new ();
  g_autofree char *url = gazette_test_server_dup_url (server, "/feed.json");
  g_autoptr(DexFuture) again = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  gazette_test_server_add (server, "/feed.json", &(GazetteTestAnswer) {
    .headers = "Content-Type: application/feed+json",
    .body = FEED ("<p>The harbour woke…</p>"),
  });
  shell_fixture_await (gazette_newsroom_add_source (fixture->newsroom, url), NULL);
  gazette_test_server_free (server);
  gazette_newsroom_set_online (fixture->newsroom, FALSE);
  shell_fixture_show (fixture);
  WAIT_FOR ((id = shell_fixture_open_id (fixture)) != 0 && shows (fixture, "woke…"));

  /* What the page asked for has failed when the same has failed again. */
  again = dex_future_finally (gazette_newsroom_load_full_text (fixture->newsroom, id, FALSE), failed_cb, &error, NULL);
  WAIT_FOR (error != NULL);
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_UNREACHABLE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_false (adw_banner_get_revealed (get_banner (fixture)));

  shell_fixture_activate (fixture, "win.full-text");
  WAIT_FOR (adw_banner_get_revealed (get_banner (fixture)));
  WAIT_FOR (shows (fixture, "woke…"));
}

static void
test_nothing_moves_under_a_reader (ShellFixture  *fixture,
                                   gconstpointer  data)
{
  GazetteTestServer *server = serve (fixture, FEED (TEN (PARAGRAPH)), LONG_PAGE);
  GtkWidget *view = shell_fixture_find (GTK_WIDGET (fixture->window), GAZETTE_TYPE_PAGE_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  WAIT_FOR (shows (fixture, "woke before") &&
            gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 100);
  gtk_adjustment_set_value (adjustment, 100);
  shell_fixture_activate (fixture, "win.full-text");
  WAIT_FOR (adw_banner_get_revealed (get_banner (fixture)));
  g_assert_false (shows (fixture, LAST));

  g_signal_emit_by_name (get_banner (fixture), "button-clicked");
  WAIT_FOR (shows (fixture, LAST));
  g_assert_false (adw_banner_get_revealed (get_banner (fixture)));

  gazette_test_server_free (server);
}

/* What is chosen in the properties of a source holds from then on. */
static void
test_a_source_never_gets_it (ShellFixture  *fixture,
                             gconstpointer  data)
{
  GazetteTestServer *server = serve (fixture, FEED ("<p>The harbour woke…</p>"), PAGE);
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  gint64 source_id = gazette_pane_get_article (fixture->window->pane)->source_id;
  g_autofree char *action = g_strdup_printf ("win.source-properties(int64 %" G_GINT64_FORMAT ")", source_id);
  GtkWidget *dialog = NULL;
  GtkWidget *row = NULL;
  GazetteFullText chosen = GAZETTE_FULL_TEXT_WHEN_SHORT;

  shell_fixture_activate (fixture, action);
  WAIT_FOR ((dialog = shell_fixture_find (GTK_WIDGET (fixture->window), GAZETTE_TYPE_SOURCE_DIALOG)) != NULL &&
            (row = shell_fixture_find (dialog, ADW_TYPE_COMBO_ROW)) != NULL && gtk_widget_get_mapped (row));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, GAZETTE_FULL_TEXT_WHEN_SHORT);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), GAZETTE_FULL_TEXT_NEVER);

  while (chosen != GAZETTE_FULL_TEXT_NEVER)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      shell_fixture_await (gazette_library_load_source (library, source_id), &value);
      chosen = ((GazetteSource *) g_value_get_boxed (&value))->full_text;
    }

  gazette_test_server_free (server);
}

#define ADD(path, func) \
  g_test_add (path, ShellFixture, NULL, shell_fixture_set_up, func, shell_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  ADD ("/full-text/short", test_a_short_text_is_completed);
  ADD ("/full-text/failure", test_the_text_stays_when_there_is_no_page);
  ADD ("/full-text/offline", test_nothing_is_said_unasked_without_a_network);
  ADD ("/full-text/scrolled", test_nothing_moves_under_a_reader);
  ADD ("/full-text/source", test_a_source_never_gets_it);

  return g_test_run ();
}
