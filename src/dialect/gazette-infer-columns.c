/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the items of a list to its columns: all values that stand at the same
 * place, with a path for each that does not depend on how many there are today.
 */

#include "config.h"

#include <string.h>

#include "gazette-blocks.h"
#include "gazette-infer-private.h"

#define MAX_COLUMNS 400
#define MAX_NODES 1500
#define MAX_DEPTH 9
#define MAX_ELEMENTS 8
#define MAX_MEMBERS 160

/* How many bodies made of blocks are turned into HTML to see how long they are. */
#define MAX_BLOCKS_READ 6

typedef struct
{
  GazetteCandidateList *list;
  GHashTable           *columns;
  GPtrArray            *names;
  GString              *path;
  gsize                 holder;
  gsize                 leaf;
  guint                 item;
  guint                 n_nodes;
  gboolean              is_many;
  gboolean              is_translated;
} Survey;

static void survey_node (Survey   *self,
                         JsonNode *node,
                         guint     depth);

static void
column_free (gpointer data)
{
  GazetteColumn *column = data;

  g_free (column->path);
  g_free (column->holder);
  g_free (column->leaf);
  g_strfreev (column->names);
  g_ptr_array_unref (column->values);
  g_free (column);
}

/*
 * gazette_infer_append_step:
 * @path: a path
 * @name: name of a member
 *
 * Appends the step to that member, as a dialect file writes it.
 */
void
gazette_infer_append_step (GString    *path,
                           const char *name)
{
  gboolean is_plain = *name != '\0';

  for (const char *p = name; *p != '\0'; p++)
    is_plain = is_plain && (g_ascii_isalnum (*p) || *p == '_' || *p == '-' || (guchar) *p >= 0x80);

  if (is_plain)
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

/* An id that a database made, and no name that a person gave. */
static gboolean
is_key (const char *name)
{
  gsize length = strlen (name);
  guint n_digits = 0;
  guint n_upper = 0;
  guint n_lower = 0;

  for (const char *p = name; *p != '\0'; p++)
    {
      n_digits += g_ascii_isdigit (*p);
      n_upper += g_ascii_isupper (*p);
      n_lower += g_ascii_islower (*p);
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_' && *p != '.')
        return FALSE;
    }

  return length > 0 && (n_digits == length || (length >= 8 && n_digits >= 3) ||
                        (length >= 16 && n_upper > 2 && n_lower > 2 && n_digits > 0));
}

/*
 * gazette_infer_is_keyed:
 * @object: an object
 *
 * Returns: whether its members are named by ids, so that it is a list
 */
gboolean
gazette_infer_is_keyed (JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  guint n = 0;

  json_object_iter_init_ordered (&iter, object);
  while (n < 20 && json_object_iter_next_ordered (&iter, &name, NULL))
    {
      if (!is_key (name))
        return FALSE;
      n++;
    }

  return n > 0;
}

/* Whether the members of an object are one value in several languages. */
static gboolean
is_by_language (JsonObject *object)
{
  static const char *const lone[] = { "en", "de", "fr", "es", "pt", "ru", "zh", "ja", "ar", "nl", "sv", "pl", "tr", "en-us",
                                      "en-gb", "de-de", "fr-fr", "es-es", "pt-br", "en_us", "en_gb", "zh-cn", "zh-tw", NULL };
  JsonObjectIter iter;
  const char *name;
  guint n = 0;
  gboolean is_known = FALSE;

  json_object_iter_init_ordered (&iter, object);
  while (n < 60 && json_object_iter_next_ordered (&iter, &name, NULL))
    {
      g_autofree char *lower = g_ascii_strdown (name, -1);
      gsize length = strlen (lower);

      if ((length != 2 && (length < 5 || length > 7 || (lower[2] != '-' && lower[2] != '_'))) ||
          !g_ascii_isalpha (lower[0]) || !g_ascii_isalpha (lower[1]))
        return FALSE;
      is_known = is_known || g_strv_contains (lone, lower);
      n++;
    }

  return is_known;
}

/* The names on the way here that say something: without wrappers at the end and
 * without envelopes before it. */
static GStrv
dup_names (Survey *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = self->names->len;

  while (n > 1 && gazette_infer_is_wrapper (self->names->pdata[n - 1]) &&
         gazette_infer_name (GAZETTE_ROLE_FOREIGN, self->names->pdata[n - 2]) < 0.9)
    n--;
  for (guint i = 0; i < n; i++)
    {
      if (i + 1 == n || !gazette_infer_is_envelope (self->names->pdata[i]))
        g_strv_builder_add (builder, self->names->pdata[i]);
    }

  return g_strv_builder_end (builder);
}

static GazetteColumn *
get_column (Survey *self)
{
  GazetteColumn *column = g_hash_table_lookup (self->columns, self->path->str);

  if (column != NULL || self->list->columns->len >= MAX_COLUMNS)
    return column;

  column = g_new0 (GazetteColumn, 1);
  column->path = g_strdup (self->path->str);
  column->holder = g_strndup (self->path->str, self->holder);
  column->leaf = g_strconcat ("$", self->path->str + self->leaf, NULL);
  column->names = dup_names (self);
  column->values = g_ptr_array_new ();
  g_ptr_array_add (self->list->columns, column);
  g_hash_table_insert (self->columns, column->path, column);

  return column;
}

static gboolean
is_blank (JsonNode *node)
{
  const char *text;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  text = json_node_get_string (node);

  return text[strspn (text, " \t\r\n")] == '\0';
}

static void
add_value (Survey   *self,
           JsonNode *node,
           gboolean  is_blocks)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << self->item;
  GazetteColumn *column = is_blank (node) ? NULL : get_column (self);

  if (column == NULL)
    return;

  column->n_all++;
  column->is_blocks = column->is_blocks || is_blocks;
  column->is_translated = self->is_translated;
  if ((column->mask & bit) != 0)
    {
      column->is_many = TRUE;
      return;
    }
  column->mask |= bit;
  column->is_many = column->is_many || self->is_many;
  g_ptr_array_add (column->values, node);
}

