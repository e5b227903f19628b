/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean    gazette_picture_is_one           (GBytes      *bytes);
const char *gazette_picture_get_ending       (GBytes      *bytes);
gboolean    gazette_picture_check_size       (GBytes      *bytes,
                                              GError     **error);
gboolean    gazette_picture_check            (GBytes      *bytes,
                                              GError     **error);
GBytes     *gazette_picture_decode_data_url  (const char  *url,
                                              GError     **error);

G_END_DECLS
