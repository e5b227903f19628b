/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-dialect-data.h"
#include "gazette-dialect-private.h"
#include "gazette-dialects-private.h"
#include "gazette-error.h"
#include "gazette-payload.h"

#define BUILT_IN_PATH "/io/github/gazette_reader/Gazette/dialects/"

/* The dialect that is asked last. */
#define LAST_NAME "feed.json"

G_DEFINE_FINAL_TYPE (GazetteDialects, gazette_dialects, G_TYPE_OBJECT)

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

/* By name, so that the same one is asked first on every system; but what a site
 * offers as JSON says more than the feed that it offers too. */
static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const char *name_a = *(const char *const *) a;
  const char *name_b = *(const char *const *) b;

  if (g_str_equal (name_a, LAST_NAME) != g_str_equal (name_b, LAST_NAME))
    return g_str_equal (name_a, LAST_NAME) ? 1 : -1;

  return strcmp (name_a, name_b);
}

static gboolean
find_index (GPtrArray  *dialects,
            const char *id,
            guint      *index)
{
  for (guint i = 0; i < dialects->len; i++)
    {
      if (g_str_equal (gazette_dialect_get_id (dialects->pdata[i]), id))
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* Behind those that were added, and without those that they replace. Naming the resource
 * here also makes the linker take it along. */
static void
add_built_in (GazetteDialects *self)
{
  GResource *resource = gazette_dialect_data_get_resource ();
  g_auto(GStrv) names = g_resource_enumerate_children (resource, BUILT_IN_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (BUILT_IN_PATH, names[i], NULL);
      g_autoptr(GBytes) file = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GazetteDialect) dialect = gazette_dialect_new_from_bytes (file, &error);
      guint index;

      if (dialect == NULL)
        g_error ("%s: %s", names[i], error->message);
      if (!find_index (self->dialects, gazette_dialect_get_id (dialect), &index))
        g_ptr_array_add (self->dialects, g_steal_pointer (&dialect));
    }
}

/* Returns: (transfer none): all of them. Most starts want none: the built-in ones, which
 * take longer to be read than the headlines, are there once somebody asks. */
GPtrArray *
gazette_dialects_get_all (GazetteDialects *self)
{
  if (g_once_init_enter (&self->is_whole))
    {
      add_built_in (self);
      g_once_init_leave (&self->is_whole, 1);
    }

  return self->dialects;
}

/**
 * gazette_dialects_new:
 *
 * Returns: (transfer full): the built-in dialects
 */
GazetteDialects *
gazette_dialects_new (void)
{
  return g_object_new (GAZETTE_TYPE_DIALECTS, NULL);
}

static void
insert (GazetteDialects *self,
        GazetteDialect  *dialect)
{
  guint index;

  if (find_index (self->dialects, gazette_dialect_get_id (dialect), &index))
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
  GPtrArray *all;

  g_return_val_if_fail (GAZETTE_IS_DIALECTS (others), NULL);
  g_return_val_if_fail (GAZETTE_IS_DIALECT (dialect), NULL);

  self = g_object_new (GAZETTE_TYPE_DIALECTS, NULL);
  all = gazette_dialects_get_all (others);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (self->dialects, g_object_ref (all->pdata[i]));
  self->n_added = others->n_added;
  self->is_whole = 1;
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

  return id != NULL && find_index (gazette_dialects_get_all (self), id, &index) ? self->dialects->pdata[index] : NULL;
}

/**
 * gazette_dialects_lookup_for_url:
 * @self: all dialects
 * @url: an address
 *
 * Returns: (transfer none) (nullable): the dialect whose API alone is on the host
 *   of the address; %NULL when that can only be told from an answer
 */
GazetteDialect *
gazette_dialects_lookup_for_url (GazetteDialects *self,
                                 const char      *url)
{
  g_return_val_if_fail (GAZETTE_IS_DIALECTS (self), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  for (guint i = 0; i < gazette_dialects_get_all (self)->len; i++)
    {
      if (gazette_dialect_is_at (self->dialects->pdata[i], url))
        return self->dialects->pdata[i];
    }

  return NULL;
}

/* What an answer that is an error says, by those of the dialects that know such
 * errors, or by the one of @id only. */
static char *
dup_error (GazetteDialects *self,
           const char      *id,
           JsonNode        *root)
{
  char *text = NULL;

  for (guint i = 0; i < gazette_dialects_get_all (self)->len && text == NULL; i++)
    {
      GazetteDialect *dialect = self->dialects->pdata[i];

      if (id == NULL || g_str_equal (gazette_dialect_get_id (dialect), id))
        text = gazette_dialect_dup_error (dialect, root);
    }

  return text;
}

/**
 * gazette_dialects_dup_explanation:
 * @self: all dialects
 * @answer: what a server said when it refused
 *
 * Looks for the words of an API in the body of an answer that is an error. May
 * be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full) (nullable): plain text, in the language of the API;
 *   %NULL when there are none
 */
char *
gazette_dialects_dup_explanation (GazetteDialects     *self,
                                  const GazetteAnswer *answer)
{
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (GAZETTE_IS_DIALECTS (self), NULL);
  g_return_val_if_fail (answer != NULL && answer->body != NULL, NULL);

  root = gazette_payload_parse (answer, NULL);
  text = root != NULL ? dup_error (self, NULL, root) : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* Returns: whether the answer is an error of an API */
static gboolean
is_error (GazetteDialects  *self,
          const char       *id,
          JsonNode         *root,
          GError          **error)
{
  g_autofree char *text = dup_error (self, id, root);

  if (text == NULL)
    return FALSE;

  if (*text == '\0')
    g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_REFUSED,
                         _("The site says that something is wrong, but not what. Try again later."));
  else
    g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_REFUSED,
                 /* TRANSLATORS: %s is what the site says, in its own language */
                 _("The site does not give its articles. It says: “%s”"), text);

  return TRUE;
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
  if (is_error (self, id, root, error))
    return NULL;

  return gazette_dialect_read_up (dialect, root, answer, error);
}

/**
 * gazette_dialects_read:
 * @self: all dialects
 * @dialect_id: (nullable): the dialect of the answer, %NULL for the first that
 *   recognises it
 * @answer: what a server said
 * @error: return location for a %GAZETTE_ERROR_NOT_READABLE, %GAZETTE_ERROR_NO_ARTICLES,
 *   %GAZETTE_ERROR_TOO_LARGE, or %GAZETTE_ERROR_REFUSED for an error of an API
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
  if (is_error (self, NULL, root, error))
    return NULL;

  for (guint i = 0; i < gazette_dialects_get_all (self)->len; i++)
    {
      GazetteDialect *dialect = self->dialects->pdata[i];
      GazetteEdition *edition;

      if (!gazette_dialect_recognises (dialect, root))
        continue;
      edition = gazette_dialect_read_up (dialect, root, answer, NULL);
      if (edition != NULL)
        return edition;
    }

  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NO_ARTICLES,
                       _("The site answered, but with no articles that can be read. "
                         "Try another address of the same site."));

  return NULL;
}

/**
 * gazette_dialects_infer:
 * @self: all dialects
 * @answer: what a server said
 * @error: return location for a %GAZETTE_ERROR_NOT_READABLE, %GAZETTE_ERROR_TOO_LARGE,
 *   or a %GAZETTE_ERROR_NO_ARTICLES that says what is missing
 *
 * Makes a mapping for an answer in no known dialect, to be looked at and kept
 * when a source is added; see gazette_infer(). Its id is one that none of the
 * dialects has. gazette_dialects_read() never does this: what is read tomorrow
 * is read as today.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): the mapping, with how sure it is
 */
GazetteInference *
gazette_dialects_infer (GazetteDialects      *self,
                        const GazetteAnswer  *answer,
                        GError              **error)
{
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (GAZETTE_IS_DIALECTS (self), NULL);
  g_return_val_if_fail (answer != NULL && answer->body != NULL, NULL);

  root = gazette_payload_parse (answer, error);
  if (root == NULL)
    return NULL;

  stem = gazette_infer_dup_id (answer);
  id = g_strdup (stem);
  for (guint i = 2; gazette_dialects_lookup (self, id) != NULL; i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", stem, i);
    }

  return gazette_infer (root, answer, id, error);
}
