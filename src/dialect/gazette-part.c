/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking at the parts of a dialect file. An author is told of every mistake, so
 * that a misspelt key is not passed over in silence.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-part.h"

/*
 * gazette_part_fail:
 * @error: return location for the error
 * @format: translated message, as for printf()
 * @...: what goes into it
 *
 * Returns: %FALSE
 */
gboolean
gazette_part_fail (GError    **error,
                   const char *format,
                   ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED, message);

  return FALSE;
}

/*
 * gazette_part_get_object:
 * @node: (nullable): a part
 * @where: its place
 * @keys: the names of the members that it may have, parted by spaces; those that
 *   begin with "_" are the author's own
 * @error: return location for an error
 *
 * Returns: (transfer none): the object that the part has to be
 */
JsonObject *
gazette_part_get_object (JsonNode    *node,
                         const char  *where,
                         const char  *keys,
                         GError     **error)
{
  g_auto(GStrv) known = g_strsplit (keys, " ", -1);
  JsonObjectIter iter;
  const char *key;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      /* TRANSLATORS: %s is a place in a file, such as “article.title” */
      gazette_part_fail (error, _("“%s” must be an object."), where);
      return NULL;
    }

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, NULL))
    {
      if (*key != '_' && !g_strv_contains ((const char *const *) known, key))
        {
          /* TRANSLATORS: the first %s is a name in a file, the second a place in it */
          gazette_part_fail (error, _("“%s” in “%s” is not known."), key, where);
          return NULL;
        }
    }

  return json_node_get_object (node);
}

/*
 * gazette_part_get_list:
 * @node: (nullable): a part
 * @where: its place
 * @error: return location for an error
 *
 * Returns: (transfer none): the list that the part has to be
 */
JsonArray *
gazette_part_get_list (JsonNode    *node,
                       const char  *where,
                       GError     **error)
{
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);

  gazette_part_fail (error, _("“%s” must be a list."), where);

  return NULL;
}

/*
 * gazette_part_read_text:
 * @object: a part
 * @where: its place
 * @key: name of a member
 * @value: (out): what it is; left alone when it is not there
 * @error: return location for an error
 *
 * Returns: whether it is not there, or is a text but ""
 */
gboolean
gazette_part_read_text (JsonObject  *object,
                        const char  *where,
                        const char  *key,
                        char       **value,
                        GError     **error)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')
    return gazette_part_fail (error, _("“%s” in “%s” must be a text."), key, where);

  *value = json_node_dup_string (node);

  return TRUE;
}

/*
 * gazette_part_get_path:
 * @node: (nullable): a part
 * @where: its place
 * @error: return location for an error
 *
 * Returns: (transfer full): the path that the part has to be
 */
GazettePath *
gazette_part_get_path (JsonNode    *node,
                       const char  *where,
                       GError     **error)
{
  gboolean is_text = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING;
  GazettePath *path = is_text ? gazette_path_new (json_node_get_string (node)) : NULL;

  if (path == NULL)
    gazette_part_fail (error, _("“%s” must be a path, such as “$.title”."), where);

  return path;
}

/*
 * gazette_part_read_path:
 * @object: a part
 * @where: its place
 * @key: name of a member
 * @path: (out): what it is; left alone when it is not there
 * @error: return location for an error
 *
 * Returns: whether it is not there, or is a path
 */
gboolean
gazette_part_read_path (JsonObject   *object,
                        const char   *where,
                        const char   *key,
                        GazettePath **path,
                        GError      **error)
{
  g_autofree char *place = g_strdup_printf ("%s.%s", where, key);

  if (!json_object_has_member (object, key))
    return TRUE;

  *path = gazette_part_get_path (json_object_get_member (object, key), place, error);

  return *path != NULL;
}

/*
 * gazette_part_get_paths:
 * @node: (nullable): a part
 * @where: its place
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type GazettePath): the paths of which the
 *   part has to be a list
 */
