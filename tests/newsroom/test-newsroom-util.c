/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "test-newsroom-util.h"

/* Runs @fiber to its end on the main loop; it must not fail. */
void
test_run_fiber (DexFiberFunc fiber,
                gpointer     data)
{
  test_await (dex_scheduler_spawn (NULL, 0, fiber, data, NULL));
}

/* A new folder, which goes with the test. */
char *
test_make_folder (void)
{
  g_autofree char *template = g_build_filename (g_get_user_data_dir (), "test-XXXXXX", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_nonnull (g_mkdtemp (template));

  return g_steal_pointer (&template);
}

static DexFuture *
pass_on_cb (DexFuture *future,
            gpointer   user_data)
{
  return dex_ref (future);
}

void
test_wait (DexFuture *future)
{
  /* A future that is resolved on a thread wakes the main loop only where
   * something follows it there. */
  g_autoptr(DexFuture) followed = dex_future_finally (dex_ref (future), pass_on_cb, NULL, NULL);

  while (dex_future_is_pending (followed))
    g_main_context_iteration (NULL, TRUE);
}

/* Takes the future, which must not be rejected. */
void
test_await (DexFuture *future)
{
  g_autoptr(GError) error = NULL;

  test_wait (future);
  dex_future_get_value (future, &error);
  g_assert_no_error (error);
  dex_unref (future);
}

/* Takes the future; what it brings is to be freed. */
gpointer
test_await_boxed (DexFuture *future)
{
  g_autoptr(GError) error = NULL;
  const GValue *value;
  gpointer boxed;

  test_wait (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  boxed = g_value_dup_boxed (value);
  dex_unref (future);

  return boxed;
}

/* Takes the future, which must be rejected. */
GError *
test_await_error (DexFuture *future)
{
  GError *error = NULL;

  test_wait (future);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_nonnull (error);
  dex_unref (future);

  return error;
}

/* Opens the newsroom, as when the program starts. */
void
room_enter (Room *room)
{
  DexFuture *future = gazette_newsroom_open (room->data, room->cache);
  g_autoptr(GError) error = NULL;
  const GValue *value;

  test_wait (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  room->newsroom = g_value_dup_object (value);
  dex_unref (future);
}

/* Closes the newsroom, in the midst of what it does. Nothing of it may be left. */
void
room_leave (Room *room)
{
  gpointer newsroom = room->newsroom;

  test_await (gazette_newsroom_close (room->newsroom));
  g_object_add_weak_pointer (newsroom, &newsroom);
  g_clear_object (&room->newsroom);
  while (newsroom != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* The program ends and begins. */
void
room_restart (Room *room)
{
  room_leave (room);
  room_enter (room);
}

void
room_open (Room *room)
{
  room->server = gazette_test_server_new ();
  room->data = test_make_folder ();
  room->cache = test_make_folder ();
  room_enter (room);
}

void
room_close (Room *room)
{
  if (room->newsroom != NULL)
    room_leave (room);
  g_clear_pointer (&room->server, gazette_test_server_free);
  g_clear_pointer (&room->data, g_free);
  g_clear_pointer (&room->cache, g_free);
  /* What was broken off is let go of in the next turns. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

GazetteLibrary *
room_get_library (Room *room)
{
  return gazette_newsroom_get_library (room->newsroom);
}

void
room_answer (Room                    *room,
             const char              *path,
             const GazetteTestAnswer *answer)
{
  gazette_test_server_add (room->server, path, answer);
}

void
room_serve (Room       *room,
            const char *path,
            const char *headers,
            const char *body)
{
  room_answer (room, path, &(GazetteTestAnswer) { .headers = headers, .body = body });
}

static gboolean
wake_up_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Waits until what @get counts of @path is @n. The server has a thread of its
 * own, which wakes nobody here. */
void
room_wait_for (Room        *room,
               RoomCounter  get,
               const char  *path,
               guint        n)
{
  guint timer = g_timeout_add (5, wake_up_cb, NULL);

  while (get (room->server, path) != n)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

/* @path may also be a whole address. */
DexFuture *
room_start_to_add (Room       *room,
                   const char *path)
{
  g_autofree char *url = *path == '/' ? gazette_test_server_dup_url (room->server, path) : g_strdup (path);

  return gazette_newsroom_add_source (room->newsroom, url);
}

gint64
room_add (Room       *room,
          const char *path)
{
  g_autoptr(DexFuture) future = room_start_to_add (room, path);
  g_autoptr(GError) error = NULL;
  const GValue *value;

  test_wait (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);

  return g_value_get_int64 (value);
}

GError *
room_fail_to_add (Room       *room,
                  const char *path)
{
  return test_await_error (room_start_to_add (room, path));
}

GazetteSource *
room_load_source (Room   *room,
                  gint64  source_id)
{
  return test_await_boxed (gazette_library_load_source (room_get_library (room), source_id));
}

guint
room_load_older (Room   *room,
                 gint64  source_id)
{
  g_autoptr(DexFuture) future = gazette_newsroom_load_older (room->newsroom, source_id);
  g_autoptr(GError) error = NULL;
  const GValue *value;

  test_wait (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);

  return g_value_get_uint (value);
}

GazetteStored *
room_load_article (Room   *room,
                   gint64  article_id)
{
  return test_await_boxed (gazette_library_load_article (room_get_library (room), article_id));
}

/* Returns: (transfer full): what its page says */
char *
room_load_text (Room   *room,
                gint64  article_id)
{
  g_autoptr(GazetteStored) stored = room_load_article (room, article_id);
  g_autoptr(GazetteDocument) document = test_await_boxed (gazette_newsroom_load_document (room->newsroom, stored));

  return gazette_document_to_text (document);
}

guint
room_count_sources (Room *room)
{
  g_autoptr(GPtrArray) sources = test_await_boxed (gazette_library_list_sources (room_get_library (room)));

  return sources->len;
}

static GazetteHeadlines *
load_headlines (Room *room)
{
  GazetteHeadlines *headlines = gazette_headlines_new (room_get_library (room));

  test_await (gazette_headlines_set_view (headlines, GAZETTE_VIEW_ALL, 0));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (headlines)); i++)
    {
      g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (headlines), i);

      while (!gazette_headline_get_loaded (headline))
        g_main_context_iteration (NULL, TRUE);
    }

  return headlines;
}

/* The titles of all articles as they are listed, each followed by a comma. */
char *
room_list (Room *room)
{
  g_autoptr(GazetteHeadlines) headlines = load_headlines (room);
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (headlines)); i++)
    {
      g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (headlines), i);

      g_string_append_printf (titles, "%s,", gazette_headline_get_title (headline));
    }

  return g_string_free_and_steal (titles);
}

void
room_assert_list (Room       *room,
                  const char *expected)
{
  g_autofree char *titles = room_list (room);

  g_assert_cmpstr (titles, ==, expected);
}

/* How often a path was asked; and that all requests were as expected. */
void
room_assert_hits (Room       *room,
                  const char *path,
                  guint       n)
{
  g_autofree char *complaint = gazette_test_server_dup_complaint (room->server);

  g_assert_cmpstr (complaint, ==, NULL);
  g_assert_cmpuint (gazette_test_server_get_hits (room->server, path), ==, n);
}

/* Adds the source that was found, and returns its id. */
gint64
room_take (Room           *room,
           GazetteFinding *finding,
           const char     *name)
{
  g_autoptr(DexFuture) future = gazette_newsroom_take (room->newsroom, finding, name);
  g_autoptr(GError) error = NULL;
  const GValue *value;

  test_wait (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);

  return g_value_get_int64 (value);
}

/* The article with this title; there must be one. */
gint64
room_find (Room       *room,
           const char *title)
{
  g_autoptr(GazetteHeadlines) headlines = load_headlines (room);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (headlines)); i++)
    {
      g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (headlines), i);

      if (g_str_equal (gazette_headline_get_title (headline), title))
        return gazette_headline_get_id (headline);
    }

  g_error ("There is no article “%s”", title);
}

/* Whether a person is told what happened. */
void
test_assert_words (const GError *error,
                   GazetteError  code,
                   const char   *words)
{
  g_assert_error (error, GAZETTE_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” should be in: %s", words, error->message);
}
