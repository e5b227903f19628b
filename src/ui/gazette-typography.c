/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "gazette-typography.h"

/* From here on a pixel more or less is hardly seen. */
#define LARGE 20

typedef enum
{
  STYLE_SYSTEM,
  STYLE_LIGHT,
  STYLE_SEPIA,
  STYLE_DARK,
} Style;

struct _GazetteTypography
{
  GObject         parent_instance;

  GSettings      *settings;
  GtkCssProvider *fonts;
  GtkCssProvider *sepia;
  gboolean        is_sepia;
};

G_DEFINE_FINAL_TYPE (GazetteTypography, gazette_typography, G_TYPE_OBJECT)

/* The one that pages share, as long as there are any. */
static GazetteTypography *shared;

/* In the order of the setting. Of the faces for reading, the first that is there. */
static const char *const families[] = {
  "Literata, \"Source Serif 4\", \"Atkinson Hyperlegible Next\", \"Atkinson Hyperlegible\", var(--document-font-family)",
  "inherit",
  "serif",
  "var(--monospace-font-family)",
};

static void
update_fonts (GazetteTypography *self)
{
  char size[G_ASCII_DTOSTR_BUF_SIZE];
  char height[G_ASCII_DTOSTR_BUF_SIZE];
  guint font = (guint) g_settings_get_enum (self->settings, "page-font");
  g_autofree char *css = NULL;

  /* In points, which follow the size of text that is set for the desktop. */
  g_ascii_dtostr (size, sizeof size, g_settings_get_int (self->settings, "page-text-size") * 0.75);
  /* Of the size, not of the font: all lines are as high, whatever letters are in them.
   * What is not text of the page is as everywhere. */
  g_ascii_dtostr (height, sizeof height, gazette_typography_get_line_height (self) * 100);
  css = g_strdup_printf (".page-text { font-size: %spt; font-family: %s; line-height: %s%%; } "
                         ".page-text > * { line-height: normal; }",
                         size, families[MIN (font, G_N_ELEMENTS (families) - 1)], height);
  gtk_css_provider_load_from_string (self->fonts, css);
}

static void
set_sepia (GazetteTypography *self,
           gboolean           is_sepia)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (self->is_sepia == is_sepia)
    return;

  self->is_sepia = is_sepia;
  if (is_sepia)
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->sepia),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  else
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (self->sepia));
}

/* Paper is light: what is beside it is, too. */
static void
update_style (GazetteTypography *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK,
  };
  Style style = (Style) g_settings_get_enum (self->settings, "page-style");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[style]);
  set_sepia (self, style == STYLE_SEPIA);
}

static void
changed_cb (GazetteTypography *self,
            const char        *key)
{
  if (!g_str_has_prefix (key, "page-"))
    return;

  if (g_str_equal (key, "page-text-size") || g_str_equal (key, "page-font") || g_str_equal (key, "page-line-height"))
    update_fonts (self);
  else if (g_str_equal (key, "page-style"))
    update_style (self);
  g_signal_emit_by_name (self, "changed");
}

static void
gazette_typography_dispose (GObject *object)
{
  GazetteTypography *self = GAZETTE_TYPOGRAPHY (object);

  if (self->settings != NULL)
    {
      set_sepia (self, FALSE);
      gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->fonts));
    }
  g_clear_object (&self->settings);
  g_clear_object (&self->fonts);
  g_clear_object (&self->sepia);

  G_OBJECT_CLASS (gazette_typography_parent_class)->dispose (object);
}

static void
gazette_typography_class_init (GazetteTypographyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gazette_typography_dispose;

  g_signal_new ("changed", GAZETTE_TYPE_TYPOGRAPHY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gazette_typography_init (GazetteTypography *self)
{
  self->settings = g_settings_new (APP_ID);
  self->fonts = gtk_css_provider_new ();
  self->sepia = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (self->sepia, "/io/github/gazette_reader/Gazette/sepia.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->fonts),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  update_fonts (self);
  /* Whoever draws a picture of the window may have said how it is to look. */
  if (g_settings_get_enum (self->settings, "page-style") != STYLE_SYSTEM)
    update_style (self);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gazette_typography_dup:
 *
 * Returns: (transfer full): how pages are set, as long as someone holds it
 */
GazetteTypography *
gazette_typography_dup (void)
{
  if (shared != NULL)
    return g_object_ref (shared);

  shared = g_object_new (GAZETTE_TYPE_TYPOGRAPHY, NULL);
  g_object_add_weak_pointer (G_OBJECT (shared), (gpointer *) &shared);

  return shared;
}

/**
 * gazette_typography_get_line_height:
 * @self: how pages are set
 *
 * Returns: the height of a line, of the size of its text
 */
double
gazette_typography_get_line_height (GazetteTypography *self)
{
  g_return_val_if_fail (GAZETTE_IS_TYPOGRAPHY (self), 0);

  return g_settings_get_double (self->settings, "page-line-height");
}

/**
 * gazette_typography_get_measure:
 * @self: how pages are set
 *
 * Returns: how many characters of running text a line has at most
 */
int
gazette_typography_get_measure (GazetteTypography *self)
{
  g_return_val_if_fail (GAZETTE_IS_TYPOGRAPHY (self), 0);

  return g_settings_get_int (self->settings, "page-measure");
}

/**
 * gazette_typography_is_justified:
 * @self: how pages are set
 *
 * Returns: whether lines are equally long
 */
gboolean
gazette_typography_is_justified (GazetteTypography *self)
{
  g_return_val_if_fail (GAZETTE_IS_TYPOGRAPHY (self), FALSE);

  return g_settings_get_boolean (self->settings, "page-justified");
}

/**
 * gazette_typography_is_sepia:
 * @self: how pages are set
 *
 * Returns: whether pages have the colours of paper
 */
gboolean
gazette_typography_is_sepia (GazetteTypography *self)
{
  g_return_val_if_fail (GAZETTE_IS_TYPOGRAPHY (self), FALSE);

  return self->is_sepia;
}

/**
 * gazette_typography_step:
 * @settings: the settings of the program
 * @direction: 1 for larger, -1 for smaller, 0 for the usual size
 *
 * Sets the size of text by one step.
 */
void
gazette_typography_step (GSettings *settings,
                         int        direction)
{
  g_autoptr(GVariant) range = g_settings_get_value (settings, "page-text-size");
  int size = g_variant_get_int32 (range);
  int step = size > LARGE || (size == LARGE && direction > 0) ? 2 : 1;

  if (direction == 0)
    g_settings_reset (settings, "page-text-size");
  else
    g_settings_set_int (settings, "page-text-size", CLAMP (size + direction * step, 10, 36));
}
