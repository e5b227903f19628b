/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a dialect file to what the engine works with; docs/dialects.md describes
 * the file. An author is told of every mistake, so that a misspelt key is not
 * passed over in silence.
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-dialect-private.h"
#include "gazette-error.h"

/* What the engine wants of a field, which says how its value may be written. */
typedef enum
{
  WANT_WORD = 1 << GAZETTE_AS_TEXT,
  WANT_TEXT = 1 << GAZETTE_AS_TEXT | 1 << GAZETTE_AS_HTML_TEXT,
  WANT_NAMES = WANT_TEXT | 1 << GAZETTE_AS_LIST,
  WANT_HTML = 1 << GAZETTE_AS_HTML | 1 << GAZETTE_AS_TEXT,
  WANT_URL = 1 << GAZETTE_AS_URL | 1 << GAZETTE_AS_ABSOLUTE_URL,
  WANT_IMAGE = WANT_URL | 1 << GAZETTE_AS_HTML_IMAGE,
  WANT_DATE = 1 << GAZETTE_AS_DATE,
  WANT_NUMBER = 1 << GAZETTE_AS_NUMBER,
  WANT_FLAG = 1 << GAZETTE_AS_FLAG,
} Want;

typedef struct
{
  const char *name;
  Want        want;
} Field;

static const char *const as_names[] = {
  [GAZETTE_AS_TEXT] = "text",
  [GAZETTE_AS_HTML_TEXT] = "html-text",
  [GAZETTE_AS_HTML] = "html",
  [GAZETTE_AS_URL] = "url",
  [GAZETTE_AS_ABSOLUTE_URL] = "absolute-url",
  [GAZETTE_AS_HTML_IMAGE] = "html-image",
  [GAZETTE_AS_LIST] = "list",
  [GAZETTE_AS_DATE] = "date",
  [GAZETTE_AS_NUMBER] = "number",
  [GAZETTE_AS_FLAG] = "flag",
};

static const Field source_fields[GAZETTE_SOURCE_N_FIELDS] = {
  [GAZETTE_SOURCE_TITLE] = { "title", WANT_TEXT },
  [GAZETTE_SOURCE_HOME_URL] = { "home_url", WANT_URL },
  [GAZETTE_SOURCE_ICON] = { "icon", WANT_URL },
  [GAZETTE_SOURCE_LANGUAGE] = { "language", WANT_WORD },
  [GAZETTE_SOURCE_AUTHORS] = { "authors", WANT_NAMES },
  [GAZETTE_SOURCE_ENDED] = { "ended", WANT_FLAG },
};

static const Field article_fields[GAZETTE_ARTICLE_N_FIELDS] = {
  [GAZETTE_ARTICLE_ID] = { "id", WANT_WORD },
  [GAZETTE_ARTICLE_URL] = { "url", WANT_URL },
  [GAZETTE_ARTICLE_TITLE] = { "title", WANT_TEXT },
  [GAZETTE_ARTICLE_AUTHORS] = { "authors", WANT_NAMES },
  [GAZETTE_ARTICLE_PUBLISHED] = { "published", WANT_DATE },
  [GAZETTE_ARTICLE_MODIFIED] = { "modified", WANT_DATE },
  [GAZETTE_ARTICLE_SUMMARY] = { "summary", WANT_TEXT },
  [GAZETTE_ARTICLE_HTML] = { "html", WANT_HTML },
  [GAZETTE_ARTICLE_IMAGE] = { "image", WANT_IMAGE },
  [GAZETTE_ARTICLE_IMAGE_CAPTION] = { "image_caption", WANT_TEXT },
  [GAZETTE_ARTICLE_TAGS] = { "tags", WANT_NAMES },
  [GAZETTE_ARTICLE_LANGUAGE] = { "language", WANT_WORD },
};

static const Field attachment_fields[GAZETTE_ATTACHMENT_N_FIELDS] = {
  [GAZETTE_ATTACHMENT_URL] = { "url", WANT_URL },
  [GAZETTE_ATTACHMENT_TYPE] = { "type", WANT_WORD },
  [GAZETTE_ATTACHMENT_TITLE] = { "title", WANT_TEXT },
  [GAZETTE_ATTACHMENT_SIZE] = { "size", WANT_NUMBER },
  [GAZETTE_ATTACHMENT_DURATION] = { "duration", WANT_NUMBER },
};

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError    **error,
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

