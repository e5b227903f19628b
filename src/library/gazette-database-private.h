/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-database.h"

G_BEGIN_DECLS

void gazette_database_set_error (sqlite3     *handle,
                                 const char  *path,
                                 GError     **error);

G_END_DECLS
