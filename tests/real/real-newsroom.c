/* SPDX-License-Identifier: GPL-3.0-or-later */

/* real-newsroom DATA CACHE
 *
 * A newsroom for tests in other languages. Reads one command a line, and answers
 * each with one line of JSON, which has a member "error" when it failed:
 *
 *   add ADDRESS      {"source": …}
 *   refresh          {}
 *   older SOURCE     {"new": …}
 *   download SOURCE  {"pages": …, "articles": …, "total": …, "ended": …, "note": …}, at its end
 *   source SOURCE    {"title": …, "url": …, "dialect": …, "articles": …, "unread": …, "trouble": …}
 *   list SOURCE      {"articles": [{"id": …, "title": …, …}, …]}, as they are listed
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <stdio.h>

#include "gazette-headlines.h"
#include "gazette-newsroom.h"

static DexFuture *
pass_on_cb (DexFuture *future,
            gpointer   user_data)
{
  return dex_ref (future);
}

/* Takes the future, and fills in @value, or "error" and returns FALSE. */
static gboolean
await (DexFuture   *future,
       JsonBuilder *answer,
       GValue      *value)
{
  g_autoptr(DexFuture) followed = dex_future_finally (future, pass_on_cb, NULL, NULL);
  g_autoptr(GError) error = NULL;
  const GValue *result;

  while (dex_future_is_pending (followed))
    g_main_context_iteration (NULL, TRUE);

  result = dex_future_get_value (followed, &error);
  if (result == NULL)
    {
      json_builder_set_member_name (answer, "error");
      json_builder_add_string_value (answer, error->message);
      return FALSE;
    }

  if (value != NULL)
    {
      g_value_init (value, G_VALUE_TYPE (result));
      g_value_copy (result, value);
    }

  return TRUE;
}

static void
add_string (JsonBuilder *answer,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (answer, name);
  if (value != NULL)
    json_builder_add_string_value (answer, value);
  else
    json_builder_add_null_value (answer);
}

static void
add_int (JsonBuilder *answer,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (answer, name);
  json_builder_add_int_value (answer, value);
}

static void
do_add (GazetteNewsroom *newsroom,
        const char      *address,
        JsonBuilder     *answer)
{
  g_auto(GValue) value = G_VALUE_INIT;

  if (await (gazette_newsroom_add_source (newsroom, address), answer, &value))
    add_int (answer, "source", g_value_get_int64 (&value));
}

static void
do_refresh (GazetteNewsroom *newsroom,
            const char      *nothing,
            JsonBuilder     *answer)
{
  await (gazette_newsroom_refresh (newsroom), answer, NULL);
}

static void
do_older (GazetteNewsroom *newsroom,
          const char      *source,
          JsonBuilder     *answer)
{
  g_auto(GValue) value = G_VALUE_INIT;

  if (await (gazette_newsroom_load_older (newsroom, g_ascii_strtoll (source, NULL, 10)), answer, &value))
    add_int (answer, "new", g_value_get_uint (&value));
}

static void
do_download (GazetteNewsroom *newsroom,
             const char      *source,
             JsonBuilder     *answer)
{
  GazetteLibrary *library = gazette_newsroom_get_library (newsroom);
  gint64 id = g_ascii_strtoll (source, NULL, 10);

  if (!await (gazette_newsroom_download_archive (newsroom, id), answer, NULL))
    return;

  while (TRUE)
    {
      g_auto(GValue) value = G_VALUE_INIT;
      const GazetteArchive *archive;

      if (!await (gazette_library_load_archive (library, id), answer, &value))
        return;

      archive = g_value_get_boxed (&value);
      if (!archive->downloading && !gazette_newsroom_is_loading_older (newsroom, id))
        {
          add_int (answer, "pages", archive->n_pages);
          add_int (answer, "articles", archive->n_articles);
          add_int (answer, "total", archive->n_total);
          json_builder_set_member_name (answer, "ended");
          json_builder_add_boolean_value (answer, archive->ended);
          add_string (answer, "note", archive->note);
          return;
        }

      g_main_context_iteration (NULL, TRUE);
    }
}