/* Steps into what is called @name (%NULL for what has no name of its own) by
 * @step (%NULL for the name's own). */
static void
survey_child (Survey     *self,
              JsonNode   *child,
              const char *name,
              const char *step,
              guint       depth)
{
  gsize length = self->path->len;
  gsize leaf = self->leaf;

  self->leaf = length;
  if (step != NULL)
    g_string_append (self->path, step);
  else
    gazette_infer_append_step (self->path, name);
  if (name != NULL)
    g_ptr_array_add (self->names, (char *) name);

  survey_node (self, child, depth + 1);

  if (name != NULL)
    g_ptr_array_set_size (self->names, (int) self->names->len - 1);
  g_string_truncate (self->path, length);
  self->leaf = leaf;
}

/* The name of a language says nothing about the value. */
static void
survey_translation (Survey     *self,
                    JsonNode   *child,
                    const char *name,
                    guint       depth)
{
  g_autoptr (GString) step = g_string_new (NULL);

  gazette_infer_append_step (step, name);
  self->is_translated = JSON_NODE_HOLDS_VALUE (child);
  survey_child (self, child, NULL, step->str, depth);
  self->is_translated = FALSE;
}

static void
survey_object (Survey   *self,
               JsonNode *node,
               guint     depth)
{
  JsonObject *object = json_node_get_object (node);
  gboolean is_keyed = depth > 0 && gazette_infer_is_keyed (object);
  gboolean has_languages = !is_keyed && depth > 0 && is_by_language (object);
  gsize holder = self->holder;
  gboolean is_many = self->is_many;
  JsonObjectIter iter;
  const char *name;
  JsonNode *child;
  guint n = 0;

  if (!has_languages)
    self->holder = self->path->len;
  self->is_many = is_many || (is_keyed && json_object_get_size (object) > 1);
  json_object_iter_init_ordered (&iter, object);
  while (n++ < (is_keyed || has_languages ? MAX_ELEMENTS : MAX_MEMBERS) &&
         json_object_iter_next_ordered (&iter, &name, &child))
    {
      if (is_keyed)
        survey_child (self, child, NULL, ".*", depth);
      else if (has_languages)
        survey_translation (self, child, name, depth);
      else
        survey_child (self, child, name, NULL, depth);
    }
  self->holder = holder;
  self->is_many = is_many;
}

