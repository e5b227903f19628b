/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be asked of a library: each call fills in a request. */

#include "config.h"

#include "gazette-library-private.h"

/**
 * gazette_library_list_sources:
 * @self: a library
 *
 * Returns: (transfer full): a future for a #GPtrArray of #GazetteSource with
 *   their counts, in the order of their titles
 */
DexFuture *
gazette_library_list_sources (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_sources_read_list, 0), NULL, NULL, NULL);
}

/**
 * gazette_library_load_source:
 * @self: a library
 * @source_id: a source
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it was removed.
 *
 * Returns: (transfer full): a future for the #GazetteSource
 */
DexFuture *
gazette_library_load_source (GazetteLibrary *self,
                             gint64          source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_sources_read, source_id), NULL, NULL, NULL);
}

/**
 * gazette_library_load_counts:
 * @self: a library
 *
 * Returns: (transfer full): a future for the #GazetteCounts
 */
DexFuture *
gazette_library_load_counts (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_sources_read_counts, 0), NULL, NULL, NULL);
}

/**
 * gazette_library_add_source:
 * @self: a library
 * @source: what to add; its id and counts are ignored
 * @edition: (nullable): what a fetch brought of it
 *
 * Adds a source and its articles. What the edition says of the source fills in
 * what @source does not know; a title that equals the address is none. A source
 * that was removed comes back, with those of its articles that are still there.
 *
 * Rejected with %GAZETTE_ERROR_EXISTS when there is one with this address.
 *
 * Returns: (transfer full): a future for the row of the source, a gint64
 */
DexFuture *
gazette_library_add_source (GazetteLibrary *self,
                            GazetteSource  *source,
                            GazetteEdition *edition)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (source != NULL);

  request = gazette_library_ask (self, gazette_sources_write_new, 0);
  request->source = gazette_source_ref (source);
  request->edition = edition != NULL ? gazette_edition_ref (edition) : NULL;

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_store_edition:
 * @self: a library
 * @source: the source as it is after the fetch; its counts are ignored
 * @edition: what the fetch brought
 *
 * Writes all fields of the source, filled in as gazette_library_add_source()
 * does, and the articles: new ones, and those that differ from what is known,
 * which keep whether they were read. A saved article stays as it was saved. An
 * article without a date, or with one to come, is placed by when it was first
 * seen.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the source is not there.
 *
 * Returns: (transfer full): a future for the number of new articles, a guint
 */
DexFuture *
gazette_library_store_edition (GazetteLibrary *self,
                               GazetteSource  *source,
                               GazetteEdition *edition)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (source != NULL);
  dex_return_error_if_fail (edition != NULL);

  request = gazette_library_ask (self, gazette_sources_write_edition, source->id);
  request->source = gazette_source_ref (source);
  request->edition = gazette_edition_ref (edition);

  return gazette_library_write_joined (self, request);
}

