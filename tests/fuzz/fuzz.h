/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stddef.h>
#include <stdint.h>

/* What a fuzz target defines; libFuzzer, or replay.c, calls it. */
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);
