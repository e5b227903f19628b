/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a dialect file to what the engine works with; docs/dialects.md describes
 * the file.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-dialect-private.h"
#include "gazette-part.h"

/* What the engine wants of a field, which says how its value may be written. */
typedef enum
{
  WANT_WORD = 1 << GAZETTE_AS_TEXT,
  WANT_TEXT = 1 << GAZETTE_AS_TEXT | 1 << GAZETTE_AS_HTML_TEXT,
  WANT_NAMES = WANT_TEXT | 1 << GAZETTE_AS_LIST,
  WANT_HTML = 1 << GAZETTE_AS_HTML | 1 << GAZETTE_AS_TEXT | 1 << GAZETTE_AS_BLOCKS,
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
  [GAZETTE_AS_BLOCKS] = "blocks",
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
  return gazette_part_fail (error, _("“%s” cannot be read as “%s”, only as: %s"), where, name, choices->str);
}

static GazetteWay *
compile_way (JsonNode    *node,
             const char  *where,
             Want         want,
             GError     **error)
{
  JsonObject *object = gazette_part_get_object (node, where, "path as", error);
  g_autofree char *as = NULL;
  GazetteWay *way;

  if (object == NULL)
    return NULL;

  way = g_new0 (GazetteWay, 1);
  if (gazette_part_read_text (object, where, "as", &as, error) && read_as (as, where, want, &way->as, error))
    way->path = gazette_part_get_path (json_object_get_member (object, "path"), where, error);
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
  JsonArray *list = gazette_part_get_list (node, where, error);

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
  object = gazette_part_get_object (node, where, keys->str, error);
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
  static const char keys[] = "id name recognise request next discover source articles article";
  JsonObject *object = gazette_part_get_object (file, "$", keys, error);

  if (object == NULL || !compile_names (self, object, error) ||
      !gazette_dialect_compile_rules (self, object, error))
    return FALSE;

  self->lists = gazette_part_get_paths (json_object_get_member (object, "articles"), "articles", error);
  if (self->lists == NULL)
    return FALSE;

  if (json_object_has_member (object, "source") &&
      !compile_fields (json_object_get_member (object, "source"), "source", "", source_fields,
                       G_N_ELEMENTS (source_fields), self->source, error))
    return FALSE;

  return compile_article (self, json_object_get_member (object, "article"), error);
}
