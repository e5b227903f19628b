/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-extract-facts.h"
#include "gazette-text.h"
#include "gazette-time.h"
#include "gazette-url.h"

#define MAX_TITLE 2048
#define MAX_BYLINE 100
#define MAX_NAME_NODES 50
#define MAX_NAME_WORDS 32

/* What is said in `meta` elements, by the names of those, the best first. */
static const char *const title_names[] = {
  "dc:title", "dc.title", "dcterms:title", "dcterms.title", "og:title", "weibo:article:title", "weibo:webpage:title",
  "parsely-title", "title", "twitter:title", NULL,
};
static const char *const byline_names[] = {
  "dc:creator", "dc.creator", "dcterms:creator", "dcterms.creator", "author", "parsely-author", "article:author",
  "sailthru.author", NULL,
};
static const char *const description_names[] = {
  "dc:description", "dc.description", "dcterms:description", "dcterms.description", "og:description",
  "weibo:article:description", "weibo:webpage:description", "description", "twitter:description", NULL,
};
static const char *const site_names[] = { "og:site_name", "application-name", "al:android:app_name", NULL };
static const char *const image_names[] = {
  "og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src", "parsely-image-url",
  "sailthru.image.full", "thumbnail", NULL,
};
static const char *const canonical_names[] = { "og:url", NULL };
static const char *const published_names[] = {
  "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date", "datepublished",
  "dc.date.issued", "dcterms.issued", "dc:date", "dc.date", "dcterms.created", "dcterms.date", "sailthru.date",
  "publish-date", "publish_date", "publishdate", "pubdate", "pdate", "date", "article.published",
  "cxenseparse:recs:publishtime",
  "bt:pubdate", "ptime", NULL,
};
static const char *const language_names[] = { "content-language", "og:locale", "dc.language", "language", NULL };

static void
take (char **field,
      char  *value)
{
  if (*field == NULL && value != NULL && *value != '\0')
    *field = value;
  else
    g_free (value);
}

/* Fills @metas: content by name in lower case. A property of several names
 * counts for each; the first of a name counts. */
static void
read_metas (GHashTable      *metas,
            const GumboNode *root)
{
  static const char *const attributes[] = { "property", "name", "itemprop", "http-equiv" };

  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      const char *content = gazette_element_is (node, GUMBO_TAG_META) ? gazette_html_get_attribute (node, "content")
                                                                      : NULL;

      for (guint i = 0; content != NULL && *content != '\0' && i < G_N_ELEMENTS (attributes); i++)
        {
          const char *value = gazette_html_get_attribute (node, attributes[i]);
          g_autofree char *lower = value != NULL && strlen (value) < 256 ? g_ascii_strdown (value, -1) : NULL;
          g_auto(GStrv) names = lower != NULL ? g_strsplit_set (lower, " \t\n", 8) : NULL;

          for (guint j = 0; names != NULL && names[j] != NULL; j++)
            {
              if (*names[j] != '\0' && !g_hash_table_contains (metas, names[j]))
                g_hash_table_insert (metas, g_strdup (names[j]), (char *) content);
            }
        }
    }
}

static const char *
find_meta (GHashTable        *metas,
           const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (metas, names[i]);

      if (value != NULL && value[strspn (value, " \t\r\n\f")] != '\0')
        return value;
    }

  return NULL;
}

/* Some pages encode what they say about themselves twice. */
static char *
dup_meta (GHashTable        *metas,
          const char *const *names)
{
  const char *value = find_meta (metas, names);

  return value != NULL ? gazette_text_decode_plain (value) : NULL;
}

static char *
dup_meta_byline (GHashTable *metas)
{
  for (guint i = 0; byline_names[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (metas, byline_names[i]);

      /* Some give the address of a page about the writer. */
      if (value != NULL && *value != '\0' && !gazette_url_is_web (value))
        return gazette_text_decode_plain (value);
    }

  return NULL;
}

static char *
dup_visible_text (const GumboNode *root)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const GumboNode *node = root;

  while (node != NULL && text->len < MAX_TITLE)
    {
      if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
        g_string_append (text, node->v.text.text);
      if (gazette_element_is (node, GUMBO_TAG_BR))
        g_string_append_c (text, ' ');
      node = gazette_element_is (node, GUMBO_TAG_SCRIPT) || gazette_element_is (node, GUMBO_TAG_STYLE)
             ? gazette_html_next_skipping (root, node)
             : gazette_html_next (root, node);
    }

  return gazette_text_fold (text->str);
}

static char *
dup_first (const GumboNode *root,
           GumboTag         tag,
           guint           *n)
{
  char *text = NULL;

  *n = 0;
  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      /* A drawing has a title of its own. */
      if (gazette_element_is (node, tag) && node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML && (*n)++ == 0)
        text = dup_visible_text (node);
    }

  return text;
}

