/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-dialect-private.h"
#include "gazette-error.h"
#include "gazette-link.h"
#include "gazette-url.h"
#include "gazette-value.h"

/* No list of articles has more pages. */
#define MAX_PAGES 1000000

G_DEFINE_FINAL_TYPE (GazetteDialect, gazette_dialect, G_TYPE_OBJECT)

static void
clear_ways (GazetteWays **ways,
            guint         n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    g_clear_pointer (&ways[i], g_ptr_array_unref);
}

static void
gazette_dialect_finalize (GObject *object)
{
  GazetteDialect *self = GAZETTE_DIALECT (object);

  clear_ways (self->source, G_N_ELEMENTS (self->source));
  clear_ways (self->article, G_N_ELEMENTS (self->article));
  clear_ways (self->attachment, G_N_ELEMENTS (self->attachment));
  g_clear_pointer (&self->attachment_lists, g_ptr_array_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->discover_rules, g_ptr_array_unref);
  g_clear_pointer (&self->next_rules, g_ptr_array_unref);
  g_clear_pointer (&self->parameters, g_ptr_array_unref);
  g_clear_pointer (&self->alternatives, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->id);
  g_clear_pointer (&self->mapping, json_node_unref);

  G_OBJECT_CLASS (gazette_dialect_parent_class)->finalize (object);
}

static void
gazette_dialect_class_init (GazetteDialectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gazette_dialect_finalize;
}

static void
gazette_dialect_init (GazetteDialect *self)
{
}

/**
 * gazette_dialect_new_from_bytes:
 * @file: a dialect file, see docs/dialects.md
 * @error: return location for a %GAZETTE_ERROR_FAILED whose message tells an
 *   author what is wrong where
 *
 * Returns: (transfer full): the dialect, %NULL when the file is none
 */
GazetteDialect *
gazette_dialect_new_from_bytes (GBytes  *file,
                                GError **error)
{
  g_autoptr(JsonNode) mapping = NULL;
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GError) reason = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (file != NULL, NULL);

  text = g_bytes_get_data (file, &length);
  parser = json_parser_new_immutable ();
  json_parser_set_strict (parser, TRUE);
  if (!g_utf8_validate_len (length > 0 ? text : "", length, NULL) ||
      !json_parser_load_from_data (parser, length > 0 ? text : "", length, &reason))
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                   /* TRANSLATORS: %s is what the JSON library says, in English */
                   _("The file is not valid JSON: %s"), reason != NULL ? reason->message : "UTF-8");
      return NULL;
    }

  mapping = json_parser_steal_root (parser);

  return gazette_dialect_new_from_mapping (mapping, error);
}

/**
 * gazette_dialect_new_from_mapping:
 * @mapping: a dialect file, read and immutable
 * @error: return location for a %GAZETTE_ERROR_FAILED whose message tells an
 *   author what is wrong where
 *
 * Returns: (transfer full): the dialect, %NULL when the mapping is none
 */
GazetteDialect *
gazette_dialect_new_from_mapping (JsonNode  *mapping,
                                  GError   **error)
{
  g_autoptr(GazetteDialect) self = NULL;

  g_return_val_if_fail (mapping != NULL, NULL);
  g_return_val_if_fail (json_node_is_immutable (mapping), NULL);

  self = g_object_new (GAZETTE_TYPE_DIALECT, NULL);
  self->mapping = json_node_ref (mapping);
  if (!gazette_dialect_compile (self, self->mapping, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * gazette_dialect_get_id:
 * @self: a dialect
 *
 * Returns: (transfer none): its id, such as "jsonfeed"
 */
const char *
gazette_dialect_get_id (GazetteDialect *self)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);

  return self->id;
}

/**
 * gazette_dialect_get_name:
 * @self: a dialect
 *
 * Returns: (transfer none): its name for people, such as "JSON Feed"
 */
const char *
gazette_dialect_get_name (GazetteDialect *self)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);

  return self->name;
}

/**
 * gazette_dialect_get_mapping:
 * @self: a dialect
 *
 * Returns: (transfer none): the dialect file, immutable
 */
JsonNode *
gazette_dialect_get_mapping (GazetteDialect *self)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);

  return self->mapping;
}

/**
 * gazette_dialect_dup_request_url:
 * @self: a dialect
 * @source_url: the address of a source
 *
 * Adds to an address what makes the API send all that is wanted.
 *
 * Returns: (transfer full): what to ask
 */
char *
gazette_dialect_dup_request_url (GazetteDialect *self,
                                 const char     *source_url)
{
  char *url;

  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);
  g_return_val_if_fail (source_url != NULL, NULL);

  url = g_strdup (source_url);
  for (guint i = 0; i < self->parameters->len; i++)
    {
      const GazetteParameter *parameter = self->parameters->pdata[i];
      char *longer = gazette_url_with_query (url, parameter->name, parameter->value);

      g_free (url);
      url = longer;
    }

  return url;
}

