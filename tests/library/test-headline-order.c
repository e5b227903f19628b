/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The orders of a list, its sections, and what becomes of them: GAZETTE_STEPS says how
 * many random changes are followed. */

#include "config.h"

#include "headlines-fixture.h"
#include "library-fixture.h"

#define URL "https://example.org/news.json"
#define OTHER_URL "https://example.com/news.json"
#define NEWEST 1700000000

static GazetteEdition *
make_edition (const char *titles)
{
  GazetteEdition *edition = gazette_edition_new ("jsonfeed");
  g_auto(GStrv) list = g_strsplit (titles, " ", -1);

  for (gsize i = 0; list[i] != NULL; i++)
    fixture_add_article (edition, list[i], list[i], NEWEST - (gint64) i * 10);

  return edition;
}

static void
set_order (GazetteHeadlines *headlines,
           GazetteOrder      order)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (dex_await_boolean (gazette_headlines_set_order (headlines, order), &error));
  g_assert_no_error (error);
}

static void
set_length (GazetteEdition *edition,
            guint           i,
            const char     *html)
{
  GazetteArticle *article = g_ptr_array_index (edition->articles, i);

  g_set_str (&article->html, html);
}

static void
test_orders_are_what_they_say (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b c");
  g_autoptr(GazetteEdition) other = make_edition ("d e f");
  Shadow shadow;
  gint64 source_id, other_id, b, e;

  /* As it is written it is the longest. */
  set_length (edition, 0, "<p class=\"of-no-more-than-a-few-characters\" lang=\"en\">short</p><script>none ()</script>");
  set_length (edition, 1, "<p>the longest of all of them, which is b</p>");
  set_length (other, 0, "<p>not so short: d</p>");
  set_length (other, 1, NULL);
  edition->title = g_strdup ("Zebra");
  other->title = g_strdup ("antelope");
  source_id = fixture_add_source (library, URL, edition);
  other_id = fixture_add_source (library, OTHER_URL, other);
  b = fixture_find (library, 0, "b");
  e = fixture_find (library, 0, "e");
  shadow_init (&shadow, library);
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_ALL, 0);
  headlines_wait_for (shadow.headlines, "d a e b f c");

  set_order (shadow.headlines, GAZETTE_ORDER_OLDEST);
  headlines_wait_for (shadow.headlines, "c f b e a d");
  set_order (shadow.headlines, GAZETTE_ORDER_SOURCE);
  headlines_wait_for (shadow.headlines, "d e f a b c");
  set_order (shadow.headlines, GAZETTE_ORDER_LONGEST);
  headlines_wait_for (shadow.headlines, "b d a f c e");

  /* What was fetched is what is read. */
  fixture_await (gazette_library_keep_full_html (library, e, "<p>This is even longer than the one of b, by some words.</p>"));
  headlines_wait_for (shadow.headlines, "e b d a f c");

  /* Where it was, whatever the order. */
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_UNREAD, 0);
  gazette_headlines_set_retained (shadow.headlines, b);
  fixture_await (gazette_library_set_read (library, b, TRUE));
  fixture_await (gazette_library_set_read (library, e, TRUE));
  headlines_wait_for (shadow.headlines, "b d a f c");
  set_order (shadow.headlines, GAZETTE_ORDER_SOURCE);
  headlines_wait_for (shadow.headlines, "d f a b c");
  gazette_headlines_set_retained (shadow.headlines, 0);
  headlines_wait_for (shadow.headlines, "d f a c");

  /* A source with another name has another place. */
  fixture_await (gazette_library_rename_source (library, source_id, "Aardvark"));
  headlines_wait_for (shadow.headlines, "a c d f");
  fixture_await (gazette_library_set_saved (library, e, GAZETTE_SAVED_COMPLETE, NULL));
  fixture_await (gazette_library_remove_source (library, other_id));
  headlines_wait_for (shadow.headlines, "a c");
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_SAVED, 0);
  headlines_wait_for (shadow.headlines, "e");

  shadow_clear (&shadow);
  fixture_close (library);
}

static gint64
get_key (GazetteHeadlines *headlines,
         guint             position)
{
  GazetteSection section;
  guint end;

  g_assert_true (gazette_headlines_get_section (headlines, position, &section, &end));

  return section.key;
}

static void
count_cb (guint *n)
{
  *n += 1;
}

