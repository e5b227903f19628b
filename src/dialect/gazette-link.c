/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-html.h"
#include "gazette-link.h"
#include "gazette-payload.h"
#include "gazette-text.h"
#include "gazette-url.h"

/* More of them is an attack, not a page. */
#define MAX_LINKS 200

/* Links to other forms of a page stand in its head. */
#define MAX_HEAD_LENGTH (512 * 1024)

/*
 * gazette_link_free:
 * @self: (transfer full): a link
 */
void
gazette_link_free (GazetteLink *self)
{
  g_free (self->url);
  g_free (self->rel);
  g_free (self->type);
  g_free (self->title);
  g_free (self);
}

/*
 * gazette_link_has_rel:
 * @self: a link
 * @rel: a relation
 *
 * Returns: whether it is among those of the link, in letters of either case
 */
gboolean
gazette_link_has_rel (const GazetteLink *self,
                      const char        *rel)
{
  g_auto(GStrv) rels = g_strsplit_set (self->rel, " \t\r\n\f", -1);

  for (guint i = 0; rels[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (rels[i], rel) == 0)
        return TRUE;
    }

  return FALSE;
}

/*
 * gazette_link_has_type:
 * @self: a link
 * @type: a media type without parameters
 *
 * Returns: whether the link is said to lead to something of this type
 */
gboolean
gazette_link_has_type (const GazetteLink *self,
                       const char        *type)
{
  g_autofree char *essence = NULL;

  if (self->type == NULL)
    return FALSE;
  essence = g_strndup (self->type, strcspn (self->type, ";"));

  return g_ascii_strcasecmp (g_strstrip (essence), type) == 0;
}

static void
add_link (GPtrArray  *links,
          const char *base,
          const char *href,
          const char *rel,
          const char *type,
          const char *title)
{
  g_autofree char *url = NULL;
  GazetteLink *link;

  if (links->len >= MAX_LINKS || href == NULL || rel == NULL || (url = gazette_url_resolve (base, href)) == NULL)
    return;

  link = g_new0 (GazetteLink, 1);
  link->url = g_steal_pointer (&url);
  link->rel = g_strdup (rel);
  link->type = g_strdup (type);
  link->title = title != NULL ? gazette_text_fold (title) : NULL;
  g_ptr_array_add (links, link);
}

static void
skip_spaces (const char **p)
{
  while (g_ascii_isspace (**p))
    (*p)++;
}

/* A token, or a text in quotation marks. */
static char *
read_value (const char **p)
{
  GString *value = g_string_new (NULL);

  if (**p != '"')
    {
      while (**p != '\0' && strchr (";, \t", **p) == NULL)
        g_string_append_c (value, *(*p)++);
      return g_string_free (value, FALSE);
    }

  for ((*p)++; **p != '\0' && **p != '"'; (*p)++)
    {
      if (**p == '\\' && (*p)[1] != '\0')
        (*p)++;
      g_string_append_c (value, **p);
    }
  if (**p == '"')
    (*p)++;

  return g_string_free (value, FALSE);
}

/* ";name=value". The first of a name counts (RFC 8288, section 3). */
static gboolean
read_parameter (const char **p,
                GHashTable  *parameters)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  const char *start;

  skip_spaces (p);
  if (**p != ';')
    return FALSE;
  (*p)++;
  skip_spaces (p);

  start = *p;
  while (**p != '\0' && strchr ("=;, \t", **p) == NULL)
    (*p)++;
  name = g_ascii_strdown (start, *p - start);
  skip_spaces (p);
  if (**p == '=')
    {
      (*p)++;
      skip_spaces (p);
      value = read_value (p);
    }

  if (!g_hash_table_contains (parameters, name))
    {
      g_hash_table_insert (parameters, name, value);
      name = NULL;
      value = NULL;
    }

  return TRUE;
}

/*
 * gazette_links_add_header:
 * @links: (element-type GazetteLink): where to put them
 * @answer: what a server said
 *
 * Adds the links of the header "Link" (RFC 8288).
 */