/* The member by which the elements of a list differ in what they are. */
static const char *
find_discriminator (JsonObject *object)
{
  static const char *const names[] = { "rel", "@rel", "property", "key", "role", "taxonomy", "type", "@type", "_type", "kind",
                                       "medium", "format", "relation", "__typename", "mime_type", "mimeType", "crop", "size", "name" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *node = json_object_get_member (object, names[i]);

      if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
        {
          const char *value = json_node_get_string (node);
          gsize length = strlen (value);

          if (length > 0 && length <= 32 && strpbrk (value, " '\"\\\n") == NULL)
            return names[i];
        }
    }

  return NULL;
}

/* "[?@.rel == 'alternate']", for an element of which that is so. */
static void
survey_filtered (Survey     *self,
                 JsonNode   *element,
                 const char *discriminator,
                 guint       depth)
{
  JsonObject *object = json_node_get_object (element);
  const char *value = json_node_get_string (json_object_get_member (object, discriminator));
  g_autoptr (GString) step = g_string_new ("[?@");
  gboolean is_many = self->is_many;

  gazette_infer_append_step (step, discriminator);
  g_string_append_printf (step, " == '%s']", value);
  self->is_many = FALSE;
  survey_child (self, element, value, step->str, depth);
  self->is_many = is_many;
}

/* A text of a list of them: itself, or the text of an object. A large object is
 * taken for a part of an article only where the list is called what a body is. */
static const char *
get_paragraph (JsonNode *node,
               gboolean  is_named)
{
  static const char *const names[] = { "bodyHtml", "html", "text", "content", "paragraph", "body", "value", "texto", "texte", "body_html" };
  static const char *const others[] = { "url", "link", "headline", "author" };
  JsonObject *block = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (block == NULL)
    return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  if (!is_named && json_object_get_size (block) > 4)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (json_object_has_member (block, others[i]))
        return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *text = json_object_get_member (block, names[i]);

      if (text != NULL && JSON_NODE_HOLDS_VALUE (text))
        return json_node_get_string (text);
    }

  return NULL;
}

/* Whether a list is a text cut into its paragraphs. */
static gboolean
is_paragraphs (Survey    *self,
               JsonArray *array)
{
  const char *name = self->names->len > 0 ? self->names->pdata[self->names->len - 1] : "";
  gboolean is_named = gazette_infer_name (GAZETTE_ROLE_BODY, name) > 0.5;
  guint length = json_array_get_length (array);
  gsize size = 0;

  for (guint i = 0; i < length; i++)
    {
      const char *text = get_paragraph (json_array_get_element (array, i), is_named);

      if (text == NULL)
        return FALSE;
      size += strlen (text);
    }

  return is_named ? length > 0 && size >= length * 8 : length > 1 && size >= length * 100;
}

static void
survey_array (Survey   *self,
              JsonNode *node,
              guint     depth)
{
  JsonArray *array = json_node_get_array (node);
  guint length = json_array_get_length (array);
  gboolean is_many = self->is_many;

  self->is_many = is_many || length > 1;
  for (guint i = 0; i < MIN (length, MAX_ELEMENTS); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *discriminator = NULL;

      if (JSON_NODE_HOLDS_VALUE (element))
        {
          add_value (self, element, FALSE);
          continue;
        }
      if (JSON_NODE_HOLDS_OBJECT (element))
        discriminator = find_discriminator (json_node_get_object (element));
      survey_child (self, element, NULL, "[*]", depth);
      if (discriminator != NULL && depth < 5)
        survey_filtered (self, element, discriminator, depth);
    }
  self->is_many = is_many;
}

