/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the recorded answers of a corpus, where there is one, and compares with
 * what is plainly in them, found without the engine.
 */

#include "config.h"

#include <string.h>

#include "dialect-fixture.h"
#include "gazette-error.h"
#include "gazette-text.h"
#include "gazette-url.h"

typedef struct
{
  guint n_files;
  guint n_read;
  guint n_articles;
  guint n_right;
} Tally;

static GazetteDialects *dialects;

/* What holds the articles of an answer, %NULL when it is no answer of the API. */
typedef JsonArray *(*FindFunc) (JsonNode *root);

/* Whether an article is what is plainly in the item that it was read from. */
typedef gboolean (*IsRightFunc) (const GazetteArticle *article,
                                 JsonObject           *item);

static GPtrArray *
list_files (const char *folder,
            const char *suffix)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, suffix) && !g_str_has_suffix (name, ".headers.json"))
        g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    }
  g_ptr_array_sort_values (paths, (GCompareFunc) g_strcmp0);

  return paths;
}

static GBytes *
load (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (contents, length);
}

static JsonNode *
parse (GBytes *body)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* The items of a JSON Feed. */
static JsonArray *
find_items (JsonNode *root)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *items = object != NULL ? json_object_get_member (object, "items") : NULL;

  return items != NULL && JSON_NODE_HOLDS_ARRAY (items) ? json_array_ref (json_node_get_array (items)) : NULL;
}

/* The posts of WordPress, or the one that stands alone. */
static JsonArray *
find_posts (JsonNode *root)
{
  g_autoptr(JsonArray) posts = NULL;

  if (JSON_NODE_HOLDS_ARRAY (root))
    {
      posts = json_array_ref (json_node_get_array (root));
    }
  else
    {
      posts = json_array_new ();
      json_array_add_element (posts, json_node_copy (root));
    }

  return get_object (json_array_get_object_element (posts, 0), "title") != NULL ? g_steal_pointer (&posts) : NULL;
}

/* A date in any of the forms that the recordings have. */
static gint64
read_date (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) date = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

static gboolean
is_title_right (const GazetteArticle *article,
                const char           *title)
{
  g_autofree char *expected = gazette_text_from_html (title != NULL ? title : "", -1);

  return g_str_equal (article->title, expected);
}

static gboolean
is_url_right (const GazetteArticle *article,
              const char           *url)
{
  g_autofree char *expected = gazette_url_resolve (NULL, url);

  return g_strcmp0 (article->url, expected) == 0;
}

static gboolean
is_item_right (const GazetteArticle *article,
               JsonObject           *item)
{
  const char *url = get_string (item, "url");
  const char *date = get_string (item, "date_published");
  gint64 published = read_date (date);

  return is_title_right (article, get_string (item, "title")) &&
         (url == NULL || is_url_right (article, url)) &&
         (published != 0 ? article->published == published : (article->published != 0) == (date != NULL));
}

static gboolean
is_post_right (const GazetteArticle *article,
               JsonObject           *post)
{
  return is_title_right (article, get_string (get_object (post, "title"), "rendered")) &&
         is_url_right (article, get_string (post, "link")) &&
         article->published == read_date (get_string (post, "date_gmt"));
}

static void
compare (const char     *name,
         GazetteEdition *edition,
         JsonArray      *items,
         IsRightFunc     is_right,
         Tally          *tally)
{
  g_assert_cmpuint (edition->articles->len, ==, json_array_get_length (items));

  for (guint i = 0; i < edition->articles->len; i++)
    {
      const GazetteArticle *article = edition->articles->pdata[i];
      gboolean right = is_right (article, json_array_get_object_element (items, i));

      if (!right)
        g_test_message ("%s: article %u: “%s” %s %" G_GINT64_FORMAT, name, i, article->title, article->url,
                        article->published);
      tally->n_articles++;
      tally->n_right += right;
    }
}

