/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-choice.h"

#define SOURCE_PREFIX "source:"
#define SEARCH_PREFIX "search:"

struct _GazetteChoice
{
  GObject          parent_instance;

  GazetteViewKind  kind;
  GazetteSource   *source;
  GazetteSearch   *search;
  guint            count;
};

G_DEFINE_FINAL_TYPE (GazetteChoice, gazette_choice, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_COUNT,
  PROP_TROUBLE,
  PROP_MUTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gazette_choice_finalize (GObject *object)
{
  GazetteChoice *self = GAZETTE_CHOICE (object);

  g_clear_pointer (&self->source, gazette_source_unref);
  g_clear_pointer (&self->search, gazette_search_unref);

  G_OBJECT_CLASS (gazette_choice_parent_class)->finalize (object);
}

static void
gazette_choice_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GazetteChoice *self = GAZETTE_CHOICE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gazette_choice_get_title (self));
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, gazette_choice_get_trouble (self));
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, gazette_choice_get_muted (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_choice_class_init (GazetteChoiceClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gazette_choice_finalize;
  object_class->get_property = gazette_choice_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  properties[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gazette_choice_init (GazetteChoice *self)
{
}

/**
 * gazette_choice_new:
 * @kind: a view that is not of one source
 *
 * Returns: (transfer full): the choice of that view
 */
GazetteChoice *
gazette_choice_new (GazetteViewKind kind)
{
  GazetteChoice *self;

  g_return_val_if_fail (kind != GAZETTE_VIEW_SOURCE, NULL);

  self = g_object_new (GAZETTE_TYPE_CHOICE, NULL);
  self->kind = kind;

  return self;
}

/**
 * gazette_choice_new_source:
 * @source: a source
 *
 * Returns: (transfer full): the choice of its articles
 */
GazetteChoice *
gazette_choice_new_source (GazetteSource *source)
{
  GazetteChoice *self;

  g_return_val_if_fail (source != NULL, NULL);

  self = g_object_new (GAZETTE_TYPE_CHOICE, NULL);
  self->kind = GAZETTE_VIEW_SOURCE;
  self->source = gazette_source_ref (source);
  self->count = source->muted ? 0 : source->n_unread;

  return self;
}

/**
 * gazette_choice_new_search:
 * @search: a saved search
 *
 * Returns: (transfer full): the choice of what it finds
 */
GazetteChoice *
gazette_choice_new_search (GazetteSearch *search)
{
  GazetteChoice *self;

  g_return_val_if_fail (search != NULL, NULL);

  self = g_object_new (GAZETTE_TYPE_CHOICE, NULL);
  self->kind = GAZETTE_VIEW_SEARCH;
  self->search = gazette_search_ref (search);
  self->count = search->n_unread;

  return self;
}

/**
 * gazette_choice_get_kind:
 * @self: a choice
 *
 * Returns: the view that it is
 */
GazetteViewKind
gazette_choice_get_kind (GazetteChoice *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICE (self), GAZETTE_VIEW_ALL);

  return self->kind;
}

/**
 * gazette_choice_get_source_id:
 * @self: a choice
 *
 * Returns: its source or saved search, 0 if it is not of one
 */
gint64
gazette_choice_get_source_id (GazetteChoice *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICE (self), 0);

  if (self->search != NULL)
    return self->search->id;

  return self->source != NULL ? self->source->id : 0;
}

/**
 * gazette_choice_get_source:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): its source, %NULL if it is not of one
 */
GazetteSource *
gazette_choice_get_source (GazetteChoice *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICE (self), NULL);

  return self->source;
}

/**
 * gazette_choice_set_source:
 * @self: the choice of a source
 * @source: the same source, as it is now
 */
void
gazette_choice_set_source (GazetteChoice *self,
                           GazetteSource *source)
{
  g_autoptr(GazetteSource) old = NULL;

  g_return_if_fail (GAZETTE_IS_CHOICE (self));
  g_return_if_fail (self->source != NULL);
  g_return_if_fail (source != NULL && source->id == self->source->id);

  old = self->source;
  self->source = gazette_source_ref (source);
  if (g_strcmp0 (old->title, source->title) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  if (g_strcmp0 (old->error, source->error) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
  if (old->muted != source->muted)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MUTED]);
  gazette_choice_set_count (self, source->muted ? 0 : source->n_unread);
}

