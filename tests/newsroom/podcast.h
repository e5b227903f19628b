/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-file-keep.h"
#include "gazette-newsroom-private.h"
#include "test-newsroom-util.h"

G_BEGIN_DECLS

/* A source with one article, with which a sound comes. */
#define SOUND_TYPE "Content-Type: audio/mpeg"
#define SOUND "ID3 a sound that is not long, but long enough to be sent in pieces"

#define PODCAST(size) \
  "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Cast\",\"items\":[{" \
  "\"id\":\"1\",\"title\":\"One\",\"content_html\":\"<p>To be heard.</p>\",\"attachments\":[{" \
  "\"url\":\"{{base}}/one.mp3\",\"mime_type\":\"audio/mpeg\",\"title\":\"The first: hear!\"" size "}]}]}"

gint64             podcast_add            (Room       *room,
                                           const char *feed);
void               podcast_serve          (Room       *room);
GazetteAttachment *podcast_load           (Room       *room,
                                           gint64      article_id);
DexFuture         *podcast_keep           (Room       *room,
                                           gint64      article_id);
void               podcast_settle         (Room       *room);
char              *podcast_dup_state      (Room       *room,
                                           gint64      article_id);
void               podcast_assert_state   (Room       *room,
                                           gint64      article_id,
                                           const char *expected);
void               podcast_wait_until_kept (Room      *room,
                                           gint64      article_id);
guint              podcast_count_files    (const char *folder,
                                           guint64    *size);
void               podcast_wait_for_files (Room       *room,
                                           guint       n);
char              *podcast_find           (Room       *room,
                                           gint64      article_id);
void               podcast_age_files      (const char *folder);

G_END_DECLS
