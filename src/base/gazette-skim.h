/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void gazette_skim_html (const char *html,
                        GString *text);

G_END_DECLS
