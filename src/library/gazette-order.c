/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The orders that a view can be listed in, and where its sections begin. */

#include "config.h"

#include "gazette-order.h"
#include "gazette-time.h"

#define VISIBLE GAZETTE_OF_NEWS
#define UNREAD GAZETTE_IS_UNREAD ("articles") " AND " VISIBLE
#define SAVED "saved != 0"
#define OF_SOURCE "source_id = ?2 AND EXISTS (SELECT 1 FROM sources WHERE id = ?2 AND removed = 0)"
#define TODAY "sort_key >= ?2 AND " VISIBLE
#define HIGHLIGHTED "id IN " GAZETTE_ANNOTATED
#define MUTED "source_id IN (SELECT id FROM sources WHERE removed = 0 AND muted != 0)"

/* ?1 is how many at most; ?2 the source, or when the day began. */
#define NEWEST " ORDER BY sort_key DESC, id DESC LIMIT ?1"
#define OLDEST " ORDER BY sort_key, id LIMIT ?1"
#define LONGEST " ORDER BY " GAZETTE_ORDER_LENGTH " DESC, id DESC LIMIT ?1"

#define LIST(columns, where, order) "SELECT " columns " FROM articles WHERE " where order

#define LIST_UNREAD(columns, order) \
  "SELECT " columns " FROM (SELECT article_id AS id, sort_key, source_id FROM unread) WHERE " VISIBLE order

/* Of many articles: along the index of lengths. Of few: sorted. */
#define LIST_ALONG(where) \
  "SELECT article_id, " GAZETTE_ORDER_LENGTH \
  " FROM contents CROSS JOIN articles ON id = article_id WHERE " where \
  " ORDER BY " GAZETTE_ORDER_LENGTH " DESC, article_id DESC LIMIT ?1"
#define LIST_SORTED(where) \
  "SELECT id, " GAZETTE_ORDER_LENGTH " FROM articles CROSS JOIN contents ON article_id = id WHERE " where LONGEST

/* By view, in the order of the kinds. */
static const char *const by_date[][GAZETTE_N_VIEWS] = {
  {
    LIST ("id, sort_key", VISIBLE, NEWEST), LIST_UNREAD ("id, sort_key", NEWEST), LIST ("id, sort_key", SAVED, NEWEST),
    LIST ("id, sort_key", OF_SOURCE, NEWEST), NULL, LIST ("id, sort_key", TODAY, NEWEST),
    LIST ("id, sort_key", HIGHLIGHTED, NEWEST), LIST ("id, sort_key", MUTED, NEWEST),
  },
  {
    LIST ("id, sort_key", VISIBLE, OLDEST), LIST_UNREAD ("id, sort_key", OLDEST), LIST ("id, sort_key", SAVED, OLDEST),
    LIST ("id, sort_key", OF_SOURCE, OLDEST), NULL, LIST ("id, sort_key", TODAY, OLDEST),
    LIST ("id, sort_key", HIGHLIGHTED, OLDEST), LIST ("id, sort_key", MUTED, OLDEST),
  },
};
/* They are put together source by source after that. */
static const char *const by_source[GAZETTE_N_VIEWS] = {
  LIST ("id, sort_key, source_id", VISIBLE, NEWEST), LIST_UNREAD ("id, sort_key, source_id", NEWEST),
  LIST ("id, sort_key, source_id", SAVED, NEWEST), LIST ("id, sort_key, source_id", OF_SOURCE, NEWEST),
  NULL, LIST ("id, sort_key, source_id", TODAY, NEWEST), LIST ("id, sort_key, source_id", HIGHLIGHTED, NEWEST),
  LIST ("id, sort_key, source_id", MUTED, NEWEST),
};
static const char *const by_length[GAZETTE_N_VIEWS] = {
  LIST_ALONG (VISIBLE), LIST_ALONG (UNREAD), LIST_SORTED (SAVED), LIST_SORTED (OF_SOURCE), NULL, LIST_SORTED (TODAY),
  LIST_SORTED (HIGHLIGHTED), LIST_SORTED (MUTED),
};

typedef struct
{
  gint64 id;
  gint64 key;
  gint64 source_id;
} Place;

/* A list that is being read. */
typedef struct
{
  GazetteOrder  order;
  GazetteIds   *ids;
  /* NULL where there are none. */
  GArray       *sections;
  /* What stays in the list though the view has it no more; id 0 for nothing. */
  Place         retained;

  /* The day that was looked at last. */
  gint64        day;
  gint64        day_begins;
  gint64        day_ends;

  /* In the order of the sources: the articles of each, by its id. */
  GHashTable   *by_source;
  GPtrArray    *found;
} Reading;

/* Articles of one source. */
typedef struct
{
  gint64      source_id;
  GazetteIds *ids;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_clear_pointer (&group->ids, gazette_ids_unref);
  g_free (group);
}

/**
 * gazette_order_get_sql:
 * @kind: a view that is not a search
 * @order: its order
 *
 * Returns: the query that lists its articles, ids first, given how many at most
 *   and, for a source, which, or for today, when that began
 */