/* @keys: names parted by spaces. Names that begin with "_" are the author's own. */
static JsonObject *
check_object (JsonNode    *node,
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
      fail (error, _("“%s” must be an object."), where);
      return NULL;
    }

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, NULL))
    {
      if (*key != '_' && !g_strv_contains ((const char *const *) known, key))
        {
          /* TRANSLATORS: the first %s is a name in a file, the second a place in it */
          fail (error, _("“%s” in “%s” is not known."), key, where);
          return NULL;
        }
    }

  return json_node_get_object (node);
}

/* Returns: (nullable): the elements; %NULL with @error, or without when there is
 *   none and none is needed */
static JsonArray *
check_list (JsonNode    *node,
            const char  *where,
            GError     **error)
{
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);

  fail (error, _("“%s” must be a list."), where);

  return NULL;
}

/* @value: (out): %NULL when it is not there */
static gboolean
read_text (JsonObject  *object,
           const char  *where,
           const char  *key,
           char       **value,
           GError     **error)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')
    return fail (error, _("“%s” in “%s” must be a text."), key, where);

  *value = json_node_dup_string (node);

  return TRUE;
}

static GazettePath *
compile_path (JsonNode    *node,
              const char  *where,
              GError     **error)
{
  gboolean is_text = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING;
  GazettePath *path = is_text ? gazette_path_new (json_node_get_string (node)) : NULL;

  if (path == NULL)
    fail (error, _("“%s” must be a path, such as “$.title”."), where);

  return path;
}

/* @path: (out): %NULL when it is not there */
static gboolean
read_path (JsonObject   *object,
           const char   *where,
           const char   *key,
           GazettePath **path,
           GError      **error)
{
  g_autofree char *place = g_strdup_printf ("%s.%s", where, key);

  if (!json_object_has_member (object, key))
    return TRUE;

  *path = compile_path (json_object_get_member (object, key), place, error);

  return *path != NULL;
}

static GPtrArray *
compile_paths (JsonNode    *node,
               const char  *where,
               GError     **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_path_free);
  JsonArray *list = check_list (node, where, error);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", where, i);
      GazettePath *path = compile_path (json_array_get_element (list, i), place, error);

      if (path == NULL)
        return NULL;
      g_ptr_array_add (paths, path);
    }

  return list != NULL ? g_steal_pointer (&paths) : NULL;
}

static void
way_free (gpointer data)
{
  GazetteWay *way = data;

  g_clear_pointer (&way->path, gazette_path_free);
  g_free (way);
}

/* Without "as" a value is written in the plainest way that its field allows. */
static gboolean
read_as (const char  *name,
         const char  *where,
         Want         want,
         GazetteAs   *as,
         GError     **error)
{
  g_autoptr(GString) choices = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (as_names); i++)
    {
      if ((want & 1 << i) == 0)
        continue;
      if (g_strcmp0 (name, as_names[i]) == 0 || (name == NULL && (i == GAZETTE_AS_HTML || want != WANT_HTML)))
        {
          *as = i;
          return TRUE;
        }
      g_string_append_printf (choices, "%s%s", choices->len > 0 ? ", " : "", as_names[i]);
    }

  /* TRANSLATORS: the last %s is a list of words */
  return fail (error, _("“%s” cannot be read as “%s”, only as: %s"), where, name, choices->str);
}

static GazetteWay *
compile_way (JsonNode    *node,
             const char  *where,
             Want         want,
             GError     **error)
{
  JsonObject *object = check_object (node, where, "path as", error);
  g_autofree char *as = NULL;
  GazetteWay *way;

  if (object == NULL)
    return NULL;

  way = g_new0 (GazetteWay, 1);
  if (read_text (object, where, "as", &as, error) && read_as (as, where, want, &way->as, error))
    way->path = compile_path (json_object_get_member (object, "path"), where, error);
  if (way->path == NULL)
    g_clear_pointer (&way, way_free);

  return way;
}

