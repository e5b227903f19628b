/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies around the list of articles: the source's own fields, and the way to
 * the next page, where the document shows them plainly.
 */

#include "config.h"

#include <string.h>

#include "gazette-infer-private.h"
#include "gazette-link.h"
#include "gazette-url.h"

#define MAX_WAYS 4

/* Folded names of members, the best first. */
typedef struct
{
  const char *field;
  const char *as;
  const char *names;
} SourceField;

static const SourceField source_fields[] = {
  { "title", "text", "sitename blogtitle feedtitle sitetitle channeltitle title name titulo titel titre заголовок название 标题 タイトル" },
  { "home_url", "url", "homepageurl homepage homeurl siteurl bloglink home htmlurl website weburl site link canonicalurl" },
  { "icon", "url", "icon favicon logo logourl iconurl" },
  { "language", "text", "language lang locale inlanguage langcode idioma sprache" },
};

/* Names of objects that speak of the source. */
static const char source_holders[] = "site blog channel feed meta source publication info website publisher header";

/* Names of objects that hold the way to the next page. */
static const char next_holders[] = "links link meta pagination paging pager pageinfo page cursor cursors responsemetadata info nav continue result";

/* Name of what is there, and the parameter that takes it: "" where it is the
 * address, or the number of a page. */
static const struct
{
  const char *name;
  const char *parameter;
} next_names[] = {
  { "next", "" },
  { "nexturl", "" },
  { "nextpageurl", "" },
  { "nextpage", "" },
  { "nextlink", "" },
  { "odatanextlink", "" },
  { "nexthref", "" },
  { "nextpagelink", "" },
  { "nextresults", "" },
  { "more", "" },
  { "moreurl", "" },
  { "moretopicsurl", "" },
  { "loadmoreurl", "" },
  { "older", "" },
  { "olderurl", "" },
  { "siguiente", "" },
  { "suivant", "" },
  { "nextcursor", "cursor" },
  { "nextpagetoken", "pageToken" },
  { "continuation", "continuation" },
  { "after", "after" },
  { "nextmaxid", "max_id" },
  { "nextoffset", "offset" },
};

static gboolean
has_word (const char *words,
          const char *name)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  g_autofree char *folded = gazette_infer_fold_name (name);

  return g_strv_contains ((const char *const *) list, folded);
}

/* Whether an object lies around the list. */
static gboolean
is_around (const char *outer,
           const char *path)
{
  gsize length = strlen (outer);

  return g_str_has_prefix (path, outer) && (path[length] == '.' || path[length] == '[');
}

/* The objects around the list, the innermost first. */
static GPtrArray *
find_around (const GazetteCandidateList *list,
             GPtrArray                  *lists)
{
  GPtrArray *around = g_ptr_array_new ();

  for (guint i = lists->len; i > 0; i--)
    {
      GazetteCandidateList *other = lists->pdata[i - 1];

      if (other != list && other->is_single && is_around (other->path, list->path))
        g_ptr_array_add (around, other);
    }

  return around;
}

static void
add_ways (GPtrArray         *paths,
          const char        *holder,
          JsonObject        *object,
          const SourceField *field)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *child;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &child))
    {
      g_autoptr (GString) path = NULL;
      GazetteTraits traits;

      if (!has_word (field->names, name))
        continue;
      path = g_string_new (holder);
      gazette_infer_append_step (path, name);
      /* {"title": {"text": "…"}} and {"image": {"url": "…"}} */
      for (guint i = 0; i < 2 && JSON_NODE_HOLDS_OBJECT (child); i++)
        {
          static const char *const wraps[] = { "text", "#text", "$t", "_text", "rendered", "value", "url", "href" };
          JsonNode *inner = NULL;

          for (guint j = 0; j < G_N_ELEMENTS (wraps) && inner == NULL; j++)
            {
              inner = json_object_get_member (json_node_get_object (child), wraps[j]);
              if (inner != NULL)
                gazette_infer_append_step (path, wraps[j]);
            }
          if (inner == NULL)
            break;
          child = inner;
        }
      gazette_infer_judge (child, &traits);
      if (g_str_equal (field->as, "url") ? traits.address > 0 && traits.media == 0
                                         : traits.string > 0 && traits.chars > 0 && traits.chars < 200 && traits.address == 0)
        g_ptr_array_add (paths, g_string_free (g_steal_pointer (&path), FALSE));
    }
}

