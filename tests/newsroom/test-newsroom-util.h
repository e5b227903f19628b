/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-error.h"
#include "gazette-headlines.h"
#include "gazette-newsroom.h"
#include "gazette-test-server.h"

G_BEGIN_DECLS

#define JSON_TYPE "Content-Type: application/feed+json"
#define HTML_TYPE "Content-Type: text/html; charset=utf-8"

/* A JSON Feed and an article in it; @html is within a JSON string. */
#define FEED(items) \
  "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Feed\",\"items\":[" items "]}"
#define ITEM(id, title, html) "{\"id\":\"" id "\",\"title\":\"" title "\",\"content_html\":\"" html "\"}"

/* A newsroom with its folders, and a server that it asks. */
typedef struct
{
  GazetteTestServer *server;
  GazetteNewsroom   *newsroom;
  char              *data;
  char              *cache;
} Room;

/* Such as gazette_test_server_get_running(). */
typedef guint (*RoomCounter) (GazetteTestServer *server,
                              const char        *path);

void           test_run_fiber     (DexFiberFunc             fiber,
                                   gpointer                 data);
char          *test_make_folder   (void);
void           test_wait          (DexFuture               *future);
void           test_await         (DexFuture               *future);
gpointer       test_await_boxed   (DexFuture               *future);
GError        *test_await_error   (DexFuture               *future);

void           room_open          (Room                    *room);
void           room_close         (Room                    *room);
void           room_enter         (Room                    *room);
void           room_leave         (Room                    *room);
void           room_restart       (Room                    *room);

GazetteLibrary *room_get_library  (Room                    *room);
void           room_answer        (Room                    *room,
                                   const char              *path,
                                   const GazetteTestAnswer *answer);
void           room_serve         (Room                    *room,
                                   const char              *path,
                                   const char              *headers,
                                   const char              *body);
void           room_wait_for      (Room                    *room,
                                   RoomCounter              get,
                                   const char              *path,
                                   guint                    n);
DexFuture     *room_start_to_add  (Room                    *room,
                                   const char              *path);
gint64         room_add           (Room                    *room,
                                   const char              *path);
GError        *room_fail_to_add   (Room                    *room,
                                   const char              *path);
GazetteSource *room_load_source   (Room                    *room,
                                   gint64                   source_id);
guint          room_load_older   (Room                    *room,
                                   gint64                   source_id);
GazetteStored *room_load_article  (Room                    *room,
                                   gint64                   article_id);
char          *room_load_text     (Room                    *room,
                                   gint64                   article_id);
guint          room_count_sources (Room                    *room);
char          *room_list          (Room                    *room);
gint64         room_find          (Room                    *room,
                                   const char              *title);
void           room_assert_list   (Room                    *room,
                                   const char              *expected);
void           room_assert_hits   (Room                    *room,
                                   const char              *path,
                                   guint                    n);
gint64         room_take          (Room                    *room,
                                   GazetteFinding          *finding,
                                   const char              *name);

void           test_assert_words  (const GError            *error,
                                   GazetteError             code,
                                   const char              *words);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Room, room_close)

G_END_DECLS
