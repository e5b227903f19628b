/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "gazette-file-row.h"
#include "gazette-lines.h"
#include "gazette-page-foot.h"
#include "page-fixture.h"

static void
activated_cb (GazettePage *page,
              gint64       article_id,
              gint64      *chosen)
{
  *chosen = article_id;
}

/* Shows one of nine articles, each of so many paragraphs.
 *
 * Returns: its foot
 */
static GtkWidget *
show_with_more (PageFixture *fixture,
                guint        n_paragraphs)
{
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_article_unref);
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GString) html = g_string_new (NULL);
  GtkWidget *foot;

  for (guint i = 0; i < n_paragraphs; i++)
    g_string_append (html, "<p>A paragraph.</p>");
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      GazetteArticle *article = gazette_article_new (id);

      article->title = (g_free (article->title), g_strdup_printf ("Title %u", i));
      article->html = g_strdup (html->str);
      article->published = 1795442700 - i;
      g_ptr_array_add (articles, article);
    }
  page_fixture_add (fixture, "Source", articles);
  stored = page_fixture_load (fixture, 1);
  page_fixture_show (fixture, stored);
  WAIT_FOR (gazette_page_is_complete (fixture->page));
  page_fixture_settle ();
  foot = page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PAGE_FOOT, 0);
  g_assert_nonnull (foot);

  return foot;
}

static void
test_more (PageFixture  *fixture,
           gconstpointer data)
{
  GtkWidget *foot;
  GtkWidget *row;
  gint64 chosen = 0;

  g_signal_connect (fixture->page, "article-activated", G_CALLBACK (activated_cb), &chosen);
  foot = show_with_more (fixture, 1);
  WAIT_FOR (page_fixture_find (foot, GTK_TYPE_LIST_BOX_ROW, 2) != NULL);

  row = page_fixture_find (foot, GTK_TYPE_LIST_BOX_ROW, 0);
  g_signal_emit_by_name (row, "activate");
  WAIT_FOR (chosen != 0);
  g_assert_cmpint (chosen, !=, 1);
}

static void
assert_more_far_away (GtkWidget *foot)
{
  g_assert_null (page_fixture_find (foot, GTK_TYPE_LIST_BOX_ROW, 0));
}

/* What is more may still be on its way from the library. */
static gboolean
is_listed (GtkWidget *foot)
{
  if (page_fixture_find (foot, GTK_TYPE_LIST_BOX_ROW, 0) != NULL)
    return TRUE;

  page_fixture_settle ();

  return FALSE;
}

static void
assert_all_more (GtkWidget *foot)
{
  g_assert_nonnull (page_fixture_find (foot, GTK_TYPE_LIST_BOX_ROW, 5));
  g_assert_null (page_fixture_find (foot, GTK_TYPE_LIST_BOX_ROW, 6));
}

/* What nobody sees costs nothing. */
static void
test_more_far_away (PageFixture  *fixture,
                    gconstpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));
  GtkWidget *foot = show_with_more (fixture, 200);
  double value;

  assert_more_far_away (foot);
  gtk_adjustment_set_value (adjustment, 2 * gtk_adjustment_get_page_size (adjustment));
  page_fixture_settle ();
  assert_more_far_away (foot);

  /* It is there before one gets there, and nothing moves for it. */
  value = gtk_adjustment_get_upper (adjustment) - 1.5 * gtk_adjustment_get_page_size (adjustment);
  gtk_adjustment_set_value (adjustment, value);
  page_fixture_settle ();
  assert_all_more (foot);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), value, 1);
}

static void
test_more_by_keys (PageFixture  *fixture,
                   gconstpointer data)
{
  GtkWidget *foot = show_with_more (fixture, 200);

  assert_more_far_away (foot);
  do
    gtk_widget_child_focus (foot, GTK_DIR_TAB_FORWARD);
  while (!is_listed (foot));
  assert_all_more (foot);
}

static void
test_more_told (PageFixture  *fixture,
                gconstpointer data)
{
  GtkWidget *foot = show_with_more (fixture, 200);

  assert_more_far_away (foot);
  do
    {
      g_autoptr(GtkAccessible) child = gtk_accessible_get_first_accessible_child (GTK_ACCESSIBLE (foot));

      g_assert_nonnull (child);
    }
  while (!is_listed (foot));
  assert_all_more (foot);
}

