/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "page-fixture.h"

/* Waits for @future (transfer full), which must not fail. */
void
page_fixture_await (DexFuture *future,
                    GValue    *value)
{
  g_autoptr(GError) error = NULL;
  const GValue *result;

  WAIT_FOR (!dex_future_is_pending (future));
  result = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  if (value != NULL)
    {
      g_value_init (value, G_VALUE_TYPE (result));
      g_value_copy (result, value);
    }
  dex_unref (future);
}

static gboolean
flag_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Runs the main loop until nothing more is to be drawn or laid out. */
void
page_fixture_settle (void)
{
  for (guint i = 0; i < 3; i++)
    {
      gboolean idle = FALSE;

      g_timeout_add (30, flag_cb, &idle);
      WAIT_FOR (idle);
      idle = FALSE;
      g_idle_add_full (G_PRIORITY_LOW, flag_cb, &idle, NULL);
      WAIT_FOR (idle);
    }
}

/* The @n-th widget of the type in @widget, in the order they are drawn. */
static GtkWidget *
find (GtkWidget *widget,
      GType      type,
      guint     *n)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*n)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, n);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The @n-th widget of the type in @widget, from 0; %NULL when there are fewer. */
GtkWidget *
page_fixture_find (GtkWidget *widget,
                   GType      type,
                   guint      n)
{
  return find (widget, type, &n);
}

/* Returns: how many widgets of the type are in it */
guint
page_fixture_count (GtkWidget *widget,
                    GType      type)
{
  guint n = 0;

  while (page_fixture_find (widget, type, n) != NULL)
    n++;

  return n;
}

/* Returns: (transfer none): the entry of the find bar, which opens */
GtkWidget *
page_fixture_open_find (PageFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.find", NULL);

  return page_fixture_find (GTK_WIDGET (fixture->page), GTK_TYPE_SEARCH_ENTRY, 0);
}

/* As an application with this base path does by itself. */
static void
load_style (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/gazette_reader/Gazette/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
page_fixture_set_up (PageFixture  *fixture,
                     gconstpointer data)
{
  static gboolean has_style;
  g_autofree char *cache = NULL;
  g_auto(GValue) value = G_VALUE_INIT;

  if (!has_style)
    load_style ();
  has_style = TRUE;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  fixture->folder = g_build_filename (g_get_user_data_dir (), "page-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (fixture->folder));
  cache = g_build_filename (fixture->folder, "cache", NULL);
  page_fixture_await (gazette_newsroom_open (fixture->folder, cache), &value);
  fixture->newsroom = g_value_dup_object (&value);

  fixture->page = GAZETTE_PAGE (gazette_page_new ());
  gazette_page_set_newsroom (fixture->page, fixture->newsroom);
  fixture->view = GAZETTE_PAGE_VIEW (page_fixture_find (GTK_WIDGET (fixture->page), GAZETTE_TYPE_PAGE_VIEW, 0));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
page_fixture_tear_down (PageFixture  *fixture,
                        gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  page_fixture_await (gazette_newsroom_close (fixture->newsroom), NULL);
  /* What was under way when it closed is given up one after the other. */
  WAIT_FOR (G_OBJECT (fixture->newsroom)->ref_count == 1);
  g_assert_finalize_object (fixture->newsroom);
  g_free (fixture->folder);
}

/* Adds a source with @articles, the first of which has the id 1 in an empty library. */
void
page_fixture_add (PageFixture *fixture,
                  const char  *source_title,
                  GPtrArray   *articles)
{
  g_autofree char *url = g_strdup_printf ("https://%u.example.org/feed.json", g_str_hash (source_title));
  g_autoptr(GazetteSource) source = gazette_source_new (url);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");

  g_set_str (&source->title, source_title);
  g_set_str (&source->dialect, "jsonfeed");
  g_set_str (&edition->title, source_title);
  g_clear_pointer (&edition->articles, g_ptr_array_unref);
  edition->articles = g_ptr_array_ref (articles);
  page_fixture_await (gazette_library_add_source (gazette_newsroom_get_library (fixture->newsroom), source, edition), NULL);
}

GazetteStored *
page_fixture_load (PageFixture *fixture,
                   gint64       article_id)
{
  g_auto(GValue) value = G_VALUE_INIT;

  page_fixture_await (gazette_library_load_article (gazette_newsroom_get_library (fixture->newsroom), article_id), &value);

  return g_value_dup_boxed (&value);
}

static void
begin (PageFixture   *fixture,
       GazetteStored *stored)
{
  gazette_page_show_article (fixture->page, stored, NULL);
  WAIT_FOR (gazette_page_view_get_page (fixture->view) != NULL &&
            gazette_page_buffer_get_stored (gazette_page_view_get_page (fixture->view)) == stored);
}

static void
finish (PageFixture *fixture)
{
  WAIT_FOR (gazette_page_is_complete (fixture->page));
  page_fixture_settle ();
}

/* Shows an article and waits until it is there and laid out. */
void
page_fixture_show (PageFixture   *fixture,
                   GazetteStored *stored)
{
  begin (fixture, stored);
  finish (fixture);
}

/* Shows an article "Title" of "Source" with a body, and does not wait until it is laid out. */
GazettePageBuffer *
page_fixture_open_html (PageFixture *fixture,
                        const char  *html)
{
  static guint n;
  g_autofree char *id = g_strdup_printf ("%u", ++n);
  g_autoptr(GazetteStored) stored = NULL;
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_article_unref);
  GazetteArticle *article = gazette_article_new (id);

  g_set_str (&article->title, "Title");
  g_set_str (&article->html, html);
  g_set_str (&article->url, "https://example.org/article");
  article->published = 1795442700;
  g_ptr_array_add (articles, article);
  page_fixture_add (fixture, "Source", articles);
  stored = page_fixture_load (fixture, 1);
  begin (fixture, stored);

  return gazette_page_view_get_page (fixture->view);
}

/* Shows an article "Title" of "Source" with a body. */
GazettePageBuffer *
page_fixture_show_html (PageFixture *fixture,
                        const char  *html)
{
  GazettePageBuffer *page = page_fixture_open_html (fixture, html);

  finish (fixture);

  return page;
}
