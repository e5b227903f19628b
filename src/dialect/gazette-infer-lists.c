/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All that may be the list of articles in a document: lists of objects, objects
 * keyed by ids, lists of the same kind in several places taken together, tables
 * with a row for each article, and objects that stand alone.
 */

#include "config.h"

#include <string.h>

#include "gazette-infer-private.h"

#define MAX_LISTS 150
#define MAX_NODES 200000
#define MAX_DEPTH 14
#define MAX_MEMBERS 300

/* How many elements of a list are looked into for lists within them, and how
 * many of each of these are taken. */
#define MAX_INNER 12
#define MAX_INNER_ITEMS 16

/* How many names two objects must share to be of one kind, of all they have. */
#define MIN_ALIKE 0.6

typedef struct
{
  GPtrArray  *lists;
  GHashTable *by_path;
  GString    *path;
  guint       n_nodes;
} Finder;

static void find_in (Finder   *self,
                     JsonNode *node,
                     guint     depth,
                     gboolean  is_inner);

static void
list_free (gpointer data)
{
  GazetteCandidateList *list = data;

  g_free (list->path);
  g_ptr_array_unref (list->items);
  g_ptr_array_unref (list->header);
  g_clear_pointer (&list->columns, g_ptr_array_unref);
  g_free (list);
}

static GazetteCandidateList *
get_list (Finder *self)
{
  GazetteCandidateList *list = g_hash_table_lookup (self->by_path, self->path->str);

  if (list == NULL && self->lists->len < MAX_LISTS)
    {
      list = g_new0 (GazetteCandidateList, 1);
      list->path = g_strdup (self->path->str);
      list->items = g_ptr_array_new ();
      list->header = g_ptr_array_new ();
      g_ptr_array_add (self->lists, list);
      g_hash_table_insert (self->by_path, list->path, list);
    }

  return list;
}

/* Takes as many as there is room for: the first ones, and from the rest some at
 * equal distances. */
static void
take_items (GazetteCandidateList *list,
            GPtrArray            *items,
            gboolean              is_inner)
{
  guint room = GAZETTE_INFER_MAX_SAMPLES - MIN (list->items->len, GAZETTE_INFER_MAX_SAMPLES);
  guint n = MIN (room, is_inner ? MAX_INNER_ITEMS : GAZETTE_INFER_MAX_SAMPLES);
  guint n_first = items->len <= n ? items->len : n / 2;

  for (guint i = 0; i < n_first; i++)
    g_ptr_array_add (list->items, items->pdata[i]);
  for (guint i = n_first; i < n && n_first < items->len; i++)
    g_ptr_array_add (list->items, items->pdata[n_first + (gsize) (i - n_first) * (items->len - n_first) / (n - n_first)]);
  list->n_items += items->len;
  list->n_lists++;
}

static void
step_in (Finder     *self,
         JsonNode   *child,
         const char *step,
         guint       depth,
         gboolean    is_inner)
{
  gsize length = self->path->len;

  g_string_append (self->path, step);
  find_in (self, child, depth + 1, is_inner);
  g_string_truncate (self->path, length);
}

/* Whether an element is a row of a table: a list of plain values. */
static gboolean
is_row (JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && json_array_get_length (array) >= 2 &&
         JSON_NODE_HOLDS_VALUE (json_array_get_element (array, 0));
}

/* The first row names the columns when it is of other words than the rows below. */
static gboolean
is_header (JsonNode *row)
{
  JsonArray *array = json_node_get_array (row);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *cell = json_array_get_element (array, i);
      GazetteTraits traits;

      gazette_infer_judge (cell, &traits);
      if (traits.string == 0 || traits.chars == 0 || traits.words > 3 || traits.date > 0 || traits.address > 0)
        return FALSE;
    }

  return TRUE;
}

static void
add_table (Finder    *self,
           JsonArray *array,
           gboolean   is_inner)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint length = json_array_get_length (array);
  GazetteCandidateList *list = NULL;

  for (guint i = 0; i < length; i++)
    {
      if (is_row (json_array_get_element (array, i)))
        g_ptr_array_add (rows, json_array_get_element (array, i));
    }
  if (rows->len < 2 || (list = get_list (self)) == NULL)
    return;

  list->is_rows = TRUE;
  if (is_header (rows->pdata[0]) && list->header->len == 0)
    {
      JsonArray *header = json_node_get_array (rows->pdata[0]);

      list->has_header = TRUE;
      for (guint i = 0; i < json_array_get_length (header); i++)
        g_ptr_array_add (list->header, (char *) json_array_get_string_element (header, i));
      g_ptr_array_remove_index (rows, 0);
    }
  take_items (list, rows, is_inner);
}