static void
show_article (PageFixture *fixture,
              const char  *title)
{
  g_autoptr(GazetteStored) stored = page_fixture_load (fixture, 1);
  gint64 id = g_str_equal (stored->article->title, title) ? 1 : 2;

  gazette_stored_unref (stored);
  stored = page_fixture_load (fixture, id);
  page_fixture_show (fixture, stored);
  WAIT_FOR (gazette_page_is_complete (fixture->page) && gazette_page_get_article_id (fixture->page) == id);
  page_fixture_settle ();
}

/* The foot of one page becomes that of the next one, and has nothing of the former. */
static void
test_next_page (PageFixture  *fixture,
                gconstpointer data)
{
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_article_unref);
  GazetteArticle *article = gazette_article_new ("rich");
  const char *const tags[] = { "Harbours", "Ships", NULL };
  GtkWidget *foot;

  g_set_str (&article->title, "Rich");
  g_set_str (&article->html, "<p>A paragraph.</p>");
  g_set_str (&article->url, "https://harbour.example/rich");
  article->tags = g_strdupv ((GStrv) tags);
  article->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_attachment_free);
  g_ptr_array_add (article->attachments, gazette_attachment_new_for_media ("https://harbour.example/a.mp3", "Horns"));
  g_ptr_array_add (articles, article);
  article = gazette_article_new ("poor");
  g_set_str (&article->title, "Poor");
  g_set_str (&article->html, "<p>A paragraph.</p>");
  g_ptr_array_add (articles, article);
  page_fixture_add (fixture, "Source", articles);

  for (guint i = 0; i < 2; i++)
    {
      show_article (fixture, "Rich");
      foot = page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PAGE_FOOT, 0);
      WAIT_FOR (page_fixture_find (foot, GAZETTE_TYPE_LINES, 0) != NULL);
      g_assert_cmpuint (page_fixture_count (foot, GTK_TYPE_BUTTON), >=, 3);
      g_assert_cmpuint (page_fixture_count (foot, GAZETTE_TYPE_FILE_ROW), ==, 1);
      g_assert_cmpuint (page_fixture_count (foot, GAZETTE_TYPE_LINES), ==, 1);

      show_article (fixture, "Poor");
      foot = page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_PAGE_FOOT, 0);
      WAIT_FOR (page_fixture_find (foot, GAZETTE_TYPE_LINES, 0) != NULL);
      g_assert_cmpuint (page_fixture_count (foot, GTK_TYPE_BUTTON), ==, 1);
      g_assert_false (gtk_widget_get_visible (page_fixture_find (foot, GTK_TYPE_BUTTON, 0)));
      g_assert_cmpuint (page_fixture_count (foot, GAZETTE_TYPE_FILE_ROW), ==, 0);
      g_assert_cmpuint (page_fixture_count (foot, GAZETTE_TYPE_LINES), ==, 1);
    }
}

static int
measure_height (GtkWidget *lines,
                int        width)
{
  int height;

  gtk_widget_measure (lines, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height;
}

/* How wide it would like to be is not found out: its text is laid out in the width it gets. */
static void
test_lines (PageFixture  *fixture,
            gconstpointer data)
{
  g_autoptr(GtkWidget) one = g_object_ref_sink (gazette_lines_new ("Words", 2));
  g_autoptr(GtkWidget) many = g_object_ref_sink (gazette_lines_new ("Words that go on and on, for many a line", 2));
  g_autoptr(GtkWidget) hebrew = g_object_ref_sink (gazette_lines_new ("שלום 1", 2));
  int width;

  gtk_widget_measure (many, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  g_assert_cmpint (width, ==, 0);
  g_assert_cmpint (measure_height (one, 80), >, 0);
  g_assert_cmpint (measure_height (many, 80), ==, 2 * measure_height (one, 80));
  g_assert_cmpint (measure_height (many, 1000), ==, measure_height (one, 80));
  g_assert_cmpint (gtk_widget_get_direction (hebrew), ==, GTK_TEXT_DIR_RTL);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, function) \
  g_test_add ("/page-foot/" name, PageFixture, NULL, page_fixture_set_up, function, page_fixture_tear_down)
  ADD ("lines", test_lines);
  ADD ("more", test_more);
  ADD ("more-far-away", test_more_far_away);
  ADD ("more-by-keys", test_more_by_keys);
  ADD ("more-told", test_more_told);
  ADD ("next-page", test_next_page);

  return g_test_run ();
}
