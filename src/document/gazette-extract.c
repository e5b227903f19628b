/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-extract-private.h"
#include "gazette-text.h"
#include "gazette-time.h"
#include "gazette-url.h"

/* In characters. */
#define EXCERPT_LENGTH 300

/* Shorter data of a page than this are no article. */
#define MIN_BODY 500

G_DEFINE_BOXED_TYPE (GazetteExtract, gazette_extract, gazette_extract_ref, gazette_extract_unref)

static const GumboNode *
find_body (const GumboNode *root)
{
  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      if (gazette_element_is (node, GUMBO_TAG_BODY))
        return node;
    }

  return root;
}

/* The first words of the article. */
static char *
dup_excerpt (const char *text)
{
  g_autofree char *first = g_strndup (text, strcspn (text, "\n"));

  return *first != '\0' ? gazette_text_ellipsize (first, EXCERPT_LENGTH) : NULL;
}

static void
take_facts (GazetteExtract *self,
            GazetteFacts   *facts,
            const char     *url)
{
  const char *title = facts->headline != NULL ? facts->headline : facts->page_title;

  self->title = g_strdup (title);
  self->byline = g_strdup (facts->byline);
  self->published = facts->published;
  self->site = g_strdup (facts->site);
  self->language = g_strdup (facts->language);
  self->excerpt = facts->description != NULL ? g_strdup (facts->description) : dup_excerpt (self->text);
  if (facts->canonical != NULL)
    self->canonical = gazette_url_resolve (url, facts->canonical);
}

/* The article as the page's own data have it, for pages that show it by script. */
static void
write_body (GazetteExtract *self,
            const char     *body,
            const char     *url)
{
  g_autofree char *html = strchr (body, '<') != NULL ? g_strdup (body) : gazette_text_to_html (body);
  g_autoptr(GazetteHtml) page = gazette_html_parse (html, -1);
  g_autoptr(GazetteOutline) outline = gazette_outline_new (find_body (gazette_html_get_root (page)));

  gazette_extract_write (outline, 0, url, self);
}

/* A page without any prose is shown whole. */
static void
write_page (GazetteExtract  *self,
            const GumboNode *body,
            const char      *url)
{
  g_autoptr(GazetteOutline) outline = gazette_outline_new (body);

  gazette_extract_find (outline);
  gazette_extract_write (outline, 0, url, self);
}

static void
write_article (GazetteExtract *self,
               GazetteHtml    *page,
               GazetteFacts   *facts,
               const char     *url)
{
  const GumboNode *body = find_body (gazette_html_get_root (page));
  g_autoptr(GazetteOutline) outline = gazette_outline_new (body);
  gboolean is_shown = facts->body == NULL || gazette_extract_match (outline, facts->body);
  guint root = gazette_extract_find (outline);

  gazette_extract_prune (outline, root, facts);
  gazette_extract_write (outline, root, url, self);
  if (self->image != NULL && *self->text != '\0')
    self->lead = gazette_extract_dup_lead (outline, root, self->html, url, self->image);

  if (!is_shown && strlen (facts->body) > MIN_BODY && strlen (self->text) < strlen (facts->body) / 2)
    write_body (self, facts->body, url);
  if (*self->text == '\0')
    write_page (self, body, url);
  gazette_recipe_complete (self, facts);
}

/* Where relative addresses lead: the page may say so itself. */
static char *
dup_base (GazetteHtml *page,
          const char  *url)
{
  const GumboNode *root = gazette_html_get_root (page);

  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      const char *href = gazette_element_is (node, GUMBO_TAG_BASE) ? gazette_html_get_attribute (node, "href") : NULL;
      char *base = href != NULL ? gazette_url_resolve (url, href) : NULL;

      if (base != NULL)
        return base;
    }

  return g_strdup (url);
}

/**
 * gazette_extract_new_from_html:
 * @html: a web page, in UTF-8; other bytes become U+FFFD
 * @length: of @html in bytes, or -1 when it is nul-terminated
 * @url: (nullable): the address of the page, which relative addresses in it are
 *   relative to; without it they are left out
 *
 * Finds the article in a page: the text that stands together and looks like one,
 * without what a site puts around and between; and what the page says about it,
 * as JSON-LD, OpenGraph, microdata and in other forms. The rules hold for all
 * pages: none knows a site.
 *
 * May be called on any thread, but wants more stack than a fiber has. Takes time
 * and memory in proportion to the page.
 *
 * Returns: (transfer full): the article; without text when there is none
 */
GazetteExtract *
gazette_extract_new_from_html (const char *html,
                               gssize      length,
                               const char *url)
{
  g_autoptr(GazetteHtml) page = NULL;
  g_autoptr(GazetteFacts) facts = NULL;
  g_autofree char *base = NULL;
  GazetteExtract *self;

  g_return_val_if_fail (html != NULL, NULL);

  self = g_atomic_rc_box_new0 (GazetteExtract);
  page = gazette_html_parse (html, length);
  base = dup_base (page, url);
  facts = gazette_facts_new (gazette_html_get_root (page));
  if (facts->image != NULL)
    self->image = gazette_url_resolve (base, facts->image);
  write_article (self, page, facts, base);
  take_facts (self, facts, base);

  return self;
}

/**
 * gazette_extract_ref:
 * @self: an extract
 *
 * Returns: (transfer full): @self
 */
GazetteExtract *
gazette_extract_ref (GazetteExtract *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_extract (gpointer data)
{
  GazetteExtract *self = data;

  g_free (self->title);
  g_free (self->byline);
  g_free (self->site);
  g_free (self->language);
  g_free (self->image);
  g_free (self->lead);
  g_free (self->canonical);
  g_free (self->excerpt);
  g_free (self->text);
  g_free (self->html);
}

/**
 * gazette_extract_unref:
 * @self: (transfer full): an extract
 */
void
gazette_extract_unref (GazetteExtract *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_extract);
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

/**
 * gazette_extract_to_json:
 * @self: an extract
 *
 * An object with `title`, `byline`, `published`, `site`, `language`, `image`,
 * `excerpt`, `text` and `html`. The moment is as in RFC 3339, in UTC. What is
 * not known is null.
 *
 * Returns: (transfer full): the object, immutable
 */
JsonNode *
gazette_extract_to_json (GazetteExtract *self)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *published = self->published != 0 ? gazette_time_format_rfc3339 (self->published) : NULL;

  set_text (object, "title", self->title);
  set_text (object, "byline", self->byline);
  set_text (object, "published", published);
  set_text (object, "site", self->site);
  set_text (object, "language", self->language);
  set_text (object, "image", self->image);
  set_text (object, "excerpt", self->excerpt);
  set_text (object, "text", self->text);
  set_text (object, "html", self->html);
  json_object_unref (object);
  json_node_seal (node);

  return node;
}
