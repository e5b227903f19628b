/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-dialect-private.h"
#include "gazette-error.h"
#include "gazette-text.h"
#include "gazette-value.h"

/* In characters: what an API says may be shown as part of a sentence. */
#define MAX_ERROR_LENGTH 200

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
  gazette_asking_clear (&self->asking);
  g_clear_pointer (&self->related, g_ptr_array_unref);
  g_clear_pointer (&self->skip, g_ptr_array_unref);
  g_clear_pointer (&self->error_message, g_ptr_array_unref);
  g_clear_pointer (&self->error_alternatives, g_ptr_array_unref);
  g_clear_pointer (&self->alternatives, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->id);
  g_clear_pointer (&self->file, g_bytes_unref);

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

static JsonNode *
parse (GBytes  *file,
       GError **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GError) reason = NULL;
  gsize length;
  const char *text = g_bytes_get_data (file, &length);

  json_parser_set_strict (parser, TRUE);
  if (!g_utf8_validate_len (length > 0 ? text : "", length, NULL) ||
      !json_parser_load_from_data (parser, length > 0 ? text : "", length, &reason))
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                   /* TRANSLATORS: %s is what the JSON library says, in English */
                   _("The file is not valid JSON: %s"), reason != NULL ? reason->message : "UTF-8");
      return NULL;
    }

  return json_parser_steal_root (parser);
}

/* Of the file its text is kept: as a tree it takes ten times as much. */
static GazetteDialect *
make_dialect (JsonNode  *mapping,
              GBytes    *file,
              GError   **error)
{
  g_autoptr(GazetteDialect) self = g_object_new (GAZETTE_TYPE_DIALECT, NULL);

  if (!gazette_dialect_compile (self, mapping, error))
    return NULL;
  self->file = g_bytes_ref (file);

  return g_steal_pointer (&self);
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

  g_return_val_if_fail (file != NULL, NULL);

  mapping = parse (file, error);

  return mapping != NULL ? make_dialect (mapping, file, error) : NULL;
}

/**
 * gazette_dialect_new_from_mapping:
 * @mapping: a dialect file, read
 * @error: return location for a %GAZETTE_ERROR_FAILED whose message tells an
 *   author what is wrong where
 *
 * Returns: (transfer full): the dialect, %NULL when the mapping is none
 */
GazetteDialect *
gazette_dialect_new_from_mapping (JsonNode  *mapping,
                                  GError   **error)
{
  g_autoptr(GBytes) file = NULL;
  char *text;

  g_return_val_if_fail (mapping != NULL, NULL);

  text = json_to_string (mapping, FALSE);
  file = g_bytes_new_take (text, strlen (text));

  return make_dialect (mapping, file, error);
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
 * gazette_dialect_dup_mapping:
 * @self: a dialect
 *
 * Returns: (transfer full): the dialect file, immutable
 */
JsonNode *
gazette_dialect_dup_mapping (GazetteDialect *self)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);

  return parse (self->file, NULL);
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
  if (g_str_equal (type, "true"))
    return value_type == G_TYPE_BOOLEAN && json_node_get_boolean (node);

  return value_type == G_TYPE_INT64 || value_type == G_TYPE_DOUBLE;
}

static gboolean
shows_sign (const GazetteSign *sign,
            JsonNode          *root)
{
  JsonNode *node = gazette_path_find (sign->path, root);

  if (g_strcmp0 (sign->is, "nothing") == 0)
    return node == NULL;
  if (node == NULL || (sign->is != NULL && !has_type (node, sign->is)))
    return FALSE;
  if (sign->contains == NULL)
    return TRUE;

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         strstr (json_node_get_string (node), sign->contains) != NULL;
}

/*
 * gazette_signs_show:
 * @alternatives: lists of signs
 * @root: where "$" is
 *
 * Returns: whether all signs of one of the lists are there
 */
gboolean
gazette_signs_show (GPtrArray *alternatives,
                    JsonNode  *root)
{
  for (guint i = 0; i < alternatives->len; i++)
    {
      GPtrArray *signs = alternatives->pdata[i];
      gboolean shows_all = TRUE;

      for (guint j = 0; j < signs->len && shows_all; j++)
        shows_all = shows_sign (signs->pdata[j], root);
      if (shows_all)
        return TRUE;
    }

  return FALSE;
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

  return gazette_signs_show (self->alternatives, root);
}

/**
 * gazette_dialect_dup_error:
 * @self: a dialect
 * @root: an answer
 *
 * Returns: (transfer full) (nullable): plain text: what the API says went wrong,
 *   "" when it does not say what; %NULL when the answer is no error of this API
 */
char *
gazette_dialect_dup_error (GazetteDialect *self,
                           JsonNode       *root)
{
  g_auto(GazetteValueReader) reader = { 0 };
  g_autofree char *text = NULL;

  g_return_val_if_fail (GAZETTE_IS_DIALECT (self), NULL);
  g_return_val_if_fail (root != NULL, NULL);

  if (!gazette_signs_show (self->error_alternatives, root))
    return NULL;

  gazette_value_reader_init (&reader, self, root, NULL);
  text = gazette_value_read_text (&reader, self->error_message, root);

  return text != NULL ? gazette_text_ellipsize (text, MAX_ERROR_LENGTH) : g_strdup ("");
}
