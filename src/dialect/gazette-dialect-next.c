/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the next, older page of articles is. */

#include "config.h"

#include <string.h>

#include "gazette-dialect-private.h"
#include "gazette-link.h"
#include "gazette-url.h"
#include "gazette-value.h"

/* No list of articles has more pages, nor more articles. */
#define MAX_NUMBER 10000000

/* More members are no continuation. */
#define MAX_MERGED 16

static char *
dup_string_at (GazettePath *path,
               JsonNode    *root)
{
  JsonNode *node = path != NULL && root != NULL ? gazette_path_find (path, root) : NULL;
  g_autofree char *text = node != NULL ? gazette_value_dup_string (node) : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* -1 when there is none. */
static gint64
get_number_at (GazettePath *path,
               JsonNode    *root)
{
  g_autofree char *text = dup_string_at (path, root);

  return text != NULL && g_ascii_isdigit (*text) ? MIN (g_ascii_strtoll (text, NULL, 10), MAX_NUMBER) : -1;
}

/* Where the digits of the number in the query are. */
static const char *
find_in_query (const GazetteNextRule *rule,
               const char            *url)
{
  const char *p = strchr (url, '?');

  while (p != NULL)
    {
      const char *name = p + 1;
      const char *value = name + strcspn (name, "=&#");
      g_autofree char *its_name = *value == '=' ? g_uri_unescape_segment (name, value, NULL) : NULL;

      if (g_strcmp0 (its_name, rule->parameter) == 0)
        return value + 1;
      p = strpbrk (name, "&#");
      if (p != NULL && *p == '#')
        return NULL;
    }

  return NULL;
}

/* "…/page/7.json": where the digits are, %NULL when the segment is not there. */
static const char *
find_in_path (const GazetteNextRule *rule,
              const char            *url)
{
  g_autofree char *segment = g_strconcat ("/", rule->segment, "/", NULL);
  const char *place = strstr (url, segment);

  if (place == NULL || strcspn (url, "?#") < (gsize) (place - url) || !g_ascii_isdigit (place[strlen (segment)]))
    return NULL;

  return place + strlen (segment);
}

/* "/newest.json" becomes "/newest/page/2.json". */
static char *
put_into_path (const GazetteNextRule *rule,
               const char            *url,
               gint64                 number)
{
  const char *digits = find_in_path (rule, url);
  gsize end = strcspn (url, "?#");
  const char *slash = g_strrstr_len (url, (gssize) end, "/");
  gsize dot;

  if (digits != NULL)
    return g_strdup_printf ("%.*s%" G_GINT64_FORMAT "%s", (int) (digits - url), url, number,
                            digits + strspn (digits, "0123456789"));
  if (slash == NULL)
    return NULL;

  dot = MIN (end, (gsize) (slash - url) + strcspn (slash, "."));

  return g_strdup_printf ("%.*s%s%s/%" G_GINT64_FORMAT "%s", (int) dot, url, url[dot - 1] == '/' ? "" : "/",
                          rule->segment, number, url + dot);
}

/* How many pages there are, -1 when nobody says. */
static gint64
get_n_pages (const GazetteNextRule *rule,
             const GazettePage     *page)
{
  GHashTable *headers = page->answer->headers;
  const char *value = rule->header != NULL && headers != NULL ? g_hash_table_lookup (headers, rule->header) : NULL;
  gint64 n_total;

  if (rule->header != NULL)
    return value != NULL ? MIN (g_ascii_strtoll (value, NULL, 10), MAX_NUMBER) : 0;
  if (rule->pages != NULL)
    return get_number_at (rule->pages, page->root);
  if (rule->count != GAZETTE_COUNT_PAGES || rule->total == NULL)
    return -1;

  n_total = get_number_at (rule->total, page->root);

  return n_total >= 0 ? (n_total + rule->size - 1) / rule->size : -1;
}

/* Whether the answer says, or shows, that there is nothing after it. @number is
 * that of the page, or of its first article. */
static gboolean
is_last (const GazetteNextRule *rule,
         const GazettePage     *page,
         gint64                 number)
{
  gint64 n_total = rule->total != NULL ? get_number_at (rule->total, page->root) : -1;
  gint64 n_pages = get_n_pages (rule, page);

  if (rule->count == GAZETTE_COUNT_ARTICLES)
    return page->n_articles == 0 || page->n_articles < rule->size ||
           (n_total >= 0 && number - rule->first + page->n_articles >= n_total);
  if (n_pages >= 0)
    return number - rule->first + 1 >= n_pages;

  return page->n_articles == 0 || page->n_articles < rule->size;
}

static char *
dup_counted_url (const GazetteNextRule *rule,
                 const GazettePage     *page)
{
  const char *url = page->answer->url;
  const char *digits;
  g_autofree char *text = NULL;
  gint64 number = rule->first;

  if (url == NULL)
    return NULL;

  digits = rule->segment != NULL ? find_in_path (rule, url) : find_in_query (rule, url);
  if (digits != NULL)
    number = CLAMP (g_ascii_strtoll (digits, NULL, 10), rule->first, MAX_NUMBER);
  if (number == MAX_NUMBER || is_last (rule, page, number))
    return NULL;

  number += rule->count == GAZETTE_COUNT_ARTICLES ? page->n_articles : 1;
  if (rule->segment != NULL)
    return put_into_path (rule, url, number);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return gazette_url_with_query (url, rule->parameter, text);
}

/* "/latest?page=2" becomes "/latest.json?page=2". */
static char *
take_with_extension (char       *url,
                     const char *extension)
{
  g_autofree char *old = url;
  gsize end;

  if (old == NULL || extension == NULL)
    return g_steal_pointer (&old);
  end = strcspn (old, "?#");
  if (end >= strlen (extension) && strncmp (old + end - strlen (extension), extension, strlen (extension)) == 0)
    return g_steal_pointer (&old);

  return g_strdup_printf ("%.*s%s%s", (int) end, old, extension, old + end);
}

static char *
dup_url_at_path (const GazetteNextRule *rule,
                 const GazettePage     *page)
{
  const char *url = page->answer->url;
  g_autofree char *value = rule->last != NULL ? dup_string_at (rule->last, page->last_article)
                                              : dup_string_at (rule->path, page->root);

  if (value == NULL)
    return NULL;
  if (rule->parameter == NULL)
    return take_with_extension (gazette_url_resolve (url, value), rule->extension);

  return url != NULL ? gazette_url_with_query (url, rule->parameter, value) : NULL;
}

static char *
dup_merged_url (const GazetteNextRule *rule,
                const GazettePage     *page)
{
  JsonNode *node = gazette_path_find (rule->merge, page->root);
  g_autofree char *url = g_strdup (page->answer->url);
  JsonObjectIter iter;
  const char *name;
  guint n = 0;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) || url == NULL)
    return NULL;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (n < MAX_MERGED && json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *value = gazette_value_dup_string (node);
      g_autofree char *old = NULL;

      if (value == NULL)
        continue;
      n++;
      old = g_steal_pointer (&url);
      url = gazette_url_with_query (old, name, value);
    }

  return n > 0 ? g_steal_pointer (&url) : NULL;
}

