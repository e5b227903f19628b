/* SPDX-License-Identifier: GPL-3.0-or-later */

/* As gio-pch.h, for ui/. */

#pragma once

#include <adwaita.h>
#include <libdex.h>
