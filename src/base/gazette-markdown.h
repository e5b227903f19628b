/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gazette_markdown_to_html (const char *text,
                                gssize      length);

G_END_DECLS
