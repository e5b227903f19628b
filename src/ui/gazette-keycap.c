/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-keycap.h"

struct _GazetteKeycap
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (GazetteKeycap, gazette_keycap, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ACCELERATOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
show_accelerator (GazetteKeycap *self,
                  const char    *accelerator)
{
  g_autofree char *name = NULL;
  guint key;
  GdkModifierType modifiers;

  if (accelerator == NULL || !gtk_accelerator_parse (accelerator, &key, &modifiers))
    return;

  name = gtk_accelerator_get_label (key, modifiers);
  adw_bin_set_child (ADW_BIN (self), gtk_label_new (name));
}

static void
gazette_keycap_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCELERATOR:
      show_accelerator (GAZETTE_KEYCAP (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gazette_keycap_class_init (GazetteKeycapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = gazette_keycap_set_property;

  properties[PROP_ACCELERATOR] =
    g_param_spec_string ("accelerator", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "keycap");
}

static void
gazette_keycap_init (GazetteKeycap *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