void
gazette_links_add_header (GPtrArray           *links,
                          const GazetteAnswer *answer)
{
  const char *p = answer->headers != NULL ? g_hash_table_lookup (answer->headers, "link") : NULL;

  while (p != NULL && (p = strchr (p, '<')) != NULL)
    {
      g_autoptr(GHashTable) parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      const char *end = strchr (p, '>');
      g_autofree char *href = NULL;

      if (end == NULL || links->len >= MAX_LINKS)
        return;
      href = g_strndup (p + 1, end - p - 1);
      p = end + 1;
      while (read_parameter (&p, parameters))
        ;

      add_link (links, answer->url, href, g_hash_table_lookup (parameters, "rel"),
                g_hash_table_lookup (parameters, "type"), g_hash_table_lookup (parameters, "title"));
    }
}

static gboolean
is_tag (const GumboNode *node,
        GumboTag         tag)
{
  return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag &&
         node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
}

/* The address that relative links of a page are resolved against. */
static char *
dup_base (const GumboNode     *root,
          const GazetteAnswer *answer)
{
  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      const char *href = is_tag (node, GUMBO_TAG_BASE) ? gazette_html_get_attribute (node, "href") : NULL;
      g_autofree char *base = href != NULL ? gazette_url_resolve (answer->url, href) : NULL;

      if (base != NULL)
        return g_steal_pointer (&base);
    }

  return g_strdup (answer->url);
}

static char *
dup_text_of_title (const GumboNode *node)
{
  const GumboNode *text = node->v.element.children.length > 0 ? node->v.element.children.data[0] : NULL;

  return text != NULL && text->type == GUMBO_NODE_TEXT ? gazette_text_fold (text->v.text.text) : NULL;
}

/* The name of the site, which a page gives for sharing, is better than the title
 * of the page. */
static void
take_title (char            **title,
            const GumboNode  *node)
{
  const char *property = gazette_html_get_attribute (node, "property");
  const char *content = gazette_html_get_attribute (node, "content");

  if (is_tag (node, GUMBO_TAG_META) && g_strcmp0 (property, "og:site_name") == 0 && content != NULL)
    {
      g_free (*title);
      *title = gazette_text_fold (content);
    }
  else if (is_tag (node, GUMBO_TAG_TITLE) && *title == NULL)
    {
      *title = dup_text_of_title (node);
    }
}

/* A page may name several: a site and what was added to it. */
static void
take_generator (GStrvBuilder    *generators,
                const GumboNode *node)
{
  const char *name = is_tag (node, GUMBO_TAG_META) ? gazette_html_get_attribute (node, "name") : NULL;
  const char *content = gazette_html_get_attribute (node, "content");

  if (name != NULL && content != NULL && g_ascii_strcasecmp (name, "generator") == 0)
    g_strv_builder_take (generators, gazette_text_fold (content));
}

/*
 * gazette_links_add_page:
 * @links: (element-type GazetteLink): where to put them
 * @answer: what a server said
 * @title: (out) (nullable): what the page or its site calls itself, plain text
 * @generators: (out): what the page says it was made by
 *
 * Adds the `<link>` elements of a web page.
 */
void
gazette_links_add_page (GPtrArray            *links,
                        const GazetteAnswer  *answer,
                        char                **title,
                        GStrv                *generators)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GazetteHtml) html = NULL;
  g_autofree char *text = NULL;
  g_autofree char *base = NULL;
  const GumboNode *root;
  gsize length;

  text = gazette_payload_decode (answer, MAX_HEAD_LENGTH, &length);
  html = gazette_html_parse (text, length);
  root = gazette_html_get_root (html);
  base = dup_base (root, answer);
  *title = NULL;

  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      take_title (title, node);
      take_generator (builder, node);
      if (is_tag (node, GUMBO_TAG_LINK))
        add_link (links, base, gazette_html_get_attribute (node, "href"), gazette_html_get_attribute (node, "rel"),
                  gazette_html_get_attribute (node, "type"), gazette_html_get_attribute (node, "title"));
    }
  *generators = g_strv_builder_end (builder);
}
