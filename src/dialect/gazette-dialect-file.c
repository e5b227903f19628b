/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a dialect file to what the engine works with; docs/dialects.md describes
 * the file.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-dialect-private.h"
#include "gazette-part.h"
#include "gazette-way.h"

typedef struct
{
  const char *name;
  GazetteWant want;
} Field;

static const Field source_fields[GAZETTE_SOURCE_N_FIELDS] = {
  [GAZETTE_SOURCE_TITLE] = { "title", GAZETTE_WANT_TEXT },
  [GAZETTE_SOURCE_HOME_URL] = { "home_url", GAZETTE_WANT_URL },
  [GAZETTE_SOURCE_ICON] = { "icon", GAZETTE_WANT_URL },
  [GAZETTE_SOURCE_LANGUAGE] = { "language", GAZETTE_WANT_WORD },
  [GAZETTE_SOURCE_AUTHORS] = { "authors", GAZETTE_WANT_NAMES },
  [GAZETTE_SOURCE_ENDED] = { "ended", GAZETTE_WANT_FLAG },
};

static const Field article_fields[GAZETTE_ARTICLE_N_FIELDS] = {
  [GAZETTE_ARTICLE_ID] = { "id", GAZETTE_WANT_WORD },
  [GAZETTE_ARTICLE_URL] = { "url", GAZETTE_WANT_URL },
  [GAZETTE_ARTICLE_TITLE] = { "title", GAZETTE_WANT_TEXT },
  [GAZETTE_ARTICLE_AUTHORS] = { "authors", GAZETTE_WANT_NAMES },
  [GAZETTE_ARTICLE_PUBLISHED] = { "published", GAZETTE_WANT_DATE },
  [GAZETTE_ARTICLE_MODIFIED] = { "modified", GAZETTE_WANT_DATE },
  [GAZETTE_ARTICLE_SUMMARY] = { "summary", GAZETTE_WANT_TEXT },
  [GAZETTE_ARTICLE_HTML] = { "html", GAZETTE_WANT_HTML },
  [GAZETTE_ARTICLE_IMAGE] = { "image", GAZETTE_WANT_IMAGE },
  [GAZETTE_ARTICLE_IMAGE_CAPTION] = { "image_caption", GAZETTE_WANT_TEXT },
  [GAZETTE_ARTICLE_TAGS] = { "tags", GAZETTE_WANT_NAMES },
  [GAZETTE_ARTICLE_LANGUAGE] = { "language", GAZETTE_WANT_WORD },
};

static const Field attachment_fields[GAZETTE_ATTACHMENT_N_FIELDS] = {
  [GAZETTE_ATTACHMENT_URL] = { "url", GAZETTE_WANT_URL },
  [GAZETTE_ATTACHMENT_TYPE] = { "type", GAZETTE_WANT_WORD },
  [GAZETTE_ATTACHMENT_TITLE] = { "title", GAZETTE_WANT_TEXT },
  [GAZETTE_ATTACHMENT_SIZE] = { "size", GAZETTE_WANT_NUMBER },
  [GAZETTE_ATTACHMENT_DURATION] = { "duration", GAZETTE_WANT_NUMBER },
};

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
  object = gazette_part_get_object (node, where, keys->str, error);
  if (object == NULL)
    return FALSE;

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%s", where, fields[i].name);
      JsonNode *ways = json_object_get_member (object, fields[i].name);

      if (ways == NULL)
        continue;
      compiled[i] = gazette_ways_compile (ways, place, fields[i].want, error);
      if (compiled[i] == NULL)
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

  attachments = json_object_get_member (json_node_get_object (attachments), "each");
  self->attachment_lists = gazette_part_get_paths (attachments, "article.attachments.each", error);

  return self->attachment_lists != NULL;
}

/* A misspelt table would be a field that is never there. */
static gboolean
check_related (GazetteDialect  *self,
               GazetteWays    **fields,
               guint            n_fields,
               GError         **error)
{
  for (guint i = 0; i < n_fields; i++)
    {
      for (guint j = 0; fields[i] != NULL && j < fields[i]->len; j++)
        {
          for (const GazetteWay *way = fields[i]->pdata[j]; way != NULL; way = way->then)
            {
              if (way->related != NULL && gazette_related_find (self->related, way->related) == NULL)
                return gazette_part_fail (error, _("“%s” in “%s” is not known."), way->related, "related");
            }
        }
    }

  return TRUE;
}

static gboolean
compile_names (GazetteDialect  *self,
               JsonObject      *file,
               GError         **error)
{
  if (!gazette_part_read_text (file, "$", "id", &self->id, error) ||
      !gazette_part_read_text (file, "$", "name", &self->name, error))
    return FALSE;
  if (self->id == NULL || self->name == NULL)
    return gazette_part_fail (error, _("“%s” needs one of these: %s"), "$", self->id == NULL ? "id" : "name");

  for (const char *p = self->id; *p != '\0'; p++)
    {
      if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
        return gazette_part_fail (error, _("The id “%s” may only have small letters, digits and “-”."), self->id);
    }

  return TRUE;
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
  static const char keys[] = "id name recognise error request next discover related source articles skip article";
  JsonObject *object = gazette_part_get_object (file, "$", keys, error);

  if (object == NULL || !compile_names (self, object, error) ||
      !gazette_dialect_compile_rules (self, object, error))
    return FALSE;

  self->lists = gazette_part_get_paths (json_object_get_member (object, "articles"), "articles", error);
  if (self->lists == NULL)
    return FALSE;
  self->related = gazette_related_compile (json_object_get_member (object, "related"), error);
  if (self->related == NULL)
    return FALSE;

  if (json_object_has_member (object, "source") &&
      !compile_fields (json_object_get_member (object, "source"), "source", "", source_fields,
                       G_N_ELEMENTS (source_fields), self->source, error))
    return FALSE;

  return compile_article (self, json_object_get_member (object, "article"), error) &&
         check_related (self, self->source, G_N_ELEMENTS (self->source), error) &&
         check_related (self, self->article, G_N_ELEMENTS (self->article), error) &&
         check_related (self, self->attachment, G_N_ELEMENTS (self->attachment), error);
}