/* A JSON text within a text. */
static gboolean
is_blocks_text (JsonNode *node)
{
  const char *text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";

  return (*text == '{' || *text == '[') && strstr (text, "\":") != NULL && gazette_blocks_recognise (node);
}

static void
survey_node (Survey   *self,
             JsonNode *node,
             guint     depth)
{
  if (depth > MAX_DEPTH || self->n_nodes++ > MAX_NODES)
    return;

  if (JSON_NODE_HOLDS_VALUE (node))
    add_value (self, node, is_blocks_text (node));
  else if (JSON_NODE_HOLDS_OBJECT (node) && depth > 0 && gazette_blocks_recognise (node))
    add_value (self, node, TRUE);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    survey_object (self, node, depth);
  else if (JSON_NODE_HOLDS_ARRAY (node) && depth > 0 &&
           (is_paragraphs (self, json_node_get_array (node)) || gazette_blocks_recognise (node)))
    add_value (self, node, TRUE);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    survey_array (self, node, depth);
}

/* A row of a table: its cells by their numbers. */
static void
survey_row (Survey   *self,
            JsonNode *row)
{
  JsonArray *array = json_node_get_array (row);
  guint length = MIN (json_array_get_length (array), MAX_MEMBERS);

  self->holder = self->path->len;
  for (guint i = 0; i < length; i++)
    {
      g_autofree char *step = g_strdup_printf ("[%u]", i);
      const char *name = i < self->list->header->len ? self->list->header->pdata[i] : "";

      survey_child (self, json_array_get_element (array, i), name, step, 0);
    }
}

static void
measure_blocks (GazetteColumn *column)
{
  guint n = MIN (column->values->len, MAX_BLOCKS_READ);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *html = gazette_blocks_to_html (column->values->pdata[i]);
      g_autoptr (JsonNode) text = json_node_init_string (json_node_alloc (), html != NULL ? html : "");
      GazetteTraits traits;

      gazette_infer_judge (text, &traits);
      column->blocks_length += traits.chars / n;
    }
}

static double
count_distinct (GPtrArray *values)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < values->len; i++)
    {
      JsonNode *node = values->pdata[i];

      if (!JSON_NODE_HOLDS_VALUE (node))
        return 1;
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_hash_table_add (set, g_strndup (json_node_get_string (node), 512));
      else
        g_hash_table_add (set, g_strdup_printf ("%.17g", json_node_get_double (node)));
    }

  return values->len > 0 ? (double) g_hash_table_size (set) / values->len : 0;
}

/*
 * gazette_infer_survey:
 * @list: a list with its items
 *
 * Fills in its columns.
 */
void
gazette_infer_survey (GazetteCandidateList *list)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) path = g_string_new ("$");
  Survey survey = { .list = list, .columns = columns, .names = names, .path = path };

  list->columns = g_ptr_array_new_with_free_func (column_free);
  for (guint i = 0; i < list->items->len; i++)
    {
      survey.item = i;
      survey.n_nodes = 0;
      survey.holder = survey.leaf = path->len;
      if (list->is_rows)
        survey_row (&survey, list->items->pdata[i]);
      else
        survey_node (&survey, list->items->pdata[i], 0);
    }

  for (guint i = 0; i < list->columns->len; i++)
    {
      GazetteColumn *column = list->columns->pdata[i];

      column->distinct = count_distinct (column->values);
      gazette_infer_judge_all (column->values, &column->traits);
      if (column->is_blocks)
        measure_blocks (column);
    }
}
