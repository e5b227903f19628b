/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a dialect file says about answers and addresses as a whole: by what to
 * recognise an answer, what to ask, where to go on, how to get there.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-dialect-private.h"
#include "gazette-part.h"
#include "gazette-way.h"

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
  static const char *const types[] = { "list", "object", "text", "number", "true", "nothing", NULL };
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
                              "list, object, text, number, true, nothing");

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
  g_clear_pointer (&rule->last, gazette_path_free);
  g_clear_pointer (&rule->merge, gazette_path_free);
  g_clear_pointer (&rule->pages, gazette_path_free);
  g_clear_pointer (&rule->total, gazette_path_free);
  g_free (rule->header);
  g_free (rule->parameter);
  g_free (rule->segment);
  g_free (rule->extension);
  g_free (rule->rel);
  g_free (rule);
}

static gboolean
read_count (GazetteNextRule  *rule,
            JsonObject       *object,
            const char       *where,
            GError          **error)
{
  g_autofree char *count = NULL;

  rule->first = 1;
  if (!gazette_part_read_text (object, where, "count", &count, error) ||
      !gazette_part_read_path (object, where, "pages", &rule->pages, error) ||
      !gazette_part_read_path (object, where, "total", &rule->total, error) ||
      !gazette_part_read_text (object, where, "segment", &rule->segment, error) ||
      !gazette_part_read_number (object, where, "first", &rule->first, error) ||
      !gazette_part_read_number (object, where, "size", &rule->size, error))
    return FALSE;

  if (g_strcmp0 (count, "pages") == 0)
    rule->count = GAZETTE_COUNT_PAGES;
  else if (g_strcmp0 (count, "articles") == 0)
    rule->count = GAZETTE_COUNT_ARTICLES;
  else if (count != NULL)
    return gazette_part_fail (error, _("“%s” cannot be read as “%s”, only as: %s"), where, count, "pages, articles");
  /* The offset of the first article. */
  if (rule->count == GAZETTE_COUNT_ARTICLES && !json_object_has_member (object, "first"))
    rule->first = 0;

  return TRUE;
}

static gboolean
check_next_rule (const GazetteNextRule  *rule,
                 const char             *where,
                 GError                **error)
{
  gboolean has_place = rule->parameter != NULL || rule->segment != NULL;
  /* "header" alone counts pages too. */
  gboolean counts = rule->count != GAZETTE_COUNT_NOTHING || rule->header != NULL;

  if ((rule->path != NULL) + (rule->last != NULL) + (rule->merge != NULL) + counts + (rule->rel != NULL) != 1)
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where, "path, last, merge, count, header, link");
  if ((counts && !has_place) || (rule->last != NULL && rule->parameter == NULL))
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where, "parameter");
  if (rule->count == GAZETTE_COUNT_PAGES && rule->total != NULL && rule->size == 0)
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where, "size");

  return TRUE;
}

static gboolean
compile_next_rule (GPtrArray   *rules,
                   JsonNode    *node,
                   const char  *where,
                   GError     **error)
{
  static const char keys[] = "path last merge parameter extension header link count pages total segment first size";
  JsonObject *object = gazette_part_get_object (node, where, keys, error);
  g_autofree char *header = NULL;
  GazetteNextRule *rule;

  if (object == NULL)
    return FALSE;

  rule = g_new0 (GazetteNextRule, 1);
  g_ptr_array_add (rules, rule);
  if (!gazette_part_read_path (object, where, "path", &rule->path, error) ||
      !gazette_part_read_path (object, where, "last", &rule->last, error) ||
      !gazette_part_read_path (object, where, "merge", &rule->merge, error) ||
      !gazette_part_read_text (object, where, "parameter", &rule->parameter, error) ||
      !gazette_part_read_text (object, where, "extension", &rule->extension, error) ||
      !gazette_part_read_text (object, where, "header", &header, error) ||
      !gazette_part_read_text (object, where, "link", &rule->rel, error) ||
      !read_count (rule, object, where, error))
    return FALSE;

  rule->header = header != NULL ? g_ascii_strdown (header, -1) : NULL;

  return check_next_rule (rule, where, error);
}

static void
discover_rule_free (gpointer data)
{
  GazetteDiscoverRule *rule = data;

  g_clear_pointer (&rule->path, gazette_path_free);
  g_clear_pointer (&rule->title, gazette_path_free);
  g_clear_pointer (&rule->address, gazette_pattern_free);
  g_clear_pointer (&rule->url, gazette_template_free);
  g_free (rule->generator);
  g_free (rule->header);
  g_free (rule->contains);
  g_free (rule->guess);
  g_free (rule->rel);
  g_free (rule->type);
  g_free (rule->append);
  g_strfreev (rule->except);
  g_free (rule);
}

