/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-library-private.h"

struct _GazetteHeadline
{
  GObject            parent_instance;

  gint64             id;
  gint64             source_id;
  char              *title;
  char              *summary;
  char              *source_title;
  char              *image;
  char *excerpt;
  gint64             published;
  GazetteSavedState  saved;
  gboolean           copied;
  guint              n_writes;
  guint              read : 1;
  guint              loaded : 1;

  /* Every headline of the library, this one among them. */
  GHashTable        *headlines;
};

G_DEFINE_FINAL_TYPE (GazetteHeadline, gazette_headline, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_SOURCE_ID,
  PROP_TITLE,
  PROP_SUMMARY,
  PROP_SOURCE_TITLE,
  PROP_IMAGE,
  PROP_EXCERPT,
  PROP_PUBLISHED,
  PROP_READ,
  PROP_SAVED,
  PROP_LOADED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gazette_headline_finalize (GObject *object)
{
  GazetteHeadline *self = GAZETTE_HEADLINE (object);

  g_hash_table_remove (self->headlines, &self->id);
  g_clear_pointer (&self->headlines, g_hash_table_unref);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->source_title);
  g_free (self->image);
  g_free (self->excerpt);

  G_OBJECT_CLASS (gazette_headline_parent_class)->finalize (object);
}

static void
gazette_headline_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GazetteHeadline *self = GAZETTE_HEADLINE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;

    case PROP_SOURCE_ID:
      g_value_set_int64 (value, self->source_id);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;

    case PROP_SOURCE_TITLE:
      g_value_set_string (value, self->source_title);
      break;

    case PROP_IMAGE:
      g_value_set_string (value, self->image);
      break;

    case PROP_EXCERPT:
      g_value_set_string (value, self->excerpt);
      break;

    case PROP_PUBLISHED:
      g_value_set_int64 (value, self->published);
      break;

    case PROP_READ:
      g_value_set_boolean (value, self->read);
      break;

    case PROP_SAVED:
      g_value_set_int (value, self->saved);
      break;

    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_headline_class_init (GazetteHeadlineClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gazette_headline_finalize;
  object_class->get_property = gazette_headline_get_property;

  properties[PROP_ID] =
    g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_SOURCE_ID] =
    g_param_spec_int64 ("source-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_SUMMARY] =
    g_param_spec_string ("summary", NULL, NULL, "", flags);
  properties[PROP_SOURCE_TITLE] =
    g_param_spec_string ("source-title", NULL, NULL, "", flags);
  properties[PROP_IMAGE] =
    g_param_spec_string ("image", NULL, NULL, NULL, flags);
  properties[PROP_EXCERPT] =
    g_param_spec_string ("excerpt", NULL, NULL, NULL, flags);
  properties[PROP_PUBLISHED] =
    g_param_spec_int64 ("published", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_READ] =
    g_param_spec_boolean ("read", NULL, NULL, FALSE, flags);
  properties[PROP_SAVED] =
    g_param_spec_int ("saved", NULL, NULL, GAZETTE_SAVED_NONE, GAZETTE_SAVED_INCOMPLETE, GAZETTE_SAVED_NONE, flags);
  properties[PROP_LOADED] =
    g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gazette_headline_init (GazetteHeadline *self)
{
  self->title = g_strdup ("");
  self->summary = g_strdup ("");
  self->source_title = g_strdup ("");
}

/**
 * gazette_headline_new:
 * @id: the article
 * @headlines: (element-type gint64 GazetteHeadline): the headlines of the
 *   library, not owned; it has none of this article yet
 *
 * Creates a headline that is not loaded and puts it among the others, until it
 * goes.
 *
 * Returns: (transfer full): the headline
 */
GazetteHeadline *
gazette_headline_new (gint64      id,
                      GHashTable *headlines)
{
  GazetteHeadline *self = g_object_new (GAZETTE_TYPE_HEADLINE, NULL);

  self->id = id;
  self->headlines = g_hash_table_ref (headlines);
  g_hash_table_insert (headlines, &self->id, self);

  return self;
}

static void
take_text (GazetteHeadline  *self,
           int               property,
           char            **field,
           char            **text)
{
  g_autofree char *old = NULL;

  if (g_strcmp0 (*field, *text) == 0)
    return;

  old = *field;
  *field = g_steal_pointer (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
take_number (GazetteHeadline *self,
             int              property,
             gint64          *field,
             gint64           number)
{
  if (*field == number)
    return;

  *field = number;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * gazette_headline_apply:
 * @self: a headline
 * @row: its row; its texts may be taken
 *
 * Fills in what was read, and notifies what is not as it was. A row that was read
 * before the one that is there is left alone.
 */
void
gazette_headline_apply (GazetteHeadline *self,
                        GazetteRow      *row)
{
  GObject *object = G_OBJECT (self);

  /* It is of a search, and as new as that. */
  if (row->excerpt != NULL)
    take_text (self, PROP_EXCERPT, &self->excerpt, &row->excerpt);

  if (self->loaded && (gint) (row->n_writes - self->n_writes) < 0)
    return;

  self->n_writes = row->n_writes;
  g_object_freeze_notify (object);

  take_number (self, PROP_SOURCE_ID, &self->source_id, row->source_id);
  take_number (self, PROP_PUBLISHED, &self->published, row->published);
  take_text (self, PROP_TITLE, &self->title, &row->title);
  take_text (self, PROP_SUMMARY, &self->summary, &row->summary);
  take_text (self, PROP_SOURCE_TITLE, &self->source_title, &row->source_title);
  take_text (self, PROP_IMAGE, &self->image, &row->image);

  if (self->read != row->read)
    {
      self->read = row->read;
      g_object_notify_by_pspec (object, properties[PROP_READ]);
    }

  if (self->saved != row->saved || self->copied != row->copied)
    {
      self->saved = row->saved;
      self->copied = row->copied;
      g_object_notify_by_pspec (object, properties[PROP_SAVED]);
    }

  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify_by_pspec (object, properties[PROP_LOADED]);
    }

  g_object_thaw_notify (object);
}

/**
 * gazette_headline_get_id:
 * @self: a headline
 *
 * Returns: the article
 */
gint64
gazette_headline_get_id (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), 0);

  return self->id;
}

/**
 * gazette_headline_get_source_id:
 * @self: a headline
 *
 * Returns: the source of the article, 0 until it is loaded
 */
gint64
gazette_headline_get_source_id (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), 0);

  return self->source_id;
}

