/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From an answer in no known dialect to a dialect file for it. docs/inference.md
 * says how.
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-dialect-private.h"
#include "gazette-error.h"
#include "gazette-infer-private.h"
#include "gazette-url.h"

/* Below that it would be a guess. */
#define MIN_SCORE 0.3

/* A list with this score is one without doubt. */
#define FULL_SCORE 0.8

G_DEFINE_BOXED_TYPE (GazetteInference, gazette_inference, gazette_inference_ref, gazette_inference_unref)

/**
 * gazette_inference_ref:
 * @self: an inference
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteInference *
gazette_inference_ref (GazetteInference *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_inference (gpointer data)
{
  GazetteInference *self = data;

  g_clear_pointer (&self->mapping, json_node_unref);
  g_clear_pointer (&self->fields, g_array_unref);
  g_free (self->path);
}

/**
 * gazette_inference_unref:
 * @self: (transfer full): an inference
 *
 * Drops a reference, on any thread.
 */
void
gazette_inference_unref (GazetteInference *self)
{
  g_atomic_rc_box_release_full (self, clear_inference);
}

/**
 * gazette_inference_get_id:
 * @self: an inference
 *
 * Returns: (transfer none): the id that its mapping has
 */
const char *
gazette_inference_get_id (GazetteInference *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return json_object_get_string_member (json_node_get_object (self->mapping), "id");
}

/**
 * gazette_inference_get_confidence:
 * @self: an inference
 * @field: a field of an article, as a dialect file calls it, such as "title"
 *
 * Returns: how sure it is where the field is, from 0 to 1; 0 when it was not found
 */
double
gazette_inference_get_confidence (GazetteInference *self,
                                  const char       *field)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (field != NULL, 0);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const GazetteInferredField *one = &g_array_index (self->fields, GazetteInferredField, i);

      if (g_str_equal (one->name, field))
        return one->confidence;
    }

  return 0;
}

/* Reads the answer by the mapping, as it will be read from now on. */
static gboolean
try_mapping (GazetteInference    *self,
             JsonNode            *root,
             const GazetteAnswer *answer)
{
  g_autoptr (GazetteDialect) dialect = NULL;
  g_autoptr (GazetteEdition) edition = NULL;
  g_autoptr (GError) error = NULL;

  dialect = gazette_dialect_new_from_mapping (self->mapping, &error);
  if (dialect == NULL)
    {
      g_warning ("An inferred mapping is no dialect: %s", error->message);
      return FALSE;
    }
  edition = gazette_dialect_read (dialect, root, answer, NULL);
  self->n_articles = edition != NULL ? edition->articles->len : 0;

  return self->n_articles > 0;
}

/**
 * gazette_infer_dup_id:
 * @answer: what a server said
 *
 * Returns: (transfer full): an id for its dialect, after the host that answered
 */
char *
gazette_infer_dup_id (const GazetteAnswer *answer)
{
  g_autofree char *host = NULL;
  g_autoptr(GString) id = g_string_new (NULL);

  g_return_val_if_fail (answer != NULL, NULL);

  host = answer->url != NULL ? gazette_url_dup_host (answer->url) : NULL;
  for (const char *p = host; p != NULL && *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (id, g_ascii_tolower (*p));
      else if (id->len > 0 && id->str[id->len - 1] != '-')
        g_string_append_c (id, '-');
    }
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);

  return g_strdup (id->len > 0 ? id->str : "inferred");
}

/**
 * gazette_infer:
 * @root: an answer, immutable
 * @answer: what the server said; its address and headers are looked at, not its body
 * @id: the id that the mapping gets, see gazette_infer_dup_id()
 * @error: return location for a %GAZETTE_ERROR_NO_ARTICLES that says what is missing
 *
 * Finds the articles in an answer that no dialect describes: which list they are,
 * and where the fields of each one are, by structure, values and names. Of a long
 * list a sample is looked at.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): the mapping, with how sure it is
 */
GazetteInference *
gazette_infer (JsonNode             *root,
               const GazetteAnswer  *answer,
               const char           *id,
               GError              **error)
{
  g_autoptr (GazetteInference) self = NULL;
  g_autoptr (GPtrArray) lists = NULL;
  GazetteProposal best;

  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (answer != NULL, NULL);

  lists = gazette_infer_find_lists (root);
  if (!gazette_infer_choose (lists, &best) || best.score < MIN_SCORE)
    {
      gazette_infer_refuse (root, &best, error);
      return NULL;
    }

  self = g_atomic_rc_box_new0 (GazetteInference);
  self->fields = g_array_new (FALSE, FALSE, sizeof (GazetteInferredField));
  self->confidence = MIN (best.score / FULL_SCORE, 1);
  gazette_infer_write_mapping (self, &best, lists, answer, id);
  if (!try_mapping (self, root, answer))
    {
      gazette_infer_refuse (root, &best, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}
