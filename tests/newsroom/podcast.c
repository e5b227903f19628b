/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <utime.h>

#include "podcast.h"

gint64
podcast_add (Room       *room,
             const char *feed)
{
  room_serve (room, "/cast.json", JSON_TYPE, feed);
  room_add (room, "/cast.json");

  return room_find (room, "One");
}

void
podcast_serve (Room *room)
{
  room_serve (room, "/one.mp3", SOUND_TYPE, SOUND);
}

GazetteAttachment *
podcast_load (Room   *room,
              gint64  article_id)
{
  g_autoptr(GazetteStored) stored = room_load_article (room, article_id);

  return gazette_attachment_copy (stored->article->attachments->pdata[0]);
}

DexFuture *
podcast_keep (Room   *room,
              gint64  article_id)
{
  g_autoptr(GazetteAttachment) attachment = podcast_load (room, article_id);

  return gazette_newsroom_keep_file (room->newsroom, article_id, attachment);
}

/* Waits until all is written that was asked of the library. */
void
podcast_settle (Room *room)
{
  test_await (gazette_library_store_setting (room_get_library (room), "settled", "yes"));
}

static GPtrArray *
list (Room   *room,
      gint64  article_id)
{
  return test_await_boxed (gazette_library_list_files (room_get_library (room), article_id));
}

/* What is told of the one file of an article: "kept", or why not; NULL for nothing. */
char *
podcast_dup_state (Room   *room,
                   gint64  article_id)
{
  g_autoptr(GPtrArray) files = list (room, article_id);
  const GazetteKeptFile *file = files->len > 0 ? files->pdata[0] : NULL;

  g_assert_cmpuint (files->len, <=, 1);
  if (file == NULL)
    return NULL;
  if (file->state == GAZETTE_FILE_FAILED)
    return g_strdup (file->note);

  return g_strdup (file->state == GAZETTE_FILE_KEPT ? "kept" : "wanted");
}

void
podcast_assert_state (Room       *room,
                      gint64      article_id,
                      const char *expected)
{
  g_autofree char *state = podcast_dup_state (room, article_id);

  g_assert_cmpstr (state, ==, expected);
}

/* Of a file that is wanted. */
void
podcast_wait_until_kept (Room   *room,
                         gint64  article_id)
{
  for (;;)
    {
      g_autofree char *state = podcast_dup_state (room, article_id);

      if (g_strcmp0 (state, "kept") == 0)
        break;
      g_assert_cmpstr (state, ==, "wanted");
      g_main_context_iteration (NULL, FALSE);
    }
}

/* How many files there are in a folder and below it, and what they take. */
guint
podcast_count_files (const char *folder,
                     guint64    *size)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += podcast_count_files (path, size);
      else if (g_stat (path, &info) == 0)
        {
          n++;
          *size += (guint64) info.st_size;
        }
    }

  return n;
}

/* The draft of one that is not wanted is removed on another thread. */
void
podcast_wait_for_files (Room  *room,
                        guint  n)
{
  g_autofree char *folder = g_build_filename (room->data, "files", NULL);
  guint64 size = 0;

  while (podcast_count_files (folder, &size) != n)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

char *
podcast_find (Room   *room,
              gint64  article_id)
{
  g_autoptr(GazetteAttachment) attachment = podcast_load (room, article_id);
  g_autofree char *name = gazette_attachment_dup_file_name (attachment);
  DexFuture *opening = gazette_newsroom_open_file (room->newsroom, article_id, attachment->url, name);
  g_autoptr(DexFuture) held = dex_ref (opening);

  test_await (opening);

  return g_value_dup_string (dex_future_get_value (held, NULL));
}

/* Files lose their hour of grace: they look as if they were of an earlier run. */
void
podcast_age_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct utimbuf times = { 1000000000, 1000000000 };

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        podcast_age_files (path);
      else
        g_assert_cmpint (g_utime (path, &times), ==, 0);
    }
}
