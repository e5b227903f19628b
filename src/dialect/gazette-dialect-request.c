/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of an API, with the key that it may want. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-dialect-private.h"
#include "gazette-part.h"
#include "gazette-url.h"

static void
parameter_free (gpointer data)
{
  GazetteParameter *parameter = data;

  g_free (parameter->name);
  g_free (parameter->value);
  g_free (parameter);
}

/*
 * gazette_asking_clear:
 * @self: how an API is asked
 *
 * Frees what it holds.
 */
void
gazette_asking_clear (GazetteAsking *self)
{
  g_clear_pointer (&self->parameters, g_ptr_array_unref);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->hosts, g_strfreev);
  g_clear_pointer (&self->search_parameter, g_free);
  g_clear_pointer (&self->search_url, g_free);
  g_clear_pointer (&self->key_parameter, g_free);
  g_clear_pointer (&self->key_header, g_free);
  g_clear_pointer (&self->key_prefix, g_free);
  g_clear_pointer (&self->key_hint, g_free);
  g_clear_pointer (&self->key_url, g_free);
}

/* An object of names and texts. */
static GPtrArray *
compile_pairs (JsonNode    *node,
               const char  *where,
               GError     **error)
{
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func (parameter_free);
  JsonObjectIter iter;
  const char *name;

  if (node == NULL)
    return g_steal_pointer (&pairs);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      gazette_part_fail (error, _("“%s” must be an object."), where);
      return NULL;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      GazetteParameter *pair = g_new0 (GazetteParameter, 1);

      pair->name = g_strdup (name);
      g_ptr_array_add (pairs, pair);
      if (!gazette_part_read_text (json_node_get_object (node), where, name, &pair->value, error))
        return NULL;
    }

  return g_steal_pointer (&pairs);
}

/* A text, or an object with one for each language. */
static gboolean
read_hint (GazetteAsking  *asking,
           JsonNode       *node,
           GError        **error)
{
  const char *const *languages = g_get_language_names ();
  JsonObject *texts;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
        return gazette_part_fail (error, _("“%s” in “%s” must be a text."), "hint", "request.key");
      asking->key_hint = json_node_dup_string (node);
      return TRUE;
    }

  texts = json_node_get_object (node);
  for (guint i = 0; languages[i] != NULL && asking->key_hint == NULL; i++)
    {
      if (!gazette_part_read_text (texts, "request.key.hint", languages[i], &asking->key_hint, error))
        return FALSE;
    }
  if (asking->key_hint == NULL && !gazette_part_read_text (texts, "request.key.hint", "en", &asking->key_hint, error))
    return FALSE;

  return asking->key_hint != NULL || gazette_part_fail (error, _("“%s” needs one of these: %s"), "request.key.hint", "en");
}

static gboolean
compile_key (GazetteAsking  *asking,
             JsonNode       *node,
             GError        **error)
{
  static const char where[] = "request.key";
  JsonObject *object;

  if (node == NULL)
    return TRUE;
  object = gazette_part_get_object (node, where, "parameter header prefix required hint url", error);
  if (object == NULL || !gazette_part_read_text (object, where, "parameter", &asking->key_parameter, error) ||
      !gazette_part_read_text (object, where, "header", &asking->key_header, error) ||
      !gazette_part_read_text (object, where, "prefix", &asking->key_prefix, error) ||
      !gazette_part_read_text (object, where, "url", &asking->key_url, error) ||
      !gazette_part_read_flag (object, where, "required", &asking->key_required, error) ||
      !read_hint (asking, json_object_get_member (object, "hint"), error))
    return FALSE;
  if ((asking->key_parameter != NULL) == (asking->key_header != NULL))
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where, "parameter, header");

  return TRUE;
}

static gboolean
compile_search (GazetteAsking  *asking,
                JsonNode       *node,
                GError        **error)
{
  static const char where[] = "request.search";
  JsonObject *object;

  if (node == NULL)
    return TRUE;
  object = gazette_part_get_object (node, where, "parameter url", error);
  if (object == NULL || !gazette_part_read_text (object, where, "parameter", &asking->search_parameter, error) ||
      !gazette_part_read_text (object, where, "url", &asking->search_url, error))
    return FALSE;
  if (asking->search_parameter == NULL)
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), where, "parameter");

  return TRUE;
}

/*
 * gazette_dialect_compile_request:
 * @self: a dialect that is being made
 * @node: (nullable): the part "request" of its file
 * @error: return location for a %GAZETTE_ERROR_FAILED that names the place
 *
 * Returns: whether it is as it must be
 */
