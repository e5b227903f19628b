/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "dialect-fixture.h"
#include "gazette-path.h"

static JsonNode *
parse (const char *json)
{
  g_autoptr(GBytes) bytes = fixture_json (json);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  json_parser_load_from_data (parser, text, length, &error);
  g_assert_no_error (error);

  return json_parser_steal_root (parser);
}

/* What the path leads to, as JSON with apostrophes, parted by spaces. */
static char *
match (const char *text,
       JsonNode   *root,
       guint       max_matches)
{
  g_autoptr(GazettePath) path = gazette_path_new (text);
  g_autoptr(GPtrArray) matches = g_ptr_array_new ();
  GString *found = g_string_new (NULL);

  g_assert_nonnull (path);
  gazette_path_match (path, root, matches, max_matches);
  for (guint i = 0; i < matches->len; i++)
    {
      g_autofree char *json = json_to_string (matches->pdata[i], FALSE);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", g_strdelimit (json, "\"", '\''));
    }

  return g_string_free (found, FALSE);
}

static void
test_paths_lead_to_what_they_say (void)
{
  static const char json[] =
    "{ 'a': { 'b': 1, 'c d': 2, 'é': 3, 'og-image': 4, '': 5 }, 'l': [10, 20, null, 40],"
    "  'm': [[1, 2], [3], []], 'n': null,"
    "  'tags': [{ 't': 'x', 'name': 'one' }, { 't': 'y', 'name': 'two' }, { 'name': 'three' }, 7] }";
  static const struct { const char *path; const char *found; } cases[] = {
    { "$.a.b", "1" },
    { "$['a']['c d']", "2" },
    { "$[\"a\"].é", "3" },
    { "$.a.og-image", "4" },
    { "$.a['']", "5" },
    { "$.a.nothing.b", "" },
    { "$.a.b.c", "" },
    { "$.n", "" },
    { "$.l[0]", "10" },
    { "$.l[-1]", "40" },
    { "$.l[2]", "" },
    { "$.l[4]", "" },
    { "$.l[-5]", "" },
    { "$.l[99999999999999999999]", "" },
    { "$.l[*]", "10 20 40" },
    { "$.l.b", "" },
    { "$.a[0]", "" },
    { "$.m[*][*]", "1 2 3" },
    { "$.m[ 1 ]", "[3]" },
    { "$.a.*", "1 2 3 4 5" },
    { "$.tags[?@.t == 'x'].name", "'one'" },
    { "$.tags[?@['t']!='x'].name", "'two' 'three'" },
    { "$.tags[?(@.t == \"x\" || @.t == 'y')].name", "'one' 'two'" },
    { "$.tags[?@.t].name", "'one' 'two'" },
    { "$.tags[? @ == 'x' ]", "" },
    { "$.tags[?@.name == 'it\\'s']", "" },
  };
  g_autoptr(JsonNode) root = parse (json);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = match (cases[i].path, root, 100);

      g_test_message ("%s", cases[i].path);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_the_root_is_a_match (void)
{
  g_autoptr(JsonNode) root = parse ("[1]");
  g_autofree char *found = match ("$", root, 1);

  g_assert_cmpstr (found, ==, "[1]");
}

static void
test_no_more_is_found_than_wanted (void)
{
  g_autoptr(JsonNode) root = parse ("[[1, 2], [3, 4], [5]]");
  g_autofree char *found = match ("$[*][*]", root, 3);

  g_assert_cmpstr (found, ==, "1 2 3");
}

static void
test_what_is_no_path_is_refused (void)
{
  static const char *const texts[] = {
    "", "a", ".a", "$a", "$.", "$..a", "$.a.", "$[", "$[]", "$[a]", "$['a'", "$['a", "$['a\\", "$[1", "$[-]", "$[1:2]",
    "$[0,1]", "$.a b", "$.a ", "$[?]", "$[?a]", "$[?@.a ==]", "$[?@.a == x]", "$[?(@.a]", "$[?@.a ||]", "$[?@[?@.a]]",
    "$[?@.a == 'b' 'c']",
  };
  g_autoptr(GString) long_path = g_string_new ("$");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GazettePath) path = gazette_path_new (texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_null (path);
    }

  for (guint i = 0; i < 100; i++)
    g_string_append (long_path, ".a");
  g_assert_null (gazette_path_new (long_path->str));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/path/leads", test_paths_lead_to_what_they_say);
  g_test_add_func ("/path/root", test_the_root_is_a_match);
  g_test_add_func ("/path/bound", test_no_more_is_found_than_wanted);
  g_test_add_func ("/path/refused", test_what_is_no_path_is_refused);

  return g_test_run ();
}