static gboolean
has_type (JsonNode   *node,
          const char *type)
{
  GType value_type;

  if (g_str_equal (type, "list"))
    return JSON_NODE_HOLDS_ARRAY (node);
  if (g_str_equal (type, "object"))
    return JSON_NODE_HOLDS_OBJECT (node);
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  value_type = json_node_get_value_type (node);
  if (g_str_equal (type, "text"))
    return value_type == G_TYPE_STRING;

  return value_type == G_TYPE_INT64 || value_type == G_TYPE_DOUBLE;
}

static gboolean
shows_sign (const GazetteSign *sign,
            JsonNode          *root)
{
  JsonNode *node = gazette_path_find (sign->path, root);

  if (node == NULL || (sign->is != NULL && !has_type (node, sign->is)))
    return FALSE;
  if (sign->contains == NULL)
    return TRUE;

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         strstr (json_node_get_string (node), sign->contains) != NULL;
}

/**
 * gazette_dialect_recognises:
 * @self: a dialect
 * @root: an answer
 *
 * Returns: whether the answer shows the signs of the dialect
 */
gboolean
gazette_dialect_recognises (GazetteDialect *self,
                            JsonNode       *root)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), FALSE);
  g_return_val_if_fail (root != NULL, FALSE);

  for (guint i = 0; i < self->alternatives->len; i++)
    {
      GPtrArray *signs = self->alternatives->pdata[i];
      gboolean shows_all = TRUE;

      for (guint j = 0; j < signs->len && shows_all; j++)
        shows_all = shows_sign (signs->pdata[j], root);
      if (shows_all)
        return TRUE;
    }

  return FALSE;
}

/* The number of the page that was asked for; the first when none was. */
static gint64
get_page (const char *url,
          const char *parameter)
{
  const char *query = strchr (url, '?');
  g_auto(GStrv) pairs = g_strsplit (query != NULL ? query + 1 : "", "&", -1);
  gint64 page = 1;

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const char *value = strchr (pairs[i], '=');
      g_autofree char *name = value != NULL ? g_uri_unescape_segment (pairs[i], value, NULL) : NULL;

      if (g_strcmp0 (name, parameter) == 0)
        page = CLAMP (g_ascii_strtoll (value + 1, NULL, 10), 1, MAX_PAGES);
    }

  return page;
}

static char *
dup_url_of_page_after (const GazetteNextRule *rule,
                       const GazetteAnswer   *answer)
{
  const char *value = answer->headers != NULL ? g_hash_table_lookup (answer->headers, rule->header) : NULL;
  gint64 n_pages = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
  g_autofree char *number = NULL;
  gint64 page;

  if (answer->url == NULL)
    return NULL;
  page = get_page (answer->url, rule->parameter);
  if (page >= n_pages)
    return NULL;
  number = g_strdup_printf ("%" G_GINT64_FORMAT, page + 1);

  return gazette_url_with_query (answer->url, rule->parameter, number);
}

static char *
dup_url_at_path (const GazetteNextRule *rule,
                 JsonNode              *root,
                 const GazetteAnswer   *answer)
{
  JsonNode *node = gazette_path_find (rule->path, root);
  g_autofree char *value = node != NULL ? gazette_value_dup_string (node) : NULL;

  if (value == NULL || *value == '\0')
    return NULL;
  if (rule->parameter == NULL)
    return gazette_url_resolve (answer->url, value);

  return answer->url != NULL ? gazette_url_with_query (answer->url, rule->parameter, value) : NULL;
}

static char *
dup_url_of_link (const GazetteNextRule *rule,
                 const GazetteAnswer   *answer)
{
  g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_link_free);

  gazette_links_add_header (links, answer);
  for (guint i = 0; i < links->len; i++)
    {
      GazetteLink *link = links->pdata[i];

      if (gazette_link_has_rel (link, rule->rel))
        return g_strdup (link->url);
    }

  return NULL;
}

/*
 * gazette_dialect_dup_next_url:
 * @self: a dialect
 * @root: the answer
 * @answer: what the server said
 *
 * Returns: (transfer full) (nullable): where the next page is; never the page
 *   itself
 */
char *
gazette_dialect_dup_next_url (GazetteDialect      *self,
                              JsonNode            *root,
                              const GazetteAnswer *answer)
{
  for (guint i = 0; i < self->next_rules->len; i++)
    {
      const GazetteNextRule *rule = self->next_rules->pdata[i];
      g_autofree char *url = NULL;

      if (rule->header != NULL)
        url = dup_url_of_page_after (rule, answer);
      else if (rule->path != NULL)
        url = dup_url_at_path (rule, root, answer);
      else
        url = dup_url_of_link (rule, answer);

      if (url != NULL && g_strcmp0 (url, answer->url) != 0)
        return g_steal_pointer (&url);
    }

  return NULL;
}