const char *
gazette_order_get_sql (GazetteViewKind kind,
                       GazetteOrder    order)
{
  g_return_val_if_fail (kind < GAZETTE_N_VIEWS && kind != GAZETTE_VIEW_SEARCH, NULL);

  switch (order)
    {
    case GAZETTE_ORDER_SOURCE:
      return by_source[kind];

    case GAZETTE_ORDER_LONGEST:
      return by_length[kind];

    case GAZETTE_ORDER_OLDEST:
      return by_date[1][kind];

    case GAZETTE_ORDER_NEWEST:
    default:
      return by_date[0][kind];
    }
}

/* Articles come day by day: each day is computed once. */
static gint64
find_day (Reading *reading,
          gint64   time)
{
  if (time < reading->day_begins || time >= reading->day_ends)
    reading->day = gazette_time_get_day (time, &reading->day_begins, &reading->day_ends);

  return reading->day;
}

static void
begin_section (Reading *reading,
               gint64   key)
{
  GArray *sections = reading->sections;
  GazetteSection section = { reading->ids->n, key };

  if (sections->len == 0 || g_array_index (sections, GazetteSection, sections->len - 1).key != key)
    g_array_append_val (sections, section);
}

static void
append (Reading     *reading,
        const Place *place)
{
  Group *group;

  if (reading->by_source == NULL)
    {
      if (reading->sections != NULL)
        begin_section (reading, find_day (reading, place->key));
      gazette_ids_append (reading->ids, place->id);
      return;
    }

  group = g_hash_table_lookup (reading->by_source, &place->source_id);
  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->source_id = place->source_id;
      group->ids = gazette_ids_new ();
      g_hash_table_insert (reading->by_source, &group->source_id, group);
      g_ptr_array_add (reading->found, group);
    }
  gazette_ids_append (group->ids, place->id);
}

static gboolean
comes_before (GazetteOrder  order,
              const Place  *a,
              const Place  *b)
{
  if (order == GAZETTE_ORDER_OLDEST)
    return a->key < b->key || (a->key == b->key && a->id < b->id);

  return a->key > b->key || (a->key == b->key && a->id > b->id);
}

/* What is retained goes where it would be if the filter let it pass. */
static void
take (Reading     *reading,
      const Place *place)
{
  if (reading->retained.id == place->id)
    reading->retained.id = 0;

  if (reading->retained.id != 0 && comes_before (reading->order, &reading->retained, place))
    {
      append (reading, &reading->retained);
      reading->retained.id = 0;
    }

  append (reading, place);
}

static void
put_group (Reading *reading,
           Group   *group)
{
  if (reading->sections != NULL)
    begin_section (reading, group->source_id);
  for (guint i = 0; i < group->ids->n; i++)
    gazette_ids_append (reading->ids, gazette_ids_get (group->ids, i));
  g_clear_pointer (&group->ids, gazette_ids_unref);
}

/* Sources by title; then what is saved of those that were removed. */
static gboolean
put_together (GazetteRequest   *request,
              GazetteDatabase  *database,
              Reading          *reading,
              GError          **error)
{
  g_auto(GValue) sources = G_VALUE_INIT;
  GPtrArray *array;

  if (!gazette_sources_read_list (request, database, &sources, error))
    return FALSE;

  array = g_value_get_boxed (&sources);
  for (guint i = 0; i < array->len; i++)
    {
      GazetteSource *source = g_ptr_array_index (array, i);
      Group *group = g_hash_table_lookup (reading->by_source, &source->id);

      if (group != NULL)
        put_group (reading, group);
    }
  for (guint i = 0; i < reading->found->len; i++)
    {
      Group *group = g_ptr_array_index (reading->found, i);

      if (group->ids != NULL)
        put_group (reading, group);
    }

  return TRUE;
}

