/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-application.h"

G_BEGIN_DECLS

#define GAZETTE_TYPE_WINDOW (gazette_window_get_type ())
G_DECLARE_FINAL_TYPE (GazetteWindow, gazette_window, GAZETTE, WINDOW, AdwApplicationWindow)

GtkWidget *gazette_window_new (GazetteApplication *application);

G_END_DECLS
