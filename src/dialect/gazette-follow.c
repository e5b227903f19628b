/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From what a dialect says of the places of a field to what is there: through
 * references, past values that mean nothing, without what is put around them.
 */

#include "config.h"

#include <string.h>

#include "gazette-value.h"

/* So many related things come with one answer at most. */
#define MAX_RELATED 20000

/* Of so many the largest is sought. */
#define MAX_CHOICE 256

/* Between the parts of a key that has several. */
#define KEY_SEPARATOR "\037"

/* Stands for a number in a text to be cut; see gazette-way.c. */
#define NUMBER_MARK '\001'

/* What is at all of @keys in a node, as one text. */
static char *
dup_key_of (GPtrArray *keys,
            JsonNode  *node)
{
  g_autoptr(GString) key = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    {
      JsonNode *part = gazette_path_find (keys->pdata[i], node);
      g_autofree char *text = part != NULL ? gazette_value_dup_string (part) : NULL;

      if (text == NULL)
        return NULL;
      g_string_append_printf (key, "%s%s", i > 0 ? KEY_SEPARATOR : "", text);
    }

  return g_string_free (g_steal_pointer (&key), FALSE);
}

static GHashTable *
make_table (const GazetteRelated *related,
            JsonNode             *root)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) nodes = g_ptr_array_new ();

  gazette_path_match (related->path, root, nodes, MAX_RELATED);
  for (guint i = 0; i < nodes->len; i++)
    {
      JsonNode *node = nodes->pdata[i];
      g_autofree char *key = related->keys != NULL ? dup_key_of (related->keys, node) : NULL;
      JsonObjectIter iter;
      const char *name;

      if (key != NULL && !g_hash_table_contains (table, key))
        g_hash_table_insert (table, g_steal_pointer (&key), node);
      if (related->keys != NULL || !JSON_NODE_HOLDS_OBJECT (node))
        continue;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &node))
        g_hash_table_insert (table, g_strdup (name), node);
    }

  return table;
}

/*
 * gazette_value_reader_init:
 * @self: what to set up
 * @dialect: the dialect of the answer; borrowed
 * @root: the answer; borrowed
 * @base: (nullable): what relative addresses are resolved against; borrowed
 */
void
gazette_value_reader_init (GazetteValueReader *self,
                           GazetteDialect     *dialect,
                           JsonNode           *root,
                           const char         *base)
{
  self->base = base;
  self->related = dialect->related;
  self->root = root;
  self->matches = g_ptr_array_new ();
  self->made = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  self->tables_of_item = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  self->item = NULL;
}

/*
 * gazette_value_reader_clear:
 * @self: a reader
 */
void
gazette_value_reader_clear (GazetteValueReader *self)
{
  g_clear_pointer (&self->matches, g_ptr_array_unref);
  g_clear_pointer (&self->made, g_ptr_array_unref);
  g_clear_pointer (&self->tables, g_hash_table_unref);
  g_clear_pointer (&self->tables_of_item, g_hash_table_unref);
}

/* What a reference leads to: an object with the same keys, or the key itself.
 * Tables are made once for an answer, and only when they are needed. */
static JsonNode *
look_up (GazetteValueReader *self,
         const char         *name,
         JsonNode           *reference)
{
  const GazetteRelated *related = gazette_related_find (self->related, name);
  GHashTable *tables = related->is_in_article ? self->tables_of_item : self->tables;
  GHashTable *table = g_hash_table_lookup (tables, name);
  g_autofree char *key = NULL;

  if (table == NULL)
    {
      table = make_table (related, related->is_in_article ? self->item : self->root);
      g_hash_table_insert (tables, related->name, table);
    }

  key = JSON_NODE_HOLDS_OBJECT (reference) && related->keys != NULL ? dup_key_of (related->keys, reference)
                                                                    : gazette_value_dup_string (reference);

  return key != NULL ? g_hash_table_lookup (table, key) : NULL;
}

/* Leaves of the nodes the one with the largest number, the first of several; all
 * when none has a number. */
static void
keep_largest (GazettePath *path,
              GPtrArray   *nodes)
{
  JsonNode *largest = NULL;
  double largest_number = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      JsonNode *node = gazette_path_find (path, nodes->pdata[i]);
      g_autofree char *text = node != NULL ? gazette_value_dup_string (node) : NULL;
      double number = text != NULL ? g_ascii_strtod (text, NULL) : 0;

      if (number > largest_number)
        {
          largest = nodes->pdata[i];
          largest_number = number;
        }
    }

  if (largest == NULL)
    return;
  g_ptr_array_set_size (nodes, 0);
  g_ptr_array_add (nodes, largest);
}

static JsonNode *
make_text (GazetteValueReader *self,
           const char         *text)
{
  JsonNode *node = json_node_init_string (json_node_alloc (), text);

  g_ptr_array_add (self->made, node);

  return node;
}

static void follow (GazetteValueReader *self,
                    const GazetteWay   *way,
                    JsonNode           *node,
                    GPtrArray          *found,
                    guint               max_matches);

