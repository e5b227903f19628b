/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is where in an answer, for who has to say where the fields are. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-finding-private.h"
#include "gazette-path.h"
#include "gazette-places.h"
#include "gazette-text.h"
#include "gazette-value.h"

/* More nobody looks through. */
#define MAX_DEPTH 5
#define MAX_PLACES 120
#define MAX_LENGTH 60

typedef struct
{
  GString   *path;
  GPtrArray *places;
  gboolean   lists;
  guint      depth;
} Walk;

static void
visit (Walk     *walk,
       JsonNode *node);

static gboolean
is_plain_name (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '_' && *p != '-' && (guchar) *p < 0x80)
        return FALSE;
    }

  return *name != '\0';
}

static void
append_name (GString    *path,
             const char *name)
{
  if (is_plain_name (name))
    {
      g_string_append_printf (path, ".%s", name);
      return;
    }

  g_string_append (path, "['");
  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (path, '\\');
      g_string_append_c (path, *p);
    }
  g_string_append (path, "']");
}

static void
add_place (Walk       *walk,
           const char *value)
{
  g_autofree char *folded = gazette_text_fold (value);
  g_autofree char *shown = gazette_text_ellipsize (folded, MAX_LENGTH);

  if (walk->places->len < MAX_PLACES && *folded != '\0')
    g_ptr_array_add (walk->places, gazette_place_new (walk->path->str, shown));
}

static void
visit_members (Walk       *walk,
               JsonObject *object)
{
  gsize length = walk->path->len;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      append_name (walk->path, name);
      visit (walk, member);
      g_string_truncate (walk->path, length);
    }
}

/* A list counts as a whole: where one value is wanted, its first is taken. */
static void
visit_list (Walk      *walk,
            JsonArray *list)
{
  gsize length = walk->path->len;
  JsonNode *first = json_array_get_length (list) > 0 ? json_array_get_element (list, 0) : NULL;

  if (first == NULL)
    return;

  if (walk->lists && JSON_NODE_HOLDS_OBJECT (first))
    {
      guint n = json_array_get_length (list);
      g_autofree char *count = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);

      add_place (walk, count);
    }
  if (JSON_NODE_HOLDS_VALUE (first))
    {
      visit (walk, first);
      return;
    }

  g_string_append (walk->path, "[*]");
  visit (walk, first);
  g_string_truncate (walk->path, length);
}

static void
visit (Walk     *walk,
       JsonNode *node)
{
  if (walk->depth >= MAX_DEPTH)
    return;

  walk->depth++;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      visit_members (walk, json_node_get_object (node));
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      visit_list (walk, json_node_get_array (node));
    }
  else if (!walk->lists)
    {
      g_autofree char *text = gazette_value_dup_string (node);

      if (text != NULL)
        add_place (walk, text);
    }
  walk->depth--;
}

static GPtrArray *
list (JsonNode *root,
      gboolean  lists)
{
  g_autoptr(GString) path = g_string_new ("$");
  Walk walk = { .path = path, .lists = lists };

  walk.places = g_ptr_array_new_with_free_func (gazette_place_free);
  visit (&walk, root);

  return walk.places;
}

/*
 * gazette_places_list:
 * @root: an answer
 * @list_path: where its articles are
 *
 * Returns: (transfer full) (element-type GazettePlace): what the first article has
 */
GPtrArray *
gazette_places_list (JsonNode   *root,
                     const char *list_path)
{
  g_autoptr(GazettePath) path = gazette_path_new (list_path);
  JsonNode *node = path != NULL ? gazette_path_find (path, root) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    node = json_array_get_length (json_node_get_array (node)) > 0 ? json_array_get_element (json_node_get_array (node), 0)
                                                                 : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return g_ptr_array_new_with_free_func (gazette_place_free);

  return list (node, FALSE);
}

/*
 * gazette_places_list_lists:
 * @root: an answer
 *
 * Returns: (transfer full) (element-type GazettePlace): where there are lists of
 *   objects
 */
GPtrArray *
gazette_places_list_lists (JsonNode *root)
{
  return list (root, TRUE);
}
