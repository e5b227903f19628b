/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "gazette-backup.h"
#include "gazette-file-keep.h"
#include "gazette-highlights.h"
#include "gazette-search.h"
#include "gazette-unzip.h"
#include "gazette-zip.h"
#include "test-newsroom-util.h"

#define PICTURE_A "\x89PNG\r\n\x1a\n the first picture"
#define PICTURE_B "\xff\xd8\xff\xe0 the second picture"
#define SOUND "ID3 a sound"
#define KEY "a-key-that-stays-here"

/* So long that it is packed. */
#define LONG \
  " In the harbour lie the boats. In the harbour lie the boats. In the harbour lie the boats." \
  " In the harbour lie the boats. In the harbour lie the boats. In the harbour lie the boats. In the harbour."
#define FIRST \
  "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The First\",\"items\":[" \
  "{\"id\":\"1\",\"title\":\"One\",\"url\":\"{{base}}/one.html\",\"image\":\"{{base}}/a.png\"," \
  "\"content_html\":\"<p>First.</p><img src='{{base}}/b.jpg'>\",\"tags\":[\"tea\"],\"authors\":[{\"name\":\"Ada\"}]," \
  "\"attachments\":[{\"url\":\"{{base}}/a.mp3\",\"mime_type\":\"audio/mpeg\"}]}," MORE
#define MORE \
  ITEM ("2", "Two \\u0627\\ud83d\\ude00", "<p>Second &amp; last." LONG "</p>") \
  "," ITEM ("3", "Three", "<p>Third.</p>") "]}"
#define SECOND "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Second\",\"items\":[" ITEM ("1", "Four", "<p>Fourth.</p>") "]}"
#define DIALECT \
  "{\"id\":\"mine\",\"name\":\"Mine\",\"articles\":[\"$.mine\"],\"article\":{\"title\":[{\"path\":\"$.t\"}]}}"

static void
keep_file (Room   *room,
           gint64  article_id)
{
  g_autoptr(GazetteStored) stored = room_load_article (room, article_id);

  room_serve (room, "/a.mp3", "Content-Type: audio/mpeg", SOUND);
  test_await (gazette_newsroom_keep_file (room->newsroom, article_id, stored->article->attachments->pdata[0]));
}

static void
add_highlight (Room       *room,
               const char *title,
               const char *words,
               const char *note)
{
  g_autoptr(GazetteAnnotation) annotation = gazette_annotation_new (room_find (room, title));

  annotation->quote = (GazetteQuote) { g_strdup (words), g_strdup (""), g_strdup (" after"), 3 };
  annotation->colour = GAZETTE_COLOUR_BLUE;
  annotation->note = g_strdup (note);
  test_await (gazette_library_add_highlight (room_get_library (room), annotation));
}

static void
fill (Room *room)
{
  GazetteLibrary *library = room_get_library (room);
  g_autofree char *folder = g_build_filename (room->data, "dialects", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.json", NULL);
  gint64 one;

  room_serve (room, "/a.png", "Content-Type: image/png", PICTURE_A);
  room_serve (room, "/b.jpg", "Content-Type: image/png", PICTURE_B);
  room_serve (room, "/first.json", JSON_TYPE, FIRST);
  room_serve (room, "/second.json", JSON_TYPE, SECOND);
  room_add (room, "/first.json");
  test_await (gazette_library_rename_source (library, room_add (room, "/second.json"), "A name of mine"));
  one = room_find (room, "One");
  test_await (gazette_newsroom_save (room->newsroom, one));
  keep_file (room, one);
  test_await (gazette_library_set_read (library, one, TRUE));
  test_await (gazette_library_keep_position (library, one, (GazettePosition) { 1, 7 }));
  test_await (gazette_library_keep_full_html (library, room_find (room, "Three"), "<p>All of it.</p>"));
  test_await (gazette_library_add_search (library, "Tea", "tag:tea"));
  add_highlight (room, "One", "First", NULL);
  add_highlight (room, "Three", "Third", "A note\n\u0627 of mine");
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, DIALECT, -1, NULL));
}

