/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a dialect file says about answers and addresses as a whole: by what to
 * recognise an answer, what to ask, where to go on, how to get there.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-dialect-private.h"
#include "gazette-part.h"

static void
sign_free (gpointer data)
{
  GazetteSign *sign = data;

  g_clear_pointer (&sign->path, gazette_path_free);
  g_free (sign->contains);
  g_free (sign->is);
  g_free (sign);
}

static gboolean
compile_sign (GPtrArray   *signs,
              JsonNode    *node,
              const char  *where,
              GError     **error)
{
  static const char *const types[] = { "list", "object", "text", "number", NULL };
  JsonObject *object = gazette_part_get_object (node, where, "path contains is", error);
  GazetteSign *sign;

  if (object == NULL)
    return FALSE;

  sign = g_new0 (GazetteSign, 1);
  g_ptr_array_add (signs, sign);
  sign->path = gazette_part_get_path (json_object_get_member (object, "path"), where, error);
  if (sign->path == NULL || !gazette_part_read_text (object, where, "contains", &sign->contains, error) ||
      !gazette_part_read_text (object, where, "is", &sign->is, error))
    return FALSE;
  if (sign->is != NULL && !g_strv_contains (types, sign->is))
    return gazette_part_fail (error, _("“%s” cannot be read as “%s”, only as: %s"), where, sign->is,
                              "list, object, text, number");

  return TRUE;
}

static gboolean
compile_alternative (GPtrArray   *alternatives,
                     JsonNode    *node,
                     const char  *where,
                     GError     **error)
{
  GPtrArray *signs = g_ptr_array_new_with_free_func (sign_free);
  JsonArray *list = gazette_part_get_list (node, where, error);

  g_ptr_array_add (alternatives, signs);
  if (list == NULL)
    return FALSE;
  /* No sign at all would recognise everything. */
  if (json_array_get_length (list) == 0)
    return gazette_part_fail (error, _("“%s” is empty."), where);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", where, i);

      if (!compile_sign (signs, json_array_get_element (list, i), place, error))
        return FALSE;
    }

  return TRUE;
}

static void
next_rule_free (gpointer data)
{
  GazetteNextRule *rule = data;

  g_clear_pointer (&rule->path, gazette_path_free);
  g_free (rule->header);
  g_free (rule->parameter);
  g_free (rule->rel);
  g_free (rule);
}

static gboolean
compile_next_rule (GPtrArray   *rules,
                   JsonNode    *node,
                   const char  *where,
                   GError     **error)
{
  JsonObject *object = gazette_part_get_object (node, where, "path parameter header link", error);
  g_autofree char *header = NULL;
  GazetteNextRule *rule;

  if (object == NULL)
    return FALSE;

  rule = g_new0 (GazetteNextRule, 1);
  g_ptr_array_add (rules, rule);
  if (!gazette_part_read_path (object, where, "path", &rule->path, error) ||
      !gazette_part_read_text (object, where, "parameter", &rule->parameter, error) ||
      !gazette_part_read_text (object, where, "header", &header, error) ||
      !gazette_part_read_text (object, where, "link", &rule->rel, error))
    return FALSE;

  rule->header = header != NULL ? g_ascii_strdown (header, -1) : NULL;
  if ((rule->path != NULL) + (rule->header != NULL) + (rule->rel != NULL) != 1)
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where, "path, header, link");
  if (rule->header != NULL && rule->parameter == NULL)
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where, "parameter");

  return TRUE;
}

static void
discover_rule_free (gpointer data)
{
  GazetteDiscoverRule *rule = data;

  g_clear_pointer (&rule->path, gazette_path_free);
  g_clear_pointer (&rule->title, gazette_path_free);
  g_free (rule->rel);
  g_free (rule->type);
  g_free (rule->append);
  g_strfreev (rule->except);
  g_free (rule);
}

