/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-document.h"

G_BEGIN_DECLS

char *document_check_describe (GazetteDocument *document);
void  document_check_rules    (GazetteDocument *document);

G_END_DECLS