/* One row of a table in words that say the same in every library. */
static void
dump_table (sqlite3    *database,
            const char *table,
            GPtrArray  *lines)
{
  g_autoptr(GString) sql = g_string_new ("SELECT json_array ('");
  g_autofree char *pragma = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", table);
  sqlite3_stmt *statement;

  g_string_append_printf (sql, "%s'", table);
  g_assert_cmpint (sqlite3_prepare_v2 (database, pragma, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0);

      /* What came as unread may have been read since: what is unread is a table. */
      if (strcmp (name, "id") == 0 || strcmp (name, "read") == 0)
        continue;
      if (strcmp (name, "source_id") == 0)
        g_string_append (sql, ", (SELECT url FROM sources WHERE id = source_id)");
      else if (strcmp (name, "article_id") == 0)
        g_string_append (sql, ", (SELECT url || ' ' || guid FROM articles JOIN sources ON sources.id = source_id"
                              " WHERE articles.id = article_id)");
      else
        g_string_append_printf (sql, ", quote (\"%s\")", name);
    }
  sqlite3_finalize (statement);
  g_string_append_printf (sql, ") FROM %s", table);
  /* "url" of a table of one's own is not that of a source. */
  g_string_replace (sql, "(SELECT url || ' ' || guid", "(SELECT sources.url || ' ' || guid", 0);
  g_string_replace (sql, "(SELECT url FROM sources", "(SELECT sources.url FROM sources", 0);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql->str, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (lines, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
}

static void
dump_pictures (const char *folder,
               GPtrArray  *lines)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        dump_pictures (path, lines);
      else
        g_ptr_array_add (lines, g_strdup (name));
    }
}

/* All that a library holds, whatever the numbers of its rows are. The newsroom is closed. */
static char *
dump (Room *room)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_build_filename (room->data, "library.db", NULL);
  g_autofree char *pictures = g_build_filename (room->data, "pictures", NULL);
  g_autofree char *files = g_build_filename (room->data, "files", NULL);
  sqlite3_stmt *statement;
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database,
                                       "SELECT name FROM sqlite_master WHERE type = 'table'"
                                       " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search\\_%' ESCAPE '\\'",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    dump_table (database, (const char *) sqlite3_column_text (statement, 0), lines);
  sqlite3_finalize (statement);
  sqlite3_close (database);
  dump_pictures (pictures, lines);
  dump_pictures (files, lines);
  g_ptr_array_sort_values (lines, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (GStrv) lines->pdata);
}

static char *
back_up (Room *room)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  char *path = g_build_filename (room->cache, "backup.zip", NULL);

  test_await (gazette_newsroom_back_up (room->newsroom, path, "[page]\ntext-size=20\n", cancellable));

  return path;
}

static GazetteRestored *
restore (Room       *room,
         const char *path)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GazetteBackup) backup = test_await_boxed (gazette_newsroom_look_at_backup (room->newsroom, path));

  return test_await_boxed (gazette_newsroom_restore (room->newsroom, backup, cancellable));
}

static void
test_what_is_restored_is_equal (void)
{
  g_auto(Room) here = { 0 };
  g_auto(Room) there = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *dialect = NULL;
  g_autoptr(GazetteBackup) backup = NULL;
  g_autoptr(GazetteRestored) restored = NULL;

  room_open (&here);
  fill (&here);
  path = back_up (&here);

  room_open (&there);
  backup = test_await_boxed (gazette_newsroom_look_at_backup (there.newsroom, path));
  g_assert_cmpuint (gazette_backup_get_n_rows (backup, "articles"), ==, 4);
  g_assert_cmpuint (gazette_backup_get_n_rows (backup, "sources"), ==, 2);
  g_assert_cmpuint (gazette_backup_get_n_pictures (backup), ==, 2);
  g_assert_cmpstr (gazette_backup_get_preferences (backup), ==, "[page]\ntext-size=20\n");
  g_assert_cmpint (gazette_backup_get_made (backup), >, 1700000000);
  restored = restore (&there, path);
  g_assert_cmpuint (restored->n_sources, ==, 2);
  g_assert_cmpuint (restored->n_articles, ==, 4);
  g_assert_cmpuint (restored->n_known, ==, 0);
  g_assert_cmpuint (restored->n_skipped, ==, 0);
  g_assert_cmpuint (restored->n_incomplete, ==, 0);
  dialect = gazette_newsroom_dup_dialect_name (there.newsroom, "mine");
  g_assert_cmpstr (dialect, ==, "Mine");

  room_leave (&here);
  room_leave (&there);
  before = dump (&here);
  after = dump (&there);
  g_assert_nonnull (strstr (before, "All of it."));
  g_assert_cmpstr (before, ==, after);
}

