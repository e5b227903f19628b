/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialect.h"

G_BEGIN_DECLS

/**
 * GazetteInput:
 * @answer: what is to be inspected, as if a server had said it
 *
 * A file, the standard input or an answer from the network, and the strings
 * that its answer borrows.
 */
typedef struct
{
  GazetteAnswer  answer;
  char          *url;
  char          *content_type;
} GazetteInput;

GazetteInput *gazette_input_load     (const char    *place,
                                      const char    *request_url,
                                      const char    *accept,
                                      GError       **error);
void          gazette_input_set_base (GazetteInput  *self,
                                      const char    *url);
void          gazette_input_free     (GazetteInput  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteInput, gazette_input_free)

G_END_DECLS