static void
find_in_array (Finder   *self,
               JsonNode *node,
               guint     depth,
               gboolean  is_inner)
{
  JsonArray *array = json_node_get_array (node);
  guint length = json_array_get_length (array);
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  GazetteCandidateList *list;

  for (guint i = 0; i < length; i++)
    {
      if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
        g_ptr_array_add (objects, json_array_get_element (array, i));
    }

  if (objects->len > 0 && (list = get_list (self)) != NULL)
    take_items (list, objects, is_inner);
  else if (objects->len == 0 && length > 0 && is_row (json_array_get_element (array, 0)))
    add_table (self, array, is_inner);

  for (guint i = 0; i < MIN (length, MAX_INNER); i++)
    {
      guint index = length <= MAX_INNER ? i : (guint) ((gsize) i * length / MAX_INNER);

      step_in (self, json_array_get_element (array, index), "[*]", depth, TRUE);
    }
}

static double
get_likeness (JsonObject *a,
              JsonObject *b)
{
  JsonObjectIter iter;
  const char *name;
  guint n_shared = 0;
  guint n = 0;

  json_object_iter_init (&iter, a);
  while (n < 100 && json_object_iter_next (&iter, &name, NULL))
    {
      n_shared += json_object_has_member (b, name);
      n++;
    }

  return n > 0 ? (double) n_shared / (n + json_object_get_size (b) - n_shared) : 0;
}

/* The members of an object that are of one kind, where most of them are: it is a
 * list with names. */
static GPtrArray *
find_members_alike (JsonObject *object)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  gboolean is_keyed = gazette_infer_is_keyed (object);
  JsonObject *first = NULL;
  JsonObjectIter iter;
  JsonNode *child;
  guint n_other = 0;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, NULL, &child))
    {
      JsonObject *member = JSON_NODE_HOLDS_OBJECT (child) ? json_node_get_object (child) : NULL;

      if (member == NULL || json_object_get_size (member) == 0)
        n_other++;
      else if (first == NULL || is_keyed || get_likeness (first, member) >= MIN_ALIKE)
        g_ptr_array_add (members, child);
      else
        n_other++;
      if (first == NULL && member != NULL && json_object_get_size (member) > 0)
        first = member;
    }

  if (members->len == 0 || (!is_keyed && (members->len < 2 || n_other > members->len || json_object_get_size (first) < 2)))
    return NULL;

  return g_steal_pointer (&members);
}

static void
find_in_object (Finder   *self,
                JsonNode *node,
                guint     depth,
                gboolean  is_inner)
{
  JsonObject *object = json_node_get_object (node);
  g_autoptr (GPtrArray) alike = find_members_alike (object);
  GazetteCandidateList *list;
  JsonObjectIter iter;
  const char *name;
  JsonNode *child;
  gsize length = self->path->len;
  guint n = 0;

  if (alike != NULL)
    {
      g_string_append (self->path, ".*");
      list = get_list (self);
      if (list != NULL)
        {
          list->is_map = TRUE;
          take_items (list, alike, is_inner);
        }
      g_string_truncate (self->path, length);
      for (guint i = 0; i < MIN (alike->len, MAX_INNER); i++)
        step_in (self, alike->pdata[i], ".*", depth, TRUE);
    }
  else if (!is_inner && (list = get_list (self)) != NULL)
    {
      list->is_single = TRUE;
      g_ptr_array_add (list->items, node);
      list->n_items = list->n_lists = 1;
    }

  json_object_iter_init_ordered (&iter, object);
  while (n++ < MAX_MEMBERS && json_object_iter_next_ordered (&iter, &name, &child))
    {
      if (JSON_NODE_HOLDS_VALUE (child) || JSON_NODE_HOLDS_NULL (child) ||
          (alike != NULL && g_ptr_array_find (alike, child, NULL)))
        continue;
      gazette_infer_append_step (self->path, name);
      find_in (self, child, depth + 1, is_inner);
      g_string_truncate (self->path, length);
    }
}

static void
find_in (Finder   *self,
         JsonNode *node,
         guint     depth,
         gboolean  is_inner)
{
  if (depth > MAX_DEPTH || self->n_nodes++ > MAX_NODES)
    return;

  if (JSON_NODE_HOLDS_ARRAY (node))
    find_in_array (self, node, depth, is_inner);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    find_in_object (self, node, depth, is_inner);
}

/*
 * gazette_infer_find_lists:
 * @root: a document
 *
 * Finds what may be the list of articles, each by a path that leads to all of
 * its kind. Of long lists some elements are looked at.
 *
 * Returns: (transfer full) (element-type GazetteCandidateList): what was found,
 *   in the order of the document
 */
GPtrArray *
gazette_infer_find_lists (JsonNode *root)
{
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) path = g_string_new ("$");
  Finder finder = { .by_path = by_path, .path = path };

  finder.lists = g_ptr_array_new_with_free_func (list_free);
  find_in (&finder, root, 0, FALSE);

  return finder.lists;
}
