/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-ago.h"
#include "gazette-headline-row.h"
#include "gazette-headlines.h"
#include "gazette-section-title.h"
#include "gazette-thumbnails.h"
#include "shell-fixture.h"

static void
test_ages_are_short (void)
{
  static const struct
  {
    gint64      age;
    const char *shown;
    const char *said;
  } ages[] = {
    { 0, "now", "just now" },
    /* A clock that is a little wrong. */
    { -60, "now", "just now" },
    { 59, "now", "just now" },
    { 60, "1 min", "1 minute ago" },
    { 59 * 60 + 59, "59 min", "59 minutes ago" },
    { 3600, "1 h", "1 hour ago" },
    { 86400 - 1, "23 h", "23 hours ago" },
    { 86400, "1 d", "1 day ago" },
    { 7 * 86400 - 1, "6 d", "6 days ago" },
    { 7 * 86400, "9 May", "9 May" },
    { 300 * 86400, "20 Jul 2024", "20 July 2024" },
    { -7 * 86400, "23 May", "23 May" },
  };
  const gint64 now = 1747396800; /* 2025-05-16T12:00:00Z */

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autofree char *shown = gazette_ago_format (now - ages[i].age, now);
      g_autofree char *said = gazette_ago_say (now - ages[i].age, now);

      g_test_message ("%" G_GINT64_FORMAT " s", ages[i].age);
      g_assert_cmpstr (shown, ==, ages[i].shown);
      g_assert_cmpstr (said, ==, ages[i].said);
    }
}

static void
test_unknown_time_is_not_1970 (void)
{
  g_autofree char *shown = gazette_ago_format (0, 1747396800);
  g_autofree char *said = gazette_ago_say (0, 1747396800);

  g_assert_cmpstr (shown, ==, "");
  g_assert_cmpstr (said, ==, "");
}

static void
test_views_are_written_and_read (void)
{
  static const char *const views[] = { "all", "unread", "saved", "today", "highlights", "source:17" };
  static const char *const wrong[] = { "", "ALL", "source:", "source:0", "source:-3", "source:1x", "source" };
  GazetteViewKind kind;
  gint64 source_id;

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *again = NULL;

      g_assert_true (gazette_view_from_string (views[i], &kind, &source_id));
      again = gazette_view_to_string (kind, source_id);
      g_assert_cmpstr (again, ==, views[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (gazette_view_from_string (wrong[i], &kind, &source_id));
}

/* An article as a row shows it, maybe with a picture. */
static GazetteHeadline *
add_illustrated (ShellFixture *fixture,
                 const char   *title,
                 const char   *summary,
                 const char   *image)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  g_autofree char *url = g_strdup_printf ("https://example.org/%u", g_random_int ());
  g_autoptr(GazetteSource) source = gazette_source_new (url);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  g_auto(GValue) value = G_VALUE_INIT;
  GazetteArticle *article = gazette_article_new ("1");

  g_set_str (&source->title, "Herald");
  g_set_str (&article->title, title);
  g_set_str (&article->summary, summary);
  g_set_str (&article->image, image);
  article->published = g_get_real_time () / G_USEC_PER_SEC - 2 * 3600;
  g_ptr_array_add (edition->articles, article);
  shell_fixture_await (gazette_library_add_source (library, source, edition), &value);
  shell_fixture_await (gazette_headlines_set_view (headlines, GAZETTE_VIEW_SOURCE, g_value_get_int64 (&value)), NULL);

  return g_list_model_get_item (G_LIST_MODEL (headlines), 0);
}

static GazetteHeadline *
add_headline (ShellFixture *fixture,
              const char   *title,
              const char   *summary)
{
  return add_illustrated (fixture, title, summary, NULL);
}

static void
test_rows_have_one_height (ShellFixture  *fixture,
                           gconstpointer  data)
{
  static const char *const texts[][2] = {
    { "Short", "" },
    { "", "Only a summary" },
    { "A title that goes on and on, over one line and then another, and would fill a third as well",
      "And a summary that does the same, so that there is more to be said than there is room for in the row" },
    { "عنوان", "ملخص" },
    { "漢字の見出し", "要約" },
  };
  g_autoptr(GazetteThumbnails) thumbnails = gazette_thumbnails_new (fixture->newsroom);
  g_autoptr(GtkWidget) row = g_object_ref_sink (gazette_headline_row_new ());
  int first = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GazetteHeadline) headline = add_headline (fixture, texts[i][0], texts[i][1]);
      int minimum;
      int natural;

      gazette_headline_row_bind (GAZETTE_HEADLINE_ROW (row), headline, thumbnails);
      gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, 300, &minimum, &natural, NULL, NULL);
      g_assert_cmpint (minimum, ==, natural);
      if (i == 0)
        first = minimum;
      g_assert_cmpint (minimum, ==, first);
      /* A picture has its place. */
      g_assert_cmpint (minimum, >=, 64);
    }
}