/**
 * gazette_choice_set_search:
 * @self: the choice of a saved search
 * @search: the same search, as it is now
 */
void
gazette_choice_set_search (GazetteChoice *self,
                           GazetteSearch *search)
{
  g_autoptr(GazetteSearch) old = NULL;

  g_return_if_fail (GAZETTE_IS_CHOICE (self));
  g_return_if_fail (self->search != NULL);
  g_return_if_fail (search != NULL && search->id == self->search->id);

  old = self->search;
  self->search = gazette_search_ref (search);
  if (g_strcmp0 (old->name, search->name) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * gazette_choice_get_query:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): what its search looks for, %NULL if it is
 *   not a search
 */
const char *
gazette_choice_get_query (GazetteChoice *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICE (self), NULL);

  return self->search != NULL ? self->search->query : NULL;
}

/**
 * gazette_choice_get_title:
 * @self: a choice
 *
 * Returns: (transfer none): what it is called
 */
const char *
gazette_choice_get_title (GazetteChoice *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICE (self), NULL);

  switch (self->kind)
    {
    case GAZETTE_VIEW_UNREAD:
      /* TRANSLATORS: the unread articles of all sources */
      return C_("view", "Unread");
    case GAZETTE_VIEW_SAVED:
      /* TRANSLATORS: the articles that are saved for reading offline */
      return C_("view", "Saved");
    case GAZETTE_VIEW_TODAY:
      /* TRANSLATORS: the articles of today, of all sources */
      return C_("view", "Today");
    case GAZETTE_VIEW_HIGHLIGHTS:
      /* TRANSLATORS: the passages that a person has highlighted */
      return C_("view", "Highlights");
    case GAZETTE_VIEW_MUTED:
      /* TRANSLATORS: the articles of the sources that are muted */
      return C_("view", "Muted");
    case GAZETTE_VIEW_SOURCE:
      return self->source->title;
    case GAZETTE_VIEW_SEARCH:
      return self->search->name;
    case GAZETTE_VIEW_ALL:
    default:
      return C_("view", "All Articles");
    }
}

/**
 * gazette_choice_get_trouble:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): why its source could not be asked
 */
const char *
gazette_choice_get_trouble (GazetteChoice *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICE (self), NULL);

  return self->source != NULL ? self->source->error : NULL;
}

/**
 * gazette_choice_get_muted:
 * @self: a choice
 *
 * Returns: whether it is a source that is muted
 */
gboolean
gazette_choice_get_muted (GazetteChoice *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICE (self), FALSE);

  return self->source != NULL && self->source->muted;
}

/**
 * gazette_choice_get_count:
 * @self: a choice
 *
 * Returns: how many articles it has: the unread ones of a source or a search
 */
guint
gazette_choice_get_count (GazetteChoice *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICE (self), 0);

  return self->count;
}

/**
 * gazette_choice_set_count:
 * @self: a choice
 * @count: how many articles it has
 */
