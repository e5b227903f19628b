/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From an address, a web page or an index of an API to where articles may be. */

#include "config.h"

#include <string.h>

#include "gazette-dialect-private.h"
#include "gazette-dialects-private.h"
#include "gazette-link.h"
#include "gazette-payload.h"
#include "gazette-text.h"
#include "gazette-url.h"
#include "gazette-value.h"

/* No page offers more that are worth a try. */
#define MAX_CANDIDATES 20

/* What is looked at, and what was found. */
typedef struct
{
  const GazetteAnswer *answer;
  JsonNode            *root;
  GPtrArray           *links;
  char                *page_title;
  GStrv                generators;
  GPtrArray           *candidates;
} Search;

/**
 * gazette_candidate_free:
 * @self: (transfer full): a candidate
 *
 * Frees it.
 */
void
gazette_candidate_free (GazetteCandidate *self)
{
  g_free (self->url);
  g_free (self->title);
  g_free (self->dialect);
  g_free (self);
}

static gboolean
has_candidate (GPtrArray  *candidates,
               const char *url)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      if (g_str_equal (((GazetteCandidate *) candidates->pdata[i])->url, url))
        return TRUE;
    }

  return FALSE;
}

static void
add_candidate (GPtrArray      *candidates,
               GazetteDialect *dialect,
               const char     *url,
               const char     *title)
{
  GazetteCandidate *candidate;

  if (candidates->len >= MAX_CANDIDATES || has_candidate (candidates, url))
    return;

  candidate = g_new0 (GazetteCandidate, 1);
  candidate->url = g_strdup (url);
  candidate->title = title != NULL && *title != '\0' ? g_strdup (title) : NULL;
  candidate->dialect = g_strdup (gazette_dialect_get_id (dialect));
  g_ptr_array_add (candidates, candidate);
}