static GdkTexture *
make_texture (int width,
              int height)
{
  g_autoptr(GBytes) pixels = g_bytes_new_take (g_malloc0 ((gsize) width * height * 4), (gsize) width * height * 4);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, (gsize) width * 4);
}

/* The words beside it would be wrapped anew when it comes. */
static void
test_a_picture_takes_no_more_than_its_place (ShellFixture  *fixture,
                                             gconstpointer  data)
{
  static const int sizes[][2] = { { 64, 64 }, { 240, 64 }, { 64, 240 }, { 1, 1 } };
  g_autoptr(GazetteThumbnails) thumbnails = gazette_thumbnails_new (fixture->newsroom);
  g_autoptr(GtkWidget) row = g_object_ref_sink (gazette_headline_row_new ());
  g_autoptr(GazetteHeadline) headline = add_illustrated (fixture, "Moon", "It was soft.", "https://127.0.0.1:1/moon.png");
  GtkWidget *picture;

  gazette_headline_row_bind (GAZETTE_HEADLINE_ROW (row), headline, thumbnails);
  picture = shell_fixture_find (row, GTK_TYPE_PICTURE);
  g_assert_nonnull (picture);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GdkTexture) texture = make_texture (sizes[i][0], sizes[i][1]);

      gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (texture));
      for (GtkOrientation way = GTK_ORIENTATION_HORIZONTAL; way <= GTK_ORIENTATION_VERTICAL; way++)
        {
          int minimum;
          int natural;

          gtk_widget_measure (picture, way, -1, &minimum, &natural, NULL, NULL);
          g_assert_cmpint (minimum, ==, 64);
          g_assert_cmpint (natural, ==, 64);
        }
    }

  gazette_headline_row_unbind (GAZETTE_HEADLINE_ROW (row));
}

/* Waits until there is room for it. */
static GtkWidget *
show_in_window (GtkWidget *row)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 300, 200);
  gtk_window_set_child (GTK_WINDOW (window), row);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_FOR (gtk_widget_get_width (row) > 0);

  return window;
}

static void
test_rows_say_what_they_show (ShellFixture  *fixture,
                              gconstpointer  data)
{
  g_autoptr(GazetteThumbnails) thumbnails = gazette_thumbnails_new (fixture->newsroom);
  GtkWidget *row = gazette_headline_row_new ();
  GtkWidget *window = show_in_window (row);
  g_autoptr(GazetteHeadline) headline = add_headline (fixture, "Moon landed on", "It was soft.");
  g_autoptr(GazetteHeadline) note = add_headline (fixture, "", "A note without a title");
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  g_autofree char *name = NULL;
  g_autofree char *remark = NULL;
  g_autofree char *later = NULL;
  g_autofree char *note_name = NULL;

  gazette_headline_row_bind (GAZETTE_HEADLINE_ROW (row), headline, thumbnails);
  name = gazette_headline_row_dup_name (GAZETTE_HEADLINE_ROW (row));
  remark = gazette_headline_row_dup_remark (GAZETTE_HEADLINE_ROW (row));
  g_assert_cmpstr (name, ==, "Moon landed on");
  g_assert_cmpstr (remark, ==, "Herald, 2 hours ago, unread");
  g_assert_true (gtk_widget_has_css_class (row, "unread"));

  /* The row follows. */
  shell_fixture_await (gazette_library_set_read (library, gazette_headline_get_id (headline), TRUE), NULL);
  WAIT_FOR (!gtk_widget_has_css_class (row, "unread"));
  shell_fixture_await (gazette_library_set_saved (library, gazette_headline_get_id (headline),
                                                  GAZETTE_SAVED_INCOMPLETE, "No picture"),
                       NULL);
  WAIT_FOR (gazette_headline_get_saved (headline) == GAZETTE_SAVED_INCOMPLETE);
  later = gazette_headline_row_dup_remark (GAZETTE_HEADLINE_ROW (row));
  g_assert_cmpstr (later, ==, "Herald, 2 hours ago, saved without some pictures");

  gazette_headline_row_bind (GAZETTE_HEADLINE_ROW (row), note, thumbnails);
  note_name = gazette_headline_row_dup_name (GAZETTE_HEADLINE_ROW (row));
  g_assert_cmpstr (note_name, ==, "A note without a title");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
shows (GtkWidget  *widget,
       const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (shows (child, text))
        return TRUE;
    }

  return FALSE;
}