gboolean
gazette_dialect_compile_request (GazetteDialect  *self,
                                 JsonNode        *node,
                                 GError         **error)
{
  GazetteAsking *asking = &self->asking;
  JsonObject *object = NULL;

  if (node != NULL)
    {
      object = gazette_part_get_object (node, "request", "parameters headers hosts search key", error);
      if (object == NULL)
        return FALSE;
    }

  asking->parameters = compile_pairs (object != NULL ? json_object_get_member (object, "parameters") : NULL,
                                      "request.parameters", error);
  if (asking->parameters == NULL)
    return FALSE;
  asking->headers = compile_pairs (object != NULL ? json_object_get_member (object, "headers") : NULL,
                                   "request.headers", error);
  if (asking->headers == NULL || object == NULL)
    return asking->headers != NULL;

  return gazette_part_read_texts (json_object_get_member (object, "hosts"), "request.hosts", &asking->hosts, error) &&
         compile_search (asking, json_object_get_member (object, "search"), error) &&
         compile_key (asking, json_object_get_member (object, "key"), error);
}

/* The name of the host as it stands in the address, with its port if that is an
 * unusual one. */
static char *
dup_host (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;
  if (g_uri_get_port (uri) < 0)
    return g_ascii_strdown (g_uri_get_host (uri), -1);

  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

/**
 * gazette_dialect_is_at:
 * @self: a dialect
 * @url: an address
 *
 * Returns: whether the API of the dialect has hosts of its own, and the address
 *   is on one of them, so that nobody else could answer there
 */
gboolean
gazette_dialect_is_at (GazetteDialect *self,
                       const char     *url)
{
  g_autofree char *host = NULL;

  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), FALSE);
  g_return_val_if_fail (url != NULL, FALSE);

  if (self->asking.hosts == NULL)
    return FALSE;
  host = dup_host (url);

  return host != NULL && g_strv_contains ((const char *const *) self->asking.hosts, host);
}

/**
 * gazette_dialect_takes_key:
 * @self: a dialect
 * @url: the address of a source
 *
 * A key is only for the API that it was made for. Where the dialect names its
 * hosts, no other is ever given one.
 *
 * Returns: whether a request to there can carry a key
 */
gboolean
gazette_dialect_takes_key (GazetteDialect *self,
                           const char     *url)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), FALSE);
  g_return_val_if_fail (url != NULL, FALSE);

  return (self->asking.key_parameter != NULL || self->asking.key_header != NULL) &&
         (self->asking.hosts == NULL || gazette_dialect_is_at (self, url));
}

/**
 * gazette_dialect_needs_key:
 * @self: a dialect
 * @url: the address of a source
 *
 * Returns: whether nothing is answered there without a key
 */
gboolean
gazette_dialect_needs_key (GazetteDialect *self,
                           const char     *url)
{
  return gazette_dialect_takes_key (self, url) && self->asking.key_required;
}

/**
 * gazette_dialect_get_key_hint:
 * @self: a dialect
 *
 * Returns: (transfer none) (nullable): one sentence on where to get a key, in the
 *   language of the person if the file has it; %NULL when no key is known of
 */
const char *
gazette_dialect_get_key_hint (GazetteDialect *self)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);

  return self->asking.key_hint;
}

/**
 * gazette_dialect_get_key_url:
 * @self: a dialect
 *
 * Returns: (transfer none) (nullable): the page where a key is to be had
 */
const char *
gazette_dialect_get_key_url (GazetteDialect *self)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);

  return self->asking.key_url;
}

/* The parameter of this name in the query, as it was meant. */
static char *
dup_parameter (const char *url,
               const char *name)
{
  const char *query = strchr (url, '?');
  g_autofree char *text = query != NULL ? g_strndup (query + 1, strcspn (query + 1, "#")) : g_strdup ("");
  g_auto(GStrv) pairs = g_strsplit (text, "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *value = strchr (pairs[i], '=');
      g_autofree char *its_name = value != NULL ? g_uri_unescape_segment (pairs[i], value, NULL) : NULL;

      if (g_strcmp0 (its_name, name) == 0 && value[1] != '\0')
        return g_uri_unescape_string (value + 1, NULL);
    }

  return NULL;
}

/**
 * gazette_dialect_dup_key_of_url:
 * @self: a dialect
 * @url: an address that a person has
 *
 * Returns: (transfer full) (nullable): the key that is in the address
 */
char *
gazette_dialect_dup_key_of_url (GazetteDialect *self,
                                const char     *url)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  if (self->asking.key_parameter == NULL || !gazette_dialect_takes_key (self, url))
    return NULL;

  return dup_parameter (url, self->asking.key_parameter);
}

