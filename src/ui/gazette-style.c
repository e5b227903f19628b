/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Only the style that is seen is read. GTK starts with the one of programs that have
 * no other, and libadwaita puts an empty one in its place a moment later: a sixth of
 * what the start costs the processor. The way to tell GTK before is its variable of
 * the environment, which libadwaita must not see in turn. */

#include "config.h"

#include "gazette-style.h"

#define VARIABLE "GTK_THEME"
/* What libadwaita puts there. */
#define EMPTY "Adwaita-empty"

/**
 * gazette_style_hold_back:
 *
 * Lets GTK start without a style. A person who has chosen one for all programs has
 * that one. To be called before threads of Gazette are started, as they may look into
 * the environment.
 */
void
gazette_style_hold_back (void)
{
  g_setenv (VARIABLE, EMPTY, FALSE);
}

/**
 * gazette_style_start:
 *
 * Starts GTK and libadwaita, as #AdwApplication does, but one right after the other:
 * icons are listed once, and not again with those of libadwaita.
 */
void
gazette_style_start (void)
{
  gtk_init ();
  /* Reads the style. */
  gtk_settings_get_default ();

  if (g_strcmp0 (g_getenv (VARIABLE), EMPTY) == 0)
    g_unsetenv (VARIABLE);
  adw_init ();
}
