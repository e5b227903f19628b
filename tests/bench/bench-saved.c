/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>

#include "gazette-newsroom.h"

/* bench-saved FOLDER [N]: a library of ten saved articles with three pictures each and
 * one of N, made in the folder if they are not there, and how long it takes to open some
 * of either: the article, its document, its pictures. Prints "few" and "many", each with
 * the median and the most in milliseconds. See README.md. */

#define N_PICTURES 3
#define PICTURE_SIZE 20000
#define N_OPENED 50
#define N_FEW 10
#define N_MANY 10000

/* A library, which of its articles are opened, and how long each took. */
typedef struct
{
  GazetteNewsroom *newsroom;
  gint64           ids[N_OPENED];
  gint64           times[N_OPENED];
} Shelf;

static DexFuture *
pass_on_cb (DexFuture *future,
            gpointer   user_data)
{
  return dex_ref (future);
}

/* Takes the future, and says why should it fail. The value is there until the next call. */
static const GValue *
await (DexFuture *future)
{
  static DexFuture *followed;
  g_autoptr(GError) error = NULL;
  const GValue *value;

  dex_clear (&followed);
  followed = dex_future_finally (future, pass_on_cb, NULL, NULL);
  while (dex_future_is_pending (followed))
    g_main_context_iteration (NULL, TRUE);
  value = dex_future_get_value (followed, &error);
  if (value == NULL)
    g_error ("%s", error->message);

  return value;
}

static GazetteArticle *
make_article (guint number)
{
  g_autofree char *id = g_strdup_printf ("%u", number);
  g_autoptr(GString) html = g_string_new (NULL);
  GazetteArticle *article = gazette_article_new (id);

  for (guint i = 0; i < N_PICTURES; i++)
    g_string_append_printf (html, "<p>Some words, as there are in any article, and some more of them.</p>"
                                  "<img src='https://bench.example/%u-%u.png'>",
                            number, i);
  g_set_str (&article->title, id);
  article->published = 1700000000 + number;
  article->html = g_string_free_and_steal (g_steal_pointer (&html));

  return article;
}

static void
fill (GazetteLibrary *library,
      guint           n)
{
  g_autoptr(GazetteSource) source = gazette_source_new ("https://bench.example/feed.json");
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("json-feed");

  g_set_str (&source->title, "Bench");
  g_set_str (&source->dialect, "json-feed");
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (edition->articles, make_article (i));
  await (gazette_library_add_source (library, source, edition));

  for (guint i = 0; i < n; i++)
    {
      for (guint j = 0; j < N_PICTURES; j++)
        {
          g_autofree char *url = g_strdup_printf ("https://bench.example/%u-%u.png", i, j);
          char *data = g_malloc0 (PICTURE_SIZE);
          g_autoptr(GBytes) bytes = g_bytes_new_take (data, PICTURE_SIZE);

          g_snprintf (data, PICTURE_SIZE, "\x89PNG\r\n\x1a\n %s", url);
          await (gazette_library_keep_picture (library, i + 1, url, bytes));
        }
      await (gazette_library_set_saved (library, i + 1, GAZETTE_SAVED_COMPLETE, NULL));
    }
}

/* In microseconds. */
static gint64
measure (GazetteNewsroom *newsroom,
         gint64           id)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GazetteDocument) document = NULL;
  g_auto(GStrv) pictures = NULL;

  stored = g_value_dup_boxed (await (gazette_library_load_article (gazette_newsroom_get_library (newsroom), id)));
  document = g_value_dup_boxed (await (gazette_newsroom_load_document (newsroom, stored)));
  pictures = gazette_document_dup_pictures (document);
  for (guint i = 0; pictures[i] != NULL; i++)
    await (gazette_newsroom_load_saved_picture (newsroom, id, pictures[i]));

  return g_get_monotonic_time () - begin;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

static void
shelf_open (Shelf      *self,
            const char *folder,
            guint       n)
{
  g_autofree char *data = g_strdup_printf ("%s/%u", folder, n);
  g_autofree char *cache = g_build_filename (data, "cache", NULL);
  g_autofree char *database = g_build_filename (data, "library.db", NULL);
  gboolean is_there = g_file_test (database, G_FILE_TEST_EXISTS);
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);

  self->newsroom = g_value_dup_object (await (gazette_newsroom_open (data, cache)));
  if (!is_there)
    fill (gazette_newsroom_get_library (self->newsroom), n);
  for (guint i = 0; i < N_OPENED; i++)
    self->ids[i] = g_rand_int_range (rand, 1, (gint32) n + 1);
}

static void
shelf_close (Shelf      *self,
             const char *name)
{
  qsort (self->times, N_OPENED, sizeof self->times[0], compare);
  g_print ("%s %.3f %.3f\n", name, (double) self->times[N_OPENED / 2] / 1000, (double) self->times[N_OPENED - 1] / 1000);
  await (gazette_newsroom_close (self->newsroom));
  g_clear_object (&self->newsroom);
}

int
main (int   argc,
      char *argv[])
{
  guint n = argc == 3 ? (guint) atoi (argv[2]) : N_MANY;
  Shelf few = { 0 };
  Shelf many = { 0 };

  if (argc < 2 || argc > 3 || n == 0)
    g_error ("bench-saved FOLDER [N]");
  dex_init ();
  shelf_open (&few, argv[1], N_FEW);
  shelf_open (&many, argv[1], n);

  /* The first time each of them comes from the disk. Then they take turns: a slow moment
   * of the machine hits both. */
  for (guint turn = 0; turn < 2; turn++)
    {
      for (guint i = 0; i < N_OPENED; i++)
        {
          few.times[i] = measure (few.newsroom, few.ids[i]);
          many.times[i] = measure (many.newsroom, many.ids[i]);
        }
    }
  shelf_close (&few, "few");
  shelf_close (&many, "many");

  return 0;
}
