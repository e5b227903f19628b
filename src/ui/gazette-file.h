/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GazetteFileFunc:
 * @bytes: (nullable): what is in the file
 * @name: what it is called
 * @reason: (nullable): why it could not be read, in plain words
 * @user_data: as given
 *
 * Either @bytes or @reason is there.
 */
typedef void (*GazetteFileFunc) (GBytes     *bytes,
                                 const char *name,
                                 const char *reason,
                                 gpointer    user_data);

void gazette_file_load (GFile           *file,
                        GazetteFileFunc  func,
                        gpointer         user_data);

G_END_DECLS
