/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GAZETTE_SUMMARY_LENGTH:
 *
 * About how long a summary is, in characters.
 */
#define GAZETTE_SUMMARY_LENGTH 100

char *gazette_text_fold            (const char *text);
char *gazette_text_decode_plain    (const char *text);
char *gazette_text_from_html       (const char *html,
                                    gssize      length);
char *gazette_text_from_html_start (const char *html,
                                    guint       n_chars);
char *gazette_text_to_html         (const char *text);
char *gazette_text_without_breaks  (const char *text);
char *gazette_text_ellipsize       (const char *text,
                                    guint       max_chars);

G_END_DECLS
