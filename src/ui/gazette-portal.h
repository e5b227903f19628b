/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * GazettePortalGrant:
 * @GAZETTE_PORTAL_ABSENT: there is nobody to ask
 * @GAZETTE_PORTAL_ASKED: there is
 * @GAZETTE_PORTAL_BACKGROUND: it is allowed to run without a window
 * @GAZETTE_PORTAL_AUTOSTART: it is started with the session
 *
 * What the desktop answers.
 */
typedef enum
{
  GAZETTE_PORTAL_ABSENT = 0,
  GAZETTE_PORTAL_ASKED = 1 << 0,
  GAZETTE_PORTAL_BACKGROUND = 1 << 1,
  GAZETTE_PORTAL_AUTOSTART = 1 << 2,
} GazettePortalGrant;

DexFuture *gazette_portal_request_background (const char *reason,
                                              gboolean    autostart);
void       gazette_portal_set_status         (const char *message);

G_END_DECLS
