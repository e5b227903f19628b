/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-application.h"
#include "gazette-newsroom.h"

G_BEGIN_DECLS

#define GAZETTE_TYPE_WINDOW (gazette_window_get_type ())
G_DECLARE_FINAL_TYPE (GazetteWindow, gazette_window, GAZETTE, WINDOW, AdwApplicationWindow)

GtkWidget *gazette_window_new          (GazetteApplication *application);
void       gazette_window_present_filled (GazetteWindow    *self);
void       gazette_window_set_newsroom (GazetteWindow      *self,
                                        GazetteNewsroom    *newsroom);
void       gazette_window_show_failure (GazetteWindow      *self,
                                        const char         *reason);
void       gazette_window_show_repair  (GazetteWindow      *self);
void       gazette_window_add_source   (GazetteWindow      *self,
                                        const char         *address);
void       gazette_window_clip         (GazetteWindow      *self,
                                        const char *const  *addresses);
void       gazette_window_open_file    (GazetteWindow      *self,
                                        GFile              *file);
void       gazette_window_end          (GazetteWindow      *self);

G_END_DECLS
