/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-edition.h"

G_BEGIN_DECLS

/* Ends the program where the edition does not keep its promises. */
void edition_check (const GazetteEdition *edition);

G_END_DECLS