/* One that does not show, or was not in the list, is not retained. */
static gboolean
find_retained (GazetteRequest   *request,
               GazetteDatabase  *database,
               Place            *place,
               GError          **error)
{
  static const char select_place[] =
    "SELECT id, sort_key, source_id FROM articles WHERE id = ?1 AND " GAZETTE_SHOWN;
  static const char select_length[] =
    "SELECT id, " GAZETTE_ORDER_LENGTH ", source_id FROM articles JOIN contents ON article_id = id"
    " WHERE id = ?1 AND " GAZETTE_SHOWN;
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  if (request->retained_id == 0 || gazette_ids_find (request->listed, 0, G_MAXUINT, request->retained_id) == G_MAXUINT)
    return TRUE;

  statement = gazette_database_prepare (database, request->order == GAZETTE_ORDER_LONGEST ? select_length : select_place,
                                        error);
  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->retained_id);
  if (gazette_statement_step (statement, &local_error))
    {
      place->id = gazette_statement_get_int (statement, 0);
      place->key = gazette_statement_get_int (statement, 1);
      place->source_id = gazette_statement_get_int (statement, 2);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_places (GazetteRequest   *request,
             GazetteDatabase  *database,
             int               limit,
             Reading          *reading,
             GError          **error)
{
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  statement = gazette_database_prepare (database, gazette_order_get_sql (request->number, request->order), error);
  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, limit);
  if (request->number == GAZETTE_VIEW_SOURCE)
    gazette_statement_int (statement, 2, request->id);
  else if (request->number == GAZETTE_VIEW_TODAY)
    gazette_statement_int (statement, 2, gazette_library_get_today ());

  while (gazette_statement_step (statement, &local_error))
    {
      Place place = { gazette_statement_get_int (statement, 0), gazette_statement_get_int (statement, 1) };

      if (request->order == GAZETTE_ORDER_SOURCE)
        place.source_id = gazette_statement_get_int (statement, 2);
      take (reading, &place);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* Else it is further down. */
  if (reading->retained.id != 0 && (limit < 0 || reading->ids->n < (guint) limit))
    append (reading, &reading->retained);

  return TRUE;
}

static gboolean
has_sections (GazetteRequest *request)
{
  switch (request->order)
    {
    case GAZETTE_ORDER_SOURCE:
      return request->number != GAZETTE_VIEW_SOURCE;

    case GAZETTE_ORDER_LONGEST:
      return FALSE;

    case GAZETTE_ORDER_NEWEST:
    case GAZETTE_ORDER_OLDEST:
    default:
      return request->number != GAZETTE_VIEW_TODAY;
    }
}

/**
 * gazette_order_read:
 * @request: number: a view that is not a search; id: the source, for that view;
 *   order; listed and retained_id: an article that stays if it is among them
 * @database: a connection
 * @limit: how many at most, or -1. By source all are read in any case
 * @listing: gets its ids and sections
 * @error: return location for an error
 *
 * Reads a view in one walk over an index, with where its days begin; or its
 * sources.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_order_read (GazetteRequest   *request,
                    GazetteDatabase  *database,
                    int               limit,
                    GazetteListing   *listing,
                    GError          **error)
{
  g_autoptr(GazetteIds) ids = gazette_ids_new ();
  g_autoptr(GArray) sections = g_array_new (FALSE, FALSE, sizeof (GazetteSection));
  g_autoptr(GHashTable) groups = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (group_free);
  gboolean by_groups = request->order == GAZETTE_ORDER_SOURCE;
  Reading reading = {
    .order = request->order,
    .ids = ids,
    .sections = has_sections (request) ? sections : NULL,
    .by_source = by_groups ? groups : NULL,
    .found = found,
  };

  if (!find_retained (request, database, &reading.retained, error) ||
      !read_places (request, database, by_groups ? -1 : limit, &reading, error) ||
      (by_groups && !put_together (request, database, &reading, error)))
    return FALSE;

  listing->is_whole = by_groups || limit < 0 || ids->n < (guint) limit;
  listing->ids = g_steal_pointer (&ids);
  if (reading.sections != NULL)
    listing->sections = g_steal_pointer (&sections);

  return TRUE;
}

/**
 * gazette_order_find_section:
 * @sections: (element-type GazetteSection): sections, of which the first begins at 0
 * @position: a row of the list
 *
 * Returns: which of them it is in
 */
guint
gazette_order_find_section (GArray *sections,
                            guint   position)
{
  guint low = 0;
  guint high = sections->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (sections, GazetteSection, middle).start <= position)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* How many rows from @position on, at most @n, are in one section, and in which. */
static guint
measure (GArray *sections,
         guint   position,
         guint   n,
         gint64 *key)
{
  guint i = gazette_order_find_section (sections, position);

  *key = g_array_index (sections, GazetteSection, i).key;
  if (i + 1 == sections->len)
    return n;

  return MIN (n, g_array_index (sections, GazetteSection, i + 1).start - position);
}

/**
 * gazette_order_sections_moved:
 * @old_sections: (nullable) (element-type GazetteSection): those of a list
 * @n_old: how many rows it has
 * @new_sections: (nullable) (element-type GazetteSection): those that it has become
 * @edits: (element-type GazetteEdit): how its rows changed
 *
 * Returns: whether a row that stays is in another section now
 */
gboolean
gazette_order_sections_moved (GArray *old_sections,
                              guint   n_old,
                              GArray *new_sections,
                              GArray *edits)
{
  guint old_at = 0;
  guint new_at = 0;

  if (old_sections == NULL || new_sections == NULL)
    return old_sections != new_sections;

  for (guint i = 0; i <= edits->len; i++)
    {
      const GazetteEdit *edit = i < edits->len ? &g_array_index (edits, GazetteEdit, i) : NULL;
      guint old_end = edit != NULL ? edit->old_start : n_old;

      while (old_at < old_end)
        {
          gint64 old_key, new_key;
          guint n = measure (old_sections, old_at, old_end - old_at, &old_key);

          n = measure (new_sections, new_at, n, &new_key);
          if (old_key != new_key)
            return TRUE;
          old_at += n;
          new_at += n;
        }

      if (edit != NULL)
        {
          old_at = edit->old_start + edit->n_removed;
          new_at = edit->new_start + edit->n_added;
        }
    }

  return FALSE;
}