static void
do_source (GazetteNewsroom *newsroom,
           const char      *source_id,
           JsonBuilder     *answer)
{
  g_auto(GValue) value = G_VALUE_INIT;
  const GazetteSource *source;

  if (!await (gazette_library_load_source (gazette_newsroom_get_library (newsroom),
                                           g_ascii_strtoll (source_id, NULL, 10)),
              answer, &value))
    return;

  source = g_value_get_boxed (&value);
  add_string (answer, "title", source->title);
  add_string (answer, "url", source->url);
  add_string (answer, "dialect", source->dialect);
  add_int (answer, "articles", source->n_articles);
  add_int (answer, "unread", source->n_unread);
  add_string (answer, "trouble", source->error);
}

static gboolean
add_article (GazetteLibrary *library,
             gint64          id,
             JsonBuilder    *answer)
{
  g_auto(GValue) value = G_VALUE_INIT;
  const GazetteStored *stored;

  json_builder_begin_object (answer);
  if (await (gazette_library_load_article (library, id), answer, &value))
    {
      stored = g_value_get_boxed (&value);
      add_string (answer, "id", stored->article->id);
      add_string (answer, "title", stored->article->title);
      add_string (answer, "summary", stored->article->summary);
      add_string (answer, "url", stored->article->url);
      add_string (answer, "image", stored->article->image);
      add_string (answer, "html", stored->article->html);
      add_int (answer, "published", stored->article->published);
    }
  json_builder_end_object (answer);

  return G_IS_VALUE (&value);
}

static void
do_list (GazetteNewsroom *newsroom,
         const char      *source,
         JsonBuilder     *answer)
{
  GazetteLibrary *library = gazette_newsroom_get_library (newsroom);
  g_autoptr(GazetteHeadlines) headlines = gazette_headlines_new (library);

  if (!await (gazette_headlines_set_view (headlines, GAZETTE_VIEW_SOURCE, g_ascii_strtoll (source, NULL, 10)), answer,
              NULL))
    return;

  json_builder_set_member_name (answer, "articles");
  json_builder_begin_array (answer);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (headlines)); i++)
    {
      g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (headlines), i);

      if (!add_article (library, gazette_headline_get_id (headline), answer))
        break;
    }
  json_builder_end_array (answer);
}

static void
run_command (GazetteNewsroom *newsroom,
             char            *line)
{
  static const struct
  {
    const char *name;
    void (*func) (GazetteNewsroom *newsroom, const char *argument, JsonBuilder *answer);
  } commands[] = {
    { "add", do_add },
    { "refresh", do_refresh },
    { "older", do_older },
    { "download", do_download },
    { "source", do_source },
    { "list", do_list },
  };
  g_auto(GStrv) words = g_strsplit (g_strstrip (line), " ", 2);
  g_autoptr(JsonBuilder) answer = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (answer);
  for (guint i = 0; words[0] != NULL && i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, words[0]))
        commands[i].func (newsroom, words[1] != NULL ? words[1] : "", answer);
    }
  json_builder_end_object (answer);

  root = json_builder_get_root (answer);
  text = json_to_string (root, FALSE);
  puts (text);
  fflush (stdout);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(JsonBuilder) problem = json_builder_new ();
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(GazetteNewsroom) newsroom = NULL;
  char line[8192];

  setlocale (LC_ALL, "");
  dex_init ();
  if (argc != 3)
    {
      fputs ("usage: real-newsroom DATA CACHE\n", stderr);
      return 2;
    }

  json_builder_begin_object (problem);
  if (!await (gazette_newsroom_open (argv[1], argv[2]), problem, &value))
    return 1;

  newsroom = g_value_dup_object (&value);
  while (fgets (line, sizeof line, stdin) != NULL)
    run_command (newsroom, line);

  return await (gazette_newsroom_close (newsroom), problem, NULL) ? 0 : 1;
}
