/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GAZETTE_TYPE_APPLICATION (gazette_application_get_type ())
G_DECLARE_FINAL_TYPE (GazetteApplication, gazette_application, GAZETTE, APPLICATION, AdwApplication)

GazetteApplication *gazette_application_new (void);

G_END_DECLS
