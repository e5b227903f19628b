/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <md4c-html.h>
#include <string.h>

#include "gazette-markdown.h"

/* An article is not longer; md4c counts with 32 bits. */
#define MAX_LENGTH (16 * 1024 * 1024)

/* What people write in practice: tables, struck out text, task lists and bare
 * addresses, as on GitHub. */
#define FLAGS (MD_DIALECT_GITHUB | MD_FLAG_PERMISSIVEATXHEADERS)

static void
append_cb (const MD_CHAR *text,
           MD_SIZE        size,
           void          *user_data)
{
  g_string_append_len (user_data, text, size);
}

/**
 * gazette_markdown_to_html:
 * @text: Markdown (CommonMark with what GitHub adds), in UTF-8
 * @length: of @text in bytes, or -1 when it ends with a zero
 *
 * HTML in the text stays as it is, so the result is as untrusted as any other
 * HTML from outside. May be called on any thread, but wants more stack than a
 * fiber has.
 *
 * Returns: (transfer full): HTML
 */
char *
gazette_markdown_to_html (const char *text,
                          gssize      length)
{
  gsize size = length < 0 ? strnlen (text, MAX_LENGTH) : MIN ((gsize) length, MAX_LENGTH);
  g_autoptr(GString) html = g_string_sized_new (size + size / 4 + 1);

  /* It fails only when there is no memory, which GLib would have told. */
  md_html (text, (MD_SIZE) size, append_cb, html, FLAGS, 0);

  return g_string_free (g_steal_pointer (&html), FALSE);
}