static gboolean
is_excepted (const GazetteDiscoverRule *rule,
             const char                *url)
{
  for (guint i = 0; rule->except != NULL && rule->except[i] != NULL; i++)
    {
      if (strstr (url, rule->except[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* With one slash between the two; also within a query, where some sites have
 * the path of their API. */
static char *
append (const char *url,
        const char *path)
{
  return g_strconcat (url, g_str_has_suffix (url, "/") ? "" : "/", path, NULL);
}

/* From where a rule starts to where it leads. */
static void
lead_on (const GazetteDiscoverRule *rule,
         GazetteDialect            *dialect,
         const Search              *search,
         GHashTable                *names,
         const char                *start,
         const char                *title)
{
  g_autofree char *reference = NULL;
  g_autofree char *url = NULL;
  g_autofree char *whole = NULL;

  if (start == NULL || is_excepted (rule, start))
    return;
  if (rule->url != NULL)
    {
      reference = gazette_template_expand (rule->url, search->root, names, TRUE);
      url = reference != NULL ? gazette_url_resolve (start, reference) : NULL;
    }
  else
    {
      url = g_strdup (start);
    }
  if (url == NULL)
    return;

  whole = rule->append != NULL ? append (url, rule->append) : g_strdup (url);
  add_candidate (search->candidates, dialect, whole, title);
}

static void
follow_links (const GazetteDiscoverRule *rule,
              GazetteDialect            *dialect,
              const Search              *search,
              GHashTable                *names)
{
  for (guint i = 0; i < search->links->len; i++)
    {
      const GazetteLink *link = search->links->pdata[i];
      gboolean has_title = link->title != NULL && *link->title != '\0';

      if (gazette_link_has_rel (link, rule->rel) && (rule->type == NULL || gazette_link_has_type (link, rule->type)))
        lead_on (rule, dialect, search, names, link->url, has_title ? link->title : search->page_title);
    }
}

static void
follow_path (const GazetteDiscoverRule *rule,
             GazetteDialect            *dialect,
             const Search              *search,
             GHashTable                *names)
{
  JsonNode *node = search->root != NULL ? gazette_path_find (rule->path, search->root) : NULL;
  JsonNode *title_node = node != NULL && rule->title != NULL ? gazette_path_find (rule->title, search->root) : NULL;
  g_autofree char *string = title_node != NULL ? gazette_value_dup_string (title_node) : NULL;
  g_autofree char *title = string != NULL ? gazette_text_decode_plain (string) : NULL;
  g_autofree char *url = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return;

  url = gazette_url_resolve (search->answer->url, json_node_get_string (node));
  lead_on (rule, dialect, search, names, url, title);
}

static gboolean
is_made_by (const Search *search,
            const char   *generator)
{
  const char *header = search->answer->headers != NULL ? g_hash_table_lookup (search->answer->headers, "x-generator")
                                                       : NULL;

  for (guint i = 0; search->generators != NULL && search->generators[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (search->generators[i], generator, strlen (generator)) == 0)
        return TRUE;
    }

  return header != NULL && g_ascii_strncasecmp (header, generator, strlen (generator)) == 0;
}

static gboolean
has_header (const Search              *search,
            const GazetteDiscoverRule *rule)
{
  const char *value = search->answer->headers != NULL ? g_hash_table_lookup (search->answer->headers, rule->header)
                                                      : NULL;

  return value != NULL && (rule->contains == NULL || strstr (value, rule->contains) != NULL);
}

static void
apply_rule (const GazetteDiscoverRule *rule,
            GazetteDialect            *dialect,
            const Search              *search)
{
  const char *url = search->answer->url;
  g_autoptr(GHashTable) names = NULL;

  if (rule->guess != NULL || (rule->generator != NULL && !is_made_by (search, rule->generator)) ||
      (rule->header != NULL && !has_header (search, rule)))
    return;
  if (rule->address != NULL)
    {
      names = url != NULL ? gazette_pattern_match (rule->address, url) : NULL;
      if (names == NULL)
        return;
    }

  if (rule->rel != NULL)
    follow_links (rule, dialect, search, names);
  else if (rule->path != NULL)
    follow_path (rule, dialect, search, names);
  else
    lead_on (rule, dialect, search, names, url, search->page_title);
}

/* Whether the address alone decides, so that no page has to be looked at. */
static gboolean
needs_only_address (const GazetteDiscoverRule *rule)
{
  return rule->address != NULL && gazette_pattern_knows_site (rule->address) && rule->generator == NULL &&
         rule->header == NULL && rule->rel == NULL && rule->path == NULL;
}

static void
guess (const GazetteDiscoverRule *rule,
       GazetteDialect            *dialect,
       const Search              *search)
{
  g_autofree char *url = rule->guess != NULL && search->answer->url != NULL
                           ? gazette_url_resolve (search->answer->url, rule->guess)
                           : NULL;
  guint n_before = search->candidates->len;

  if (url != NULL)
    lead_on (rule, dialect, search, NULL, url, search->page_title);
  for (guint i = n_before; i < search->candidates->len; i++)
    ((GazetteCandidate *) search->candidates->pdata[i])->is_guess = TRUE;
}

typedef void (*RuleFunc) (const GazetteDiscoverRule *rule,
                          GazetteDialect            *dialect,
                          const Search              *search);

static void
for_each_rule (GazetteDialects *self,
               const Search    *search,
               RuleFunc         func)
{
  for (guint i = 0; i < gazette_dialects_get_all (self)->len; i++)
    {
      GazetteDialect *dialect = self->dialects->pdata[i];

      for (guint j = 0; j < dialect->discover_rules->len; j++)
        func (dialect->discover_rules->pdata[j], dialect, search);
    }
}

/**
 * gazette_dialects_discover:
 * @self: all dialects
 * @answer: what a server said: a web page, or JSON without articles
 *
 * Finds what may hold articles by what the dialects know of addresses, of links
 * of a page and its headers, of what made the page, and of indexes of APIs. At
 * the end stand places where some sites have articles without saying so. Whether
 * there are any is to be tried. May be called on any thread, but wants more stack
 * than a fiber has.
 *
 * Returns: (transfer full) (element-type GazetteCandidate): maybe none; the best
 *   first
 */
GPtrArray *
gazette_dialects_discover (GazetteDialects     *self,
                           const GazetteAnswer *answer)
{
  g_autoptr(GPtrArray) links = NULL;
  g_autoptr(JsonNode) root = NULL;
  Search search = { .answer = answer };

  g_return_val_if_fail (GAZETTE_IS_DIALECTS (self), NULL);
  g_return_val_if_fail (answer != NULL && answer->body != NULL, NULL);

  links = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_link_free);
  gazette_links_add_header (links, answer);
  root = gazette_payload_parse (answer, NULL);
  if (root == NULL)
    gazette_links_add_page (links, answer, &search.page_title, &search.generators);

  search.candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_candidate_free);
  search.links = links;
  search.root = root;
  for_each_rule (self, &search, apply_rule);
  if (root == NULL)
    for_each_rule (self, &search, guess);
  g_strfreev (search.generators);
  g_free (search.page_title);

  return search.candidates;
}

static void
apply_to_address (const GazetteDiscoverRule *rule,
                  GazetteDialect            *dialect,
                  const Search              *search)
{
  if (needs_only_address (rule))
    apply_rule (rule, dialect, search);
}

/**
 * gazette_dialects_discover_address:
 * @self: all dialects
 * @url: the address of a page
 *
 * Finds what may hold the articles of a well known site, without asking the site.
 *
 * Returns: (transfer full) (element-type GazetteCandidate): maybe none; the best
 *   first
 */
GPtrArray *
gazette_dialects_discover_address (GazetteDialects *self,
                                   const char      *url)
{
  GazetteAnswer answer = { .url = url };
  Search search = { .answer = &answer };

  g_return_val_if_fail (GAZETTE_IS_DIALECTS (self), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  search.candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_candidate_free);
  for_each_rule (self, &search, apply_to_address);

  return search.candidates;
}
