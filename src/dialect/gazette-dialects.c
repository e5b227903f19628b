/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-dialect-data.h"
#include "gazette-dialect-private.h"
#include "gazette-dialects.h"
#include "gazette-error.h"
#include "gazette-link.h"
#include "gazette-payload.h"
#include "gazette-text.h"
#include "gazette-url.h"
#include "gazette-value.h"

#define BUILT_IN_PATH "/io/github/gazette_reader/Gazette/dialects/"

/* No page offers more that are worth a try. */
#define MAX_CANDIDATES 20

struct _GazetteDialects
{
  GObject parent_instance;

  /* Those that were added come first, so that they are asked first. */
  GPtrArray *dialects;
  guint      n_added;
};

G_DEFINE_FINAL_TYPE (GazetteDialects, gazette_dialects, G_TYPE_OBJECT)

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
  g_free (self);
}

static void
gazette_dialects_finalize (GObject *object)
{
  GazetteDialects *self = GAZETTE_DIALECTS (object);

  g_ptr_array_unref (self->dialects);

  G_OBJECT_CLASS (gazette_dialects_parent_class)->finalize (object);
}

static void
gazette_dialects_class_init (GazetteDialectsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gazette_dialects_finalize;
}

static void
gazette_dialects_init (GazetteDialects *self)
{
  self->dialects = g_ptr_array_new_with_free_func (g_object_unref);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Naming the resource here also makes the linker take it along. */
static void
add_built_in (GazetteDialects *self)
{
  GResource *resource = gazette_dialect_data_get_resource ();
  g_auto(GStrv) names = g_resource_enumerate_children (resource, BUILT_IN_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  /* The same one is asked first on every system. */
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (BUILT_IN_PATH, names[i], NULL);
      g_autoptr(GBytes) file = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autoptr(GError) error = NULL;
      GazetteDialect *dialect = gazette_dialect_new_from_bytes (file, &error);

      if (dialect == NULL)
        g_error ("%s: %s", names[i], error->message);
      g_ptr_array_add (self->dialects, dialect);
    }
}

/**
 * gazette_dialects_new:
 *
 * Returns: (transfer full): the built-in dialects
 */
GazetteDialects *
gazette_dialects_new (void)
{
  GazetteDialects *self = g_object_new (GAZETTE_TYPE_DIALECTS, NULL);

  add_built_in (self);

  return self;
}

static gboolean
find_index (GazetteDialects *self,
            const char      *id,
            guint           *index)
{
  for (guint i = 0; i < self->dialects->len; i++)
    {
      if (g_str_equal (gazette_dialect_get_id (self->dialects->pdata[i]), id))
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
insert (GazetteDialects *self,
        GazetteDialect  *dialect)
{
  guint index;

  if (find_index (self, gazette_dialect_get_id (dialect), &index))
    {
      g_ptr_array_remove_index (self->dialects, index);
      self->n_added -= index < self->n_added;
    }
  g_ptr_array_insert (self->dialects, (int) self->n_added++, g_object_ref (dialect));
}

/**
 * gazette_dialects_new_with:
 * @others: dialects, shared or not
 * @dialect: one more, or one to replace that of the same id
 *
 * Returns: (transfer full): all of them; @others stay as they are
 */
GazetteDialects *
gazette_dialects_new_with (GazetteDialects *others,
                           GazetteDialect  *dialect)
{
  GazetteDialects *self;

  g_return_val_if_fail (GAZETTE_IS_DIALECTS (others), NULL);
  g_return_val_if_fail (GAZETTE_IS_DIALECT (dialect), NULL);

  self = g_object_new (GAZETTE_TYPE_DIALECTS, NULL);
  for (guint i = 0; i < others->dialects->len; i++)
    g_ptr_array_add (self->dialects, g_object_ref (others->dialects->pdata[i]));
  self->n_added = others->n_added;
  insert (self, dialect);

  return self;
}

/**
 * gazette_dialects_add:
 * @self: all dialects, not yet shared between threads
 * @file: a dialect file
 * @error: return location for a %GAZETTE_ERROR_FAILED
 *
 * Adds a dialect, or replaces the one of the same id. It is asked before the
 * built-in ones whether it recognises an answer.
 *
 * Returns: whether the file is a dialect
 */
gboolean
gazette_dialects_add (GazetteDialects  *self,
                      GBytes           *file,
                      GError          **error)
{
  g_autoptr(GazetteDialect) dialect = NULL;

  g_return_val_if_fail (GAZETTE_IS_DIALECTS (self), FALSE);
  g_return_val_if_fail (file != NULL, FALSE);

  dialect = gazette_dialect_new_from_bytes (file, error);
  if (dialect == NULL)
    return FALSE;

  insert (self, dialect);

  return TRUE;
}

/**
 * gazette_dialects_lookup:
 * @self: all dialects
 * @id: (nullable): the id of one
 *
 * Returns: (transfer none) (nullable): the dialect of this id
 */
GazetteDialect *
gazette_dialects_lookup (GazetteDialects *self,
                         const char      *id)
{
  guint index;

  g_return_val_if_fail (GAZETTE_IS_DIALECTS (self), NULL);

  return id != NULL && find_index (self, id, &index) ? self->dialects->pdata[index] : NULL;
}

static GazetteEdition *
read_as (GazetteDialects      *self,
         const char           *id,
         JsonNode             *root,
         const GazetteAnswer  *answer,
         GError              **error)
{
  GazetteDialect *dialect = gazette_dialects_lookup (self, id);

  if (dialect == NULL)
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES,
                   /* TRANSLATORS: %s is the short name of a dialect, such as “wordpress” */
                   _("There is no dialect “%s”. Put its file back, or add the source once more."), id);
      return NULL;
    }

  return gazette_dialect_read (dialect, root, answer, error);
}

/**
 * gazette_dialects_read:
 * @self: all dialects
 * @dialect_id: (nullable): the dialect of the answer, %NULL for the first that
 *   recognises it
 * @answer: what a server said
 * @error: return location for a %GAZETTE_ERROR_NOT_JSON, %GAZETTE_ERROR_NO_ARTICLES
 *   or %GAZETTE_ERROR_TOO_LARGE
 *
 * Reads the articles in an answer. May be called on any thread, but wants more
 * stack than a fiber has.
 *
 * Returns: (transfer full): the articles and what is known of their source
 */
GazetteEdition *
gazette_dialects_read (GazetteDialects      *self,
                       const char           *dialect_id,
                       const GazetteAnswer  *answer,
                       GError              **error)
{
  g_autoptr(JsonNode) root = NULL;

  g_return_val_if_fail (GAZETTE_IS_DIALECTS (self), NULL);
  g_return_val_if_fail (answer != NULL && answer->body != NULL, NULL);

  root = gazette_payload_parse (answer, error);
  if (root == NULL)
    return NULL;
  if (dialect_id != NULL)
    return read_as (self, dialect_id, root, answer, error);

  for (guint i = 0; i < self->dialects->len; i++)
    {
      GazetteDialect *dialect = self->dialects->pdata[i];
      GazetteEdition *edition;

      if (!gazette_dialect_recognises (dialect, root))
        continue;
      edition = gazette_dialect_read (dialect, root, answer, NULL);
      if (edition != NULL)
        return edition;
    }

  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES,
                       _("The site answered, but with no articles that can be read. "
                         "Try another address of the same site."));

  return NULL;
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
add_candidate (GPtrArray  *candidates,
               const char *url,
               const char *title)
{
  GazetteCandidate *candidate;

  if (candidates->len >= MAX_CANDIDATES || has_candidate (candidates, url))
    return;

  candidate = g_new0 (GazetteCandidate, 1);
  candidate->url = g_strdup (url);
  candidate->title = title != NULL && *title != '\0' ? g_strdup (title) : NULL;
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

static void
follow_links (const GazetteDiscoverRule *rule,
              GPtrArray                 *links,
              const char                *page_title,
              GPtrArray                 *candidates)
{
  for (guint i = 0; i < links->len; i++)
    {
      const GazetteLink *link = links->pdata[i];
      g_autofree char *url = NULL;

      if (!gazette_link_has_rel (link, rule->rel) || is_excepted (rule, link->url) ||
          (rule->type != NULL && !gazette_link_has_type (link, rule->type)))
        continue;

      url = rule->append != NULL ? append (link->url, rule->append) : g_strdup (link->url);
      add_candidate (candidates, url, link->title != NULL && *link->title != '\0' ? link->title : page_title);
    }
}

static void
follow_path (const GazetteDiscoverRule *rule,
             JsonNode                  *root,
             const GazetteAnswer       *answer,
             GPtrArray                 *candidates)
{
  JsonNode *node = gazette_path_find (rule->path, root);
  g_autofree char *url = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return;

  url = gazette_url_resolve (answer->url, json_node_get_string (node));
  if (url != NULL && !is_excepted (rule, url))
    {
      g_autofree char *whole = rule->append != NULL ? append (url, rule->append) : g_strdup (url);
      JsonNode *title_node = rule->title != NULL ? gazette_path_find (rule->title, root) : NULL;
      g_autofree char *string = title_node != NULL ? gazette_value_dup_string (title_node) : NULL;
      g_autofree char *title = string != NULL ? gazette_text_decode_plain (string) : NULL;

      add_candidate (candidates, whole, title);
    }
}

/**
 * gazette_dialects_discover:
 * @self: all dialects
 * @answer: what a server said: a web page, or JSON without articles
 *
 * Finds what the links of a page and its headers, or an index of an API, point
 * at and may hold articles, by what the dialects know. Whether it does is to be
 * tried. May be called on any thread, but wants more stack than a fiber has.
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
  g_autofree char *page_title = NULL;
  GPtrArray *candidates;

  g_return_val_if_fail (GAZETTE_IS_DIALECTS (self), NULL);
  g_return_val_if_fail (answer != NULL && answer->body != NULL, NULL);

  candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_candidate_free);
  links = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_link_free);
  gazette_links_add_header (links, answer);
  root = gazette_payload_parse (answer, NULL);
  if (root == NULL)
    gazette_links_add_page (links, answer, &page_title);

  for (guint i = 0; i < self->dialects->len; i++)
    {
      GazetteDialect *dialect = self->dialects->pdata[i];

      for (guint j = 0; j < dialect->discover_rules->len; j++)
        {
          const GazetteDiscoverRule *rule = dialect->discover_rules->pdata[j];

          if (rule->rel != NULL)
            follow_links (rule, links, page_title, candidates);
          else if (root != NULL)
            follow_path (rule, root, answer, candidates);
        }
    }

  return candidates;
}