static void
test_restoring_twice_changes_nothing (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GazetteRestored) restored = NULL;

  room_open (&room);
  fill (&room);
  path = back_up (&room);
  room_leave (&room);
  before = dump (&room);
  room_enter (&room);
  restored = restore (&room, path);
  g_assert_cmpuint (restored->n_articles, ==, 0);
  g_assert_cmpuint (restored->n_known, ==, 4);
  g_assert_cmpuint (restored->n_skipped, ==, 0);
  room_leave (&room);
  after = dump (&room);
  g_assert_cmpstr (before, ==, after);
}

/* What is read or saved in either is so; what is only here stays. */
static void
test_merging_loses_nothing (void)
{
  g_auto(Room) room = { 0 };
  GazetteLibrary *library;
  g_autofree char *path = NULL;
  g_autoptr(GazetteStored) one = NULL;
  g_autoptr(GazetteStored) two = NULL;
  g_autoptr(GazetteStored) five = NULL;
  g_autoptr(GBytes) picture = NULL;
  g_autoptr(GazetteRestored) restored = NULL;

  room_open (&room);
  fill (&room);
  path = back_up (&room);

  library = room_get_library (&room);
  test_await (gazette_newsroom_unsave (room.newsroom, room_find (&room, "One")));
  test_await (gazette_library_set_read (library, room_find (&room, "One"), FALSE));
  test_await (gazette_newsroom_save (room.newsroom, room_find (&room, "Four")));
  room_serve (&room, "/third.json", JSON_TYPE, FEED (ITEM ("5", "Five", "<p>Fifth.</p>")));
  room_add (&room, "/third.json");
  room_restart (&room);

  restored = restore (&room, path);
  one = room_load_article (&room, room_find (&room, "One"));
  g_assert_cmpint (one->saved, ==, GAZETTE_SAVED_COMPLETE);
  g_assert_true (one->read);
  two = room_load_article (&room, room_find (&room, "Four"));
  g_assert_cmpint (two->saved, ==, GAZETTE_SAVED_COMPLETE);
  five = room_load_article (&room, room_find (&room, "Five"));
  g_assert_cmpstr (five->article->html, ==, "<p>Fifth.</p>");
  picture = test_await_boxed (gazette_library_load_picture (room_get_library (&room), one->article->image));
  g_assert_cmpmem (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), PICTURE_A, strlen (PICTURE_A));
  g_assert_cmpuint (room_count_sources (&room), ==, 3);
}

/* What a removed source had is not in it, but for what was saved or has a highlight. */
static void
test_what_was_removed_stays_so (void)
{
  g_auto(Room) here = { 0 };
  g_auto(Room) there = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *list = NULL;
  g_autoptr(GazetteRestored) restored = NULL;
  g_autoptr(GazetteStored) one = NULL;

  room_open (&here);
  fill (&here);
  one = room_load_article (&here, room_find (&here, "One"));
  test_await (gazette_library_remove_source (room_get_library (&here), one->source_id));
  path = back_up (&here);
  room_open (&there);
  restored = restore (&there, path);
  g_assert_cmpuint (restored->n_articles, ==, 3);
  list = room_list (&there);
  g_assert_nonnull (strstr (list, "Four"));
  g_assert_cmpuint (room_count_sources (&there), ==, 1);
}

/* A dialect with a key, as a person has written it, and a source that is asked with it. */
static gint64
add_locked (Room *room)
{
  g_autofree char *folder = g_build_filename (room->data, "dialects", NULL);
  g_autofree char *path = g_build_filename (folder, "locked.json", NULL);
  g_autofree char *dialect =
    g_strdup_printf ("{\"id\": \"locked\", \"name\": \"Locked\", \"recognise\": [[{\"path\": \"$.locked\"}]],"
                     " \"request\": {\"hosts\": [\"%s\"], \"key\": {\"parameter\": \"api-key\", \"required\": true,"
                     " \"hint\": \"Ask the keeper.\", \"url\": \"https://example.org/keys\"}},"
                     " \"articles\": [\"$.news\"], \"article\": {\"title\": [{\"path\": \"$.t\", \"as\": \"text\"}]}}",
                     gazette_test_server_get_base (room->server) + strlen ("http://"));

  room_leave (room);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, dialect, -1, NULL));
  room_enter (room);
  room_serve (room, "/locked?api-key=" KEY, "Content-Type: application/json",
              "{\"locked\": true, \"news\": [{\"t\": \"Behind the lock\"}]}");

  return room_add (room, "/locked?api-key=" KEY);
}

