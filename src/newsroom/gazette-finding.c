/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-finding-private.h"
#include "gazette-url.h"

G_DEFINE_BOXED_TYPE (GazetteFinding, gazette_finding, gazette_finding_ref, gazette_finding_unref)

/**
 * gazette_finding_ref:
 * @self: a finding
 *
 * Returns: (transfer full): @self
 */
GazetteFinding *
gazette_finding_ref (GazetteFinding *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_found (gpointer data)
{
  GazetteFound *self = data;
  GazetteFinding *finding = &self->finding;

  g_clear_pointer (&finding->source, gazette_source_unref);
  g_clear_pointer (&finding->edition, gazette_edition_unref);
  g_free (finding->dialect_name);
  g_free (finding->key_hint);
  g_free (finding->key_url);
  g_free (finding->terms);
  g_clear_error (&finding->error);
  g_clear_pointer (&finding->fields, g_ptr_array_unref);
  g_clear_pointer (&finding->places, g_ptr_array_unref);
  g_clear_pointer (&finding->lists, g_ptr_array_unref);
  g_clear_object (&self->dialect);
  g_clear_pointer (&self->response, gazette_response_unref);
  g_free (self->dialect_hint);
  g_free (self->base_url);
  g_free (self->key);
}

/**
 * gazette_finding_unref:
 * @self: (transfer full): a finding
 */
void
gazette_finding_unref (GazetteFinding *self)
{
  g_atomic_rc_box_release_full (self, clear_found);
}

/**
 * gazette_finding_dup_name:
 * @self: a finding
 *
 * Returns: (transfer full): what to call it: what it calls itself, or else its
 *   host, after what was searched for
 */
char *
gazette_finding_dup_name (GazetteFinding *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->edition != NULL && self->edition->title != NULL && *self->edition->title != '\0')
    name = g_strdup (self->edition->title);
  else if (!g_str_equal (self->source->title, self->source->url))
    name = g_strdup (self->source->title);
  else
    name = gazette_url_dup_host (self->source->url);
  if (name == NULL)
    name = g_strdup (self->source->url);

  if (self->terms == NULL)
    return g_steal_pointer (&name);

  /* TRANSLATORS: the name of a source that brings what is about something: first
   * what it is about, then who publishes it, as in “climate – The Guardian” */
  return g_strdup_printf (C_("source", "%s – %s"), self->terms, name);
}

/*
 * gazette_found_new:
 * @url: where it is
 *
 * Returns: (transfer full): a finding to be filled in
 */
GazetteFound *
gazette_found_new (const char *url)
{
  GazetteFound *self = g_atomic_rc_box_new0 (GazetteFound);

  self->finding.source = gazette_source_new (url);
  self->base_url = g_strdup (url);

  return self;
}

/*
 * gazette_found_copy:
 * @self: a finding
 *
 * Returns: (transfer full): the same without what was read from its answer
 */
GazetteFound *
gazette_found_copy (GazetteFound *self)
{
  GazetteFound *copy = g_atomic_rc_box_new0 (GazetteFound);

  copy->finding.source = gazette_source_copy (self->finding.source);
  copy->finding.terms = g_strdup (self->finding.terms);
  gazette_found_set_dialect (copy, self->dialect, self->is_own_dialect);
  copy->finding.is_inferred = self->finding.is_inferred;
  copy->finding.can_edit = self->finding.can_edit;
  copy->base_url = g_strdup (self->base_url);
  copy->key = g_strdup (self->key);
  copy->response = self->response != NULL ? gazette_response_ref (self->response) : NULL;

  return copy;
}

/*
 * gazette_found_set_dialect:
 * @self: a finding that is being filled in
 * @dialect: (nullable): who reads it
 * @is_own: whether nobody but this finding knows the dialect
 *
 * Takes over what the dialect says of itself.
 */
void
gazette_found_set_dialect (GazetteFound   *self,
                           GazetteDialect *dialect,
                           gboolean        is_own)
{
  if (dialect == NULL)
    return;

  g_set_object (&self->dialect, dialect);
  self->is_own_dialect = is_own;
  g_set_str (&self->finding.source->dialect, gazette_dialect_get_id (dialect));
  g_set_str (&self->finding.dialect_name, gazette_dialect_get_name (dialect));
  g_set_str (&self->finding.key_hint, gazette_dialect_get_key_hint (dialect));
  g_set_str (&self->finding.key_url, gazette_dialect_get_key_url (dialect));
  self->finding.can_search = gazette_dialect_can_search (dialect);
  self->finding.needs_key = gazette_dialect_needs_key (dialect, self->finding.source->url);
}

/*
 * gazette_place_new:
 * @path: where
 * @value: what is there
 *
 * Returns: (transfer full): a place
 */
GazettePlace *
gazette_place_new (const char *path,
                   const char *value)
{
  GazettePlace *place = g_new0 (GazettePlace, 1);

  place->path = g_strdup (path);
  place->value = g_strdup (value);

  return place;
}

/*
 * gazette_place_free:
 * @place: (transfer full) (type GazettePlace): a place
 */
void
gazette_place_free (gpointer place)
{
  GazettePlace *self = place;

  g_free (self->path);
  g_free (self->value);
  g_free (self);
}

/*
 * gazette_field_new:
 * @name: of the field
 * @path: where it is
 *
 * Returns: (transfer full): a field without a value
 */
GazetteField *
gazette_field_new (const char *name,
                   const char *path)
{
  GazetteField *field = g_new0 (GazetteField, 1);

  field->name = g_strdup (name);
  field->path = g_strdup (path);

  return field;
}

/*
 * gazette_field_free:
 * @field: (transfer full) (type GazetteField): a field
 */
void
gazette_field_free (gpointer field)
{
  GazetteField *self = field;

  g_free (self->name);
  g_free (self->path);
  g_free (self->value);
  g_free (self->error);
  g_free (self);
}
