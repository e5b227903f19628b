/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <libdex.h>

#include "gazette-application.h"
#include "gazette-locale.h"
#include "gazette-memory.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GazetteApplication) application = NULL;

  gazette_memory_set_up ();
  gazette_locale_set_up ();
  dex_init ();

  application = gazette_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