static GazetteWays *
compile_ways (JsonNode    *node,
              const char  *where,
              Want         want,
              GError     **error)
{
  g_autoptr(GPtrArray) ways = g_ptr_array_new_with_free_func (way_free);
  JsonArray *list = check_list (node, where, error);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", where, i);
      GazetteWay *way = compile_way (json_array_get_element (list, i), place, want, error);

      if (way == NULL)
        return NULL;
      g_ptr_array_add (ways, way);
    }

  return list != NULL ? g_steal_pointer (&ways) : NULL;
}

/* @more_keys: those that are no fields, parted by spaces, or "" */
static gboolean
compile_fields (JsonNode     *node,
                const char   *where,
                const char   *more_keys,
                const Field  *fields,
                guint         n_fields,
                GazetteWays **compiled,
                GError      **error)
{
  g_autoptr(GString) keys = g_string_new (more_keys);
  JsonObject *object;

  for (guint i = 0; i < n_fields; i++)
    g_string_append_printf (keys, " %s", fields[i].name);
  object = check_object (node, where, keys->str, error);
  if (object == NULL)
    return FALSE;

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%s", where, fields[i].name);
      JsonNode *ways = json_object_get_member (object, fields[i].name);

      if (ways == NULL)
        continue;
      compiled[i] = compile_ways (ways, place, fields[i].want, error);
      if (compiled[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

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
  JsonObject *object = check_object (node, where, "path contains is", error);
  GazetteSign *sign;

  if (object == NULL)
    return FALSE;

  sign = g_new0 (GazetteSign, 1);
  g_ptr_array_add (signs, sign);
  sign->path = compile_path (json_object_get_member (object, "path"), where, error);
  if (sign->path == NULL || !read_text (object, where, "contains", &sign->contains, error) ||
      !read_text (object, where, "is", &sign->is, error))
    return FALSE;
  if (sign->is != NULL && !g_strv_contains (types, sign->is))
    return fail (error, _("“%s” cannot be read as “%s”, only as: %s"), where, sign->is,
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
  JsonArray *list = check_list (node, where, error);

  g_ptr_array_add (alternatives, signs);
  if (list == NULL)
    return FALSE;
  /* No sign at all would recognise everything. */
  if (json_array_get_length (list) == 0)
    return fail (error, _("“%s” is empty."), where);

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
  JsonObject *object = check_object (node, where, "path parameter header link", error);
  GazetteNextRule *rule;
  char *header = NULL;

  if (object == NULL)
    return FALSE;

  rule = g_new0 (GazetteNextRule, 1);
  g_ptr_array_add (rules, rule);
  if (!read_path (object, where, "path", &rule->path, error) ||
      !read_text (object, where, "parameter", &rule->parameter, error) ||
      !read_text (object, where, "header", &header, error) ||
      !read_text (object, where, "link", &rule->rel, error))
    return FALSE;

  rule->header = header != NULL ? g_ascii_strdown (header, -1) : NULL;
  g_free (header);
  if ((rule->path != NULL) + (rule->header != NULL) + (rule->rel != NULL) != 1)
    return fail (error, _("“%s” needs one of these: %s"), where, "path, header, link");
  if (rule->header != NULL && rule->parameter == NULL)
    return fail (error, _("“%s” needs one of these: %s"), where, "parameter");

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
read_texts (JsonNode    *node,
            const char  *where,
            GStrv       *texts,
            GError     **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *list;

  if (node == NULL)
    return TRUE;
  list = check_list (node, where, error);
  if (list == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return fail (error, _("“%s” must be a list of texts."), where);
      g_strv_builder_add (builder, json_node_get_string (element));
    }

  *texts = g_strv_builder_end (builder);

  return TRUE;
}

static gboolean
compile_discover_rule (GPtrArray   *rules,
                       JsonNode    *node,
                       const char  *where,
                       GError     **error)
{
  JsonObject *object = check_object (node, where, "link type append except path title", error);
  g_autofree char *except = g_strdup_printf ("%s.except", where);
  GazetteDiscoverRule *rule;

  if (object == NULL)
    return FALSE;

  rule = g_new0 (GazetteDiscoverRule, 1);
  g_ptr_array_add (rules, rule);
  if (!read_text (object, where, "link", &rule->rel, error) ||
      !read_text (object, where, "type", &rule->type, error) ||
      !read_text (object, where, "append", &rule->append, error) ||
      !read_texts (json_object_get_member (object, "except"), except, &rule->except, error) ||
      !read_path (object, where, "path", &rule->path, error) ||
      !read_path (object, where, "title", &rule->title, error))
    return FALSE;
  if ((rule->path != NULL) == (rule->rel != NULL))
    return fail (error, _("“%s” needs one of these: %s"), where, "path, link");

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
  list = check_list (json_object_get_member (file, key), key, error);
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

  object = check_object (node, "request", "parameters", error);
  if (object == NULL)
    return FALSE;
  node = json_object_get_member (object, "parameters");
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, _("“%s” must be an object."), "request.parameters");

  object = json_node_get_object (node);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      GazetteParameter *parameter = g_new0 (GazetteParameter, 1);

      parameter->name = g_strdup (name);
      g_ptr_array_add (self->parameters, parameter);
      if (!read_text (object, "request.parameters", name, &parameter->value, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
compile_article (GazetteDialect  *self,
                 JsonNode        *node,
                 GError         **error)
{
  JsonNode *attachments;

  if (!compile_fields (node, "article", "attachments", article_fields, G_N_ELEMENTS (article_fields),
                       self->article, error))
    return FALSE;

  attachments = json_object_get_member (json_node_get_object (node), "attachments");
  if (attachments == NULL)
    return TRUE;
  if (!compile_fields (attachments, "article.attachments", "each", attachment_fields,
                       G_N_ELEMENTS (attachment_fields), self->attachment, error))
    return FALSE;

  self->attachment_lists = compile_paths (json_object_get_member (json_node_get_object (attachments), "each"),
                                          "article.attachments.each", error);

  return self->attachment_lists != NULL;
}

static gboolean
compile_names (GazetteDialect  *self,
               JsonObject      *file,
               GError         **error)
{
  if (!read_text (file, "$", "id", &self->id, error) || !read_text (file, "$", "name", &self->name, error))
    return FALSE;
  if (self->id == NULL || self->name == NULL)
    return fail (error, _("“%s” needs one of these: %s"), "$", self->id == NULL ? "id" : "name");

  for (const char *p = self->id; *p != '\0'; p++)
    {
      if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
        return fail (error, _("The id “%s” may only have small letters, digits and “-”."), self->id);
    }

  return TRUE;
}

static void
list_free (gpointer data)
{
  g_ptr_array_unref (data);
}

/*
 * gazette_dialect_compile:
 * @self: a dialect that is being made
 * @file: the dialect file
 * @error: return location for a %GAZETTE_ERROR_FAILED that names the place
 *
 * Takes in what the file says. After a failure @self is only fit for being freed.
 *
 * Returns: whether the file is a dialect
 */
gboolean
gazette_dialect_compile (GazetteDialect  *self,
                         JsonNode        *file,
                         GError         **error)
{
  JsonObject *object = check_object (file, "$", "id name recognise request next discover source articles article",
                                     error);

  if (object == NULL || !compile_names (self, object, error))
    return FALSE;

  self->alternatives = compile_list (object, "recognise", compile_alternative, list_free, error);
  if (self->alternatives == NULL || !compile_request (self, json_object_get_member (object, "request"), error))
    return FALSE;

  self->next_rules = compile_list (object, "next", compile_next_rule, next_rule_free, error);
  if (self->next_rules == NULL)
    return FALSE;

  self->discover_rules = compile_list (object, "discover", compile_discover_rule, discover_rule_free, error);
  if (self->discover_rules == NULL)
    return FALSE;

  self->lists = compile_paths (json_object_get_member (object, "articles"), "articles", error);
  if (self->lists == NULL)
    return FALSE;

  if (json_object_has_member (object, "source") &&
      !compile_fields (json_object_get_member (object, "source"), "source", "", source_fields,
                       G_N_ELEMENTS (source_fields), self->source, error))
    return FALSE;

  return compile_article (self, json_object_get_member (object, "article"), error);
}
