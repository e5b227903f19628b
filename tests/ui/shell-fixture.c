/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "shell-fixture.h"

static DexFuture *
settled_cb (DexFuture *future,
            gpointer   user_data)
{
  *(gboolean *) user_data = TRUE;

  return NULL;
}

/* Waits for @future, which must not be rejected. */
void
shell_fixture_await (DexFuture *future,
                     GValue    *value)
{
  g_autoptr(GError) error = NULL;
  const GValue *result;
  gboolean is_settled = FALSE;

  /* What settles on another thread wakes nobody up unless it is called back. */
  future = dex_future_finally (future, settled_cb, &is_settled, NULL);
  WAIT_FOR (is_settled && !dex_future_is_pending (future));
  result = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  if (value != NULL)
    {
      g_value_init (value, G_VALUE_TYPE (result));
      g_value_copy (result, value);
    }
  dex_unref (future);
}

static void
remove_folder (const char *path)
{
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(GFileEnumerator) files =
    g_file_enumerate_children (folder, "standard::name,standard::type", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *file;

  while (files != NULL && g_file_enumerator_iterate (files, NULL, &file, NULL, NULL) && file != NULL)
    {
      if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) == G_FILE_TYPE_DIRECTORY)
        remove_folder (g_file_peek_path (file));
      else
        g_file_delete (file, NULL, NULL);
    }
  g_file_delete (folder, NULL, NULL);
}

/* Opens the newsroom in a new folder, and makes a window. */
void
shell_fixture_set_up (ShellFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (APP_ID);
  g_auto(GValue) value = G_VALUE_INIT;
  g_autofree char *cache = NULL;

  g_settings_reset (settings, "last-article");
  g_settings_reset (settings, "last-view");
  fixture->folder = g_dir_make_tmp ("gazette-shell-XXXXXX", NULL);
  cache = g_build_filename (fixture->folder, "cache", NULL);
  shell_fixture_await (gazette_newsroom_open (fixture->folder, cache), &value);
  fixture->newsroom = g_value_dup_object (&value);
  fixture->window = g_object_ref_sink (g_object_new (GAZETTE_TYPE_WINDOW, NULL));
}

void
shell_fixture_tear_down (ShellFixture  *fixture,
                         gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->window);
  shell_fixture_await (gazette_newsroom_close (fixture->newsroom), NULL);
  g_clear_object (&fixture->newsroom);
  remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
}

/* Shows the window, and waits until the headlines are there. */
void
shell_fixture_show (ShellFixture *fixture)
{
  gazette_window_set_newsroom (fixture->window, fixture->newsroom);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_FOR (fixture->window->was_shown && gtk_widget_get_mapped (GTK_WIDGET (fixture->window)) &&
            gazette_choices_get_loaded (gazette_sidebar_get_choices (fixture->window->sidebar)));
}

/* Adds a source with articles “TITLE 1” (the newest), “TITLE 2” … */
gint64
shell_fixture_add (ShellFixture *fixture,
                   const char   *title,
                   guint         n_articles)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  g_autofree char *url = g_strdup_printf ("https://%s.example/feed.json", title);
  g_autoptr(GazetteSource) source = gazette_source_new (url);
  g_autoptr(GazetteEdition) edition = gazette_edition_new ("jsonfeed");
  g_auto(GValue) value = G_VALUE_INIT;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_set_str (&source->title, title);
  g_set_str (&source->dialect, "jsonfeed");
  g_set_str (&edition->title, title);
  for (guint i = 1; i <= n_articles; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      GazetteArticle *article = gazette_article_new (id);

      g_free (article->title);
      article->title = g_strdup_printf ("%s %u", title, i);
      article->url = g_strdup_printf ("https://%s.example/%u", title, i);
      article->published = now - i * 3600;
      g_set_str (&article->summary, "What it is about");
      article->html = g_strdup ("<p>What it says</p>");
      g_ptr_array_add (edition->articles, article);
    }

  shell_fixture_await (gazette_library_add_source (library, source, edition), &value);

  return g_value_get_int64 (&value);
}

/* Returns: the article that is open, 0 for none */
gint64
shell_fixture_open_id (ShellFixture *fixture)
{
  GazetteStored *stored = gazette_pane_get_article (fixture->window->pane);

  return stored != NULL ? stored->id : 0;
}

/* Activates an action of the window, such as "win.view::saved". */
void
shell_fixture_activate (ShellFixture *fixture,
                        const char   *detailed_action)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (detailed_action, &name, &target, NULL));
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), name, target));
}

/* Returns: whether a label that is on the screen says @text */
gboolean
shell_fixture_sees (GtkWidget  *root,
                    const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;

  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (shell_fixture_sees (child, text))
        return TRUE;
    }

  return FALSE;
}

/* Returns: whether keys go to the widget, or to what is in it */
gboolean
shell_fixture_has_focus (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Returns: the first widget of a kind below @root, or %NULL */
GtkWidget *
shell_fixture_find (GtkWidget *root,
                    GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = shell_fixture_find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Returns: whether there are rows with a number below @root, and none is hidden from assistive technology */
gboolean
shell_fixture_tells_numbers (GtkWidget *root)
{
  gboolean has_numbers = FALSE;

  if (ADW_IS_SPIN_ROW (root))
    return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (root)) != GTK_ACCESSIBLE_ROLE_PRESENTATION;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (shell_fixture_find (child, ADW_TYPE_SPIN_ROW) == NULL)
        continue;
      if (!shell_fixture_tells_numbers (child))
        return FALSE;
      has_numbers = TRUE;
    }

  return has_numbers;
}
