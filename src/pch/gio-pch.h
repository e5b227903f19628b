/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the rooms below ui/ include most, compiled once for each of them: it takes most
 * of the time of a build. Files include what they need all the same; -Db_pch=false
 * tells when one does not. */

#pragma once

#include <gio/gio.h>