static gboolean
read_conditions (GazetteDiscoverRule  *rule,
                 JsonObject           *object,
                 const char           *where,
                 GError              **error)
{
  g_autofree char *address = NULL;
  g_autofree char *header = NULL;

  if (!gazette_part_read_text (object, where, "address", &address, error) ||
      !gazette_part_read_text (object, where, "generator", &rule->generator, error) ||
      !gazette_part_read_text (object, where, "header", &header, error) ||
      !gazette_part_read_text (object, where, "contains", &rule->contains, error))
    return FALSE;

  rule->header = header != NULL ? g_ascii_strdown (header, -1) : NULL;
  rule->address = address != NULL ? gazette_pattern_new (address) : NULL;
  if (address != NULL && rule->address == NULL)
    return gazette_part_fail (error, _("“%s” must be a host and a path, such as “example.org/blog/{name}”."), where);

  return TRUE;
}

static gboolean
check_discover_rule (const GazetteDiscoverRule  *rule,
                     const char                 *where,
                     GError                    **error)
{
  gboolean has_condition = rule->address != NULL || rule->generator != NULL || rule->header != NULL;
  gboolean has_start = rule->path != NULL || rule->rel != NULL;

  if ((rule->path != NULL && rule->rel != NULL) || (has_condition || has_start) == (rule->guess != NULL))
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where,
                              "path, link, address, generator, header, guess");
  if (!has_start && rule->guess == NULL && rule->url == NULL)
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where, "url");

  return TRUE;
}

static gboolean
compile_discover_rule (GPtrArray   *rules,
                       JsonNode    *node,
                       const char  *where,
                       GError     **error)
{
  static const char keys[] = "link type append except path title address generator header contains url guess";
  JsonObject *object = gazette_part_get_object (node, where, keys, error);
  g_autofree char *except = g_strdup_printf ("%s.except", where);
  GazetteDiscoverRule *rule;

  if (object == NULL)
    return FALSE;

  rule = g_new0 (GazetteDiscoverRule, 1);
  g_ptr_array_add (rules, rule);
  if (!gazette_part_read_text (object, where, "link", &rule->rel, error) ||
      !gazette_part_read_text (object, where, "type", &rule->type, error) ||
      !gazette_part_read_text (object, where, "append", &rule->append, error) ||
      !gazette_part_read_text (object, where, "guess", &rule->guess, error) ||
      !gazette_part_read_texts (json_object_get_member (object, "except"), except, &rule->except, error) ||
      !gazette_part_read_path (object, where, "path", &rule->path, error) ||
      !gazette_part_read_path (object, where, "title", &rule->title, error) ||
      !gazette_part_read_template (object, where, "url", &rule->url, error) ||
      !read_conditions (rule, object, where, error))
    return FALSE;

  return check_discover_rule (rule, where, error);
}

static void
list_free (gpointer data)
{
  g_ptr_array_unref (data);
}

static GPtrArray *
compile_alternatives (JsonNode    *node,
                      const char  *where,
                      GError     **error)
{
  return gazette_part_compile_list (node, where, compile_alternative, list_free, error);
}

static gboolean
compile_error (GazetteDialect  *self,
               JsonNode        *node,
               GError         **error)
{
  JsonObject *object;

  self->error_alternatives = g_ptr_array_new ();
  if (node == NULL)
    return TRUE;

  object = gazette_part_get_object (node, "error", "recognise message", error);
  if (object == NULL)
    return FALSE;
  g_ptr_array_unref (self->error_alternatives);
  self->error_alternatives = compile_alternatives (json_object_get_member (object, "recognise"), "error.recognise", error);
  if (self->error_alternatives == NULL)
    return FALSE;
  if (self->error_alternatives->len == 0)
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), "error", "recognise");
  self->error_message = gazette_ways_compile (json_object_get_member (object, "message"), "error.message",
                                              GAZETTE_WANT_TEXT, error);

  return self->error_message != NULL;
}

/*
 * gazette_dialect_compile_rules:
 * @self: a dialect that is being made
 * @file: the dialect file
 * @error: return location for a %GAZETTE_ERROR_FAILED that names the place
 *
 * Takes in "recognise", "error", "skip", "request", "next" and "discover".
 *
 * Returns: whether they are as they must be
 */
gboolean
gazette_dialect_compile_rules (GazetteDialect  *self,
                               JsonObject      *file,
                               GError         **error)
{
  self->alternatives = compile_alternatives (json_object_get_member (file, "recognise"), "recognise", error);
  if (self->alternatives == NULL || !compile_error (self, json_object_get_member (file, "error"), error))
    return FALSE;
  self->skip = compile_alternatives (json_object_get_member (file, "skip"), "skip", error);
  if (self->skip == NULL || !gazette_dialect_compile_request (self, json_object_get_member (file, "request"), error))
    return FALSE;

  self->next_rules = gazette_part_compile_list (json_object_get_member (file, "next"), "next", compile_next_rule,
                                                next_rule_free, error);
  if (self->next_rules == NULL)
    return FALSE;

  self->discover_rules = gazette_part_compile_list (json_object_get_member (file, "discover"), "discover",
                                                    compile_discover_rule, discover_rule_free, error);

  return self->discover_rules != NULL;
}
