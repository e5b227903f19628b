/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-headline.h"

G_BEGIN_DECLS

void  gazette_headline_words_show_excerpt (GtkInscription  *inscription,
                                           const char      *excerpt);
char *gazette_headline_words_dup_remark   (GazetteHeadline *headline);

G_END_DECLS