GPtrArray *
gazette_part_get_paths (JsonNode    *node,
                        const char  *where,
                        GError     **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_path_free);
  JsonArray *list = gazette_part_get_list (node, where, error);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", where, i);
      GazettePath *path = gazette_part_get_path (json_array_get_element (list, i), place, error);

      if (path == NULL)
        return NULL;
      g_ptr_array_add (paths, path);
    }

  return list != NULL ? g_steal_pointer (&paths) : NULL;
}

/*
 * gazette_part_read_texts:
 * @node: (nullable): a part
 * @where: its place
 * @texts: (out): what it is; left alone when it is not there
 * @error: return location for an error
 *
 * Returns: whether it is not there, or is a list of texts
 */
gboolean
gazette_part_read_texts (JsonNode    *node,
                         const char  *where,
                         GStrv       *texts,
                         GError     **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *list;

  if (node == NULL)
    return TRUE;
  list = gazette_part_get_list (node, where, error);
  if (list == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return gazette_part_fail (error, _("“%s” must be a list of texts."), where);
      g_strv_builder_add (builder, json_node_get_string (element));
    }

  *texts = g_strv_builder_end (builder);

  return TRUE;
}

/*
 * gazette_part_read_flag:
 * @object: a part
 * @where: its place
 * @key: name of a member
 * @value: (out): what it is; left alone when it is not there
 * @error: return location for an error
 *
 * Returns: whether it is not there, or is true or false
 */
gboolean
gazette_part_read_flag (JsonObject  *object,
                        const char  *where,
                        const char  *key,
                        gboolean    *value,
                        GError     **error)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return gazette_part_fail (error, _("“%s” in “%s” must be true or false."), key, where);

  *value = json_node_get_boolean (node);

  return TRUE;
}

/*
 * gazette_part_read_number:
 * @object: a part
 * @where: its place
 * @key: name of a member
 * @value: (out): what it is; left alone when it is not there
 * @error: return location for an error
 *
 * Returns: whether it is not there, or is a whole number that is not negative
 */
gboolean
gazette_part_read_number (JsonObject  *object,
                          const char  *where,
                          const char  *key,
                          gint64      *value,
                          GError     **error)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < 0)
    return gazette_part_fail (error, _("“%s” in “%s” must be a whole number."), key, where);

  *value = json_node_get_int (node);

  return TRUE;
}

/*
 * gazette_part_read_template:
 * @object: a part
 * @where: its place
 * @key: name of a member
 * @value: (out): what it is; left alone when it is not there
 * @error: return location for an error
 *
 * Returns: whether it is not there, or is a text with places to fill in
 */
gboolean
gazette_part_read_template (JsonObject       *object,
                            const char       *where,
                            const char       *key,
                            GazetteTemplate **value,
                            GError          **error)
{
  g_autofree char *text = NULL;

  if (!gazette_part_read_text (object, where, key, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  *value = gazette_template_new (text);
  if (*value == NULL)
    return gazette_part_fail (error, _("What is in braces in “%s” of “%s” must be a path, such as “{$.id}”, or a name."),
                              key, where);

  return TRUE;
}

/*
 * gazette_part_compile_list:
 * @node: (nullable): a part
 * @where: its place
 * @compile: what takes in one of them
 * @destroy: what frees one that was taken in
 * @error: return location for an error
 *
 * Returns: (transfer full): what was taken in, nothing when the part is not
 *   there; %NULL when it is no list, or one in it is not as it must be
 */
GPtrArray *
gazette_part_compile_list (JsonNode        *node,
                           const char      *where,
                           GazettePartFunc  compile,
                           GDestroyNotify   destroy,
                           GError         **error)
{
  g_autoptr(GPtrArray) compiled = g_ptr_array_new_with_free_func (destroy);
  JsonArray *list;

  if (node == NULL)
    return g_steal_pointer (&compiled);
  list = gazette_part_get_list (node, where, error);
  if (list == NULL)
    return NULL;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", where, i);

      if (!compile (compiled, json_array_get_element (list, i), place, error))
        return NULL;
    }

  return g_steal_pointer (&compiled);
}
