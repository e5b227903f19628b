/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-html.h"

/* How deep the deepest node is below the root, and how many nodes there are. */
static void
measure (GazetteHtml *html,
         guint       *depth,
         guint       *n_nodes)
{
  const GumboNode *root = gazette_html_get_root (html);

  *depth = 0;
  *n_nodes = 0;
  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      guint own_depth = 0;

      /* Looking at every thousandth node is enough, and not quadratic. */
      if ((*n_nodes)++ % 1000 == 0)
        {
          for (const GumboNode *above = node; above != root; above = above->parent)
            own_depth++;
          *depth = MAX (*depth, own_depth);
        }
    }
}

static char *
repeat (const char *what,
        guint       times)
{
  GString *text = g_string_sized_new (strlen (what) * times);

  for (guint i = 0; i < times; i++)
    g_string_append (text, what);

  return g_string_free (text, FALSE);
}

static void
test_a_walk_meets_each_node_once_parents_first (void)
{
  g_autoptr(GazetteHtml) html = gazette_html_parse ("<div id=a><p id=b>x<i id=c>y</i></p></div><p id=d>z", -1);
  const GumboNode *root = gazette_html_get_root (html);
  g_autoptr(GString) seen = g_string_new (NULL);

  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      const char *id = gazette_html_get_attribute (node, "id");

      if (id != NULL)
        g_string_append (seen, id);
      if (node->type == GUMBO_NODE_TEXT)
        g_string_append (seen, node->v.text.text);
    }

  g_assert_cmpstr (seen->str, ==, "abxcydz");
  g_assert_false (gazette_html_is_truncated (html));
}

static void
test_a_walk_can_leave_out_what_is_below (void)
{
  g_autoptr(GazetteHtml) html = gazette_html_parse ("<div id=a><p id=b>x</p></div><p id=d>z", -1);
  const GumboNode *root = gazette_html_get_root (html);
  const GumboNode *div = root;
  const GumboNode *after;

  while (g_strcmp0 (gazette_html_get_attribute (div, "id"), "a") != 0)
    div = gazette_html_next (root, div);

  after = gazette_html_next_skipping (root, div);
  g_assert_cmpstr (gazette_html_get_attribute (after, "id"), ==, "d");
  g_assert_null (gazette_html_next_skipping (div, div));
}

static void
test_attributes_are_found_and_decoded (void)
{
  g_autoptr(GazetteHtml) html = gazette_html_parse ("<a HREF='?a&amp;b' data-x>x", -1);
  const GumboNode *root = gazette_html_get_root (html);
  const GumboNode *node = root;

  while (node->type != GUMBO_NODE_ELEMENT || node->v.element.tag != GUMBO_TAG_A)
    node = gazette_html_next (root, node);

  g_assert_cmpstr (gazette_html_get_attribute (node, "href"), ==, "?a&b");
  g_assert_cmpstr (gazette_html_get_attribute (node, "data-x"), ==, "");
  g_assert_null (gazette_html_get_attribute (node, "title"));
  node = gazette_html_next (root, node);
  g_assert_null (gazette_html_get_attribute (node, "href"));
}

static void
test_ordinary_sloppiness_is_not_cut (void)
{
  static const char *const pieces[] = {
    "<p>a", "<li>a", "<p>a<li>b", "<br>", "<img src=x>", "<dt>a<dd>b", "<b>a</b>", "<div><p>a</div>",
    "<table><tr><td>a</table>", "<svg><path d=''/></svg>", "</p>", "</div>", "a < b", "<script>'<div>'</script>",
    "<!-- <div> -->", "<option>a",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], 3000);
      g_autoptr(GazetteHtml) html = gazette_html_parse (text, -1);

      g_test_message ("%s", pieces[i]);
      g_assert_false (gazette_html_is_truncated (html));
    }
}

static void
test_text_below_the_deepest_level_is_kept (void)
{
  g_autofree char *open = repeat ("<div>", 5000);
  g_autofree char *close = repeat ("</div>", 5000);
  g_autofree char *text = g_strconcat (open, "deep", close, "<p>after", NULL);
  g_autoptr(GazetteHtml) html = gazette_html_parse (text, -1);
  const GumboNode *root = gazette_html_get_root (html);
  g_autoptr(GString) seen = g_string_new (NULL);

  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      if (node->type == GUMBO_NODE_TEXT)
        g_string_append (seen, node->v.text.text);
    }

  g_assert_cmpstr (seen->str, ==, "deepafter");
  g_assert_true (gazette_html_is_truncated (html));
}

static gboolean
assert_bounded (const char *name,
                const char *text)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GazetteHtml) html = gazette_html_parse (text, -1);
  guint depth;
  guint n_nodes;

  measure (html, &depth, &n_nodes);
  g_test_message ("%s: %" G_GINT64_FORMAT " ms, depth %u, %u nodes", name,
                  (g_get_monotonic_time () - start) / 1000, depth, n_nodes);
  g_assert_cmpuint (depth, <, 3000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);

  return gazette_html_is_truncated (html);
}

static void
assert_hostile (const char *name,
                const char *text)
{
  g_assert_true (assert_bounded (name, text));
}

