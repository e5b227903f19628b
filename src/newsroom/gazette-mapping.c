/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How an answer is read, as a person sees and changes it: a path for each field.
 * All of this wants a whole thread's stack.
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-mapping.h"
#include "gazette-path.h"
#include "gazette-payload.h"
#include "gazette-places.h"
#include "gazette-text.h"
#include "gazette-time.h"

#define MAX_VALUE_LENGTH 100

#define LIST "articles"

/* What can be changed, in the order in which it is shown. */
static const char *const field_names[] = {
  LIST, "title", "url", "published", "authors", "summary", "html", "image", "tags", "id",
};

/* A copy that can be changed, without the ways by which the dialect is found:
 * what is made for one source is for no other. */
static JsonNode *
copy_mapping (JsonNode *mapping)
{
  g_autofree char *text = json_to_string (mapping, FALSE);
  JsonNode *copy = json_from_string (text, NULL);
  JsonObject *object = json_node_get_object (copy);

  json_object_remove_member (object, "recognise");
  json_object_remove_member (object, "discover");

  return copy;
}

/*
 * gazette_mapping_to_file:
 * @mapping: a dialect file
 * @id: the id that it gets
 * @name: the name for people that it gets
 *
 * Returns: (transfer full): the file
 */
GBytes *
gazette_mapping_to_file (JsonNode   *mapping,
                         const char *id,
                         const char *name)
{
  g_autoptr(JsonNode) copy = copy_mapping (mapping);
  JsonObject *object = json_node_get_object (copy);
  char *text;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", name);
  text = json_to_string (copy, TRUE);

  return g_bytes_new_take (text, strlen (text));
}

/* Where the ways of a field are: each an object, but for the list of articles. */
static JsonArray *
get_ways (JsonNode   *mapping,
          const char *name)
{
  JsonObject *object = json_node_get_object (mapping);
  JsonNode *ways;

  if (!g_str_equal (name, LIST))
    object = json_object_get_object_member (object, "article");
  ways = json_object_get_member (object, name);

  return ways != NULL && json_array_get_length (json_node_get_array (ways)) > 0 ? json_node_get_array (ways) : NULL;
}

static const char *
get_path (JsonNode   *mapping,
          const char *name)
{
  JsonArray *ways = get_ways (mapping, name);

  if (ways == NULL)
    return "";
  if (g_str_equal (name, LIST))
    return json_array_get_string_element (ways, 0);

  return json_object_get_string_member_with_default (json_array_get_object_element (ways, 0), "path", "");
}

/* The one path instead of all ways that there were: with others behind it nobody
 * would see that it leads nowhere. How the value is written stays. */
static void
set_path (JsonNode   *mapping,
          const char *name,
          const char *path)
{
  JsonObject *article = json_object_get_object_member (json_node_get_object (mapping), "article");
  JsonArray *before = get_ways (mapping, name);
  JsonArray *after = json_array_new ();
  JsonObject *way;
  const char *as;

  if (g_str_equal (name, LIST))
    {
      json_array_add_string_element (after, path);
      json_object_set_array_member (json_node_get_object (mapping), name, after);
      return;
    }
  if (*path == '\0')
    {
      json_array_unref (after);
      json_object_remove_member (article, name);
      return;
    }

  way = json_object_new ();
  json_object_set_string_member (way, "path", path);
  as = before != NULL ? json_object_get_string_member_with_default (json_array_get_object_element (before, 0), "as", NULL)
                      : NULL;
  if (as != NULL)
    json_object_set_string_member (way, "as", as);
  json_array_add_object_element (after, way);
  json_object_set_array_member (article, name, after);
}

static char *
shorten (const char *text)
{
  g_autofree char *folded = text != NULL ? gazette_text_fold (text) : NULL;

  return folded != NULL && *folded != '\0' ? gazette_text_ellipsize (folded, MAX_VALUE_LENGTH) : NULL;
}

static char *
dup_date (gint64 time)
{
  g_autoptr(GDateTime) date = time != 0 ? g_date_time_new_from_unix_local (time) : NULL;

  return date != NULL ? g_date_time_format (date, "%x %X") : NULL;
}

static char *
dup_names (GStrv names)
{
  g_autofree char *joined = names != NULL ? g_strjoinv (", ", names) : NULL;

  return shorten (joined);
}

static char *
dup_value (GazetteEdition *edition,
           const char     *name)
{
  GazetteArticle *article = edition->articles->len > 0 ? edition->articles->pdata[0] : NULL;
  g_autofree char *text = NULL;

  if (g_str_equal (name, LIST))
    return g_strdup_printf (ngettext ("%'u article", "%'u articles", edition->articles->len), edition->articles->len);
  if (article == NULL)
    return NULL;

  if (g_str_equal (name, "title"))
    return shorten (article->title);
  if (g_str_equal (name, "url"))
    return shorten (article->url);
  if (g_str_equal (name, "published"))
    return dup_date (article->published);
  if (g_str_equal (name, "authors"))
    return dup_names (article->authors);
  if (g_str_equal (name, "summary"))
    return shorten (article->summary);
  if (g_str_equal (name, "image"))
    return shorten (article->image);
  if (g_str_equal (name, "tags"))
    return dup_names (article->tags);
  if (g_str_equal (name, "id"))
    return shorten (article->id);

  text = article->html != NULL ? gazette_text_from_html (article->html, -1) : NULL;

  return shorten (text);
}