static char *
dup_url_of_link (const GazetteNextRule *rule,
                 const GazettePage     *page)
{
  g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_link_free);

  gazette_links_add_header (links, page->answer);
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
 * @page: what is known of a page
 *
 * Returns: (transfer full) (nullable): where the next page is, without a key;
 *   never the page itself
 */
char *
gazette_dialect_dup_next_url (GazetteDialect    *self,
                              const GazettePage *page)
{
  for (guint i = 0; i < self->next_rules->len; i++)
    {
      const GazetteNextRule *rule = self->next_rules->pdata[i];
      g_autofree char *url = NULL;

      if (rule->count != GAZETTE_COUNT_NOTHING || rule->header != NULL)
        url = dup_counted_url (rule, page);
      else if (rule->path != NULL || rule->last != NULL)
        url = dup_url_at_path (rule, page);
      else if (rule->merge != NULL)
        url = dup_merged_url (rule, page);
      else
        url = dup_url_of_link (rule, page);

      if (url != NULL && g_strcmp0 (url, page->answer->url) != 0)
        return gazette_dialect_dup_without_key (self, url);
    }

  return NULL;
}

/*
 * gazette_dialect_count_articles:
 * @self: a dialect
 * @page: what is known of a page
 *
 * Returns: how many articles all pages have together, or about how many when
 *   only the number of pages is told; 0 when nothing is
 */
guint
gazette_dialect_count_articles (GazetteDialect    *self,
                                const GazettePage *page)
{
  for (guint i = 0; i < self->next_rules->len; i++)
    {
      const GazetteNextRule *rule = self->next_rules->pdata[i];
      gint64 n_total = rule->total != NULL ? get_number_at (rule->total, page->root) : -1;
      gint64 n_pages = get_n_pages (rule, page);

      if (n_total < 0 && n_pages > 0)
        n_total = n_pages * page->n_articles;
      if (n_total > 0)
        return (guint) MIN (n_total, MAX_NUMBER);
    }

  return 0;
}
