/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Inference on made-up answers of many shapes: tests/dialect/infer has a file for
 * each, with the answer and what is in it, or what it is refused with.
 */

#include "config.h"

#include <string.h>

#include "dialect-fixture.h"
#include "gazette-error.h"
#include "gazette-time.h"

static GazetteDialects *dialects;

static JsonObject *
load (const char *path)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

static GazetteInference *
infer (JsonObject  *file,
       GError     **error)
{
  g_autofree char *text = json_to_string (json_object_get_member (file, "answer"), FALSE);
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
  GazetteAnswer answer = { .body = body, .url = json_object_get_string_member (file, "url") };

  return gazette_dialects_infer (dialects, &answer, error);
}

/* What a field of an article reads as; %NULL when it is not there. */
static char *
dup_field (const GazetteArticle *article,
           const char           *field)
{
  if (g_str_equal (field, "title"))
    return g_strdup (article->title);
  if (g_str_equal (field, "summary"))
    return g_strdup (article->summary);
  if (g_str_equal (field, "url"))
    return g_strdup (article->url);
  if (g_str_equal (field, "image"))
    return g_strdup (article->image);
  if (g_str_equal (field, "html"))
    return g_strdup (article->html);
  if (g_str_equal (field, "published"))
    return gazette_time_format_rfc3339 (article->published);
  if (g_str_equal (field, "authors"))
    return article->authors != NULL ? g_strjoinv (", ", article->authors) : NULL;
  if (g_str_equal (field, "tags"))
    return article->tags != NULL ? g_strjoinv (", ", article->tags) : NULL;
  if (g_str_equal (field, "attachment"))
    return article->attachments != NULL ? g_strdup (((GazetteAttachment *) article->attachments->pdata[0])->url) : NULL;

  g_assert_not_reached ();
}

static void
compare_article (const GazetteArticle *article,
                 JsonObject           *expected,
                 guint                 number)
{
  JsonObjectIter iter;
  const char *field;
  JsonNode *value;

  json_object_iter_init (&iter, expected);
  while (json_object_iter_next (&iter, &field, &value))
    {
      g_autofree char *is = dup_field (article, field);

      if (g_strcmp0 (is, json_node_get_string (value)) != 0)
        {
          g_test_message ("article %u: %s is “%s”, not “%s”", number, field, is, json_node_get_string (value));
          g_test_fail ();
        }
    }
}

static void
check_edition (GazetteInference *inference,
               JsonObject       *file)
{
  g_autoptr(GazetteDialect) dialect = NULL;
  g_autoptr(GazetteEdition) edition = NULL;
  JsonArray *expected = json_object_get_array_member (file, "articles");
  GazetteAnswer answer = { .url = json_object_get_string_member (file, "url") };
  g_autoptr(GError) error = NULL;

  dialect = gazette_dialect_new_from_mapping (inference->mapping, &error);
  g_assert_no_error (error);
  edition = gazette_dialect_read (dialect, json_object_get_member (file, "answer"), &answer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (edition->articles->len, ==, json_array_get_length (expected));
  for (guint i = 0; i < edition->articles->len; i++)
    compare_article (edition->articles->pdata[i], json_array_get_object_element (expected, i), i);
  if (json_object_has_member (file, "next"))
    g_assert_cmpstr (edition->next_url, ==, json_object_get_string_member (file, "next"));
  if (json_object_has_member (file, "title"))
    g_assert_cmpstr (edition->title, ==, json_object_get_string_member (file, "title"));
}

static void
test_file (gconstpointer data)
{
  g_autoptr(JsonObject) file = load (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteInference) inference = infer (file, &error);

  if (json_object_has_member (file, "refused"))
    {
      g_assert_null (inference);
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, json_object_get_string_member (file, "refused")));
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpfloat (inference->confidence, >, 0.3);
  g_assert_cmpuint (inference->n_articles, ==, json_array_get_length (json_object_get_array_member (file, "articles")));
  check_edition (inference, file);
}

/* An id that another dialect has would change how a source is read. */
static void
test_id_is_new (void)
{
  g_autoptr(GazetteDialects) all = gazette_dialects_new ();
  g_autoptr(GBytes) body = fixture_json ("{'news':[{'title':'The bridge is open again','date':'2024-05-04T08:00:00Z','link':'/a'}]}");
  g_autoptr(GBytes) own = fixture_json ("{'id':'example-org','name':'Mine','articles':['$.a'],'article':{}}");
  GazetteAnswer answer = { .body = body, .url = "https://www.example.org/api" };
  g_autoptr(GazetteInference) first = gazette_dialects_infer (all, &answer, NULL);
  g_autoptr(GazetteInference) second = NULL;

  g_assert_cmpstr (gazette_inference_get_id (first), ==, "example-org");
  g_assert_cmpfloat (gazette_inference_get_confidence (first, "title"), >, 0.9);
  g_assert_cmpfloat (gazette_inference_get_confidence (first, "image"), ==, 0);
  g_assert_true (gazette_dialects_add (all, own, NULL));
  second = gazette_dialects_infer (all, &answer, NULL);
  g_assert_cmpstr (gazette_inference_get_id (second), ==, "example-org-2");
}

static void
test_how_long_ago_is_seen_to_be_a_date (void)
{
  g_autoptr(GBytes) body =
    fixture_json ("{'rows':[{'kop':'The bridge is open again to all','x7':'2 hours ago','link':'/a'},"
                  "{'kop':'Storm closes the old northern harbour','x7':'yesterday','link':'/b'},"
                  "{'kop':'A new ferry for the western islands','x7':'3 days ago','link':'/c'}]}");
  GazetteAnswer answer = { .body = body, .url = "https://www.example.org/api" };
  g_autoptr(GazetteInference) inference = gazette_dialects_infer (dialects, &answer, NULL);

  g_assert_nonnull (inference);
  g_assert_cmpfloat (gazette_inference_get_confidence (inference, "published"), >, 0.3);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = NULL;
  const char *name;
  int status;

  g_test_init (&argc, &argv, NULL);
  dialects = gazette_dialects_new ();
  folder = g_test_build_filename (G_TEST_DIST, "dialect", "infer", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);

  g_test_add_func ("/infer/id-is-new", test_id_is_new);
  g_test_add_func ("/infer/how-long-ago", test_how_long_ago_is_seen_to_be_a_date);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/infer/%.*s", (int) strcspn (name, "."), name);

      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
      g_test_add_data_func (test, paths->pdata[paths->len - 1], test_file);
    }

  status = g_test_run ();
  g_object_unref (dialects);

  return status;
}