static void
write_source_field (JsonBuilder       *builder,
                    GPtrArray         *around,
                    const SourceField *field)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < around->len; i++)
    {
      GazetteCandidateList *holder = around->pdata[i];
      JsonObject *object = json_node_get_object (holder->items->pdata[0]);
      JsonObjectIter iter;
      const char *name;
      JsonNode *child;

      add_ways (paths, holder->path, object, field);
      json_object_iter_init_ordered (&iter, object);
      while (json_object_iter_next_ordered (&iter, &name, &child))
        {
          g_autoptr (GString) path = NULL;

          if (!JSON_NODE_HOLDS_OBJECT (child) || !has_word (source_holders, name))
            continue;
          path = g_string_new (holder->path);
          gazette_infer_append_step (path, name);
          add_ways (paths, path->str, json_node_get_object (child), field);
        }
    }
  if (paths->len == 0)
    return;

  json_builder_set_member_name (builder, field->field);
  json_builder_begin_array (builder);
  for (guint i = 0; i < MIN (paths->len, MAX_WAYS); i++)
    gazette_infer_write_way (builder, paths->pdata[i], field->as);
  json_builder_end_array (builder);
}

static void
write_rule (JsonBuilder *builder,
            const char  *path,
            const char  *header,
            const char  *parameter,
            const char  *link)
{
  const char *names[] = { "path", "header", "parameter", "link" };
  const char *values[] = { path, header, parameter, link };

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (values[i] == NULL)
        continue;
      json_builder_set_member_name (builder, names[i]);
      json_builder_add_string_value (builder, values[i]);
    }
  json_builder_end_object (builder);
}

/* The address within what is called "next": itself, {"href": …}, or none. */
static JsonNode *
unwrap_next (JsonNode *node,
             GString  *path)
{
  static const char *const names[] = { "href", "url", "link", "uri", "cursor", "page" };

  for (guint i = 0; i < G_N_ELEMENTS (names) && JSON_NODE_HOLDS_OBJECT (node); i++)
    {
      JsonNode *inner = json_object_get_member (json_node_get_object (node), names[i]);

      if (inner != NULL)
        {
          gazette_infer_append_step (path, names[i]);
          return inner;
        }
    }

  return node;
}

static gboolean
write_next_of (JsonBuilder *builder,
               const char  *holder,
               const char  *name,
               JsonNode    *node)
{
  g_autofree char *folded = gazette_infer_fold_name (name);
  g_autoptr (GString) path = g_string_new (holder);
  const char *parameter = NULL;
  GazetteTraits traits;

  for (guint i = 0; i < G_N_ELEMENTS (next_names); i++)
    {
      if (g_str_equal (next_names[i].name, folded))
        parameter = next_names[i].parameter;
    }
  if (parameter == NULL)
    return FALSE;

  gazette_infer_append_step (path, name);
  node = unwrap_next (node, path);
  gazette_infer_judge (node, &traits);
  if (traits.address > 0 || traits.relative > 0)
    write_rule (builder, path->str, NULL, NULL, NULL);
  else if (*parameter == '\0' && traits.number > 0 && traits.date == 0)
    write_rule (builder, path->str, NULL, "page", NULL);
  else if (traits.string > 0 && traits.chars > 0 && traits.chars < 512 && traits.words < 8)
    write_rule (builder, path->str, NULL, *parameter != '\0' ? parameter : "page", NULL);
  else if (*parameter != '\0' && traits.number > 0)
    write_rule (builder, path->str, NULL, parameter, NULL);
  else
    return FALSE;

  return TRUE;
}