/* Whether the words are anywhere in a file, or in what is packed in it. */
static guint
count_entries_with (const char *path,
                    const char *words)
{
  g_autoptr(GazetteUnzip) unzip = gazette_unzip_new (path, NULL);
  g_autofree char *contents = NULL;
  gsize length;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  if (memmem (contents, length, words, strlen (words)) != NULL)
    n++;
  for (guint i = 0; i < gazette_unzip_get_n_entries (unzip); i++)
    {
      const GazetteUnzipEntry *entry = gazette_unzip_get_entry (unzip, i);
      g_autoptr(GBytes) bytes = gazette_unzip_read_all (unzip, entry, 1024 * 1024, NULL);

      g_assert_nonnull (bytes);
      if (strstr (entry->name, words) != NULL ||
          (g_bytes_get_size (bytes) > 0 &&
           memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), words, strlen (words)) != NULL))
        n++;
    }

  return n;
}

/* The key is used: without it the server would have given nothing. */
static void
test_no_secret_is_in_it (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *path = NULL;
  gint64 id;

  room_open (&room);
  fill (&room);
  id = add_locked (&room);
  g_assert_false (gazette_newsroom_wants_key (room.newsroom, id));
  room_assert_hits (&room, "/locked?api-key=" KEY, 1);
  room_find (&room, "Behind the lock");

  path = back_up (&room);
  g_assert_cmpuint (count_entries_with (path, "Behind the lock"), >, 0);
  g_assert_cmpuint (count_entries_with (path, "/locked"), >, 0);
  g_assert_cmpuint (count_entries_with (path, KEY), ==, 0);
}

static void
test_stopping_leaves_nothing (void)
{
  g_auto(Room) room = { 0 };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = NULL;

  room_open (&room);
  fill (&room);
  folder = test_make_folder ();
  path = g_build_filename (folder, "backup.zip", NULL);
  g_cancellable_cancel (cancellable);
  error = test_await_error (gazette_newsroom_back_up (room.newsroom, path, NULL, cancellable));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

/* A file that somebody else made, in place of a backup. */
typedef struct
{
  GazetteDraft *draft;
  GazetteZip   *zip;
  char         *path;
  GString      *tables;
} Forgery;

static void
forgery_begin (Forgery *self,
               Room    *room)
{
  self->path = g_build_filename (room->cache, "forgery.zip", NULL);
  self->draft = gazette_draft_new (self->path, NULL);
  self->zip = gazette_zip_new (self->draft);
  self->tables = g_string_new (NULL);
}

static void
forgery_add_table (Forgery    *self,
                   const char *name,
                   const char *rows)
{
  g_autofree char *file = g_strdup_printf ("tables/%s.jsonl", name);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, rows, -1);

  gazette_zip_add (self->zip, file, rows, strlen (rows), GAZETTE_ZIP_DEFLATED);
  g_string_append_printf (self->tables, "%s{\"name\":\"%s\",\"rows\":1,\"sha256\":\"%s\"}",
                          self->tables->len > 0 ? "," : "", name, sha256);
}

static void
forgery_end (Forgery    *self,
             const char *head)
{
  g_autofree char *manifest = g_strdup_printf ("{%s,\"tables\":[%s]}", head, self->tables->str);

  gazette_zip_add (self->zip, "manifest.json", manifest, strlen (manifest), GAZETTE_ZIP_DEFLATED);
  gazette_zip_finish (self->zip);
  g_assert_true (gazette_draft_finish (self->draft, NULL));
}

