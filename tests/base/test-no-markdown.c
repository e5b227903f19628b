/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the library that reads Markdown was not installed with the program. */

#include "config.h"

#include <gmodule.h>

#include "gazette-markdown.h"

/* In the place of that of GLib. */
GModule *
g_module_open (const char   *file_name,
               GModuleFlags  flags)
{
  g_assert_true (g_str_has_prefix (file_name, "libmd4c-html.so"));

  return NULL;
}

static void
test_stays_as_it_is (void)
{
  g_autofree char *html = NULL;
  g_autofree char *again = NULL;

  g_test_expect_message ("gazette-base", G_LOG_LEVEL_WARNING, "Markdown stays as it is written*");
  html = gazette_markdown_to_html ("A *word*.\n\n1 < 2", -1);
  g_test_assert_expected_messages ();
  g_assert_cmpstr (html, ==, "<p>A *word*.</p><p>1 &lt; 2</p>");

  /* That is said once. */
  again = gazette_markdown_to_html ("again", -1);
  g_assert_cmpstr (again, ==, "<p>again</p>");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/no-markdown/stays-as-it-is", test_stays_as_it_is);

  return g_test_run ();
}