static void
test_days_are_sections (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autoptr(GDateTime) noon = g_date_time_new_local (2025, 3, 12, 12, 0, 0);
  g_autoptr(GDateTime) night = g_date_time_new_local (2025, 3, 12, 0, 0, 0);
  g_autoptr(GDateTime) eve = g_date_time_new_local (2025, 3, 11, 23, 59, 59);
  GazetteSection section;
  GazetteArticle *article;
  Shadow shadow;
  gint64 source_id;
  guint end;
  guint n_told = 0;

  fixture_add_article (edition, "noon", "noon", g_date_time_to_unix (noon));
  fixture_add_article (edition, "night", "night", g_date_time_to_unix (night));
  fixture_add_article (edition, "eve", "eve", g_date_time_to_unix (eve));
  source_id = fixture_add_source (library, URL, edition);
  shadow_init (&shadow, library);
  g_signal_connect_swapped (shadow.headlines, "sections-changed", G_CALLBACK (count_cb), &n_told);
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_ALL, 0);
  g_assert_cmpint (get_key (shadow.headlines, 0), ==, 20250312);
  g_assert_cmpint (get_key (shadow.headlines, 1), ==, 20250312);
  g_assert_cmpint (get_key (shadow.headlines, 2), ==, 20250311);

  /* Of another day, and in the same place. */
  article = g_ptr_array_index (edition->articles, 1);
  article->published = g_date_time_to_unix (eve);
  g_set_str (&article->title, "night.2");
  article = g_ptr_array_index (edition->articles, 2);
  article->published = g_date_time_to_unix (eve) - 60;
  fixture_store (library, source_id, edition);
  for (guint i = 0; i < 5000 && get_key (shadow.headlines, 1) != 20250311; i++)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_cmpint (get_key (shadow.headlines, 1), ==, 20250311);
  g_assert_cmpuint (n_told, ==, 1);

  set_order (shadow.headlines, GAZETTE_ORDER_SOURCE);
  g_assert_cmpint (get_key (shadow.headlines, 0), ==, source_id);
  set_order (shadow.headlines, GAZETTE_ORDER_LONGEST);
  g_assert_false (gazette_headlines_get_section (shadow.headlines, 0, &section, &end));

  g_signal_handlers_disconnect_by_data (shadow.headlines, &n_told);
  shadow_clear (&shadow);
  fixture_close (library);
}

static void
test_today_is_of_today (const char *folder)
{
  GazetteLibrary *library = fixture_open (folder);
  g_autoptr(GazetteEdition) edition = make_edition ("a b");
  GazetteArticle *article = g_ptr_array_index (edition->articles, 1);
  Shadow shadow;

  /* It counts as of when it was first seen. */
  article->published = 0;
  fixture_add_source (library, URL, edition);
  shadow_init (&shadow, library);
  headlines_set_view (shadow.headlines, GAZETTE_VIEW_TODAY, 0);
  headlines_wait_for (shadow.headlines, "b");

  shadow_clear (&shadow);
  fixture_close (library);
}

typedef struct
{
  GazetteLibrary *library;
  GRand          *rand;
  gint64          sources[3];
  gboolean        removed[3];
  guint           n_made;
} Play;

static gint64
pick_article (Play *play)
{
  /* Ids are given in order, and never twice. */
  return g_rand_int_range (play->rand, 1, MAX (play->n_made, 1) + 1);
}

static void
play_edition (Play  *play,
              guint  i)
{
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  guint n = g_rand_int_range (play->rand, 1, 6);

  if (play->removed[i])
    return;

  for (guint j = 0; j < n; j++)
    {
      /* Some of them come again with another title and date. */
      guint number = g_rand_int_range (play->rand, 0, 60);
      g_autofree char *id = g_strdup_printf ("%u", number);
      g_autofree char *title = g_strdup_printf ("%u.%u", number, g_rand_int_range (play->rand, 0, 3));

      /* Over some days; and now and then without a date, which is of today. */
      gint64 published = NEWEST + g_rand_int_range (play->rand, 0, 50) * 8000;

      fixture_add_article (edition, id, title, g_rand_int_range (play->rand, 0, 6) > 0 ? published : 0);
    }

  play->n_made += fixture_store (play->library, play->sources[i], edition);
}