void
gazette_choice_set_count (GazetteChoice *self,
                          guint          count)
{
  g_return_if_fail (GAZETTE_IS_CHOICE (self));

  if (self->count == count)
    return;

  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

/**
 * gazette_choice_dup_count:
 * @self: a choice
 *
 * Returns: (transfer full): its count in words
 */
char *
gazette_choice_dup_count (GazetteChoice *self)
{
  gboolean is_unread;

  g_return_val_if_fail (GAZETTE_IS_CHOICE (self), NULL);

  if (gazette_choice_get_muted (self))
    return g_strdup (C_("source", "Muted"));

  is_unread = self->kind == GAZETTE_VIEW_SOURCE || self->kind == GAZETTE_VIEW_SEARCH;
  if (is_unread && self->count == 0)
    return g_strdup (_("All read"));

  if (self->kind == GAZETTE_VIEW_SEARCH && self->count >= GAZETTE_SEARCH_MAX_COUNT)
    /* TRANSLATORS: %u is 999: the search finds so many unread articles, and more */
    return g_strdup_printf (_("more than %'u unread"), self->count - 1);

  if (is_unread)
    return g_strdup_printf (ngettext ("%'u unread", "%'u unread", self->count), self->count);

  if (self->kind == GAZETTE_VIEW_HIGHLIGHTS)
    return g_strdup_printf (ngettext ("%'u highlight", "%'u highlights", self->count), self->count);

  return g_strdup_printf (ngettext ("%'u article", "%'u articles", self->count), self->count);
}

/**
 * gazette_choice_dup_view:
 * @self: a choice
 *
 * Returns: (transfer full): its view, see gazette_view_to_string()
 */
char *
gazette_choice_dup_view (GazetteChoice *self)
{
  g_return_val_if_fail (GAZETTE_IS_CHOICE (self), NULL);

  return gazette_view_to_string (self->kind, gazette_choice_get_source_id (self));
}

/**
 * gazette_view_to_string:
 * @kind: a view
 * @source_id: its source or saved search, if it is of one
 *
 * Returns: (transfer full): how settings and actions write that view
 */
char *
gazette_view_to_string (GazetteViewKind kind,
                        gint64          source_id)
{
  switch (kind)
    {
    case GAZETTE_VIEW_UNREAD:
      return g_strdup ("unread");
    case GAZETTE_VIEW_SAVED:
      return g_strdup ("saved");
    case GAZETTE_VIEW_TODAY:
      return g_strdup ("today");
    case GAZETTE_VIEW_HIGHLIGHTS:
      return g_strdup ("highlights");
    case GAZETTE_VIEW_MUTED:
      return g_strdup ("muted");
    case GAZETTE_VIEW_SOURCE:
      return g_strdup_printf (SOURCE_PREFIX "%" G_GINT64_FORMAT, source_id);
    case GAZETTE_VIEW_SEARCH:
      return g_strdup_printf (SEARCH_PREFIX "%" G_GINT64_FORMAT, source_id);
    case GAZETTE_VIEW_ALL:
    default:
      return g_strdup ("all");
    }
}

/**
 * gazette_view_from_string:
 * @string: what gazette_view_to_string() made
 * @kind: (out): the view
 * @source_id: (out): its source or saved search, 0 if it is not of one
 *
 * Returns: %FALSE when @string is something else
 */
gboolean
gazette_view_from_string (const char      *string,
                          GazetteViewKind *kind,
                          gint64          *source_id)
{
  g_return_val_if_fail (string != NULL, FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);
  g_return_val_if_fail (source_id != NULL, FALSE);

  *source_id = 0;

  if (g_str_equal (string, "all"))
    *kind = GAZETTE_VIEW_ALL;
  else if (g_str_equal (string, "unread"))
    *kind = GAZETTE_VIEW_UNREAD;
  else if (g_str_equal (string, "saved"))
    *kind = GAZETTE_VIEW_SAVED;
  else if (g_str_equal (string, "today"))
    *kind = GAZETTE_VIEW_TODAY;
  else if (g_str_equal (string, "highlights"))
    *kind = GAZETTE_VIEW_HIGHLIGHTS;
  else if (g_str_equal (string, "muted"))
    *kind = GAZETTE_VIEW_MUTED;
  else if (g_str_has_prefix (string, SOURCE_PREFIX) &&
           g_ascii_string_to_signed (string + strlen (SOURCE_PREFIX), 10, 1, G_MAXINT64, source_id, NULL))
    *kind = GAZETTE_VIEW_SOURCE;
  else if (g_str_has_prefix (string, SEARCH_PREFIX) &&
           g_ascii_string_to_signed (string + strlen (SEARCH_PREFIX), 10, 1, G_MAXINT64, source_id, NULL))
    *kind = GAZETTE_VIEW_SEARCH;
  else
    return FALSE;

  return TRUE;
}
