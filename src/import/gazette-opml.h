/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gazette-source.h"

G_BEGIN_DECLS

/**
 * GAZETTE_OPML_MAX_SIZE:
 *
 * How large a list of sources may be, in bytes.
 */
#define GAZETTE_OPML_MAX_SIZE (16 * 1024 * 1024)

GPtrArray *gazette_opml_read  (GBytes     *bytes,
                               GError    **error);
char      *gazette_opml_write (GPtrArray  *sources,
                               const char *title);

G_END_DECLS
