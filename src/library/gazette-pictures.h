/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GazettePictureFunc:
 * @hash: name of a file
 * @data: what was given with the function
 *
 * Returns: whether the file is still needed
 */
typedef gboolean (*GazettePictureFunc) (const char *hash,
                                        gpointer    data);

char     *gazette_pictures_hash   (GBytes              *bytes);
gboolean  gazette_pictures_sync   (const char          *folder);
gboolean  gazette_pictures_write  (const char          *folder,
                                   const char          *hash,
                                   GBytes              *bytes,
                                   GError             **error);
GBytes   *gazette_pictures_read   (const char          *folder,
                                   const char          *hash,
                                   GError             **error);
gint64    gazette_pictures_measure (const char         *folder,
                                    const char          *hash);
gboolean  gazette_pictures_check  (const char          *folder,
                                   const char          *hash,
                                   GError             **error);
char     *gazette_pictures_adopt  (const char          *folder,
                                   const char          *path,
                                   const char          *hash,
                                   GError             **error);
char     *gazette_pictures_dup_path (const char        *folder,
                                   const char          *hash);
void      gazette_pictures_set_error (const char       *path,
                                   int                  number,
                                   GError             **error);
void      gazette_pictures_find_leftovers (const char  *folder,
                                   gint64               before,
                                   GazettePictureFunc   is_needed,
                                   gpointer             data,
                                   GPtrArray           *paths);

G_END_DECLS
