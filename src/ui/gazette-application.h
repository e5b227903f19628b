/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-background.h"

G_BEGIN_DECLS

#define GAZETTE_TYPE_APPLICATION (gazette_application_get_type ())
G_DECLARE_FINAL_TYPE (GazetteApplication, gazette_application, GAZETTE, APPLICATION, AdwApplication)

GazetteApplication *gazette_application_new            (void);
GazetteBackground  *gazette_application_get_background (GazetteApplication *self);

G_END_DECLS
