/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of files that broke off go on where they did, as long as that is right. */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>

#include "podcast.h"

/* How much came before it broke off. */
#define PART 20

/* What the server has as long as nothing changed, and what it says of that. */
#define TAGGED SOUND_TYPE "\nETag: \"one\""
#define ASKED "Range: bytes=20-\nIf-Range: \"one\""
#define REST "Content-Range: bytes 20-65/66"
#define OTHER "ID3 another sound, which is longer than the one that was there before it was changed"

#define MEGABYTE (1024 * 1024)

static void
assert_copy (Room       *room,
             gint64      article_id,
             const char *expected,
             gsize       length)
{
  g_autofree char *path = podcast_find (room, article_id);
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_cmpmem (contents, size, expected, length);
}

static void
assert_no_complaint (Room *room)
{
  g_autofree char *complaint = gazette_test_server_dup_complaint (room->server);

  g_assert_cmpstr (complaint, ==, NULL);
}

static void
answer_part (Room       *room,
             const char *headers)
{
  const GazetteTestAnswer answer = {
    .headers = headers,
    .body = SOUND,
    .fault = GAZETTE_TEST_FAULT_CUT_OFF,
    .cut_off = PART,
  };

  room_answer (room, "/one.mp3", &answer);
}

/* The part is there, and the connection broke off. */
static gint64
break_off (Room       *room,
           const char *headers)
{
  g_autoptr(GError) error = NULL;
  gint64 id;

  room_open (room);
  answer_part (room, headers);
  id = podcast_add (room, PODCAST (""));
  error = test_await_error (podcast_keep (room, id));
  test_assert_words (error, GAZETTE_ERROR_UNREACHABLE, "broke off");

  return id;
}

typedef struct
{
  const char        *name;
  /* What came first with the part. */
  const char        *first;
  GazetteTestAnswer  second;
  /* Of a server that does not answer the second time as it should. */
  GazetteTestAnswer  third;
  const char        *expected;
} Case;

static const Case cases[] = {
  { "the rest", TAGGED,
    { .status = 206, .headers = TAGGED "\n" REST, .body = &SOUND[PART], .expect = ASKED }, { 0 }, SOUND },
  { "the rest by its date", SOUND_TYPE "\nLast-Modified: Mon, 02 Jan 2023 10:00:00 GMT\nDate: Mon, 02 Jan 2023 10:00:01 GMT",
    { .status = 206, .headers = SOUND_TYPE "\n" REST, .body = &SOUND[PART],
      .expect = "Range: bytes=20-\nIf-Range: Mon, 02 Jan 2023 10:00:00 GMT" }, { 0 }, SOUND },
  { "the rest from elsewhere", TAGGED,
    { .status = 302, .headers = "Location: {{base}}/two.mp3", .expect = ASKED }, { 0 }, SOUND },
  { "the whole of what was changed", TAGGED,
    { .headers = SOUND_TYPE "\nETag: \"two\"", .body = OTHER, .chunk_size = 30, .expect = ASKED }, { 0 }, OTHER },
  { "the whole from who knows no parts", TAGGED,
    { .headers = TAGGED, .body = SOUND, .chunk_size = 30, .expect = ASKED }, { 0 }, SOUND },
  { "no rest", TAGGED,
    { .status = 416, .headers = "Content-Range: bytes */66", .expect = ASKED },
    { .headers = TAGGED, .body = SOUND, .chunk_size = 30, .expect = "!Range" }, SOUND },
  { "another part", TAGGED,
    { .status = 206, .headers = TAGGED "\nContent-Range: bytes 0-65/66", .body = SOUND, .expect = ASKED },
    { .headers = TAGGED, .body = SOUND, .chunk_size = 30, .expect = "!Range" }, SOUND },
  { "the rest of something else", TAGGED,
    { .status = 206, .headers = SOUND_TYPE "\nETag: \"two\"\n" REST, .body = &OTHER[PART], .expect = ASKED },
    { .headers = SOUND_TYPE "\nETag: \"two\"", .body = OTHER, .chunk_size = 30, .expect = "!Range" }, OTHER },
  { "the whole, where a part cannot be told from others", SOUND_TYPE "\nETag: W/\"one\"",
    { .headers = SOUND_TYPE, .body = SOUND, .chunk_size = 30, .expect = "!Range\n!If-Range" }, { 0 }, SOUND },
  { "the whole, where it may have changed within its second",
    SOUND_TYPE "\nLast-Modified: Mon, 02 Jan 2023 10:00:00 GMT\nDate: Mon, 02 Jan 2023 10:00:00 GMT",
    { .headers = SOUND_TYPE, .body = SOUND, .chunk_size = 30, .expect = "!Range\n!If-Range" }, { 0 }, SOUND },
};

static void
test_case (gconstpointer data)
{
  const Case *self = data;
  g_auto(Room) room = { 0 };
  gint64 id = break_off (&room, self->first);

  room_answer (&room, "/one.mp3", &self->second);
  if (self->third.body != NULL)
    room_answer (&room, "/one.mp3", &self->third);
  room_answer (&room, "/two.mp3",
               &(GazetteTestAnswer) { .status = 206, .headers = TAGGED "\n" REST, .body = &SOUND[PART], .expect = ASKED });

  /* As much in another run of the program. */
  room_restart (&room);
  test_await (podcast_keep (&room, id));
  podcast_assert_state (&room, id, "kept");
  assert_copy (&room, id, self->expected, strlen (self->expected));
  assert_no_complaint (&room);
  room_assert_hits (&room, "/one.mp3", self->third.body != NULL ? 3 : 2);
}