/* Reads all of a folder. What holds no articles by @find must be refused. */
static void
check_folder (const char  *folder,
              FindFunc     find,
              IsRightFunc  is_right)
{
  g_autofree char *path = fixture_dup_corpus_path (folder);
  g_autoptr(GPtrArray) files = path != NULL ? list_files (path, ".json") : g_ptr_array_new ();
  Tally tally = { 0 };

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_path_get_basename (files->pdata[i]);
      g_autoptr(GBytes) body = load (files->pdata[i]);
      g_autoptr(JsonNode) root = parse (body);
      g_autoptr(JsonArray) items = root != NULL ? find (root) : NULL;
      GazetteAnswer answer = { .body = body };
      g_autoptr(GazetteEdition) edition = NULL;

      if (items == NULL)
        {
          fixture_check_refused (dialects, body, NULL,
                                 root == NULL ? GAZETTE_ERROR_NOT_READABLE : GAZETTE_ERROR_NO_ARTICLES);
          continue;
        }

      tally.n_files++;
      edition = gazette_dialects_read (dialects, NULL, &answer, NULL);
      if (edition == NULL)
        {
          g_test_message ("%s: not read", name);
          continue;
        }
      tally.n_read++;
      compare (name, edition, items, is_right, &tally);
    }

  g_test_message ("%s: %u of %u read, title, address and date right in %u of %u articles", folder, tally.n_read,
                  tally.n_files, tally.n_right, tally.n_articles);
  g_assert_cmpuint (tally.n_read, ==, tally.n_files);
  g_assert_cmpuint (tally.n_right, ==, tally.n_articles);
}

static void
test_json_feed (void)
{
  check_folder ("dialects/jsonfeed", find_items, is_item_right);
}

static void
test_wordpress (void)
{
  check_folder ("dialects/wordpress", find_posts, is_post_right);
}

/* The dialect of the answers in a folder, if there is one. */
static const char *
find_dialect_of (const char *folder)
{
  static const struct { const char *folder; const char *id; } named_otherwise[] = {
    { "devto", "forem" },
    { "drupal-jsonapi", "drupal" },
    { "spaceflight-v4", "spaceflight" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (named_otherwise); i++)
    {
      if (g_str_equal (folder, named_otherwise[i].folder))
        return named_otherwise[i].id;
    }

  return folder;
}

/* Answers of one API are not mistaken for another's, and do no harm. */
static void
test_others_do_no_harm (void)
{
  g_autofree char *folder = fixture_dup_corpus_path ("dialects");
  g_autoptr(GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr(GPtrArray) files = NULL;

      if (g_str_equal (name, "jsonfeed") || g_str_equal (name, "wordpress"))
        continue;

      files = list_files (path, ".json");
      for (guint i = 0; i < files->len; i++)
        {
          g_autoptr(GBytes) body = load (files->pdata[i]);
          GazetteAnswer answer = { .body = body, .url = "https://example.org/" };
          g_autoptr(GazetteEdition) edition = gazette_dialects_read (dialects, NULL, &answer, NULL);
          g_autoptr(GPtrArray) candidates = gazette_dialects_discover (dialects, &answer);

          if (edition == NULL)
            continue;
          g_test_message ("%s: taken for %s, %u articles", (char *) files->pdata[i], edition->dialect,
                          edition->articles->len);
          g_assert_cmpstr (edition->dialect, ==, find_dialect_of (name));
        }
    }
}

/* What must not be read as JSON is not, and nothing in the suite does harm. */
static void
test_suite_of_json (void)
{
  g_autofree char *folder = fixture_dup_corpus_path ("JSONTestSuite");
  g_autoptr(GPtrArray) files = folder != NULL ? list_files (folder, ".json") : g_ptr_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_path_get_basename (files->pdata[i]);
      g_autoptr(GBytes) body = load (files->pdata[i]);
      GazetteAnswer answer = { .body = body };
      g_autoptr(GError) error = NULL;
      g_autoptr(GazetteEdition) edition = gazette_dialects_read (dialects, "wordpress", &answer, &error);

      if (g_str_has_prefix (name, "y_") && g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE))
        {
          g_test_message ("%s: should be taken", name);
          g_test_fail ();
        }
      if (g_str_has_prefix (name, "n_") && !g_error_matches (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE))
        {
          g_test_message ("%s: should be refused", name);
          g_test_fail ();
        }
    }

  g_test_message ("JSONTestSuite: %u files", files->len);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dialects = gazette_dialects_new ();

  g_test_add_func ("/corpus/jsonfeed", test_json_feed);
  g_test_add_func ("/corpus/wordpress", test_wordpress);
  g_test_add_func ("/corpus/others", test_others_do_no_harm);
  g_test_add_func ("/corpus/json", test_suite_of_json);

  status = g_test_run ();
  g_object_unref (dialects);

  return status;
}