static void
test_hostile_pages_cost_little (void)
{
  static const char *const pieces[] = {
    "<div>", "<b>", "<p><b>", "<table><tr><td>", "<svg><g>", "<div/>", "<a><div>", "<font a=1><p>", "<select><option><div>",
    "<button>", "<math><mi>", "<template>", "<ul><li>", "<b><object></b></object>", "<li><ul></li>", "<span><div></span>",
    "<rt><span>", "<svg><desc><x-y/>", "<svg><div><x-y/>", "<svg/><x-y/>", "<!--><div>", "<select><iframe></select><div>",
    "<![CDATA[<svg>]]><x-y/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], 1000000 / strlen (pieces[i]));

      assert_hostile (pieces[i], text);
    }
}

static void
test_pages_with_very_many_attributes_cost_little (void)
{
  g_autoptr(GString) text = g_string_new ("<a ");

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, " a%u", i);
  g_string_append (text, ">x");

  assert_hostile ("attributes", text->str);
}

static void
test_formatting_that_is_never_closed_costs_little (void)
{
  static const char *const pieces[] = {
    "<i><b></i>", "<p><b>x", "<p><font size=2>x</p>", "<b><p>x</b>", "<a href=x><b></a>", "<table><b><tr>", "<li><em>x",
    "<b><p></b>", "<a><p>", "<nobr><p></nobr>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], 1000000 / strlen (pieces[i]));

      assert_bounded (pieces[i], text);
    }
}

static void
test_pages_that_multiply_cost_little (void)
{
  g_autoptr(GString) text = g_string_new ("<p>");

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (text, "<b id=%u>", i);
  for (guint i = 0; i < 500000; i++)
    g_string_append (text, "</p><p>x");

  assert_hostile ("multiplying", text->str);
}

static void
test_a_large_page_is_cut_between_characters (void)
{
  g_autofree char *text = repeat ("äöü", 1000000);
  g_autoptr(GazetteHtml) html = gazette_html_parse (text, -1);
  const GumboNode *root = gazette_html_get_root (html);

  g_assert_true (gazette_html_is_truncated (html));
  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      if (node->type == GUMBO_NODE_TEXT)
        g_assert_null (strstr (node->v.text.text, "\xef\xbf\xbd"));
    }
}

static char *
dup_corpus_folder (void)
{
  const char *corpus = g_getenv ("GAZETTE_CORPUS");

  if (corpus != NULL)
    return g_build_filename (corpus, "readability", NULL);

  return g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "corpus", "readability", NULL);
}

static void
test_recorded_pages_are_not_cut (void)
{
  g_autofree char *folder = dup_corpus_folder ();
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_pages = 0;

  if (dir == NULL)
    {
      g_test_skip ("The recorded pages are not here");
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, "source.html", NULL);
      g_autofree char *text = NULL;
      g_autoptr(GazetteHtml) html = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      html = gazette_html_parse (text, -1);
      if (gazette_html_is_truncated (html))
        g_test_fail_printf ("%s is cut", name);
      n_pages++;
    }

  g_test_message ("%u pages", n_pages);
  g_assert_cmpuint (n_pages, >, 0);
}

static void
test_any_bytes_are_a_page (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  static const char *const pieces[] = {
    "<", ">", "/", "</", "<!--", "-->", "<p", "<b ", "=", "\"", "'", "div", "<table>", "<svg>", "</svg>", "<script>",
    "</script", "<title", "<textarea>", "&amp", ";", "<![CDATA[", "]]>", "<?", "<!doctype", " ", "\n", "\xff", "a",
    "<template>", "<select>", "<math>", "<frameset>", "</body>", "<a>", "<form>",
  };

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GazetteHtml) html = NULL;
      guint depth;
      guint n_nodes;

      for (guint j = 0; j < 40; j++)
        {
          g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          if (g_rand_int_range (rand, 0, 50) == 0)
            g_string_append_c (text, '\0');
        }

      html = gazette_html_parse (text->str, text->len);
      measure (html, &depth, &n_nodes);
      g_assert_cmpuint (n_nodes, >, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/html/a-walk-meets-each-node-once-parents-first", test_a_walk_meets_each_node_once_parents_first);
  g_test_add_func ("/base/html/a-walk-can-leave-out-what-is-below", test_a_walk_can_leave_out_what_is_below);
  g_test_add_func ("/base/html/attributes-are-found-and-decoded", test_attributes_are_found_and_decoded);
  g_test_add_func ("/base/html/ordinary-sloppiness-is-not-cut", test_ordinary_sloppiness_is_not_cut);
  g_test_add_func ("/base/html/text-below-the-deepest-level-is-kept", test_text_below_the_deepest_level_is_kept);
  g_test_add_func ("/base/html/hostile-pages-cost-little", test_hostile_pages_cost_little);
  g_test_add_func ("/base/html/pages-with-very-many-attributes-cost-little", test_pages_with_very_many_attributes_cost_little);
  g_test_add_func ("/base/html/formatting-that-is-never-closed-costs-little", test_formatting_that_is_never_closed_costs_little);
  g_test_add_func ("/base/html/pages-that-multiply-cost-little", test_pages_that_multiply_cost_little);
  g_test_add_func ("/base/html/a-large-page-is-cut-between-characters", test_a_large_page_is_cut_between_characters);
  g_test_add_func ("/base/html/recorded-pages-are-not-cut", test_recorded_pages_are_not_cut);
  g_test_add_func ("/base/html/any-bytes-are-a-page", test_any_bytes_are_a_page);

  return g_test_run ();
}