static gboolean
is_path (const char *text)
{
  g_autoptr(GazettePath) path = gazette_path_new (text);

  return path != NULL;
}

/* Takes over what can be used of what a person wrote, and notes of the rest why
 * it cannot. */
static void
take_paths (GazetteFound *found,
            JsonNode     *mapping,
            GStrv         paths)
{
  for (guint i = 0; i < found->finding.fields->len; i++)
    {
      GazetteField *field = found->finding.fields->pdata[i];
      const char *path = paths != NULL ? paths[i] : NULL;

      if (path == NULL)
        return;
      if (g_str_equal (path, field->path))
        continue;

      g_set_str (&field->path, path);
      if (*path == '\0' && i == 0)
        field->error = g_strdup (_("It has to be said where the articles are."));
      else if (*path != '\0' && !is_path (path))
        field->error = g_strdup (_("This is not a path. One looks like $.name or $.list[0].name."));
      else
        set_path (mapping, field->name, path);
    }
}

static gboolean
has_mistake (GazetteFinding *finding)
{
  for (guint i = 0; i < finding->fields->len; i++)
    {
      if (((GazetteField *) finding->fields->pdata[i])->error != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
read_values (GazetteFinding *finding)
{
  for (guint i = 0; finding->edition != NULL && i < finding->fields->len; i++)
    {
      GazetteField *field = finding->fields->pdata[i];

      /* The summary is made from the text where there is none. */
      if (field->error == NULL && *field->path != '\0')
        field->value = dup_value (finding->edition, field->name);
    }
}

/* The edition as the changed mapping has it; what is wrong with it is a mistake
 * of the list. */
static gboolean
read_edition (GazetteFound  *found,
              JsonNode      *mapping,
              JsonNode      *root,
              gboolean       is_changed,
              GError       **error)
{
  GazetteAnswer answer = {
    .body = found->response->body,
    .url = found->response->url,
    .content_type = found->response->content_type,
    .headers = found->response->headers,
  };
  GazetteFinding *finding = &found->finding;
  g_autoptr(GazetteDialect) dialect = NULL;
  g_autoptr(GBytes) file = NULL;
  GazetteField *list = finding->fields->pdata[0];

  if (!is_changed)
    {
      dialect = g_object_ref (found->dialect);
    }
  else
    {
      g_autofree char *name = g_strdup (finding->dialect_name);

      file = gazette_mapping_to_file (mapping, gazette_dialect_get_id (found->dialect), name);
      dialect = gazette_dialect_new_from_bytes (file, error);
      if (dialect == NULL)
        return FALSE;
      gazette_found_set_dialect (found, dialect, TRUE);
    }

  finding->edition = gazette_dialect_read (dialect, root, &answer, &finding->error);
  if (finding->edition == NULL && list->error == NULL)
    list->error = g_strdup (_("There are no articles there."));

  return TRUE;
}

/*
 * gazette_mapping_read_again:
 * @found: a finding that is being filled in, with its dialect and its answer
 * @paths: (nullable): what a person wrote for each of the fields, in their order
 * @error: return location for an error
 *
 * Reads the answer once more, with these paths; and tells what each leads to.
 *
 * Returns: whether there is something to show, be it mistakes
 */
gboolean
gazette_mapping_read_again (GazetteFound  *found,
                            GStrv          paths,
                            GError       **error)
{
  GazetteFinding *finding = &found->finding;
  GazetteAnswer answer = { .body = found->response->body, .content_type = found->response->content_type };
  g_autoptr(JsonNode) root = gazette_payload_parse (&answer, error);
  g_autoptr(JsonNode) mapping = NULL;
  g_autoptr(JsonNode) before = NULL;
  g_autoptr(JsonNode) own = NULL;

  if (root == NULL)
    return FALSE;

  own = gazette_dialect_dup_mapping (found->dialect);
  before = copy_mapping (own);
  mapping = copy_mapping (before);
  finding->fields = g_ptr_array_new_with_free_func (gazette_field_free);
  for (guint i = 0; i < G_N_ELEMENTS (field_names); i++)
    g_ptr_array_add (finding->fields, gazette_field_new (field_names[i], get_path (mapping, field_names[i])));

  take_paths (found, mapping, paths);
  if (!read_edition (found, mapping, root, !json_node_equal (before, mapping), error))
    return FALSE;

  read_values (finding);
  finding->places = gazette_places_list (root, get_path (mapping, LIST));
  finding->lists = gazette_places_list_lists (root);
  if (finding->error == NULL && has_mistake (finding))
    finding->error = g_error_new_literal (GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                                          _("Some of the paths cannot be used. Correct them, or leave them empty."));

  return TRUE;
}
