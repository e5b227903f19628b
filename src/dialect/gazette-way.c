/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a dialect file says of the places of a field. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-part.h"
#include "gazette-way.h"

/* From a reference to what it means, and on from there: no API goes further. */
#define MAX_DEPTH 8

/* What stands for a number in a text to be cut, once it is compiled. */
#define NUMBER_MARK '\001'

static const char *const as_names[] = {
  [GAZETTE_AS_TEXT] = "text",
  [GAZETTE_AS_HTML_TEXT] = "html-text",
  [GAZETTE_AS_HTML] = "html",
  [GAZETTE_AS_MARKDOWN] = "markdown",
  [GAZETTE_AS_BLOCKS] = "blocks",
  [GAZETTE_AS_URL] = "url",
  [GAZETTE_AS_ABSOLUTE_URL] = "absolute-url",
  [GAZETTE_AS_HTML_IMAGE] = "html-image",
  [GAZETTE_AS_LIST] = "list",
  [GAZETTE_AS_BYLINE] = "byline",
  [GAZETTE_AS_DATE] = "date",
  [GAZETTE_AS_NUMBER] = "number",
  [GAZETTE_AS_FLAG] = "flag",
};

/*
 * gazette_way_free:
 * @self: (transfer full): a way
 */
void
gazette_way_free (GazetteWay *self)
{
  g_clear_pointer (&self->path, gazette_path_free);
  g_clear_pointer (&self->template, gazette_template_free);
  g_clear_pointer (&self->largest, gazette_path_free);
  g_free (self->related);
  g_clear_pointer (&self->then, gazette_way_free);
  g_strfreev (self->unless);
  g_clear_pointer (&self->cut, g_ptr_array_unref);
  g_free (self);
}

static void
free_way (gpointer data)
{
  gazette_way_free (data);
}

/* Without "as" a value is written in the plainest way that its field allows. */
static gboolean
read_as (const char   *name,
         const char   *where,
         GazetteWant   want,
         GazetteAs    *as,
         GError      **error)
{
  g_autoptr(GString) choices = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (as_names); i++)
    {
      if ((want & 1 << i) == 0)
        continue;
      if (g_strcmp0 (name, as_names[i]) == 0 ||
          (name == NULL && (i == GAZETTE_AS_HTML || want != GAZETTE_WANT_HTML)))
        {
          *as = i;
          return TRUE;
        }
      g_string_append_printf (choices, "%s%s", choices->len > 0 ? ", " : "", as_names[i]);
    }

  /* TRANSLATORS: the last %s is a list of words */
  return gazette_part_fail (error, _("“%s” cannot be read as “%s”, only as: %s"), where, name, choices->str);
}

static gboolean
compile_cut (GPtrArray   *compiled,
             JsonNode    *node,
             const char  *where,
             GError     **error)
{
  gboolean is_text = json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) != '\0';
  g_autofree char *text = is_text ? json_node_dup_string (node) : NULL;
  GazetteTemplate *template = text != NULL ? gazette_template_new (g_strdelimit (text, "#", NUMBER_MARK)) : NULL;

  if (template == NULL)
    return gazette_part_fail (error, _("“%s” must be a text, in which braces have paths such as “{$.id}”."), where);
  g_ptr_array_add (compiled, template);

  return TRUE;
}

static void
free_template (gpointer data)
{
  gazette_template_free (data);
}

static gboolean
compile_steps (GazetteWay  *way,
               JsonNode    *node,
               const char  *where,
               const char  *more_keys,
               guint        depth,
               GError     **error)
{
  g_autofree char *keys = g_strconcat ("path template largest related then", more_keys, NULL);
  JsonObject *object = gazette_part_get_object (node, where, keys, error);
  g_autofree char *then = g_strconcat (where, ".then", NULL);

  if (object == NULL)
    return FALSE;
  if (json_object_has_member (object, "path"))
    {
      way->path = gazette_part_get_path (json_object_get_member (object, "path"), where, error);
      if (way->path == NULL)
        return FALSE;
    }
  if (!gazette_part_read_template (object, where, "template", &way->template, error) ||
      !gazette_part_read_path (object, where, "largest", &way->largest, error) ||
      !gazette_part_read_text (object, where, "related", &way->related, error))
    return FALSE;
  if ((way->path != NULL) == (way->template != NULL))
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where, "path, template");
  if (way->largest != NULL && way->path == NULL)
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where, "path");
  if (!json_object_has_member (object, "then"))
    return TRUE;

  if (depth == MAX_DEPTH)
    return gazette_part_fail (error, _("“%s” in “%s” is not known."), "then", where);
  way->then = g_new0 (GazetteWay, 1);

  return compile_steps (way->then, json_object_get_member (object, "then"), then, "", depth + 1, error);
}