/* What is in the database, in the order of the list and with its sections. */
static gboolean
is_as_database (GazetteHeadlines *headlines,
                GazetteHeadlines *fresh)
{
  g_autoptr(GArray) ids = gazette_headlines_dup_ids (headlines);
  g_autoptr(GArray) expected = gazette_headlines_dup_ids (fresh);

  if (ids->len != expected->len || (ids->len > 0 && memcmp (ids->data, expected->data, ids->len * sizeof (gint64)) != 0))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      GazetteSection section, wanted;
      guint end, wanted_end;
      gboolean has_section = gazette_headlines_get_section (headlines, i, &section, &end);

      if (has_section != gazette_headlines_get_section (fresh, i, &wanted, &wanted_end) ||
          section.start != wanted.start || section.key != wanted.key || end != wanted_end)
        return FALSE;
    }

  return TRUE;
}

static void
assert_as_database (Play   *play,
                    Shadow *shadow)
{
  gint64 source_id;
  GazetteViewKind kind = gazette_headlines_get_view (shadow->headlines, &source_id);

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr(GazetteHeadlines) fresh = gazette_headlines_new (play->library);

      dex_unref (gazette_headlines_set_order (fresh, gazette_headlines_get_order (shadow->headlines)));
      headlines_set_view (fresh, kind, source_id);
      if (is_as_database (shadow->headlines, fresh))
        {
          shadow_assert (shadow);
          return;
        }
      dex_await (dex_timeout_new_msec (1), NULL);
    }

  g_error ("The list is not what is in the database: view %d, order %d", kind,
           gazette_headlines_get_order (shadow->headlines));
}

static void
play_view (Play   *play,
           Shadow *shadow,
           guint   i)
{
  static const GazetteViewKind kinds[] = {
    GAZETTE_VIEW_ALL, GAZETTE_VIEW_UNREAD, GAZETTE_VIEW_SAVED, GAZETTE_VIEW_SOURCE, GAZETTE_VIEW_TODAY,
  };

  if (g_rand_boolean (play->rand))
    headlines_set_view (shadow->headlines, kinds[g_rand_int_range (play->rand, 0, G_N_ELEMENTS (kinds))], play->sources[i]);
  else
    dex_await (gazette_headlines_set_order (shadow->headlines, g_rand_int_range (play->rand, 0, 4)), NULL);
}

static void
play_step (Play   *play,
           Shadow *shadow)
{
  guint i = g_rand_int_range (play->rand, 0, G_N_ELEMENTS (play->sources));

  switch (g_rand_int_range (play->rand, 0, 12))
    {
    case 0:
      play_view (play, shadow, i);
      break;

    case 1:
      play->removed[i] = !play->removed[i];
      fixture_await (play->removed[i]
                     ? gazette_library_remove_source (play->library, play->sources[i])
                     : gazette_library_restore_source (play->library, play->sources[i]));
      break;

    case 2:
    case 3:
    case 4:
      dex_await (gazette_library_set_read (play->library, pick_article (play), g_rand_boolean (play->rand)), NULL);
      break;

    case 5:
    case 6:
      dex_await (gazette_library_set_saved (play->library, pick_article (play), g_rand_int_range (play->rand, 0, 4), NULL), NULL);
      break;

    case 7:
      gazette_headlines_set_retained (shadow->headlines, pick_article (play));
      break;

    default:
      play_edition (play, i);
      break;
    }
}

static void
test_random_changes_are_followed (const char *folder)
{
  Play play = { fixture_open (folder), g_rand_new_with_seed (11) };
  const char *wanted = g_getenv ("GAZETTE_STEPS");
  guint n_steps = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 3000;
  Shadow shadow;

  shadow_init (&shadow, play.library);
  for (guint i = 0; i < G_N_ELEMENTS (play.sources); i++)
    {
      g_autofree char *url = g_strdup_printf ("https://example.org/%u.json", i);

      play.sources[i] = fixture_add_source (play.library, url, NULL);
    }

  for (guint step = 0; step < n_steps; step++)
    {
      play_step (&play, &shadow);

      /* A retained article is where the database alone does not have it. */
      if (step % 50 == 49)
        {
          gazette_headlines_set_retained (shadow.headlines, 0);
          assert_as_database (&play, &shadow);
        }
    }

  shadow_clear (&shadow);
  g_rand_free (play.rand);
  fixture_close (play.library);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/headline-order/orders-are-what-they-say", test_orders_are_what_they_say);
  fixture_add ("/headline-order/days-are-sections", test_days_are_sections);
  fixture_add ("/headline-order/today-is-of-today", test_today_is_of_today);
  fixture_add ("/headline-order/random-changes-are-followed", test_random_changes_are_followed);

  return g_test_run ();
}
