/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gmodule.h>
#include <md4c-html.h>
#include <string.h>

#include "gazette-markdown.h"
#include "gazette-text.h"

/* A thick book has 2 MB of text. Tables and links of Markdown are written shorter
 * than those of HTML, but not by more than this. */
#define MAX_LENGTH (2 * 1024 * 1024)
#define MAX_HTML   (5 * 1024 * 1024)

/* That of GitHub, which most mean by it; a heading need not have a space after its marks. */
#define FLAGS (MD_DIALECT_GITHUB | MD_FLAG_PERMISSIVEATXHEADERS)

/* Few sources write Markdown. To load the library takes time at each start, and 160 kB.
 *
 * Returns: what is called, NULL where there is no such library. */
static __typeof__ (md_html) *
get_md_html (void)
{
  static __typeof__ (md_html) *write_html;
  static gsize is_done;

  if (g_once_init_enter (&is_done))
    {
      GModule *module = g_module_open ("libmd4c-html.so.0", G_MODULE_BIND_LAZY);

      if (module == NULL || !g_module_symbol (module, "md_html", (gpointer *) &write_html))
        g_warning ("Markdown stays as it is written: %s", g_module_error ());
      g_once_init_leave (&is_done, 1);
    }

  return write_html;
}

static void
append_cb (const MD_CHAR *text,
           MD_SIZE        size,
           void          *userdata)
{
  GString *html = userdata;

  if (html->len + size <= MAX_HTML)
    g_string_append_len (html, text, size);
}

/**
 * gazette_markdown_to_html:
 * @text: Markdown in UTF-8; other bytes become U+FFFD
 * @length: of @text in bytes, or -1 when it is nul-terminated
 *
 * Writes Markdown as HTML: CommonMark with what GitHub adds to it, which are
 * tables, tasks, text that is struck out, and web addresses that are links. HTML
 * in it stays as it is, so that what comes out is as little to be trusted as any
 * HTML from outside. What is after some 2 MB is left out, and so is what would
 * make the HTML longer than 5 MB. Without libmd4c-html, which is loaded for that, it
 * is the text with its marks.
 *
 * May be called on any thread, but wants more stack than a fiber has.
 *
 * Returns: (transfer full): an HTML fragment, "" when there is nothing in it
 */
char *
gazette_markdown_to_html (const char *text,
                          gssize      length)
{
  __typeof__ (md_html) *write_html;
  g_autoptr(GString) html = NULL;
  g_autofree char *valid = NULL;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  size = MIN (length < 0 ? strlen (text) : (gsize) length, MAX_LENGTH);
  valid = g_utf8_make_valid (text, (gssize) size);
  write_html = get_md_html ();
  if (write_html == NULL)
    return gazette_text_to_html (valid);

  html = g_string_sized_new (size + size / 4);
  write_html (valid, (MD_SIZE) strlen (valid), append_cb, html, FLAGS, MD_HTML_FLAG_SKIP_UTF8_BOM);

  return g_string_free (g_steal_pointer (&html), FALSE);
}
