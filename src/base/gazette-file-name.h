/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gazette_file_name_new (const char *title,
                             const char *ending);

G_END_DECLS