/* [{"rel": "next", "href": "…"}] */
static gboolean
write_next_link (JsonBuilder *builder,
                 const char  *holder,
                 const char  *name,
                 JsonNode    *node)
{
  JsonArray *links = json_node_get_array (node);

  for (guint i = 0; i < MIN (json_array_get_length (links), 20); i++)
    {
      JsonNode *element = json_array_get_element (links, i);
      JsonObject *link = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      JsonNode *rel = link != NULL ? json_object_get_member (link, "rel") : NULL;
      g_autoptr (GString) path = NULL;

      if (rel == NULL || g_strcmp0 (json_node_get_string (rel), "next") != 0)
        continue;
      path = g_string_new (holder);
      gazette_infer_append_step (path, name);
      g_string_append (path, "[?@.rel == 'next']");
      gazette_infer_append_step (path, json_object_has_member (link, "href") ? "href" : "url");
      write_rule (builder, path->str, NULL, NULL, NULL);
      return TRUE;
    }

  return FALSE;
}

static gboolean
write_next_in (JsonBuilder *builder,
               const char  *holder,
               JsonObject  *object,
               guint        depth)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *child;
  gboolean found = FALSE;

  json_object_iter_init_ordered (&iter, object);
  while (!found && json_object_iter_next_ordered (&iter, &name, &child))
    {
      if (JSON_NODE_HOLDS_VALUE (child) || JSON_NODE_HOLDS_OBJECT (child))
        found = write_next_of (builder, holder, name, child);
      if (!found && JSON_NODE_HOLDS_ARRAY (child) && has_word (next_holders, name))
        found = write_next_link (builder, holder, name, child);
      if (!found && depth < 2 && JSON_NODE_HOLDS_OBJECT (child) && has_word (next_holders, name))
        {
          g_autoptr (GString) path = g_string_new (holder);

          gazette_infer_append_step (path, name);
          found = write_next_in (builder, path->str, json_node_get_object (child), depth + 1);
        }
    }

  return found;
}

/* The header that counts the pages. */
static const char *
find_pages_header (GHashTable *headers)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, headers);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *folded = gazette_infer_fold_name (name);

      if (g_str_has_suffix (folded, "totalpages") || g_str_has_suffix (folded, "pagecount") ||
          g_str_has_suffix (folded, "totalpagecount"))
        return name;
    }

  return NULL;
}

static void
write_next_of_headers (JsonBuilder         *builder,
                       const GazetteAnswer *answer)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_link_free);
  const char *header = answer->headers != NULL ? find_pages_header (answer->headers) : NULL;

  gazette_links_add_header (links, answer);
  for (guint i = 0; i < links->len; i++)
    {
      if (gazette_link_has_rel (links->pdata[i], "next"))
        {
          write_rule (builder, NULL, NULL, NULL, "next");
          break;
        }
    }
  if (header != NULL)
    write_rule (builder, NULL, header, "page", NULL);
}

/*
 * gazette_infer_write_frame:
 * @builder: a builder in a dialect file
 * @list: the list of articles
 * @lists: (element-type GazetteCandidateList): all candidates
 * @answer: what the server said
 *
 * Writes where the next page is, and the fields of the source.
 */
void
gazette_infer_write_frame (JsonBuilder          *builder,
                           GazetteCandidateList *list,
                           GPtrArray            *lists,
                           const GazetteAnswer  *answer)
{
  g_autoptr (GPtrArray) around = find_around (list, lists);

  if (list->is_single)
    return;

  json_builder_set_member_name (builder, "next");
  json_builder_begin_array (builder);
  for (guint i = 0; i < around->len; i++)
    {
      GazetteCandidateList *holder = around->pdata[i];

      if (write_next_in (builder, holder->path, json_node_get_object (holder->items->pdata[0]), 0))
        break;
    }
  write_next_of_headers (builder, answer);
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "source");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (source_fields); i++)
    write_source_field (builder, around, &source_fields[i]);
  json_builder_end_object (builder);
}