static gboolean
compile_way (GazetteWay   *way,
             JsonNode     *node,
             const char   *where,
             GazetteWant   want,
             GError      **error)
{
  g_autofree char *unless = g_strconcat (where, ".unless", NULL);
  g_autofree char *cut = g_strconcat (where, ".cut", NULL);
  g_autofree char *as = NULL;
  JsonObject *object;

  if (!compile_steps (way, node, where, " as unless cut all", 0, error))
    return FALSE;

  object = json_node_get_object (node);
  if (!gazette_part_read_text (object, where, "as", &as, error) || !read_as (as, where, want, &way->as, error) ||
      !gazette_part_read_flag (object, where, "all", &way->takes_all, error) ||
      !gazette_part_read_texts (json_object_get_member (object, "unless"), unless, &way->unless, error))
    return FALSE;
  if (way->takes_all && want != GAZETTE_WANT_HTML)
    return gazette_part_fail (error, _("“%s” in “%s” is not known."), "all", where);
  for (GazetteWay *step = way->then; step != NULL; step = step->then)
    step->as = way->as;
  if (!json_object_has_member (object, "cut"))
    return TRUE;

  way->cut = gazette_part_compile_list (json_object_get_member (object, "cut"), cut, compile_cut, free_template, error);

  return way->cut != NULL;
}

/*
 * gazette_ways_compile:
 * @node: (nullable): what a dialect file says of a field
 * @where: its place
 * @want: what the value of the field is for
 * @error: return location for an error
 *
 * Returns: (transfer full): the places of the field
 */
GazetteWays *
gazette_ways_compile (JsonNode     *node,
                      const char   *where,
                      GazetteWant   want,
                      GError      **error)
{
  g_autoptr(GPtrArray) ways = g_ptr_array_new_with_free_func (free_way);
  JsonArray *list = gazette_part_get_list (node, where, error);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", where, i);
      GazetteWay *way = g_new0 (GazetteWay, 1);

      g_ptr_array_add (ways, way);
      if (!compile_way (way, json_array_get_element (list, i), place, want, error))
        return NULL;
    }

  return list != NULL ? g_steal_pointer (&ways) : NULL;
}

/*
 * gazette_related_free:
 * @self: (transfer full): a table
 */
void
gazette_related_free (GazetteRelated *self)
{
  g_free (self->name);
  g_clear_pointer (&self->path, gazette_path_free);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_free (self);
}

static void
free_related (gpointer data)
{
  gazette_related_free (data);
}

/*
 * gazette_related_compile:
 * @node: (nullable): the part "related" of a dialect file
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type GazetteRelated): the tables
 */
GPtrArray *
gazette_related_compile (JsonNode  *node,
                         GError   **error)
{
  g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func (free_related);
  JsonObjectIter iter;
  const char *name;

  if (node == NULL)
    return g_steal_pointer (&tables);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      gazette_part_fail (error, _("“%s” must be an object."), "related");
      return NULL;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *where = g_strconcat ("related.", name, NULL);
      g_autofree char *keys = g_strconcat (where, ".keys", NULL);
      JsonObject *object = gazette_part_get_object (node, where, "path keys each", error);
      GazetteRelated *related = g_new0 (GazetteRelated, 1);

      g_ptr_array_add (tables, related);
      related->name = g_strdup (name);
      if (object == NULL)
        return NULL;
      related->path = gazette_part_get_path (json_object_get_member (object, "path"), where, error);
      if (json_object_has_member (object, "keys"))
        related->keys = gazette_part_get_paths (json_object_get_member (object, "keys"), keys, error);
      if (related->path == NULL || (related->keys == NULL && json_object_has_member (object, "keys")) ||
          !gazette_part_read_flag (object, where, "each", &related->is_in_article, error))
        return NULL;
    }

  return g_steal_pointer (&tables);
}

/*
 * gazette_related_find:
 * @tables: (element-type GazetteRelated): tables of a dialect
 * @name: the name of one
 *
 * Returns: (transfer none) (nullable): the table
 */
const GazetteRelated *
gazette_related_find (GPtrArray  *tables,
                      const char *name)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const GazetteRelated *related = tables->pdata[i];

      if (g_str_equal (related->name, name))
        return related;
    }

  return NULL;
}
