/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gazette_url_clean        (const char *url);
char *gazette_url_dup_identity (const char *url);

G_END_DECLS