static void
forgery_clear (Forgery *self)
{
  gazette_zip_free (self->zip);
  gazette_draft_free (self->draft);
  g_string_free (self->tables, TRUE);
  g_free (self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Forgery, forgery_clear)

#define HEAD "\"format\":\"gazette-backup\",\"version\":1,\"library\":1"
#define SOURCE(id, url) \
  "{\"id\":" id ",\"url\":\"" url "\",\"dialect\":\"jsonfeed\",\"title\":\"S\",\"fetched\":0,\"not_before\":0," \
  "\"ended\":0,\"removed\":0,\"n_articles\":99,\"n_unread\":99}\n"
#define ARTICLE(id, source, guid, url) \
  "{\"id\":" id ",\"source_id\":" source ",\"guid\":\"" guid "\",\"digest\":1,\"sort_key\":1,\"published\":1," \
  "\"modified\":1,\"first_seen\":1,\"read\":7,\"saved\":2,\"title\":\"T " guid "\",\"summary\":\"\",\"url\":" url "}\n"

#define ARTICLES \
  ARTICLE ("1", "1", "good", "\"https://example.org/1\"") \
  ARTICLE ("2", "1", "bad", "\"file:///etc/passwd\"") \
  ARTICLE ("3", "2", "orphan", "null") \
  ARTICLE ("4", "77", "none", "null")

static void
test_what_is_wrong_is_passed_over (void)
{
  g_auto(Room) room = { 0 };
  g_auto(Forgery) forgery = { 0 };
  g_autoptr(GazetteRestored) restored = NULL;
  g_autoptr(GazetteStored) stored = NULL;
  g_autofree char *outside = NULL;

  room_open (&room);
  forgery_begin (&forgery, &room);
  forgery_add_table (&forgery, "sources",
                     SOURCE ("1", "https://example.org/feed") SOURCE ("2", "file:///etc/passwd") "not JSON\n\xff\n"
                     "{\"id\":3,\"url\":\"https://example.org/3\",\"title\":[1]}\n");
  forgery_add_table (&forgery, "articles", ARTICLES);
  forgery_add_table (&forgery, "contents", "{\"article_id\":1,\"html\":\"<p>Good.</p>\"}\n{\"article_id\":9,\"html\":\"x\"}\n");
  forgery_add_table (&forgery, "pictures", "{\"hash\":\"../../../../etc/passwd\",\"size\":1}\n");
  forgery_add_table (&forgery, "article_pictures",
                     "{\"article_id\":1,\"url\":\"https://example.org/p.png\",\"hash\":\"../../../../etc/passwd\"}\n");
  forgery_add_table (&forgery, "no_such_table", "{\"a\":1}\n");
  gazette_zip_add (forgery.zip, "pictures/0000000000000000000000000000000000000000000000000000000000000000",
                   PICTURE_A, strlen (PICTURE_A), GAZETTE_ZIP_STORED);
  gazette_zip_add (forgery.zip, "dialects/broken.json", "{", 1, GAZETTE_ZIP_STORED);
  forgery_end (&forgery, HEAD);

  restored = restore (&room, forgery.path);
  g_assert_cmpuint (restored->n_sources, ==, 1);
  g_assert_cmpuint (restored->n_articles, ==, 1);
  g_assert_cmpuint (restored->n_skipped, >, 0);
  g_assert_cmpuint (restored->n_incomplete, ==, 1);
  stored = room_load_article (&room, room_find (&room, "T good"));
  g_assert_cmpint (stored->saved, ==, GAZETTE_SAVED_INCOMPLETE);
  g_assert_true (stored->read);
  g_assert_nonnull (stored->saved_note);
  g_assert_cmpstr (stored->article->html, ==, "<p>Good.</p>");
  outside = g_build_filename (room.data, "dialects", "broken.json", NULL);
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
}

static void
assert_refused (Room       *room,
                const char *path,
                const char *words)
{
  g_autoptr(GError) error = test_await_error (gazette_newsroom_look_at_backup (room->newsroom, path));

  test_assert_words (error, GAZETTE_ERROR_NOT_READABLE, words);
}

static void
refuse (Room       *room,
        const char *head,
        const char *entry,
        const char *words)
{
  g_auto(Forgery) forgery = { 0 };

  forgery_begin (&forgery, room);
  if (entry != NULL)
    gazette_zip_add (forgery.zip, entry, "x", 1, GAZETTE_ZIP_STORED);
  forgery_end (&forgery, head);
  assert_refused (room, forgery.path, words);
}

static void
test_what_is_no_backup_is_refused (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *path = NULL;

  room_open (&room);
  refuse (&room, "\"format\":\"other\"", NULL, "not a backup of Gazette");
  refuse (&room, "\"format\":\"gazette-backup\",\"version\":2,\"library\":1", NULL, "newer version");
  refuse (&room, "\"format\":\"gazette-backup\",\"version\":1,\"library\":9999", NULL, "newer version");
  refuse (&room, "\"format\":\"gazette-backup\"", NULL, "damaged");
  refuse (&room, HEAD, "../evil", "to do harm");
  refuse (&room, HEAD, "/etc/passwd", "to do harm");
  refuse (&room, HEAD, "pictures/../../evil", "to do harm");
  refuse (&room, HEAD, "a\\b", "to do harm");
  refuse (&room, HEAD, "manifest.json", "to do harm");

  path = g_build_filename (room.cache, "text.zip", NULL);
  g_assert_true (g_file_set_contents (path, "This is no ZIP file at all, only a text.", -1, NULL));
  assert_refused (&room, path, "damaged");
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (&room, path, "damaged");
  assert_refused (&room, room.cache, "damaged");
  assert_refused (&room, "/dev/zero", "damaged");
  g_unlink (path);
  assert_refused (&room, path, "could not be read");
}

/* A gigabyte of nothing, packed into a megabyte. */
static void
test_a_bomb_is_refused (void)
{
  g_auto(Room) room = { 0 };
  g_auto(Forgery) forgery = { 0 };
  g_autofree char *zeros = g_malloc0 (1024 * 1024);

  room_open (&room);
  forgery_begin (&forgery, &room);
  gazette_zip_begin (forgery.zip, "tables/sources.jsonl", GAZETTE_ZIP_DEFLATED);
  for (guint i = 0; i < 100; i++)
    gazette_zip_write (forgery.zip, zeros, 1024 * 1024);
  gazette_zip_end (forgery.zip);
  forgery_end (&forgery, HEAD);
  assert_refused (&room, forgery.path, "to do harm");
}

/* Wherever it is cut, and whichever byte is another one: it is refused in words, or
 * restored without what was damaged. */
static void
test_damage_is_noticed (void)
{
  g_auto(Room) here = { 0 };
  g_auto(Room) there = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  gsize length;
  guint n_sound = 0;

  room_open (&here);
  fill (&here);
  path = back_up (&here);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  room_open (&there);

  for (gsize cut = 0; cut < length; cut += 97)
    {
      g_assert_true (g_file_set_contents (path, contents, (gssize) cut, NULL));
      assert_refused (&there, path, "damaged");
    }
  for (gsize at = 0; at < length; at += 31)
    {
      DexFuture *future;
      g_autoptr(GError) error = NULL;

      contents[at] = (char) ~contents[at];
      g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
      contents[at] = (char) ~contents[at];
      future = gazette_newsroom_look_at_backup (there.newsroom, path);
      test_wait (future);
      if (dex_future_get_value (future, &error) == NULL)
        g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE);
      else
        n_sound++;
      dex_unref (future);
    }
  /* Only what says nothing, or is in a picture, may be another byte. */
  g_assert_cmpuint (n_sound, <, length / 31 / 2);
}

