/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be asked of a library about what it keeps for offline: each call fills
 * in a request, as those of gazette-library-calls.c do. */

#include "config.h"

#include "gazette-library-private.h"

/**
 * gazette_library_set_saved:
 * @self: a library
 * @article_id: an article
 * @saved: the new state
 * @note: (nullable): why it is not complete, in plain words
 *
 * Saves an article or not. When the future resolves, the state, and all that
 * was kept before, is on the disk. An article that is not saved any more keeps
 * its pictures until gazette_library_clean() is called by a later run of the
 * program, so that Undo brings it back whole, also without a network.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the article is not there.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_set_saved (GazetteLibrary    *self,
                           gint64             article_id,
                           GazetteSavedState  saved,
                           const char        *note)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (saved <= GAZETTE_SAVED_INCOMPLETE);

  request = gazette_library_ask (self, gazette_articles_write_saved, article_id);
  request->number = saved;
  request->text = g_strdup (note);

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_keep_full_html:
 * @self: a library
 * @article_id: an article
 * @html: (nullable): its full text, with absolute addresses; %NULL to forget it
 *
 * Keeps the text that was found at the article's own address beside the one that
 * its source gave, until the source changes the article.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the article is not there.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_keep_full_html (GazetteLibrary *self,
                                gint64          article_id,
                                const char     *html)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_articles_write_full_html, article_id);
  request->value = g_strdup (html);

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_list_saving:
 * @self: a library
 *
 * Returns: (transfer full): a future for a #GArray of gint64 (boxed as
 *   %G_TYPE_ARRAY): the articles that are %GAZETTE_SAVED_SAVING, newest first
 */
DexFuture *
gazette_library_list_saving (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_articles_read_saving, 0), NULL, NULL, NULL);
}

/**
 * gazette_library_keep_picture:
 * @self: a library
 * @article_id: the article that shows it
 * @url: where it comes from, as the article says it
 * @bytes: the picture
 *
 * Keeps a picture of an article. Equal pictures are kept once. Its file is on
 * the disk when the future resolves.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the article is not there, with
 * %GAZETTE_ERROR_LIBRARY when it could not be written.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_keep_picture (GazetteLibrary *self,
                              gint64          article_id,
                              const char     *url,
                              GBytes         *bytes)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL);
  dex_return_error_if_fail (bytes != NULL);

  request = gazette_library_ask (self, gazette_keep_write_picture, article_id);
  request->text = g_strdup (url);
  request->bytes = g_bytes_ref (bytes);

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_load_picture:
 * @self: a library
 * @url: where it comes from
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is not kept.
 *
 * Returns: (transfer full): a future for the picture, a #GBytes
 */
DexFuture *
gazette_library_load_picture (GazetteLibrary *self,
                              const char     *url)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL);

  request = gazette_library_ask (self, gazette_keep_read_picture, 0);
  request->text = g_strdup (url);

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

/**
 * gazette_library_load_own_picture:
 * @self: a library
 * @article_id: the article that shows it
 * @url: where it comes from
 *
 * As gazette_library_load_picture(), but where articles keep different pictures
 * of the same address, it is the one that this article keeps.
 *
 * Returns: (transfer full): a future for the picture, a #GBytes
 */
DexFuture *
gazette_library_load_own_picture (GazetteLibrary *self,
                                  gint64          article_id,
                                  const char     *url)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL);

  request = gazette_library_ask (self, gazette_keep_read_picture, article_id);
  request->text = g_strdup (url);

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

/**
 * gazette_library_check_kept:
 * @self: a library
 * @article_id: an article
 * @url: one of what is kept of it
 *
 * Looks whether what is kept is there, and as it was when it was written.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is damaged or gone.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_check_kept (GazetteLibrary *self,
                            gint64          article_id,
                            const char     *url)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL);

  request = gazette_library_ask (self, gazette_keep_check, article_id);
  request->text = g_strdup (url);

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

/**
 * gazette_library_note_damage:
 * @self: a library
 * @article_id: an article
 * @note: what is missing, in plain words
 *
 * Says of an article that is %GAZETTE_SAVED_COMPLETE that it is not. One in any
 * other state stays as it is.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_note_damage (GazetteLibrary *self,
                             gint64          article_id,
                             const char     *note)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (note != NULL);

  request = gazette_library_ask (self, gazette_keep_write_damage, article_id);
  request->text = g_strdup (note);

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_load_update:
 * @self: a library
 * @article_id: an article
 *
 * Reads the other version of a saved article: what its source says now, or what
 * was shown before gazette_library_swap_update().
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when there is none.
 *
 * Returns: (transfer full): a future for a #GazetteStored
 */
DexFuture *
gazette_library_load_update (GazetteLibrary *self,
                             gint64          article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_updates_read, article_id), NULL, NULL, NULL);
}