/* In the midst of it the program ends. What is asked for then is what is missing. */
static void
test_goes_on_by_itself (void)
{
  g_auto(Room) room = { 0 };
  g_autofree char *much = g_malloc (4 * MEGABYTE);
  GazetteTestAnswer answer = {
    .headers = TAGGED,
    .body = much,
    .length = 4 * MEGABYTE,
    .chunk_size = 64 * 1024,
    .pace = 50,
  };
  g_autofree char *range = NULL;
  guint64 n_sent;
  gint64 id;

  for (guint i = 0; i < 4 * MEGABYTE; i++)
    much[i] = (char) (i * 7 % 251);
  room_open (&room);
  room_answer (&room, "/one.mp3", &answer);
  answer.chunk_size = answer.pace = 0;
  room_answer (&room, "/one.mp3", &answer);
  id = podcast_add (&room, PODCAST (""));
  dex_future_disown (podcast_keep (&room, id));
  for (gint64 n_received = 0, n_all = 0; n_received < 512 * 1024;)
    {
      g_autoptr(GazetteAttachment) attachment = podcast_load (&room, id);

      g_assert_true (gazette_newsroom_get_file_progress (room.newsroom, id, attachment->url, &n_received, &n_all));
      g_main_context_iteration (NULL, FALSE);
    }
  room_leave (&room);

  /* It may be long until then. */
  {
    g_autofree char *folder = g_build_filename (room.data, "files", NULL);

    podcast_age_files (folder);
  }
  room_enter (&room);
  podcast_wait_until_kept (&room, id);
  assert_copy (&room, id, much, 4 * MEGABYTE);
  room_assert_hits (&room, "/one.mp3", 2);
  range = gazette_test_server_dup_header (room.server, "/one.mp3", "Range");
  g_assert_nonnull (range);
  n_sent = g_ascii_strtoull (range + strlen ("bytes="), NULL, 10);
  g_assert_cmpuint (n_sent, >=, 512 * 1024);
  g_assert_cmpuint (n_sent, <, 4 * MEGABYTE);
}

/* Another process has the same library open and is at it. */
static void
test_two_at_once (void)
{
  g_auto(Room) room = { 0 };
  gint64 id = break_off (&room, TAGGED);
  g_autoptr(GPtrArray) files = test_await_boxed (gazette_library_list_files (room_get_library (&room), id));
  const GazetteKeptFile *file = files->pdata[0];
  g_autofree char *contents = NULL;
  gsize size;
  int fd = g_open (file->draft, O_RDONLY | O_CLOEXEC, 0);

  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  room_answer (&room, "/one.mp3", &(GazetteTestAnswer) { .headers = TAGGED, .body = SOUND, .expect = "!Range" });
  test_await (podcast_keep (&room, id));
  assert_copy (&room, id, SOUND, strlen (SOUND));
  g_assert_true (g_file_get_contents (file->draft, &contents, &size, NULL));
  g_assert_cmpmem (contents, size, SOUND, PART);
  g_close (fd, NULL);
}

static void
test_nothing_stays (void)
{
  g_auto(Room) room = { 0 };
  gint64 id = break_off (&room, TAGGED);
  g_autoptr(GazetteAttachment) attachment = podcast_load (&room, id);
  g_autofree char *folder = g_build_filename (room.data, "files", NULL);

  /* One that nobody wants any more. */
  podcast_wait_for_files (&room, 1);
  test_await (gazette_newsroom_forget_file (room.newsroom, id, attachment->url));
  podcast_wait_for_files (&room, 0);

  /* One that is not there any more. */
  answer_part (&room, TAGGED);
  room_answer (&room, "/one.mp3", &(GazetteTestAnswer) { .status = 404 });
  answer_part (&room, TAGGED);
  for (guint i = 0; i < 3; i++)
    {
      GazetteError expected = i == 1 ? GAZETTE_ERROR_NOT_FOUND : GAZETTE_ERROR_UNREACHABLE;
      g_autoptr(GError) error = test_await_error (podcast_keep (&room, id));

      g_assert_error (error, GAZETTE_ERROR, (int) expected);
      podcast_wait_for_files (&room, i == 1 ? 0 : 1);
    }

  /* One of an article that is not saved any more. */
  test_await (gazette_newsroom_save (room.newsroom, id));
  test_await (gazette_newsroom_unsave (room.newsroom, id));
  room_leave (&room);
  podcast_age_files (folder);
  room_enter (&room);
  podcast_wait_for_files (&room, 0);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/newsroom/file-rest/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/newsroom/file-rest/goes-on-by-itself", test_goes_on_by_itself);
  g_test_add_func ("/newsroom/file-rest/two-at-once", test_two_at_once);
  g_test_add_func ("/newsroom/file-rest/nothing-stays", test_nothing_stays);

  return g_test_run ();
}
