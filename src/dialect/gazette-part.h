/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-path.h"
#include "gazette-template.h"

G_BEGIN_DECLS

/* Parts of a dialect file. @where is always the place of the part, as in
 * "article.title[0]", for the author; errors are %GAZETTE_ERROR_FAILED. */

gboolean     gazette_part_fail       (GError      **error,
                                      const char   *format,
                                      ...) G_GNUC_PRINTF (2, 3);
JsonObject  *gazette_part_get_object (JsonNode     *node,
                                      const char   *where,
                                      const char   *keys,
                                      GError      **error);
JsonArray   *gazette_part_get_list   (JsonNode     *node,
                                      const char   *where,
                                      GError      **error);
GazettePath *gazette_part_get_path   (JsonNode     *node,
                                      const char   *where,
                                      GError      **error);
GPtrArray   *gazette_part_get_paths  (JsonNode     *node,
                                      const char   *where,
                                      GError      **error);
gboolean     gazette_part_read_text  (JsonObject   *object,
                                      const char   *where,
                                      const char   *key,
                                      char        **value,
                                      GError      **error);
gboolean     gazette_part_read_texts (JsonNode     *node,
                                      const char   *where,
                                      GStrv        *texts,
                                      GError      **error);
gboolean     gazette_part_read_path  (JsonObject   *object,
                                      const char   *where,
                                      const char   *key,
                                      GazettePath **path,
                                      GError      **error);
gboolean     gazette_part_read_flag  (JsonObject   *object,
                                      const char   *where,
                                      const char   *key,
                                      gboolean     *value,
                                      GError      **error);
gboolean     gazette_part_read_number (JsonObject  *object,
                                      const char   *where,
                                      const char   *key,
                                      gint64       *value,
                                      GError      **error);
gboolean     gazette_part_read_template (JsonObject       *object,
                                         const char       *where,
                                         const char       *key,
                                         GazetteTemplate **value,
                                         GError          **error);

/* Takes one part of a list in and adds what it is to @compiled. */
typedef gboolean (*GazettePartFunc) (GPtrArray   *compiled,
                                     JsonNode    *node,
                                     const char  *where,
                                     GError     **error);

GPtrArray   *gazette_part_compile_list (JsonNode        *node,
                                        const char      *where,
                                        GazettePartFunc  compile,
                                        GDestroyNotify   destroy,
                                        GError         **error);

G_END_DECLS
