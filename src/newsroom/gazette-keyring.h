/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * GazetteKeyring:
 *
 * The keys that a person has got for APIs: in the Secret Service of the
 * desktop, by libsecret, and in memory while the program runs. A key belongs to
 * a dialect and the host that it is for. Main thread only.
 */
#define GAZETTE_TYPE_KEYRING (gazette_keyring_get_type ())
G_DECLARE_FINAL_TYPE (GazetteKeyring, gazette_keyring, GAZETTE, KEYRING, GObject)

GazetteKeyring *gazette_keyring_new     (void);
DexFuture      *gazette_keyring_look_up (GazetteKeyring *self,
                                         const char     *dialect_id,
                                         const char     *url);
DexFuture      *gazette_keyring_keep    (GazetteKeyring *self,
                                         const char     *dialect_id,
                                         const char     *dialect_name,
                                         const char     *url,
                                         const char     *key);

G_END_DECLS