static void
test_titles_of_sections_are_made_when_seen (void)
{
  GtkWidget *title = gazette_section_title_new ();
  GtkWidget *window;
  int height;

  gtk_widget_measure (title, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 0);
  gazette_section_title_set_text (GAZETTE_SECTION_TITLE (title), "Yesterday");
  gtk_widget_measure (title, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >, 0);
  g_assert_null (gtk_widget_get_first_child (title));

  window = show_in_window (title);
  g_assert_true (shows (title, "Yesterday"));
  gazette_section_title_set_text (GAZETTE_SECTION_TITLE (title), "Today");
  g_assert_true (shows (title, "Today"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
mark_first (ShellFixture *fixture,
            gint64        source_id,
            gboolean      read)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);
  g_autoptr(GazetteHeadline) first = NULL;

  shell_fixture_await (gazette_headlines_set_view (headlines, GAZETTE_VIEW_SOURCE, source_id), NULL);
  first = g_list_model_get_item (G_LIST_MODEL (headlines), 0);
  shell_fixture_await (gazette_library_set_read (library, gazette_headline_get_id (first), read), NULL);
}

static void
test_choices_follow_the_library (ShellFixture  *fixture,
                                 gconstpointer  data)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  gint64 herald = shell_fixture_add (fixture, "Herald", 2);
  gint64 argus = shell_fixture_add (fixture, "Argus", 3);
  g_autoptr(GazetteChoices) choices = gazette_choices_new (library);
  GazetteChoice *choice;
  guint position;
  guint start;
  guint end;
  guint n_views;

  WAIT_FOR (gazette_choices_get_loaded (choices));
  gtk_section_model_get_section (GTK_SECTION_MODEL (choices), 0, &start, &n_views);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (choices)), ==, n_views + 2);
  g_assert_nonnull (gazette_choices_find (choices, GAZETTE_VIEW_SOURCE, argus, &position));
  g_assert_cmpuint (position, ==, n_views);
  gtk_section_model_get_section (GTK_SECTION_MODEL (choices), position, &start, &end);
  g_assert_cmpuint (start, ==, n_views);
  g_assert_cmpuint (end, ==, n_views + 2);

  choice = gazette_choices_find (choices, GAZETTE_VIEW_SOURCE, herald, NULL);
  g_assert_cmpuint (gazette_choice_get_count (choice), ==, 2);
  g_assert_cmpuint (gazette_choice_get_count (gazette_choices_find (choices, GAZETTE_VIEW_UNREAD, 0, NULL)), ==, 5);

  /* The counts of two sources, one by itself and both at once. */
  mark_first (fixture, herald, TRUE);
  WAIT_FOR (gazette_choice_get_count (choice) == 1);
  WAIT_FOR (gazette_choice_get_count (gazette_choices_find (choices, GAZETTE_VIEW_UNREAD, 0, NULL)) == 4);
  mark_first (fixture, herald, FALSE);
  mark_first (fixture, argus, TRUE);
  WAIT_FOR (gazette_choice_get_count (choice) == 2);
  WAIT_FOR (gazette_choice_get_count (gazette_choices_find (choices, GAZETTE_VIEW_SOURCE, argus, NULL)) == 2);
  mark_first (fixture, argus, FALSE);
  WAIT_FOR (gazette_choice_get_count (gazette_choices_find (choices, GAZETTE_VIEW_UNREAD, 0, NULL)) == 5);

  /* It stays the same object when something is before it, or not any more. */
  shell_fixture_add (fixture, "Bugle", 1);
  WAIT_FOR (gazette_choices_get_n_sources (choices) == 3);
  shell_fixture_await (gazette_library_remove_source (library, argus), NULL);
  WAIT_FOR (gazette_choices_get_n_sources (choices) == 2);
  g_assert_true (gazette_choices_find (choices, GAZETTE_VIEW_SOURCE, herald, &position) == choice);
  g_assert_cmpuint (position, ==, n_views + 1);
  g_assert_null (gazette_choices_find (choices, GAZETTE_VIEW_SOURCE, argus, NULL));
  WAIT_FOR (gazette_choice_get_count (gazette_choices_find (choices, GAZETTE_VIEW_UNREAD, 0, NULL)) == 3);
}

#define ADD(path, test) \
  g_test_add (path, ShellFixture, NULL, shell_fixture_set_up, test, shell_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  /* The dates that are expected are of this zone. */
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  g_test_add_func ("/headline-list/ages", test_ages_are_short);
  g_test_add_func ("/headline-list/unknown-time", test_unknown_time_is_not_1970);
  g_test_add_func ("/headline-list/views", test_views_are_written_and_read);
  ADD ("/headline-list/height", test_rows_have_one_height);
  ADD ("/headline-list/picture-place", test_a_picture_takes_no_more_than_its_place);
  ADD ("/headline-list/rows", test_rows_say_what_they_show);
  g_test_add_func ("/headline-list/section-titles", test_titles_of_sections_are_made_when_seen);
  ADD ("/headline-list/choices", test_choices_follow_the_library);

  return g_test_run ();
}