static gboolean
compile_discover_rule (GPtrArray   *rules,
                       JsonNode    *node,
                       const char  *where,
                       GError     **error)
{
  JsonObject *object = gazette_part_get_object (node, where, "link type append except path title", error);
  g_autofree char *except = g_strdup_printf ("%s.except", where);
  GazetteDiscoverRule *rule;

  if (object == NULL)
    return FALSE;

  rule = g_new0 (GazetteDiscoverRule, 1);
  g_ptr_array_add (rules, rule);
  if (!gazette_part_read_text (object, where, "link", &rule->rel, error) ||
      !gazette_part_read_text (object, where, "type", &rule->type, error) ||
      !gazette_part_read_text (object, where, "append", &rule->append, error) ||
      !gazette_part_read_texts (json_object_get_member (object, "except"), except, &rule->except, error) ||
      !gazette_part_read_path (object, where, "path", &rule->path, error) ||
      !gazette_part_read_path (object, where, "title", &rule->title, error))
    return FALSE;
  if ((rule->path != NULL) == (rule->rel != NULL))
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where, "path, link");

  return TRUE;
}

typedef gboolean (*CompileFunc) (GPtrArray   *compiled,
                                 JsonNode    *node,
                                 const char  *where,
                                 GError     **error);

static GPtrArray *
compile_list (JsonObject     *file,
              const char     *key,
              CompileFunc     compile,
              GDestroyNotify  destroy,
              GError        **error)
{
  g_autoptr(GPtrArray) compiled = g_ptr_array_new_with_free_func (destroy);
  JsonArray *list;

  if (!json_object_has_member (file, key))
    return g_steal_pointer (&compiled);
  list = gazette_part_get_list (json_object_get_member (file, key), key, error);
  if (list == NULL)
    return NULL;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *where = g_strdup_printf ("%s[%u]", key, i);

      if (!compile (compiled, json_array_get_element (list, i), where, error))
        return NULL;
    }

  return g_steal_pointer (&compiled);
}

static void
parameter_free (gpointer data)
{
  GazetteParameter *parameter = data;

  g_free (parameter->name);
  g_free (parameter->value);
  g_free (parameter);
}

static gboolean
compile_request (GazetteDialect  *self,
                 JsonNode        *node,
                 GError         **error)
{
  JsonObject *object;
  JsonObjectIter iter;
  const char *name;

  self->parameters = g_ptr_array_new_with_free_func (parameter_free);
  if (node == NULL)
    return TRUE;

  object = gazette_part_get_object (node, "request", "parameters", error);
  if (object == NULL)
    return FALSE;
  node = json_object_get_member (object, "parameters");
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return gazette_part_fail (error, _("“%s” must be an object."), "request.parameters");

  object = json_node_get_object (node);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      GazetteParameter *parameter = g_new0 (GazetteParameter, 1);

      parameter->name = g_strdup (name);
      g_ptr_array_add (self->parameters, parameter);
      if (!gazette_part_read_text (object, "request.parameters", name, &parameter->value, error))
        return FALSE;
    }

  return TRUE;
}

static void
list_free (gpointer data)
{
  g_ptr_array_unref (data);
}

/*
 * gazette_dialect_compile_rules:
 * @self: a dialect that is being made
 * @file: the dialect file
 * @error: return location for a %GAZETTE_ERROR_FAILED that names the place
 *
 * Takes in "recognise", "request", "next" and "discover".
 *
 * Returns: whether they are as they must be
 */
gboolean
gazette_dialect_compile_rules (GazetteDialect  *self,
                               JsonObject      *file,
                               GError         **error)
{
  self->alternatives = compile_list (file, "recognise", compile_alternative, list_free, error);
  if (self->alternatives == NULL || !compile_request (self, json_object_get_member (file, "request"), error))
    return FALSE;

  self->next_rules = compile_list (file, "next", compile_next_rule, next_rule_free, error);
  if (self->next_rules == NULL)
    return FALSE;

  self->discover_rules = compile_list (file, "discover", compile_discover_rule, discover_rule_free, error);

  return self->discover_rules != NULL;
}