/**
 * gazette_library_update_source:
 * @self: a library
 * @source: the source as it should be; its counts are ignored
 *
 * Writes all fields of a source. An address that another source has is not
 * taken over. Rejected with %GAZETTE_ERROR_NOT_FOUND when it is not there.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_update_source (GazetteLibrary *self,
                               GazetteSource  *source)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (source != NULL);

  request = gazette_library_ask (self, gazette_sources_write, source->id);
  request->source = gazette_source_ref (source);

  return gazette_library_write_joined (self, request);
}

/**
 * gazette_library_rename_source:
 * @self: a library
 * @source_id: a source
 * @name: (nullable): what it is to be called, %NULL for what it calls itself
 *
 * Gives a source a name, which later fetches leave alone.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the source is not there.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_rename_source (GazetteLibrary *self,
                               gint64          source_id,
                               const char     *name)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (name == NULL || *name != '\0');

  request = gazette_library_ask (self, gazette_sources_write_name, source_id);
  request->text = g_strdup (name);

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_set_rule:
 * @self: a library
 * @source_id: a source
 * @rule: what is to be done with its articles
 * @value: how, in the words of the rule
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the source is not there.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_set_rule (GazetteLibrary    *self,
                          gint64             source_id,
                          GazetteSourceRule  rule,
                          guint              value)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_sources_write_rule, source_id);
  request->rule = rule;
  request->number = value;

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_set_full_text:
 * @self: a library
 * @source_id: a source
 * @full_text: when the text of its articles is to be fetched from their addresses
 *
 * Rejected as gazette_library_set_rule() is.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_set_full_text (GazetteLibrary  *self,
                               gint64           source_id,
                               GazetteFullText  full_text)
{
  return gazette_library_set_rule (self, source_id, GAZETTE_SOURCE_RULE_FULL_TEXT, full_text);
}

static DexFuture *
write_removed (GazetteLibrary *self,
               gint64          source_id,
               gboolean        removed)
{
  GazetteRequest *request = gazette_library_ask (self, gazette_sources_write_removed, source_id);

  request->number = removed;

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_remove_source:
 * @self: a library
 * @source_id: a source
 *
 * Hides a source and its articles, but for the saved ones, which stay among the
 * saved. gazette_library_restore_source() undoes it.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_remove_source (GazetteLibrary *self,
                               gint64          source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return write_removed (self, source_id, TRUE);
}

/**
 * gazette_library_restore_source:
 * @self: a library
 * @source_id: a source that was removed
 *
 * Shows it again with all that is kept of it. Rejected with
 * %GAZETTE_ERROR_NOT_FOUND when nothing is.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_restore_source (GazetteLibrary *self,
                                gint64          source_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return write_removed (self, source_id, FALSE);
}

/**
 * gazette_library_purge_removed:
 * @self: a library
 *
 * Forgets removed sources for good, once there is no more Undo for them: at the
 * start of the program. Their saved articles stay.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_purge_removed (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_write (self, gazette_library_ask (self, gazette_sources_purge, 0), GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_load_article:
 * @self: a library
 * @article_id: an article
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is not there.
 *
 * Returns: (transfer full): a future for the #GazetteStored
 */
DexFuture *
gazette_library_load_article (GazetteLibrary *self,
                              gint64          article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_articles_read, article_id), NULL, NULL, NULL);
}

/**
 * gazette_library_list_more:
 * @self: a library
 * @article_id: an article
 * @n: how many at most
 *
 * Reads the headlines that follow an article in its source: older ones, newest
 * first, and where there are too few also the newest of those above it.
 *
 * Returns: (transfer full): a future for a #GPtrArray of #GazetteHeadline, all
 *   of them loaded; empty when there are no others
 */
DexFuture *
gazette_library_list_more (GazetteLibrary *self,
                           gint64          article_id,
                           guint           n)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_rows_read_more, article_id);
  request->number = n;

  return gazette_library_load_headlines (self, request);
}

/**
 * gazette_library_set_read:
 * @self: a library
 * @article_id: an article
 * @read: whether it was read
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_set_read (GazetteLibrary *self,
                          gint64          article_id,
                          gboolean        read)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_articles_write_read, article_id);
  request->number = read;

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_keep_position:
 * @self: a library
 * @article_id: an article
 * @position: how far it was read; its beginning to forget it
 *
 * Keeps where a person reads. An article that is gone has no place to keep.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_keep_position (GazetteLibrary  *self,
                               gint64           article_id,
                               GazettePosition  position)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_positions_write, article_id);
  request->position = position;

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_load_setting:
 * @self: a library
 * @name: what it is called
 *
 * Returns: (transfer full): a future for a string, %NULL when it has no value
 */
DexFuture *
gazette_library_load_setting (GazetteLibrary *self,
                              const char     *name)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (name != NULL);

  request = gazette_library_ask (self, gazette_keep_read_setting, 0);
  request->text = g_strdup (name);

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

/**
 * gazette_library_store_setting:
 * @self: a library
 * @name: what it is called
 * @value: (nullable): its value, %NULL to forget it
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_store_setting (GazetteLibrary *self,
                               const char     *name,
                               const char     *value)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (name != NULL);

  request = gazette_library_ask (self, gazette_keep_write_setting, 0);
  request->text = g_strdup (name);
  request->value = g_strdup (value);

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}