/* The bytes of a picture are others: all else comes, and the article says so. */
static void
test_a_damaged_picture_is_missing (void)
{
  g_auto(Room) here = { 0 };
  g_auto(Room) there = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_autoptr(GazetteRestored) restored = NULL;
  g_autoptr(GazetteStored) one = NULL;
  gsize length;
  char *at;

  room_open (&here);
  fill (&here);
  path = back_up (&here);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  at = memmem (contents, length, "the first picture", 17);
  g_assert_nonnull (at);
  *at = 'T';
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));

  room_open (&there);
  restored = restore (&there, path);
  g_assert_cmpuint (restored->n_articles, ==, 4);
  g_assert_cmpuint (restored->n_incomplete, ==, 1);
  one = room_load_article (&there, room_find (&there, "One"));
  g_assert_cmpint (one->saved, ==, GAZETTE_SAVED_INCOMPLETE);
  g_assert_cmpstr (one->saved_note, ==, "A picture is damaged in the backup that the article came from.");
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/newsroom/backup/" name, func)
  ADD ("equal", test_what_is_restored_is_equal);
  ADD ("twice", test_restoring_twice_changes_nothing);
  ADD ("merge", test_merging_loses_nothing);
  ADD ("removed", test_what_was_removed_stays_so);
  ADD ("secret", test_no_secret_is_in_it);
  ADD ("stop", test_stopping_leaves_nothing);
  ADD ("wrong-rows", test_what_is_wrong_is_passed_over);
  ADD ("refused", test_what_is_no_backup_is_refused);
  ADD ("bomb", test_a_bomb_is_refused);
  ADD ("damage", test_damage_is_noticed);
  ADD ("damaged-picture", test_a_damaged_picture_is_missing);
#undef ADD

  return g_test_run ();
}