static guint
count_words (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; n++)
    {
      p += strspn (p, " ");
      p += strcspn (p, " ");
    }

  return n;
}

/* Where the name of a site is parted from the title: " | ", " - " … The last one
 * with @last, else the first. */
static const char *
find_separator (const char *title,
                gboolean    last,
                gsize      *length)
{
  static const char *const separators[] = { " | ", " - ", " – ", " — ", " \\ ", " / ", " > ", " » " };
  const char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *place = last ? g_strrstr (title, separators[i]) : strstr (title, separators[i]);

      if (place != NULL && (found == NULL || (last ? place > found : place < found)))
        {
          found = place;
          *length = strlen (separators[i]);
        }
    }

  return found;
}

/* The title of a page without the name of the site, unless little would be left. */
static char *
dup_bare_title (const char *title)
{
  gsize length = 0;
  const char *separator = find_separator (title, TRUE, &length);
  g_autofree char *before = separator != NULL ? g_strndup (title, separator - title) : NULL;

  if (before != NULL && count_words (before) < 3)
    {
      separator = find_separator (title, FALSE, &length);
      g_set_str (&before, separator + length);
    }

  return before != NULL && count_words (before) > 4 ? g_steal_pointer (&before) : g_strdup (title);
}

static char *
dup_page_title (const GumboNode *root)
{
  guint n;
  guint n_headings;
  g_autofree char *title = dup_first (root, GUMBO_TAG_TITLE, &n);
  g_autofree char *heading = dup_first (root, GUMBO_TAG_H1, &n_headings);
  glong length = title != NULL ? g_utf8_strlen (title, -1) : 0;

  if ((length > 150 || length < 15) && n_headings == 1 && count_words (heading) > 4)
    return g_steal_pointer (&heading);
  if (length == 0)
    return NULL;

  return dup_bare_title (title);
}

static gboolean
has_property (const GumboNode *node,
              const char      *name)
{
  const char *property = gazette_html_get_attribute (node, "itemprop");

  return property != NULL && strstr (property, name) != NULL;
}

static gboolean
names_author (const GumboNode *node)
{
  static const char *const words[] = { "byline", "author", "authors", "dateline", "writtenby" };
  const char *attributes[] = { gazette_html_get_attribute (node, "class"), gazette_html_get_attribute (node, "id") };

  if (g_strcmp0 (gazette_html_get_attribute (node, "rel"), "author") == 0 || has_property (node, "author"))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_autofree char *lower = attributes[i] != NULL ? g_ascii_strdown (attributes[i], -1) : NULL;
      g_auto(GStrv) names = lower != NULL ? g_strsplit_set (lower, " \t\n-_", MAX_NAME_WORDS) : NULL;

      for (guint j = 0; names != NULL && j < G_N_ELEMENTS (words); j++)
        {
          if (g_strv_contains ((const char *const *) names, words[j]))
            return TRUE;
        }
    }

  return FALSE;
}

/* The name alone, where the page marks it within a line that says more. */
static const GumboNode *
find_name (const GumboNode *root)
{
  const GumboNode *node = gazette_html_next (root, root);

  for (guint i = 0; node != NULL && i < MAX_NAME_NODES; i++, node = gazette_html_next (root, node))
    {
      if (has_property (node, "name") || g_strcmp0 (gazette_html_get_attribute (node, "rel"), "author") == 0)
        return node;
    }

  return root;
}

/* Many a line goes on with the day. */
static char *
dup_without_date (const char *text)
{
  static const char pattern[] = "[\\s,|•·–—-]*"
                                "(\\p{L}+\\.? \\d{1,2},?|\\d{1,2}\\.? (de )?\\p{L}+) (de )?(19|20)\\d\\d.*$"
                                "|\\s+[|•·]\\s.*\\d.*$";
  g_autoptr(GRegex) date = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);

  return g_regex_replace_literal (date, text, -1, 0, "", G_REGEX_MATCH_DEFAULT, NULL);
}

/* Without a dash or dot that parts it from what follows. */
static char *
dup_trimmed (const char *text)
{
  static const char *const marks[] = { "-", "–", "—", "|", "•", "·", ",", " " };
  char *trimmed = dup_without_date (text);
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        {
          if (g_str_has_suffix (trimmed, marks[i]))
            {
              trimmed[strlen (trimmed) - strlen (marks[i])] = '\0';
              again = TRUE;
            }
        }
    }

  return trimmed;
}

