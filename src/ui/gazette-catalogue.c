/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "gazette-catalogue.h"
#include "gazette-url.h"

#define RESOURCE "/io/github/gazette_reader/Gazette/catalogue.json"

struct _GazetteCatalogue
{
  AdwBin       parent_instance;

  GtkEditable *search;
  GtkBox      *groups;
  GtkWidget   *nothing;

  /* One for each topic. */
  GPtrArray   *topics;
};

G_DEFINE_FINAL_TYPE (GazetteCatalogue, gazette_catalogue, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  const char *id;
  const char *title;
} Title;

static const Title topic_titles[] = {
  { "world", N_("World News") },
  { "science", N_("Science") },
  { "space", N_("Space") },
  { "technology", N_("Technology") },
  { "programming", N_("Programming") },
  { "free-software", N_("Free Software") },
  { "culture", N_("Culture") },
  { "fun", N_("Fun") },
};

/* Each in its own language, as who looks for it knows it. */
static const Title language_titles[] = {
  { "ar", "العربية" },
  { "de", "Deutsch" },
  { "en", "English" },
  { "es", "Español" },
  { "fr", "Français" },
  { "it", "Italiano" },
  { "pt", "Português" },
};

typedef struct
{
  GtkWidget *group;
  GPtrArray *entries;
} Topic;

/* @words: all that one may look for, folded */
typedef struct
{
  GtkWidget *row;
  char      *words;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->words);
  g_free (entry);
}

static void
topic_free (gpointer data)
{
  Topic *topic = data;

  g_ptr_array_unref (topic->entries);
  g_free (topic);
}

static const char *
find_title (const Title *titles,
            guint        n_titles,
            const char  *id)
{
  for (guint i = 0; i < n_titles; i++)
    {
      if (g_str_equal (titles[i].id, id))
        return titles[i].title;
    }

  return id;
}

static gboolean
shows_entry (const Entry *entry,
             GStrv        words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (entry->words, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
search_changed_cb (GazetteCatalogue *self)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  g_auto(GStrv) words = g_strsplit_set (folded, " \t", -1);
  gboolean found = FALSE;

  for (guint i = 0; i < self->topics->len; i++)
    {
      const Topic *topic = self->topics->pdata[i];
      gboolean found_here = FALSE;

      for (guint j = 0; j < topic->entries->len; j++)
        {
          const Entry *entry = topic->entries->pdata[j];
          gboolean shown = shows_entry (entry, words);

          gtk_widget_set_visible (entry->row, shown);
          found_here = found_here || shown;
        }
      gtk_widget_set_visible (topic->group, found_here);
      found = found || found_here;
    }

  gtk_widget_set_visible (self->nothing, !found);
}

static void
activated_cb (GazetteCatalogue *self,
              GtkWidget        *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, gtk_widget_get_tooltip_text (row));
}

static void
add_entry (GazetteCatalogue *self,
           Topic            *topic,
           const char       *topic_title,
           JsonObject       *source)
{
  const char *address = json_object_get_string_member (source, "address");
  const char *name = json_object_get_string_member (source, "name");
  const char *language = find_title (language_titles, G_N_ELEMENTS (language_titles),
                                     json_object_get_string_member (source, "language"));
  g_autofree char *host = gazette_url_dup_host (address);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", host, language);
  g_autofree char *words = g_strjoin (" ", name, host, language, topic_title, NULL);
  Entry *entry = g_new0 (Entry, 1);

  entry->row = adw_action_row_new ();
  entry->words = g_utf8_casefold (words, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry->row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (entry->row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (entry->row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_set_tooltip_text (entry->row, address);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (entry->row), TRUE);
  g_signal_connect_object (entry->row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (topic->group), entry->row);
  g_ptr_array_add (topic->entries, entry);
}

static gboolean
is_own_language (JsonObject *source)
{
  const char *language = json_object_get_string_member (source, "language");

  return g_strv_contains (g_get_language_names (), language);
}

static void
add_topic (GazetteCatalogue *self,
           const Title      *title,
           JsonArray        *sources)
{
  Topic *topic = g_new0 (Topic, 1);

  topic->group = adw_preferences_group_new ();
  topic->entries = g_ptr_array_new_with_free_func (entry_free);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (topic->group), _(title->title));

  for (guint own = 0; own < 2; own++)
    {
      for (guint i = 0; i < json_array_get_length (sources); i++)
        {
          JsonObject *source = json_array_get_object_element (sources, i);

          if (g_str_equal (json_object_get_string_member (source, "topic"), title->id) &&
              is_own_language (source) == (own == 0))
            add_entry (self, topic, _(title->title), source);
        }
    }

  gtk_box_append (self->groups, topic->group);
  g_ptr_array_add (self->topics, topic);
}

/* A file of the program, so that what is wrong with it is a slip of ours. */
static void
load (GazetteCatalogue *self)
{
  g_autoptr(GBytes) file = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonArray *sources;

  if (file == NULL || !json_parser_load_from_data (parser, g_bytes_get_data (file, NULL), g_bytes_get_size (file), NULL))
    g_error ("%s", RESOURCE);

  sources = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "sources");
  for (guint i = 0; i < G_N_ELEMENTS (topic_titles); i++)
    add_topic (self, &topic_titles[i], sources);
}

static void
gazette_catalogue_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_CATALOGUE);

  G_OBJECT_CLASS (gazette_catalogue_parent_class)->dispose (object);
}

static void
gazette_catalogue_finalize (GObject *object)
{
  GazetteCatalogue *self = GAZETTE_CATALOGUE (object);

  g_ptr_array_unref (self->topics);

  G_OBJECT_CLASS (gazette_catalogue_parent_class)->finalize (object);
}

static void
gazette_catalogue_class_init (GazetteCatalogueClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_catalogue_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_catalogue_finalize;

  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-catalogue.ui");
  gtk_widget_class_bind_template_child (widget_class, GazetteCatalogue, search);
  gtk_widget_class_bind_template_child (widget_class, GazetteCatalogue, groups);
  gtk_widget_class_bind_template_child (widget_class, GazetteCatalogue, nothing);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
gazette_catalogue_init (GazetteCatalogue *self)
{
  self->topics = g_ptr_array_new_with_free_func (topic_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  load (self);
}