/**
 * gazette_library_keep_update_html:
 * @self: a library
 * @article_id: an article
 * @html: the full text of its other version
 *
 * As gazette_library_keep_full_html(), for the other version. Does nothing when
 * there is none.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_keep_update_html (GazetteLibrary *self,
                                  gint64          article_id,
                                  const char     *html)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (html != NULL);

  request = gazette_library_ask (self, gazette_updates_write_full_html, article_id);
  request->value = g_strdup (html);

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_swap_update:
 * @self: a library
 * @article_id: an article
 *
 * Shows the other version of a saved article from now on, and keeps the one that
 * was shown as the other: to undo it, do it again. The article is to be saved
 * again, and is %GAZETTE_SAVED_SAVING until then. On the disk when the future
 * resolves.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when there is none.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_swap_update (GazetteLibrary *self,
                             gint64          article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_write (self, gazette_library_ask (self, gazette_updates_write_swap, article_id),
                                GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_decline_update:
 * @self: a library
 * @article_id: an article
 *
 * Does not offer what the source of a saved article says now any more, until it
 * says something else again.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_decline_update (GazetteLibrary *self,
                                gint64          article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_write (self, gazette_library_ask (self, gazette_updates_write_declined, article_id),
                                GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_list_wanted:
 * @self: a library
 * @unread_since: since when unread articles are wanted of sources without a rule of
 *   their own, seconds since 1970 UTC; 0 for none of them
 * @n: how many at most
 *
 * Returns: (transfer full): a future for a #GArray of gint64 (boxed as
 *   %G_TYPE_ARRAY): the articles that are to be copied and are not
 */
DexFuture *
gazette_library_list_wanted (GazetteLibrary *self,
                             gint64          unread_since,
                             guint           n)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_copies_read_wanted, n);
  request->number = unread_since;

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

/**
 * gazette_library_list_to_take:
 * @self: a library
 * @source_id: a source, 0 for all
 * @n_articles: how many unread articles, 0 for any number
 * @n_minutes: how many minutes of reading, 0 for any number
 *
 * Chooses unread articles, the newest first, until there are as many, or as much
 * to read; a thousand at most.
 *
 * Returns: (transfer full): a future for a #GArray of gint64 (boxed as
 *   %G_TYPE_ARRAY): those of them that are not on the disk whole
 */
DexFuture *
gazette_library_list_to_take (GazetteLibrary *self,
                              gint64          source_id,
                              guint           n_articles,
                              guint           n_minutes)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_copies_read_to_take, source_id);
  request->number = n_articles;
  request->retained_id = n_minutes;

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

/**
 * gazette_library_note_copy:
 * @self: a library
 * @article_id: an article whose pictures were kept
 * @state: whether all of them were
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the article is not there.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_note_copy (GazetteLibrary   *self,
                           gint64            article_id,
                           GazetteCopyState  state)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_copies_write, article_id);
  request->number = state;

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_free_copies:
 * @self: a library
 * @budget: how many bytes all copies may take
 *
 * Lets go of the oldest copies that were read, in small steps, until the others
 * are within the budget. Nothing that a person saved is touched, and nothing that is unread.
 *
 * Returns: (transfer full): a future for the bytes that they take now, a gint64;
 *   more than @budget when there is more to let go of, or nothing
 */
DexFuture *
gazette_library_free_copies (GazetteLibrary *self,
                             gint64          budget)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_copies_free, 0);
  request->number = budget;

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_let_go:
 * @self: a library
 * @in_general: which articles stay of sources without a rule of their own
 *
 * Deletes some of the articles that were read and are not to stay: a hundred at
 * most, so that nothing waits for it. An article that its server still lists
 * does not come back. What is unread, saved, or only read in part stays.
 *
 * Returns: (transfer full): a future for their number, a guint; 0 when there is
 *   nothing left to do
 */
DexFuture *
gazette_library_let_go (GazetteLibrary   *self,
                        GazetteRetention  in_general)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_retention_write, 0);
  request->number = in_general;

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_let_old_go:
 * @self: a library
 *
 * Does what gazette_library_let_go() does with what is older than 30 days, also of
 * sources of which more is to stay: once, because a person wants that.
 *
 * Returns: (transfer full): as gazette_library_let_go() does
 */
DexFuture *
gazette_library_let_old_go (GazetteLibrary *self)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  request = gazette_library_ask (self, gazette_retention_write, 1);
  request->number = GAZETTE_RETENTION_MONTH;

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_library_load_storage:
 * @self: a library
 *
 * Looks through all of it, which may take a while.
 *
 * Returns: (transfer full): a future for a #GazetteStorage
 */
DexFuture *
gazette_library_load_storage (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, gazette_storage_read, 0), NULL, NULL, NULL);
}

/**
 * gazette_library_clean:
 * @self: a library
 *
 * Removes pictures of articles that are neither saved nor copied any more, and files that
 * earlier runs of the program left half-way. Never one of a saved article, and
 * none of what was unsaved since the library was opened.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_clean (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_write (self, gazette_library_ask (self, gazette_keep_clean, 0), GAZETTE_DURABLE_YES);
}