static char *
dup_shown_byline (const GumboNode *root)
{
  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      g_autofree char *text = NULL;
      g_autofree char *name = NULL;

      if (node->type != GUMBO_NODE_ELEMENT || node->v.element.tag == GUMBO_TAG_META ||
          node->v.element.tag == GUMBO_TAG_BODY || node->v.element.tag == GUMBO_TAG_LINK ||
          node->v.element.tag == GUMBO_TAG_SCRIPT || !names_author (node))
        continue;
      text = dup_visible_text (find_name (node));
      name = g_utf8_strlen (text, -1) < MAX_BYLINE ? dup_trimmed (text) : NULL;
      /* "Last updated:" names a day that is gone. */
      if (name != NULL && *name != '\0' && !g_str_has_suffix (name, ":"))
        return g_steal_pointer (&name);
    }

  return NULL;
}

/* The first time that the page marks as one, the best mark first. */
static gint64
find_shown_time (const GumboNode *root)
{
  gint64 any = 0;

  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      const char *property = gazette_html_get_attribute (node, "itemprop");
      const char *when = gazette_html_get_attribute (node, "datetime");
      gboolean is_published = property != NULL && strstr (property, "datePublished") != NULL;
      gint64 moment;

      if (when == NULL && is_published)
        when = gazette_html_get_attribute (node, "content");
      moment = when != NULL ? gazette_time_parse (when) : 0;
      if (moment != 0 && (is_published || gazette_html_get_attribute (node, "pubdate") != NULL))
        return moment;
      if (moment != 0 && any == 0 && gazette_element_is (node, GUMBO_TAG_TIME))
        any = moment;
    }

  return any;
}

static gint64
find_meta_time (GHashTable *metas)
{
  for (guint i = 0; published_names[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (metas, published_names[i]);
      gint64 moment = value != NULL ? gazette_time_parse (value) : 0;

      if (moment != 0)
        return moment;
    }

  return 0;
}

static char *
find_link (const GumboNode *root,
           const char      *relation)
{
  for (const GumboNode *node = root; node != NULL; node = gazette_html_next (root, node))
    {
      if (gazette_element_is (node, GUMBO_TAG_LINK) &&
          g_strcmp0 (gazette_html_get_attribute (node, "rel"), relation) == 0)
        return g_strdup (gazette_html_get_attribute (node, "href"));
    }

  return NULL;
}

static void
read_language (GazetteFacts    *self,
               const GumboNode *root,
               GHashTable      *metas)
{
  const char *declared = gazette_html_get_attribute (root, "lang");

  if (declared == NULL || *declared == '\0')
    declared = gazette_html_get_attribute (root, "xml:lang");
  if (declared == NULL || *declared == '\0')
    declared = find_meta (metas, language_names);
  if (declared != NULL && *declared != '\0')
    {
      g_free (self->language);
      self->language = g_strdelimit (gazette_text_fold (declared), "_", '-');
    }
  if (self->language != NULL)
    self->language[strcspn (self->language, ",; ")] = '\0';
}

/*
 * gazette_facts_new:
 * @root: a page
 *
 * Reads what a page says about its article: JSON-LD, then `meta` elements
 * (OpenGraph, Dublin Core and others), then microdata and what it shows.
 *
 * Returns: (transfer full): what is known
 */
GazetteFacts *
gazette_facts_new (const GumboNode *root)
{
  GazetteFacts *self = g_new0 (GazetteFacts, 1);
  g_autoptr(GHashTable) metas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->page_title = dup_page_title (root);
  gazette_facts_read_ld (self, root);
  read_metas (metas, root);

  take (&self->headline, dup_meta (metas, title_names));
  take (&self->byline, dup_meta_byline (metas));
  if (self->byline == NULL)
    take (&self->byline, dup_shown_byline (root));
  take (&self->description, dup_meta (metas, description_names));
  take (&self->site, g_strdup (self->publisher));
  take (&self->site, dup_meta (metas, site_names));
  if (self->published == 0)
    self->published = find_meta_time (metas);
  if (self->published == 0)
    self->published = find_shown_time (root);
  if (find_meta (metas, image_names) != NULL)
    {
      g_clear_pointer (&self->image, g_free);
      take (&self->image, gazette_text_fold (find_meta (metas, image_names)));
    }
  take (&self->image, find_link (root, "image_src"));
  take (&self->canonical, find_link (root, "canonical"));
  take (&self->canonical, dup_meta (metas, canonical_names));
  read_language (self, root, metas);

  return self;
}

/*
 * gazette_facts_free:
 * @self: (transfer full): what is known
 */
void
gazette_facts_free (GazetteFacts *self)
{
  g_free (self->headline);
  g_free (self->page_title);
  g_free (self->byline);
  g_free (self->publisher);
  g_free (self->site);
  g_free (self->language);
  g_free (self->image);
  g_free (self->canonical);
  g_free (self->description);
  g_free (self->body);
  g_strfreev (self->ingredients);
  g_strfreev (self->steps);
  g_free (self);
}
