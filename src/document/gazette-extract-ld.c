/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-extract-private.h"
#include "gazette-text.h"
#include "gazette-time.h"

/* Some pages describe each of hundreds of links. */
#define MAX_SCRIPTS 32
#define MAX_OBJECTS 2000
#define MAX_NAMES 16

#define CDATA "<![CDATA["

/* What describes the page as a whole, the best first. */
static const char *const types[] = {
  "Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
  "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "SocialMediaPosting",
  "DiscussionForumPosting", "TechArticle", "ScholarlyArticle", "MedicalScholarlyArticle", "SatiricalArticle",
  "AdvertiserContentArticle", "Report", "APIReference", "Recipe", "HowTo", "Review", "CriticReview",
};

typedef struct
{
  GazetteFacts *facts;
  /* All objects, by the name that others know them by. */
  GHashTable   *by_id;
  GPtrArray    *articles;
  GPtrArray    *pages;
  guint         n_objects;
} Reader;

static gboolean
is_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return is_text (node) ? json_node_get_string (node) : NULL;
}

static gboolean
is_one_of_types (const char *type)
{
  const char *slash = strrchr (type, '/');

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (strcmp (slash != NULL ? slash + 1 : type, types[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_type (JsonObject *object,
          gboolean (*is_type) (const char *type))
{
  JsonNode *node = json_object_get_member (object, "@type");

  if (is_text (node))
    return is_type (json_node_get_string (node));
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  for (guint i = 0; i < MIN (json_array_get_length (json_node_get_array (node)), MAX_NAMES); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);

      if (is_text (element) && is_type (json_node_get_string (element)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_page (const char *type)
{
  return g_str_has_suffix (type, "WebPage");
}

static void
collect (Reader   *self,
         JsonNode *root)
{
  g_autoptr(GPtrArray) queue = g_ptr_array_new ();

  g_ptr_array_add (queue, root);
  for (guint i = 0; i < queue->len && self->n_objects < MAX_OBJECTS; i++, self->n_objects++)
    {
      JsonNode *node = queue->pdata[i];

      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          JsonArray *array = json_node_get_array (node);

          for (guint j = 0; j < MIN (json_array_get_length (array), MAX_OBJECTS); j++)
            g_ptr_array_add (queue, json_array_get_element (array, j));
        }
      else if (JSON_NODE_HOLDS_OBJECT (node))
        {
          JsonObject *object = json_node_get_object (node);
          static const char *const inner[] = { "@graph", "mainEntity", "mainEntityOfPage" };
          const char *id = get_text (object, "@id");

          if (id != NULL && json_object_get_size (object) > 1)
            g_hash_table_insert (self->by_id, (char *) id, object);
          if (has_type (object, is_one_of_types))
            g_ptr_array_add (self->articles, object);
          else if (has_type (object, is_page))
            g_ptr_array_add (self->pages, object);
          for (guint j = 0; j < G_N_ELEMENTS (inner); j++)
            {
              if (json_object_has_member (object, inner[j]))
                g_ptr_array_add (queue, json_object_get_member (object, inner[j]));
            }
          /* An author is known to the article by name. */
          if (json_object_has_member (object, "author"))
            g_ptr_array_add (queue, json_object_get_member (object, "author"));
        }
    }
}

static JsonObject *
resolve (Reader   *self,
         JsonNode *node)
{
  JsonObject *object;
  const char *id;
  JsonObject *other;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  id = get_text (object, "@id");
  other = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;

  return other != NULL && get_text (object, "name") == NULL ? other : object;
}

static char *
dup_name (Reader   *self,
          JsonNode *node)
{
  JsonObject *object = resolve (self, node);
  const char *name = is_text (node) ? json_node_get_string (node) : NULL;

  if (object != NULL)
    name = get_text (object, "name");

  return name != NULL ? gazette_text_from_html (name, -1) : NULL;
}

/* Names of one or more people or organisations. */
static char *
dup_names (Reader   *self,
           JsonNode *node)
{
  g_autoptr(GString) names = g_string_new (NULL);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? MIN (json_array_get_length (array), MAX_NAMES) : 1;

  if (node == NULL)
    return NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = dup_name (self, array != NULL ? json_array_get_element (array, i) : node);

      if (name == NULL || *name == '\0' || strstr (name, "://") != NULL)
        continue;
      if (names->len > 0)
        g_string_append (names, ", ");
      g_string_append (names, name);
    }

  return names->len > 0 ? g_strdup (names->str) : NULL;
}

static char *
dup_image (Reader   *self,
           JsonNode *node)
{
  JsonObject *object;
  const char *url;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      node = json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;
    }
  if (is_text (node))
    return g_strdup (json_node_get_string (node));

  object = resolve (self, node);
  url = object != NULL ? get_text (object, "url") : NULL;
  if (url == NULL && object != NULL)
    url = get_text (object, "contentUrl");

  return g_strdup (url);
}

static void
take (char **field,
      char  *value)
{
  if (*field == NULL && value != NULL && *value != '\0')
    *field = value;
  else
    g_free (value);
}

static void
take_text (char      **field,
           const char *html)
{
  if (*field == NULL && html != NULL)
    take (field, gazette_text_from_html (html, -1));
}

/* Some encyclopedias call a description the headline. */
static const char *
choose_title (const GazetteFacts *facts,
              JsonObject         *object)
{
  const char *headline = get_text (object, "headline");
  const char *name = get_text (object, "name");

  if (headline == NULL || (name != NULL && *name != '\0' && facts->page_title != NULL &&
                           strstr (facts->page_title, name) != NULL && strstr (facts->page_title, headline) == NULL))
    return name;

  return headline;
}

/* Some sites escape the tags of the text, too, so that they would be seen. */
static void
take_body (GazetteFacts *facts,
           const char   *body)
{
  gboolean is_escaped = strchr (body, '<') == NULL && strstr (body, "&lt;/") != NULL;
  g_autofree char *html = is_escaped ? gazette_text_from_html (body, -1) : g_strdup (body);

  if (facts->body == NULL || strlen (html) > strlen (facts->body))
    g_set_str (&facts->body, html);
}

static void
read_article (Reader     *self,
              JsonObject *object)
{
  GazetteFacts *facts = self->facts;
  const char *body = get_text (object, "articleBody");
  const char *published = get_text (object, "datePublished");

  take_text (&facts->headline, choose_title (facts, object));
  take_text (&facts->description, get_text (object, "description"));
  take (&facts->byline, dup_names (self, json_object_get_member (object, "author")));
  take (&facts->publisher, dup_names (self, json_object_get_member (object, "publisher")));
  take (&facts->image, dup_image (self, json_object_get_member (object, "image")));
  take (&facts->image, g_strdup (get_text (object, "thumbnailUrl")));
  take (&facts->language, g_strdup (get_text (object, "inLanguage")));
  if (facts->published == 0 && published != NULL)
    facts->published = gazette_time_parse (published);
  if (body != NULL)
    take_body (facts, body);
  gazette_recipe_read (facts, object);
}

/* Without the marks that hide it from very old browsers ("<!--", "<![CDATA["),
 * and with spaces for line ends, which many a text in it has. */
static char *
dup_json (const char *script)
{
  g_autofree char *text = g_strdup (script);
  const char *start;
  const char *end;

  for (char *p = text; *p != '\0'; p++)
    {
      if ((guchar) *p < ' ')
        *p = ' ';
    }
  start = strstr (text, CDATA);
  end = start != NULL ? g_strrstr (start, "]]>") : NULL;
  start = start != NULL ? start + strlen (CDATA) : text;
  start += strcspn (start, "{[");
  if (end == NULL || end < start)
    end = text + strlen (text);
  while (end > start && end[-1] != '}' && end[-1] != ']')
    end--;

  return g_strndup (start, end - start);
}

static JsonNode *
parse (const char *script)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *json = dup_json (script);

  if (!json_parser_load_from_data (parser, json, -1, NULL) || json_parser_get_root (parser) == NULL)
    return NULL;

  return json_parser_steal_root (parser);
}

static const char *
get_script (const GumboNode *node)
{
  const char *type = gazette_html_get_attribute (node, "type");
  const GumboNode *text;

  if (!gazette_element_is (node, GUMBO_TAG_SCRIPT) || type == NULL ||
      g_ascii_strncasecmp (type, "application/ld+json", strlen ("application/ld+json")) != 0 ||
      node->v.element.children.length == 0)
    return NULL;

  text = node->v.element.children.data[0];

  return text->type == GUMBO_NODE_TEXT ? text->v.text.text : NULL;
}

/*
 * gazette_facts_read_ld:
 * @self: what is known about the article
 * @root: the page
 *
 * Takes what the page says about its article as JSON-LD, in the words of
 * schema.org. What is known already is kept.
 */
void
gazette_facts_read_ld (GazetteFacts    *self,
                       const GumboNode *root)
{
  g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) articles = g_ptr_array_new ();
  g_autoptr(GPtrArray) pages = g_ptr_array_new ();
  Reader reader = { .facts = self, .by_id = by_id, .articles = articles, .pages = pages };

  for (const GumboNode *node = root; node != NULL && roots->len < MAX_SCRIPTS; node = gazette_html_next (root, node))
    {
      const char *script = node->type == GUMBO_NODE_ELEMENT ? get_script (node) : NULL;
      JsonNode *json = script != NULL ? parse (script) : NULL;

      if (json != NULL)
        {
          g_ptr_array_add (roots, json);
          collect (&reader, json);
        }
    }

  for (guint i = 0; i < articles->len; i++)
    read_article (&reader, articles->pdata[i]);
  /* A page has a name, and a day, but its author is that of the site. */
  for (guint i = 0; i < pages->len; i++)
    {
      const char *published = get_text (pages->pdata[i], "datePublished");

      if (self->published == 0 && published != NULL)
        self->published = gazette_time_parse (published);
      take (&self->language, g_strdup (get_text (pages->pdata[i], "inLanguage")));
    }
}