/*
 * gazette_dialect_dup_without_key:
 * @self: a dialect
 * @url: an address
 *
 * Returns: (transfer full): the address as it may be kept and shown
 */
char *
gazette_dialect_dup_without_key (GazetteDialect *self,
                                 const char     *url)
{
  return self->asking.key_parameter != NULL ? gazette_url_with_query (url, self->asking.key_parameter, NULL)
                                            : g_strdup (url);
}

static char *
take_with_query (char       *url,
                 const char *name,
                 const char *value)
{
  g_autofree char *old = url;

  return gazette_url_with_query (old, name, value);
}

/**
 * gazette_dialect_dup_request_url:
 * @self: a dialect
 * @source_url: the address of a source
 *
 * Adds to an address what makes the API send all that is wanted. A key that is
 * in the address is taken away.
 *
 * Returns: (transfer full): what to ask, but for the key
 */
char *
gazette_dialect_dup_request_url (GazetteDialect *self,
                                 const char     *source_url)
{
  char *url;

  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);
  g_return_val_if_fail (source_url != NULL, NULL);

  url = gazette_dialect_dup_without_key (self, source_url);
  for (guint i = 0; i < self->asking.parameters->len; i++)
    {
      const GazetteParameter *parameter = self->asking.parameters->pdata[i];

      url = take_with_query (url, parameter->name, parameter->value);
    }

  return url;
}

/**
 * gazette_dialect_request_free:
 * @self: (transfer full): a request
 *
 * Frees it.
 */
void
gazette_dialect_request_free (GazetteDialectRequest *self)
{
  g_free (self->url);
  g_strfreev (self->headers);
  g_free (self);
}

/**
 * gazette_dialect_dup_request:
 * @self: a dialect
 * @source_url: the address of a source, or of a further page of it
 * @key: (nullable): the key of the person for this API
 *
 * Makes what is asked of an address. The key is left out where it does not belong
 * (gazette_dialect_takes_key()). What comes out is only to be sent: it may hold
 * the key, so it is neither kept nor shown.
 *
 * Returns: (transfer full): the request
 */
GazetteDialectRequest *
gazette_dialect_dup_request (GazetteDialect *self,
                             const char     *source_url,
                             const char     *key)
{
  g_autoptr(GStrvBuilder) headers = g_strv_builder_new ();
  GazetteDialectRequest *request;

  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);
  g_return_val_if_fail (source_url != NULL, NULL);

  request = g_new0 (GazetteDialectRequest, 1);
  request->url = gazette_dialect_dup_request_url (self, source_url);
  for (guint i = 0; i < self->asking.headers->len; i++)
    {
      const GazetteParameter *header = self->asking.headers->pdata[i];

      g_strv_builder_add_many (headers, header->name, header->value, NULL);
    }

  if (key != NULL && *key != '\0' && gazette_dialect_takes_key (self, source_url))
    {
      g_autofree char *value = g_strconcat (self->asking.key_prefix != NULL ? self->asking.key_prefix : "", key, NULL);

      if (self->asking.key_parameter != NULL)
        request->url = take_with_query (request->url, self->asking.key_parameter, value);
      else
        g_strv_builder_add_many (headers, self->asking.key_header, value, NULL);
    }
  request->headers = g_strv_builder_end (headers);

  return request;
}

/**
 * gazette_dialect_can_search:
 * @self: a dialect
 *
 * Returns: whether a source of this dialect can be a search
 */
gboolean
gazette_dialect_can_search (GazetteDialect *self)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), FALSE);

  return self->asking.search_parameter != NULL;
}

/**
 * gazette_dialect_dup_search_url:
 * @self: a dialect
 * @source_url: the address of a source, or of any other place of the same API
 * @term: what to search for
 *
 * Returns: (transfer full) (nullable): the address of a source that is this
 *   search, without what a request adds; %NULL when the API cannot search
 */
char *
gazette_dialect_dup_search_url (GazetteDialect *self,
                                const char     *source_url,
                                const char     *term)
{
  g_autofree char *without_key = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);
  g_return_val_if_fail (source_url != NULL, NULL);
  g_return_val_if_fail (term != NULL, NULL);

  if (self->asking.search_parameter == NULL)
    return NULL;

  without_key = gazette_dialect_dup_without_key (self, source_url);
  place = self->asking.search_url != NULL ? gazette_url_resolve (without_key, self->asking.search_url)
                                          : g_strdup (without_key);

  return place != NULL ? gazette_url_with_query (place, self->asking.search_parameter, term) : NULL;
}
