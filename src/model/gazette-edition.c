/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-edition.h"

G_DEFINE_BOXED_TYPE (GazetteEdition, gazette_edition, gazette_edition_ref, gazette_edition_unref)

/**
 * gazette_edition_new:
 * @dialect: id of the dialect that read it
 *
 * Creates an edition without articles, for the caller to fill in.
 *
 * Returns: (transfer full): the edition
 */
GazetteEdition *
gazette_edition_new (const char *dialect)
{
  GazetteEdition *self;

  g_return_val_if_fail (dialect != NULL, NULL);

  self = g_atomic_rc_box_new0 (GazetteEdition);
  self->dialect = g_strdup (dialect);
  self->articles = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_article_unref);

  return self;
}

/**
 * gazette_edition_ref:
 * @self: an edition
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteEdition *
gazette_edition_ref (GazetteEdition *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_edition (gpointer data)
{
  GazetteEdition *self = data;

  g_free (self->dialect);
  g_free (self->title);
  g_free (self->home_url);
  g_free (self->icon);
  g_free (self->language);
  g_free (self->next_url);
  g_ptr_array_unref (self->articles);
}

/**
 * gazette_edition_unref:
 * @self: (transfer full): an edition
 *
 * Drops a reference, on any thread.
 */
void
gazette_edition_unref (GazetteEdition *self)
{
  g_atomic_rc_box_release_full (self, clear_edition);
}