static void
go_on (GazetteValueReader *self,
       const GazetteWay   *way,
       JsonNode           *node,
       GPtrArray          *found,
       guint               max_matches)
{
  if (way->related != NULL)
    node = look_up (self, way->related, node);
  if (node == NULL || found->len >= max_matches)
    return;

  if (way->then != NULL)
    follow (self, way->then, node, found, max_matches);
  else if (!JSON_NODE_HOLDS_NULL (node))
    g_ptr_array_add (found, node);
}

static void
follow (GazetteValueReader *self,
        const GazetteWay   *way,
        JsonNode           *node,
        GPtrArray          *found,
        guint               max_matches)
{
  g_autoptr(GPtrArray) nodes = g_ptr_array_new ();

  if (way->template != NULL)
    {
      gboolean in_address = way->as == GAZETTE_AS_URL || way->as == GAZETTE_AS_ABSOLUTE_URL;
      g_autofree char *text = gazette_template_expand (way->template, node, NULL, in_address);

      if (text != NULL)
        go_on (self, way, make_text (self, text), found, max_matches);
      return;
    }

  gazette_path_match (way->path, node, nodes, way->largest != NULL ? MAX_CHOICE : max_matches);
  if (way->largest != NULL)
    keep_largest (way->largest, nodes);
  for (guint i = 0; i < nodes->len; i++)
    {
      JsonNode *next = nodes->pdata[i];
      JsonArray *list = way->related != NULL && JSON_NODE_HOLDS_ARRAY (next) ? json_node_get_array (next) : NULL;
      guint length = list != NULL ? MIN (json_array_get_length (list), max_matches) : 0;

      for (guint j = 0; j < length; j++)
        go_on (self, way, json_array_get_element (list, j), found, max_matches);
      if (list == NULL)
        go_on (self, way, next, found, max_matches);
    }
}

static gboolean
is_part_of_number (char c)
{
  return g_ascii_isdigit (c) || c == ',' || c == '.';
}

/* How many bytes at the end of @text, or at its beginning, are @cut, in which a
 * mark stands for a number; 0 when they are not. */
static gsize
measure (const char *text,
         const char *cut,
         gboolean    at_end)
{
  gssize step = at_end ? -1 : 1;
  const char *p = at_end ? text + strlen (text) - 1 : text;
  const char *c = at_end ? cut + strlen (cut) - 1 : cut;
  gsize length = 0;

  for (gsize n = strlen (cut); n > 0; n--, c += step)
    {
      gsize before = length;

      if (*c == NUMBER_MARK)
        while (length < strlen (text) && is_part_of_number (*p))
          p += step, length++;
      else if (length < strlen (text) && *p == *c)
        p += step, length++;
      if (length == before)
        return 0;
    }

  return length;
}

static JsonNode *
cut (GazetteValueReader *self,
     const GazetteWay   *way,
     JsonNode           *node,
     JsonNode           *root)
{
  g_autofree char *text = gazette_value_dup_string (node);

  for (guint i = 0; text != NULL && i < way->cut->len; i++)
    {
      g_autofree char *part = gazette_template_expand (way->cut->pdata[i], root, NULL, FALSE);
      gsize length = part != NULL && *text != '\0' ? measure (text, part, TRUE) : 0;

      text[strlen (text) - length] = '\0';
      length = part != NULL && *text != '\0' ? measure (text, part, FALSE) : 0;
      memmove (text, text + length, strlen (text + length) + 1);
    }

  return text != NULL ? make_text (self, g_strstrip (text)) : NULL;
}

static gboolean
means_nothing (const GazetteWay *way,
               JsonNode         *node)
{
  return way->unless != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         g_strv_contains ((const char *const *) way->unless, json_node_get_string (node));
}

/*
 * gazette_value_reader_match:
 * @self: a reader
 * @way: where to look
 * @root: where "$" is
 * @max_matches: when to stop
 *
 * Finds all that a way leads to, and leaves it in the reader's matches until it
 * is called again.
 */
void
gazette_value_reader_match (GazetteValueReader *self,
                            const GazetteWay   *way,
                            JsonNode           *root,
                            guint               max_matches)
{
  guint n = 0;

  g_ptr_array_set_size (self->made, 0);
  if (self->item != root)
    {
      g_hash_table_remove_all (self->tables_of_item);
      self->item = root;
    }
  if (way->template == NULL && way->largest == NULL && way->related == NULL && way->then == NULL)
    {
      gazette_path_match (way->path, root, self->matches, max_matches);
    }
  else
    {
      g_ptr_array_set_size (self->matches, 0);
      follow (self, way, root, self->matches, max_matches);
    }
  if (way->unless == NULL && way->cut == NULL)
    return;

  for (guint i = 0; i < self->matches->len; i++)
    {
      JsonNode *node = self->matches->pdata[i];

      if (!means_nothing (way, node) && way->cut != NULL)
        node = cut (self, way, node, root);
      if (node != NULL && !means_nothing (way, node))
        self->matches->pdata[n++] = node;
    }
  g_ptr_array_set_size (self->matches, n);
}