/**
 * gazette_headline_get_title:
 * @self: a headline
 *
 * Returns: (transfer none): plain text, "" until it is loaded
 */
const char *
gazette_headline_get_title (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), NULL);

  return self->title;
}

/**
 * gazette_headline_get_summary:
 * @self: a headline
 *
 * Returns: (transfer none): plain text, "" until it is loaded
 */
const char *
gazette_headline_get_summary (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), NULL);

  return self->summary;
}

/**
 * gazette_headline_get_source_title:
 * @self: a headline
 *
 * Returns: (transfer none): plain text, "" until it is loaded
 */
const char *
gazette_headline_get_source_title (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), NULL);

  return self->source_title;
}

/**
 * gazette_headline_get_image:
 * @self: a headline
 *
 * Returns: (transfer none) (nullable): the address of its picture
 */
const char *
gazette_headline_get_image (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), NULL);

  return self->image;
}

/**
 * gazette_headline_get_excerpt:
 * @self: a headline
 *
 * Returns: (transfer none) (nullable): where the article says what was searched
 *   for, plain text with %GAZETTE_EXCERPT_BEGIN and %GAZETTE_EXCERPT_END around
 *   it; %NULL where nothing is searched for
 */
const char *
gazette_headline_get_excerpt (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), NULL);

  return self->excerpt;
}

/**
 * gazette_headline_drop_excerpt:
 * @self: a headline
 *
 * Called when nothing is searched for any more.
 */
void
gazette_headline_drop_excerpt (GazetteHeadline *self)
{
  char *nothing = NULL;

  take_text (self, PROP_EXCERPT, &self->excerpt, &nothing);
}

/**
 * gazette_headline_get_published:
 * @self: a headline
 *
 * Returns: seconds since 1970 UTC; of an article without a date, when it was
 *   first seen; 0 until it is loaded
 */
gint64
gazette_headline_get_published (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), 0);

  return self->published;
}

/**
 * gazette_headline_get_read:
 * @self: a headline
 *
 * Returns: whether the article was read
 */
gboolean
gazette_headline_get_read (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), FALSE);

  return self->read;
}

/**
 * gazette_headline_get_saved:
 * @self: a headline
 *
 * Returns: whether the article is kept for offline
 */
GazetteSavedState
gazette_headline_get_saved (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), GAZETTE_SAVED_NONE);

  return self->saved;
}

/**
 * gazette_headline_get_copied:
 * @self: a headline
 *
 * Changes of it are told as those of #GazetteHeadline:saved.
 *
 * Returns: whether the article was copied for offline without being asked for
 */
gboolean
gazette_headline_get_copied (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), FALSE);

  return self->copied;
}

/**
 * gazette_headline_get_loaded:
 * @self: a headline
 *
 * Returns: whether its row was read
 */
gboolean
gazette_headline_get_loaded (GazetteHeadline *self)
{
  g_return_val_if_fail (GAZETTE_IS_HEADLINE (self), FALSE);

  return self->loaded;
}
