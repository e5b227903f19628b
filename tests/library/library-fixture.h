/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gazette-database.h"
#include "gazette-library.h"

G_BEGIN_DECLS

/**
 * FixtureFunc:
 * @folder: an empty folder of this test, removed after it
 *
 * A test that runs on a fiber, so that it can await.
 */
typedef void (*FixtureFunc) (const char *folder);

void             fixture_add            (const char       *path,
                                         FixtureFunc       func);
void             fixture_add_article    (GazetteEdition   *edition,
                                         const char       *id,
                                         const char       *title,
                                         gint64            published);
GazetteLibrary  *fixture_open           (const char       *folder);
void             fixture_close          (GazetteLibrary   *library);
gint64           fixture_add_source     (GazetteLibrary   *library,
                                         const char       *url,
                                         GazetteEdition   *edition);
guint            fixture_store          (GazetteLibrary   *library,
                                         gint64            source_id,
                                         GazetteEdition   *edition);
gint64           fixture_find           (GazetteLibrary   *library,
                                         gint64            source_id,
                                         const char       *title);
GazetteStored   *fixture_load           (GazetteLibrary   *library,
                                         gint64            article_id);
void             fixture_await          (DexFuture        *future);
void             fixture_await_error    (DexFuture        *future,
                                         int               code);
GazetteDatabase *fixture_open_database  (const char       *folder);
void             fixture_execute        (GazetteDatabase  *database,
                                         const char       *sql);
gint64           fixture_ask            (GazetteDatabase  *database,
                                         const char       *sql);
char            *fixture_list           (GazetteLibrary   *library,
                                         int               kind,
                                         gint64            source_id);

G_END_DECLS
